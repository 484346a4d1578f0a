/** The ids of quantities, activations, losses and inits. */

/**
 * `x.0 t.1 w.2.0.1 b.2.0 z.2.0 a.2.0 L L.0 delta.2.0 dw.2.0.1 db.2.0 eta`: the key of one quantity. In the steps of a
 * batch also what its samples add up to and its mean: `sumL sumdw.2.0.1 sumdb.2.0 meanL meandw.2.0.1 meandb.2.0`. Of an
 * optimizer: the gradient with weight decay `gw.2.0.1`; the velocity `vw.2.0.1 vb.2.0`; the first and second moment
 * `mw.2.0.1 mb.2.0 sw.2.0.1 sb.2.0`, corrected `mhatw.2.0.1 mhatb.2.0 shatw.2.0.1 shatb.2.0`; the learning rate of the
 * epoch `etan`; and `mu beta1 beta2 epsilon lambda`.
 */
export type QuantityId = string;

export type ActivationId = 'linear' | 'sigmoid' | 'tanh' | 'relu' | 'leaky_relu' | 'softplus' | 'silu' | 'softmax';
export type LossId = 'mse' | 'half_sse' | 'sse' | 'bce' | 'bce_mean' | 'bce_with_logits' | 'softmax_cross_entropy';
/**
 * sgd: θ ← θ − η g · momentum: v ← μ v + g, θ ← θ − η v · adam: Kingma and Ba (2015), with both moments corrected for their
 * start at 0
 */
export type OptimizerId = 'sgd' | 'momentum' | 'adam';
export type InitKind = 'zeros' | 'uniform' | 'xavier_uniform' | 'he_normal';
/**
 * Mistakes made by hand, each one rule of back-propagation applied wrongly. missing-path: only the way through the first
 * neuron of the next layer is taken · missing-activation-derivative: f′(z) is left out at the neuron ·
 * derivative-of-output: f′ is taken at a in place of z · gradient-for-delta: the gradient of the next layer's weight is
 * taken where its δ belongs · missing-weight: what comes back is not multiplied by the weight · wrong-sign: t − a for
 * a − t · loss-factor: the factor of the loss is left out · other-loss: the slope of the squared error under a
 * cross-entropy, or the other way round · transposed: w_jk for w_kj on the way back · wrong-input: the neuron's own output
 * for the one that comes in · updated-weights: the next layer's weights were updated before they were used
 */
export type MistakeId =
  | 'missing-path'
  | 'missing-activation-derivative'
  | 'derivative-of-output'
  | 'gradient-for-delta'
  | 'missing-weight'
  | 'wrong-sign'
  | 'loss-factor'
  | 'other-loss'
  | 'transposed'
  | 'wrong-input'
  | 'updated-weights';
export type BatchReduction = 'mean' | 'sum';
