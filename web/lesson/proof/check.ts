/** The result of the proof beside a gradient. */
import { html, nothing, type TemplateResult } from 'lit';
import type { QuantityId } from '../../../wasm/index';
import { isFault } from '../../work/problem';
import { fetched } from '../../kit/fetched';
import { Lazy } from '../../kit/lazy';
import type { LessonView } from '../view';

/** Further apart than this, the three do not agree. */
const AGREEMENT = 1e-12;

/** The result of the check beside a gradient; opens the check. */
export function checkButton(view: LessonView, id: QuantityId): TemplateResult | typeof nothing {
  const { check } = view.messages;
  const verification = view.lesson.answers.verification(id);
  if (!verification || isFault(verification)) return nothing;
  const { relativeDifference, digits, limit } = verification.parameters[0];
  const agreeing = relativeDifference <= AGREEMENT;
  const few = agreeing && limit !== null;
  const name = few ? `${check.open}. ${check.right(digits)}` : agreeing ? check.open : check.openDiffering;
  return html`<button
    class="check-button ${agreeing ? '' : 'failed'}"
    aria-label=${name}
    title=${name}
    @click=${() => {
      view.lesson.select(id, view.lesson.choices.panel);
      view.actions.openDialog('check');
    }}
  >
    ${few ? check.few(digits) : check.mark(agreeing)}
  </button>`;
}

const threeWays = new Lazy(() => import('./threeWays'));

export function checkDialog(view: LessonView): TemplateResult | typeof nothing {
  return fetched(view, threeWays, (part) => part.checkDialog(view));
}
