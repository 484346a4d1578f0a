/** What meets the cause of a finding: changes of the setup, each with its words. No DOM. */
import type { Diagnosis, Finding, Health } from '../../../wasm/lab/index';
import { offered, type LayerSetup, type Setup } from '../setup';
import type { InsightTexts } from './insight.en';

export interface Remedy {
  label: string;
  part: Partial<Setup>;
  /** from the initial weights, also where the run could go on */
  beginsAgain?: boolean;
}

interface At {
  setup: Setup;
  diagnosis: Diagnosis;
  health: Health;
  words: InsightTexts['remedies'];
}

export function remediesOf(diagnosis: Diagnosis, health: Health, setup: Setup, texts: InsightTexts): Remedy[] {
  return remedies[diagnosis.finding]?.({ setup, diagnosis, health, words: texts.remedies }) ?? [];
}

const smaller = ({ setup, words }: At, rate: number): Remedy[] =>
  withRate(rate, setup, words.smaller).map((remedy) => ({ ...remedy, beginsAgain: true }));

const remedies: Partial<Record<Finding, (at: At) => Remedy[]>> = {
  diverged: (at) => smaller(at, at.setup.learningRate / 3),
  rising: (at) => smaller(at, at.setup.learningRate / 3),
  overshooting: (at) => smaller(at, at.setup.learningRate / at.diagnosis.value),
  tooSmall: ({ setup, health, words }) => {
    const { learningRate } = setup;
    const best = health.curvature > 0 ? learningRate / health.step / health.curvature : 100 * learningRate;
    return withRate(best, setup, words.larger);
  },
  symmetric: ({ words }) => [{ label: words.drawn, part: { init: 'he_normal' } }],
  exploding: ({ words }) => [{ label: words.xavier, part: { init: 'xavier_uniform' } }],
  deadUnits: ({ setup, words }) => [
    { label: words.leaky, part: hidden(setup, (one) => (one === 'relu' ? 'leaky_relu' : one)) },
    { label: words.tanh, part: hidden(setup, () => 'tanh') },
  ],
  vanishing: ({ setup, words }) => {
    const { layers } = setup;
    const fewer: Remedy = { label: words.fewer, part: { layers: [layers[0], layers.at(-1)!] } };
    const tanh: Remedy = { label: words.tanh, part: { ...hidden(setup, () => 'tanh'), init: 'xavier_uniform' } };
    return layers.slice(0, -1).every(({ activation }) => activation === 'tanh') ? [fewer] : [tanh, fewer];
  },
  wrongSide: ({ setup, words }) => {
    const isSoftmax = setup.layers.at(-1)!.activation === 'softmax';
    return [
      { label: words.crossEntropy, part: { loss: isSoftmax ? 'softmax_cross_entropy' : 'bce' } },
      newWeights(setup, words),
    ];
  },
  notSeparable: ({ setup, words }) => {
    const layers: LayerSetup[] = [{ units: 8, activation: 'tanh' }, ...setup.layers];
    return [{ label: words.hidden, part: { layers, init: 'he_normal' } }];
  },
  settled: ({ setup, words }) => (setup.layers.length > 1 ? [newWeights(setup, words)] : []),
};

/** With the largest learning rate offered that is no larger, where it is another one. */
function withRate(rate: number, setup: Setup, label: (eta: string) => string): Remedy[] {
  const learningRate = offered.learningRate.findLast((one) => one <= rate * (1 + 1e-9));
  return learningRate === undefined || learningRate === setup.learningRate
    ? []
    : [{ label: label(String(learningRate)), part: { learningRate } }];
}

/** Hidden layers with other activations. */
const hidden = ({ layers }: Setup, change: (activation: LayerSetup['activation']) => LayerSetup['activation']) => ({
  layers: layers.map((one, index) =>
    index + 1 < layers.length ? { ...one, activation: change(one.activation) } : one,
  ),
});

const newWeights = ({ weightSeed }: Setup, words: At['words']): Remedy => ({
  label: words.newWeights,
  part: { weightSeed: (weightSeed % offered.weightSeed.length) + 1 },
});
