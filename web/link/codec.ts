/**
 * What is on the screen, as the text after `#`. The reader's history is kept as the events since the scenario's
 * start, so that a reload replays the same operations and arrives at the same bits.
 */
import type { InitInput, LossId, Notation, QuantityId, Scenario } from '../../wasm/index';
import { findScenario } from '../scenarios/index';
import { LOSSES } from '../work/losses';
import { PageError } from '../work/problem';
import { parameterCount, parseId } from '../work/quantity';

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

export type Granularity = 'step' | 'neuron' | 'layer' | 'phase';
export type Panel = 'step' | 'derive' | 'compare';
export type EdgeMode = 'weight' | 'gradient' | 'update';
/** the network, or the graph of its operations */
export type PictureKind = 'network' | 'graph';
/** whose gradient is derived: of the sample shown, or of the batch that the next update takes */
export type Meant = 'sample' | 'batch';
export type Language = 'en' | 'zh-CN';

export interface LinkState {
  /** a named scenario; null where `document` stands for itself */
  scenario: string | null;
  /** as JSON text where it comes from an address: what is wrong with it is the core's to say */
  document?: Scenario | string;
  loss?: LossId;
  history: HistoryEvent[];
  step: number;
  parameter?: QuantityId;
  panel?: Panel;
  granularity?: Granularity;
  edges?: EdgeMode;
  picture?: PictureKind;
  digits?: number;
  notation?: Notation;
  meant?: Meant;
  language?: Language;
}

/** A link with its document as a value. */
export interface WrittenLink extends LinkState {
  document?: Scenario;
}

/** The link says something that cannot be read; `part` is the key at fault. */
export class LinkError extends Error {
  constructor(readonly part: string) {
    super(`damaged link: ${part}`);
  }
}

/** significant digits shown, unless the reader asks for others */
export const DEFAULT_DIGITS = 4;

/** What a link leaves out is this, not what happens to be set. */
export const plainLink = {
  history: [],
  step: 0,
  granularity: 'step',
  picture: 'network',
  digits: DEFAULT_DIGITS,
  notation: 'scalar',
} satisfies Partial<LinkState>;

export const GRANULARITIES: readonly Granularity[] = ['step', 'neuron', 'layer', 'phase'];
export const NOTATIONS: readonly Notation[] = ['scalar', 'indexed', 'matrix', 'article'];
export const MEANT: readonly Meant[] = ['sample', 'batch'];
const PANELS: readonly Panel[] = ['step', 'derive', 'compare'];
const EDGE_MODES: readonly EdgeMode[] = ['weight', 'gradient', 'update'];
export const PICTURES: readonly PictureKind[] = ['network', 'graph'];
const INITS: readonly InitInput['kind'][] = ['zeros', 'uniform', 'xavier_uniform', 'he_normal'];
const LANGUAGES: readonly Language[] = ['en', 'zh-CN'];

/** A link that asks for more is damaged. */
const MAX_REPLAYED_UPDATES = 100_000;
/** Of weights and biases, each time that one is gone over: some seconds of replaying. */
const MAX_REPLAYED_VISITS = 2 ** 27;
const MAX_LINK_LENGTH = 900_000;
/** Of one entry of the history: an id, a sample, and a double with all its digits. */
const MAX_ITEM_LENGTH = 400;
const MAX_DOCUMENT_BYTES = 2_000_000;

export function encodeHistory(history: readonly HistoryEvent[]): string {
  const items: string[] = [];
  let updates = 0;
  const flush = () => {
    if (updates) items.push(String(updates));
    updates = 0;
  };
  for (const event of history) {
    if (event.kind === 'update') {
      updates++;
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
      return `init:${event.init.kind}.${event.init.seed ?? 1}`;
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
    return Array.from({ length: count }, () => ({ kind: 'update' as const }));
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

function decodeInit(text: string): InitInput {
  const [kind, seed, ...more] = text.split('.');
  if (more.length || !/^\d{1,10}$/.test(seed ?? '')) throw new LinkError('h');
  return { kind: oneOf(INITS, kind, 'h'), seed: Number(seed) };
}

function oneOf<T extends string>(allowed: readonly T[], text: string, part: string): T {
  if (!(allowed as readonly string[]).includes(text)) throw new LinkError(part);
  return text as T;
}

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

/** Throws a PageError where the link would be one that reading refuses. */
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
    ['panel', state.panel === 'step' ? undefined : state.panel],
    ['by', state.granularity === 'step' ? undefined : state.granularity],
    ['view', state.picture === 'network' ? undefined : state.picture],
    ['edges', state.edges === 'weight' ? undefined : state.edges],
    ['digits', state.digits === undefined ? undefined : String(state.digits)],
    ['notation', state.notation === 'scalar' ? undefined : state.notation],
    ['of', state.meant === 'sample' ? undefined : state.meant],
    ['lang', state.language],
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
  const pick = <T extends string>(key: string, allowed: readonly T[]) =>
    get(key) === undefined ? undefined : oneOf(allowed, get(key)!, key);
  const packed = get('doc');
  return {
    scenario: packed === undefined ? (get('scenario') ?? null) : null,
    document: packed === undefined ? undefined : await unpackDocument(packed),
    loss: pick('loss', LOSSES),
    history: decodeHistory(get('h') ?? ''),
    step: readCount(get('step') ?? '0', 'step'),
    parameter: get('param'),
    panel: pick('panel', PANELS),
    granularity: pick('by', GRANULARITIES) ?? plainLink.granularity,
    picture: pick('view', PICTURES) ?? plainLink.picture,
    edges: pick('edges', EDGE_MODES),
    digits: get('digits') === undefined ? plainLink.digits : readCount(get('digits')!, 'digits'),
    notation: pick('notation', NOTATIONS) ?? plainLink.notation,
    meant: pick('of', MEANT),
    language: pick('lang', LANGUAGES),
  };
}

const KEYS = new Set([
  'view',
  'scenario',
  'doc',
  'loss',
  'h',
  'step',
  'param',
  'panel',
  'by',
  'edges',
  'digits',
  'notation',
  'of',
  'lang',
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

async function throughStream(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
  limit = Infinity,
) {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.length;
    if (length > limit) throw new LinkError('doc');
    chunks.push(part.value as Uint8Array<ArrayBuffer>);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

/** Older browsers have no such streams, or not in this format. */
function streamOf<T>(create: () => T): T {
  try {
    return create();
  } catch {
    throw new PageError('noPacking');
  }
}

/** A history's start is packed once. */
const packed = new WeakMap<Scenario, Promise<string>>();

function packDocument(document: Scenario): Promise<string> {
  if (!packed.has(document)) packed.set(document, pack(document));
  return packed.get(document)!;
}

/** About how many bytes a document takes: its rows of numbers are of much the same length. */
function roughSize({ network, samples }: Scenario): number {
  const rows = (all: readonly unknown[] = []) => all.length * (JSON.stringify(all[0])?.length ?? 0);
  return network.layers.reduce((sum, { weights }) => sum + rows(weights), rows(samples));
}

async function pack(document: Scenario): Promise<string> {
  // Writing megabytes out to find that they are too many would keep the page waiting.
  if (roughSize(document) > MAX_DOCUMENT_BYTES) throw new PageError('linkTooLarge');
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  if (bytes.length > MAX_DOCUMENT_BYTES) throw new PageError('linkTooLarge');
  const short = await throughStream(
    bytes,
    streamOf(() => new CompressionStream('deflate-raw')),
  );
  let binary = '';
  for (const byte of short) binary += String.fromCharCode(byte);
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

/** JSON text of an object. */
async function unpackDocument(text: string): Promise<string> {
  const unpacking = streamOf(() => new DecompressionStream('deflate-raw'));
  try {
    const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
    const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
    const plain = await throughStream(bytes, unpacking, MAX_DOCUMENT_BYTES);
    const json = new TextDecoder('utf-8', { fatal: true }).decode(plain);
    const value: unknown = JSON.parse(json);
    if (typeof value === 'object' && value && !Array.isArray(value)) return json;
  } catch {
    // said below
  }
  throw new LinkError('doc');
}
