/** Runs that show one thing each. No DOM. */
import type { DataSetId, Finding } from '../../../wasm/lab/index';
import { presetOf, type LayerSetup, type Setup } from '../setup';
import type { ScenarioTexts } from './insight.en';

export type ScenarioId = keyof ScenarioTexts;

const hidden = (count: number, units: number, activation: LayerSetup['activation']): LayerSetup[] =>
  Array.from({ length: count }, () => ({ units, activation }));
const sigmoid: LayerSetup = { units: 1, activation: 'sigmoid' };

/** Parameters of layers of those sizes, layer by layer: the weights and then the biases of each. */
function parametersOf(
  shape: readonly number[],
  weight: (layer: number, index: number) => number,
  bias: (layer: number, index: number) => number = () => 0,
): Float64Array {
  const numbers = shape
    .slice(1)
    .flatMap((units, before) => [
      ...Array.from({ length: units * shape[before] }, (_, index) => weight(before + 1, index)),
      ...Array.from({ length: units }, (_, index) => bias(before + 1, index)),
    ]);
  return Float64Array.from(numbers);
}

/** Without order, between −1 and 1. */
const scattered = (index: number): number => Math.cos(2.4 * index * index + index);

const eight = [2, 8, 8, 8, 8, 8, 8, 8, 1];
const sgd = { optimizer: 'sgd', batchSize: 10 } as const;
const small = { data: 'moons', layers: [...hidden(1, 8, 'tanh'), sigmoid], ...sgd } as const;
/** Far on the wrong side of every sample of two Gaussians. */
const saturated = {
  data: 'gaussians',
  layers: [sigmoid],
  parameters: Float64Array.of(-9, -9, 0),
  ...sgd,
  learningRate: 0.1,
} as const;

/** Each with the finding that it shows, and after how many epochs it is there. */
export const scenarios: Record<
  ScenarioId,
  { setup: Partial<Setup> & { data: DataSetId }; finding: Finding; epochs: number }
> = {
  vanishing: {
    setup: {
      data: 'xor',
      layers: [...hidden(7, 8, 'sigmoid'), sigmoid],
      init: 'xavier_uniform',
      ...sgd,
      learningRate: 0.3,
    },
    finding: 'vanishing',
    epochs: 3,
  },
  exploding: {
    setup: {
      data: 'xor',
      layers: [...hidden(7, 8, 'leaky_relu'), sigmoid],
      parameters: parametersOf(eight, (layer, index) => 1.8 * scattered(97 * layer + index)),
      ...sgd,
      learningRate: 0.001,
    },
    finding: 'exploding',
    epochs: 0,
  },
  dying: {
    setup: {
      data: 'xor',
      layers: [...hidden(1, 8, 'relu'), sigmoid],
      parameters: parametersOf(
        [2, 8, 1],
        (layer, index) => scattered(31 * layer + index),
        (layer, index) => (layer === 1 && index > 0 ? -4 : 0),
      ),
      ...sgd,
      learningRate: 0.1,
    },
    finding: 'deadUnits',
    epochs: 20,
  },
  symmetric: {
    setup: { data: 'moons', layers: [...hidden(1, 8, 'sigmoid'), sigmoid], init: 'zeros', ...sgd, learningRate: 0.3 },
    finding: 'symmetric',
    epochs: 20,
  },
  small: { setup: { ...small, learningRate: 0.00001 }, finding: 'tooSmall', epochs: 3 },
  right: { setup: { ...small, learningRate: 0.3 }, finding: 'healthy', epochs: 3 },
  overshooting: { setup: { ...small, batchSize: 100, learningRate: 10 }, finding: 'overshooting', epochs: 1 },
  diverging: {
    setup: {
      data: 'plane',
      learningRate: 10,
      batchSize: 100,
    },
    finding: 'diverged',
    epochs: 400,
  },
  saturatedMse: { setup: { ...saturated, loss: 'mse' }, finding: 'wrongSide', epochs: 3 },
  saturatedBce: { setup: { ...saturated, loss: 'bce' }, finding: 'learnt', epochs: 30 },
  noHidden: {
    setup: { data: 'xor', layers: [sigmoid], ...sgd, learningRate: 0.3 },
    finding: 'notSeparable',
    epochs: 60,
  },
  line: {
    setup: { data: 'plane', samples: 100, batchSize: 100, learningRate: 0.3 },
    finding: 'settled',
    epochs: 100,
  },
};

/** The setup of each, complete. */
const wholes = (Object.keys(scenarios) as ScenarioId[]).map((id): [ScenarioId, Setup] => [
  id,
  { ...presetOf(scenarios[id].setup.data), ...scenarios[id].setup },
]);

/** The scenario whose setup that is, as long as nothing of it is changed. */
export const scenarioOf = (setup: Setup): ScenarioId | undefined =>
  wholes.find(([, whole]) =>
    (Object.keys(whole) as (keyof Setup)[]).every(
      (key) => whole[key] === setup[key] || JSON.stringify(whole[key]) === JSON.stringify(setup[key]),
    ),
  )?.[0];
