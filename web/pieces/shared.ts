/** The work that the pieces of a page share: one for each name of a session. */
import { loadCore, type QuantityId } from '../../wasm/index';
import type { DragPhase } from '../lesson/lesson';
import { firstScenario } from '../scenarios/index';
import { prepare } from '../work/opening';
import { faultOf } from '../work/problem';
import { Work } from '../work/work';
import { Facts } from './facts';
import { wakeAll } from './turns';

/** Where the figures of a session are asked to be. */
export interface Shown {
  /** steps done of the iteration, or the phase up to whose end they are done; null: all */
  step: number | string | null;
  /** the weight or bias whose ways are marked */
  parameter: QuantityId | null;
}

/** `pointing`: another quantity is pointed at, and nothing else has changed. */
export type SessionListener = (what: 'change' | 'pointing') => void;

export class SharedSession {
  readonly facts: Facts;
  /** the quantity that is pointed at, in any piece */
  highlighted: QuantityId | null = null;
  shown: Shown = { step: null, parameter: null };
  /** whose words brought them there */
  from: Element | null = null;
  private held: { id: QuantityId } | null = null;
  private readonly listeners = new Set<SessionListener>();

  constructor(readonly work: Work) {
    this.facts = new Facts(work);
    work.changes.listen(() => {
      wakeAll();
      this.tell('change');
    });
  }

  /** Returns what ends it. */
  listen(listener: SessionListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  highlight(id: QuantityId | null): void {
    if (id === this.highlighted) return;
    this.highlighted = id;
    this.tell('pointing');
  }

  show(shown: Shown, from: Element): void {
    Object.assign(this, { shown, from });
    this.tell('change');
  }

  /** A new value while the reader holds the quantity: all of them until it is let go are one change. */
  drag(id: QuantityId, value: number, phase: DragPhase): void {
    if (phase === 'start' || this.held?.id !== id) this.held = { id };
    this.attempt(() => this.work.set(id, value, this.facts.sample, this.held!));
    if (phase === 'end') this.held = null;
  }

  /** A change whose refusal leaves the numbers as they were, and is told. */
  attempt(change: () => void): void {
    try {
      change();
    } catch (error) {
      this.work.problem = { ...faultOf(error), place: 'page' };
      this.tell('change');
    }
  }

  private tell(what: Parameters<SessionListener>[0]): void {
    for (const listener of this.listeners) listener(what);
  }
}

interface Entry {
  scenario: string | null;
  /** JSON text in place of a shipped scenario */
  document: Promise<string> | null;
  session: Promise<SharedSession> | null;
  /** the document or the scenario that is open */
  opened: string | null;
}

const entries = new Map<string, Entry>();

/**
 * The session of that name. It opens when it is first asked for, with the document or the scenario that the first piece names;
 * without one with the first scenario. `anew`: the one that is named now takes its place, for all. Rejects where these are
 * wrong or the core cannot be loaded; the next who asks tries again, with what that one names.
 */
export async function sharedSession(
  name: string,
  scenario: string | null,
  given: () => Promise<string> | null = () => null,
  anew = false,
): Promise<SharedSession> {
  const entry: Entry = entries.get(name) ?? { scenario: null, document: null, session: null, opened: null };
  entries.set(name, entry);
  if (anew) entry.scenario = entry.document = null;
  if (anew || entry.opened === null) {
    entry.scenario ??= scenario;
    entry.document ??= given();
  }
  const shared = await (entry.session ??= open(entry).catch((error: unknown) => {
    entry.session = entry.scenario = entry.document = null;
    throw error;
  }));
  if (anew) await openIn(shared.work, entry);
  return shared;
}

async function open(entry: Entry): Promise<SharedSession> {
  const work = new Work(await loadCore());
  await openIn(work, entry);
  return new SharedSession(work);
}

/** All pieces of the page have been asked by now. */
async function openIn(work: Work, entry: Entry): Promise<void> {
  const asked = entry.document;
  const document = (await asked) ?? undefined;
  // Another was asked for meanwhile.
  if (asked !== entry.document) return openIn(work, entry);
  const scenario = document === undefined ? (entry.scenario ?? firstScenario.id) : null;
  const named = document ?? scenario;
  if (named === entry.opened) return;
  work.adopt(prepare(work.core, { scenario, document, history: [] }), false);
  entry.opened = named;
}
