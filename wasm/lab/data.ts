/** Data sets to train on, which core/lab/data_sets.cpp draws. */
import { maxSeed } from '../reading/limits';
import { argument } from '../reading/place';
import { readFields, readInteger, readNumber, required } from '../reading/reader';
import type { ScenarioSample } from '../types/index';
import type { RawData } from './raw';

/** In the order of the core's enumeration. */
export const dataSets = ['circle', 'xor', 'gaussians', 'moons', 'spiral', 'curve', 'plane'] as const;

/**
 * circle: a disc of radius 0.5 in a ring from 0.7 to 1 · xor: quadrants where x1 and x2 have different signs ·
 * gaussians: two, with means ±(0.5, 0.5) and a standard deviation of 0.2 · moons: two half circles that reach into each
 * other · spiral: two arms, 1.25 turns each · curve: t = 0.8 sin(3x), of one input · plane: t = 0.5 x1 − 0.4 x2 + 0.1. The
 * first of the two sets has the target 1, the second 0; the inputs of curve and plane lie from −1 to 1.
 */
export type DataSetId = (typeof dataSets)[number];

export interface DataOptions {
  kind: DataSetId;
  /** 2 … 10,000 */
  samples: number;
  /** standard deviation of what is added to every input, of curve and plane to the target; 0 … 1, 0 when left out */
  noise?: number;
  /** 0 … 2³²−1, 1 when left out */
  seed?: number;
}

export function readDataOptions(options: unknown): Required<DataOptions> {
  const place = argument('options');
  const fields = readFields(options, place, ['kind', 'samples', 'noise', 'seed'] as const);
  const kind = dataSets.find((one) => one === fields.kind);
  if (kind === undefined) return place.at('kind').fail('unreadable', { detail: `none of ${dataSets.join(', ')}` });
  const samples = readInteger(required(fields.samples, place.at('samples')), place.at('samples'), 2, 10_000);
  const noise = readNumber(fields.noise ?? 0, place.at('noise'));
  if (!(noise >= 0 && noise <= 1)) place.at('noise').fail('outOfRange', { min: 0, max: 1, got: noise });
  return { kind, samples, noise, seed: readInteger(fields.seed ?? 1, place.at('seed'), 0, maxSeed) };
}

export const samplesOf = ({ inputs, x, t }: RawData): ScenarioSample[] =>
  Array.from(t, (target, index) => ({ x: [...x.subarray(index * inputs, (index + 1) * inputs)], t: [target] }));

/** The items in an order that the seed draws, from 0 to 2³²−1. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const list = [...items];
  const random = uniform(seed);
  for (let last = list.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [list[last], list[other]] = [list[other]!, list[last]!];
  }
  return list;
}

/** Mulberry32 (Ettinger 2017): a counter of 32 bits, mixed. From 0 up to 1. */
function uniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
