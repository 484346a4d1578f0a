/** Calls of a session that change nothing: their arguments read, then asked of the core. */
import { callCore } from './boundary';
import type { RawSession } from './raw';
import {
  aboutQuantity,
  mistakes,
  readInputBatch,
  readOptions,
  readParameter,
  readQuantity,
  readQuantityOfKind,
  readSample,
  readWriting,
  writingFields,
} from './reading/arguments';
import { readSlice, readSurface, type GridRequest } from './reading/grid';
import { maxSampleNumbers } from './reading/limits';
import {
  readDerivation,
  readDifferences,
  readFactor,
  readGraphParts,
  readForm,
  readVerified,
  type Sizes,
} from './reading/options';
import { argument } from './reading/place';
import { readChoice } from './reading/reader';
import { formatQuantityId } from './reading/quantity';
import { gradientSymbol, toSymbol } from './symbol';
import type {
  BatchDerivation,
  BatchReduction,
  ComputationGraph,
  Derivation,
  DerivationLine,
  Differences,
  NetworkCode,
  QuantityId,
  QuantitySymbol,
  RuleCase,
  Slice,
  Surface,
  Verification,
} from './types/index';

/** A session and what bounds the arguments of its calls. */
export interface Asked {
  raw: RawSession;
  sizes: Sizes;
}

export function derivationOf(
  { raw, sizes }: Asked,
  id: unknown,
  options: unknown,
  reduction: BatchReduction,
): Derivation | BatchDerivation {
  const asked = readDerivation(id, options, sizes);
  const { of, sample, limit, digits, lines } = asked;
  if (asked.batch) {
    const gradient = /^[wb]/.test(asked.id) ? `${reduction}d${asked.id}` : asked.id;
    return callCore(() => raw.deriveBatch(gradient, digits, limit, asked));
  }
  const derivation = callCore(() => raw.derive(asked.id, of, sample, digits, limit, asked, lines));
  return derivation ?? argument('options.of').fail('notDependent', { of, id: asked.id });
}

export function factorLinesOf({ raw, sizes }: Asked, of: unknown, wrt: unknown, options: unknown): DerivationLine[] {
  const asked = readFactor(of, wrt, options, sizes);
  const lines = callCore(() => raw.factorLines(asked.of, asked.wrt, asked.sample, asked.digits, asked));
  return lines ?? argument('wrt').fail('notAFactor', { of: asked.of, wrt: asked.wrt });
}

export function generalRuleOf({ raw, sizes }: Asked, parameter: unknown, options: unknown): RuleCase[] {
  const id = readParameter(parameter, argument('parameter'), sizes.shape);
  const { sample, digits } = readForm(options, sizes);
  return callCore(() => raw.generalRule(id, sample, digits));
}

export const lossOf = ({ raw }: Asked): number => callCore(() => raw.loss()).loss;

export function codeOf({ raw }: Asked, target: unknown): NetworkCode {
  const choice = readChoice(target, argument('target'), 'target', ['numpy', 'pytorch', 'eigen'] as const);
  return callCore(() => raw.code(choice));
}

export function verificationOf({ raw, sizes }: Asked, sample: unknown, ids: unknown): Verification {
  const index = readSample(sample, argument('sample'), sizes.samples);
  const parameters = readVerified(ids, sizes);
  // an empty list means every parameter at the boundary
  if (parameters?.length === 0) return { maxRelativeDifference: 0, parameters: [] };
  return callCore(() => raw.verify(index, parameters ?? []));
}

export function graphOf({ raw, sizes }: Asked, sample: unknown, options: unknown): ComputationGraph {
  const index = readSample(sample, argument('sample'), sizes.samples);
  const { expand, only } = readGraphParts(options, sizes);
  return callCore(() => raw.graph(index, expand, only));
}

export function updateGraphOf({ raw, sizes }: Asked, id: unknown): ComputationGraph {
  const parameter = readParameter(id, argument('id'), sizes.shape);
  return callCore(() => raw.updateGraph(parameter));
}

export function differencesOf({ raw, sizes }: Asked, id: unknown, options: unknown): Differences {
  const parameter = readParameter(id, argument('id'), sizes.shape);
  const { sample, epsilons, ...writing } = readDifferences(options, sizes);
  return callCore(() => raw.differences(parameter, sample, epsilons, writing));
}

/** A gradient is called after its parameter, which the core names. */
export function symbolOf({ raw, sizes }: Asked, id: unknown, options: unknown): QuantitySymbol {
  const q = formatQuantityId(readQuantity(id, argument('id'), sizes.shape));
  const writing = readWriting(readOptions(options, writingFields));
  const ask = (one: QuantityId) => toSymbol(callCore(() => raw.symbol(one, writing)));
  return gradientSymbol(q, ask) ?? ask(q);
}

export function valueOf({ raw, sizes }: Asked, id: unknown, sample: unknown): number {
  const quantity = readQuantity(id, argument('id'), sizes.shape);
  if (/^(?:sum|mean)/.test(quantity.kind)) throw aboutQuantity('notOfOneSample', quantity, argument('id'));
  const index = readSample(sample, argument('sample'), sizes.samples);
  return callCore(() => raw.value(formatQuantityId(quantity), index)).value;
}

export function mistakenOf({ raw, sizes }: Asked, mistake: unknown, id: unknown, sample: unknown): number | null {
  const made = readChoice(mistake, argument('mistake'), 'mistake', mistakes);
  const quantity = readQuantityOfKind(id, argument('id'), sizes.shape, ['delta', 'dw', 'db'], 'notAGradient');
  const index = readSample(sample, argument('sample'), sizes.samples);
  return callCore(() => raw.mistaken(made, formatQuantityId(quantity), index))?.value ?? null;
}

export function sliceOf(
  { raw, sizes }: Asked,
  id: unknown,
  range: { from: unknown; to: unknown; n: unknown },
  options: unknown,
): Slice {
  const asked = readSlice(id, range, options, sizes);
  const all = lossesOver(raw, asked);
  const n = all.length / 2;
  return { id: asked.ids[0]!, values: all.slice(0, n), losses: all.slice(n) };
}

export function surfaceOf({ raw, sizes }: Asked, id1: unknown, id2: unknown, grid: unknown, options: unknown): Surface {
  const asked = readSurface(id1, id2, grid, options, sizes);
  const all = lossesOver(raw, asked);
  const [first, both] = [asked.axes[2]!, asked.axes[2]! + asked.axes[5]!];
  return {
    ids: asked.ids as Surface['ids'],
    values: [all.slice(0, first), all.slice(first, both)],
    losses: all.slice(both),
  };
}

/** The values of each axis, then the losses. */
function lossesOver(raw: RawSession, { ids, axes, sample }: GridRequest): Float64Array {
  return callCore(() => raw.losses(ids, axes, sample));
}

/** For inputs given flat the outputs flat; for rows a row each. */
export function predictionOf(
  raw: RawSession,
  xs: unknown,
  inputs: number,
  width: number,
): Float64Array | Float64Array[] {
  const { flat, count, asRows } = readInputBatch(xs, inputs, maxSampleNumbers);
  const outputs = count === 0 ? new Float64Array() : callCore(() => raw.predict(flat, count)).outputs;
  if (!asRows) return outputs;
  return Array.from({ length: count }, (_, row) => outputs.slice(row * width, (row + 1) * width));
}
