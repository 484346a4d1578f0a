/**
 * A session, where it came from, and what has been done to it since, so that it can be undone, done again and put into
 * a link. A change that is refused throws, with the session as it was.
 */
import {
  settingOf,
  trainingOf,
  type InitInput,
  type LossId,
  type QuantityId,
  type Scenario,
  type ScenarioSample,
  type Session,
} from '../../wasm/index';
import type { Design } from './design';
import { totalLoss, type Base, type HistoryEvent } from './events';
import { Numbers } from './numbers';
import type { Prepared } from './opening';
import { isSetting } from './quantity';

export class History {
  readonly session: Session;
  private readonly done: HistoryEvent[];
  private undone: HistoryEvent[] = [];
  private base: Base;
  private present: Numbers;
  private presentDesign: Design | null = null;

  constructor({ session, scenarioId, original, startLoss, history, losses }: Prepared) {
    this.session = session;
    this.done = history;
    this.base = { scenarioId, original, startLoss, losses };
    this.present = new Numbers(this.session, this);
  }

  /** the core's answers about the present parameters: another object after each change */
  get numbers(): Numbers {
    return this.present;
  }

  /** The network, its names, the loss and the training as they are now. */
  get design(): Design {
    const { original, startLoss = original.loss } = this.base;
    return (this.presentDesign ??= designAfter(original, startLoss, this.sinceDocument));
  }

  /** a named scenario; null: a document of the reader's own */
  get scenarioId(): string | null {
    return this.base.scenarioId;
  }

  /** the document as it came, before any update or edit; weights may be left to its seed */
  get original(): Scenario {
    return this.base.original;
  }

  /** the loss that the session started with, where it is not the document's */
  get startLoss(): LossId | undefined {
    return this.base.startLoss;
  }

  /** The changes since the document: a link begins with that. */
  get sinceDocument(): HistoryEvent[] {
    return this.done.slice(this.done.findLastIndex((event) => event.kind === 'document') + 1);
  }

  /** The last change was made by hand, not by an update. */
  get isTouched(): boolean {
    const last = this.sinceDocument.at(-1);
    return last !== undefined && last.kind !== 'update';
  }

  /** Nothing but updates since the document: the figures of its source still hold. */
  get isAsOpened(): boolean {
    return this.startLoss === undefined && this.sinceDocument.every(({ kind }) => kind === 'update');
  }

  /** Loss over all samples, one entry per iteration so far and the present one; null where it is not a finite number. */
  get losses(): readonly (number | null)[] {
    this.keepLoss();
    return this.base.losses;
  }

  /** How many of these losses come before the present loss was chosen: they are of another kind. */
  get lossesBefore(): number {
    let [updates, before] = [0, 0];
    for (const event of this.sinceDocument) {
      if (event.kind === 'update') updates += event.count;
      else if (event.kind === 'loss') before = updates;
      else if (event.kind === 'init') updates = before = 0;
    }
    return before;
  }

  /** The loss before and after the last change, where that was an update. */
  get lastUpdate(): { before: number | null; after: number | null } | null {
    if (this.done.at(-1)?.kind !== 'update') return null;
    const { losses, iteration } = this;
    return { before: losses[iteration - 1], after: losses[iteration] };
  }

  /** updates so far, since the document or the last drawing of weights */
  get iteration(): number {
    return this.session.status().iteration;
  }

  get canUndo(): boolean {
    // The core keeps as much as it has room for.
    return this.done.length > 0 && this.session.status().canUndo;
  }

  get canRedo(): boolean {
    return this.undone.length > 0;
  }

  close(): void {
    this.session.close();
  }

  // ------------------------------------------------------------------ changes

  /** Updates with the same `run`, one right after the other, are one change. */
  update(run?: object): void {
    this.keepLoss();
    this.session.step({ changes: false });
    this.record({ kind: 'update', count: 1, run });
  }

  /** Puts another document in the place of this one; `scenarioId` where it is a named one, `loss` in place of its own. */
  replace(document: Scenario, scenarioId: string | null = null, loss: LossId = document.loss): void {
    const other = this.base;
    const startLoss = loss === document.loss ? undefined : loss;
    this.session.replace(startLoss ? { ...document, loss } : document);
    this.base = { scenarioId, original: document, startLoss, losses: [] };
    this.record({ kind: 'document', other });
  }

  /** Draws all weights and biases anew; iterations count anew with them. */
  initialise(init: Required<InitInput>): void {
    const { losses } = this.base;
    this.session.initialise(init);
    this.base.losses = [];
    this.record({ kind: 'init', init, losses });
  }

  /** `sample`: whose input or target it is. Values set during one `drag` are one change. */
  set(id: QuantityId, value: number, sample: number, drag?: object): void {
    const isNext = sample === this.session.status().nextBatch[0];
    const goesOn = this.isHeld(drag);
    if (goesOn) this.session.undo();
    try {
      this.session.set(id, value, { sample });
    } catch (error) {
      if (goesOn) this.session.redo();
      throw error;
    }
    if (goesOn) this.done.pop();
    this.record({ kind: 'edit', id, value, ...(isNext ? {} : { sample }), ...(drag ? { drag } : {}) });
  }

  /** The last change is a value set during that drag. */
  isHeld(drag: object | undefined): boolean {
    const last = this.done.at(-1);
    return drag !== undefined && last?.kind === 'edit' && last.drag === drag;
  }

  /** The next update begins with that sample. False where it does so anyway. */
  takeNext(sample: number): boolean {
    if (sample === this.session.status().nextBatch[0]) return false;
    this.session.takeNext(sample);
    this.record({ kind: 'next', sample });
    return true;
  }

  /** A loss right after another replaces it: going through all of them leaves one change or none. */
  setLoss(loss: LossId): void {
    const again = this.done.at(-1)?.kind === 'loss';
    if (again) this.session.undo();
    const { original, startLoss = original.loss } = this.base;
    const back = again && designAfter(original, startLoss, this.sinceDocument.slice(0, -1)).loss === loss;
    try {
      if (!back) this.session.setLoss(loss);
    } catch (error) {
      if (again) this.session.redo();
      throw error;
    }
    if (again) this.done.pop();
    if (!back) return this.record({ kind: 'loss', loss });
    this.undone = [];
    this.changed();
  }

  private record(event: HistoryEvent): void {
    push(this.done, event);
    this.undone = [];
    this.changed();
  }

  private changed(): void {
    this.present = new Numbers(this.session, this);
    this.presentDesign = null;
    this.dropLaterLosses();
  }

  /** Samples that nobody has edited are those of the document as it came. */
  get knownSamples(): readonly ScenarioSample[] | null {
    const isSample = (event: HistoryEvent) => event.kind === 'edit' && /^[xt]/.test(event.id);
    return this.sinceDocument.some(isSample) ? null : this.original.samples;
  }

  // ------------------------------------------------------------------ back and forth

  undo(): void {
    this.undoLast();
  }

  redo(): void {
    this.redoNext();
  }

  /** Back to before the last update, with what was changed after it. False where there is none to go back over. */
  undoUpdate(): boolean {
    const since = this.done.findLastIndex((event) => event.kind === 'document' || event.kind === 'init');
    if (!this.done.some((event, index) => event.kind === 'update' && index > since)) return false;
    let event = this.undoLast(1);
    if (!event) return false; // the core has no room for more
    while (event && event.kind !== 'update') event = this.undoLast(1);
    return true;
  }

  /** Forward again over an update that was gone back over, with the changes that had followed it. */
  redoUpdate(): boolean {
    if (this.undone.at(-1)?.kind !== 'update') return false;
    do this.redoNext(1);
    while (this.undone.length && this.undone.at(-1)!.kind !== 'update');
    return true;
  }

  /** The last change, of a run at most so many updates. */
  private undoLast(most = Infinity): HistoryEvent | null {
    const count = this.over(this.done, most, () => this.session.undo());
    if (!count) return null;
    const event = take(this.done, count);
    if (event.kind === 'update') event.losses = this.base.losses.slice(this.iteration, this.iteration + count);
    push(this.undone, event);
    this.exchange(event);
    return event;
  }

  /** The change that was undone last, of a run at most so many updates. */
  private redoNext(most = Infinity): void {
    const { iteration } = this;
    const wanted = Math.min(most, countOf(this.undone.at(-1)));
    const count = this.over(this.undone, most, () => this.session.redo());
    if (count) {
      const event = take(this.undone, count);
      if (event.kind === 'update') {
        this.base.losses = [...this.base.losses.slice(0, iteration), ...event.losses!];
        delete event.losses;
      }
      push(this.done, event);
      this.exchange(event);
    }
    // the core had no room for what lay furthest ahead
    if (count < wanted) this.undone = [];
  }

  /** Goes over the last of the events, of a run over at most so many updates; how many the core could go over. */
  private over(events: readonly HistoryEvent[], most: number, go: () => unknown): number {
    const wanted = Math.min(most, countOf(events.at(-1)));
    let count = 0;
    while (count < wanted && go()) count++;
    return count;
  }

  /** The session has gone over a change. Of what it does not keep itself, the event gets this side and gives the other. */
  private exchange(event: HistoryEvent): void {
    const { base } = this;
    if (event.kind === 'init') [base.losses, event.losses] = [event.losses ?? [], base.losses];
    if (event.kind === 'document') [this.base, event.other] = [event.other, base];
    this.changed();
  }

  // ------------------------------------------------------------------ the loss curve

  private keepLoss(): void {
    const { losses } = this.base;
    if (losses.length <= this.iteration) losses.push(totalLoss(this.session));
  }

  /** The present loss and those after it are others after a change. */
  private dropLaterLosses(): void {
    const { losses } = this.base;
    losses.length = Math.min(losses.length, this.iteration);
  }
}

/** The document's, with the loss and the settings of training that its history has come to. */
function designAfter(original: Scenario, loss: LossId, history: readonly HistoryEvent[]): Design {
  const { title, network, names = {} } = original;
  const training = { ...trainingOf(original) };
  for (const event of history)
    if (event.kind === 'edit' && isSetting(event.id)) training[settingOf[event.id]] = event.value;
  const changed = history.findLast((event) => event.kind === 'loss');
  return {
    title,
    network,
    names,
    loss: changed?.kind === 'loss' ? changed.loss : loss,
    training,
  };
}

const countOf = (event: HistoryEvent | undefined): number =>
  event === undefined ? 0 : event.kind === 'update' ? event.count : 1;

/** Puts an event on top; updates of one run stay one event. */
function push(events: HistoryEvent[], event: HistoryEvent): void {
  const top = events.at(-1);
  if (event.kind !== 'update' || top?.kind !== 'update' || !event.run || top.run !== event.run)
    return void events.push(event);
  const losses = top.losses && [...(event.losses ?? []), ...top.losses];
  events[events.length - 1] = { ...top, count: top.count + event.count, losses };
}

/** Takes the event on top, or of its updates the `count` that come first from there. */
function take(events: HistoryEvent[], count: number): HistoryEvent {
  const top = events.pop()!;
  if (top.kind !== 'update' || top.count === count) return top;
  events.push({ ...top, count: top.count - count, losses: top.losses?.slice(count) });
  return { ...top, count, losses: top.losses?.slice(0, count) };
}
