import type { ScenarioEntry } from './entry';

/** One sigmoid neuron that starts far on the wrong, flat side: slow under squared error, quick under cross-entropy. */
export const nielsen: ScenarioEntry = {
  parameter: 'w.1.0.0',
  source: 'Michael Nielsen, Neural Networks and Deep Learning, chapter 3 (2015)',
  url: 'neuralnetworksanddeeplearning.com/chap3.html',
  document: {
    version: 1,
    network: { inputs: 1, layers: [{ units: 1, activation: 'sigmoid', weights: [[2]], biases: [2] }] },
    loss: 'half_sse',
    samples: [{ x: [1], t: [0] }],
    training: { optimizer: 'sgd', learningRate: 0.15, batchSize: 1, updateBiases: true },
    names: { 'a.1.0': 'N', 'w.1.0.0': 'w', 'b.1.0': 'b' },
  },
};
