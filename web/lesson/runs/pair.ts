/** Two runs from the same start, each in a session of its own: the work itself stays where it is. No DOM. */
import type { LossId, Session } from '../../../wasm/index';
import { totalLoss } from '../../work/events';
import { faultOf, type Fault } from '../../work/problem';
import { anotherTask } from '../../work/tasks';
import type { Work } from '../../work/work';

/** Milliseconds of updates at a time. */
const SLICE = 12;

/** What sets a run apart from the work as it is. */
export interface Change {
  loss?: LossId;
  eta?: number;
}

export interface Run {
  readonly loss: LossId;
  readonly eta: number;
  /** over all samples, before the first update and after each; null, the last then, where it is no finite number */
  readonly losses: (number | null)[];
  /** of the sample shown, at the beginning and now; null where they are no finite numbers */
  readonly before: readonly number[] | null;
  after: readonly number[] | null;
}

export interface Pair {
  readonly runs: readonly [Run, Run];
  /** how many updates each makes at most */
  readonly count: number;
  /** updates made */
  done: number;
  /** of the work when they began: they are about these numbers */
  readonly numbers: Work['numbers'];
}

export class PairOfRuns {
  pair: Pair | null = null;
  fault: Fault | null = null;
  running = false;

  constructor(
    private readonly work: Work,
    /** called when there is more to draw */
    private readonly changed: () => void,
  ) {}

  /** The runs, as long as the work has the numbers that they began with. */
  get present(): Pair | null {
    return this.pair?.numbers === this.work.numbers ? this.pair : null;
  }

  stop(): void {
    this.running = false;
  }

  /** Runs both, a few milliseconds at a time; ends early where the work changes or `stop` is called. */
  async start(change: Change, count: number, sample: number): Promise<void> {
    this.fault = null;
    const opened: Opened[] = [];
    try {
      for (const one of [{}, change]) opened.push(open(this.work, one, sample));
      const runs = opened.map(({ run }) => run) as [Run, Run];
      this.pair = { runs, count, done: 0, numbers: this.work.numbers };
      this.running = true;
      await this.runAll(this.pair, opened, sample);
    } catch (error) {
      this.fault = faultOf(error);
    } finally {
      this.running = false;
      for (const { session } of opened) session.close();
      this.changed();
    }
  }

  private async runAll(pair: Pair, opened: readonly Opened[], sample: number): Promise<void> {
    while (pair.done < pair.count && this.running && this.present === pair) {
      const rest = performance.now() + SLICE;
      do {
        for (const one of opened) update(one);
        pair.done++;
      } while (pair.done < pair.count && performance.now() < rest);
      for (const { session, run } of opened) run.after = outputsOf(session, this.work, sample);
      this.changed();
      await anotherTask();
    }
  }
}

interface Opened {
  session: Session;
  run: Run;
}

function open(work: Work, { loss, eta }: Change, sample: number): Opened {
  const session = work.twin();
  try {
    if (loss) session.setLoss(loss);
    if (eta !== undefined) session.set('eta', eta);
    const outputs = outputsOf(session, work, sample);
    const { design } = work;
    const run: Run = {
      loss: loss ?? design.loss,
      eta: eta ?? design.training.learningRate,
      losses: [totalLoss(session)],
      before: outputs,
      after: outputs,
    };
    return { session, run };
  } catch (error) {
    session.close();
    throw error;
  }
}

/** One update and the loss after it; none once the loss is no finite number. */
function update({ session, run: { losses } }: Opened): void {
  if (losses[losses.length - 1] === null) return;
  try {
    session.step({ changes: false });
    losses.push(totalLoss(session));
  } catch {
    losses.push(null);
  }
}

function outputsOf(session: Session, work: Work, sample: number): number[] | null {
  try {
    return [...session.predict([work.numbers.samples[sample].x])[0]];
  } catch {
    return null;
  }
}
