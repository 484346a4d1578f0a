/** What can be done to a document: the history of the work, and the part of a link that is replayed. */
import type { InitInput, LossId, QuantityId, Scenario, Session } from '../../wasm/index';
import { parameterCount } from './quantity';

export type HistoryEvent =
  | { kind: 'update'; run?: object }
  /** `sample`: whose input or target; left out: the one that the next update begins with */
  | { kind: 'edit'; id: QuantityId; value: number; sample?: number }
  | { kind: 'loss'; loss: LossId }
  /** The next update begins with that sample. */
  | { kind: 'next'; sample: number }
  /** New weights; `losses`: the curve on the other side of it. */
  | { kind: 'init'; init: InitInput; losses?: (number | null)[] }
  /** Another document: a link begins with it. `other`: what lies on the other side of it. */
  | { kind: 'document'; other: Base };

/** What a history starts from. */
export interface Base {
  /** a named scenario; null: a document of the reader's own */
  scenarioId: string | null;
  /** the document as it came, before any update or edit; weights may be left to its seed */
  start: Scenario;
  /** the loss that the session started with, where it is not the document's */
  startLoss: LossId | undefined;
  /** loss over all samples, one entry per iteration so far; null where it is not a finite number */
  losses: (number | null)[];
}

/** A history with more updates is not replayed. */
export const MAX_REPLAYED_UPDATES = 100_000;
/** Visits of a weight or bias: some seconds of replaying. */
const MAX_REPLAYED_VISITS = 2 ** 27;

/** Whether the history is short enough to be gone through anew, its updates and the curve of the loss. */
export function canReplay(start: Scenario, history: readonly HistoryEvent[]): boolean {
  const visits: Partial<Record<HistoryEvent['kind'], number>> = {
    update: (start.training?.batchSize ?? 1) + start.samples.length,
    init: 8,
    loss: 2,
  };
  const updates = history.filter(({ kind }) => kind === 'update').length;
  const all = history.reduce((sum, { kind }) => sum + (visits[kind] ?? 0), 0);
  return updates <= MAX_REPLAYED_UPDATES && all * parameterCount(start) <= MAX_REPLAYED_VISITS;
}

/** Does the events in the session, and pauses before each. Returns the loss before each update. */
export function* replay(session: Session, history: readonly HistoryEvent[]): Generator<void, (number | null)[], void> {
  const losses: (number | null)[] = [];
  for (const event of history) {
    yield;
    if (event.kind === 'update') {
      losses.push(totalLoss(session));
      session.step({ changes: false });
    } else if (event.kind === 'loss') session.setLoss(event.loss);
    else if (event.kind === 'init') {
      event.losses = losses.splice(0);
      session.initialise(event.init);
    } else if (event.kind === 'next') session.takeNext(event.sample);
    else if (event.kind === 'edit')
      session.set(event.id, event.value, { sample: event.sample ?? session.status().nextBatch[0] ?? 0 });
  }
  return losses;
}

/** Over all samples; null where it is not a finite number. */
export function totalLoss(session: Session): number | null {
  try {
    return session.loss();
  } catch {
    return null;
  }
}
