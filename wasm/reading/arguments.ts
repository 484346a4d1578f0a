/** The arguments of the headless API, checked before anything crosses into the core. */
import { argument, type Place } from './place';
import { ArgumentError } from '../errors';
import { formatQuantityId, parseQuantityId, quantityExists, type Quantity } from './quantity';
import type { NetworkShape } from './shape';
import {
  kindOf,
  readChoice,
  readFields,
  readInteger,
  readList,
  readNumber,
  readNumbers,
  readText,
  type Fields,
} from './reader';
import { printable } from './words';
import type { MistakeId, Naming, Notation, QuantityId } from '../types/index';

/** The options object of a call; left out, it has no fields. */
export function readOptions<K extends string>(value: unknown, known: readonly K[]): Fields<K> {
  return value === undefined ? {} : readFields(value, argument('options'), known);
}

/** Counted from 0. */
export function readSample(value: unknown, place: Place, sampleCount: number): number {
  if (value === undefined) return 0;
  const sample = readInteger(value, place, -Number.MAX_VALUE, Number.MAX_VALUE);
  if (sample < 0 || sample >= sampleCount) place.fail('noSuchSample', { got: sample, count: sampleCount });
  return sample;
}

/** Significant digits of numbers in formulas. */
export function readDigits(value: unknown): number {
  return value === undefined ? 4 : readInteger(value, argument('options.digits'), 2, 17);
}

export const notations: readonly Notation[] = ['scalar', 'indexed', 'matrix', 'article'];

export const mistakes: readonly MistakeId[] = [
  'missing-path',
  'missing-activation-derivative',
  'derivative-of-output',
  'gradient-for-delta',
  'missing-weight',
  'wrong-sign',
  'loss-factor',
  'other-loss',
  'transposed',
  'wrong-input',
  'updated-weights',
];

export function readNotation(value: unknown): Notation {
  return value === undefined ? 'scalar' : readChoice(value, argument('options.notation'), 'notation', notations);
}

export const namings: readonly Naming[] = ['own', 'layers', 'units', 'reading'];

export function readNaming(value: unknown): Naming {
  return value === undefined ? 'own' : readChoice(value, argument('options.naming'), 'naming', namings);
}

/** How formulas are written: notation, and the scheme of names. */
export interface Writing {
  notation: Notation;
  naming: Naming;
}

export const writingFields = ['notation', 'naming'] as const;

export const readWriting = ({ notation, naming }: Fields<(typeof writingFields)[number]>): Writing => ({
  notation: readNotation(notation),
  naming: readNaming(naming),
});

/** The steps of finite differences: 1e-1, 5e-2, 2e-2, 1e-2 … 1e-16 when left out. */
export function readEpsilons(value: unknown, max: number): Float64Array {
  if (value === undefined) return standardEpsilons;
  const place = argument('options.epsilons');
  const epsilons = readList(value, place, 1, max).map((item, index) => {
    const epsilon = readNumber(item, place.at(index));
    if (epsilon > 0 && epsilon <= 1) return epsilon;
    return place.at(index).fail('outOfRange', { min: Number.MIN_VALUE, max: 1, got: epsilon });
  });
  return Float64Array.from(epsilons);
}

const standardEpsilons = /* @__PURE__ */ (() =>
  Float64Array.from(
    Array.from({ length: 16 }, (_, decade) => [1, 0.5, 0.2].map((part) => Number(`${part}e-${decade + 1}`)))
      .flat()
      .slice(0, -2),
  ))();

/** An id that this network has. */
export function readQuantity(value: unknown, place: Place, shape: NetworkShape): Quantity {
  const text = readText(value, place);
  const quantity = parseQuantityId(text);
  if (!quantity) return place.fail('notAQuantityId', { text: printable(text) });
  if (!quantityExists(quantity, shape)) throw aboutQuantity('unknownQuantity', quantity, place);
  return quantity;
}

type NotOfKind = 'notSettable' | 'notDerivable' | 'notAParameter' | 'notVaried' | 'notOfOneSample' | 'notAGradient';

/** An id of the network that the call can use: of one of these kinds. */
export function readQuantityOfKind<K extends Quantity['kind']>(
  value: unknown,
  place: Place,
  shape: NetworkShape,
  kinds: readonly K[],
  otherwise: NotOfKind,
): Extract<Quantity, { kind: K }> {
  const quantity = readQuantity(value, place, shape);
  if (!(kinds as readonly string[]).includes(quantity.kind)) throw aboutQuantity(otherwise, quantity, place);
  return quantity as Extract<Quantity, { kind: K }>;
}

/** The id of a weight or bias of the network. */
export function readParameter(value: unknown, place: Place, shape: NetworkShape): QuantityId {
  return formatQuantityId(readQuantityOfKind(value, place, shape, ['w', 'b'], 'notAParameter'));
}

export function aboutQuantity(key: 'unknownQuantity' | NotOfKind, quantity: Quantity, place: Place): ArgumentError {
  const id: QuantityId = formatQuantityId(quantity);
  return new ArgumentError(key, { id }, { path: place.path, quantity: id });
}

/** Inputs of many samples, as rows or already flat. */
export interface InputBatch {
  flat: Float64Array;
  count: number;
  asRows: boolean;
}

/** `xs` as rows of `inputs` numbers, or as one flat typed array, sample by sample; at most `max` numbers in all. */
export function readInputBatch(value: unknown, inputs: number, max: number): InputBatch {
  const place = argument('xs');
  if (kindOf(value) !== 'list') return place.fail('expectedList', { got: kindOf(value) });
  const asRows = !ArrayBuffer.isView(value);
  return asRows ? readInputRows(value, place, inputs, max) : readFlatInputs(value, place, inputs, max);
}

function readInputRows(value: unknown, place: Place, inputs: number, max: number): InputBatch {
  const rows = readList(value, place, 0, Math.floor(max / inputs));
  const flat = new Float64Array(rows.length * inputs);
  for (const [index, row] of rows.entries()) flat.set(readNumbers(row, place.at(index), inputs), index * inputs);
  return { flat, count: rows.length, asRows: true };
}

function readFlatInputs(value: ArrayBufferView, place: Place, inputs: number, max: number): InputBatch {
  const numbers = value as Float64Array;
  const { length } = numbers;
  if (length > max) place.fail('tooManyItems', { max, got: length });
  if (length % inputs !== 0) place.fail('wrongInputCount', { inputs, got: length });
  return { flat: Float64Array.from(readNumbers(numbers, place, length)), count: length / inputs, asRows: false };
}
