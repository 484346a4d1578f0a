/** Facts for the sentence about the graph: of the current step, or of the chosen parameter's way to the loss. */
import type { GraphEdge, GraphNode, QuantityId, Step } from '../../../wasm/index';
import { parameterOf, parseId } from '../../work/quantity';
import { isPlain } from '../../work/stepFacts';
import type { LessonView } from '../view';

/** The facts that the sentence under the graph needs, as symbols and written numbers. */
export interface GraphWords {
  kind:
    | 'start'
    | 'weighted_sum'
    | 'activation'
    | 'loss'
    | 'delta_output'
    | 'fork'
    | 'delta_hidden'
    | 'weight_gradient'
    | 'bias_gradient'
    | 'batch'
    | 'update'
    | 'optimizer'
    | 'path';
  /** the node that it is about */
  node: string;
  /** how many wires leave it */
  wires: number;
  /** what each brings back */
  flows: string[];
  /** some of them are not in the picture */
  hidden: boolean;
  /** products of the sum that are not in the picture */
  left: number;
  /** the gradient of the node */
  total: string;
  /** the optimizer has a velocity or moments */
  keeps: boolean;
}

interface Shown {
  nodes: readonly GraphNode[];
  edges: readonly GraphEdge[];
}

export function graphWords(view: LessonView, graph: Shown): GraphWords {
  const { step, parameter } = view.lesson;
  const { panel } = view.lesson.choices;
  if (panel !== 'step' && parameter) return about(view, graph, parameter, 'path');
  if (!step) return about(view, graph, 'L', 'start');
  return about(view, graph, subject(step), kindOf(view, step));
}

/** δ is about the output that forks, a gradient about its parameter. */
function subject(step: Step): QuantityId {
  return parameterOf(step.computes) ?? step.computes.replace(/^delta\./, 'a.');
}

function kindOf(view: LessonView, { rule, phase, layer }: Step): GraphWords['kind'] {
  if (phase === 'update') return isPlain(view.work.design) ? phase : 'optimizer';
  if (rule === 'loss_term' || rule === 'loss_sum') return 'loss';
  if (rule === 'accumulate' || rule === 'reduce') return 'batch';
  if (rule !== 'delta_hidden') return rule as GraphWords['kind'];
  return unitsAfter(view, layer ?? 0) > 1 ? 'fork' : 'delta_hidden';
}

function unitsAfter({ work }: LessonView, layer: number): number {
  return work.design.network.layers[layer]?.units ?? 1;
}

function about(view: LessonView, { nodes, edges }: Shown, id: QuantityId, kind: GraphWords['kind']): GraphWords {
  const index = nodes.findIndex((node) => node.id === id);
  const leaving = edges.filter(({ from }) => from === index);
  const q = parseId(id);
  const wires = q?.kind === 'a' ? unitsAfter(view, q.layer) : leaving.length;
  const products = nodes.filter(({ owner, isQuantity }) => owner === id && !isQuantity).length;
  const text = (value: number | null | undefined) => (value === null || value === undefined ? '–' : view.text(value));
  return {
    kind,
    node: view.label(id),
    wires,
    flows: leaving.map(({ flow }) => signed(text(flow))),
    hidden: wires > leaving.length,
    left: kind === 'weighted_sum' ? fanIn(view, q?.layer ?? 1) - products : 0,
    total: text(nodes[index]?.gradient),
    keeps: view.work.design.training.optimizer !== 'sgd',
  };
}

function fanIn({ work }: LessonView, layer: number): number {
  const { inputs, layers } = work.design.network;
  return layer === 1 ? inputs : layers[layer - 2].units;
}

/** In parentheses where a sign would be misread. */
function signed(text: string): string {
  return text.startsWith('−') ? `(${text})` : text;
}
