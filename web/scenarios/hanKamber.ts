import type { ScenarioEntry } from './index';

export const hanKamber: ScenarioEntry = {
  id: 'han-kamber',
  parameter: 'w.1.0.0',
  source: 'Han & Kamber, Data Mining: Concepts and Techniques, example of back-propagation',
  document: {
    version: 1,
    network: {
      inputs: 3,
      layers: [
        {
          units: 2,
          activation: 'sigmoid',
          weights: [
            [0.2, 0.4, -0.5],
            [-0.3, 0.1, 0.2],
          ],
          biases: [-0.4, 0.2],
        },
        { units: 1, activation: 'sigmoid', weights: [[-0.3, -0.2]], biases: [0.1] },
      ],
    },
    loss: 'half_sse',
    samples: [{ x: [1, 0, 1], t: [1] }],
    training: { optimizer: 'sgd', learningRate: 0.9, batchSize: 1, updateBiases: true },
    names: {
      'a.1.0': 'u4',
      'a.1.1': 'u5',
      'a.2.0': 'u6',
      'w.1.0.0': 'w14',
      'w.1.0.1': 'w24',
      'w.1.0.2': 'w34',
      'w.1.1.0': 'w15',
      'w.1.1.1': 'w25',
      'w.1.1.2': 'w35',
      'w.2.0.0': 'w46',
      'w.2.0.1': 'w56',
    },
  },
};
