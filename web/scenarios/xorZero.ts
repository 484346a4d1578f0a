import type { ScenarioEntry } from './entry';

/**
 * XOR from all zeros. tanh(0) = 0, so the hidden outputs are zero, and the weights that δ would come back along are
 * zero too: every weight gradient is exactly zero, for ever. Only the output's bias moves.
 */
export const xorZero: ScenarioEntry = {
  parameter: 'w.2.0.0',
  document: {
    version: 1,
    network: {
      inputs: 2,
      layers: [
        { units: 2, activation: 'tanh' },
        { units: 1, activation: 'sigmoid' },
      ],
    },
    init: { kind: 'zeros' },
    loss: 'bce',
    samples: [
      { x: [0, 0], t: [0] },
      { x: [0, 1], t: [1] },
      { x: [1, 0], t: [1] },
      { x: [1, 1], t: [0] },
    ],
    training: { optimizer: 'sgd', learningRate: 0.5, batchSize: 1, updateBiases: true },
    names: { 'a.1.0': 'h1', 'a.1.1': 'h2', 'a.2.0': 'o' },
  },
};
