/** Numbers that the reader types: what is read, what is not, and what is worth a word. No DOM. */
import type { DataSet } from '../data/dataSet';
import type { Setup } from '../setup';

/** Members of the setup that are numbers, or none. */
export type NumberName = {
  [K in keyof Setup]: Setup[K] extends number | null ? K : never;
}[keyof Setup];

export interface Limit {
  least: number;
  /** the least itself is not possible */
  above?: boolean;
  most: number;
  /** the most itself is not possible */
  below?: boolean;
  whole?: boolean;
  /** an empty field is none */
  none?: boolean;
}

export const anyNumber: Limit = { least: -1e300, most: 1e300 };
const seed: Limit = { least: 0, most: 2 ** 32 - 1, whole: true };
const below1: Limit = { least: 0, most: 1, below: true };
const epochs: Limit = { least: 1, most: 1_000_000, whole: true };

export const limits: Record<Exclude<NumberName, 'inputs' | 'epsilon'>, Limit> = {
  samples: { least: 2, most: 10_000, whole: true },
  noise: { least: 0, most: 1 },
  test: { least: 0, most: 90, whole: true },
  dataSeed: seed,
  weightSeed: seed,
  learningRate: { least: 0, above: true, most: 1e6 },
  batchSize: { least: 1, most: 100_000, whole: true },
  weightDecay: { least: 0, most: 1e6 },
  momentum: below1,
  beta1: below1,
  beta2: below1,
  scheduleEpochs: epochs,
  scheduleFactor: { least: 0, above: true, most: 1000 },
  scheduleFloor: { least: 0, most: 1e6 },
  stopLoss: { ...anyNumber, none: true },
  stopEpochs: { ...epochs, none: true },
  stopPatience: { ...epochs, none: true },
};

export const unitsLimit: Limit = { least: 1, most: 256, whole: true };
/** Hidden layers: with the outputs as many layers as a network may have. */
export const MOST_LAYERS = 11;

export type FieldFault = 'empty' | 'notANumber' | 'whole' | 'range';

/** The number in a field, with a point or a comma; null: none. */
export function readNumber(text: string, limit: Limit): { value: number | null } | { fault: FieldFault; limit: Limit } {
  const written = text.trim().replace(',', '.').replace('−', '-');
  if (written === '') return limit.none ? { value: null } : { fault: 'empty', limit };
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(written)) return { fault: 'notANumber', limit };
  const value = Number(written);
  if (limit.whole && !Number.isInteger(value)) return { fault: 'whole', limit };
  return isWithin(value, limit) ? { value } : { fault: 'range', limit };
}

function isWithin(value: number, { least, above, most, below }: Limit): boolean {
  return value >= least && value <= most && !(above && value === least) && !(below && value === most);
}

/** Whether a setup is possible, and one for such data; one that was stored may be of another version. */
export function isPossible(setup: Setup, { inputs, outputs, task }: Omit<DataSet, 'points'>): boolean {
  const targets = task === 'classes' && outputs.length === 2 ? 1 : outputs.length;
  if (setup.inputs !== inputs.length || setup.layers.at(-1)?.units !== targets) return false;
  return Object.entries(limits).every(([name, limit]) => {
    const value = setup[name as NumberName];
    return value === null
      ? limit.none === true
      : Number.isFinite(value) && isWithin(value, limit) && (!limit.whole || Number.isInteger(value));
  });
}

export type Note = 'largeRate' | 'largeBatch';

/** What is worth a word about a number that is possible. */
export function noteOf(name: string, { learningRate, batchSize }: Setup, training: number): Note | undefined {
  if (name === 'learningRate' && learningRate > 10) return 'largeRate';
  if (name === 'batchSize' && batchSize > training) return 'largeBatch';
  return undefined;
}
