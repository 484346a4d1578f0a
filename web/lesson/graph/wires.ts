/** The wires of the graph, and the numbers on them. */
import { nothing, svg, type SVGTemplateResult } from 'lit';
import { LEAF, LEVEL_BEFORE_PRODUCT, NUMBERS_WIDTH, RADIUS, type PlacedEdge } from './graphLayout';
import { activity, fitting, gradientOf, type GraphPicture } from './graphState';

function isActive({ from, to }: PlacedEdge, picture: GraphPicture): boolean {
  if (picture.path) return picture.path.has(from.index) && picture.path.has(to.index);
  // Back-propagation asks for no gradient of a target.
  if (picture.backward && from.id.startsWith('t.')) return false;
  const ends = [activity(from, picture), activity(to, picture)];
  return ends.every(Boolean) && (ends.includes('writes') || picture.backward);
}

/** From rim to rim: out to the right, in from the left. */
function ends({ from, to }: PlacedEdge): [number, number, number, number] {
  const out = from.shape === 'leaf' ? LEAF.width / 2 : RADIUS[from.shape];
  const into = to.shape === 'small' ? RADIUS.small : RADIUS.operation;
  return [from.x + out, from.y, to.x - into, to.y];
}

export function wire(edge: PlacedEdge, picture: GraphPicture): SVGTemplateResult {
  const active = isActive(edge, picture) ? (picture.backward || picture.path ? 'active back' : 'active') : '';
  const off = picture.path && !active ? 'off-path' : '';
  return svg`<path class="wire ${active} ${off}" d=${pathOf(edge)} aria-hidden="true" />`;
}

/** Level past the numbers behind its tail and past the boxes before its head; between them it bends. */
export function pathOf(edge: PlacedEdge): string {
  const { from, to } = edge;
  const [x1, y1, x2, y2] = ends(edge);
  // A weight is just above its product: its wire is a short bend into it.
  if (from.shape === 'leaf' && to.shape === 'small' && x2 - x1 < 30)
    return `M${x1},${y1} C${x1 + 9},${y1} ${to.x - 3},${y1 + 2} ${to.x - 3},${y2 - RADIUS.small}`;
  // What comes from a box below goes level under the numbers, and up just before the circle.
  if (from.shape === 'leaf' && to.shape === 'operation' && y1 > y2 + 20)
    return `M${x1},${y1} H${Math.max(x1, x2 - 16)} C${x2 - 2},${y1} ${x2 - 14},${y2} ${x2},${y2}`;
  const [start, end] = bendOf(edge);
  const bend = (end - start) * 0.5;
  return `M${x1},${y1} H${start} C${start + bend},${y1} ${end - bend},${y2} ${end},${y2} H${x2}`;
}

/** From where to where a wire bends. */
function bendOf(edge: PlacedEdge): [start: number, end: number] {
  const [x1, , x2] = ends(edge);
  const start = edge.from.shape === 'leaf' ? x1 : Math.min(x1 + NUMBERS_WIDTH, x2 - 8);
  const end = edge.to.shape === 'small' ? edge.to.x - LEVEL_BEFORE_PRODUCT : x2;
  return [start, Math.max(start, end)];
}

/** The bend of a wire that has room for a number. */
const FLOW_WIDTH = 60;

/** On the way back: the local derivative on each wire, and at a fork what each wire brings. */
export function wireText(edge: PlacedEdge, picture: GraphPicture): SVGTemplateResult | typeof nothing {
  if (!isActive(edge, picture) || !(picture.backward || picture.path)) return nothing;
  if (gradientOf(edge.to, picture) === null) return nothing;
  const [, y1, , y2] = ends(edge);
  const [start, end] = bendOf(edge);
  const forks = picture.layout.edges.filter((other) => other.from === edge.from && isActive(other, picture)).length > 1;
  const local = localText(edge, picture);
  const flow = forks && end - start > FLOW_WIDTH ? fitting(edge.flow, picture) : null;
  // Before the boxes in front of a product; under any other circle.
  const under = edge.to.shape === 'operation';
  const [x, y] = under ? [edge.to.x, edge.to.y + RADIUS.operation + 13] : [end, y2 - 4];
  return svg`<g class="wire-texts" aria-hidden="true">
    ${local === '' ? nothing : svg`<text class="wire-text" x=${x} y=${y} text-anchor=${under ? 'middle' : 'end'}>${local}</text>`}
    ${flow === null ? nothing : svg`<text class="wire-flow" x=${start + 0.36 * (end - start)} y=${y1 + 0.295 * (y2 - y1) + 4} text-anchor="middle">${flow}</text>`}
  </g>`;
}

/** `·0.25`; for an operation, with the last of its wires those of all of them: they stand in one place. */
function localText(edge: PlacedEdge, picture: GraphPicture): string {
  const of = ({ from, to, derivative }: PlacedEdge): string => {
    const isWeight = from.shape === 'leaf' && to.shape === 'small';
    const text = derivative === 1 || isWeight ? null : fitting(derivative, picture);
    return text === null ? '' : `·${text.startsWith('−') ? `(${text})` : text}`;
  };
  if (edge.to.shape !== 'operation') return of(edge);
  const all = picture.layout.edges.filter((other) => other.to === edge.to && isActive(other, picture));
  return edge === all.at(-1) ? all.map(of).filter(Boolean).join(', ') : '';
}
