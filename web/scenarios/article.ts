import type { ScenarioEntry } from './entry';

/** The network of the article: two inputs, two hidden layers of three, outputs N4 and N5. The numbers and H1 … H3 are ours. */
export const article: ScenarioEntry = {
  parameter: 'w.2.0.0',
  document: {
    version: 1,
    network: {
      inputs: 2,
      layers: [
        {
          units: 3,
          activation: 'sigmoid',
          weights: [
            [0.1, 0.2],
            [0.3, -0.1],
            [-0.2, 0.4],
          ],
          biases: [0.1, -0.1, 0.05],
        },
        {
          units: 3,
          activation: 'sigmoid',
          weights: [
            [0.5, -0.3, 0.2],
            [0.1, 0.4, -0.6],
            [-0.4, 0.3, 0.7],
          ],
          biases: [0.2, 0, -0.15],
        },
        {
          units: 2,
          activation: 'sigmoid',
          weights: [
            [0.6, -0.5, 0.3],
            [-0.7, 0.2, 0.8],
          ],
          biases: [0.1, -0.2],
        },
      ],
    },
    loss: 'mse',
    samples: [{ x: [0.6, 0.9], t: [1, 0] }],
    training: { optimizer: 'sgd', learningRate: 0.5, batchSize: 1, updateBiases: true },
    names: {
      'a.1.0': 'H1',
      'a.1.1': 'H2',
      'a.1.2': 'H3',
      'a.2.0': 'N1',
      'a.2.1': 'N2',
      'a.2.2': 'N3',
      'a.3.0': 'N4',
      'a.3.1': 'N5',
      'w.3.0.0': 'w1',
      'w.3.1.0': 'w2',
      'w.2.0.0': 'w3',
    },
  },
};
