/** From a link to a session that stands where the link says. Nothing of it touches the work at hand. */
import type { Core, QuantityId, Scenario, Session } from '../../wasm/index';
import { findScenario, firstScenario } from '../scenarios/index';
import { PageError } from './problem';
import { firstParameter, hasParameter } from './quantity';
import type { HistoryEvent, LinkState } from './urlstate';

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
  const entry = link.document ? undefined : findScenario(link.scenario ?? firstScenario.id);
  const start = link.document ?? entry?.document;
  if (!start) throw new PageError('unknownScenario', { name: link.scenario ?? '' });
  const parameter = link.parameter ?? entry?.parameter ?? firstParameter;
  return { session: core.open(start), scenarioId: entry?.id ?? null, start, parameter };
}

/** Throws what cannot be, and closes the session then. */
export function prepare(opened: Opened, link: LinkState): Prepared {
  const { session, start, parameter } = opened;
  const history = link.history.map((event) => ({ ...event }));
  try {
    if (link.loss && link.loss !== start.loss) session.setLoss(link.loss);
    if (!hasParameter(start, parameter)) throw new PageError('unknownParameter', { id: parameter });
    const losses = replay(session, history);
    session.outlineBatch(); // what the core computes for it is kept
    return { ...opened, history, losses };
  } catch (error) {
    session.close();
    throw error;
  }
}

function replay(session: Session, history: readonly HistoryEvent[]): (number | null)[] {
  const losses: (number | null)[] = [];
  for (const event of history) {
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
