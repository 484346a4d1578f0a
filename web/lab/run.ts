/** One run in the worker and what is known of it. No DOM but the frames that it is asked in. */
import type { ScenarioSample, ScenarioState } from '../../wasm/index';
import { openLab, type Lab, type Score, type Snapshot } from '../../wasm/lab/index';
import { viewOf, type DataSet, type View } from './data/dataSet';
import { areOf, drawn, moved } from './data/drawn';
import { DataHistory, type DataState } from './data/history';
import { keep, kept } from './data/kept';
import { outputsOver } from './grid';
import { LossRecords } from './losses';
import { isPossible } from './settings/fields';
import {
  dataSetOf,
  documentOf,
  forgottenWith,
  isOfTraining,
  isStop,
  presetForOwn,
  presetOf,
  settingsOf,
  stopOf,
  trainingOf,
  trainingSettingsOf,
  withParameters,
  type Setup,
} from './setup';

/** All that pictures are drawn from, of one moment. */
export interface Shown {
  setup: Setup;
  /** of training and test, as the worker has them */
  data: DataSet;
  view: View;
  snapshot: Snapshot;
  /** over the picture, of one output after the other; of values over two inputs the first alone */
  outputs: Float64Array;
  /** places of each in either direction, where there are two inputs */
  across: number;
  training: Score;
  /** undefined where nothing tests */
  test: Score | undefined;
}

/** A run to go back to; `data`: null where the setup draws them. */
export interface Restored {
  setup: Setup;
  data: DataSet | null;
  parameters: ArrayLike<number>;
}

export class Run {
  setup: Setup = presetOf('circle');
  /** without points until the worker has drawn them */
  data: DataSet = dataSetOf(this.setup, []);
  view: View = viewOf(this.data);
  /** the reader's own data, shown or not, as they were last */
  own: DataState | undefined;
  /** whether there is room to keep them until the next visit */
  ownKept = true;
  readonly history = new DataHistory();
  shown: Shown | undefined;
  running = false;
  /** epochs a second; Infinity: as fast as it goes */
  speed = 30;
  /** why the worker is gone */
  failed: string | undefined;
  /** while the worker lives */
  lab: Lab | undefined;
  /** what the worker has, which may be behind */
  #opened: DataState | undefined;
  /** the state before a point was picked up */
  #before: DataState | undefined;
  /** the run began with parameters that another one has trained */
  #fromTrained = false;
  readonly #losses = new LossRecords();
  #changes: readonly number[] = [];
  #jobs: Promise<unknown> = Promise.resolve();
  #asking = false;

  constructor(private readonly changed: () => void) {
    const found = kept(presetOf('circle'));
    this.own = found?.own;
    if (this.own && !isPossible(this.own.setup, this.own.data)) this.own.setup = presetForOwn(this.own.data);
    if (found?.shown) this.#take(found.own);
  }

  get points(): ScenarioSample[] {
    return this.data.points;
  }

  get trainingCount(): number {
    return trainingOf(this.setup, this.points.length);
  }

  /** How many epochs were finished whenever the training of this run was changed. */
  get changes(): readonly number[] {
    return this.#changes;
  }

  /** Starts the worker, and opens the run in it. What is asked for meanwhile follows then. */
  start(): Promise<void> {
    this.failed = undefined;
    this.#jobs = this.#jobs.then(() => this.#startWorker());
    return this.open();
  }

  async #startWorker(): Promise<void> {
    try {
      const lab = await openLab();
      lab.onfail = (detail) => this.#fail(detail);
      lab.onstop = () => {
        this.running = false;
        void this.#do(async () => {});
      };
      this.lab = lab;
    } catch (error) {
      this.#fail(String(error));
    }
  }

  /**
   * Another setup. The run goes on where only its training or its stop conditions change; else it begins again, with new data
   * where theirs change.
   */
  async change(part: Partial<Setup>): Promise<void> {
    if (part.data === 'own') return this.own && this.show(this.own);
    const present = part.data === undefined ? this.setup : presetOf(part.data);
    // Parameters that were given are those of the network and the seed before.
    const setup = { ...present, ...forgottenWith(part), ...part };
    if (setup.data !== 'own' && ['data', 'samples', 'noise', 'dataSeed'].some((name) => name in part))
      return this.#showDrawn(setup);
    this.setup = setup;
    this.#keep();
    await (isOfTraining(part) ? this.#goOnWith(setup, part) : this.open());
  }

  /** Other data, which can be undone; the reader's own stay within reach. `parameters`: those that the run begins with. */
  async show(next: DataState, parameters?: Float64Array): Promise<void> {
    this.history.record(this.#before ?? this.#state, next);
    await this.#replace(next, parameters);
  }

  /** The data that a setup draws, as `show` does. */
  async #showDrawn(setup: Setup, parameters?: Float64Array): Promise<void> {
    const before = this.#before ?? this.#state;
    this.#put({ ...this.#state, setup });
    await this.#do(async (lab) => {
      await this.#draw(lab);
      // The reader may have shown data of their own meanwhile.
      if (this.setup.data === 'own') return;
      this.history.record(before, this.#state);
      await this.#begin(lab, parameters);
    });
  }

  /** The points of the setup as it is now, where they are not here yet. */
  async #draw(lab: Lab): Promise<void> {
    for (let { setup } = this; !areOf(this.data, setup); { setup } = this) {
      const state = await drawn(lab, setup);
      if (this.setup === setup) ({ data: this.data, view: this.view } = state);
    }
  }

  /** Other points in the same picture, which are the reader's own then. */
  async setPoints(points: ScenarioSample[]): Promise<void> {
    if (!areOf(this.data, this.setup)) return;
    const setup: Setup = { ...this.setup, data: 'own' };
    await this.show({ setup, data: { ...this.data, points }, view: this.view });
  }

  /** Shows points while one of them is moved; `setPoints` follows. */
  hold(points: ScenarioSample[]): void {
    if (!areOf(this.data, this.setup)) return;
    this.#before ??= this.#state;
    this.data = moved(this.data, points);
  }

  /** The data before their last change, or after it again. */
  async turn(to: 'undo' | 'redo'): Promise<void> {
    const state = this.history[to](this.setup);
    if (state) await this.#replace(state);
  }

  /** Looks at the same data along other axes. */
  look(view: View): Promise<void> {
    this.view = view;
    if (this.#opened) this.#opened = { ...this.#opened, view };
    return this.#do(async () => {});
  }

  get #state(): DataState {
    const { setup, data, view } = this;
    return { setup, data, view };
  }

  #replace(next: DataState, parameters?: Float64Array): Promise<void> {
    this.#put(next);
    return this.open(parameters);
  }

  #put(next: DataState): void {
    this.#before = undefined;
    if (this.setup.data === 'own') this.own = this.#state;
    this.#take(next);
    this.#keep();
  }

  #take(state: DataState): void {
    ({ setup: this.setup, data: this.data, view: this.view } = state);
  }

  #keep(): void {
    const shown = this.setup.data === 'own';
    if (shown) this.own = this.#state;
    if (this.own) this.ownKept = keep(this.own, shown);
  }

  /** Opens the setup and the points as they are now; a run that goes on goes on. */
  open(parameters?: Float64Array): Promise<void> {
    return this.#do((lab) => this.#begin(lab, parameters));
  }

  async #begin(lab: Lab, parameters?: Float64Array): Promise<void> {
    this.#fromTrained = parameters !== undefined;
    this.#forget();
    this.#opened = undefined;
    await this.#draw(lab);
    if (this.points.length === 0) return void (await this.#stop(lab));
    const state = this.#state;
    const document = documentOf(this.setup, this.points);
    const settings = settingsOf(this.setup, this.points.length);
    await lab.open(parameters ? withParameters(document, parameters) : document, settings);
    this.#opened = state;
    if (this.running) await this.#go(lab);
  }

  /** What is known of the run that was. */
  #forget(): void {
    this.#losses.clear();
    this.#changes = [];
  }

  /** That part of the setup is another one from here on; where a number is not finite, the run begins again. */
  #goOnWith(setup: Setup, part: Partial<Setup>): Promise<void> {
    return this.#do(async (lab) => {
      const now = this.#opened && (await lab.snapshot(Infinity));
      if (!now || now.stopped === 'nonFinite') return this.#begin(lab);
      // A run that was opened meanwhile has it already.
      const before = this.#opened!.setup;
      const names = (Object.keys(part) as (keyof Setup)[]).filter((name) => part[name] !== before[name]);
      if (names.length === 0) return;
      // A condition that the reader has gone on without would hold again.
      if (names.some(isStop)) await lab.setStop(stopOf(setup));
      if (!names.every(isStop)) {
        const { epochs, iteration } = await lab.retrain(trainingSettingsOf(setup, this.#opened!.data.points.length));
        if (iteration > 0 || now.taken > 0) this.#changes = [...new Set([...this.#changes, epochs])];
      }
      this.#opened = { ...this.#opened!, setup };
    });
  }

  /** Nothing can be trained. */
  async #stop(lab: Lab): Promise<void> {
    this.running = false;
    await lab.pause().catch(() => {});
  }

  toggle(): Promise<void> {
    this.running = !this.running && this.points.length > 0;
    return this.#do((lab) => (this.running ? this.#go(lab) : lab.pause()));
  }

  /** The state of training then, with which a document of the network that is shown goes on as the run. */
  async pause(): Promise<ScenarioState | undefined> {
    this.running = false;
    let state: ScenarioState | undefined;
    await this.#do(async (lab) => {
      await lab.pause();
      state = this.#opened && (await lab.state());
    });
    return state;
  }

  setSpeed(speed: number): Promise<void> {
    this.speed = speed;
    return this.#do(async (lab) => this.running && this.#go(lab));
  }

  advance(stride: 'sample' | 'batch' | 'epoch'): Promise<void> {
    this.running = false;
    return this.#do(async (lab) => this.#opened && lab.advance(stride));
  }

  /** The same weights as at the beginning. */
  reset(): Promise<void> {
    this.running = false;
    if (this.#fromTrained) return this.open();
    return this.#do(async (lab) => {
      this.#forget();
      if (this.#opened) await lab.reset();
    });
  }

  /** To the parameters of the epoch with the lowest loss, from which a new run begins. */
  back(): Promise<void> {
    this.running = false;
    return this.#do(async (lab) => {
      const best = await lab.best();
      if (best.length > 0) await this.#begin(lab, best);
    });
  }

  /** To another run's data, settings and trained parameters, from which a new run begins. */
  restore({ setup, data, parameters }: Restored): Promise<void> {
    this.running = false;
    const given = Float64Array.from(parameters);
    return data ? this.show({ setup, data, view: viewOf(data) }, given) : this.#showDrawn(setup, given);
  }

  /** Asks for the next picture while the run goes on; called once a frame. */
  frame(): void {
    if (this.lab && this.running && !this.#asking) void this.#do(async () => {});
  }

  close(): void {
    this.lab?.close();
    this.lab = undefined;
  }

  #go(lab: Lab): Promise<unknown> {
    return lab.start(Number.isFinite(this.speed) ? this.speed : undefined);
  }

  /** One thing after another, each followed by its picture. */
  #do(job: (lab: Lab) => Promise<unknown>): Promise<void> {
    const next = this.#jobs.then(async () => {
      if (!this.lab) return;
      await job(this.lab);
      await this.#refresh();
    });
    this.#jobs = next.catch((error: unknown) => this.#fail(String(error)));
    return this.#jobs as Promise<void>;
  }

  async #refresh(): Promise<void> {
    const [lab, opened] = [this.lab, this.#opened];
    if (!lab) return;
    if (!opened) {
      this.shown = undefined;
      return this.changed();
    }
    this.#asking = true;
    const { setup, data, view } = opened;
    try {
      const [own, picture, training, test] = await Promise.all([
        lab.snapshot(this.#losses.next),
        outputsOver(lab, opened),
        lab.score('training'),
        lab.score('test'),
      ]);
      this.#losses.add(own);
      const snapshot = { ...own, losses: this.#losses.all };
      this.shown = { setup, data, view, snapshot, ...picture, training, test: test.samples > 0 ? test : undefined };
      if (snapshot.stopped) this.running = false;
      this.changed();
    } catch (error) {
      if (lab === this.lab) this.#fail(String(error));
    } finally {
      this.#asking = false;
    }
  }

  #fail(detail: string): void {
    if (this.failed !== undefined) return;
    this.failed = detail;
    this.running = false;
    const lab = this.lab;
    this.lab = undefined;
    lab?.close();
    this.changed();
  }
}
