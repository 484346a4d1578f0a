/** The place of the slope panel: kept free until it has come. */
import { html, nothing, type TemplateResult } from 'lit';
import type { QuantityId } from '../../../wasm/index';
import { fetched } from '../../kit/fetched';
import { Lazy } from '../../kit/lazy';
import type { LessonView } from '../view';

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
