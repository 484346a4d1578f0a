import type { ScenarioEntry } from './index';

/** Biases stay fixed, as in the source: its figure lets the two units of a layer share one. */
export const mazur: ScenarioEntry = {
  id: 'mazur',
  parameter: 'w.1.0.0',
  source: 'Matt Mazur, A Step by Step Backpropagation Example (2015)',
  url: 'mattmazur.com/2015/03/17/a-step-by-step-backpropagation-example',
  document: {
    version: 1,
    network: {
      inputs: 2,
      layers: [
        {
          units: 2,
          activation: 'sigmoid',
          weights: [
            [0.15, 0.2],
            [0.25, 0.3],
          ],
          biases: [0.35, 0.35],
        },
        {
          units: 2,
          activation: 'sigmoid',
          weights: [
            [0.4, 0.45],
            [0.5, 0.55],
          ],
          biases: [0.6, 0.6],
        },
      ],
    },
    loss: 'half_sse',
    samples: [{ x: [0.05, 0.1], t: [0.01, 0.99] }],
    training: { optimizer: 'sgd', learningRate: 0.5, batchSize: 1, updateBiases: false },
    names: {
      'a.1.0': 'h1',
      'a.1.1': 'h2',
      'a.2.0': 'o1',
      'a.2.1': 'o2',
      'w.1.0.0': 'w1',
      'w.1.0.1': 'w2',
      'w.1.1.0': 'w3',
      'w.1.1.1': 'w4',
      'w.2.0.0': 'w5',
      'w.2.0.1': 'w6',
      'w.2.1.0': 'w7',
      'w.2.1.1': 'w8',
    },
  },
};
