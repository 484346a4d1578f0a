/** The losses as the page offers them: which come first, and with which other each is compared. */
import type { ActivationId, LossId } from '../../wasm/index';

/** Each loss, in the order in which they are offered, and the first of those that differ from it by a factor only. */
const FAMILY: Record<LossId, LossId> = {
  mse: 'mse',
  half_sse: 'mse',
  sse: 'mse',
  bce: 'bce',
  bce_mean: 'bce',
  bce_with_logits: 'bce_with_logits',
  softmax_cross_entropy: 'softmax_cross_entropy',
};

export const LOSSES = Object.keys(FAMILY) as LossId[];

/** One loss of each family. */
export const FAMILIES: readonly LossId[] = [...new Set(Object.values(FAMILY))];

/** The losses that differ from this one by a factor only, this one among them, in the order in which they are offered. */
export function familyOf(loss: LossId): readonly LossId[] {
  return LOSSES.filter((other) => FAMILY[other] === FAMILY[loss]);
}

/** The cross-entropy made for an output: on a linear one that of the logits. */
export function crossEntropyFor(output: ActivationId): LossId {
  if (output === 'softmax') return 'softmax_cross_entropy';
  return output === 'linear' ? 'bce_with_logits' : 'bce';
}

/** The two losses one press away; the rest are in a menu. */
export function frontLosses(output: ActivationId): readonly LossId[] {
  return ['mse', crossEntropyFor(output)];
}

/** The loss that another is compared with: squared error with the cross-entropy made for the output, and the reverse. */
export function otherLoss(loss: LossId, output: ActivationId): LossId {
  return FAMILY[loss] === 'mse' ? crossEntropyFor(output) : 'mse';
}
