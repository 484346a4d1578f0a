/** One opened scenario: its network, samples and history live in the core until `close()`. */
import { callCore, forgotten, release, type Disposing } from './boundary';
import { frameOf, toRawScenario, toScenario, type ScenarioFrame } from './convert';
import { SessionClosedError } from './errors';
import { Frames } from './frames';
import { toBatchOutline, toOutline } from './outline';
import type { RawResult, RawSession } from './raw';
import * as questions from './questions';
import { readSample } from './reading/arguments';
import { initOf, trainingOf } from './reading/defaults';
import { checkTarget, readLossFor } from './reading/loss';
import { readEdit, readListed, readTraceRange, readTraining, sizesOf, type Sizes } from './reading/options';
import { argument } from './reading/place';
import { readInit, readScenario } from './reading/scenario';
import type {
  BatchDerivation,
  BatchOutline,
  Catalog,
  ComputationGraph,
  Derivation,
  DerivationLine,
  DeriveBatchOptions,
  DeriveOptions,
  Differences,
  DifferencesOptions,
  FactorLinesOptions,
  ForwardResult,
  GeneralRuleOptions,
  GradientsResult,
  GraphOptions,
  HistoryEntry,
  InitInput,
  LossId,
  LossOptions,
  MistakeId,
  NetworkCode,
  OpenScenario,
  Outline,
  QuantityId,
  QuantitySymbol,
  RuleCase,
  ScenarioInput,
  ScriptTarget,
  SessionStatus,
  SetOptions,
  Slice,
  Step,
  StepOptions,
  Surface,
  SurfaceGrid,
  TraceOptions,
  TrainOptions,
  TrainingResult,
  UpdateResult,
  Verification,
  WritingOptions,
} from './types/index';

/** Makes a session; outside this folder they come from `core.open`. */
export let createSession: (raw: RawSession, frame: ScenarioFrame, catalog: Catalog) => Session;

/**
 * A session. Every result is a copy: plain objects and typed arrays that no later call changes. Samples and outputs
 * count from 0. After `close()` every call but `close()` throws `SessionClosedError`; an argument of the wrong type or
 * out of range throws `ArgumentError`; a number that is no longer finite throws `NumericError`. No error
 * changes anything.
 */
export class Session {
  #raw: RawSession | null;
  readonly #frames: Frames;
  readonly #catalog: Catalog;
  /** the parts of the scenario in place that the core does not hold */
  #frame: ScenarioFrame;

  private constructor(raw: RawSession, frame: ScenarioFrame, catalog: Catalog) {
    this.#raw = raw;
    this.#frames = new Frames(frame);
    this.#catalog = catalog;
    this.#frame = frame;
    forgotten?.register(this, raw, this);
  }

  static {
    createSession = (...parts) => new Session(...parts);
  }

  /** The forward pass of one sample: weighted sums, outputs, loss. */
  forward(sample = 0): ForwardResult {
    const raw = this.#open();
    const index = this.#sample(sample);
    return callCore(() => raw.forward(index));
  }

  /**
   * Loss and gradients at the present parameters: of one sample, with δ; or of all samples, reduced as the scenario's
   * `batchReduction` says, when `sample` is left out.
   */
  gradients(sample?: number): GradientsResult {
    const raw = this.#open();
    if (sample === undefined) return callCore(() => raw.gradientsOfAll());
    const index = this.#sample(sample);
    return callCore(() => raw.gradients(index));
  }

  /** The loss of `gradients()` to the bit, by forward passes alone; answered wherever it is finite, whatever overflows after it. */
  loss(): number {
    return questions.lossOf(this.#asked());
  }

  /** What a quantity is called in formulas of that notation, by that scheme of names. */
  symbol(id: QuantityId, options?: WritingOptions): QuantitySymbol {
    return questions.symbolOf(this.#asked(), id, options);
  }

  /** One number: a parameter, `eta`, or anything of the iteration with one sample. Copies nothing else. */
  value(id: QuantityId, sample = 0): number {
    return questions.valueOf(this.#asked(), id, sample);
  }

  /**
   * Where each step of an iteration with one sample is: which steps `trace` writes, by number. Small also for a
   * network of a million parameters, as it has one entry for each neuron and phase.
   */
  outline(sample = 0): Outline {
    const raw = this.#open();
    const index = this.#sample(sample);
    const outline = callCore(() => raw.outline(index));
    return toOutline(outline, index);
  }

  /**
   * One iteration with one sample as ordered steps; with `from` and `count` only those. Where a value is not finite,
   * the step that computes it has a `failure` and is the last. A range ends where the iteration does; one that begins
   * after that is empty. Without `count` for networks of at most 65,536 weights and biases.
   *
   * Where an update takes a batch of several samples, this is still the iteration of the one sample: its update goes by
   * the batch's gradient, given as a number. The steps that lead to it are `traceBatch`'s.
   */
  trace(sample = 0, options?: TraceOptions): Step[] {
    const raw = this.#open();
    const index = this.#sample(sample);
    const { from, count, digits, ...writing } = readTraceRange(options, 'trace', this.#sizes.parameters);
    return callCore(() => raw.trace(index, from, count, digits, writing));
  }

  /** Where each step of the coming iteration is, on all samples of the next batch: the steps of `traceBatch`. */
  outlineBatch(): BatchOutline {
    const raw = this.#open();
    const outline = callCore(() => raw.outlineBatch());
    return toBatchOutline(outline, raw.status().nextBatch);
  }

  /**
   * The coming iteration as ordered steps, as `step()` will carry it out: each sample of the next batch forward and
   * back, its loss and gradients added to sums, their mean where the scenario asks for it, then one update. With one
   * sample it is the trace of that sample. Without `count` for batches of at most 65,536 weights and biases, counted
   * anew for each sample. A failure ends it as in `trace`.
   */
  traceBatch(options?: TraceOptions): Step[] {
    const raw = this.#open();
    const visits = raw.status().nextBatch.length * this.#sizes.parameters;
    const { from, count, digits, ...writing } = readTraceRange(options, 'traceBatch', visits);
    return callCore(() => raw.traceBatch(from, count, digits, writing));
  }

  /**
   * ∂L/∂id from the chain rule down, L the loss of one sample: for a weight, a bias, a weighted sum `z`, an output `a`
   * or an input `x`. With `of` the derivative of a neuron's output or weighted sum in place of the loss.
   */
  derive(id: QuantityId, options?: DeriveOptions): Derivation;
  /**
   * The derivative of the loss of the next batch: each sample's share, and their mean or sum as the scenario's
   * `batchReduction` says, which is what the next update uses. For a weight or bias; or by the id of its mean or sum,
   * `meandw.2.0.0` or `sumdw.2.0.0`, also of the one that the update does not use.
   */
  derive(id: QuantityId, options: DeriveBatchOptions): BatchDerivation;
  derive(id: QuantityId, options?: DeriveOptions | DeriveBatchOptions): Derivation | BatchDerivation {
    return questions.derivationOf(this.#asked(), id, options, trainingOf(this.#frame).batchReduction);
  }

  /**
   * ∂of/∂wrt from the definition down, for a factor of a derivation's paths: `L` by an output, `a` by its `z` (of a
   * softmax by any `z` of the layer), `z` by a weight, its bias or an `a` that arrives at it.
   */
  factorLines(of: QuantityId, wrt: QuantityId, options?: FactorLinesOptions): DerivationLine[] {
    return questions.factorLinesOf(this.#asked(), of, wrt, options);
  }

  /**
   * The rule of back-propagation got from special cases: δ of the output layer, of each layer before it, and in
   * symbols. Two networks that differ in the loss differ in one factor of it.
   */
  generalRule(parameter: QuantityId, options?: GeneralRuleOptions): RuleCase[] {
    return questions.generalRuleOf(this.#asked(), parameter, options);
  }

  /**
   * ∂L/∂θ three ways, back-propagated, symbolic and by complex step, and how many of their digits are right, for the
   * parameters `ids` or for all: at most 2³⁰ / (weights and biases) of them a call; a softmax of n counts as n² weights more.
   */
  verify(sample = 0, ids?: readonly QuantityId[]): Verification {
    return questions.verificationOf(this.#asked(), sample, ids);
  }

  /**
   * One iteration with one sample as a graph: each operation a node with its value and ∂L/∂node, each edge with its
   * local derivative. The whole for networks of at most 65,536 weights and biases; of any network the part `only`.
   */
  graph(sample = 0, options?: GraphOptions): ComputationGraph {
    return questions.graphOf(this.#asked(), sample, options);
  }

  /** The next update of a weight or bias as a graph of operations, forwards only; no nodes for a bias that is held. */
  updateGraph(id: QuantityId): ComputationGraph {
    return questions.updateGraphOf(this.#asked(), id);
  }

  /**
   * ∂L/∂θ of a weight or bias by finite differences, for steps ε from too large to too small, each compared with
   * the exact gradient; the complex step beside them. At most 1000 steps, and as many as `verify` takes parameters.
   */
  differences(id: QuantityId, options?: DifferencesOptions): Differences {
    return questions.differencesOf(this.#asked(), id, options);
  }

  /**
   * The loss at `n` (2 … 10,000) evenly spaced values of a weight or bias, or of an input or target of the sample, all
   * else as it is: each is what `forward()` would answer after `set`. Of a large network or batch fewer values: 2³⁰ /
   * ((weights and biases + 64) · samples of the batch), a softmax counted as in `verify`.
   */
  slice(id: QuantityId, from: number, to: number, n: number, options?: LossOptions): Slice {
    return questions.sliceOf(this.#asked(), id, { from, to, n }, options);
  }

  /** The loss over two such quantities: at each pair of their values, of which there are so many as of a slice at most. */
  surface(id1: QuantityId, id2: QuantityId, grid: SurfaceGrid, options?: LossOptions): Surface {
    return questions.surfaceOf(this.#asked(), id1, id2, grid, options);
  }

  /**
   * The number that a mistake made by hand gives for a gradient `dw`, `db` or for a `delta` of one sample; null where it
   * cannot be made in this network. It may give the right number.
   */
  mistaken(mistake: MistakeId, id: QuantityId, sample = 0): number | null {
    return questions.mistakenOf(this.#asked(), mistake, id, sample);
  }

  /** One update from the next batch. `changes: false` leaves out their list, which is long for a large network. */
  step(options?: StepOptions): UpdateResult {
    const raw = this.#open();
    const listed = readListed(options);
    return callCore(() => raw.step(listed));
  }

  /**
   * Updates for `epochs` (1 … 1,000,000) passes over the samples in one call; one undo takes them all back. Without
   * `milliseconds` for at most 2³⁶ / (weights and biases × samples) epochs, and one always: some minutes. A longer
   * training is done in slices: see `TrainOptions`.
   *
   * @throws {NumericError} with the `iteration` and `epoch` in which it happened; then nothing has changed
   */
  train(options: TrainOptions): TrainingResult {
    const raw = this.#open();
    const { epochs, milliseconds, resume } = readTraining(options, this.#sizes);
    const { loss } = callCore(() => raw.train(epochs, milliseconds, resume));
    return { loss, done: loss.length === epochs };
  }

  /** The outputs for inputs given as rows: one array of outputs per row. */
  predict(xs: readonly (readonly number[] | Float64Array)[]): Float64Array[];
  /** The outputs for inputs given flat, sample by sample: flat in the same way. */
  predict(xs: Float64Array | Float32Array): Float64Array;
  predict(xs: unknown): Float64Array | Float64Array[] {
    return questions.predictionOf(this.#open(), xs, this.#frame.inputs, this.#outputLayer.units);
  }

  /**
   * Edits a weight, a bias, `eta` or another setting (`mu beta1 beta2 epsilon lambda`), or an input `x.i` or target `t.k` of
   * the given sample. `value` is any finite number; a setting has the document's range, a target of a cross-entropy 0 … 1.
   */
  set(id: QuantityId, value: number, options?: SetOptions): void {
    const raw = this.#open();
    const edit = readEdit(id, value, options, this.#sizes);
    if (edit.kind === 't') checkTarget(edit, raw.parameters().loss as LossId, this.#catalog);
    callCore(() => raw.set(edit.id, edit.value, edit.sample));
  }

  /**
   * Changes the loss. A cross-entropy needs every target in 0 … 1, `softmax_cross_entropy` a softmax in the last layer,
   * `bce_with_logits` a linear one.
   */
  setLoss(id: LossId): void {
    const raw = this.#open();
    const loss = readLossFor(this.#outputLayer, id, () => raw.parameters().t, this.#catalog);
    callCore(() => raw.setLoss(loss));
  }

  /** The next update begins with that sample; the epoch goes on after it, in its order. One undo takes it back. */
  takeNext(sample: number): void {
    const raw = this.#open();
    const index = this.#sample(sample);
    callCore(() => raw.takeNext(index));
  }

  /**
   * Draws all weights and biases anew: the same kind and seed, the same numbers, on every platform. Samples, loss and
   * training settings stay; the count of updates begins anew. One undo brings everything back.
   */
  initialise(init: InitInput): void {
    const raw = this.#open();
    const { kind, seed } = initOf({ init: readInit(init, argument('init'), this.#catalog) });
    callCore(() => raw.initialise(kind, seed));
  }

  /**
   * Puts another scenario in the place of this one, with all that the document says, its `state` too. Iterations are
   * counted anew. One undo brings everything back, to the same bits.
   *
   * @throws {ScenarioError} with the path of the first fault; then nothing has changed
   */
  replace(scenario: ScenarioInput | string): void {
    const raw = this.#open();
    const document = readScenario(scenario, this.#catalog);
    callCore(() => raw.replace(toRawScenario(document)));
    this.#frames.put(raw, frameOf(document));
    this.#frame = this.#frames.inPlace(raw);
  }

  /**
   * The document with its present numbers and state; all else as it came. What opens it goes on as this session, to the bit:
   * with plain gradient descent in the order of the samples, which writes no `state`, from the epoch's first sample.
   */
  scenario(): OpenScenario {
    const raw = this.#open();
    const now = callCore(() => raw.parameters());
    return toScenario(this.#frame, now, !raw.isAsGiven());
  }

  /** The network's activations and loss as source code: what `exportScript` is made of. */
  code(target: ScriptTarget): NetworkCode {
    return questions.codeOf(this.#asked(), target);
  }

  /** Takes back the last change of any kind, to the same bits; null if there is none. */
  undo(): HistoryEntry | null {
    return this.#travel((raw) => raw.undo());
  }

  /** Does again what was undone last, to the same bits; null if there is nothing. */
  redo(): HistoryEntry | null {
    return this.#travel((raw) => raw.redo());
  }

  #travel(move: (raw: RawSession) => RawResult<HistoryEntry | null>): HistoryEntry | null {
    const raw = this.#open();
    const entry = callCore(() => move(raw));
    this.#frame = this.#frames.inPlace(raw);
    return entry;
  }

  status(): SessionStatus {
    const raw = this.#open();
    return callCore(() => raw.status());
  }

  /** Gives the session's memory back. A second call does nothing. */
  close(): void {
    if (!this.#raw) return;
    forgotten?.unregister(this);
    release(this.#raw);
    this.#raw = null;
  }

  #sample(value: unknown): number {
    return readSample(value, argument('sample'), this.#sizes.samples);
  }

  #asked(): questions.Asked {
    return { raw: this.#open(), sizes: this.#sizes };
  }

  get #sizes(): Sizes {
    return sizesOf(this.#frame);
  }

  get #outputLayer(): ScenarioFrame['layers'][number] {
    return this.#frame.layers.at(-1)!;
  }

  #open(): RawSession {
    if (!this.#raw) throw new SessionClosedError();
    return this.#raw;
  }
}

/** `using session = core.open(…)` closes it, where the engine has `using`. */
export interface Session extends Disposing {}
if (typeof Symbol.dispose === 'symbol') {
  Object.defineProperty(Session.prototype, Symbol.dispose, { value: Session.prototype.close });
}
