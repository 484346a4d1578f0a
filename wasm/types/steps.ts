/** The iteration as steps. */
import type { QuantityId } from './ids';

export interface TraceOptions {
  /** significant digits of the numbers in formulas, 2 … 17; 4 when left out */
  digits?: number;
  /** `scalar` when left out */
  notation?: Notation;
  /** `own` when left out */
  naming?: Naming;
  /** the number of the first step wanted, 0 or more; 0 when left out */
  from?: number;
  /** how many steps are wanted, 0 … 10,000; when left out, all from `from` on */
  count?: number;
}

/** `batch`: only where an update takes several samples */
export type Phase = 'forward' | 'loss' | 'backward' | 'batch' | 'update';

export type StepRule =
  | 'weighted_sum'
  | 'activation'
  | 'loss_term'
  | 'loss_sum'
  | 'delta_output'
  | 'delta_hidden'
  | 'weight_gradient'
  | 'bias_gradient'
  | 'accumulate'
  | 'reduce'
  | 'schedule'
  | 'weight_decay'
  | 'velocity'
  | 'first_moment'
  | 'second_moment'
  | 'bias_correction'
  | 'update';

export interface NonFinite {
  /** the first quantity that is not a finite number */
  quantity: QuantityId;
  /** `overflow`: too large for a double; `undefined`: no real value, such as ln of a negative number */
  cause: 'overflow' | 'undefined';
}

/** The steps at one neuron within one phase, one after the other. */
export interface StepGroup {
  phase: Phase;
  /** null: at the loss, or the learning rate of the epoch */
  layer: number | null;
  /** null: for L, its sum and its mean, and the learning rate of the epoch */
  neuron: number | null;
  /** the number of the first step */
  start: number;
  /** the number after the last step's */
  end: number;
  /**
   * The quantities that the steps compute, in order, as the first part of their ids: `['z', 'a']`, `['delta', 'dw',
   * 'db']`. A kind that ends with `w` (`w dw sumdw meandw vw …`) is one step for each weight that flows in, from neuron 0 on.
   */
  kinds: string[];
}

/** The steps of an iteration on one sample by number, without any formula. */
export interface Outline {
  /** the sample */
  sample: number;
  /** how many steps there are; with a `failure` its step is the last */
  length: number;
  /** the groups of the whole iteration, also where a failure ends it before */
  groups: StepGroup[];
  /** why the last step has no finite value */
  failure?: NonFinite;
}

/**
 * The steps of the coming iteration on all samples of the next batch, by number. Each sample in turn goes forward and
 * back and, where there are several, its loss and gradients are added to sums; after the last sample the sums are
 * divided by the number of samples where `batchReduction` is `mean`; then one update.
 */
export interface BatchOutline {
  /** in the order of the batch; one or more */
  samples: number[];
  /** as in `Outline` */
  length: number;
  /**
   * how many steps each sample takes: those of sample `samples[i]` are `i · sampleLength` … `(i + 1) · sampleLength −
   * 1`
   */
  sampleLength: number;
  /** the steps of one sample; `start` and `end` count from the sample's first */
  sampleGroups: StepGroup[];
  /** reduction and update; `start` and `end` count from `samples.length · sampleLength` */
  restGroups: StepGroup[];
  failure?: NonFinite;
}

export interface Step {
  index: number;
  /** the sample that the step belongs to; null for reduction and update of a batch of several */
  sample: number | null;
  phase: Phase;
  rule: StepRule;
  /** for an update: the parameter itself, with its new value in `value` and its old one in `before` */
  computes: QuantityId;
  reads: QuantityId[];
  /**
   * layer and neuron that the step belongs to; both null for L, its sum and its mean, and the learning rate of the epoch; a loss term `L.k` has k as its
   * neuron and no layer
   */
  layer: number | null;
  neuron: number | null;
  /** LaTeX: the equation in symbols, e.g. `z = w a + b`; each symbol tagged `\htmlData{id=…}{…}` */
  symbols: string;
  /** LaTeX: its right-hand side in numbers; each number tagged `\htmlData{id=…,value=<full double>}{…}` */
  numbers: string;
  /**
   * LaTeX: the rounded value, tagged like the numbers. In matrices: the layer's values as far as the steps have
   * computed them, this one tagged `mark=here`
   */
  result: string;
  /** null where `failure` is set: then this step is the trace's last */
  value: number | null;
  /** updates: the parameter, velocity or moment before; additions to the sums of a batch: the sum before */
  before?: number;
  failure?: NonFinite;
  /** the article's symbols were asked for and do not hold here */
  articleLimit?: ArticleLimit;
  /** the weighted sum, the output and δ of a neuron whose activation has no derivative at its weighted sum */
  corner?: Corner;
}

/**
 * A weighted sum where the activation has no derivative, as ReLU has none at 0: by its double, or up to rounding (0.1 +
 * 0.2 − 0.3 is 5.55e-17). The slope used is then a convention.
 */
export interface Corner {
  /** the weighted sum: `z.1.0` */
  id: QuantityId;
  /** where the activation has no derivative */
  at: number;
  /** the weighted sum as computed; at most `rounding` away from `at` */
  z: number;
  /** z is `at` itself */
  exact: boolean;
  /**
   * how far rounding may have moved z, 0 or more: that of every operation, and that of inputs, weights and biases, each
   * a decimal rounded to a double
   */
  rounding: number;
  /** the activation's slope just below `at` */
  left: number;
  /** the activation's slope just above `at` */
  right: number;
  /** the slope at z, which the gradients use */
  taken: number;
}

/**
 * scalar: every sum written out · indexed: sums over an index · matrix: a layer at a
 * time, with shapes and the numbers as matrices · article: the symbols of the article (f, y, x, A_i, w_i in sums), one
 * neuron at a time
 */
export type Notation = 'scalar' | 'indexed' | 'matrix' | 'article';

/**
 * By which scheme quantities are called. own: the scenario's `names`; what has none by layers · layers: w⁽²⁾₁₁, layer and
 * neurons within it · units: w₆₃, neurons numbered through the whole network, the inputs first · reading: w1 … wn and b1
 * … bm, neuron after neuron; all else by its own name. The notations `indexed` and `matrix` run over the indices of
 * layers: in them it is always `layers`.
 */
export type Naming = 'own' | 'layers' | 'units' | 'reading';

export interface WritingOptions {
  /** the notation that what is asked for stands beside; `scalar` when left out */
  notation?: Notation;
  /** `own` when left out */
  naming?: Naming;
}

/** What a quantity is called: a letter or a whole name, and its indices. */
export interface QuantitySymbol {
  /** `w`; of a gradient `∂L/∂w` */
  base: string;
  /** the layer in parentheses, or empty */
  upper: string;
  /** the index below, or the name of the neuron, or empty */
  lower: string;
  /** by a name of its own, which says nothing of layers and neurons */
  named: boolean;
  /** in one line of plain text: `w3`, `w⁽²⁾₁₁`, `z(N1)`, `∂L/∂w3` */
  text: string;
}

/**
 * Why the article's symbols do not hold at a neuron; the formulas are then the indexed ones, with δ. `not_sigmoid`: it
 * has another activation · `zero_output`: its output is 0, so δ_i does not follow from A_i = δ_i y
 */
export type ArticleLimit = 'not_sigmoid' | 'zero_output';
