/** The compiled module as Embind exposes it: the border between TypeScript and C++. Nothing outside this folder sees it. */
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
  Notation,
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

/** Why the core refused. `nonFinite` comes with the quantity and its cause, `invalid` with a path in the document. */
export interface RawError {
  code: 'nonFinite' | 'invalid' | 'unknownQuantity' | 'outOfRange' | 'outOfMemory';
  quantity?: string;
  cause?: 'overflow' | 'undefined';
  path?: string;
  /** in work on several samples: at which one it is not finite */
  sample?: number;
}

/**
 * Every call answers with its result or with `{ error }`; nothing is thrown over the border. A training tells the update in
 * which it failed, from 1, and its epoch, from 0.
 */
export type RawResult<T> = T | { error: RawError; iteration?: number; epoch?: number };

export interface RawLayer {
  units: number;
  activation: string;
  /** row by row; absent: `init` fills it */
  weights?: Float64Array;
  biases?: Float64Array;
}

export interface RawScenario {
  inputs: number;
  layers: RawLayer[];
  /** empty: none */
  initKind: string;
  initSeed: number;
  loss: string;
  /** sample by sample */
  x: Float64Array;
  t: Float64Array;
  sampleCount: number;
  learningRate: number;
  batchSize: number;
  batchReduction: string;
  updateBiases: boolean;
  shuffle: boolean;
  shuffleSeed: number;
  nameIds: string[];
  nameTexts: string[];
  /** what the frame of the document takes beside the core */
  attachedBytes: number;
}

/** What can change in a session, as it is now. */
export interface RawParameters {
  layers: { weights: Float64Array; biases: Float64Array }[];
  x: Float64Array;
  t: Float64Array;
  learningRate: number;
  loss: string;
  /** where the weights were drawn from, if they were */
  initKind?: string;
  initSeed?: number;
}

/** Steps at neuron after neuron of a layer; `neurons` 0: at none. */
export interface RawStepBlock {
  phase: Phase;
  layer: number | null;
  neurons: number;
  kinds: string[];
  stepsEach: number;
  start: number;
}

export interface RawOutline {
  length: number;
  sampleBlocks: RawStepBlock[];
  sampleLength: number;
  /** numbered from 0 again */
  restBlocks: RawStepBlock[];
  failure?: NonFinite;
}

export interface RawSession {
  forward(sample: number): RawResult<ForwardResult>;
  gradients(sample: number): RawResult<GradientsResult>;
  /** over all samples, reduced; without δ */
  gradientsOfAll(): RawResult<GradientsResult>;
  loss(): RawResult<{ loss: number }>;
  outline(sample: number): RawResult<RawOutline>;
  /** of the iteration on the next batch */
  outlineBatch(): RawResult<RawOutline>;
  /** at most `count` steps from number `from` on */
  trace(sample: number, from: number, count: number, digits: number, notation: Notation): RawResult<Step[]>;
  traceBatch(from: number, count: number, digits: number, notation: Notation): RawResult<Step[]>;
  /** null where `of` is not computed from `id` */
  derive(
    id: string,
    of: string,
    sample: number,
    digits: number,
    pathLimit: number,
    notation: Notation,
    lines: boolean,
  ): RawResult<Derivation | null>;
  /** `id`: a sum or mean of gradients over the next batch, as `meandw.2.0.0` */
  deriveBatch(id: string, digits: number, shareLimit: number, notation: Notation): RawResult<BatchDerivation>;
  /** null where the two are no neighbours in a chain */
  factorLines(of: string, wrt: string, sample: number, digits: number): RawResult<DerivationLine[] | null>;
  generalRule(id: string, sample: number, digits: number): RawResult<RuleCase[]>;
  /** no ids: every parameter */
  verify(sample: number, ids: string[]): RawResult<Verification>;
  /** null: the option was left out */
  graph(sample: number, opened: string[] | null, only: string[] | null): RawResult<ComputationGraph>;
  differences(id: string, sample: number, epsilons: Float64Array): RawResult<Differences>;
  /**
   * A pass (0, 1, 2) over ordered figures, twelve numbers each: kind, layer, neuron, from, after, sample, number, unit,
   * digits, value, agreement, cause. Begins with figures, goes on with null; when it is through, the last three of each.
   */
  printed(figures: Float64Array | null, pass: number, work: number): RawResult<Float64Array | null>;
  step(changes: boolean): RawResult<UpdateResult>;
  /** milliseconds Infinity: to the end; the losses are those of the epochs that were finished */
  train(epochs: number, milliseconds: number, resume: boolean): RawResult<{ loss: Float64Array }>;
  /** xs and the answer are sample by sample */
  predict(xs: Float64Array, count: number): RawResult<{ outputs: Float64Array }>;
  /** weights, biases, `eta`; `x.i` and `t.k` of the given sample */
  set(id: string, value: number, sample: number): RawResult<Record<string, never>>;
  setLoss(loss: string): RawResult<Record<string, never>>;
  replace(scenario: RawScenario): RawResult<Record<string, never>>;
  takeNext(sample: number): RawResult<Record<string, never>>;
  initialise(kind: string, seed: number): RawResult<Record<string, never>>;
  /** which scenario is in place: 0 the one opened, and one put in place of number n is n + 1 */
  document(): number;
  /** the oldest that an undo can lead to */
  firstDocument(): number;
  isAsGiven(): boolean;
  parameters(): RawParameters;
  code(target: ScriptTarget): RawResult<NetworkCode>;
  undo(): RawResult<HistoryEntry | null>;
  redo(): RawResult<HistoryEntry | null>;
  status(): SessionStatus;
  delete(): void;
}

export interface RawModule {
  open(scenario: RawScenario): RawResult<{ session: RawSession }>;
  catalog(): Catalog;
  /** live sessions; bytes in use on the heap (mallinfo().uordblks) */
  usage(): Usage;
}
