/**
 * Each activation by its short name, with one line on where it is used and what its slope is, and the sentence of the step
 * that applies it: what it does to a weighted sum.
 */
import type { ActivationId } from '../../../wasm/index';

export const activations = {
  linear: {
    name: 'linear',
    note: 'Outputs of regression, and before a loss that takes the sums themselves. Slope 1.',
    effect: 'A linear neuron changes nothing',
  },
  sigmoid: {
    name: 'sigmoid',
    note: 'Outputs read as a probability. Slope a(1 − a), at most ¼.',
    effect: 'The sigmoid presses the weighted sum into a number between 0 and 1',
  },
  tanh: {
    name: 'tanh',
    note: 'Small and recurrent networks. Slope 1 − a², at most 1.',
    effect: 'tanh presses the weighted sum into a number between −1 and 1',
  },
  relu: {
    name: 'ReLU',
    note: 'Hidden layers, deep ones above all. Slope 1 above 0, else 0.',
    effect: 'ReLU lets a positive sum through and turns a negative one into 0',
  },
  leaky_relu: {
    name: 'leaky ReLU',
    note: 'Hidden layers, where no neuron may go silent for good. Slope 1 above 0, else 0.01, at 0 too.',
    effect: 'Leaky ReLU lets a positive sum through and keeps a hundredth of a negative one',
  },
  softplus: {
    name: 'softplus',
    note: 'Where an output must be positive. Slope σ(z), never 0.',
    effect: 'Softplus is ReLU with its corner rounded off: never negative, and its slope is the sigmoid',
  },
  silu: {
    name: 'SiLU',
    note: 'Hidden layers of newer networks, YOLOv5 and later. Slope σ(z) + a(1 − σ(z)).',
    effect: 'SiLU multiplies the sum by its own sigmoid: close to ReLU far out, with a shallow dip below 0',
  },
  softmax: {
    name: 'softmax',
    note: 'The last layer when one class of several is right. Every output depends on every sum: ∂aₖ/∂zⱼ is aₖ(1 − aₖ) for j = k, else −aₖaⱼ.',
    effect: 'Softmax turns the sums of the whole layer into shares that add up to 1',
  },
} satisfies Record<ActivationId, { name: string; note: string; effect: string }>;
