/** The wires of the graph, and the numbers on them. */
import { nothing, svg, type SVGTemplateResult } from 'lit';
import { LEAF, RADIUS, type PlacedEdge } from './graphLayout';
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
  const [x1, y1, x2, y2] = ends(edge);
  const active = isActive(edge, picture) ? (picture.backward || picture.path ? 'active back' : 'active') : '';
  const off = picture.path && !active ? 'off-path' : '';
  const bend = Math.max(8, (x2 - x1) * 0.5);
  // A weight is just above its product: its wire is a short bend into it.
  const path =
    edge.from.shape === 'leaf' && x2 - x1 < 30
      ? `M${x1},${y1} C${x1 + 9},${y1} ${edge.to.x - 3},${y1 + 2} ${edge.to.x - 3},${y2 - (edge.to.shape === 'small' ? RADIUS.small : RADIUS.operation)}`
      : `M${x1},${y1} C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}`;
  return svg`<path class="wire ${active} ${off}" d=${path} aria-hidden="true" />`;
}

/** On the way back: the local derivative on each wire, and at a fork what each wire brings. */
export function wireText(edge: PlacedEdge, picture: GraphPicture): SVGTemplateResult | typeof nothing {
  if (!isActive(edge, picture) || !(picture.backward || picture.path)) return nothing;
  if (gradientOf(edge.to, picture) === null) return nothing;
  const [x1, y1, x2, y2] = ends(edge);
  const forks = picture.layout.edges.filter((other) => other.from === edge.from && isActive(other, picture)).length > 1;
  const weight = edge.from.shape === 'leaf' && edge.to.shape === 'small';
  const local = edge.derivative === 1 || weight ? null : fitting(edge.derivative, picture);
  const room = x2 - x1 > 80 || Math.abs(y2 - y1) > 30;
  const flow = forks && room ? fitting(edge.flow, picture) : null;
  // Left of a product, before its weight's box; under any other circle.
  const under = edge.to.shape === 'operation';
  const [x, y] = under ? [edge.to.x, edge.to.y + RADIUS.operation + 13] : [x2 - 3, y2 + 11];
  return svg`<g class="wire-texts" aria-hidden="true">
    ${local === null ? nothing : svg`<text class="wire-text" x=${x} y=${y} text-anchor=${under ? 'middle' : 'end'}>·${local.startsWith('−') ? `(${local})` : local}</text>`}
    ${flow === null ? nothing : svg`<text class="wire-flow" x=${(x1 + x2) / 2 + 9} y=${(y1 + y2) / 2 + 4} text-anchor="middle">${flow}</text>`}
  </g>`;
}
