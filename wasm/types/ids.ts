/** The ids of quantities, activations, losses and inits. */

/**
 * `x.0 t.1 w.2.0.1 b.2.0 z.2.0 a.2.0 L L.0 delta.2.0 dw.2.0.1 db.2.0 eta`: the key of one quantity. In the steps of a
 * batch also what its samples add up to and its mean: `sumL sumdw.2.0.1 sumdb.2.0 meanL meandw.2.0.1 meandb.2.0`.
 */
export type QuantityId = string;

export type ActivationId = 'linear' | 'sigmoid' | 'tanh' | 'relu' | 'leaky_relu' | 'softplus' | 'silu' | 'softmax';
export type LossId = 'mse' | 'half_sse' | 'sse' | 'bce' | 'bce_mean' | 'bce_with_logits' | 'softmax_cross_entropy';
export type InitKind = 'zeros' | 'uniform' | 'xavier_uniform' | 'he_normal';
export type BatchReduction = 'mean' | 'sum';
