/** The place of the slope panel: kept free until it has come. */
import { html, nothing, type TemplateResult } from 'lit';
import { fetched } from '../../kit/fetched';
import { Lazy } from '../../kit/lazy';
import type { LessonView } from '../view';

const panel = new Lazy(() => import('./slopePanel'));

export function slopeBox(view: LessonView): TemplateResult | typeof nothing {
  // An article that shows the steps alone has its own words, and little room.
  if (!view.lesson.parameter || view.page.controls !== 'full') return nothing;
  return html`<div class="slope-panel">${fetched(view, panel, (part) => part.slopePanel(view))}</div>`;
}
