import type { ScenarioEntry } from './entry';

/** The source prints no learning rate; 0.1 is ours. */
export const bce221: ScenarioEntry = {
  parameter: 'w.1.0.0',
  document: {
    version: 1,
    network: {
      inputs: 2,
      layers: [
        {
          units: 2,
          activation: 'sigmoid',
          weights: [
            [0.1, 0.2],
            [0.3, 0.4],
          ],
          biases: [0, 0],
        },
        { units: 1, activation: 'sigmoid', weights: [[0.5, 0.6]], biases: [0] },
      ],
    },
    loss: 'bce',
    samples: [{ x: [1, 0], t: [1] }],
    training: { optimizer: 'sgd', learningRate: 0.1, batchSize: 1, updateBiases: true },
    names: { 'a.1.0': 'h1', 'a.1.1': 'h2', 'a.2.0': 'o' },
    printed: {
      source: 'Numerical walkthrough: backprop by hand on a 2-2-1 net',
      url: 'surafelml.github.io/nn-timeline/supp/04_mlp_backprop_numerical.html',
      figures: [
        { id: 'z.1.0', text: '0.1' },
        { id: 'z.1.1', text: '0.3' },
        { id: 'a.1.0', text: '0.525' },
        { id: 'a.1.1', text: '0.5744' },
        { id: 'z.2.0', text: '0.6072' },
        { id: 'a.2.0', text: '0.6473' },
        { id: 'L', text: '0.435' },
        { id: 'delta.2.0', text: '-0.3527' },
        { id: 'dw.2.0.0', text: '-0.1852' },
        { id: 'dw.2.0.1', text: '-0.2026' },
      ],
    },
  },
};
