/** The loss as a function of the chosen parameter: its slope is the gradient. Fetched after the opening. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { parameterCount, shapeOf, type QuantityId } from '../../../wasm/index';
import { fetched } from '../../kit/fetched';
import { Lazy } from '../../kit/lazy';
import { followsSlope } from '../../work/stepFacts';
import { hasParameter, parameterIds } from '../../work/quantity';
import { addStyles } from '../../kit/lateStyles';
import { segments } from '../../kit/segments';
import { isFault } from '../../work/problem';
import { choices } from '../../work/choices';
import type { LessonView } from '../view';
import { curveDrawing, labelled, scalesOf, type Curve } from './curve';
import { pull } from './pull';
import { nearRange, wideRange } from './range';
import { slopeStyles } from './slope.styles';
import { slopeTexts } from './texts';

addStyles(slopeStyles);

const surfacePart = new Lazy(() => import('./surfacePanel'));

/** More parameters than this are not listed. */
const MOST_LISTED = 300;

/** enough for a smooth line across a wide page */
const POINTS = 201;
/** `beside`: where the picture above it, and the panel beside it, leave the least room. */
const HEIGHT = { wide: 212, beside: 168, phone: 190 };

export function slopePanel(view: LessonView, id: QuantityId): TemplateResult | typeof nothing {
  const { lesson, page } = view;
  // The iteration says itself where its loss is no finite number.
  if (lesson.reduced('L') === null) return nothing;
  const words = slopeTexts(view);
  const { length } = lesson.steps.samples;
  const name = view.label(id);
  const title = length > 1 ? words.labelBatch(name, length) : words.label(name);
  const second =
    page.second !== null && page.second !== id && hasParameter(view.work.design, page.second) ? page.second : null;
  return html`<figure class="plot slope-figure" aria-label=${title}>
    <div class="slope-head">
      <span>${title}</span>
      ${secondChooser(view, id)}
      ${segments(words.zoom, {
        all: choices.range.allowed,
        chosen: lesson.choices.range,
        choose: (range) => lesson.choose('range', range),
        text: (range) => words.zooms[range],
      })}
    </div>
    ${second ? fetched(view, surfacePart, (part) => part.surfaceFigure(view, [id, second], sizeOf(view))) : curveFigure(view, id)}
  </figure>`;
}

function sizeOf({ page }: LessonView): { width: number; height: number } {
  const { slopeWidth, narrow } = page;
  const size = narrow ? (slopeWidth < 560 ? 'phone' : 'wide') : slopeWidth < 640 ? 'beside' : 'wide';
  return { width: Math.max(280, slopeWidth), height: HEIGHT[size] };
}

function curveFigure(view: LessonView, id: QuantityId): TemplateResult | typeof nothing {
  const curve = curveOf(view, id);
  if (!curve) return nothing;
  const words = slopeTexts(view);
  const notes = [
    ...(curve.losses.every(Number.isFinite) ? [] : [words.gap]),
    ...(curve.landing === 'nowhere' ? [words.stepNowhere] : []),
  ];
  const scales = scalesOf(curve);
  const [value, loss, slope] = [...curve.point, curve.slope].map((number) => view.text(number));
  return html`<svg
      viewBox="0 0 ${curve.width} ${curve.height}"
      role="img"
      aria-label=${words.spoken(view.label(id), value, loss, slope)}
      @pointerdown=${(event: PointerEvent) =>
        view.page.controls !== 'none' &&
        pull(event, curve, scales, (value, phase) => view.actions.drag(id, value, phase))}
    >
      ${curveDrawing(curve, scales)}
    </svg>
    ${notes.length > 0 ? html`<figcaption>${notes.join(' ')}</figcaption>` : nothing}`;
}

/** A second parameter turns the curve into a map. */
function secondChooser(view: LessonView, id: QuantityId): TemplateResult | typeof nothing {
  const { page, actions, work } = view;
  if (page.controls !== 'full' || parameterCount(shapeOf(work.design)) > MOST_LISTED) return nothing;
  const words = slopeTexts(view);
  return html`<select
    aria-label=${words.second}
    @change=${(event: Event) => actions.change({ second: (event.target as HTMLSelectElement).value || null })}
  >
    <option value="" .selected=${live(page.second === null)}>${words.alone(view.label(id))}</option>
    ${parameterIds(work.design)
      .filter((other) => other !== id)
      .map(
        (other) =>
          html`<option value=${other} .selected=${live(other === page.second)}>
            ${words.with(view.label(other))}
          </option>`,
      )}
  </select>`;
}

/** Null where the loss or its slope is no finite number. */
function curveOf(view: LessonView, id: QuantityId): Curve | null {
  const { lesson } = view;
  const value = lesson.given(id);
  const [loss, slope] = [lesson.reduced('L'), lesson.reduced(`d${id}`)];
  if (value === undefined || loss === null || slope === null) return null;
  const words = slopeTexts(view);
  const after = lesson.valueAfter(id);
  const moves = after !== null && after !== value;
  const lossThere = moves ? lesson.answers.lossAt(id, value, after) : null;
  const [from, to] =
    lesson.choices.range === 'near' ? nearRange(value, after, stepBefore(view)) : wideRange(value, after);
  const slice = lesson.answers.slice(id, from, to, POINTS);
  if (isFault(slice)) return null;
  return labelled(
    {
      clip: 'slope-frame',
      ...sizeOf(view),
      values: slice.values,
      losses: slice.losses,
      point: [value, loss],
      slope,
      landing: !moves ? null : lossThere === null ? 'nowhere' : [after, lossThere],
    },
    id,
    view,
    followsSlope(view.work.design) ? words : { ...words, step: words.update },
  );
}

/** How many times as long as now a step was when the reader took hold of η. */
function stepBefore({ lesson: { moved, work } }: LessonView): number {
  const { learningRate } = work.design.training;
  return moved?.id === 'eta' && moved.from && learningRate ? Math.abs(moved.from / learningRate) : 1;
}
