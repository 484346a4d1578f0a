/** Edges: their width and sign, which way a step goes along them, and the lines to the loss. */
import { nothing, svg, type SVGTemplateResult } from 'lit';
import type { QuantityId } from '../../../wasm/index';
import type { Edge } from './diagramLayout';
import { ARROW } from './edgePlaces';
import { along } from './geometry';
import { handle, isWorkedOut, type Picture } from './parts';

function edgeValue(id: QuantityId, picture: Picture): number | null {
  const mode = picture.view.lesson.choices.edges;
  if (mode === 'gradient') return picture.known.get(`d${id}`) ?? null;
  if (mode === 'update' && picture.known.before(id) === undefined) return null;
  return picture.known.get(id) ?? null;
}

/** How thick: the weight, its gradient, or how far the update moved it. Layout only; the numbers shown are the core's. */
export function edgeMagnitude(edge: Edge, picture: Picture): number {
  const value = edgeValue(edge.id, picture);
  if (value === null) return 0;
  const before = picture.view.lesson.choices.edges === 'update' ? (picture.known.before(edge.id) ?? 0) : 0;
  return Math.abs(value - before);
}

function edgeIsNegative(edge: Edge, picture: Picture): boolean {
  const value = edgeValue(edge.id, picture) ?? 0;
  return picture.view.lesson.choices.edges === 'update' ? value < (picture.known.before(edge.id) ?? value) : value < 0;
}

/** An edge is active when the step reads or computes its weight or its gradient, or computes what the optimizer has of it. */
export function edgeActivity(id: QuantityId, picture: Picture): 'writes' | 'reads' | null {
  if (picture.writes.has(id) || isWorkedOut(id, picture)) return 'writes';
  return picture.reads.has(id) || picture.reads.has(`d${id}`) ? 'reads' : null;
}

/** Its colour and dash say the sign, whatever the step does with it; that is said by what lies under it, and by an arrow. */
export function edgeLine(edge: Edge, picture: Picture): SVGTemplateResult {
  const { view, layout } = picture;
  const known = edgeValue(edge.id, picture) !== null;
  const unit = layout.type.label / 13;
  const width = known ? 0.8 + (3.2 * edgeMagnitude(edge, picture)) / picture.scale : 0.8;
  const activity = edgeActivity(edge.id, picture);
  const sign = !known ? 'unknown' : edgeIsNegative(edge, picture) ? 'negative' : 'positive';
  const selected = view.lesson.parameter === edge.id && view.lesson.choices.panel !== 'step' ? 'selected' : '';
  const line = (classes: string, strokeWidth: number | typeof nothing) => svg`<line
    class=${classes} x1=${edge.from.x} y1=${edge.from.y} x2=${edge.to.x} y2=${edge.to.y} stroke-width=${strokeWidth} />`;
  const content = svg`${line('edge-halo', 8.5 * unit)}${line(`edge ${sign}`, width)}${line('edge-hit', layout.compact ? 22 : 16)}
    ${activity ? arrow(edge, picture) : nothing}`;
  return handle(edge.id, `edge-part ${activity ?? ''} ${selected}`, content, picture);
}

/** Which way the numbers flow in this step: forward along the edge, or back. An update flows nowhere. */
function arrow(edge: Edge, picture: Picture): SVGTemplateResult | typeof nothing {
  if (picture.phase === 'update' || picture.phase === 'batch') return nothing;
  const backward = picture.phase === 'backward';
  const h = ARROW * picture.layout.type.label;
  const ends = picture.places.arrows.get(edge.id);
  const middle = ends ? (backward ? ends.back : ends.ahead) : along(edge, backward ? 0.25 : 0.75);
  if (!middle) return nothing;
  const angle = (Math.atan2(edge.to.y - edge.from.y, edge.to.x - edge.from.x) * 180) / Math.PI + (backward ? 180 : 0);
  return svg`<path class="arrow" d="M${h},0 L${-h},${-h} L${-0.4 * h},0 L${-h},${h} Z" transform="translate(${middle.x},${middle.y}) rotate(${angle})" />`;
}

/** From each output and each target to the loss; those that the step computes with are marked. */
export function lossLines(picture: Picture): SVGTemplateResult {
  const { reads, writes } = picture;
  return svg`<g aria-hidden="true">${picture.layout.feeds.map(({ id, from, to }) => {
    const active =
      picture.phase === 'loss' && (reads.has(id) || writes.has(`L.${id.split('.').pop()}`)) ? 'active' : '';
    return svg`<line class="loss-line ${active}" x1=${from.x} y1=${from.y} x2=${to.x} y2=${to.y} />`;
  })}</g>`;
}
