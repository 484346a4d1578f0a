/** The losses: their names, and their short names on buttons. */
import type { LossId } from '../../../wasm/index';

export const losses = {
  losses: {
    mse: 'MSE: mean squared error',
    half_sse: '½ SSE: half the squared error',
    sse: 'SSE: squared error',
    bce: 'BCE: binary cross-entropy',
    bce_mean: 'BCE, mean over the outputs',
    bce_with_logits: 'BCE with logits: from the sums of a linear output, as YOLOv3 ends',
    softmax_cross_entropy: 'Softmax cross-entropy: one class of several',
  } satisfies Record<LossId, string>,
  lossShort: {
    mse: 'MSE',
    half_sse: '½SSE',
    sse: 'SSE',
    bce: 'BCE',
    bce_mean: 'mean BCE',
    bce_with_logits: 'logit BCE',
    softmax_cross_entropy: 'softmax CE',
  } satisfies Record<LossId, string>,
  lossNeeds: (loss: string, activation: string) => `${loss} (needs a ${activation} output)`,
};
