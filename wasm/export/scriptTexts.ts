/** The comments of exported programs in English. Another language fills the same table. */

import type { OptimizerId } from '../types/index';

export interface ScriptTexts {
  /** `shape` is like 2-3-3-2 */
  head(shape: string, activations: string, loss: string): string;
  /** how the program is run */
  run(command: string): string;
  conventions: string;
  parameters: string;
  samples(count: number): string;
  functions: string;
  stable: string;
  loss: string;
  lossFused: string;
  forward: string;
  backward: string;
  outputDelta: string;
  /** for an activation of the whole layer */
  outputDeltaLayer: string;
  outputDeltaFused: string;
  hiddenDelta: string;
  biasInput: string;
  oneSample: string;
  mean: string;
  sum: string;
  /** `t`: which update it is, from 1 */
  update(optimizer: OptimizerId, t: number): string;
  autograd: string;
  check: string;
}

export const scriptTexts: ScriptTexts = {
  head: (shape, activations, loss) => `A ${shape} network, ${activations}, loss ${loss}: forward, backward, gradients.`,
  run: (command) => `Run: ${command}`,
  conventions: 'W[j, i] leads from neuron i of the layer before to neuron j. delta is dL/dz. dW is shaped like W.',
  parameters: 'Weights and biases, layer by layer.',
  samples: (count) => (count === 1 ? 'The sample: input x, target t.' : 'The samples, one a row: inputs X, targets T.'),
  functions: 'Each activation a = f(z), and its slope da/dz from z and a; where 1 - a rounds to 0, so does the slope.',
  stable: 'ln(1 + e^x) without overflow.',
  loss: 'The loss of one sample, and dL/da.',
  lossFused:
    'The loss from the weighted sums of the output: no logarithm of 0. Its dL/dz, with all cancelled that can.',
  forward: 'Forward: every z and a, from the input on.',
  backward: 'Backward: the same layers in reverse, with the z and a of the forward pass.',
  outputDelta: 'delta = dL/da * da/dz',
  outputDeltaLayer: 'delta_j = sum_k dL/da_k * da_k/dz_j',
  outputDeltaFused: 'delta, the slope already cancelled',
  hiddenDelta: 'back through the weights, times the slope',
  biasInput: 'the input of a bias is 1',
  oneSample: 'One sample.',
  mean: 'Each sample by itself; the batch has the mean of their losses and gradients.',
  sum: 'Each sample by itself; the batch has the sum of their losses and gradients.',
  update: (optimizer, t) =>
    `Update ${t} by these gradients, ${optimizer === 'sgd' ? 'SGD' : optimizer}: the parameters after it.`,
  autograd: 'Autograd does what the other programs write out.',
  check: 'The same by back-propagation, from the page: autograd must agree.',
};
