/** What is to be seen inside a run: how the network fares, and what it means. */
import type { QuantityId } from '../types/index';

/** A layer, over the samples measured; sizes are root mean squares. */
export interface LayerHealth {
  weights: number;
  /** of ∂L/∂w, of the mean loss */
  gradient: number;
  /** of ∂L/∂z, each sample's own, over samples and units */
  delta: number;
  /** the mean of |f′(z)| over samples and units */
  slope: number;
  units: number;
  /** units whose output and slope are 0 for every sample */
  dead: number;
  /** units of a bounded activation whose mean |f′(z)| is below 5 % of f′(0) */
  saturated: number;
  /** units of a hidden layer that have the parameters of another one, into it and out of it */
  equal: number;
  /** the largest |w| */
  largestWeight: number;
  /** how many weights lie in each of 21 equal parts of −largestWeight … largestWeight */
  histogram: number[];
}

/** The network as it is now, over at most 512 of the training samples. */
export interface Health {
  /** layer 1 … depth */
  layers: LayerHealth[];
  samples: number;
  /** the mean of the samples */
  loss: number;
  /** |g| over all parameters */
  gradient: number;
  /**
   * along the direction d of the next step (the gradient g; its signs for Adam): dᵀHd / gᵀd. A step of η along it
   * overshoots beyond 2 / curvature
   */
  curvature: number;
  /** how far the next step goes, in d: η for means */
  step: number;
  /** the loss after it */
  nextLoss: number;
  /** how much the loss would fall by it if it were straight */
  fall: number;
  /** the most that it falls along d as a parabola; infinite where it does not turn up */
  bestFall: number;
  /** the weight or bias with the largest gradient */
  steepest: QuantityId;
  /** samples whose output is on their target's side of 0.5, or largest where the target is */
  right: number;
  /** outputs of a sigmoid or softmax that are more than 0.9 from their target, with a slope below 0.09 */
  wrongSide: number;
  /** outputs of all samples */
  outputs: number;
  /** one layer with one output: no line separates the classes with a larger margin, relative to |x|; NaN for others */
  cancelling: number;
}

/** Why a network does not learn, or that it does; core/lab/diagnosis.hpp has the threshold and the source of each. */
export type Finding =
  | 'diverged'
  | 'symmetric'
  | 'deadUnits'
  | 'wrongSide'
  | 'exploding'
  | 'vanishing'
  | 'overshooting'
  | 'rising'
  | 'notSeparable'
  | 'tooSmall'
  | 'settled'
  | 'learnt'
  | 'healthy';

/** A finding with the numbers of its sentence. */
export interface Diagnosis {
  finding: Finding;
  /** the layer with the fault; for exploding and vanishing the last; else 0 */
  layer: number;
  /** so many units, outputs or samples … */
  count: number;
  /** … of so many */
  of: number;
  /**
   * exploding: the size of ∂L/∂z in layer 1 · vanishing: that of ∂L/∂w in layer 1 · wrongSide: the mean slope of the
   * outputs · overshooting: step times curvature · notSeparable: the largest relative margin that a line could have ·
   * tooSmall: the part of the loss by which an epoch lowers it · settled: by which the best step would ·
   * rising: the loss of the epoch with the lowest · healthy: the loss of the first epoch, 0 before there is one
   */
  value: number;
  /**
   * exploding, vanishing: the same of the last layer · overshooting: the loss after the step · tooSmall: the part of the
   * loss by which a better step would lower it · rising, healthy: the loss of the last epoch
   */
  other: number;
  /** a weight or bias whose derivation shows it */
  focus: QuantityId;
}

export interface Condition {
  /** finished when it was measured */
  epochs: number;
  health: Health;
  /** never none; the one that explains most first. `learnt`, `settled` and `healthy` stand alone */
  diagnoses: Diagnosis[];
}

/** A weight or bias and the values that it takes. */
export interface ParameterAxis {
  id: QuantityId;
  from: number;
  to: number;
  count: number;
}

/** A function of one number, with its tangent and a step of gradient descent at the present place. */
export interface LossSlice {
  from: number;
  to: number;
  /** at evenly spaced places of the axis; NaN where the loss has no value */
  losses: Float64Array;
  /** the present place, the loss and its slope there */
  at: number;
  loss: number;
  slope: number;
  /** at − η slope, and the loss there; NaN where an output cannot be that */
  next: number;
  nextLoss: number;
  /** no value lies above the chord of its neighbours */
  isConvex: boolean;
}

/** Where two units of layer 1 change places, the network computes the same; halfway there they are equal. */
export interface Midpoint {
  /** the units, from 0: of the first sixteen those with the largest loss halfway */
  first: number;
  second: number;
  /** at both ends */
  loss: number;
  /** halfway: a convex loss could not be larger there */
  middle: number;
  /** at evenly spaced places from one end to the other */
  losses: Float64Array;
}

/** The last layer with the least squares, all layers before it as they are. */
export interface LeastSquares {
  loss: number;
  /** of the last layer: weights row by row, then biases */
  parameters: Float64Array;
  /** |θ − θ*| of these parameters now */
  distance: number;
  /** |g| of the layers before it, there */
  gradientBefore: number;
}

export interface Claims {
  /** the loss of the first sample over its first output, as if that could be chosen */
  output: LossSlice;
  /** the mean loss over the parameter asked for */
  weight: LossSlice;
  midpoint?: Midpoint;
  leastSquares?: LeastSquares;
}
