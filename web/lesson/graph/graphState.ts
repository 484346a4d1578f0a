/** The state that the graph shows: which numbers are known, and which parts the current step is about. */
import type { ComputationGraph, GraphNode, QuantityId } from '../../../wasm/index';
import { isParameter, parseId, subjectOf } from '../../work/quantity';
import type { Known } from '../known';
import type { GraphLayout, PlacedNode, ShownNeurons } from './graphLayout';
import type { LessonView } from '../view';

/** Worked out once per drawing. */
export interface GraphPicture {
  view: LessonView;
  graph: ComputationGraph;
  layout: GraphLayout;
  shown: ShownNeurons;
  known: Known;
  reads: Set<QuantityId>;
  writes: Set<QuantityId>;
  backward: boolean;
  /** nodes on the way from the chosen parameter to L; null while stepping */
  path: Set<number> | null;
  roving: string;
}

/** Where a gradient is computed: the step of δ also gives those of the activation and of the output. */
function gradientStep({ id, owner }: GraphNode, { shown, known }: GraphPicture): boolean {
  const q = parseId(owner)!;
  const delta = (layer: number, neuron: number) => known.has(`delta.${layer}.${neuron}`);
  switch (q.kind) {
    case 'w':
    case 'b':
      return known.has(`d${owner}`);
    case 'z':
    case 'a':
      return delta(q.layer, q.neuron);
    case 'x':
      return shown[1].every((j) => delta(1, j)) && known.has(`dw.1.${shown[1].at(-1)}.${q.neuron}`);
    case 'L':
      if (id === 'L') return shown.at(-1)!.some((k) => delta(shown.length - 1, k));
      return delta(shown.length - 1, Math.max(0, q.neuron));
    default:
      return false;
  }
}

export function valueOf(node: PlacedNode, picture: GraphPicture): number | null {
  if (picture.path?.has(node.index)) return node.value;
  if (node.isQuantity) return picture.known.get(node.id) ?? null;
  return picture.known.has(node.owner) ? node.value : null;
}

export function gradientOf(node: PlacedNode, picture: GraphPicture): number | null {
  if (picture.path) return picture.path.has(node.index) ? node.gradient : null;
  return gradientStep(node, picture) ? node.gradient : null;
}

/** The step computes this node's value, or on the way back its gradient; or it needs it. */
export function activity(
  node: PlacedNode,
  { writes, reads, backward, layout, shown }: GraphPicture,
): 'writes' | 'reads' | '' {
  const { owner, isQuantity } = node;
  const q = parseId(owner)!;
  if (q.kind === 'w' || q.kind === 'b') {
    const derived = ['', 'd', 'sumd', 'meand'].some((about) => writes.has(about + owner));
    return derived ? 'writes' : reads.has(owner) ? 'reads' : '';
  }
  if (!backward) {
    if (writes.has(owner)) return 'writes';
    return isQuantity && reads.has(owner) ? 'reads' : '';
  }
  const last = shown.length - 1;
  const delta = `delta.${q.layer}.${q.neuron}`;
  if (q.kind === 'a' || (q.kind === 'z' && isQuantity)) {
    if (writes.has(delta)) return 'writes';
    return reads.has(isQuantity && q.kind === 'a' ? owner : delta) ? 'reads' : '';
  }
  if (q.kind === 'L' || q.kind === 't') {
    const active = [...writes].some(
      (id) => id.startsWith(`delta.${last}.`) && (owner === 'L' || id.endsWith(`.${q.neuron}`)),
    );
    return active ? 'reads' : '';
  }
  if (q.kind === 'x') return reads.has(owner) ? 'reads' : '';
  // a product: its weight is being derived, or its gradient flows on to the output it multiplies
  const weight = layout.edges.find(({ from, to }) => to === node && isParameter(from.id))?.from.id ?? '';
  return writes.has(`d${weight}`) || reads.has(weight) ? 'reads' : '';
}

export function marks(node: PlacedNode, picture: GraphPicture): string {
  const { highlighted } = picture.view.page;
  const list: string[] = [activity(node, picture)];
  if (picture.path) list.push(picture.path.has(node.index) ? 'on-path' : 'off-path');
  if (highlighted !== null) {
    const own = highlighted.replace(/^delta\./, 'z.').replace(/^d([wb])\./, '$1.');
    if (own === node.id) list.push('lit');
    else if (node.isQuantity && subjectOf(highlighted) === subjectOf(node.id)) list.push('kin');
  }
  if (valueOf(node, picture) === null) list.push('unknown');
  return list.filter(Boolean).join(' ');
}

const MOST_CHARACTERS = 7;

/** As many digits as there is room for on a wire. */
export function fitting(value: number | null, { view }: Pick<GraphPicture, 'view'>): string | null {
  if (value === null) return null;
  for (let digits = Math.min(view.lesson.choices.digits, 4); digits > 1; digits--) {
    const text = view.text(value, digits);
    if (text.length <= MOST_CHARACTERS) return text;
  }
  return view.text(value, 1);
}
