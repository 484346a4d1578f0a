/** The nudge of the finite differences on the curve itself: secants beside the tangent. */
import { html, nothing, type TemplateResult } from 'lit';
import type { DifferencePoint, Differences } from '../../../wasm/index';
import { addStyles } from '../../kit/lateStyles';
import { isFault } from '../../work/problem';
import type { LessonView } from '../view';
import { curveDrawing, scalesOf, type Place } from './curve';
import { slopeStyles } from './slope.styles';
import { slopeTexts } from './texts';

addStyles(slopeStyles);

const SIZE = { width: 680, height: 220 };
const POINTS = 201;
/** How far the picture reaches to either side, in nudges. */
const REACH = 1.6;

/** Nothing where a nudge leaves the losses that are finite numbers. */
export function secantFigure(
  view: LessonView,
  all: Differences,
  point: DifferencePoint,
): TemplateResult | typeof nothing {
  const { id, loss, exact } = all;
  const value = view.lesson.given(id);
  const { epsilon, lossAbove, lossBelow } = point;
  if (value === undefined || lossAbove === null || lossBelow === null || !point.moved) return nothing;
  const { answers, sample } = view.lesson;
  const reach = REACH * epsilon;
  const slice = answers.slice(id, value - reach, value + reach, POINTS, { sample });
  if (isFault(slice)) return nothing;
  const words = slopeTexts(view);
  const here: Place = [value, loss];
  const [above, below]: Place[] = [
    [value + epsilon, lossAbove],
    [value - epsilon, lossBelow],
  ];
  const curve = {
    clip: 'secant-frame',
    ...SIZE,
    values: slice.values,
    losses: slice.losses,
    point: here,
    slope: exact,
    landing: null,
    secants: [
      { from: here, to: above, kind: 'forward' },
      { from: below, to: above, kind: 'central' },
    ],
    name: view.label(id),
    text: (number: number, digits: number) => view.text(number, digits),
    slopeName: words.slope(view.label(`d${id}`), view.text(exact)),
    stepName: '',
  };
  return html`<figure class="plot slope-figure still">
    <svg viewBox="0 0 ${SIZE.width} ${SIZE.height}" role="img" aria-label=${words.secants(view.label(id))}>
      ${curveDrawing(curve, scalesOf(curve))}
    </svg>
    <figcaption>${words.secants(view.label(id))}</figcaption>
  </figure>`;
}
