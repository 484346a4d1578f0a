/** The page's side of the lab: a scenario that a worker trains. */
import { toError } from '../boundary';
import { BackpropError, SessionClosedError } from '../errors';
import { toRawScenario, toRawTraining, toState } from '../convert';
import type { RawError } from '../raw';
import { trainingOf } from '../reading/defaults';
import { argument } from '../reading/place';
import { readInteger, readNumber } from '../reading/reader';
import { shapeOf, type NetworkShape } from '../reading/shape';
import { readScenario } from '../reading/scenario';
import { readTraining } from '../reading/training';
import { readDataOptions, samplesOf, type DataOptions } from './data';
import type { Claims, Condition, ParameterAxis } from './insight';
import { readParameterAxes, readParameters } from './parameters';
import { readOutputGrid, readSettings, readStop } from './settings';
import type {
  Catalog,
  QuantityId,
  ScenarioInput,
  ScenarioSample,
  ScenarioState,
  ScenarioTraining,
} from '../types/index';
import type { LabAnswers, LabMessage, LabReply, LabRequest } from './messages';
import type { LabSettings, OutputGrid, RunState, Score, Snapshot, StopConditions } from './types';

/** The page's end of a worker: `Worker` in a page, `worker_threads.Worker` in Node. */
export interface LabWorker {
  postMessage(message: LabMessage): void;
  terminate(): unknown;
}

interface Waiting {
  resolve: (answer: never) => void;
  reject: (error: BackpropError) => void;
}

/** Trains one scenario at a time in a worker; every question is answered between two slices of training. */
export class Lab {
  readonly #worker: LabWorker;
  readonly #catalog: Catalog;
  readonly #waiting = new Map<number, Waiting>();
  #requests = 0;
  /** of the network that was opened last */
  #shape: NetworkShape = [1, 1];
  /** why nothing more is answered */
  #ended: BackpropError | undefined;
  /** called when a run has stopped by itself */
  onstop: ((state: RunState) => void) | undefined;
  /** called when the worker has died, or its run cannot go on */
  onfail: ((detail: string) => void) | undefined;

  /** Outside of this folder it comes from `openLab`. The worker is the lab's own from here on. */
  constructor(catalog: Catalog, worker: LabWorker) {
    this.#catalog = catalog;
    this.#worker = worker;
  }

  /**
   * Takes a scenario document into the worker. It trains nothing yet. Where it fails, the run before it stays open.
   *
   * @throws {ScenarioError} with the path of the first fault in the document
   * @throws {ArgumentError} with that of the first fault in the settings
   */
  async open(scenario: ScenarioInput | string, settings: LabSettings = {}): Promise<RunState> {
    const document = readScenario(scenario, this.#catalog);
    const request = { settings: readSettings(settings, document.samples.length), scenario: toRawScenario(document) };
    const [before, shape] = [this.#shape, shapeOf(document)];
    this.#shape = shape;
    try {
      return await this.#ask({ kind: 'open', ...request });
    } catch (error) {
      if (this.#shape === shape) this.#shape = before;
      throw error;
    }
  }

  /**
   * So many samples of a data set, as many of either class, in an order drawn from the seed: the first may train and the
   * others test. Their numbers have six decimals, the same everywhere. No run is needed for it.
   *
   * @throws {ArgumentError}
   */
  async draw(options: DataOptions): Promise<ScenarioSample[]> {
    return samplesOf(await this.#ask({ kind: 'draw', data: readDataOptions(options) }));
  }

  /** As it was opened, with the same weights, and with the training and the stop conditions that were set last. */
  reset(): Promise<RunState> {
    return this.#ask({ kind: 'reset' });
  }

  /**
   * Trains on by itself, at full speed or so many epochs a second (above 0). After a stop it goes on without the
   * condition that held; the others still hold.
   *
   * @throws {ArgumentError}
   */
  async start(epochsPerSecond?: number): Promise<RunState> {
    const place = argument('epochsPerSecond');
    if (epochsPerSecond !== undefined && readNumber(epochsPerSecond, place) <= 0)
      place.fail('notAbove', { bound: 0, got: epochsPerSecond });
    return this.#ask({ kind: 'start', ...(epochsPerSecond === undefined ? {} : { epochsPerSecond }) });
  }

  /**
   * Other training settings from here on, as a document has them: what is left out is what a document has that leaves it
   * out. Parameters, counts, records and what the optimizer keeps stay; one of another kind begins with its own at 0. Of
   * a batch that becomes another one, the samples that were taken are given back. Where losses are sums over batches of
   * another size, the best epoch is chosen among those to come. A reset then trains with these.
   *
   * @throws {ArgumentError}
   */
  async retrain(training: ScenarioTraining): Promise<RunState> {
    const read = readTraining(training, argument('training'), this.#catalog);
    return this.#ask({ kind: 'retrain', training: toRawTraining(trainingOf({ training: read })) });
  }

  /**
   * Other stop conditions; nothing else of the run changes. Whether one of them holds is told by the epochs that are
   * finished.
   *
   * @throws {ArgumentError}
   */
  async setStop(stop: StopConditions): Promise<RunState> {
    return this.#ask({ kind: 'setStop', stop: readStop(stop, argument('stop')) });
  }

  pause(): Promise<RunState> {
    return this.#ask({ kind: 'pause' });
  }

  /** One sample, one update, or one epoch further; pauses a run. */
  advance(stride: 'sample' | 'batch' | 'epoch'): Promise<RunState> {
    return this.#ask({ kind: 'advance', stride });
  }

  /** The state, the parameters, and the records of the epochs from `since` on. */
  snapshot(since = 0): Promise<Snapshot> {
    return this.#ask({ kind: 'snapshot', since });
  }

  /** The state of a document with the present parameters, which goes on as this run does. Pause the run before. */
  async state(): Promise<ScenarioState> {
    const shape = this.#shape;
    return toState(await this.#ask({ kind: 'state' }), shape);
  }

  /** The parameters at the end of the epoch with the lowest loss. */
  best(): Promise<Float64Array> {
    return this.#ask({ kind: 'best' });
  }

  /**
   * Outputs over a grid, along its first axis, then at the next value of the second.
   *
   * @throws {ArgumentError}
   */
  async outputs(grid: OutputGrid): Promise<Float64Array> {
    return this.#ask({ kind: 'outputs', grid: readOutputGrid(grid, this.#shape) });
  }

  score(of: 'training' | 'test' = 'training', threshold = 0.5): Promise<Score> {
    return this.#ask({ kind: 'score', of, threshold });
  }

  /** How the network fares, and what it means. Some tens of milliseconds at most. */
  condition(): Promise<Condition> {
    return this.#ask({ kind: 'condition' });
  }

  /**
   * Rows of epochs, evenly spaced, at most one more than so many: the number of the epoch, from 0; for each layer the size (root
   * mean square) of ∂L/∂w in its last batch; for each that of the update of its weights, relative to the weights.
   *
   * @throws {ArgumentError}
   */
  async sizes(most = 200): Promise<Float64Array> {
    return this.#ask({ kind: 'sizes', most: readInteger(most, argument('most'), 1, 2 ** 31 - 1) });
  }

  /**
   * The way of these weights or biases from the beginning to now: their values by turns, at updates evenly spaced, at most
   * 512 of them (fewer in a large network), and now.
   *
   * @throws {ArgumentError}
   */
  async trail(ids: readonly QuantityId[]): Promise<Float64Array> {
    return this.#ask({ kind: 'trail', ids: readParameters(ids, this.#shape) });
  }

  /**
   * The mean loss over one or two weights or biases, all others as they are, along the first axis, then at the next value of
   * the second; over at most 512 of the training samples.
   *
   * @throws {ArgumentError}
   */
  async surface(axes: readonly ParameterAxis[]): Promise<Float64Array> {
    return this.#ask({ kind: 'surface', ...readParameterAxes(axes, this.#shape) });
  }

  /**
   * What is said of losses, on this network: convex in an output, and in this weight or not; not in all weights together;
   * the least squares of its last layer.
   *
   * @throws {ArgumentError}
   */
  async claims(axis: ParameterAxis): Promise<Claims> {
    return this.#ask({ kind: 'claims', ...readParameterAxes([axis], this.#shape) });
  }

  /** Ends the worker; what still waits for it, or is asked later, fails with `SessionClosedError`. */
  close(): void {
    this.#worker.terminate();
    this.#end(new SessionClosedError());
  }

  /** The worker has died: what waits for it fails, and so does whatever is asked later. */
  fail(detail: string): void {
    if (this.#ended) return;
    this.onfail?.(detail);
    this.#end(new BackpropError('internal', 'coreFailed', { detail }));
  }

  #end(reason: BackpropError): void {
    this.#ended ??= reason;
    for (const { reject } of this.#waiting.values()) reject(reason);
    this.#waiting.clear();
  }

  #ask<R extends LabRequest>(message: R): Promise<LabAnswers[R['kind']]> {
    if (this.#ended) return Promise.reject(this.#ended);
    const request = ++this.#requests;
    return new Promise((resolve, reject) => {
      this.#waiting.set(request, { resolve: resolve as (answer: never) => void, reject });
      this.#worker.postMessage({ ...message, request });
    });
  }

  /** Takes what the worker sends. */
  hear(reply: LabReply): void {
    if ('ready' in reply) return;
    if ('stopped' in reply) return this.onstop?.(reply.stopped);
    if ('failed' in reply) return this.fail(reply.failed);
    const waiting = this.#waiting.get(reply.request);
    this.#waiting.delete(reply.request);
    if ('answer' in reply) waiting?.resolve(reply.answer as never);
    else waiting?.reject(errorOf(reply.error));
  }
}

function errorOf({ code, detail, path }: { code: string; detail: string; path?: string }): BackpropError {
  if (code === 'internal') return new BackpropError('internal', 'coreFailed', { detail });
  if (code === 'closed') return new SessionClosedError();
  return toError({ code: code as RawError['code'], ...(path !== undefined && { path }) }, {});
}
