/** What earlier updates have left for training to go on with: read and checked. */
import { maxUpdates } from './limits';
import type { Place } from './place';
import { readFields, readInteger, readList, readNumbers, readRows, required } from './reader';
import type { NetworkShape } from './shape';
import { readAtLeast0 } from './training';
import type { LayerMoments, OptimizerId, ScenarioState } from '../types/index';

type MomentName = 'velocity' | 'firstMoment' | 'secondMoment';
/** What each optimizer keeps of every weight and bias. */
export const keptBy: Record<OptimizerId, readonly MomentName[]> = {
  sgd: [],
  momentum: ['velocity'],
  adam: ['firstMoment', 'secondMoment'],
};

interface StateContext {
  shape: NetworkShape;
  samples: number;
  optimizer: OptimizerId;
}

export function readState(value: unknown, place: Place, { shape, samples, optimizer }: StateContext): ScenarioState {
  const kept = keptBy[optimizer];
  const fields = readFields(value, place, ['updates', 'epoch', 'position', ...kept] as const);
  const count = (key: 'epoch' | 'position', max: number) =>
    fields[key] === undefined ? {} : { [key]: readInteger(fields[key], place.at(key), 0, max) };
  return {
    updates: readInteger(required(fields.updates, place.at('updates')), place.at('updates'), 0, maxUpdates),
    ...count('epoch', maxUpdates),
    ...count('position', samples - 1),
    ...Object.fromEntries(
      kept.flatMap((key) =>
        fields[key] === undefined
          ? []
          : [[key, readMoments(fields[key], place.at(key), shape, key === 'secondMoment')]],
      ),
    ),
  };
}

/** One number for each weight and bias; of squares none is negative. */
function readMoments(value: unknown, place: Place, shape: NetworkShape, ofSquares: boolean): LayerMoments[] {
  const readRow = (row: unknown, at: Place, count: number): number[] => {
    const numbers = readNumbers(row, at, count);
    if (ofSquares) numbers.forEach((number, index) => readAtLeast0(number, at.at(index)));
    return numbers;
  };
  const depth = shape.length - 1;
  return readList(value, place, depth, depth).map((item, index) => {
    const at = place.at(index);
    const [from, units] = [shape[index]!, shape[index + 1]!];
    const { weights, biases } = readFields(item, at, ['weights', 'biases'] as const);
    const rows = readRows(required(weights, at.at('weights')), at.at('weights'), units);
    return {
      weights: rows.map((row, to) => readRow(row, at.at('weights').at(to), from)),
      biases: readRow(required(biases, at.at('biases')), at.at('biases'), units),
    };
  });
}
