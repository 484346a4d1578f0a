/** Weights and biases that a page asks the lab about; each fault with its place. */
import type { RawAxes } from './raw';
import { readParameter } from '../reading/arguments';
import { maxGridVisits, maxSurfaceValues } from '../reading/limits';
import { argument } from '../reading/place';
import { readFields, readInteger, readList, readNumber, required } from '../reading/reader';
import { parameterCount, type NetworkShape } from '../reading/shape';
import type { QuantityId } from '../types/index';

/** The lab's losses are means over at most so many samples. */
const MOST_SAMPLES = 512;

export function readParameters(ids: unknown, shape: NetworkShape): QuantityId[] {
  const place = argument('ids');
  return readList(ids, place, 1, 2).map((id, index) => readParameter(id, place.at(index), shape));
}

/** One or two axes. */
export function readParameterAxes(value: unknown, shape: NetworkShape): RawAxes {
  const place = argument('axes');
  const axes = readList(value, place, 1, 2).map((axis, index) => {
    const at = place.at(index);
    const fields = readFields(axis, at, ['id', 'from', 'to', 'count'] as const);
    const from = readNumber(required(fields.from, at.at('from')), at.at('from'));
    const to = readNumber(required(fields.to, at.at('to')), at.at('to'));
    if (to <= from) at.at('to').fail('notAbove', { bound: from, got: to });
    const count = readInteger(required(fields.count, at.at('count')), at.at('count'), 2, maxSurfaceValues);
    return { id: readParameter(required(fields.id, at.at('id')), at.at('id'), shape), numbers: [from, to, count] };
  });
  const ids = axes.map(({ id }) => id);
  if (ids.length === 2 && ids[0] === ids[1]) place.fail('sameQuantity', { id: ids[0]! });
  const max = mostLosses(shape);
  const got = axes.reduce((places, { numbers }) => places * numbers[2]!, 1);
  if (got > max) place.fail('tooManyItems', { max, got });
  return { ids, numbers: Float64Array.from(axes.flatMap(({ numbers }) => numbers)) };
}

/** As many places of `Lab.surface` or `Lab.claims` as one call has time for. */
export const mostLosses = (shape: NetworkShape): number =>
  Math.max(4, Math.floor(maxGridVisits / (MOST_SAMPLES * (parameterCount(shape) + 64))));
