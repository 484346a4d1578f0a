/**
 * The work: a document in a session, its history, and the problem of a change that was refused. No DOM, and nothing about
 * how it is looked at. A change that fails leaves the work as it was.
 */
import {
  parameterCount,
  shapeOf,
  type ActivationId,
  type Catalog,
  type Core,
  type InitInput,
  type LossId,
  type QuantityId,
  type Reshaping,
  type Scenario,
  type Session,
} from '../../wasm/index';
import { Changes } from './changes';
import { outputActivationOf, type Design } from './design';
import { replay } from './events';
import { History } from './history';
import type { Numbers } from './numbers';
import type { Prepared, WorkState } from './opening';
import { faultOf, type Problem, type ProblemPlace } from './problem';
import { anotherTask } from './tasks';

/** Visits of a weight or bias that may be gone through anew while the reader waits. */
const MOST_REPLAYED_VISITS = 200_000;
/** Milliseconds of updates at a time. */
const RUN_SLICE = 30;

/** The state with its document as a value. */
export interface WrittenState extends WorkState {
  document?: Scenario;
}

/** A change of the history; false: there was nothing to do. */
export type Change = (history: History) => unknown;

export class Work {
  readonly changes = new Changes();
  readonly catalog: Catalog;
  problem: Problem | null = null;
  private history!: History;

  constructor(readonly core: Core) {
    this.catalog = core.catalog();
  }

  // ------------------------------------------------------------------ reading

  /** Something has been opened; before that there is nothing to read or to change. */
  get isOpen(): boolean {
    return (this.history as History | undefined) !== undefined;
  }

  get session(): Session {
    return this.history.session;
  }

  /** null: a document of the reader's own */
  get scenarioId(): string | null {
    return this.history.scenarioId;
  }

  /** the document as it came, before any update or edit; weights may be left to its seed */
  get original(): Scenario {
    return this.history.original;
  }

  /** the core's answers about the present parameters: another object after each change */
  get numbers(): Numbers {
    return this.history.numbers;
  }

  /** The document as it is now. A copy of all its numbers: what is known without them is in `design`. */
  get document(): Scenario {
    return this.numbers.document;
  }

  /** The network, its names, the loss and the training as they are now, without the weights and the samples. */
  get design(): Design {
    return this.history.design;
  }

  /** how many samples there are */
  get sampleCount(): number {
    return this.original.samples.length;
  }

  /** The activation that the last layer would need for this loss; null where the loss can be used as it is. */
  outputNeededBy(loss: LossId): ActivationId | null {
    const needed = this.catalog.lossOutputs[loss];
    return needed === undefined || needed === outputActivationOf(this.design) ? null : needed;
  }

  get iteration(): number {
    return this.history.iteration;
  }

  get canUndo(): boolean {
    return this.history.canUndo;
  }

  get canRedo(): boolean {
    return this.history.canRedo;
  }

  /** Loss over all samples, one entry per iteration so far; null where it is not a finite number. */
  get losses(): readonly (number | null)[] {
    return this.history.losses;
  }

  /** How many of `losses` are of a loss that was chosen before the present one: no curve holds both. */
  get lossesBefore(): number {
    return this.history.lossesBefore;
  }

  /** The last change was made by hand, not by an update: the numbers are not those that an iteration left. */
  get isTouched(): boolean {
    return this.history.isTouched;
  }

  /** The loss over all samples before and after the last change, where that was an update; null where not finite. */
  get lastUpdate(): { before: number | null; after: number | null } | null {
    return this.history.lastUpdate;
  }

  /** Nothing but updates since the document: the figures of its source still hold. */
  get isAsOpened(): boolean {
    return this.history.isAsOpened;
  }

  /** Another session with the same numbers, whose next update begins with the same sample. Its caller closes it. */
  twin(): Session {
    const session = this.core.open(this.document);
    // A session begins with the first sample; the work may be further on.
    const [next] = this.session.status().nextBatch;
    if (next !== session.status().nextBatch[0]) session.takeNext(next);
    return session;
  }

  /**
   * What `look` sees in a session before each update since the document, or the last drawing of weights, and now. Empty
   * where going through them anew would take long.
   */
  replayed<T>(look: (session: Session) => T): T[] {
    const { original, startLoss, sinceDocument } = this.history;
    const costs = parameterCount(shapeOf(original)) * (this.iteration + 1);
    if (costs > MOST_REPLAYED_VISITS) return [];
    const session = this.core.open(original);
    try {
      if (startLoss) session.setLoss(startLoss);
      const seen: T[] = [];
      const keep = () => {
        // Iterations count anew where weights are drawn.
        seen.length = session.status().iteration;
        seen.push(look(session));
      };
      const steps = replay(
        session,
        sinceDocument.map((event) => ({ ...event })),
      );
      while (!steps.next().done) keep();
      keep();
      return seen;
    } finally {
      session.close();
    }
  }

  /** The work as a link has it. */
  get state(): WrittenState {
    const { scenarioId, original, startLoss, sinceDocument } = this.history;
    return {
      scenario: scenarioId,
      document: scenarioId === null ? original : undefined,
      loss: startLoss,
      history: sinceDocument.map((event) => ({ ...event })),
    };
  }

  // ------------------------------------------------------------------ changing

  /** Goes on with what has been prepared; the work so far is given up. */
  adopt(prepared: Prepared, meaningful: boolean): void {
    this.close();
    this.history = new History(prepared);
    this.changed(meaningful);
  }

  /** A change whose refusal is its caller's to show. */
  change(change: Change): void {
    if (change(this.history) !== false) this.changed(true);
  }

  /** A change whose refusal is shown at `place`. */
  attempt(place: ProblemPlace, change: Change, meaningful = true): boolean {
    let outcome: unknown;
    try {
      outcome = change(this.history);
    } catch (error) {
      this.fail(place, error, meaningful);
      return false;
    }
    if (outcome !== false) this.changed(meaningful);
    return true;
  }

  private changed(meaningful: boolean): void {
    this.problem = null;
    this.changes.emit(meaningful);
  }

  /** Puts another document in the place of this one. Throws what is wrong with it. */
  replace(document: Scenario): void {
    this.change((history) => history.replace(document));
  }

  /** A document as JSON text. What is wrong with it is shown at `place`, with the path in the document. */
  openText(text: string, place: ProblemPlace): boolean {
    return this.attempt(place, (history) => history.replace(this.core.read(text)));
  }

  /** Gives the network another shape; what fits is kept, names of the former shape are not. Throws what is wrong with it. */
  reshape(shape: Reshaping): void {
    const { document } = this;
    this.replace(withFittingNames(this.core.reshape(document, shape), document));
  }

  /** Draws all weights and biases anew; iterations count anew with them. Throws what is wrong. */
  initialise(init: Required<InitInput>): void {
    this.change((history) => history.initialise(init));
  }

  /**
   * A new value for a parameter, a setting of training, or an input or target of the sample. Throws what is wrong: the field shows it. Values
   * set during one `drag` are one change.
   */
  set(id: QuantityId, value: number, sample: number, drag?: object): void {
    const goesOn = this.history.isHeld(drag);
    this.history.set(id, value, sample, drag);
    this.changed(!goesOn);
  }

  /** Changes the loss. Throws what is wrong. */
  changeLoss(loss: LossId): void {
    this.change((history) => loss !== this.design.loss && void history.setLoss(loss));
  }

  /** Changes the loss; what is wrong is shown as a problem of the page. */
  setLoss(loss: LossId): void {
    try {
      this.changeLoss(loss);
    } catch (error) {
      this.fail('page', error);
    }
  }

  undo(): void {
    this.change((history) => history.canUndo && void history.undo());
  }

  redo(): void {
    this.change((history) => history.canRedo && void history.redo());
  }

  /** Many updates. Stops at the first that is not finite, with those before it done. */
  run(count: number): void {
    const run = {};
    this.attempt('run', (history) => {
      for (let i = 0; i < count; i++) history.update(run);
    });
  }

  /**
   * As many updates as wanted, a few milliseconds at a time: between them the page shows where they are. They end early
   * where the reader changes anything, when `signal` is aborted, or at the first that is not finite.
   */
  async runInTasks(count: number, signal: AbortSignal, progress: (done: number) => void): Promise<void> {
    const run = {};
    let done = 0;
    const slice: Change = (history) => {
      const rest = performance.now() + RUN_SLICE;
      do {
        history.update(run);
        done++;
      } while (done < count && performance.now() < rest);
    };
    while (done < count) {
      const fine = this.attempt('run', slice, false);
      const unchanged = this.unchanged();
      progress(done);
      if (!fine) return;
      await anotherTask();
      if (!unchanged()) return;
      if (signal.aborted) break;
    }
    this.changes.emit(true);
  }

  /** A question for later: has nothing been done since this call? */
  unchanged(): () => boolean {
    const { revision } = this.changes;
    return () => revision === this.changes.revision;
  }

  // ------------------------------------------------------------------ problems

  /** Shows a problem at its place, with the work as it was. */
  fail(place: ProblemPlace, error: unknown, meaningful = false): void {
    this.problem = { ...faultOf(error), place };
    this.changes.emit(meaningful);
  }

  dismissProblem(): void {
    this.problem = null;
    this.changes.emit(false);
  }

  close(): void {
    (this.history as History | undefined)?.close();
  }
}

/**
 * In another shape neurons and edges have the names by their place: some of the former ones among them would be left-overs
 * of another network. Inputs and targets keep theirs where there are as many as before.
 */
function withFittingNames(document: Scenario, before: Scenario): Scenario {
  const [shape, former] = [shapeOf(document), shapeOf(before)];
  if (String(shape) === String(former) || !document.names) return document;
  const stays = (id: QuantityId) =>
    (id.startsWith('x.') && shape[0] === former[0]) || (id.startsWith('t.') && shape.at(-1) === former.at(-1));
  return { ...document, names: Object.fromEntries(Object.entries(document.names).filter(([id]) => stays(id))) };
}
