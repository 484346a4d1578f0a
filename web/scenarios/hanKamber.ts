import type { ScenarioEntry } from './entry';

export const hanKamber: ScenarioEntry = {
  parameter: 'w.1.0.0',
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
    printed: {
      source: 'Han & Kamber, Data Mining: Concepts and Techniques, example of back-propagation',
      figures: [
        { id: 'z.1.0', text: '-0.7' },
        { id: 'a.1.0', text: '0.332' },
        { id: 'z.1.1', text: '0.1' },
        { id: 'a.1.1', text: '0.525' },
        { id: 'z.2.0', text: '-0.105' },
        { id: 'a.2.0', text: '0.474' },
        { id: 'delta.2.0', text: '0.1311', negated: true },
        { id: 'delta.1.1', text: '-0.0065', negated: true },
        { id: 'delta.1.0', text: '-0.0087', negated: true },
        { id: 'w.2.0.0', after: 1, text: '-0.261' },
        { id: 'w.2.0.1', after: 1, text: '-0.138' },
        { id: 'w.1.0.0', after: 1, text: '0.192' },
        { id: 'w.1.1.0', after: 1, text: '-0.306' },
        { id: 'w.1.0.1', after: 1, text: '0.4' },
        { id: 'w.1.1.1', after: 1, text: '0.1' },
        { id: 'w.1.0.2', after: 1, text: '-0.508' },
        { id: 'w.1.1.2', after: 1, text: '0.194' },
        { id: 'b.2.0', after: 1, text: '0.218' },
        { id: 'b.1.1', after: 1, text: '0.194' },
        { id: 'b.1.0', after: 1, text: '-0.408' },
      ],
    },
  },
};
