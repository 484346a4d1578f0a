/**
 * Reads values that come from outside, once each and with suspicion: a getter may throw, a list may have holes or a
 * length beyond all bounds, a proxy may lie. Whatever is wrong becomes one typed error that names the place.
 */
import { type ChoiceName, type ValueKind } from '../errorTexts';
import { reasonOf, type Place } from './place';
import { nearestWord, printable } from './words';

const typedArrayName = /* @__PURE__ */ (() =>
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag)?.get)();

/** A true typed array of numbers (not of BigInts), from any realm. */
function isNumericTypedArray(value: unknown): boolean {
  const name: unknown = typedArrayName?.call(value);
  return typeof name === 'string' && !name.startsWith('Big');
}

function isList(value: unknown): value is ArrayLike<unknown> {
  try {
    return Array.isArray(value) || isNumericTypedArray(value);
  } catch {
    return false; // a revoked proxy
  }
}

export function kindOf(value: unknown): ValueKind {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (isList(value)) return 'list';
  const type = typeof value;
  return type === 'string' ? 'text' : (type as ValueKind);
}

/** The fields of an object that were asked for; absent ones and those that are undefined are left out. */
export type Fields<K extends string> = { [F in K]?: unknown };

export interface TakenFields<K extends string> {
  fields: Fields<K>;
  /** fails if the object has a key that was not asked for */
  refuseOthers(): void;
}

/** The keys of an object that holds its data in them: a map, a date or a promise has none, and holds it elsewhere. */
function keysOf(value: unknown, place: Place): string[] {
  if (kindOf(value) !== 'object') return place.fail('expectedObject', { got: kindOf(value) });
  const isPlain = place.guard(() => Object.prototype.toString.call(value) === '[object Object]');
  return isPlain
    ? place.guard(() => Object.keys(value as object))
    : place.fail('unreadable', { detail: 'not a plain object' });
}

/** Reads each own field once. Inherited and symbol-keyed members do not count. */
export function takeFields<K extends string>(value: unknown, place: Place, known: readonly K[]): TakenFields<K> {
  const keys = keysOf(value, place);
  const fields: Fields<K> = {};
  for (const key of known) {
    if (!keys.includes(key)) continue;
    const field = place.at(key).guard(() => (value as Record<string, unknown>)[key]);
    if (field !== undefined) fields[key] = field;
  }
  const refuseOthers = (): void => {
    const other = keys.find((key) => !(known as readonly string[]).includes(key));
    if (other === undefined) return;
    const nearest = nearestWord(other, known);
    place.at(other).fail('unknownKey', { name: printable(other), ...(nearest === undefined ? {} : { nearest }) });
  };
  return { fields, refuseOthers };
}

/** An object with no other fields than the known ones. */
export function readFields<K extends string>(value: unknown, place: Place, known: readonly K[]): Fields<K> {
  const taken = takeFields(value, place, known);
  taken.refuseOthers();
  return taken.fields;
}

/**
 * All own fields of an object whose keys are data, each read once, in its order. Fields that are undefined are left
 * out.
 */
export function* readEntries(value: unknown, place: Place): Generator<[string, unknown]> {
  for (const key of keysOf(value, place)) {
    const field = place.at(key).guard(() => (value as Record<string, unknown>)[key]);
    if (field !== undefined) yield [key, field];
  }
}

/** Fails where a field that must be there is not. */
export function required(value: unknown, place: Place): unknown {
  return value === undefined ? place.fail('missing', {}) : value;
}

function lengthOf(value: unknown, place: Place): number {
  if (!isList(value)) return place.fail('expectedList', { got: kindOf(value) });
  const length: unknown = place.guard(() => value.length);
  if (typeof length !== 'number' || !Number.isInteger(length) || length < 0) {
    return place.fail('unreadable', { detail: 'a list without a length' });
  }
  return length;
}

/** The items of a list that has between `min` and `max` of them; holes come as undefined. */
export function readList(value: unknown, place: Place, min: number, max: number): unknown[] {
  const length = lengthOf(value, place);
  if (length < min) place.fail('tooFewItems', { min, got: length });
  if (length > max) place.fail('tooManyItems', { max, got: length });
  return takeItems(value as ArrayLike<unknown>, length, place);
}

/** The rows of a matrix: exactly `count` of them. */
export function readRows(value: unknown, place: Place, count: number): unknown[] {
  const length = lengthOf(value, place);
  if (length !== count) place.fail('wrongRowCount', { expected: count, got: length });
  return takeItems(value as ArrayLike<unknown>, length, place);
}

function takeItems(list: ArrayLike<unknown>, length: number, place: Place): unknown[] {
  const items: unknown[] = [];
  for (let index = 0; index < length; index++) {
    try {
      items.push(list[index]);
    } catch (error) {
      place.at(index).fail('unreadable', { detail: reasonOf(error) });
    }
  }
  return items;
}

/** Exactly `count` finite numbers, from an array or a typed array; −0 comes as 0. */
export function readNumbers(value: unknown, place: Place, count: number): number[] {
  const length = lengthOf(value, place);
  if (length !== count) place.fail('wrongNumberCount', { expected: count, got: length });
  const numbers = takeItems(value as ArrayLike<unknown>, length, place);
  for (let index = 0; index < length; index++) {
    const item = numbers[index];
    numbers[index] = Number.isFinite(item) ? (item as number) + 0 : readNumber(item, place.at(index));
  }
  return numbers as number[];
}

/** A finite number; −0 comes as 0, because JSON knows no −0. */
export function readNumber(value: unknown, place: Place): number {
  if (typeof value !== 'number') return place.fail('expectedNumber', { got: kindOf(value) });
  if (Number.isFinite(value)) return value + 0;
  if (place.fromText) return place.fail('tooLargeForDouble', {});
  return place.fail('notFinite', { got: String(value) });
}

/** A whole number from `min` to `max`. */
export function readInteger(value: unknown, place: Place, min: number, max: number): number {
  const number = readNumber(value, place);
  if (!Number.isInteger(number)) return place.fail('expectedInteger', { got: String(number) });
  if (number < min || number > max) return place.fail('outOfRange', { min, max, got: number });
  return number;
}

export function readBoolean(value: unknown, place: Place): boolean {
  return typeof value === 'boolean' ? value : place.fail('expectedBoolean', { got: kindOf(value) });
}

export function readText(value: unknown, place: Place): string {
  return typeof value === 'string' ? value : place.fail('expectedText', { got: kindOf(value) });
}

export function requireFunction(value: unknown, place: Place): void {
  if (typeof value !== 'function') place.fail('unreadable', { detail: 'not a function' });
}

/** One of the known words. */
export function readChoice<T extends string>(value: unknown, place: Place, choice: ChoiceName, known: readonly T[]): T {
  const text = readText(value, place);
  if ((known as readonly string[]).includes(text)) return text as T;
  const nearest = nearestWord(text, known);
  return place.fail('unknownChoice', {
    choice,
    got: printable(text),
    known: [...known],
    ...(nearest === undefined ? {} : { nearest }),
  });
}
