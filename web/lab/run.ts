/** One run in the worker and what is known of it. No DOM but the frames that it is asked in. */
import { loadCore, type ScenarioSample } from '../../wasm/index';
import { Lab, type LabReply, type Score, type Snapshot } from '../../wasm/lab/index';
import {
  documentOf,
  hasClasses,
  pointsOf,
  presetOf,
  settingsOf,
  trainingOf,
  withParameters,
  type Setup,
} from './setup';

/** The square that the pictures show, in either direction. */
export const EXTENT = 1.4;
/** of the grid of outputs, in either direction; along the one input of a curve */
export const GRID = 64;
export const LINE = 161;

/** All that pictures are drawn from, of one moment. */
export interface Shown {
  setup: Setup;
  /** of training and test, as the worker has them */
  points: readonly ScenarioSample[];
  snapshot: Snapshot;
  outputs: Float64Array;
  training: Score;
  /** undefined where nothing tests */
  test: Score | undefined;
}

/** A run to go back to; `points`: null where the setup draws them. */
export interface Restored {
  setup: Setup;
  points: readonly ScenarioSample[] | null;
  parameters: ArrayLike<number>;
}

export class Run {
  setup: Setup = presetOf('circle');
  points: ScenarioSample[] = pointsOf(this.setup);
  shown: Shown | undefined;
  running = false;
  /** epochs a second; Infinity: as fast as it goes */
  speed = 30;
  /** why the worker is gone */
  failed: string | undefined;
  /** while the worker lives */
  lab: Lab | undefined;
  /** what the worker has, which may be behind */
  #opened: { setup: Setup; points: readonly ScenarioSample[] } = { setup: this.setup, points: this.points };
  /** the run began with parameters that another one has trained */
  #fromTrained = false;
  #jobs: Promise<unknown> = Promise.resolve();
  #asking = false;

  constructor(private readonly changed: () => void) {}

  get trainingCount(): number {
    return trainingOf(this.setup, this.points.length);
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

  /** Another setup or other points: the run begins again. New data unless only the training changes. */
  async change(part: Partial<Setup>): Promise<void> {
    this.setup = { ...(part.data === undefined ? this.setup : presetOf(part.data)), ...part };
    const redraws = ['data', 'samples', 'noise', 'dataSeed'].some((name) => name in part);
    if (redraws) this.points = pointsOf(this.setup);
    await this.open();
  }

  async setPoints(points: ScenarioSample[]): Promise<void> {
    this.points = points;
    await this.open();
  }

  /** Opens the setup and the points as they are now; a run that goes on goes on. */
  open(): Promise<void> {
    return this.#do(async (lab) => {
      this.#fromTrained = false;
      const { setup, points } = (this.#opened = { setup: this.setup, points: this.points });
      await lab.open(documentOf(setup, points), settingsOf(setup, points.length));
      if (this.running) await this.#go(lab);
    });
  }

  toggle(): Promise<void> {
    this.running = !this.running;
    return this.#do((lab) => (this.running ? this.#go(lab) : lab.pause()));
  }

  pause(): Promise<void> {
    this.running = false;
    return this.#do((lab) => lab.pause());
  }

  setSpeed(speed: number): Promise<void> {
    this.speed = speed;
    return this.#do(async (lab) => this.running && this.#go(lab));
  }

  advance(stride: 'sample' | 'batch' | 'epoch'): Promise<void> {
    this.running = false;
    return this.#do((lab) => lab.advance(stride));
  }

  /** The same weights as at the beginning. */
  reset(): Promise<void> {
    this.running = false;
    return this.#fromTrained ? this.open() : this.#do((lab) => lab.reset());
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
  restore({ setup, points, parameters }: Restored): Promise<void> {
    this.running = false;
    this.setup = setup;
    this.points = points ? [...points] : pointsOf(setup);
    return this.#do((lab) => this.#goOnFrom(lab, Float64Array.from(parameters)));
  }

  async #goOnFrom(lab: Lab, parameters: Float64Array): Promise<void> {
    const { setup, points } = (this.#opened = { setup: this.setup, points: this.points });
    await lab.open(withParameters(documentOf(setup, points), parameters), settingsOf(setup, points.length));
    this.#fromTrained = true;
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
    const lab = this.lab;
    if (!lab) return;
    this.#asking = true;
    const axis = (input: number, count: number) => ({ input, from: -EXTENT, to: EXTENT, count });
    const { setup, points } = this.#opened;
    const classes = hasClasses(setup);
    try {
      const [snapshot, outputs, training, test] = await Promise.all([
        lab.snapshot(),
        lab.outputs({
          axes: classes ? [axis(0, GRID), axis(1, GRID)] : [axis(0, LINE)],
          inputs: classes ? [0, 0] : [0],
          neuron: { layer: documentOf(setup, []).network.layers.length, index: 0 },
        }),
        lab.score('training'),
        lab.score('test'),
      ]);
      this.shown = { setup, points, snapshot, outputs, training, test: test.samples > 0 ? test : undefined };
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
