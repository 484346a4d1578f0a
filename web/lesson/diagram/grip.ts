/** The grip of a value that can be dragged: of the chosen parameter, and of the edge that is pointed at. */
import { nothing, svg, type SVGTemplateResult } from 'lit';
import type { QuantityId } from '../../../wasm/index';
import { parseId, subjectOf } from '../../work/quantity';
import { hold, turn } from './drag';
import type { Point } from './geometry';
import { neuronTexts } from './nodeTexts';
import { spoken, type Picture } from './parts';

/** Radius in ems of the labels. */
export const GRIP = 0.56;
/** Radius of what a pointer hits, and a finger. */
const HIT = { pointer: 13, finger: 22 };
/** What a slider can go to is not limited; readers of the screen are told a range around the value. */
const REACH = 10;

/** The quantities that have a grip now. */
export function held({ view }: { view: Picture['view'] }): Set<QuantityId> {
  const { lesson, page } = view;
  const pointed = page.highlighted === null ? null : subjectOf(page.highlighted);
  return new Set([lesson.parameter, pointed].filter((id): id is QuantityId => id !== null && view.canEdit(id)));
}

export function grips(picture: Picture): SVGTemplateResult {
  const { lesson } = picture.view;
  return svg`<g class="grips">${[...held(picture)].map((id) => {
    const at = gripPlace(id, picture);
    return at ? grip(id, at, id === lesson.parameter, picture) : nothing;
  })}</g>`;
}

function gripPlace(id: QuantityId, picture: Picture): Point | null {
  const { layout, places } = picture;
  const q = parseId(id);
  if (picture.writes.has(id)) return null;
  if (q?.kind === 'w') return places.grips.get(id) ?? null;
  const neuron = q?.kind === 'b' && layout.roomy && !layout.compact ? layout.neurons[q.layer - 1]?.at(q.neuron) : null;
  if (!neuron) return null;
  // The place of a bias is wide enough for its change: at its end there is room.
  const { x, y, ems } = neuronTexts(neuron, layout).bias;
  return { x: x + (ems / 2 - GRIP - 0.25) * layout.type.label, y };
}

function grip(id: QuantityId, { x, y }: Point, chosen: boolean, picture: Picture): SVGTemplateResult {
  const { view, layout } = picture;
  const value = view.lesson.given(id);
  if (value === undefined) return svg``;
  const r = GRIP * layout.type.label;
  const a = 0.5 * r;
  const arrow = (side: 1 | -1) =>
    `M${x + side * (r + 1.4 * a)},${y} L${x + side * (r + 0.5 * a)},${y - 0.7 * a} L${x + side * (r + 0.5 * a)},${y + 0.7 * a} Z`;
  return svg`<g
    class="grip ${chosen ? 'chosen' : ''}"
    data-id=${id}
    role="slider"
    tabindex=${chosen ? 0 : -1}
    aria-label=${spoken(id, picture)}
    aria-valuenow=${value}
    aria-valuetext=${view.text(value)}
    aria-valuemin=${Math.floor(value) - REACH}
    aria-valuemax=${Math.ceil(value) + REACH}
    aria-orientation="vertical"
    @pointerdown=${(event: PointerEvent) => hold(event, id, view)}
    @keydown=${(event: KeyboardEvent) => turn(event, id, view)}
    @keyup=${(event: KeyboardEvent) => turn(event, id, view)}
    @click=${() => view.actions.edit(id)}
  >
    <circle class="grip-hit" cx=${x} cy=${y} r=${Math.max(r + 3, HIT.pointer)} />
    <circle class="grip-hit finger" cx=${x} cy=${y} r=${HIT.finger} />
    <path class="grip-arrows" d="${arrow(-1)} ${arrow(1)}" />
    <circle class="grip-disc" cx=${x} cy=${y} r=${r} />
  </g>`;
}
