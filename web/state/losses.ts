/** The losses as the page offers them: which stand in front, and what each is held against. */
import type { ActivationId, LossId } from '../../wasm/index';

/** All of them, in the order in which they are offered. */
export const LOSSES: readonly LossId[] = [
  'mse',
  'half_sse',
  'sse',
  'bce',
  'bce_mean',
  'bce_with_logits',
  'softmax_cross_entropy',
];

/** The cross-entropy made for an output: on a linear one that of the logits. */
export function crossEntropyFor(output: ActivationId): LossId {
  if (output === 'softmax') return 'softmax_cross_entropy';
  return output === 'linear' ? 'bce_with_logits' : 'bce';
}

/** The two losses one press away; the rest are in a menu. */
export function frontLosses(output: ActivationId): readonly LossId[] {
  return ['mse', crossEntropyFor(output)];
}

/** What a loss is held against: squared error against the cross-entropy made for the output, and the reverse. */
export function otherLoss(loss: LossId, output: ActivationId): LossId {
  const squared = loss === 'mse' || loss === 'half_sse' || loss === 'sse';
  return squared ? crossEntropyFor(output) : 'mse';
}
