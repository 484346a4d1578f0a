/** Facts for the sentences of the proof, as symbols and written numbers: tables of texts depend on these types alone. */
import type { DigitLimit } from '../../../wasm/index';

/** Facts for the sentences about one weighted sum. */
export interface CornerWords {
  symbol: string;
  activation: string;
  exact: boolean;
  at: string;
  z: string;
  rounding: string;
  left: string;
  right: string;
  taken: string;
}

/** Facts for the sentences about a gradient. */
export interface GradientWords {
  /** the only corner on the way */
  corner: CornerWords | null;
  count: number;
  symbols: string[];
  value: string;
  left: string;
  right: string;
  above: string;
  below: string;
  mean: string;
  /** both one-sided derivatives are the same */
  smooth: boolean;
}

/** Facts for the sentences about one ε. */
export interface DifferenceWords {
  epsilon: string;
  parameter: string;
  /** L(θ + ε) or L(θ − ε) has no finite value */
  outside: boolean;
  /** θ + ε differs from θ */
  moved: boolean;
  /** the loss is the same on both sides, to the last bit */
  unchanged: boolean;
  /** leading digits that the two losses have in common */
  shared: number;
  forward: { truncation: boolean; digits: number };
  central: { truncation: boolean; digits: number };
  complex: { truncation: boolean; digits: number };
  /** why even back-propagation has few right digits, as a sentence; empty where it has many */
  lost: string;
}

/** Facts for the sentence about lost digits. */
export interface LimitWords {
  kind: DigitLimit['kind'];
  /** symbol of the output, weighted sum or δ that is rounded */
  symbol: string;
  /** symbol of the output's target, for `error` */
  target: string;
}
