/** Data sets to train on, drawn from a seed. */
import { argument } from '../reading/place';
import { readFields, readInteger, readNumber, required } from '../reading/reader';
import type { ScenarioSample } from '../types/index';

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

type Place = [x1: number, x2: number];
/** From 0 up to 1. */
type Random = () => number;

/** A point of the first set (`first`) or of the second. */
const places: Record<Exclude<DataSetId, 'curve' | 'plane'>, (first: boolean, random: Random) => Place> = {
  circle: (first, random) => {
    const radius = first ? 0.5 * Math.sqrt(random()) : Math.sqrt(0.49 + 0.51 * random());
    return onCircle(radius, 2 * Math.PI * random());
  },
  xor: (first, random) => {
    const side = random() < 0.5 ? 1 : -1;
    return [side * (0.06 + 0.94 * random()), (first ? -side : side) * (0.06 + 0.94 * random())];
  },
  gaussians: (first, random) => {
    const mean = first ? 0.5 : -0.5;
    return [mean + 0.2 * normal(random), mean + 0.2 * normal(random)];
  },
  moons: (first, random) => {
    const angle = Math.PI * random();
    const [x, y] = onCircle(0.65, angle);
    return first ? [x - 0.325, y - 0.16] : [0.325 - x, 0.16 - y];
  },
  spiral: (first, random) => {
    const along = random();
    return onCircle(0.08 + 0.92 * along, 2.5 * Math.PI * along + (first ? 0 : Math.PI));
  },
};

/**
 * So many samples, as many of either set, in an order drawn from the seed: the first may train and the others test.
 *
 * @throws {ArgumentError}
 */
export function drawData(options: DataOptions): ScenarioSample[] {
  const place = argument('options');
  const fields = readFields(options, place, ['kind', 'samples', 'noise', 'seed'] as const);
  const kind = dataSets.find((one) => one === fields.kind);
  if (kind === undefined) return place.at('kind').fail('unreadable', { detail: `none of ${dataSets.join(', ')}` });
  const samples = readInteger(required(fields.samples, place.at('samples')), place.at('samples'), 2, 10_000);
  const noise = readNumber(fields.noise ?? 0, place.at('noise'));
  if (!(noise >= 0 && noise <= 1)) place.at('noise').fail('outOfRange', { min: 0, max: 1, got: noise });
  const random = uniform(readInteger(fields.seed ?? 1, place.at('seed'), 0, 2 ** 32 - 1));
  const drawn = Array.from({ length: samples }, (_, index) => sample(kind, index % 2 === 0, noise, random));
  return inRandomOrder(drawn, random);
}

function sample(kind: DataSetId, first: boolean, noise: number, random: Random): ScenarioSample {
  if (kind === 'curve') {
    const x = 2 * random() - 1;
    return { x: [x], t: [0.8 * Math.sin(3 * x) + noise * normal(random)] };
  }
  if (kind === 'plane') {
    const [x1, x2] = [2 * random() - 1, 2 * random() - 1];
    return { x: [x1, x2], t: [0.5 * x1 - 0.4 * x2 + 0.1 + noise * normal(random)] };
  }
  const place = places[kind](first, random);
  return { x: place.map((x) => x + noise * normal(random)), t: [first ? 1 : 0] };
}

const onCircle = (radius: number, angle: number): Place => [radius * Math.cos(angle), radius * Math.sin(angle)];

/** Box and Muller (1958). */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** The items in an order that the seed draws, from 0 to 2³²−1. */
export const shuffled = <T>(list: readonly T[], seed: number): T[] => inRandomOrder([...list], uniform(seed));

/** Fisher and Yates. */
function inRandomOrder<T>(list: T[], random: Random): T[] {
  for (let last = list.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [list[last], list[other]] = [list[other]!, list[last]!];
  }
  return list;
}

/** Mulberry32 (Ettinger 2017): a counter of 32 bits, mixed. */
function uniform(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
