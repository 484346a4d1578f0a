/** One run in the worker and what is known of it. No DOM but the frames that it is asked in. */
import { loadCore, type ScenarioSample, type ScenarioState } from '../../wasm/index';
import { Lab, mostPlaces, type LabReply, type Score, type Snapshot } from '../../wasm/lab/index';
import { scaled, viewOf, type DataSet, type View } from './data/dataSet';
import { DataHistory, type DataState } from './data/history';
import { keep, kept } from './data/kept';
import { joined, type Earlier } from './losses';
import { isPossible } from './settings/fields';
import {
  documentOf,
  drawnData,
  forgottenWith,
  isOfTraining,
  presetForOwn,
  presetOf,
  settingsOf,
  trainingOf,
  withParameters,
  type Setup,
  hasClasses,
  shapeOf,
} from './setup';

/** of the grid of outputs, in either direction, as far as the network is not too large for so many; along the one input of a curve */
export const GRID = 64;
export const LINE = 161;

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
  data: DataSet = drawnData(this.setup);
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
  /** what the run had come to when its training was last changed */
  #earlier: Earlier | undefined;
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

  /** The epochs that were finished when the training was last changed; undefined: it is the same since the run began. */
  get changedAfter(): number | undefined {
    return this.#earlier?.epochs;
  }

  /** Starts the worker, and opens the run in it. */
  async start(): Promise<void> {
    this.failed = undefined;
    try {
      const core = await loadCore();
      const worker = new Worker(new URL('../../wasm/worker.ts', import.meta.url), { type: 'module' });
      const lab = new Lab(core, worker, (hear) =>
        worker.addEventListener('message', ({ data }: MessageEvent<LabReply>) => hear(data)),
      );
      worker.addEventListener('error', (event) => (event.preventDefault(), lab.fail(event.message ?? '')));
      lab.onfail = (detail) => this.#fail(detail);
      lab.onstop = () => {
        this.running = false;
        void this.#do(async () => {});
      };
      this.lab = lab;
    } catch (error) {
      return this.#fail(String(error));
    }
    await this.open();
  }

  /**
   * Another setup. The run goes on from the present parameters where only its training changes; else it begins again, with
   * new data where theirs change.
   */
  async change(part: Partial<Setup>): Promise<void> {
    if (part.data === 'own') return this.own && this.show(this.own);
    const present = part.data === undefined ? this.setup : presetOf(part.data);
    // Parameters that were given are those of the network and the seed before.
    const setup = { ...present, ...forgottenWith(part), ...part };
    if (setup.data !== 'own' && ['data', 'samples', 'noise', 'dataSeed'].some((name) => name in part))
      return this.show({ setup, data: drawnData(setup), view: viewOf(drawnData({ ...setup, noise: 0 })) });
    this.setup = setup;
    this.#keep();
    await (isOfTraining(part) ? this.#goOnWith() : this.open());
  }

  /** Other data, which can be undone; the reader's own stay within reach. */
  async show(next: DataState): Promise<void> {
    this.history.record(this.#before ?? this.#state, next);
    await this.#replace(next);
  }

  /** Other points in the same picture, which are the reader's own then. */
  setPoints(points: ScenarioSample[]): Promise<void> {
    const setup: Setup = { ...this.setup, data: 'own' };
    return this.show({ setup, data: { ...this.data, points }, view: this.view });
  }

  /** Shows points while one of them is moved; `setPoints` follows. */
  hold(points: ScenarioSample[]): void {
    this.#before ??= this.#state;
    this.data = { ...this.data, points };
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

  #replace(next: DataState): Promise<void> {
    this.#put(next);
    return this.open();
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
  open(): Promise<void> {
    return this.#do((lab) => this.#begin(lab));
  }

  async #begin(lab: Lab, parameters?: Float64Array, before?: ScenarioState): Promise<void> {
    this.#fromTrained = parameters !== undefined;
    if (!parameters) this.#earlier = undefined;
    this.#opened = undefined;
    if (this.points.length === 0) return void (await this.#stop(lab));
    const state = this.#state;
    const document = documentOf(this.setup, this.points);
    const settings = settingsOf(this.setup, this.points.length, this.#earlier?.epochs);
    await lab.open(parameters ? withParameters(document, parameters, before) : document, settings);
    this.#opened = state;
    if (this.running) await this.#go(lab);
  }

  /** The training is another one from here on; at its start, or where a number is not finite, it begins again. */
  #goOnWith(): Promise<void> {
    return this.#do(async (lab) => {
      const { optimizer } = this.#opened?.setup ?? this.setup;
      const now = this.#opened && (await lab.pause(), await lab.snapshot());
      const isFresh = !now || (!this.#fromTrained && now.iteration === 0 && now.taken === 0);
      if (isFresh || now.stopped === 'nonFinite') return this.#begin(lab);
      // Its moments are kept; epochs and the schedule begin anew.
      const kept = optimizer === this.setup.optimizer ? { ...(await lab.state()), epoch: 0, position: 0 } : undefined;
      this.#earlier = joined(this.#earlier, now);
      return this.#begin(lab, now.parameters, kept);
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
    return this.#fromTrained ? this.open() : this.#do(async (lab) => this.#opened && lab.reset());
  }

  /** To the parameters of the epoch with the lowest loss, from which a new run begins. */
  back(): Promise<void> {
    this.running = false;
    return this.#do(async (lab) => {
      const best = await lab.best();
      if (best.length > 0) await this.#goOnFrom(lab, best);
    });
  }

  /** To another run's data, settings and trained parameters, from which a new run begins. */
  restore({ setup, data, parameters }: Restored): Promise<void> {
    this.running = false;
    const all = data ?? drawnData(setup);
    const next = { setup, data: all, view: viewOf(all) };
    this.history.record(this.#before ?? this.#state, next);
    this.#put(next);
    return this.#do((lab) => this.#goOnFrom(lab, Float64Array.from(parameters)));
  }

  #goOnFrom(lab: Lab, parameters: Float64Array): Promise<void> {
    this.#earlier = undefined;
    return this.#begin(lab, parameters);
  }

  /** Asks for the next picture while the run goes on; called once a frame. */
  frame(): void {
    if (this.running && !this.#asking) void this.#do(async () => {});
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
        lab.snapshot(),
        outputsOver(lab, opened),
        lab.score('training'),
        lab.score('test'),
      ]);
      const snapshot = joined(this.#earlier, own);
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

/** The outputs over the picture, of one output after the other. */
async function outputsOver(lab: Lab, { setup, view }: DataState): Promise<Pick<Shown, 'outputs' | 'across'>> {
  const layer = setup.layers.length;
  const across = sideOf(mostPlaces(shapeOf(setup), layer), GRID);
  const grid = gridOf({ setup, view }, across, LINE);
  // The field of colours shows one value.
  const units = view.axes.length > 1 && !hasClasses(setup) ? 1 : setup.layers[layer - 1].units;
  const each = await Promise.all(
    Array.from({ length: units }, (_, index) => lab.outputs({ ...grid, neuron: { layer, index } })),
  );
  const all = new Float64Array(units * each[0].length);
  each.forEach((outputs, index) => all.set(outputs, index * outputs.length));
  return { outputs: all, across };
}

/** The side of a square of that many places, and no more than `most`. */
export const sideOf = (places: number, most: number): number => Math.min(most, Math.floor(Math.sqrt(places)));

/** The inputs over the picture: `across` places in either direction, or `along` the one input of a curve. */
export function gridOf({ setup, view }: Pick<DataState, 'setup' | 'view'>, across: number, along: number) {
  const asTrained = (value: number, input: number) => scaled(value, setup.scaling?.[input]);
  const axes = view.axes.map((input, index) => {
    const { from, to } = index === 0 ? view.x : view.y;
    return {
      input,
      from: asTrained(from, input),
      to: asTrained(to, input),
      count: view.axes.length > 1 ? across : along,
    };
  });
  return { axes, inputs: view.held.map(asTrained) };
}
