/** Settings and grids that a page hands to the lab, read in full before it goes to the worker; each fault with its place. */
import type { RawOutputGrid, RawSettings, RawStop } from './raw';
import { maxGridOutputs, maxGridVisits, maxSurfaceValues } from '../reading/limits';
import { argument, type Place } from '../reading/place';
import { readFields, readInteger, readList, readNumber, readNumbers, required } from '../reading/reader';
import { parameterCount, type NetworkShape } from '../reading/shape';
import { readAtLeast0 } from '../reading/training';

const MOST = Number.MAX_SAFE_INTEGER;

export function readSettings(settings: unknown, samples: number): RawSettings {
  const place = argument('settings');
  const fields = readFields(settings, place, ['stop', 'trainingSamples'] as const);
  return {
    stop: readStop(fields.stop ?? {}, place.at('stop')),
    trainingSamples: readInteger(fields.trainingSamples ?? samples, place.at('trainingSamples'), 1, samples),
  };
}

export function readStop(value: unknown, place: Place): RawStop {
  const fields = readFields(value, place, ['loss', 'epochs', 'epochsWithoutProgress', 'progress'] as const);
  const count = (name: 'epochs' | 'epochsWithoutProgress', max: number): number =>
    fields[name] === undefined ? 0 : readInteger(fields[name], place.at(name), 1, max);
  return {
    loss: fields.loss === undefined ? NaN : readNumber(fields.loss, place.at('loss')),
    epochs: count('epochs', MOST),
    epochsWithoutProgress: count('epochsWithoutProgress', 2 ** 31 - 1),
    progress: readAtLeast0(fields.progress ?? 1e-4, place.at('progress')),
  };
}

/** A grid of the inputs of a network of that shape. */
export function readOutputGrid(value: unknown, shape: NetworkShape): RawOutputGrid {
  const place = argument('grid');
  const fields = readFields(value, place, ['axes', 'inputs', 'neuron'] as const);
  const inputs = shape[0]!;
  const axes = readList(required(fields.axes, place.at('axes')), place.at('axes'), 1, 2).map((axis, index) =>
    readAxis(axis, place.at('axes').at(index), inputs),
  );
  if (axes.length === 2 && axes[0]![0] === axes[1]![0])
    place.at('axes').fail('sameQuantity', { id: `x.${axes[0]![0]}` });
  const fixed = readNumbers(required(fields.inputs, place.at('inputs')), place.at('inputs'), inputs);
  const neuron = readNeuron(fields.neuron, place.at('neuron'), shape);
  const [max, got] = [mostPlaces(shape, neuron.layer), axes.reduce((places, [, , , count]) => places * count!, 1)];
  if (got > max) place.at('axes').fail('tooManyItems', { max, got });
  return { axes: Float64Array.from(axes.flat()), inputs: Float64Array.from(fixed), ...neuron };
}

/** As many places of a grid as one call has time and memory for; layer 0: for the outputs of every neuron. */
export function mostPlaces(shape: NetworkShape, layer: number): number {
  const neurons = layer > 0 ? 1 : shape.slice(1).reduce((all, units) => all + units, 0);
  return Math.max(4, Math.floor(Math.min(maxGridOutputs / neurons, maxGridVisits / (parameterCount(shape) + 64))));
}

function readAxis(value: unknown, place: Place, inputs: number): number[] {
  const fields = readFields(value, place, ['input', 'from', 'to', 'count'] as const);
  const from = readNumber(required(fields.from, place.at('from')), place.at('from'));
  const to = readNumber(required(fields.to, place.at('to')), place.at('to'));
  if (to <= from) place.at('to').fail('notAbove', { bound: from, got: to });
  return [
    readInteger(required(fields.input, place.at('input')), place.at('input'), 0, inputs - 1),
    from,
    to,
    readInteger(required(fields.count, place.at('count')), place.at('count'), 2, maxSurfaceValues),
  ];
}

/** Layer 0: every neuron. */
function readNeuron(value: unknown, place: Place, shape: NetworkShape): Pick<RawOutputGrid, 'layer' | 'neuron'> {
  if (value === undefined) return { layer: 0, neuron: 0 };
  const fields = readFields(value, place, ['layer', 'index'] as const);
  const layer = readInteger(required(fields.layer, place.at('layer')), place.at('layer'), 1, shape.length - 1);
  const index = required(fields.index, place.at('index'));
  return { layer, neuron: readInteger(index, place.at('index'), 0, shape[layer]! - 1) };
}
