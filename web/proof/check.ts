/** The proof beside a gradient: one number found in three ways that share only the definitions of activation and loss. */
import { html, nothing, type TemplateResult } from 'lit';
import type { DigitLimit, QuantityId, VerifiedParameter } from '../../wasm/index';
import { fetched } from '../drawing/fetched';
import { Lazy } from '../drawing/lazy';
import { meantSentence } from '../panel/meant';
import type { View } from '../view';
import { gradientNote } from './corner';
import { digitsIn, sharedPrefix, whole } from './digits';

/** Further apart than this, the three do not agree. */
const AGREEMENT = 1e-12;

/** What the sentence about lost digits needs. */
export interface LimitWords {
  kind: DigitLimit['kind'];
  /** symbol of the output, weighted sum or δ that is rounded */
  symbol: string;
  /** symbol of the output's target, for `error` */
  target: string;
}

/** The result of the check beside a gradient; opens the check. */
export function checkButton(view: View, id: QuantityId): TemplateResult | typeof nothing {
  const { check } = view.messages;
  const verification = view.controller.answers.verification(id);
  if (!verification || 'from' in verification) return nothing;
  const { relativeDifference, digits, limit } = verification.parameters[0];
  const agreeing = relativeDifference <= AGREEMENT;
  const few = agreeing && limit !== null;
  const name = few ? `${check.open}. ${check.right(digits)}` : agreeing ? check.open : check.openDiffering;
  return html`<button
    class="check-button ${agreeing ? '' : 'failed'}"
    aria-label=${name}
    title=${name}
    @click=${() => {
      view.controller.select(id, view.controller.panel);
      view.actions.openDialog('check');
    }}
  >
    ${few ? check.few(digits) : check.mark(agreeing)}
  </button>`;
}

/** Why a gradient has few right digits, if so. */
export function lostDigits(view: View, { limit }: VerifiedParameter): string {
  if (!limit) return '';
  const { messages, controller } = view;
  const symbol = view.label(limit.id);
  return messages.check.lost({
    kind: limit.kind,
    symbol: limit.kind === 'error' && controller.document.loss === 'bce_with_logits' ? `σ(${symbol})` : symbol,
    target: view.label(`t.${limit.id.split('.')[2]}`),
  });
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
    [check.exact, parameter.exact],
  ];
  const texts = ways.map(([, value]) => whole(value));
  const agreeing = parameter.digits > 0 ? sharedPrefix(texts[0], ...texts) : '';
  const right = Math.min(16, Math.max(parameter.digits, digitsIn(agreeing)));
  return html`
    ${meantSentence(view)}
    <p class="sentence">${check.explain}</p>
    <dl class="check-values">
      ${ways.map(([name, value], index) => {
        const digits = texts[index];
        return html`<dt>${name}</dt>
          <dd data-value=${value}>
            <span class="agree">${agreeing}</span><span class="rest">${digits.slice(agreeing.length)}</span>
          </dd>`;
      })}
    </dl>
    <p class="sentence right-digits">${check.right(right)} ${lostDigits(view, parameter)}</p>
    <p class="why">${check.agree} ${check.difference(view.text(parameter.relativeDifference, 2))}</p>
    ${gradientNote(view, { ...parameter, value: parameter.backprop, proof: true })} ${lesson(view)}
  `;
}

const differences = new Lazy(() => import('./differences'));

function lesson(view: View): TemplateResult | typeof nothing {
  return fetched(view, differences, (part) => part.differenceLesson(view));
}
