/** The proof beside a gradient: one number found in three ways that share only the definitions of activation and loss. */
import { html, nothing, type TemplateResult } from 'lit';
import type { QuantityId } from '../../wasm/index';
import { fetched } from '../drawing/fetched';
import { Lazy } from '../drawing/lazy';
import { meantSentence } from '../panel/meant';
import type { View } from '../view';
import { gradientNote } from './corner';
import { sharedPrefix, whole } from './digits';

/** Further apart than this, the three do not agree. */
const AGREEMENT = 1e-12;

/** The result of the check beside a gradient; opens the check. */
export function checkButton(view: View, id: QuantityId): TemplateResult | typeof nothing {
  const { check } = view.messages;
  const verification = view.controller.answers.verification(id);
  if (!verification || 'from' in verification) return nothing;
  const agreeing = verification.parameters[0].relativeDifference <= AGREEMENT;
  const name = agreeing ? check.open : check.openDiffering;
  return html`<button
    class="check-button ${agreeing ? '' : 'failed'}"
    aria-label=${name}
    title=${name}
    @click=${() => {
      view.controller.select(id, view.controller.panel);
      view.actions.openDialog('check');
    }}
  >
    ${check.mark(agreeing)}
  </button>`;
}

export function checkDialog(view: View): TemplateResult {
  const { check } = view.messages;
  const verification = view.controller.answers.verification();
  if (!verification) return html``;
  if ('from' in verification) return html`<p class="notice" role="alert">${view.fault(verification)}</p>`;
  const [parameter] = verification.parameters;
  const ways: [string, number][] = [
    [check.backprop, parameter.backprop],
    [check.symbolic, parameter.symbolic],
    [check.complexStep, parameter.complexStep],
  ];
  const texts = ways.map(([, value]) => whole(value));
  const agreeing = sharedPrefix(texts[0], ...texts).length;
  return html`
    ${meantSentence(view)}
    <p class="sentence">${check.explain}</p>
    <dl class="check-values">
      ${ways.map(([name, value], index) => {
        const digits = texts[index];
        return html`<dt>${name}</dt>
          <dd data-value=${value}>
            <span class="agree">${digits.slice(0, agreeing)}</span><span class="rest">${digits.slice(agreeing)}</span>
          </dd>`;
      })}
    </dl>
    <p class="why">${check.agree} ${check.difference(view.text(parameter.relativeDifference, 2))}</p>
    ${gradientNote(view, { ...parameter, value: parameter.backprop, proof: true })} ${lesson(view)}
  `;
}

const differences = new Lazy(() => import('./differences'));

function lesson(view: View): TemplateResult | typeof nothing {
  return fetched(view, differences, (part) => part.differenceLesson(view));
}
