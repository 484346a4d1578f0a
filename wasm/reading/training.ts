/** The training settings of a document, read and checked. */
import { maxSeed } from './limits';
import type { Place } from './place';
import { readBoolean, readChoice, readFields, readInteger, readNumber, required } from './reader';
import type { BatchReduction, Catalog, LearningRateSchedule, OptimizerId, ScenarioTraining } from '../types/index';

export const batchReductions: readonly BatchReduction[] = ['mean', 'sum'];
/** In the order of the core's enumeration. */
export const optimizers: readonly OptimizerId[] = ['sgd', 'momentum', 'adam'];
/** After `constant`, in the order of the core's enumeration. */
export const schedules = ['step', 'cosine'] as const;
const maxScheduleEpochs = 2 ** 31 - 1;

type Read<T> = (value: unknown, place: Place) => T;

const below1: Read<number> = (value, place) => {
  const number = readAtLeast0(value, place);
  return number < 1 ? number : place.fail('outOfRange', { min: 0, max: 1, got: number });
};

export function readAtLeast0(value: unknown, place: Place): number {
  const number = readNumber(value, place);
  return number >= 0 ? number : place.fail('outOfRange', { min: 0, max: Number.MAX_VALUE, got: number });
}

function readAbove0(value: unknown, place: Place): number {
  const number = readNumber(required(value, place), place);
  return number > 0 ? number : place.fail('notAbove', { bound: 0, got: number });
}

function readSchedule(value: unknown, place: Place): LearningRateSchedule {
  const { epochs, factor, floor, ...fields } = readFields(value, place, ['kind', 'epochs', 'factor', 'floor'] as const);
  const kind = readChoice(required(fields.kind, place.at('kind')), place.at('kind'), 'schedule', schedules);
  const all = { epochs: readInteger(required(epochs, place.at('epochs')), place.at('epochs'), 1, maxScheduleEpochs) };
  if (kind === 'step') return { kind, ...all, factor: readAbove0(factor, place.at('factor')) };
  return { kind, ...all, ...(floor === undefined ? {} : { floor: readAtLeast0(floor, place.at('floor')) }) };
}

/** The numbers that an optimizer is set by, each in its range. */
const optimizerNumbers = {
  momentum: below1,
  beta1: below1,
  beta2: below1,
  epsilon: readAbove0,
  weightDecay: readAtLeast0,
};

/** The settings that have an id, by it; in the order in which the core has them. */
export const settingOf = {
  eta: 'learningRate',
  mu: 'momentum',
  beta1: 'beta1',
  beta2: 'beta2',
  epsilon: 'epsilon',
  lambda: 'weightDecay',
} as const;
const readerOf: Readonly<Record<string, Read<number>>> = { learningRate: readNumber, ...optimizerNumbers };

/** The new number of a quantity that is set: of a setting in its range, else any finite one. */
export function readNumberOf(kind: string, value: unknown, place: Place): number {
  return (readerOf[(settingOf as Record<string, string>)[kind] ?? ''] ?? readNumber)(value, place);
}

export function readTraining(value: unknown, place: Place, { limits }: Catalog): ScenarioTraining {
  const readers: { readonly [K in keyof Required<ScenarioTraining>]: Read<ScenarioTraining[K]> } = {
    optimizer: (text, at) => readChoice(text, at, 'optimizer', optimizers),
    learningRate: readNumber,
    batchSize: (number, at) => readInteger(number, at, 1, limits.samples),
    batchReduction: (text, at) => readChoice(text, at, 'batchReduction', batchReductions),
    updateBiases: readBoolean,
    ...optimizerNumbers,
    schedule: readSchedule,
    shuffleSeed: (number, at) => readInteger(number, at, 0, maxSeed),
  };
  const known = Object.keys(readers) as (keyof ScenarioTraining)[];
  const fields: Partial<Record<keyof ScenarioTraining, unknown>> = readFields(value, place, known);
  const read = known.flatMap((key) =>
    fields[key] === undefined ? [] : [[key, readers[key](fields[key], place.at(key))]],
  );
  return Object.fromEntries(read) as ScenarioTraining;
}
