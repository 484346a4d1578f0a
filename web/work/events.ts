/** The changes of a document: a history consists of them, and a link that is opened replays them. */
import {
  parameterCount,
  shapeOf,
  trainingOf,
  type InitInput,
  type LossId,
  type QuantityId,
  type Scenario,
  type Session,
} from '../../wasm/index';

export type HistoryEvent =
  /** `run`: updates with the same one are one change. `losses`: those before each of them, while they are undone. */
  | { kind: 'update'; count: number; run?: object; losses?: Losses }
  /**
   * `sample`: whose input or target; left out: the one that the next update begins with. `drag`: values set while the reader
   * holds the quantity are one change.
   */
  | { kind: 'edit'; id: QuantityId; value: number; sample?: number; drag?: object }
  | { kind: 'loss'; loss: LossId }
  /** The next update begins with that sample. */
  | { kind: 'next'; sample: number }
  /** New weights; `losses`: the curve on the other side of it. */
  | { kind: 'init'; init: Required<InitInput>; losses?: Losses }
  /** Another document: a link begins with it. `other`: what lies on the other side of it. */
  | { kind: 'document'; other: Base };

/** Over all samples, one entry per iteration so far; null where it is not a finite number. */
export type Losses = (number | null)[];

/** The beginning of a history. */
export interface Base {
  /** a named scenario; null: a document of the reader's own */
  scenarioId: string | null;
  /** the document as it came, before any update or edit; weights may be left to its seed */
  original: Scenario;
  /** the loss that the session started with, where it is not the document's */
  startLoss: LossId | undefined;
  losses: Losses;
}

/** A history with more updates is not replayed. */
export const MAX_REPLAYED_UPDATES = 100_000;
/** Visits of a weight or bias: some seconds of replaying. */
const MAX_REPLAYED_VISITS = 2 ** 27;

/** Whether the history is short enough to be gone through anew, its updates and the curve of the loss. */
export function canReplay(start: Scenario, history: readonly HistoryEvent[]): boolean {
  const perUpdate = trainingOf(start).batchSize + start.samples.length;
  const updates = updatesIn(history);
  const others = history.reduce((sum, { kind }) => sum + (kind === 'init' ? 8 : kind === 'loss' ? 2 : 0), 0);
  const visits = (updates * perUpdate + others) * parameterCount(shapeOf(start));
  return updates <= MAX_REPLAYED_UPDATES && visits <= MAX_REPLAYED_VISITS;
}

const updatesIn = (history: readonly HistoryEvent[]): number =>
  history.reduce((sum, event) => sum + (event.kind === 'update' ? event.count : 0), 0);

/** Does the events in the session, and pauses before each and before each update. Returns the loss before each update. */
export function* replay(session: Session, history: readonly HistoryEvent[]): Generator<void, Losses, void> {
  const losses: Losses = [];
  for (const event of history) {
    if (event.kind === 'init') event.losses = losses.splice(0);
    for (let left = event.kind === 'update' ? event.count : 1; left > 0; left--) {
      yield;
      if (event.kind === 'update') losses.push(totalLoss(session));
      replayOnce(session, event);
    }
  }
  return losses;
}

function replayOnce(session: Session, event: HistoryEvent): void {
  switch (event.kind) {
    case 'update':
      return void session.step({ changes: false });
    case 'loss':
      return session.setLoss(event.loss);
    case 'init':
      return session.initialise(event.init);
    case 'next':
      return session.takeNext(event.sample);
    case 'edit':
      return session.set(event.id, event.value, { sample: event.sample ?? session.status().nextBatch[0] ?? 0 });
  }
}

/** Over all samples; null where it is not a finite number. */
export function totalLoss(session: Session): number | null {
  try {
    return session.loss();
  } catch {
    return null;
  }
}
