import type { ScenarioEntry } from './entry';

/** Biases stay fixed, as in the source: its figure lets the two units of a layer share one. */
export const mazur: ScenarioEntry = {
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
    printed: {
      source: 'Matt Mazur, A Step by Step Backpropagation Example (2015)',
      url: 'mattmazur.com/2015/03/17/a-step-by-step-backpropagation-example',
      figures: [
        { id: 'z.1.0', text: '0.3775' },
        { id: 'a.1.0', text: '0.593269992' },
        { id: 'a.1.1', text: '0.596884378' },
        { id: 'z.2.0', text: '1.105905967' },
        { id: 'a.2.0', text: '0.75136507' },
        { id: 'a.2.1', text: '0.772928465' },
        { id: 'L.0', text: '0.274811083' },
        { id: 'L.1', text: '0.023560026' },
        { id: 'L', text: '0.298371109' },
        { id: 'delta.2.0', text: '0.138498562' },
        { id: 'dw.2.0.0', text: '0.082167041' },
        { id: 'w.2.0.0', after: 1, text: '0.35891648' },
        { id: 'w.2.0.1', after: 1, text: '0.408666186' },
        { id: 'w.2.1.0', after: 1, text: '0.511301270' },
        { id: 'w.2.1.1', after: 1, text: '0.561370121' },
        { id: 'dw.1.0.0', text: '0.000438568' },
        { id: 'w.1.0.0', after: 1, text: '0.149780716' },
        { id: 'w.1.0.1', after: 1, text: '0.19956143' },
        { id: 'w.1.1.0', after: 1, text: '0.24975114' },
        { id: 'w.1.1.1', after: 1, text: '0.29950229' },
        { id: 'L', after: 1, text: '0.291027924' },
        { id: 'L', after: 10000, text: '0.0000351085' },
        { id: 'a.2.0', after: 10000, text: '0.015912196' },
        { id: 'a.2.1', after: 10000, text: '0.984065734' },
      ],
    },
  },
};
