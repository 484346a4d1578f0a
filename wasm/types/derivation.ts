/** The derivation of one gradient, the general rule, and the proof. */
import type { QuantityId } from './ids';
import type { ArticleLimit, Corner, Naming, Notation, WritingOptions } from './steps';

/** Rules of differentiation and of algebra that one line of a derivation can apply. */
export type DerivationRule =
  | 'definition'
  | 'sum'
  | 'constant'
  | 'constant_factor'
  | 'product'
  | 'quotient'
  | 'power'
  | 'chain'
  | 'exp'
  | 'log'
  | 'identity'
  | 'piecewise'
  | 'simplify'
  | 'split_fraction'
  | 'scale_fraction'
  | 'add_zero'
  | 'common_denominator'
  | 'substitute'
  | 'cancel';

/**
 * How two forms compare that must be equal. same: equal up to rounding, by a bound worked out beside the numbers ·
 * hidden: not apart, but the bound is as large as the number itself, so the comparison shows nothing · no_value: a form
 * overflows here · differs: further apart than rounding can explain, which would be a wrong rule
 */
export type Agreement = 'same' | 'hidden' | 'no_value' | 'differs';

export interface DerivationLine {
  rule: DerivationRule;
  /** the rule met a function of a function: its inner derivative follows as a factor (the chain rule) */
  chain: boolean;
  /** LaTeX of the whole expression after the rule */
  latex: string;
  /**
   * The expression evaluated at the present numbers: equal on every line. A derivative not yet worked out is computed
   * by forward automatic differentiation, so each rule is checked by a value that does not use it. null: this form of
   * the expression overflows here, though others do not.
   */
  value: number | null;
  /**
   * with the last line before it that has a value. `same` on the first line, or `no_value`
   */
  agreement: Agreement;
}

export interface Factor {
  /** the factor is ∂of/∂wrt */
  of: QuantityId;
  wrt: QuantityId;
  /** LaTeX of ∂of/∂wrt */
  symbol: string;
  /** LaTeX of its result, in symbols */
  result: string;
  /** LaTeX of the result with numbers put in */
  numbers: string;
  /** null: this form has no finite value here (as 1/(1 − a) at a = 1), though the gradient has */
  value: number | null;
  /** its own derivation, from the definition down, one named rule a line; empty where it was left for `factorLines` */
  lines: DerivationLine[];
  /** ∂a/∂z where the activation has no derivative: `value` is the slope used there */
  corner?: Corner;
}

/** The corners on the paths of one gradient, and their effect on it. */
export interface GradientCorners {
  /** how many weighted sums on the paths are at a corner, 1 or more */
  count: number;
  /** the first 16 of them, layer by layer */
  neurons: Corner[];
  /**
   * The gradient depends on the slopes used: L has no derivative with respect to this quantity, or another one. false:
   * nothing comes through a corner (an input or what comes back is 0), and the gradient is the derivative as ever.
   */
  convention: boolean;
  /** the gradient with the slope from the left; null where there are several corners, or it is not finite */
  left: number | null;
  /** the gradient with the slope from the right; null as for `left` */
  right: number | null;
  /** ∂L/∂θ from above, where θ grows: what the forward difference tends to */
  above: number | null;
  /** ∂L/∂θ from below, where θ falls: what the backward difference tends to */
  below: number | null;
  /** the mean of `above` and `below`: what the central difference tends to */
  mean: number | null;
}

export interface DerivationPath {
  /** from L, or the quantity that is differentiated, back to the id: `L a.3.0 z.3.0 a.2.0 z.2.0 w.2.0.0` */
  nodes: QuantityId[];
  /** a factor that several paths share is the same object in each */
  factors: Factor[];
  /** the product of the factors; null where one of them is */
  value: number | null;
}

/**
 * chain: the chain rule, paths summed · factors: each factor differentiated · numbers: numbers put in · sum: the paths'
 * values added · collapse: the factors that the paths share, in δ · article: those through the gradients A, B of the
 * weights one layer on (sigmoid only) · rule: the rule that holds for every such parameter · layers: in the notations
 * that sum over indices, δ layer by layer from the output back
 *
 * The stages of a batch are: linearity: the loss of the batch, and its derivative as a sum of derivatives · shares:
 * each sample's gradient · total: the shares added up, divided by their number where the mean is meant
 */
export type StageKind =
  | 'chain'
  | 'factors'
  | 'numbers'
  | 'sum'
  | 'collapse'
  | 'article'
  | 'rule'
  | 'layers'
  | 'linearity'
  | 'shares'
  | 'total';

export interface DerivationRow {
  /** LaTeX in symbols, the whole row with its `=` or `+` */
  latex: string;
  /** LaTeX of the row's right-hand side in numbers and what they come to; empty where the row is not about numbers */
  numbers: string;
  /** where a rule of algebra led here from the row before: which */
  rule?: DerivationRule;
  /** with `rule`: what this form comes to; null where it overflows */
  value?: number | null;
  /** with `rule`: with the form before */
  agreement?: Agreement;
  /** in a batch: the sample whose share the row is; `derive` with that `sample` works it out */
  sample?: number;
}

export interface DerivationStage {
  kind: StageKind;
  rows: DerivationRow[];
  /**
   * the value of the formulas shown, every δ in them by its own formula: equal for every stage; null where this form
   * has no finite value
   */
  value: number | null;
  /** with back-propagation, to 1e-12 of what is added up in the gradient */
  agreement: Agreement;
}

export interface DeriveOptions {
  /** false, as when left out: of one sample */
  batch?: false;
  /** 0 when left out */
  sample?: number;
  /**
   * the quantity that is differentiated: an output `a` or weighted sum `z` that is computed from the id, written out in
   * every notation; `L` when left out
   */
  of?: QuantityId;
  notation?: Notation;
  /** `own` when left out */
  naming?: Naming;
  /** significant digits of the numbers in formulas, 2 … 17; 4 when left out */
  digits?: number;
  /** paths written out at most; 8 when left out */
  pathLimit?: number;
  /**
   * false: the factors come without their own derivations, which `factorLines` gives one by one: several times faster
   * for a large network; true when left out
   */
  lines?: boolean;
}

export interface DeriveBatchOptions {
  /** the gradient over the next batch, and not that of one sample */
  batch: true;
  notation?: Notation;
  /** `own` when left out */
  naming?: Naming;
  /** significant digits of the numbers in formulas, 2 … 17; 4 when left out */
  digits?: number;
  /** samples with a share of their own at most, the first ones and the last: 2 … 1000; 8 when left out */
  shareLimit?: number;
}

export interface FactorLinesOptions extends WritingOptions {
  /** 0 when left out */
  sample?: number;
  /** significant digits of the numbers in formulas, 2 … 17; 4 when left out */
  digits?: number;
}

export interface Derivation {
  /** the quantity asked for: `w.2.0.0 b.2.0 a.2.0 z.2.0 x.0` */
  id: QuantityId;
  sample: number;
  /** the notation of the stages; `symbol` and `paths` are always written out */
  notation: Notation;
  /** the article's symbols were asked for and do not hold here */
  articleLimit?: ArticleLimit;
  /** the quantity that is differentiated: `L`, or the output or weighted sum asked for */
  of: QuantityId;
  /** LaTeX of ∂of/∂id */
  symbol: string;
  value: number;
  /** how many paths there are; `paths` holds the first `pathLimit` */
  pathCount: number;
  paths: DerivationPath[];
  stages: DerivationStage[];
  /** where a path leads through a weighted sum at which the activation has no derivative */
  corners?: GradientCorners;
}

/** The gradient over the next batch: what the next update uses, to the bit. */
export interface BatchDerivation {
  /** the mean or the sum of the samples' gradients: `meandw.2.0.0 meandb.2.0 sumdw.2.0.0 sumdb.2.0` */
  id: QuantityId;
  notation: Notation;
  /** the article's symbols were asked for and do not hold at one of the samples */
  articleLimit?: ArticleLimit;
  /** LaTeX of the derivative of the batch's loss */
  symbol: string;
  value: number;
  /** the mean or the sum of the losses of the batch's samples */
  loss: number;
  /** the samples of the batch, in order */
  samples: number[];
  /**
   * the gradients of the samples that are written out, by back-propagation: of all, or of a long batch of the first and
   * the last. The rows of the stage shares say which sample each is of
   */
  shares: number[];
  /**
   * linearity, shares, total. A sample without a share of its own is in their values with its back-propagated
   * gradient.
   */
  stages: DerivationStage[];
}

// ---------------------------------------------------------------- the general rule

export interface GeneralRuleOptions {
  /** 0 when left out */
  sample?: number;
  /** significant digits of the numbers in formulas, 2 … 17; 4 when left out */
  digits?: number;
}

export interface RuleFactor {
  /** LaTeX of the derivative */
  symbol: string;
  /** LaTeX of its result in symbols */
  result: string;
  /** null for symbols, and where this form overflows */
  value: number | null;
}

/**
 * One step on the way to the rule, from the output back and then in symbols. output: δ of the output layer, the only
 * one that the loss enters · hidden: δ of a layer before it · weight: the gradient of a weight from its δ
 */
export interface RuleCase {
  kind: 'output' | 'hidden' | 'weight';
  /** null: symbols, which hold for every layer of the kind */
  layer: number | null;
  /** LaTeX of the product of the factors */
  symbol: string;
  factors: RuleFactor[];
  /** LaTeX of their product, cancelled as far as it goes; may be empty for symbols */
  form: string;
  value: number | null;
}

// ---------------------------------------------------------------- proof

/** Why a gradient has few digits: the first number on its way where rounding takes them. */
export interface DigitLimit {
  /**
   * `error`: a − t of the output `id` (of a logit σ(a) − t), nearly equal. `sum`: z, whose terms cancel. `slope`: f′(z)
   * at the weighted sum `id`, near where it changes sign or jumps. `output`: a = f(z), which is steep at z. `delta`:
   * ∂L/∂z, whose paths cancel.
   */
  kind: 'error' | 'sum' | 'slope' | 'output' | 'delta';
  /** the output, weighted sum or delta */
  id: QuantityId;
}

export interface VerifiedParameter {
  id: QuantityId;
  backprop: number;
  symbolic: number;
  complexStep: number;
  /** the largest difference of two of the three, relative to `scale` */
  relativeDifference: number;
  /**
   * The size that rounding is relative to: the absolute values of all that is added up in the gradient, and what the
   * rounding of the numbers it is computed from carries into it.
   */
  scale: number;
  /** where a path leads through a corner: a slope of convention is one that all three ways share */
  corners?: GradientCorners;
  /**
   * the gradient computed with twice the digits of a double, with parameters and sample as exact numbers, then rounded
   */
  exact: number;
  /**
   * significant digits of the three that are right, the fewest of them: 0 … 16, where 16 is the nearest double. The
   * three may agree on more: a rounding that they share, as that of a − t, is in all of them.
   */
  digits: number;
  /** where digits are lost, if fewer than 13 are right */
  limit: DigitLimit | null;
}

export interface Verification {
  maxRelativeDifference: number;
  parameters: VerifiedParameter[];
}
