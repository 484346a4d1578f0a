/** The common parts of the picture: its state, texts that fit, marks, and the handles. */
import { nothing, svg, type SVGTemplateResult } from 'lit';
import type { Phase, QuantityId } from '../../../wasm/index';
import type { Known } from '../known';
import { markOf } from '../../work/quantity';
import type { LessonView } from '../view';
import type { DiagramLayout } from './diagramLayout';
import { hold } from './drag';
import type { EdgePlaces } from './placing';
import type { Point } from './geometry';
import { INDEX, nameWidth, numberWidth } from './textWidth';

/** The state that the picture shows, worked out once per drawing. */
export interface Picture {
  view: LessonView;
  layout: DiagramLayout;
  known: Known;
  reads: { has(id: QuantityId): boolean };
  writes: { has(id: QuantityId): boolean };
  phase: Phase | null;
  /** largest magnitude among the edges, for their widths */
  scale: number;
  /** of the texts and arrows on edges */
  places: EdgePlaces;
  /** the part that Tab comes to */
  roving: QuantityId;
}

const ELLIPSIS = 0.9;

/** As much of a name as fits into so many ems, at least a character; the whole name is spoken and shown in the tip. */
function shortened(name: string, ems: number): string {
  let [start, ...rest] = Array.from(name);
  // A single letter is shorter than itself with an ellipsis.
  if (rest.length === 0 || nameWidth(name) <= ems) return name;
  while (nameWidth(start + rest[0]) <= ems - ELLIPSIS) start += rest.shift();
  return `${start.trimEnd()}…`;
}

/** Whether a symbol, or at least the beginning of its name, fits into so many ems. */
export function hasRoom(id: QuantityId, { view }: { view: LessonView }, ems: number): boolean {
  const { base, lower } = view.symbolOf(id);
  return ems >= 2.5 || nameWidth(base) + INDEX * nameWidth(lower) <= ems;
}
/** A symbol with its indices set small, for use inside <text>, in a room of so many ems. */
export function symbol(id: QuantityId, { view }: { view: LessonView }, ems: number): SVGTemplateResult {
  const parts = view.symbolOf(id);
  const { upper } = parts;
  // Either may be a name; the other is a letter or a few digits.
  const base = shortened(parts.base, ems - Math.min(2, INDEX * nameWidth(parts.lower)));
  const lower = /\D\D/.test(parts.lower) ? shortened(parts.lower, (ems - nameWidth(base)) / INDEX) : parts.lower;
  const raised = upper ? svg`<tspan class="index" dy="-0.5em">${upper}</tspan>` : nothing;
  // Under the upper index, not after it: back by the width of two parentheses and a digit or two.
  const back = upper ? `${-(0.78 + 0.5 * (upper.length - 2))}em` : 0;
  const lowered = lower
    ? svg`<tspan class="index" dx=${back} dy=${upper ? '0.95em' : '0.3em'}>${lower}</tspan>`
    : nothing;
  return svg`<tspan class="symbol">${base}</tspan>${raised}${lowered}`;
}

/** How far the line has to come up again after a lowered index, in ems. */
export function backToLine(id: QuantityId, { view }: { view: LessonView }): number {
  const { upper, lower } = view.symbolOf(id);
  return lower ? -INDEX * (upper ? 0.45 : 0.3) : upper ? 0.5 * INDEX : 0;
}

/** How much further an upper index reaches than the lower one, in ems: what follows starts after both. */
export function overhang(id: QuantityId, { view }: { view: LessonView }): number {
  const { upper, lower } = view.symbolOf(id);
  return upper && lower ? INDEX * Math.max(0, 0.78 + 0.5 * (upper.length - 2) - 0.5 * lower.length) : 0;
}

/** Paper under a text, so that no line runs through its letters. */
export function plate({ x, y }: Point, width: number, size: number, ems = 1.1): SVGTemplateResult {
  const [w, h] = [width + 0.24 * size, ems * size];
  return svg`<rect class="plate" x=${x - w / 2} y=${y - h / 2} width=${w} height=${h} rx=${0.2 * size} />`;
}

/** The picture has little room; the formulas beside it have more. */
function digitsOf({ layout, view }: Picture): number {
  return Math.min(view.lesson.choices.digits, layout.compact ? 3 : 4);
}

/** Whether the side texts of a neuron are shown: always, or in a dense picture where something is going on. */
export function speaksUp(ids: QuantityId[], picture: Picture): boolean {
  return !picture.layout.dense || ids.some((id) => marks(id, picture) !== '');
}

/** The value with as many digits as fit into so many ems; null where it is not known, or not even `least` digits fit. */
export function fitting(id: QuantityId, ems: number, picture: Picture, least = 1): string | null {
  const value = picture.known.get(id);
  if (value === undefined) return null;
  for (let digits = digitsOf(picture); digits >= least; digits--) {
    const text = picture.view.text(value, digits);
    if (numberWidth(text) <= ems) return text;
  }
  return null;
}

/** Where an update has changed a parameter: both values, with as few digits as tell them apart, on one line or on two. */
export function changeText(id: QuantityId, ems: number, picture: Picture, lines: 1 | 2 = 1): string | null {
  const { known, view } = picture;
  const [before, now] = [known.before(id), known.get(id)];
  if (before === undefined || now === undefined) return null;
  for (let digits = digitsOf(picture); digits > 1; digits--) {
    const texts = [before, now].map((value) => view.text(value, digits));
    const text = texts.join(' → ');
    const width = lines === 1 ? numberWidth(text) : Math.max(numberWidth(`${texts[0]} →`), numberWidth(texts[1]));
    if (texts[0] !== texts[1] && width <= ems) return text;
  }
  return null;
}

/** `lit`: pointed at; `kin`: about the same neuron or edge; reads and writes of the current step. */
export function marks(id: QuantityId, picture: Picture): string {
  const { highlighted } = picture.view.page;
  const mark = markOf(id, highlighted);
  const list = mark ? [mark as string] : [];
  if (picture.writes.has(id)) list.push('writes');
  else if (picture.reads.has(id)) list.push('reads');
  return list.join(' ');
}

const OF_OPTIMIZER = ['g', 'v', 'm', 's', 'mhat', 'shat'];

/** Whether the step computes the gradient of a parameter, or in the update what the optimizer has of it. */
export function isWorkedOut(id: QuantityId, { writes, phase }: Pick<Picture, 'writes' | 'phase'>): boolean {
  return phase === 'update' ? OF_OPTIMIZER.some((kind) => writes.has(kind + id)) : writes.has(`d${id}`);
}

export function spoken(id: QuantityId, picture: Picture): string {
  const value = picture.known.get(id);
  const base = picture.view.speak(id, value === undefined ? null : String(value));
  if (value !== undefined) return base;
  return picture.view.messages.diagram.withValue(base, picture.view.messages.diagram.unknown);
}

/**
 * Every part that can be focused, edited and derived has these attributes. Its texts are beside the
 * button, not in it: what is read aloud is the label, which says more.
 */
export function handle(
  id: QuantityId,
  classes: string,
  shapes: SVGTemplateResult,
  picture: Picture,
  texts?: SVGTemplateResult,
): SVGTemplateResult {
  const value = picture.known.get(id);
  const editable = picture.view.canEdit(id);
  const written = texts
    ? svg`<g class="handle-texts ${classes} ${marks(id, picture)}" aria-hidden="true">${texts}</g>`
    : nothing;
  return svg`<g
    class="handle ${classes} ${marks(id, picture)} ${editable ? 'draggable' : ''}"
    data-id=${id}
    data-handle
    data-value=${value ?? nothing}
    role="button"
    tabindex=${picture.roving === id ? 0 : -1}
    aria-label=${spoken(id, picture)}
    @pointerdown=${(event: PointerEvent) => hold(event, id, picture.view)}
    @click=${() => (editable ? picture.view.actions.edit(id) : picture.view.actions.focusPart(id))}
  >${shapes}</g>${written}`;
}
