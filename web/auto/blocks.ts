/**
 * A code block of the language `backprop`: lines `key: value`, and from the first line that begins with `{` on, a scenario
 * as JSON.
 */
import { LOSSES } from '../work/losses';

export interface Block {
  kind: Kind;
  /** attributes of the element */
  attributes: Record<string, string>;
  /** the scenario, after as many empty lines as the block has before it; null: there is none */
  json: string | null;
}

export type BlockFault = { line: number } & (
  | { key: 'notALine'; text: string }
  | { key: 'unknownKey'; text: string; allowed: readonly string[] }
  | { key: 'wrongWord'; of: string; text: string; allowed: readonly string[] }
  | { key: 'notWhole'; of: string; text: string }
);

export class BlockError extends Error {
  constructor(readonly fault: BlockFault) {
    super(fault.key);
  }
}

/** What a value may be: one of these words, a whole number, or any text (elsewhere it is told what is wrong with it). */
type Values = readonly string[] | 'whole' | 'text';

const common = { scenario: 'text', src: 'text', session: 'text', lang: ['en', 'zh-CN'] } satisfies Record<
  string,
  Values
>;
const kinds = {
  playground: {
    ...common,
    loss: LOSSES,
    parameter: 'text',
    step: 'whole',
    controls: ['full', 'stepper', 'none'],
    theme: ['auto', 'light', 'dark'],
    compact: ['yes', 'no'],
    loading: ['eager', 'lazy'],
    state: 'text',
  },
  network: {
    ...common,
    step: 'whole',
    known: ['forward', 'loss', 'backward', 'batch', 'update'],
    parameter: 'text',
    edges: ['weight', 'gradient', 'update'],
    follows: ['yes', 'no'],
  },
  plot: { ...common, over: 'text', updates: 'whole', near: ['yes', 'no'] },
} satisfies Record<string, Record<string, Values>>;

export type Kind = keyof typeof kinds;

/** Throws a BlockError for the first line that is wrong; the scenario is not read here. */
export function readBlock(text: string): Block {
  const lines = text.split(/\r?\n/);
  const found = lines.findIndex((line) => line.trimStart().startsWith('{'));
  const start = found < 0 ? lines.length : found;
  const entries = lines.slice(0, start).flatMap(readLine);
  const as = entries.find(({ key }) => key === 'as');
  const kind = as ? (oneOf(Object.keys(kinds), as) as Kind) : 'playground';
  const allowed: Record<string, Values> = kinds[kind];
  const attributes: Record<string, string> = {};
  for (const entry of entries.filter((one) => one !== as)) {
    const values = Object.hasOwn(allowed, entry.key) ? allowed[entry.key]! : null;
    if (!values)
      throw new BlockError({
        key: 'unknownKey',
        line: entry.line,
        text: entry.key,
        allowed: ['as', ...Object.keys(allowed)],
      });
    const value = valueOf(entry, values);
    if (value !== null) attributes[entry.key] = value;
  }
  return { kind, attributes, json: found < 0 ? null : '\n'.repeat(start) + lines.slice(start).join('\n') };
}

interface Entry {
  line: number;
  key: string;
  value: string;
}

function readLine(text: string, index: number): Entry[] {
  if (!text.trim()) return [];
  const [, key, value] = /^\s*([\w-]+)\s*[:：]\s*(.*?)\s*$/.exec(text) ?? [];
  if (key === undefined || !value) throw new BlockError({ key: 'notALine', line: index + 1, text: text.trim() });
  return [{ line: index + 1, key, value }];
}

/** As an attribute has it; null: the attribute is left out. */
function valueOf(entry: Entry, values: Values): string | null {
  const { line, key, value } = entry;
  if (values === 'text') return value;
  if (values === 'whole') {
    if (!/^\d{1,6}$/.test(value)) throw new BlockError({ key: 'notWhole', line, of: key, text: value });
    return value;
  }
  const word = oneOf(values, entry);
  return word === 'no' ? null : word === 'yes' ? '' : word;
}

function oneOf(allowed: readonly string[], { line, key, value }: Entry): string {
  if (!allowed.includes(value)) throw new BlockError({ key: 'wrongWord', line, of: key, text: value, allowed });
  return value;
}
