/** The arguments of the exports, read and checked before anything is written. */
import { readDigits, readOptions, readWriting, readSample } from '../reading/arguments';
import { argument, type Place } from '../reading/place';
import {
  kindOf,
  readBoolean,
  readEntries,
  readText,
  requireFunction,
  takeFields,
  type Fields,
} from '../reading/reader';
import { readLabel } from '../reading/scenario';
import { maxTitleLength } from '../reading/limits';
import type { Session } from '../session';
import type { Scenario } from '../types/index';

/** A session, recognised by its calls: it may come from another copy of this module. */
export function readSession(value: unknown): Session {
  const place = argument('session');
  const calls = ['scenario', 'status', 'trace', 'derive', 'gradients', 'code'] as const;
  const got = kindOf(value);
  if (got !== 'object') place.fail('expectedObject', { got });
  const session = value as Session;
  for (const call of calls)
    requireFunction(
      place.guard(() => session[call]),
      place.at(call),
    );
  return session;
}

/** The options that all exports have. */
export function readExportOptions<K extends string, T extends object>(
  options: unknown,
  known: readonly K[],
  scenario: Scenario,
  usualTexts: T,
) {
  const fields: Fields<string> = readOptions(options, ['sample', 'title', 'texts', ...known]);
  const { sample, title, texts } = fields;
  const samples = scenario.samples.length;
  return {
    fields: fields as Fields<K>,
    sample: sample === undefined ? undefined : readSample(sample, argument('options.sample'), samples),
    title: title === undefined ? undefined : readLabel(title, argument('options.title'), maxTitleLength),
    texts: readTexts(texts, usualTexts),
  };
}

export const readDocumentForm = ({
  digits,
  batch,
  ...writing
}: Fields<'digits' | 'notation' | 'naming' | 'batch'>) => ({
  batch: batch !== undefined && readBoolean(batch, argument('options.batch')),
  digits: readDigits(digits),
  ...readWriting(writing),
});

/** A table of words of the same form as the usual one; whatever a function of it answers must be text. */
export function readTexts<T extends object>(value: unknown, usual: T): T {
  if (value === undefined) return usual;
  const place = argument('options.texts');
  const keys = Object.keys(usual) as (keyof T & string)[];
  const { fields } = takeFields(value, place, keys);
  const entries = keys.map((key) => [key, readWords(fields[key], usual[key], place.at(key))]);
  return Object.fromEntries(entries) as T;
}

function readWords(value: unknown, usual: unknown, place: Place): unknown {
  if (typeof usual === 'string') return readText(value, place);
  if (typeof usual === 'object')
    return Object.fromEntries(
      [...readEntries(value, place)].map(([key, text]) => [key, readText(text, place.at(key))]),
    );
  requireFunction(value, place);
  return (...parts: unknown[]) => readText((value as (...parts: unknown[]) => unknown)(...parts), place);
}
