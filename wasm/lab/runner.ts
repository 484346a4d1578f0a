/**
 * The worker's side of the lab, without a worker: requests come in, replies go out. A run that goes on by itself does so
 * in slices, so that a request waits no longer than one of them, or than one update; an epoch or a grid that was asked
 * for is one piece.
 */
import type { RawLabModule, RawOutputGrid, RawRun, RawSettings, RawStop } from './raw';
import { dataSets } from './data';
import type { LabAnswers, LabMessage, LabReply, LabRequest } from './messages';
import type { RunState } from './types';
import type { RawError, RawResult, RawScenario, RawTraining } from '../raw';
import { reasonOf } from '../reading/place';

/** The surroundings that a runner needs. */
export interface Surroundings {
  post: (reply: LabReply, transfer: ArrayBuffer[]) => void;
  /** calls back as soon as waiting messages have been heard */
  soon: (call: () => void) => void;
  /** calls back after so many milliseconds */
  later: (call: () => void, milliseconds: number) => void;
  /** milliseconds */
  now: () => number;
}

/** Milliseconds: about a frame of the page. */
const SLICE = 12;
const strides = { sample: 0, batch: 1, epoch: 2 } as const;

/** A run as it was given; `training`: the one that it has now, where that is another. */
interface Opened {
  scenario: RawScenario;
  settings: RawSettings;
  training?: RawTraining;
}

export class LabRunner {
  readonly #module: RawLabModule;
  readonly #around: Surroundings;
  #opened: Opened | undefined;
  #run: RawRun | undefined;
  #running = false;
  /** each start is a number: slices of an earlier one end */
  #start = 0;

  constructor(module: RawLabModule, around: Surroundings) {
    this.#module = module;
    this.#around = around;
  }

  /** Takes a request and posts its answer. */
  hear({ request, ...message }: LabMessage): void {
    try {
      const answer = this.#answer(message as LabRequest);
      this.#around.post({ request, answer }, buffersOf(answer));
    } catch (error) {
      const { code = 'internal', path } = error as { code?: string; path?: string };
      this.#around.post({ request, error: { code, detail: reasonOf(error), ...(path !== undefined && { path }) } }, []);
    }
  }

  #answer(message: LabRequest): LabAnswers[LabRequest['kind']] {
    switch (message.kind) {
      case 'open':
        this.#open(message);
        return this.#state();
      case 'reset':
        this.#reset(this.#opened ?? noRun());
        return this.#state();
      case 'start':
        this.#goOn(message.epochsPerSecond);
        return this.#state();
      case 'pause':
        this.#running = false;
        return this.#state();
      case 'retrain':
        this.#retrain(message.training);
        return this.#state();
      case 'setStop':
        this.#setStop(message.stop);
        return this.#state();
      case 'advance':
        this.#running = false;
        this.#present.advance(strides[message.stride]);
        return this.#state();
      case 'snapshot': {
        const run = this.#present;
        const losses = run.recordsFrom(message.since);
        return { ...this.#state(), parameters: run.parameters(), batch: run.nextBatch(), losses };
      }
      case 'state':
        return this.#present.state();
      case 'best':
        return this.#present.bestParameters();
      case 'draw': {
        const { kind, samples, noise, seed } = message.data;
        return this.#module.drawData(dataSets.indexOf(kind), samples, noise, seed);
      }
      case 'outputs':
        return outputsOf(this.#present, message.grid);
      case 'score':
        return this.#present.score(message.of === 'test', message.threshold);
      case 'condition':
        return this.#present.condition();
      case 'sizes':
        return this.#present.sizes(message.most);
      case 'trail':
        return orThrow(this.#present.trail(message.ids));
      case 'surface':
        return orThrow(this.#present.surface(message.ids, message.numbers));
      case 'claims':
        return orThrow(this.#present.claims(message.ids, message.numbers));
    }
  }

  get #present(): RawRun {
    return this.#run ?? noRun();
  }

  #open({ scenario, settings }: { scenario: RawScenario; settings: RawSettings }): void {
    const { trainingSamples, stop } = settings;
    const { run } = orThrow(this.#module.open(scenario, trainingSamples, stop));
    this.#running = false;
    this.#run?.delete();
    this.#run = run;
    this.#opened = { scenario, settings };
  }

  #reset(opened: Opened): void {
    this.#open(opened);
    if (opened.training) this.#retrain(opened.training);
  }

  #retrain(training: RawTraining): void {
    orThrow(this.#present.retrain(training));
    this.#opened = { ...this.#opened!, training };
  }

  #setStop(stop: RawStop): void {
    this.#present.setStop(stop);
    const { settings } = this.#opened!;
    this.#opened = { ...this.#opened!, settings: { ...settings, stop } };
    this.#goesOn(this.#start);
  }

  #goOn(epochsPerSecond: number | undefined): void {
    if (this.#present.status().stopped !== '') this.#present.resume();
    if (this.#present.status().stopped !== '') return;
    this.#running = true;
    const start = ++this.#start;
    if (epochsPerSecond === undefined) this.#slices(start);
    else this.#paced(start, epochsPerSecond, this.#around.now(), 0);
  }

  /** Whether that start still goes on; tells of a run that has stopped by itself. */
  #goesOn(start: number): boolean {
    if (!this.#running || start !== this.#start) return false;
    if (this.#present.status().stopped === '') return true;
    this.#running = false;
    this.#around.post({ stopped: this.#state() }, []);
    return false;
  }

  #slices(start: number): void {
    this.#around.soon(() =>
      this.#slice(start, () => {
        this.#present.advanceFor(SLICE, Infinity);
        if (this.#goesOn(start)) this.#slices(start);
      }),
    );
  }

  /** A piece of work between messages, which no request waits for. */
  #slice(start: number, work: () => void): void {
    if (!this.#running || start !== this.#start) return;
    try {
      work();
    } catch (error) {
      this.#running = false;
      this.#around.post({ failed: String(error) }, []);
    }
  }

  /** So many epochs a second, as far as they can be had; what could not is not caught up with. */
  #paced(start: number, epochsPerSecond: number, since: number, done: number): void {
    const { now, later } = this.#around;
    const work = (): void => {
      const due = Math.floor(((now() - since) / 1000) * epochsPerSecond);
      const next = (): void => this.#paced(start, epochsPerSecond, since, due);
      if (due <= done) return next();
      this.#present.advanceFor(SLICE, this.#present.status().epochs + due - done);
      this.#finishEpoch(start, next);
    };
    later(() => this.#slice(start, work), Math.max(SLICE, Math.min(1000, 1000 / epochsPerSecond)));
  }

  /** Slices up to the end of the epoch. */
  #finishEpoch(start: number, then: () => void): void {
    if (!this.#goesOn(start)) return;
    const { position, taken, epochs } = this.#present.status();
    if (position === 0 && taken === 0) return then();
    this.#around.soon(() =>
      this.#slice(start, () => {
        this.#present.advanceFor(SLICE, epochs + 1);
        this.#finishEpoch(start, then);
      }),
    );
  }

  #state(): RunState {
    const { failure, stopped, ...status } = this.#present.status();
    return {
      running: this.#running,
      ...status,
      ...(stopped === '' ? {} : { stopped: stopped as NonNullable<RunState['stopped']> }),
      ...(failure === undefined ? {} : { failure: failureOf(failure.error) }),
    };
  }
}

function noRun(): never {
  throw Object.assign(new Error(), { code: 'closed' });
}

function orThrow<T extends object>(result: RawResult<T>): T {
  if ('error' in result) throw Object.assign(new Error(), (result as { error: RawError }).error);
  return result as T;
}

/** The memory of all arrays of an answer, which goes to the page without a copy. */
function buffersOf(answer: LabAnswers[LabRequest['kind']]): ArrayBuffer[] {
  const values: unknown[] = answer instanceof Float64Array ? [answer] : Object.values(answer);
  return values.flatMap((value) => (value instanceof Float64Array ? [value.buffer as ArrayBuffer] : []));
}

function failureOf(error: { quantity?: string; cause?: 'overflow' | 'undefined'; sample?: number }) {
  const { quantity = '', cause = 'overflow', sample } = error;
  return { quantity, cause, ...(sample === undefined ? {} : { sample }) };
}

function outputsOf(run: RawRun, { axes, inputs, layer, neuron }: RawOutputGrid): Float64Array {
  return orThrow(layer === 0 ? run.allOutputs(axes, inputs) : run.outputs(axes, inputs, layer, neuron));
}
