/** The arguments and options of each call on a session, read and complete. */
import {
  readDigits,
  readEpsilons,
  readOptions,
  readParameter,
  readQuantity,
  readQuantityOfKind,
  readSample,
  readWriting,
  writingFields,
  type Writing,
} from './arguments';
import {
  maxEpochs,
  maxEpsilons,
  maxGraphQuantities,
  maxMilliseconds,
  maxPaths,
  maxTracedParameters,
  maxTracedSteps,
  maxTrainingVisits,
  maxVerifyVisits,
} from './limits';
import { argument, type Place } from './place';
import { formatQuantityId } from './quantity';
import { readBoolean, readInteger, readList, type Fields } from './reader';
import { parameterCount, shapeOf, type NetworkShape } from './shape';
import { readNumberOf, settingOf } from './training';
import type { ActivationId, QuantityId } from '../types/index';

interface OpenedScenario {
  inputs: number;
  layers: readonly { units: number; activation: ActivationId }[];
  sampleCount: number;
  training: { batchSize?: number };
}

/** The sizes of an opened scenario, which bound what a call can be asked. */
export interface Sizes {
  shape: NetworkShape;
  /** weights and biases */
  parameters: number;
  samples: number;
  /** samples of a batch, at most */
  batch: number;
  /** weights and biases that one pass visits; a softmax of n outputs counts as n² more */
  visits: number;
}

export function sizesOf({ inputs, layers, sampleCount, training }: OpenedScenario): Sizes {
  const shape = shapeOf({ network: { inputs, layers } });
  const parameters = parameterCount(shape);
  const { units, activation } = layers.at(-1)!;
  const visits = parameters + (activation === 'softmax' ? units ** 2 : 0);
  return { shape, parameters, samples: sampleCount, batch: Math.min(training.batchSize ?? 1, sampleCount), visits };
}

const option = (name: string): Place => argument(`options.${name}`);

export interface TraceRange extends Writing {
  from: number;
  count: number;
  digits: number;
}

/** Steps `from` … `from + count − 1` of a trace over `parameters` weights and biases, counted anew for each sample. */
export function readTraceRange(options: unknown, call: 'trace' | 'traceBatch', parameters: number): TraceRange {
  const fields = readOptions(options, ['digits', ...writingFields, 'from', 'count']);
  const digits = readDigits(fields.digits);
  const writing = readWriting(fields);
  const all = Number.MAX_SAFE_INTEGER;
  const from = fields.from === undefined ? 0 : readInteger(fields.from, option('from'), 0, all);
  if (fields.count !== undefined) {
    return { from, count: readInteger(fields.count, option('count'), 0, maxTracedSteps), digits, ...writing };
  }
  const max = maxTracedParameters;
  if (parameters > max) argument(call).fail('tooManyParameters', { max, got: parameters });
  return { from, count: all, digits, ...writing };
}

/** Options of `derive` for one sample, and for a batch. */
const ofSample = ['sample', 'of', 'pathLimit', 'lines'] as const;
const ofBatch = ['batch', 'shareLimit'] as const;
const derivable = ['w', 'b', 'z', 'a', 'x'] as const;
const batchDerivable = ['w', 'b', 'meandw', 'meandb', 'sumdw', 'sumdb'] as const;

export interface DerivationRequest extends Writing {
  batch: boolean;
  id: QuantityId;
  of: QuantityId;
  sample: number;
  /** how many paths, or shares of a batch, are written out at most */
  limit: number;
  digits: number;
  lines: boolean;
}

export function readDerivation(id: unknown, options: unknown, { shape, samples }: Sizes): DerivationRequest {
  const fields = readOptions(options, [...ofBatch, ...ofSample, ...writingFields, 'digits']);
  const batch = fields.batch !== undefined && readBoolean(fields.batch, option('batch'));
  const foreign = (batch ? ofSample : ofBatch.slice(1)).find((name) => fields[name] !== undefined);
  if (foreign) option(foreign).fail('unknownKey', { name: foreign });
  const quantity = batch
    ? readQuantityOfKind(id, argument('id'), shape, batchDerivable, 'notAParameter')
    : readQuantityOfKind(id, argument('id'), shape, derivable, 'notDerivable');
  const writing = readWriting(fields);
  const digits = readDigits(fields.digits);
  const sample = readSample(fields.sample, option('sample'), samples);
  const [most, least] = batch ? (['shareLimit', 2] as const) : (['pathLimit', 1] as const);
  const limit = fields[most] === undefined ? 8 : readInteger(fields[most], option(most), least, maxPaths);
  const lines = fields.lines === undefined || readBoolean(fields.lines, option('lines'));
  const of = fields.of === undefined ? 'L' : formatQuantityId(readQuantity(fields.of, option('of'), shape));
  return { batch, id: formatQuantityId(quantity), of, sample, limit, digits, ...writing, lines };
}

export interface FactorRequest extends Writing {
  of: QuantityId;
  wrt: QuantityId;
  sample: number;
  digits: number;
}

/** The factor ∂of/∂wrt of a chain. */
export function readFactor(of: unknown, wrt: unknown, options: unknown, sizes: Sizes): FactorRequest {
  const [above, below] = [
    readQuantity(of, argument('of'), sizes.shape),
    readQuantity(wrt, argument('wrt'), sizes.shape),
  ];
  return { of: formatQuantityId(above), wrt: formatQuantityId(below), ...readForm(options, sizes, writingFields) };
}

/** The sample, the digits, and where the call has them notation and names. */
export function readForm(
  options: unknown,
  { samples }: Sizes,
  writing: readonly (typeof writingFields)[number][] = [],
): Writing & { sample: number; digits: number } {
  const fields: Fields<string> = readOptions(options, ['sample', 'digits', ...writing]);
  const sample = readSample(fields.sample, option('sample'), samples);
  return { sample, digits: readDigits(fields.digits), ...readWriting(fields as Fields<'notation' | 'naming'>) };
}

/** As many checks of one parameter as a call has time for. */
const mostChecks = ({ visits }: Sizes): number => Math.floor(maxVerifyVisits / visits);

/** The parameters that `verify` checks; null: all. */
export function readVerified(ids: unknown, sizes: Sizes): QuantityId[] | null {
  const place = argument('ids');
  const max = mostChecks(sizes);
  if (ids !== undefined) {
    return readList(ids, place, 0, max).map((id, index) => readParameter(id, place.at(index), sizes.shape));
  }
  if (sizes.parameters > max) place.fail('tooManyItems', { max, got: sizes.parameters });
  return null;
}

export function readDifferences(options: unknown, sizes: Sizes): Writing & { sample: number; epsilons: Float64Array } {
  const fields = readOptions(options, ['sample', 'epsilons', ...writingFields]);
  const sample = readSample(fields.sample, option('sample'), sizes.samples);
  const epsilons = readEpsilons(fields.epsilons, Math.min(maxEpsilons, mostChecks(sizes)));
  return { sample, epsilons, ...readWriting(fields) };
}

/** null: left out */
export interface GraphParts {
  expand: QuantityId[] | null;
  only: QuantityId[] | null;
}

export function readGraphParts(options: unknown, { shape, parameters }: Sizes): GraphParts {
  const { expand, only } = readOptions(options, ['expand', 'only']);
  const max = maxTracedParameters;
  if (only === undefined && parameters > max) argument('graph').fail('tooManyParameters', { max, got: parameters });
  const read = (value: unknown, place: Place) =>
    value === undefined
      ? null
      : readList(value, place, 0, maxGraphQuantities).map((id, index) =>
          formatQuantityId(readQuantity(id, place.at(index), shape)),
        );
  return {
    expand: expand === 'all' ? definitionsOf(shape) : read(expand, option('expand')),
    only: read(only, option('only')),
  };
}

/** Every quantity whose definition a graph can open. */
function definitionsOf(shape: NetworkShape): QuantityId[] {
  const neurons = shape
    .slice(1)
    .flatMap((units, layer) =>
      Array.from({ length: units }, (_, j) => [`z.${layer + 1}.${j}`, `a.${layer + 1}.${j}`]).flat(),
    );
  return [...neurons, ...Array.from({ length: shape.at(-1) ?? 0 }, (_, k) => `L.${k}`), 'L'];
}

export interface TrainingRequest {
  epochs: number;
  /** Infinity where the options name none */
  milliseconds: number;
  resume: boolean;
}

export function readTraining(options: unknown, { visits, samples }: Sizes): TrainingRequest {
  const fields = readOptions(options, ['epochs', 'milliseconds', 'resume']);
  const place = option('epochs');
  const epochs =
    fields.epochs === undefined ? place.fail('missing', {}) : readInteger(fields.epochs, place, 1, maxEpochs);
  const milliseconds =
    fields.milliseconds === undefined
      ? Infinity
      : readInteger(fields.milliseconds, option('milliseconds'), 0, maxMilliseconds);
  const resume = fields.resume !== undefined && readBoolean(fields.resume, option('resume'));
  const max = Math.max(1, Math.floor(maxTrainingVisits / (visits * samples)));
  if (milliseconds === Infinity && epochs > max) place.fail('tooManyEpochs', { max, got: epochs });
  return { epochs, milliseconds, resume };
}

export interface Edit {
  id: QuantityId;
  kind: 'w' | 'b' | 'eta' | 'x' | 't';
  value: number;
  sample: number;
}

const SETTABLE = ['w', 'b', 'x', 't', ...(Object.keys(settingOf) as (keyof typeof settingOf)[])] as const;

export function readEdit(id: unknown, value: unknown, options: unknown, { shape, samples }: Sizes): Edit {
  const quantity = readQuantityOfKind(id, argument('id'), shape, SETTABLE, 'notSettable');
  const number = readNumberOf(quantity.kind, value, argument('value'));
  const fields = readOptions(options, ['sample']);
  const sample = readSample(fields.sample, option('sample'), samples);
  return { id: formatQuantityId(quantity), kind: quantity.kind, value: number, sample };
}

/** Whether `step` lists the changes. */
export function readListed(options: unknown): boolean {
  const { changes } = readOptions(options, ['changes']);
  return changes === undefined || readBoolean(changes, option('changes'));
}
