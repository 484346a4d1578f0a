/** From a state of the work, as a link has it, to a session that is in it. The work at hand is not touched. */
import type { Core, LossId, QuantityId, Scenario, Session } from '../../wasm/index';
import { anotherTask } from './tasks';
import { findScenario, firstScenario } from '../scenarios/index';
import { PageError } from './problem';
import { firstParameter, hasParameter } from './quantity';
import { canReplay, replay, type HistoryEvent, type Losses } from './events';

/** Milliseconds of replaying at a time. */
const SLICE = 12;

/** A document and what has been done to it since. */
export interface WorkState {
  /** a named scenario; null for a document of the reader's own */
  scenario: string | null;
  /** as JSON text where it comes from an address: what is wrong with it is the core's to say */
  document?: Scenario | string;
  /** in place of the document's own */
  loss?: LossId;
  history: HistoryEvent[];
  /** a weight or bias that the document has to have */
  parameter?: QuantityId;
}

/** A session that has come to a state. */
export interface Prepared {
  readonly session: Session;
  /** null: a document of the reader's own */
  readonly scenarioId: string | null;
  /** the document as it came; weights may be left to its seed */
  readonly original: Scenario;
  /** the loss that the session started with, where it is not the document's */
  readonly startLoss: LossId | undefined;
  /** the parameter to derive first */
  readonly parameter: QuantityId;
  readonly history: HistoryEvent[];
  readonly losses: Losses;
}

/** Throws what is wrong with the state. */
export function prepare(core: Core, state: WorkState): Prepared {
  const doing = preparation(core, state);
  for (;;) {
    const { done, value } = doing.next();
    if (done) return value;
  }
}

/** Prepares a few milliseconds at a time; null once it is not wanted any more. Throws what is wrong with the state. */
export async function prepareInTasks(core: Core, state: WorkState, isWanted: () => boolean): Promise<Prepared | null> {
  const doing = preparation(core, state);
  let rest = -Infinity; // the document is opened in a task of its own
  for (;;) {
    const { done, value } = doing.next();
    if (!done && performance.now() < rest) continue;
    await anotherTask();
    rest = performance.now() + SLICE;
    if (!isWanted()) {
      if (done) value.session.close();
      else doing.return(undefined as never);
      return null;
    }
    if (done) return value;
  }
}

/** Pauses when the document is open, and before each change. Where it does not come to its end, it closes the session. */
function* preparation(core: Core, state: WorkState): Generator<void, Prepared, void> {
  const { document } = state;
  const entry = document === undefined ? findScenario(state.scenario ?? firstScenario.id) : undefined;
  const original = typeof document === 'string' ? core.read(document) : (document ?? entry?.document);
  if (!original) throw new PageError('unknownScenario', { name: state.scenario ?? '' });
  const parameter = state.parameter ?? entry?.parameter ?? firstParameter;
  const startLoss = state.loss === original.loss ? undefined : state.loss;
  const history = state.history.map((event) => ({ ...event }));
  const session = core.open(original);
  let isWhole = false;
  try {
    yield;
    if (!canReplay(original, history)) throw new PageError('tooMuchToReplay');
    if (startLoss) session.setLoss(startLoss);
    if (!hasParameter(original, parameter)) throw new PageError('unknownParameter', { id: parameter });
    const losses = yield* replay(session, history);
    session.outlineBatch(); // what the core computes for it is kept
    isWhole = true;
    return { session, scenarioId: entry?.id ?? null, original, startLoss, parameter, history, losses };
  } finally {
    if (!isWhole) session.close();
  }
}
