/**
 * The boundary between TypeScript and C++: the compiled module as Embind exposes it. Nothing outside this folder sees
 * it.
 *
 * Contract of every call. Arguments are checked before (by reading/): samples and neurons count from 0, layers from 1;
 * `sample` is less than `sampleCount`; an id is one that the network has; `digits` is 2 … 17. Answers are copies.
 * Nothing is thrown across the boundary: a call that can fail answers `{ error }`, and then the session is as it was
 * before; only where memory runs out in the midst of a call does it end by an exception (see boundary.ts). A call
 * marked "finite" answers `nonFinite` where a number of the pass is not finite. Arguments out of range are answered
 * `outOfRange`, `unknownQuantity` or `invalid`, which the checks here make impossible.
 */
import type {
  BatchDerivation,
  Catalog,
  ComputationGraph,
  Derivation,
  DerivationLine,
  Differences,
  ForwardResult,
  GradientsResult,
  HistoryEntry,
  NonFinite,
  Phase,
  NetworkCode,
  RuleCase,
  ScriptTarget,
  SessionStatus,
  Step,
  UpdateResult,
  Usage,
  Verification,
} from './types/index';
import type { Writing } from './reading/arguments';

/**
 * Why the core has no answer.
 * - `nonFinite`: `quantity` is the first that is not finite, `cause` says how, `sample` where several were worked on.
 * - `outOfMemory`: the change would not fit; it was not begun.
 * - `invalid`: the document contradicts itself at `path`. `unknownQuantity`: no such id. `outOfRange`: the argument
 *   `path`.
 */
export interface RawError {
  code: 'nonFinite' | 'invalid' | 'unknownQuantity' | 'outOfRange' | 'outOfMemory';
  quantity?: string;
  cause?: 'overflow' | 'undefined';
  path?: string;
  sample?: number;
}

/**
 * An answer, or why there is none. A training also gives the update in which it failed, from 1, and its epoch, from 0.
 */
export type RawResult<T> = T | { error: RawError; iteration?: number; epoch?: number };

/** The answer of a change that has nothing to tell. */
export type RawDone = Record<string, never>;

export interface RawLayer {
  units: number;
  activation: string;
  /** `units` · (units of the layer before) numbers, row by row; absent: drawn by the scenario's init */
  weights?: Float64Array;
  /** `units` numbers; absent: drawn by the scenario's init */
  biases?: Float64Array;
}

/** What earlier updates have left. */
export interface RawState {
  /** updates made, epochs finished, samples of the present epoch taken */
  progress: Float64Array;
  /** velocity or first moment, layer by layer: weights row by row, then biases; empty: all 0, or there is none */
  first: Float64Array;
  /** second moment, likewise */
  second: Float64Array;
}

/** A scenario in flat form, every setting present. */
export interface RawScenario extends RawState {
  inputs: number;
  layers: RawLayer[];
  /** empty: none; then every layer has weights and biases */
  initKind: string;
  /** 0 … 2³² − 1 */
  initSeed: number;
  loss: string;
  /** `sampleCount` · inputs numbers, sample by sample */
  x: Float64Array;
  /** `sampleCount` · outputs numbers, sample by sample */
  t: Float64Array;
  sampleCount: number;
  learningRate: number;
  batchSize: number;
  batchReduction: string;
  updateBiases: boolean;
  /** false: samples are taken in order, and `shuffleSeed` is not read */
  shuffle: boolean;
  shuffleSeed: number;
  /** kind, momentum, beta1, beta2, epsilon, weightDecay; of the schedule kind, epochs, factor, floor. Kinds by number */
  optimizer: Float64Array;
  /** ids of the quantities that have a name, and their names, in one order */
  nameIds: string[];
  nameTexts: string[];
  /** bytes that the frame of the document takes in JavaScript; the history counts them */
  attachedBytes: number;
}

/** The training settings of a scenario. */
export type RawTraining = Pick<
  RawScenario,
  'learningRate' | 'batchSize' | 'batchReduction' | 'updateBiases' | 'shuffle' | 'shuffleSeed' | 'optimizer'
>;

/** The numbers and settings that can change in a session, as they are now: flat as in `RawScenario`. */
export interface RawParameters extends RawState {
  layers: { weights: Float64Array; biases: Float64Array }[];
  x: Float64Array;
  t: Float64Array;
  /** η, μ, β₁, β₂, ε, λ */
  settings: Float64Array;
  loss: string;
  /** how the weights were drawn; absent where the document gave them */
  initKind?: string;
  initSeed?: number;
}

/** Steps at neuron after neuron of a layer, `stepsEach` at each, from number `start` on. */
export interface RawStepBlock {
  phase: Phase;
  /** null: at the loss */
  layer: number | null;
  /** 0: the steps belong to no neuron */
  neurons: number;
  kinds: string[];
  stepsEach: number;
  start: number;
}

export interface RawOutline {
  /** steps in all */
  length: number;
  /** the steps of one sample, numbered from 0 */
  sampleBlocks: RawStepBlock[];
  /** how many they are */
  sampleLength: number;
  /** reduction and update, numbered from 0 again */
  restBlocks: RawStepBlock[];
  /** why the last step has no finite value */
  failure?: NonFinite;
}

/** A letter or a whole name, and its indices, in plain text. */
export interface RawSymbol {
  base: string;
  upper: string;
  lower: string;
  /** by a name of its own */
  named: boolean;
}

export interface RawSession {
  /** finite */
  forward(sample: number): RawResult<ForwardResult>;
  /** of one sample, with δ; finite */
  gradients(sample: number): RawResult<GradientsResult>;
  /** over all samples, reduced, without δ; finite */
  gradientsOfAll(): RawResult<GradientsResult>;
  /** over all samples, reduced; finite */
  loss(): RawResult<{ loss: number }>;
  /**
   * over the grid of one or two different ids (w, b, x, t), with `from`, `to` and count of each in `axes`: the values of
   * each, then the losses, NaN where the pass is not finite; `sample` −1: of the next batch, over w and b
   */
  losses(ids: string[], axes: Float64Array, sample: number): RawResult<Float64Array>;
  /** of anything but a sum or mean of a batch; finite */
  value(id: string, sample: number): RawResult<{ value: number }>;
  /** of a quantity that is no gradient and no sum or mean of a batch */
  symbol(id: string, writing: Writing): RawResult<RawSymbol>;
  /** of the iteration with one sample; a number that is not finite is its `failure` */
  outline(sample: number): RawResult<RawOutline>;
  /** of the iteration on the next batch, in the same way */
  outlineBatch(): RawResult<RawOutline>;
  /** the steps `from` … `from + count − 1` of that outline, as far as it has them; both are 0 … 2⁵³ − 1 */
  trace(sample: number, from: number, count: number, digits: number, writing: Writing): RawResult<Step[]>;
  traceBatch(from: number, count: number, digits: number, writing: Writing): RawResult<Step[]>;
  /**
   * ∂of/∂id; `of`: L, an `a` or a `z`; `id`: w, b, z, a or x; `pathLimit`: 1 or more; null where `of` is not computed
   * from `id`; finite
   */
  derive(
    id: string,
    of: string,
    sample: number,
    digits: number,
    pathLimit: number,
    writing: Writing,
    lines: boolean,
  ): RawResult<Derivation | null>;
  /** `id`: a sum or mean of gradients over the next batch, as `meandw.2.0.0`; `shareLimit`: 2 or more; finite */
  deriveBatch(id: string, digits: number, shareLimit: number, writing: Writing): RawResult<BatchDerivation>;
  /** null where the two are not neighbours in a chain; finite */
  factorLines(
    of: string,
    wrt: string,
    sample: number,
    digits: number,
    writing: Writing,
  ): RawResult<DerivationLine[] | null>;
  /** of a weight or bias; finite */
  generalRule(id: string, sample: number, digits: number): RawResult<RuleCase[]>;
  /** of weights and biases; no ids: of all; finite */
  verify(sample: number, ids: string[]): RawResult<Verification>;
  /** definitions to open and quantities to include; null: the option was left out; finite */
  graph(sample: number, opened: string[] | null, only: string[] | null): RawResult<ComputationGraph>;
  /** of a weight or bias, in the next update; finite but for the update itself */
  updateGraph(id: string): RawResult<ComputationGraph>;
  /** of a weight or bias; each of `epsilons` above 0 and at most 1; finite */
  differences(id: string, sample: number, epsilons: Float64Array, writing: Writing): RawResult<Differences>;
  /** of a gradient or delta; null where the mistake cannot be made; finite */
  mistaken(mistake: string, id: string, sample: number): RawResult<{ value: number } | null>;
  /**
   * A pass (0, 1, 2) over ordered figures, twelve numbers each: kind, layer, neuron, from, after, sample, number, unit,
   * digits, value, agreement, cause. Begins with figures, goes on with null, for about `work` visits of weights and
   * biases a call. null: not all is compared; else the last three numbers of each figure. Nothing else may be asked of
   * the session.
   */
  printed(figures: Float64Array | null, pass: number, work: number): RawResult<Float64Array | null>;
  /** finite, `outOfMemory` */
  step(changes: boolean): RawResult<UpdateResult>;
  /**
   * `epochs`: 1 or more; `milliseconds` Infinity: to the end; `loss`: of the epochs that were finished; finite,
   * `outOfMemory`
   */
  train(epochs: number, milliseconds: number, resume: boolean): RawResult<{ loss: Float64Array }>;
  /** `count` · inputs numbers, sample by sample; answered by `count` · outputs numbers; `count`: 1 or more; finite */
  predict(xs: Float64Array, count: number): RawResult<{ outputs: Float64Array }>;
  /** a weight, a bias or a setting of training; `x.i` or `t.k` of the given sample. `value` is finite. `outOfMemory` */
  set(id: string, value: number, sample: number): RawResult<RawDone>;
  /** `outOfMemory` */
  setLoss(loss: string): RawResult<RawDone>;
  /** `outOfMemory` */
  replace(scenario: RawScenario): RawResult<RawDone>;
  /** `outOfMemory` */
  takeNext(sample: number): RawResult<RawDone>;
  /** `seed`: 0 … 2³² − 1; `outOfMemory` */
  initialise(kind: string, seed: number): RawResult<RawDone>;
  /** the number of the scenario in place: 0 for the one opened, n + 1 for one put in the place of number n */
  document(): number;
  /** the number of the oldest scenario that an undo can lead to */
  firstDocument(): number;
  /** whether nothing was changed since the scenario in place was given */
  isAsGiven(): boolean;
  parameters(): RawParameters;
  code(target: ScriptTarget): RawResult<NetworkCode>;
  /** null: there is nothing to undo */
  undo(): RawResult<HistoryEntry | null>;
  /** null: there is nothing to redo */
  redo(): RawResult<HistoryEntry | null>;
  status(): SessionStatus;
  /** Gives the memory back; no call may follow. */
  delete(): void;
}

export interface RawModule {
  /** `delete()` the session when it is no longer needed */
  open(scenario: RawScenario): RawResult<{ session: RawSession }>;
  catalog(): Catalog;
  /** live sessions; bytes in use on the heap (mallinfo().uordblks) */
  usage(): Usage;
}
