/**
 * The state of a page as the text after `#`. The reader's history is kept as the events since the document's
 * start, so that a reload replays the same operations and arrives at the same bits.
 */
import type { InitInput } from '../../wasm/index';
import { findScenario } from '../scenarios/index';
import { choiceNames, choices, clampDigits, plainChoices, type Choices } from '../work/choices';
import { canReplay, MAX_REPLAYED_UPDATES, type HistoryEvent } from '../work/events';
import { LOSSES } from '../work/losses';
import type { WorkState } from '../work/opening';
import { PageError } from '../work/problem';
import { parseId } from '../work/quantity';
import type { WrittenState } from '../work/work';
import { LinkError, packDocument, unpackDocument } from './packing';

export { LinkError };

/** The state of a page. */
export interface LinkState extends WorkState {
  /** how many steps of the iteration are done */
  step: number;
  choices: Partial<Choices>;
}

/** A link with its document as a value. */
export type WrittenLink = LinkState & WrittenState;

/** The state that a link means where it leaves something out, whatever happens to be set. */
export const plainLink = { history: [], step: 0, choices: plainChoices } satisfies Partial<LinkState>;

const INITS: readonly InitInput['kind'][] = ['zeros', 'uniform', 'xavier_uniform', 'he_normal'];

const MAX_LINK_LENGTH = 900_000;
/** One entry of the history: an id, a sample, and a double with all its digits. */
const MAX_ITEM_LENGTH = 400;

export function encodeHistory(history: readonly HistoryEvent[]): string {
  const items: string[] = [];
  let updates = 0;
  const flush = () => {
    if (updates) items.push(String(updates));
    updates = 0;
  };
  for (const event of history) {
    if (event.kind === 'update') {
      updates += event.count;
      continue;
    }
    flush();
    items.push(encodeEvent(event));
  }
  flush();
  return items.join(',');
}

function encodeEvent(event: HistoryEvent): string {
  switch (event.kind) {
    case 'edit':
      return `${event.id}${event.sample === undefined ? '' : `@${event.sample}`}:${event.value}`;
    case 'loss':
      return `loss:${event.loss}`;
    case 'next':
      return `next:${event.sample}`;
    case 'init':
      return `init:${event.init.kind}.${event.init.seed}`;
    default:
      throw new TypeError(event.kind);
  }
}

export function decodeHistory(text: string): HistoryEvent[] {
  const history: HistoryEvent[] = [];
  for (const item of text ? text.split(',') : []) {
    if (item.length > MAX_ITEM_LENGTH) throw new LinkError('h');
    for (const event of decodeItem(item, history.length)) history.push(event);
  }
  return history;
}

function decodeItem(item: string, already: number): HistoryEvent[] {
  if (/^[1-9]\d*$/.test(item)) {
    const count = Number(item);
    if (count + already > MAX_REPLAYED_UPDATES) throw new LinkError('h');
    return Array.from({ length: count }, () => ({ kind: 'update' as const, count: 1 }));
  }
  const [what, text, ...more] = item.split(':');
  if (more.length || !text) throw new LinkError('h');
  if (what === 'loss') return [{ kind: 'loss', loss: oneOf(LOSSES, text, 'h') }];
  if (what === 'next') return [{ kind: 'next', sample: readCount(text, 'h') }];
  if (what === 'init') return [{ kind: 'init', init: decodeInit(text) }];
  const [id, sample, ...rest] = what.split('@');
  const value = /^-?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN;
  if (!parseId(id) || !Number.isFinite(value) || rest.length) throw new LinkError('h');
  return [{ kind: 'edit', id, value, ...(sample === undefined ? {} : { sample: readCount(sample, 'h') }) }];
}

function decodeInit(text: string): Required<InitInput> {
  const [kind, seed, ...more] = text.split('.');
  if (more.length || !/^\d{1,10}$/.test(seed ?? '')) throw new LinkError('h');
  return { kind: oneOf(INITS, kind, 'h'), seed: Number(seed) };
}

function oneOf<T extends string>(allowed: readonly T[], text: string, part: string): T {
  if (!(allowed as readonly string[]).includes(text)) throw new LinkError(part);
  return text as T;
}

/** A choice that is plain is left out. */
function encodeChoice<K extends keyof Choices>(name: K, value: Choices[K] | undefined): [string, string | undefined] {
  const { key, plain } = choices[name];
  return [key, value === undefined || value === plain ? undefined : String(value)];
}

function decodeChoices(fields: ReadonlyMap<string, string>): Partial<Choices> {
  const read = choiceNames.flatMap((name) => {
    const { key, allowed } = choices[name];
    const text = fields.get(key);
    if (text === undefined) return [];
    return [[name, 'min' in allowed ? clampDigits(readCount(text, key)) : oneOf<string>(allowed, text, key)]];
  });
  return { ...plainChoices, ...Object.fromEntries(read) };
}

/** Writes a link. Throws a PageError where reading would reject it. */
export async function encodeLink(state: WrittenLink): Promise<string> {
  const start = state.document ?? findScenario(state.scenario ?? '')?.document;
  if (start && !canReplay(start, state.history)) throw new PageError('linkTooLarge');
  const parts: [string, string | undefined][] = [
    ['scenario', state.scenario ?? undefined],
    ['doc', state.scenario === null && state.document ? await packDocument(state.document) : undefined],
    ['loss', state.loss],
    ['h', encodeHistory(state.history)],
    ['step', state.step ? String(state.step) : ''],
    ['param', state.parameter],
    ...choiceNames.map((name) => encodeChoice(name, state.choices[name])),
  ];
  const link = parts
    .filter(([, value]) => value)
    .map(
      ([key, value]) =>
        `${key}=${encodeURIComponent(value!).replace(/%3A/g, ':').replace(/%2C/g, ',').replace(/%40/g, '@')}`,
    )
    .join('&');
  if (link.length > MAX_LINK_LENGTH) throw new PageError('linkTooLarge');
  return link;
}

/** Reads a link; throws LinkError naming the part that is damaged. `null`: there is nothing to read. */
export async function decodeLink(hash: string): Promise<LinkState | null> {
  const text = hash.replace(/^#/, '');
  if (!text) return null;
  if (text.length > MAX_LINK_LENGTH) throw new LinkError('#');
  const fields = readFields(text);
  const get = (key: string) => fields.get(key);
  const packed = get('doc');
  return {
    scenario: packed === undefined ? (get('scenario') ?? null) : null,
    document: packed === undefined ? undefined : await unpackDocument(packed),
    loss: get('loss') === undefined ? undefined : oneOf(LOSSES, get('loss')!, 'loss'),
    history: decodeHistory(get('h') ?? ''),
    step: readCount(get('step') ?? '0', 'step'),
    parameter: get('param'),
    choices: decodeChoices(fields),
  };
}

const KEYS = new Set([
  'scenario',
  'doc',
  'loss',
  'h',
  'step',
  'param',
  ...choiceNames.map((name) => choices[name].key),
]);

function readFields(text: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const pair of text.split('&')) {
    const at = pair.indexOf('=');
    const key = at < 0 ? pair : pair.slice(0, at);
    if (at < 0 || !KEYS.has(key)) throw new LinkError(key.slice(0, 40));
    try {
      fields.set(key, decodeURIComponent(pair.slice(at + 1)));
    } catch {
      throw new LinkError(key);
    }
  }
  return fields;
}

function readCount(text: string, part: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new LinkError(part);
  return Number(text);
}
