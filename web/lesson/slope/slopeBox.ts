/** The places of the slope panel and of the slider for η: kept free until they have come. */
import { html, nothing, type TemplateResult } from 'lit';
import type { QuantityId } from '../../../wasm/index';
import { fetched } from '../../kit/fetched';
import { Lazy } from '../../kit/lazy';
import type { LessonView } from '../view';

/** Of the opening it is not the first thing that a reader looks at. */
export const ratePart = new Lazy(() => import('./rateKnob'));
const panel = new Lazy(() => import('./slopePanel'));

/** `id`: the parameter that the curve is about. */
export function slopeBox(view: LessonView, id: QuantityId | null): TemplateResult | typeof nothing {
  // An article that shows the steps alone has its own words, and little room.
  if (!id || view.page.controls !== 'full') return nothing;
  const { lesson, messages } = view;
  // The curve would tell L before it is computed.
  const isEarly = !lesson.known().has('L') && lesson.position > 0 && !lesson.failureReached;
  return html`<div class="slope-panel">
    ${isEarly ? html`<p class="aside">${messages.story.curveLater(view.label(id))}</p>` : fetched(view, panel, (part) => part.slopePanel(view, id))}
  </div>`;
}

/** The learning rate under the reader's hand, and what the update comes to with it. `id`: the parameter that it names. */
export function rateBox(view: LessonView, id: QuantityId | null): TemplateResult | typeof nothing {
  const { lesson, page } = view;
  if (!id || page.controls !== 'full' || lesson.valueAfter(id) === null) return nothing;
  const isAwaited = ratePart.here || lesson.position > 0;
  return html`<div class="rate">
    ${isAwaited ? fetched(view, ratePart, (part) => part.rateKnob(view, id)) : nothing}
  </div>`;
}
