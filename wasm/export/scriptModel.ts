/** The network as the writers of programs in all languages need it. */
import { trainingOf } from '../reading/defaults';
import { shapeOf } from '../reading/shape';
import type { FunctionCode, GradientsResult, NetworkCode, OpenScenario, TrainingSettings } from '../types/index';
import type { ScriptTexts } from './scriptTexts';

export interface ScriptLayer {
  /** from 1 */
  l: number;
  units: number;
  fanIn: number;
  activation: string;
  weights: number[][];
  biases: number[];
}

export interface ScriptModel {
  texts: ScriptTexts;
  /** lines of the comment at the top, the way to run it not among them */
  head: string[];
  layers: ScriptLayer[];
  outputs: number;
  xs: number[][];
  ts: number[][];
  reduction: 'mean' | 'sum';
  /** by name, each once */
  activations: [name: string, code: FunctionCode][];
  loss: LossModel;
  result: GradientsResult | undefined;
  /** left out where training is plain gradient descent: the program then ends with the gradients */
  update: ScriptUpdate | undefined;
}

/** One update by the program’s gradients, with the velocity or the moments that the session has. */
export interface ScriptUpdate {
  settings: TrainingSettings;
  /** of the epoch */
  eta: number;
  /** the update's number, from 1 */
  t: number;
  /** of each layer; the second is Adam's */
  first: { weights: number[][]; biases: number[] }[];
  second: { weights: number[][]; biases: number[] }[];
}

export interface LossModel extends FunctionCode {
  /** the loss is a function of z and t, with dL/dz as its slope */
  fused: boolean;
  /** the factor before the sum, `1 / 2 * `; empty where it is 1 */
  factor: string;
}

interface Choice {
  sample: number | undefined;
  title: string | undefined;
  texts: ScriptTexts;
  result: GradientsResult | undefined;
  update: ScriptUpdate | undefined;
}

export function scriptModel(
  scenario: OpenScenario,
  code: NetworkCode,
  { sample, title, texts, result, update }: Choice,
): ScriptModel {
  const samples = sample === undefined ? scenario.samples : scenario.samples.slice(sample, sample + 1);
  const shape = shapeOf(scenario);
  const layers = scenario.network.layers.map(({ units, activation, weights, biases }, index) => ({
    l: index + 1,
    units,
    fanIn: shape[index] ?? 0,
    activation,
    weights,
    biases,
  }));
  const activations = [...new Set(layers.map(({ activation }) => activation))];
  const { numerator, denominator, ofOutput, ofSum } = code.loss;
  const name = title ?? scenario.title;
  return {
    texts,
    head: [
      texts.head(shape.join('-'), activations.join(', '), scenario.loss),
      // In quotation marks: a backslash at the end would otherwise join the next line to a C++ comment.
      ...(name ? [`“${name}”`] : []),
      texts.conventions,
    ],
    layers,
    outputs: shape.at(-1) ?? 0,
    xs: samples.map(({ x }) => x),
    ts: samples.map(({ t }) => t),
    reduction: trainingOf(scenario).batchReduction,
    activations: activations.map((activation) => [activation, code.activations[activation]!]),
    loss: {
      fused: ofSum !== undefined,
      ...(ofSum ?? ofOutput),
      factor: numerator === denominator ? '' : `${fraction(numerator, denominator)} * `,
    },
    result,
    update,
  };
}

const fraction = (numerator: number, denominator: number): string =>
  `${double(numerator)}${denominator === 1 ? '' : ` / ${double(denominator)}`}`;

/** The shortest decimal that reads back as the same double, and reads as one in Python and C++. */
export function double(value: number): string {
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

export const list = (row: readonly number[] | Float64Array, separator = ', '): string =>
  Array.from(row, double).join(separator);

/** `a1, z1, …` over the layers. */
export const perLayer = <T>(layers: readonly T[], write: (layer: T) => string, separator = ', '): string =>
  layers.map(write).join(separator);

/** Lines with a comment after each, the comments under one another. */
export function withComments(lines: readonly (readonly [code: string, comment: string])[], mark: string): string[] {
  const column = Math.max(...lines.map(([code]) => code.length));
  return lines.map(([code, comment]) => (comment ? `${code.padEnd(column)}  ${mark} ${comment}` : code));
}

/** The factor in front of a slope, which may be a sum. */
export const scaled = ({ factor, slope }: LossModel): string => (factor ? `${factor}(${slope})` : slope);

/** The variable that the loss is a function of. */
export const lossArgument = (model: ScriptModel): 'z' | 'a' => (model.loss.fused ? 'z' : 'a');
