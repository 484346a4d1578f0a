/**
 * The public types of the headless API. Plain data only: every value crosses from the C++ core by copy.
 *
 * Conventions: layers count from 1 (layer 0 is the input), neurons from 0, weights are `[to][from]`,
 * every δ is ∂L/∂z, and every update is θ ← θ − η ∂L/∂θ with all gradients taken at the old parameters.
 */

/**
 * `x.0 t.1 w.2.0.1 b.2.0 z.2.0 a.2.0 L L.0 delta.2.0 dw.2.0.1 db.2.0 eta`: the key of one quantity. In the steps of a
 * batch also what its samples add up to and its mean: `sumL sumdw.2.0.1 sumdb.2.0 meanL meandw.2.0.1 meandb.2.0`.
 */
export type QuantityId = string;

export type ActivationId = 'linear' | 'sigmoid' | 'tanh' | 'relu' | 'leaky_relu' | 'softplus' | 'silu' | 'softmax';
export type LossId = 'mse' | 'half_sse' | 'sse' | 'bce' | 'bce_mean' | 'bce_with_logits' | 'softmax_cross_entropy';
export type InitKind = 'zeros' | 'uniform' | 'xavier_uniform' | 'he_normal';
export type BatchReduction = 'mean' | 'sum';

// ---------------------------------------------------------------- the scenario document

export interface ScenarioLayer {
  /** 1 … 1024 */
  units: number;
  activation: ActivationId;
  /** `units` rows of one number per neuron of the layer before; may be left out where `init` is given. */
  weights?: number[][];
  /** `units` numbers; may be left out where `init` is given. */
  biases?: number[];
}

export interface ScenarioSample {
  x: number[];
  t: number[];
}

export interface ScenarioTraining {
  optimizer?: 'sgd';
  /** η, any finite number; 0.5 when left out. */
  learningRate?: number;
  /** samples an update; 1 when left out. */
  batchSize?: number;
  /** how the gradients of a batch become one; `mean` when left out. */
  batchReduction?: BatchReduction;
  /** false: biases are derived but not updated (as in some published examples); true when left out. */
  updateBiases?: boolean;
  /** shuffles the samples anew each epoch; left out: samples are taken in order. 0 … 2³²−1 */
  shuffleSeed?: number;
}

export interface InitInput {
  kind: InitKind;
  /** 0 … 2³²−1, 1 when left out */
  seed?: number;
}

export interface Scenario {
  version: 1;
  title?: string;
  network: { inputs: number; layers: ScenarioLayer[] };
  /** where weights and biases that are not given are drawn from */
  init?: InitInput;
  loss: LossId;
  samples: ScenarioSample[];
  training?: ScenarioTraining;
  /** The labels an article uses: `{ "a.2.0": "N1", "w.3.0.0": "w1" }`. */
  names?: Record<QuantityId, string>;
  /** the figures that the example's source prints */
  printed?: Printed;
}

/** What a source prints of its example; see `Core.printed` for the comparison. */
export interface Printed {
  /** author, title, year; at most 500 characters, as `url` and `slip` */
  source?: string;
  url?: string;
  figures: PrintedFigure[];
}

export interface PrintedFigure {
  /** a parameter, an input or target, or anything of a forward or backward pass of one sample */
  id: QuantityId;
  /** updates made, from this document's numbers on, when the figure holds; 0 when left out, at most 100,000 */
  after?: number;
  /** the sample it belongs to; 0 when left out */
  sample?: number;
  /** the decimal exactly as it is printed: its digits are what is compared */
  text: string;
  /** the source has this quantity with the opposite sign, as an error t − a where δ goes by a − t */
  negated?: boolean;
  /** where the source slipped here, and how, in words */
  slip?: string;
}

/** A printed figure beside the computed value. */
export interface PrintedComparison extends Required<Omit<PrintedFigure, 'slip'>> {
  slip?: string;
  /** with our sign; null where it is not a finite number */
  value: number | null;
  /** the value with the print's sign, rounded to the places of the print */
  rounded: string | null;
  /** `last_digit`: one unit of the last printed place apart, as from cutting off or from rounded intermediate results */
  agreement: 'agrees' | 'last_digit' | 'differs';
}

/** Numbers of a document that is handed over; they are copied. */
export type NumberList = readonly number[] | Float64Array | Float32Array;

/** What `open` takes: a scenario, in which lists may be read-only and lists of numbers also typed arrays. */
export interface ScenarioInput extends Omit<Scenario, 'network' | 'samples'> {
  network: {
    inputs: number;
    layers: readonly (Omit<ScenarioLayer, 'weights' | 'biases'> & {
      weights?: readonly NumberList[];
      biases?: NumberList;
    })[];
  };
  samples: readonly { x: NumberList; t: NumberList }[];
}

/** Another shape for a network. What is left out stays as it is. */
export interface Reshaping {
  inputs?: number;
  layers?: readonly {
    units: number;
    activation: ActivationId;
    /** index of the layer whose weights, biases and names it keeps; null or left out: a new layer */
    from?: number | null;
  }[];
  /** how new weights are drawn; left out: by the document's `init`, or by xavier_uniform with seed 1 */
  init?: InitInput;
}

// ---------------------------------------------------------------- numbers

export interface LayerValues {
  /** weighted sums, one per neuron */
  z: Float64Array;
  /** outputs, one per neuron */
  a: Float64Array;
}

export interface ForwardResult {
  layers: LayerValues[];
  /** one term per output neuron, the loss's factor included: their sum is `loss` */
  lossTerms: Float64Array;
  loss: number;
}

export interface LayerGradients {
  /** ∂L/∂w, `[to][from]` */
  weights: Float64Array[];
  /** ∂L/∂b */
  biases: Float64Array;
  /** δ = ∂L/∂z; only for one sample */
  delta?: Float64Array;
}

export interface GradientsResult {
  loss: number;
  layers: LayerGradients[];
}

export interface ParameterChange {
  id: QuantityId;
  before: number;
  /** the reduced gradient that the update used */
  gradient: number;
  after: number;
}

export interface UpdateResult {
  /** updates made so far, this one included */
  iteration: number;
  epoch: number;
  /** the samples of the batch, in the order taken */
  samples: number[];
  /** loss of the batch before the update, reduced as `batchReduction` says */
  loss: number;
  /** every parameter that the update changes; empty where they were not asked for */
  changes: ParameterChange[];
}

export interface StepOptions {
  /** whether the answer lists the changes; true when left out */
  changes?: boolean;
}

export interface TrainOptions {
  /** passes over the samples, 1 … 1,000,000 */
  epochs: number;
}

export interface TrainingResult {
  /** one number an epoch: the mean of the losses of its batches, each taken before its update */
  loss: Float64Array;
}

export interface SetOptions {
  /** the sample whose `x.i` or `t.k` is meant; 0 when left out */
  sample?: number;
}

export interface SessionStatus {
  iteration: number;
  epoch: number;
  /** the samples that the next update will use */
  nextBatch: number[];
  canUndo: boolean;
  canRedo: boolean;
}

export interface HistoryEntry {
  kind: 'update' | 'edit' | 'training' | 'loss' | 'initialise' | 'scenario' | 'next';
  /** the quantity edited */
  id?: QuantityId;
  /** updates made so far, after the undo or redo */
  iteration: number;
}

// ---------------------------------------------------------------- trace

export interface TraceOptions {
  /** significant digits of the numbers in formulas, 2 … 17; 4 when left out */
  digits?: number;
  /** `scalar` when left out */
  notation?: Notation;
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
  /** null: at the loss */
  layer: number | null;
  /** null: for L, its sum and its mean */
  neuron: number | null;
  /** the number of the first step */
  start: number;
  /** the number after the last step's */
  end: number;
  /**
   * What the steps compute, in order, as the first part of their ids: `['z', 'a']`, `['delta', 'dw', 'db']`. A kind with
   * a `w` (`w dw sumdw meandw`) stands for one step for each weight that flows in, from neuron 0 on.
   */
  kinds: string[];
}

/** Where each step of an iteration on one sample stands, without any step written. */
export interface Outline {
  /** the sample */
  sample: number;
  /** how many steps there are; with a `failure` its step is the last */
  length: number;
  /** of the whole iteration, also where a failure ends it before */
  groups: StepGroup[];
  /** why the last step has no finite value */
  failure?: NonFinite;
}

/**
 * The same for the coming iteration on all samples of the next batch. Each sample in turn is taken forward and back and,
 * where there are several, its loss and gradients are added to sums; after the last sample the sums are divided by the
 * number of samples where `batchReduction` is `mean`; then one update.
 */
export interface BatchOutline {
  /** in the order taken; one or more */
  samples: number[];
  /** as in `Outline` */
  length: number;
  /** how many steps each sample takes: those of sample `samples[i]` are `i · sampleLength` … `(i + 1) · sampleLength − 1` */
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
   * layer and neuron that the step belongs to; both null for L, its sum and its mean; a loss term `L.k` has k as its
   * neuron and no layer
   */
  layer: number | null;
  neuron: number | null;
  /** LaTeX: the equation in symbols, e.g. `z = w a + b`; each symbol tagged `\htmlData{id=…}{…}` */
  symbols: string;
  /** LaTeX: its right-hand side in numbers; each number tagged `\htmlData{id=…,value=<full double>}{…}` */
  numbers: string;
  /**
   * LaTeX: the rounded value, tagged like the numbers. In matrices: the layer's values as far as the steps have computed
   * them, this one tagged `mark=here`
   */
  result: string;
  /** null where `failure` is set: then this step is the trace's last */
  value: number | null;
  /** updates: the parameter before; additions to the sums of a batch: the sum before */
  before?: number;
  failure?: NonFinite;
  /** the article's letters were asked for and do not hold here */
  articleLimit?: ArticleLimit;
}

/**
 * scalar: every sum written out, with the scenario's own names · indexed: sums over an index · matrix: a layer at a time,
 * with shapes and the numbers as matrices · article: the letters of the article (f, y, x, w_i, A_i), one neuron at a time
 */
export type Notation = 'scalar' | 'indexed' | 'matrix' | 'article';

/**
 * Why the article's letters do not hold at a neuron; the formulas are then the indexed ones, with δ. `not_sigmoid`: it
 * has another activation · `zero_output`: its output is 0, so A_i = δ_i y no longer tells δ_i
 */
export type ArticleLimit = 'not_sigmoid' | 'zero_output';

// ---------------------------------------------------------------- derivation

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
   * The expression evaluated at the present numbers: equal on every line. A derivative not yet worked out is
   * evaluated by complex step, so each rule is checked by a value that does not use it. null: this form of the
   * expression overflows here, though others do not.
   */
  value: number | null;
  /**
   * with the last line before it that has a value; here a derivative not yet worked out is taken by forward automatic
   * differentiation. `same` on the first line, or `no_value`
   */
  agreement: Agreement;
}

export interface Factor {
  /** the factor is ∂of/∂wrt */
  of: QuantityId;
  wrt: QuantityId;
  /** LaTeX of ∂of/∂wrt */
  symbol: string;
  /** LaTeX of what it comes to, in symbols */
  result: string;
  /** LaTeX of the same with numbers put in */
  numbers: string;
  /** null: this form has no finite value here (as 1/(1 − a) at a = 1), though the gradient has */
  value: number | null;
  /** its own derivation, from the definition down, one named rule a line; empty where it was left for `factorLines` */
  lines: DerivationLine[];
}

export interface DerivationPath {
  /** from L back to the parameter: `L a.3.0 z.3.0 a.2.0 z.2.0` */
  nodes: QuantityId[];
  /** a factor that several paths share is the same object in each */
  factors: Factor[];
  /** the product of the factors; null where one of them is */
  value: number | null;
}

/**
 * chain: the chain rule, paths summed · factors: each factor differentiated · numbers: numbers put in ·
 * sum: the paths' values added · collapse: what the paths share taken out, in δ · article: the same through the gradients
 * A, B of the weights one layer on (sigmoid only) · rule: the rule that holds for every such parameter ·
 * layers: in the notations that sum over indices, δ layer by layer from the output back
 */
export type StageKind = 'chain' | 'factors' | 'numbers' | 'sum' | 'collapse' | 'article' | 'rule' | 'layers';

export interface DerivationRow {
  /** LaTeX in symbols, the whole row with its `=` or `+` */
  latex: string;
  /** LaTeX of the row's right-hand side in numbers and what they come to; empty where the row is not about numbers */
  numbers: string;
}

export interface DerivationStage {
  kind: StageKind;
  rows: DerivationRow[];
  /** what the stage evaluates to: equal for every stage; null where this form has no finite value */
  value: number | null;
  /** with back-propagation, to 1e-12 of what is added up in the gradient */
  agreement: Agreement;
}

export interface DeriveOptions {
  /** 0 when left out */
  sample?: number;
  notation?: Notation;
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

export interface FactorLinesOptions {
  /** 0 when left out */
  sample?: number;
  /** significant digits of the numbers in formulas, 2 … 17; 4 when left out */
  digits?: number;
}

export interface Derivation {
  /** what was asked for: `w.2.0.0 b.2.0 a.2.0 z.2.0` */
  id: QuantityId;
  sample: number;
  /** of the stages; `symbol` and `paths` are always written out */
  notation: Notation;
  /** the article's letters were asked for and do not hold here */
  articleLimit?: ArticleLimit;
  /** LaTeX of ∂L/∂id */
  symbol: string;
  value: number;
  /** how many paths there are; `paths` holds the first `pathLimit` */
  pathCount: number;
  paths: DerivationPath[];
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
  /** LaTeX of what it is */
  symbol: string;
  /** LaTeX of what that comes to in symbols */
  result: string;
  /** null for letters, and where this form overflows */
  value: number | null;
}

/**
 * One step on the way to the rule, from the output back and then in letters. output: δ of the output layer, the only one
 * that the loss enters · hidden: δ of a layer before it · weight: the gradient of a weight from its δ
 */
export interface RuleCase {
  kind: 'output' | 'hidden' | 'weight';
  /** null: letters, which hold for every layer of the kind */
  layer: number | null;
  /** LaTeX of what the factors make */
  symbol: string;
  factors: RuleFactor[];
  /** LaTeX of their product, cancelled as far as it goes; may be empty for letters */
  form: string;
  value: number | null;
}

// ---------------------------------------------------------------- proof

export interface VerifiedParameter {
  id: QuantityId;
  backprop: number;
  symbolic: number;
  complexStep: number;
  /** the largest difference of two of the three, relative to `scale` */
  relativeDifference: number;
  /**
   * What rounding is measured against: the absolute values of all that is added up in the gradient, and what the
   * rounding of the numbers it is computed from carries into it.
   */
  scale: number;
}

export interface Verification {
  maxRelativeDifference: number;
  parameters: VerifiedParameter[];
}

// ---------------------------------------------------------------- the iteration as a graph of operations

export type GraphOperation =
  | 'given'
  | 'add'
  | 'subtract'
  | 'multiply'
  | 'divide'
  | 'negate'
  | 'power'
  | 'exp'
  | 'log'
  | 'positive_part'
  | 'is_positive'
  | 'where_positive'
  | 'sigmoid'
  | 'function';

export interface GraphOptions {
  /**
   * The definitions to open into their elementary operations: of weighted sums `z.l.j`, outputs `a.l.j`, loss terms
   * `L.k`, or `L` where there is one output. Left out: all weighted sums and all of the loss; an activation is one node.
   */
  expand?: 'all' | readonly QuantityId[];
  /** The quantities to include; all when left out. Gradients are those of the whole network all the same. */
  only?: readonly QuantityId[];
}

export interface GraphNode {
  /**
   * The quantity's own id, or for an operation inside the definition of a quantity that id and a number, in the order of
   * computing: `z.2.0:1` is the second product of the weighted sum `z.2.0`
   */
  id: string;
  /** the quantity that the node is, or inside of whose definition it lies */
  owner: QuantityId;
  isQuantity: boolean;
  /**
   * `given`: not computed. `function`: a definition that is not expanded. `subtract` and `divide`: the constant or the
   * first operand, less or by the last. `where_positive`: the first operand where the sum is positive, else the second.
   */
  operation: GraphOperation;
  /** the constant among the operands of `add`, `subtract`, `multiply`, `divide` */
  constant?: number;
  /** of `power` */
  exponent?: number;
  /** null: this form has no finite value here, though the quantity has */
  value: number | null;
  /** ∂L/∂node: the `flow` of all edges that leave the node, added up */
  gradient: number | null;
}

export interface GraphEdge {
  /** index of the operand among `nodes` */
  from: number;
  /** index of the node that takes it in */
  to: number;
  /** ∂to/∂from */
  derivative: number | null;
  /** what flows back along the edge: `derivative` times the gradient of `to` */
  flow: number | null;
}

export interface ComputationGraph {
  /** in the order of computing: operands before what takes them in */
  nodes: GraphNode[];
  /** the edges into one node stand in the order of its operands */
  edges: GraphEdge[];
}

// ---------------------------------------------------------------- finite differences

export interface DifferencesOptions {
  /** 0 when left out */
  sample?: number;
  /** 1 … 1000 steps, each above 0 and at most 1; 1e-1, 5e-2, 2e-2, 1e-2 … 1e-16 when left out */
  epsilons?: NumberList;
}

/** One quotient held against the exact gradient; null is a number that is not finite here. */
export interface DifferenceQuotient {
  value: number | null;
  absoluteError: number | null;
  /** null also where the exact gradient is 0 and the error is not */
  relativeError: number | null;
  /** about how large an error the rounding of the losses and of the moved parameter alone explains */
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
  /** ∂L/∂θ by back-propagation */
  exact: number;
  /** L(θ) */
  loss: number;
  /** LaTeX of the three quotients in symbols, the parameter tagged with its id */
  forward: string;
  central: string;
  complexStep: string;
  /** one for each ε, in the order given */
  points: DifferencePoint[];
}

// ---------------------------------------------------------------- export

/** What a network can be exported to: Python with NumPy or PyTorch, C++ with Eigen. */
export type ScriptTarget = 'numpy' | 'pytorch' | 'eigen';

/** An elementwise function of arrays and its derivative, as source code in `z` and `a`, or in `a` (or `z`) and `t`. */
export interface FunctionCode {
  value: string;
  slope: string;
}

/** The activations and the loss of a network as source code, written from the formulas that the core differentiates. */
export interface NetworkCode {
  /** f(z), and f′(z) from z and a; one entry for each activation that the network has */
  activations: Record<string, FunctionCode>;
  loss: {
    /** the factor before the sum over the outputs, as a fraction */
    numerator: number;
    denominator: number;
    /** the term of one output as a function of a and t, and its derivative by a */
    ofOutput: FunctionCode;
    /** where the loss is computed fused with the output's activation: of z and t, and its derivative by z, which is δ */
    ofSum?: FunctionCode;
  };
}

// ---------------------------------------------------------------- what the core knows

export interface Catalog {
  activations: ActivationId[];
  /** the activations of a whole layer, possible in the last layer only: each output depends on every weighted sum */
  layerActivations: ActivationId[];
  losses: LossId[];
  /** the losses whose targets must lie in 0 … 1 */
  probabilityLosses: LossId[];
  /** the activation of the last layer that a loss needs, where it needs a certain one */
  lossOutputs: Partial<Record<LossId, ActivationId>>;
  inits: InitKind[];
  limits: {
    layers: number;
    units: number;
    parameters: number;
    samples: number;
  };
}

/** What the core holds at present. */
export interface Usage {
  /** sessions opened and not closed */
  sessions: number;
  /** bytes in use on the core's heap */
  heapBytes: number;
}
