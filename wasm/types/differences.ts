/** Finite differences. */
import type { GradientCorners } from './derivation';
import type { QuantityId } from './ids';
import type { NumberList } from './scenario';
import type { WritingOptions } from './steps';

export interface DifferencesOptions extends WritingOptions {
  /** 0 when left out */
  sample?: number;
  /** 1 … 1000 steps, each above 0 and at most 1; 1e-1, 5e-2, 2e-2, 1e-2 … 1e-16 when left out */
  epsilons?: NumberList;
}

/**
 * One quotient compared with the exact gradient; null is a number that is not finite here. Where that gradient is a
 * convention (`corners.convention`) there is no derivative to be near to: both errors are null, no digit is right, and
 * no step too large.
 */
export interface DifferenceQuotient {
  value: number | null;
  absoluteError: number | null;
  /** null also where the exact gradient is 0 and the error is not */
  relativeError: number | null;
  /** about how large an error rounding alone explains: of the losses, the moved parameter and the pass itself */
  roundOff: number | null;
  /** significant digits that are right, 0 … 16 */
  correctDigits: number;
  /** the error is more than rounding explains: the step is too large */
  truncation: boolean;
}

export interface DifferencePoint {
  epsilon: number;
  /** L(θ + ε) */
  lossAbove: number | null;
  /** L(θ − ε) */
  lossBelow: number | null;
  /** Im L(θ + iε) */
  imaginaryLoss: number | null;
  /** false: θ + ε is θ itself, the step is below its last bit */
  moved: boolean;
  /** (L(θ + ε) − L(θ)) / ε */
  forward: DifferenceQuotient;
  /** (L(θ + ε) − L(θ − ε)) / 2ε */
  central: DifferenceQuotient;
  /** Im L(θ + iε) / ε */
  complexStep: DifferenceQuotient;
}

export interface Differences {
  id: QuantityId;
  /** ∂L/∂θ computed with twice the digits of a double, with parameters and sample as exact numbers, then rounded */
  exact: number;
  /** L(θ) */
  loss: number;
  /** LaTeX of the three quotients in symbols, the parameter tagged with its id */
  forward: string;
  central: string;
  complexStep: string;
  /** where a path from θ leads through a corner: what the quotients tend to */
  corners?: GradientCorners;
  /** one for each ε, in the order given */
  points: DifferencePoint[];
}
