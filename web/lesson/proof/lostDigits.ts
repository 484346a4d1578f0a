/** Why a gradient has few right digits. */
import type { VerifiedParameter } from '../../../wasm/index';
import { parseId } from '../../work/quantity';
import { textsOf } from './texts';
import type { LessonView } from '../view';

/** The sentence, to follow another; empty where the gradient has many. */
export function lostDigits(view: LessonView, { limit }: VerifiedParameter): string {
  if (!limit) return '';
  const { work } = view;
  const symbol = view.label(limit.id);
  return textsOf(view).lost({
    kind: limit.kind,
    symbol: limit.kind === 'error' && work.design.loss === 'bce_with_logits' ? `σ(${symbol})` : symbol,
    target: view.label(`t.${parseId(limit.id)?.neuron}`),
  });
}
