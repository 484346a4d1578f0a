import type { ActivationId } from '../../../wasm/index';
import type { Limit } from './fields';

const activations: Record<ActivationId, string> = {
  linear: 'linear',
  sigmoid: 'sigmoid',
  tanh: 'tanh',
  relu: 'ReLU',
  leaky_relu: 'leaky ReLU',
  softplus: 'softplus',
  silu: 'SiLU',
  softmax: 'softmax',
};

const range = ({ least, above, most, below }: Limit): string => {
  const text = (value: number) =>
    Math.abs(value) >= 1e6 ? value.toExponential().replace('e+', '·10^') : String(value);
  return `${above ? 'above' : 'from'} ${text(least)} ${below ? 'to below' : 'to'} ${text(most)}`;
};

export const settingsEn = {
  other: 'other …',
  none: 'none',
  faults: {
    empty: (limit: Limit) => `A number is needed here, ${range(limit)}.`,
    notANumber: (limit: Limit) => `This is not a number; one ${range(limit)} is needed.`,
    whole: (limit: Limit) => `A whole number is needed, ${range(limit)}.`,
    range: (limit: Limit) => `Only numbers ${range(limit)} are possible.`,
  },
  notes: {
    largeRate: () =>
      'With so large a rate the steps most likely overshoot; the run tells when a number is no longer finite.',
    largeBatch: (training: number) => `${training} points train: each batch is all of them.`,
  },
  activations,
  networkTitle: 'Network settings',
  layer: (number: number) => `Hidden layer ${number}`,
  units: 'neurons',
  activation: 'activation',
  remove: (number: number) => `Remove hidden layer ${number}`,
  add: 'Add a layer',
  output: 'Output and loss',
  losses: {
    mse: 'mean squared error',
    half_sse: 'half the sum of squares',
    sse: 'sum of squares',
    bce: 'binary cross-entropy',
    bce_mean: 'binary cross-entropy, mean',
    bce_with_logits: 'cross-entropy of logits',
    softmax_cross_entropy: 'cross-entropy',
  },
  init: 'Initial weights',
  inits: { he_normal: 'He, normal', xavier_uniform: 'Xavier, uniform', uniform: 'uniform', zeros: 'all zero' },
  momentum: 'Momentum μ',
  beta1: 'β₁, of the gradient',
  beta2: 'β₂, of its square',
  scheduleTitle: 'Learning rate over time',
  schedule: 'Schedule',
  schedules: { constant: 'constant', step: 'in steps', cosine: 'cosine' },
  scheduleEpochs: { constant: '', step: 'Every … epochs', cosine: 'Within … epochs' },
  scheduleFactor: 'η is multiplied by',
  scheduleFloor: 'down to η',
  rateNow: (eta: string) => `η of the next update: ${eta}`,
  stopTitle: 'When the run stops by itself',
  stopLoss: 'At a loss of',
  stopEpochs: 'After epochs',
  stopPatience: 'After epochs without progress',
  stopped: {
    loss: (epoch: number, value: string) => `Stopped: the loss of epoch ${epoch} is ${value} or less.`,
    epochs: (epoch: number) => `Stopped: ${epoch} epochs are finished.`,
    noProgress: (epoch: number, value: string) =>
      `Stopped in epoch ${epoch}: for ${value} epochs the loss has not gone down by a ten-thousandth of itself.`,
  },
  goOn: 'Go on without this condition',
  goesOn:
    'A change here goes on from the present weights, velocity, moments and epoch; another optimizer begins with its own at 0. A change of the network begins a new run.',
  changed: (epoch: number) =>
    epoch === 0
      ? 'Changed within epoch 1; the run went on from there.'
      : `Changed after epoch ${epoch}; the run went on from there.`,
  begin: 'Begin again with the initial weights',
};

export type SettingsTexts = typeof settingsEn;
