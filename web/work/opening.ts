/** From a link to a session that stands where the link says. Nothing of it touches the work at hand. */
import type { Core, QuantityId, Scenario, Session } from '../../wasm/index';
import { anotherTask } from './tasks';
import { findScenario, firstScenario } from '../scenarios/index';
import { PageError } from './problem';
import { firstParameter, hasParameter } from './quantity';
import { canReplay, type HistoryEvent, type LinkState } from '../link/codec';

/** Milliseconds of replaying at a time. */
const SLICE = 12;

/** A link's document in a session of its own. */
export interface Opened {
  readonly session: Session;
  /** null: a document of the reader's own */
  readonly scenarioId: string | null;
  /** the document as it came; weights may be left to its seed */
  readonly start: Scenario;
  /** the parameter to derive first */
  readonly parameter: QuantityId;
}

/** The same with the link's changes made. */
export interface Prepared extends Opened {
  readonly history: HistoryEvent[];
  /** loss over all samples before each update; null where it is not a finite number */
  readonly losses: (number | null)[];
}

/** Throws what is wrong with the document. */
export function openDocument(core: Core, link: LinkState): Opened {
  const { document } = link;
  const entry = document === undefined ? findScenario(link.scenario ?? firstScenario.id) : undefined;
  const start = typeof document === 'string' ? core.read(document) : (document ?? entry?.document);
  if (!start) throw new PageError('unknownScenario', { name: link.scenario ?? '' });
  const parameter = link.parameter ?? entry?.parameter ?? firstParameter;
  return { session: core.open(start), scenarioId: entry?.id ?? null, start, parameter };
}

/** Throws what cannot be, and closes the session then. */
export function prepare(opened: Opened, link: LinkState): Prepared {
  const doing = preparation(opened, link);
  for (;;) {
    const { done, value } = doing.next();
    if (done) return value;
  }
}

/** The same a few milliseconds at a time; null, with the session closed, once it is not wanted any more. */
export async function prepareInTasks(
  opened: Opened,
  link: LinkState,
  isWanted: () => boolean,
): Promise<Prepared | null> {
  const doing = preparation(opened, link);
  let rest = performance.now() + SLICE;
  for (;;) {
    const { done, value } = doing.next();
    if (!done && performance.now() < rest) continue;
    await anotherTask();
    rest = performance.now() + SLICE;
    if (!isWanted()) {
      opened.session.close();
      return null;
    }
    if (done) return value;
  }
}

/** Pauses after each change. */
function* preparation(opened: Opened, link: LinkState): Generator<void, Prepared, void> {
  const { session, start, parameter } = opened;
  const history = link.history.map((event) => ({ ...event }));
  try {
    if (!canReplay(start, history)) throw new PageError('tooMuchToReplay');
    if (link.loss && link.loss !== start.loss) session.setLoss(link.loss);
    if (!hasParameter(start, parameter)) throw new PageError('unknownParameter', { id: parameter });
    const losses = yield* replay(session, history);
    session.outlineBatch(); // what the core computes for it is kept
    return { ...opened, history, losses };
  } catch (error) {
    session.close();
    throw error;
  }
}

function* replay(session: Session, history: readonly HistoryEvent[]): Generator<void, (number | null)[], void> {
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
