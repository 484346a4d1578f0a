/** Why a gradient has few right digits. */
import type { DigitLimit, VerifiedParameter } from '../../../wasm/index';
import type { LessonView } from '../view';
import { textsOf } from './texts';

/** What the sentence about lost digits needs. */
export interface LimitWords {
  kind: DigitLimit['kind'];
  /** symbol of the output, weighted sum or δ that is rounded */
  symbol: string;
  /** symbol of the output's target, for `error` */
  target: string;
}

/** The sentence, to follow another; empty where the gradient has many. */
export function lostDigits(view: LessonView, { limit }: VerifiedParameter): string {
  if (!limit) return '';
  const { work } = view;
  const symbol = view.label(limit.id);
  return textsOf(view).lost({
    kind: limit.kind,
    symbol: limit.kind === 'error' && work.design.loss === 'bce_with_logits' ? `σ(${symbol})` : symbol,
    target: view.label(`t.${limit.id.split('.')[2]}`),
  });
}
