/** What the tests of the lab's API share: labs with workers of their own, which end with the tests of the file, and a small scenario. */
import { after } from 'node:test';
import { openLab } from '../../dist/lab.js';

const labs = [];
export async function newLab(options) {
  const lab = await openLab(options);
  labs.push(lab);
  return lab;
}
after(() => labs.forEach((lab) => lab.close()));

/** The document with these parameters, which a run of the lab has one after another. */
export function withParameters(document, parameters) {
  let next = 0;
  const take = (count) => Array.from(parameters.subarray(next, (next += count)));
  const { inputs, layers } = document.network;
  const written = layers.map(({ units, activation }, index) => {
    const fanIn = index === 0 ? inputs : layers[index - 1].units;
    return { units, activation, weights: Array.from({ length: units }, () => take(fanIn)), biases: take(units) };
  });
  return { ...document, network: { ...document.network, layers: written } };
}

/** Two inputs, one output, nine samples in batches of four. */
export const small = (training = {}) => ({
  version: 1,
  network: {
    inputs: 2,
    layers: [
      { units: 4, activation: 'tanh' },
      { units: 1, activation: 'sigmoid' },
    ],
  },
  init: { kind: 'xavier_uniform', seed: 5 },
  loss: 'bce',
  samples: Array.from({ length: 9 }, (_, i) => ({ x: [Math.cos(i), Math.sin(3 * i)], t: [Math.cos(i) > 0 ? 1 : 0] })),
  training: { batchSize: 4, learningRate: 0.3, shuffleSeed: 2, ...training },
});
