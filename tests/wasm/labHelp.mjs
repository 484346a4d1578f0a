/** What the tests of the lab's API share: labs with workers of their own, which end with the tests of the file, and a small scenario. */
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { Lab } from '../../dist/lab.js';
import { core } from './help.mjs';

export const workerFile = fileURLToPath(new URL('../../dist/lab-worker.js', import.meta.url));

const workers = [];
export function newWorker(file = workerFile) {
  const worker = new Worker(file);
  workers.push(worker);
  return worker;
}

export function newLab(file) {
  const worker = newWorker(file);
  return new Lab(core, worker, (hear) => worker.on('message', hear));
}
after(() => Promise.all(workers.map((worker) => worker.terminate())));

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
