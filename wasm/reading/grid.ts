/** The arguments of a slice or a surface of the loss. */
import type { QuantityId } from '../types/index';
import { readOptions, readQuantityOfKind, readSample } from './arguments';
import { maxGridVisits, maxSliceValues, maxSurfaceValues } from './limits';
import type { Sizes } from './options';
import { argument, type Place } from './place';
import { formatQuantityId } from './quantity';
import { readBoolean, readFields, readInteger, readNumber, readNumbers, required } from './reader';

export interface GridRequest {
  ids: QuantityId[];
  /** from, to and count of each id */
  axes: Float64Array;
  /** −1: the next batch */
  sample: number;
}

export function readSlice(
  id: unknown,
  range: { from: unknown; to: unknown; n: unknown },
  options: unknown,
  sizes: Sizes,
): GridRequest {
  const sample = readLossOptions(options, sizes);
  const ids = [readVaried(id, argument('id'), sample, sizes)];
  const from = readNumber(range.from, argument('from'));
  const to = readAbove(readNumber(range.to, argument('to')), from, argument('to'));
  const n = readInteger(range.n, argument('n'), 2, Math.min(maxSliceValues, mostPlaces(sample, sizes)));
  return { ids, axes: Float64Array.of(from, to, n), sample };
}

export function readSurface(id1: unknown, id2: unknown, grid: unknown, options: unknown, sizes: Sizes): GridRequest {
  const sample = readLossOptions(options, sizes);
  const ids = [readVaried(id1, argument('id1'), sample, sizes), readVaried(id2, argument('id2'), sample, sizes)];
  if (ids[0] === ids[1]) argument('id2').fail('sameQuantity', { id: ids[1]! });
  const place = argument('grid');
  const fields = readFields(grid, place, ['from', 'to', 'n']);
  const [from, to, n] = (['from', 'to', 'n'] as const).map((name) =>
    readNumbers(required(fields[name], place.at(name)), place.at(name), 2),
  ) as [number[], number[], number[]];
  const axes = ids.flatMap((_, axis) => [
    from[axis]!,
    readAbove(to[axis]!, from[axis]!, place.at('to').at(axis)),
    readInteger(n[axis], place.at('n').at(axis), 2, maxSurfaceValues),
  ]);
  const [max, got] = [mostPlaces(sample, sizes), n[0]! * n[1]!];
  if (got > max) place.at('n').fail('tooManyItems', { max, got });
  return { ids, axes: Float64Array.from(axes), sample };
}

/** The sample whose loss is asked for, or −1 for the next batch. */
function readLossOptions(options: unknown, { samples }: Sizes): number {
  const fields = readOptions(options, ['sample', 'batch']);
  const place = argument('options.sample');
  const batch = fields.batch !== undefined && readBoolean(fields.batch, argument('options.batch'));
  if (batch && fields.sample !== undefined) place.fail('unknownKey', { name: 'sample' });
  return batch ? -1 : readSample(fields.sample, place, samples);
}

/** The samples of a batch have inputs and targets of their own. */
function readVaried(id: unknown, place: Place, sample: number, { shape }: Sizes): QuantityId {
  const kinds = sample < 0 ? (['w', 'b'] as const) : (['w', 'b', 'x', 't'] as const);
  return formatQuantityId(readQuantityOfKind(id, place, shape, kinds, 'notVaried'));
}

function readAbove(value: number, bound: number, place: Place): number {
  return value > bound ? value : place.fail('notAbove', { bound, got: value });
}

/** As many places as one call has time for; the smallest grid always. */
function mostPlaces(sample: number, { visits, batch }: Sizes): number {
  return Math.max(4, Math.floor(maxGridVisits / ((visits + 64) * (sample < 0 ? batch : 1))));
}
