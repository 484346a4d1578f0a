/** Each activation by its short name, with one line on where it is used and what its slope is. */
import type { ActivationId } from '../../../wasm/index';

export const activations = {
  linear: { name: 'linear', note: 'Outputs of regression, and before a loss that takes the sums themselves. Slope 1.' },
  sigmoid: { name: 'sigmoid', note: 'Outputs read as a probability. Slope a(1 − a), at most ¼.' },
  tanh: { name: 'tanh', note: 'Small and recurrent networks. Slope 1 − a², at most 1.' },
  relu: { name: 'ReLU', note: 'Hidden layers, deep ones above all. Slope 1 above 0, else 0.' },
  leaky_relu: {
    name: 'leaky ReLU',
    note: 'Hidden layers, where no neuron may go silent for good. Slope 1 above 0, else 0.01, at 0 too.',
  },
  softplus: { name: 'softplus', note: 'Where an output must be positive. Slope σ(z), never 0.' },
  silu: { name: 'SiLU', note: 'Hidden layers of newer networks, YOLOv5 and later. Slope σ(z) + a(1 − σ(z)).' },
  softmax: {
    name: 'softmax',
    note: 'The last layer when one class of several is right. Every output depends on every sum: ∂aₖ/∂zⱼ is aₖ(1 − aₖ) for j = k, else −aₖaⱼ.',
  },
} satisfies Record<ActivationId, { name: string; note: string }>;
