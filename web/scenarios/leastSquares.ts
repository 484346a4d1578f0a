import type { ScenarioEntry } from './entry';

/** A straight line through four points: the one network whose best parameters a formula gives, w = 1 and b = 1.5. */
export const leastSquares: ScenarioEntry = {
  parameter: 'w.1.0.0',
  document: {
    version: 1,
    network: { inputs: 1, layers: [{ units: 1, activation: 'linear', weights: [[0]], biases: [0] }] },
    loss: 'mse',
    samples: [
      { x: [0], t: [1] },
      { x: [1], t: [3] },
      { x: [2], t: [4] },
      { x: [3], t: [4] },
    ],
    training: { optimizer: 'sgd', learningRate: 0.1, batchSize: 4, updateBiases: true },
  },
};
