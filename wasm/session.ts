/** One opened scenario: its network, samples and history live in the core until `close()`. */
import {
  argument,
  readDigits,
  readInputBatch,
  readNotation,
  readEpsilons,
  readOptions,
  readQuantity,
  readQuantityOfKind,
  readSample,
} from './reading/arguments';
import { callCore, forgotten, release } from './boundary';
import { defaults, frameOf, toRawScenario, toScenario, type ScenarioFrame } from './convert';
import { ArgumentError, SessionClosedError } from './errors';
import { toBatchOutline, toOutline } from './outline';
import { formatQuantityId, parameterCount, type NetworkShape } from './reading/quantity';
import type { RawSession } from './raw';
import { readBoolean, readChoice, readInteger, readList, readNumber } from './reading/reader';
import { checkOutput, maxSampleNumbers, readInit, readLoss, readScenario, targetFits } from './reading/scenario';
import type {
  ActivationId,
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
  NetworkCode,
  Outline,
  QuantityId,
  RuleCase,
  Scenario,
  ScenarioInput,
  ScriptTarget,
  SessionStatus,
  SetOptions,
  Step,
  StepOptions,
  TraceOptions,
  TrainOptions,
  TrainingResult,
  UpdateResult,
  Verification,
} from './types/index';

/** Most epochs of one call of `train`. */
export const maxEpochs = 1_000_000;
/**
 * Most work of one call of `train` that is given no time: so many visits of weights and biases, which is samples × epochs
 * of them, some minutes. One epoch is always possible.
 */
export const maxTrainingVisits = 2 ** 36;
/** Longest time that `train` is given, a day. */
export const maxMilliseconds = 86_400_000;
/** Most paths, or samples of a batch, that `derive` writes out. */
export const maxPaths = 1000;
/** Most weights and biases of a network whose every step `trace` writes out in one call: some 130,000 steps. */
export const maxTracedParameters = 65_536;
/** Most ids in a list of `graph`. */
export const maxGraphQuantities = 65_536;
/** Most steps of one call of `differences`. */
export const maxEpsilons = 1000;
/** Most steps of a range that `trace` and `traceBatch` write out. */
export const maxTracedSteps = 10_000;
/**
 * `verify` runs a pass over all parameters for each that it checks, and over n² derivatives where the output is a softmax
 * of n: at most so many visits a call, some seconds.
 */
export const maxVerifyVisits = 2 ** 30;

const derivable = ['w', 'b', 'z', 'a', 'x'] as const;
const batchDerivable = ['w', 'b', 'meandw', 'meandb', 'sumdw', 'sumdb'] as const;
/** Options of `derive` for one sample, and for a batch. */
const ofSample = ['sample', 'of', 'pathLimit', 'lines'] as const;
const ofBatch = ['batch', 'shareLimit'] as const;

/** Makes a session; outside this folder they come from `core.open`. */
export let createSession: (raw: RawSession, frame: ScenarioFrame, catalog: Catalog) => Session;

/**
 * A session. Every result is a copy: plain objects and typed arrays that no later call changes. Samples and outputs
 * count from 0. After `close()` every call but `close()` throws `SessionClosedError`; an argument of the wrong type or
 * out of range throws `ArgumentError`; a number that is no longer finite throws `NumericError`. An error changes nothing.
 */
export class Session {
  #raw: RawSession | null;
  /** of the scenarios that undo and redo can lead to, by their number in the core less `#firstFrame` */
  readonly #frames: ScenarioFrame[];
  #firstFrame = 0;
  readonly #catalog: Catalog;
  /** what belongs to the scenario in place */
  #frame!: ScenarioFrame;
  #shape!: NetworkShape;
  /** weights and biases of the network */
  #parameterCount!: number;

  private constructor(raw: RawSession, frame: ScenarioFrame, catalog: Catalog) {
    this.#raw = raw;
    this.#frames = [frame];
    this.#catalog = catalog;
    this.#follow(raw);
    forgotten?.register(this, raw, this);
  }

  /** Takes up the scenario that the core has in place. */
  #follow(raw: RawSession): void {
    const first = raw.firstDocument();
    this.#frames.splice(0, first - this.#firstFrame);
    this.#firstFrame = first;
    this.#frame = this.#frames[raw.document() - first]!;
    this.#shape = [this.#frame.inputs, ...this.#frame.layers.map((layer) => layer.units)];
    this.#parameterCount = parameterCount(this.#shape);
  }

  static {
    createSession = (...parts) => new Session(...parts);
  }

  /** The forward pass of one sample: weighted sums, outputs, loss. */
  forward(sample = 0): ForwardResult {
    const raw = this.#open();
    const index = readSample(sample, argument('sample'), this.#frame.sampleCount);
    return callCore(() => raw.forward(index));
  }

  /**
   * Loss and gradients at the present parameters: of one sample, with δ; or of all samples, reduced as the scenario's
   * `batchReduction` says, when `sample` is left out.
   */
  gradients(sample?: number): GradientsResult {
    const raw = this.#open();
    const index = sample === undefined ? -1 : readSample(sample, argument('sample'), this.#frame.sampleCount);
    return callCore(() => raw.gradients(index));
  }

  /** The loss of `gradients()` alone, over all samples: nothing else is copied, which a large network makes felt. */
  loss(): number {
    const raw = this.#open();
    return callCore(() => raw.loss()).loss;
  }

  /**
   * Where each step of an iteration with one sample stands: which steps `trace` writes, by number. Small also for a
   * network of a million parameters, as it has one entry for each neuron and phase.
   */
  outline(sample = 0): Outline {
    const raw = this.#open();
    const index = readSample(sample, argument('sample'), this.#frame.sampleCount);
    return toOutline(
      callCore(() => raw.outline(index)),
      index,
    );
  }

  /**
   * One iteration with one sample as ordered steps; with `from` and `count` only those. Where a value is not finite, the
   * step that computes it has a `failure` and is the last. A range ends where the iteration does; one that begins
   * behind is empty. Without `count` for networks of at most 65,536 weights and biases.
   *
   * Where an update takes a batch of several samples, this is still the iteration of the one sample: its update goes by
   * the batch's gradient, given as a number. The steps that lead to it are `traceBatch`'s.
   */
  trace(sample = 0, options?: TraceOptions): Step[] {
    const raw = this.#open();
    const index = readSample(sample, argument('sample'), this.#frame.sampleCount);
    const { from, count, digits, notation } = this.#readTrace(options, 'trace', 1);
    return callCore(() => raw.trace(index, from, count, digits, notation));
  }

  /** Where each step of the coming iteration stands, on all samples of the next batch: the steps of `traceBatch`. */
  outlineBatch(): BatchOutline {
    const raw = this.#open();
    const { nextBatch } = raw.status();
    return toBatchOutline(
      callCore(() => raw.outline(-1)),
      nextBatch,
    );
  }

  /**
   * The coming iteration as ordered steps, as `step()` will carry it out: each sample of the next batch forward and
   * back, its loss and gradients added to sums, their mean where the scenario asks for it, then one update. With one
   * sample it is the trace of that sample. Without `count` for batches of at most 65,536 weights and biases, counted
   * anew for each sample. A failure ends it as in `trace`.
   */
  traceBatch(options?: TraceOptions): Step[] {
    const raw = this.#open();
    const samples = raw.status().nextBatch.length;
    const { from, count, digits, notation } = this.#readTrace(options, 'traceBatch', samples);
    return callCore(() => raw.trace(-1, from, count, digits, notation));
  }

  /** Left out, `count` is −1; then the whole must not be too long. */
  #readTrace(options: TraceOptions | undefined, call: string, samples: number) {
    const fields = readOptions(options, ['digits', 'notation', 'from', 'count']);
    const digits = readDigits(fields.digits);
    const notation = readNotation(fields.notation);
    const place = (name: string) => argument(`options.${name}`);
    const from = fields.from === undefined ? 0 : readInteger(fields.from, place('from'), 0, Number.MAX_SAFE_INTEGER);
    if (fields.count !== undefined) {
      return { from, digits, notation, count: readInteger(fields.count, place('count'), 0, maxTracedSteps) };
    }
    const [max, got] = [maxTracedParameters, samples * this.#parameterCount];
    if (got > max) argument(call).fail('tooManyParameters', { max, got });
    return { from, digits, notation, count: -1 };
  }

  /**
   * ∂L/∂id from the chain rule down, L the loss of one sample: for a weight, a bias, a weighted sum `z`, an output `a` or
   * an input `x`. With `of` the derivative of a neuron's output or weighted sum in place of the loss.
   */
  derive(id: QuantityId, options?: DeriveOptions): Derivation;
  /**
   * The same of the loss of the next batch: each sample's share, and their mean or sum as the scenario's
   * `batchReduction` says, which is what the next update uses. For a weight or bias; or by the id of its mean or sum,
   * `meandw.2.0.0` or `sumdw.2.0.0`, also of the one that the update does not use.
   */
  derive(id: QuantityId, options: DeriveBatchOptions): BatchDerivation;
  derive(id: QuantityId, options?: DeriveOptions | DeriveBatchOptions): Derivation | BatchDerivation {
    const raw = this.#open();
    const place = (name: string) => argument(`options.${name}`);
    const fields = readOptions(options, [...ofBatch, ...ofSample, 'notation', 'digits']);
    const batch = fields.batch !== undefined && readBoolean(fields.batch, place('batch'));
    const foreign = (batch ? ofSample : ofBatch.slice(1)).find((name) => fields[name] !== undefined);
    if (foreign) place(foreign).fail('unknownKey', { name: foreign });
    const kinds = batch ? batchDerivable : derivable;
    const wrong = batch ? 'notAParameter' : 'notDerivable';
    const quantity = formatQuantityId(readQuantityOfKind(id, argument('id'), this.#shape, kinds, wrong));
    const notation = readNotation(fields.notation);
    const digits = readDigits(fields.digits);
    const limit = (name: 'pathLimit' | 'shareLimit', min: number) =>
      fields[name] === undefined ? 8 : readInteger(fields[name], place(name), min, maxPaths);
    const { batchReduction = defaults.batchReduction } = this.#frame.training;
    const derived = batch && /^[wb]/.test(quantity) ? `${batchReduction}d${quantity}` : quantity;
    const sample = readSample(fields.sample, place('sample'), this.#frame.sampleCount);
    const written = batch ? limit('shareLimit', 2) : limit('pathLimit', 1);
    const lines = fields.lines === undefined || readBoolean(fields.lines, place('lines'));
    const of = fields.of === undefined ? 'L' : formatQuantityId(readQuantity(fields.of, place('of'), this.#shape));
    const derivation = callCore(() => raw.derive(derived, of, sample, digits, written, notation, lines));
    return derivation ?? place('of').fail('notDependent', { of, id: quantity });
  }

  /**
   * ∂of/∂wrt from the definition down, for a factor of a derivation's paths: `L` by an output, `a` by its `z` (behind a
   * softmax by any `z` of the layer), `z` by a weight, its bias or an `a` that arrives at it.
   */
  factorLines(of: QuantityId, wrt: QuantityId, options?: FactorLinesOptions): DerivationLine[] {
    const raw = this.#open();
    const [numerator, denominator] = [
      readQuantity(of, argument('of'), this.#shape),
      readQuantity(wrt, argument('wrt'), this.#shape),
    ].map(formatQuantityId) as [QuantityId, QuantityId];
    const fields = readOptions(options, ['sample', 'digits']);
    const sample = readSample(fields.sample, argument('options.sample'), this.#frame.sampleCount);
    const digits = readDigits(fields.digits);
    const lines = callCore(() => raw.factorLines(numerator, denominator, sample, digits));
    return lines ?? argument('wrt').fail('notAFactor', { of: numerator, wrt: denominator });
  }

  /**
   * The rule of back-propagation got from special cases: δ of the output layer, of each layer before it, and the same in
   * letters. Two networks that differ in the loss differ in one factor of it.
   */
  generalRule(parameter: QuantityId, options?: GeneralRuleOptions): RuleCase[] {
    const raw = this.#open();
    const kinds = ['w', 'b'] as const;
    const quantity = readQuantityOfKind(parameter, argument('parameter'), this.#shape, kinds, 'notAParameter');
    const fields = readOptions(options, ['sample', 'digits']);
    const sample = readSample(fields.sample, argument('options.sample'), this.#frame.sampleCount);
    const digits = readDigits(fields.digits);
    return callCore(() => raw.generalRule(formatQuantityId(quantity), sample, digits));
  }

  /**
   * ∂L/∂θ three ways, back-propagated, symbolic and by complex step, and how many of their digits are right, for the
   * parameters `ids` or for all: at most
   * 2³⁰ / (weights and biases) of them in one call, which is all for networks of up to 32,768. Behind a softmax of n
   * outputs n² counts as that many more weights.
   */
  verify(sample = 0, ids?: readonly QuantityId[]): Verification {
    const raw = this.#open();
    const index = readSample(sample, argument('sample'), this.#frame.sampleCount);
    const place = argument('ids');
    const max = Math.floor(maxVerifyVisits / this.#visitsOfPass());
    if (ids === undefined) {
      if (this.#parameterCount > max) place.fail('tooManyItems', { max, got: this.#parameterCount });
      return callCore(() => raw.verify(index, []));
    }
    const parameters = readList(ids, place, 0, max).map((id, position) =>
      formatQuantityId(readQuantityOfKind(id, place.at(position), this.#shape, ['w', 'b'] as const, 'notAParameter')),
    );
    // an empty list means every parameter at the border
    if (parameters.length === 0) return { maxRelativeDifference: 0, parameters: [] };
    return callCore(() => raw.verify(index, parameters));
  }

  /**
   * The same iteration as a graph: each operation a node with its value and ∂L/∂node, each edge with its local
   * derivative. The whole graph for networks of at most 65,536 weights and biases; of any network the part `only`.
   */
  graph(sample = 0, options?: GraphOptions): ComputationGraph {
    const raw = this.#open();
    const index = readSample(sample, argument('sample'), this.#frame.sampleCount);
    const { expand, only } = readOptions(options, ['expand', 'only']);
    const max = maxTracedParameters;
    if (only === undefined && this.#parameterCount > max)
      argument('graph').fail('tooManyParameters', { max, got: this.#parameterCount });
    const opened =
      expand === 'all' ? expandable(this.#shape) : expand === undefined ? null : this.#ids(expand, 'expand');
    const included = only === undefined ? null : this.#ids(only, 'only');
    return callCore(() => raw.graph(index, opened, included));
  }

  #ids(value: unknown, name: string): QuantityId[] {
    const place = argument(`options.${name}`);
    return readList(value, place, 0, maxGraphQuantities).map((id, position) =>
      formatQuantityId(readQuantity(id, place.at(position), this.#shape)),
    );
  }

  /**
   * ∂L/∂θ of a weight or bias by finite differences, for steps ε from too large to too small, each held against the
   * exact gradient; the complex step beside them. At most 1000 steps, and as many as `verify`
   * takes parameters.
   */
  differences(id: QuantityId, options?: DifferencesOptions): Differences {
    const raw = this.#open();
    const quantity = readQuantityOfKind(id, argument('id'), this.#shape, ['w', 'b'] as const, 'notAParameter');
    const fields = readOptions(options, ['sample', 'epsilons']);
    const sample = readSample(fields.sample, argument('options.sample'), this.#frame.sampleCount);
    const max = Math.min(maxEpsilons, Math.floor(maxVerifyVisits / this.#visitsOfPass()));
    const epsilons = readEpsilons(fields.epsilons, max);
    return callCore(() => raw.differences(formatQuantityId(quantity), sample, epsilons));
  }

  /** One update from the next batch. With `changes: false` the answer lists none, which a large network takes long for. */
  step(options?: StepOptions): UpdateResult {
    const raw = this.#open();
    const { changes } = readOptions(options, ['changes']);
    const listed = changes === undefined || readBoolean(changes, argument('options.changes'));
    return callCore(() => raw.step(listed));
  }

  /**
   * Updates for `epochs` (1 … 1,000,000) passes over the samples in one call; one undo takes them all back. Without
   * `milliseconds` for at most 2³⁶ / (weights and biases × samples) epochs, and one always: some minutes. A longer training,
   * or one that can be stopped, is done in slices, which give the same numbers as one call:
   *
   *     for (let left = 1000; left > 0 && !stopped; await pause()) {
   *       const { loss } = session.train({ epochs: left, milliseconds: 50, resume: left < 1000 });
   *       left -= loss.length;
   *     }
   *
   * @throws {NumericError} with the `iteration` and `epoch` in which it happened; then nothing has changed
   */
  train(options: TrainOptions): TrainingResult {
    const raw = this.#open();
    const fields = readOptions(options, ['epochs', 'milliseconds', 'resume']);
    const place = argument('options.epochs');
    const epochs =
      fields.epochs === undefined ? place.fail('missing', {}) : readInteger(fields.epochs, place, 1, maxEpochs);
    const milliseconds =
      fields.milliseconds === undefined
        ? -1
        : readInteger(fields.milliseconds, argument('options.milliseconds'), 0, maxMilliseconds);
    const resume = fields.resume !== undefined && readBoolean(fields.resume, argument('options.resume'));
    const max = Math.max(1, Math.floor(maxTrainingVisits / (this.#visitsOfPass() * this.#frame.sampleCount)));
    if (milliseconds < 0 && epochs > max) place.fail('tooManyEpochs', { max, got: epochs });
    const { loss } = callCore(() => raw.train(epochs, milliseconds, resume));
    return { loss, done: loss.length === epochs };
  }

  /** The outputs for inputs given as rows: one array of outputs per row. */
  predict(xs: readonly (readonly number[] | Float64Array)[]): Float64Array[];
  /** The outputs for inputs given flat, sample by sample: flat in the same way. */
  predict(xs: Float64Array | Float32Array): Float64Array;
  predict(xs: unknown): Float64Array | Float64Array[] {
    const raw = this.#open();
    const { flat, count, asRows } = readInputBatch(xs, this.#frame.inputs, maxSampleNumbers);
    const outputs = count === 0 ? new Float64Array() : callCore(() => raw.predict(flat, count)).outputs;
    if (!asRows) return outputs;
    const width = this.#shape.at(-1) ?? 0;
    return Array.from({ length: count }, (_, row) => outputs.slice(row * width, (row + 1) * width));
  }

  /**
   * Edits a weight, a bias or `eta`, or an input `x.i` or target `t.k` of the given sample. `value` is any finite
   * number; a target of a cross-entropy lies in 0 … 1.
   */
  set(id: QuantityId, value: number, options?: SetOptions): void {
    const raw = this.#open();
    const kinds = ['w', 'b', 'eta', 'x', 't'] as const;
    const quantity = readQuantityOfKind(id, argument('id'), this.#shape, kinds, 'notSettable');
    const number = readNumber(value, argument('value'));
    const fields = readOptions(options, ['sample']);
    const sample = readSample(fields.sample, argument('options.sample'), this.#frame.sampleCount);
    const quantityId = formatQuantityId(quantity);
    if (quantity.kind === 't') {
      const loss = raw.parameters().loss as LossId;
      if (!targetFits(number, loss, this.#catalog)) throw targetError(number, loss, 'value', quantityId);
    }
    callCore(() => raw.set(quantityId, number, sample));
  }

  /**
   * Changes the loss. A cross-entropy needs every target in 0 … 1, `softmax_cross_entropy` a softmax in the last layer,
   * `bce_with_logits` a linear one.
   */
  setLoss(id: LossId): void {
    const raw = this.#open();
    const loss = readLoss(id, argument('id'), this.#catalog);
    checkOutput(loss, this.#outputActivation(), argument('id'), this.#catalog);
    const { t } = raw.parameters();
    const misfit = t.findIndex((target) => !targetFits(target, loss, this.#catalog));
    if (misfit >= 0) {
      const outputs = this.#shape.at(-1) ?? 1;
      const output = misfit % outputs;
      const path = `samples[${Math.floor(misfit / outputs)}].t[${output}]`;
      throw targetError(t[misfit] ?? NaN, loss, path, `t.${output}`);
    }
    callCore(() => raw.setLoss(loss));
  }

  /** The next update begins with that sample; the epoch goes on behind it, in its order. One undo takes it back. */
  takeNext(sample: number): void {
    const raw = this.#open();
    const index = readSample(sample, argument('sample'), this.#frame.sampleCount);
    callCore(() => raw.takeNext(index));
  }

  /**
   * Draws all weights and biases anew: the same kind and seed, the same numbers, on every platform. Samples, loss and
   * training settings stay; the count of updates begins anew. One undo brings everything back.
   */
  initialise(init: InitInput): void {
    const raw = this.#open();
    const { kind, seed } = readInit(init, argument('init'), this.#catalog);
    callCore(() => raw.initialise(kind, seed ?? defaults.initSeed));
  }

  /**
   * Puts another scenario in the place of this one: another network, other samples, whatever the document says. The
   * count of updates begins anew. One undo brings everything back, to the same bits.
   *
   * @throws {ScenarioError} with the path of the first fault; then nothing has changed
   */
  replace(scenario: ScenarioInput | string): void {
    const raw = this.#open();
    const document = readScenario(scenario, this.#catalog);
    callCore(() => raw.replace(toRawScenario(document)));
    // those that a redo led to are forgotten
    this.#frames.splice(raw.document() - this.#firstFrame, Infinity, frameOf(document));
    this.#follow(raw);
  }

  /** The document with today's weights, biases, samples, loss and learning rate; all else as it came. */
  scenario(): Scenario {
    const raw = this.#open();
    return toScenario(
      this.#frame,
      callCore(() => raw.parameters()),
      !raw.isAsGiven(),
    );
  }

  /** The network's activations and loss as source code: what `exportScript` is made of. */
  code(target: ScriptTarget): NetworkCode {
    const raw = this.#open();
    const choice = readChoice(target, argument('target'), 'target', ['numpy', 'pytorch', 'eigen'] as const);
    return callCore(() => raw.code(choice));
  }

  /** Takes back the last change of any kind, to the same bits; null if there is none. */
  undo(): HistoryEntry | null {
    const raw = this.#open();
    const entry = callCore(() => raw.undo());
    this.#follow(raw);
    return entry;
  }

  /** Does again what was undone last, to the same bits; null if there is nothing. */
  redo(): HistoryEntry | null {
    const raw = this.#open();
    const entry = callCore(() => raw.redo());
    this.#follow(raw);
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

  #visitsOfPass(): number {
    const outputs = this.#shape.at(-1) ?? 0;
    return this.#parameterCount + (this.#outputActivation() === 'softmax' ? outputs ** 2 : 0);
  }

  #outputActivation(): ActivationId {
    return this.#frame.layers[this.#frame.layers.length - 1]!.activation;
  }

  #open(): RawSession {
    if (!this.#raw) throw new SessionClosedError();
    return this.#raw;
  }
}

/** Every definition that can be opened. */
function expandable(shape: NetworkShape): QuantityId[] {
  const neurons = shape
    .slice(1)
    .flatMap((units, layer) =>
      Array.from({ length: units }, (_, j) => [`z.${layer + 1}.${j}`, `a.${layer + 1}.${j}`]).flat(),
    );
  return [...neurons, ...Array.from({ length: shape.at(-1) ?? 0 }, (_, k) => `L.${k}`), 'L'];
}

function targetError(got: number, loss: LossId, path: string, quantity: QuantityId): ArgumentError {
  return new ArgumentError('targetOutsideUnitInterval', { got, loss }, { path, quantity });
}

/** `{ [Symbol.dispose](): void }` where the compiler's library has it, else nothing: needs no setting of the reader's. */
type Disposing = {
  [K in SymbolConstructor extends { readonly dispose: infer D extends symbol } ? D : never]: () => void;
};

/** `using session = core.open(…)` closes it, where the engine has `using`. */
export interface Session extends Disposing {}
if (typeof Symbol.dispose === 'symbol') {
  Object.defineProperty(Session.prototype, Symbol.dispose, { value: Session.prototype.close });
}
