/** The form of the network, the table of samples, the document. */
import type { InitKind, LossId, OptimizerId } from '../../wasm/index';

export const network = {
  title: 'Edit the network',
  tabs: { network: 'Network', samples: 'Samples', json: 'JSON' },
  close: 'Close the editor',

  layers: 'Layers',
  inputs: 'inputs',
  layer: (layer: number) => `layer ${layer}`,
  output: 'outputs',
  neurons: (where: string) => `neurons of ${where}`,
  inputCount: 'number of inputs',
  fewer: (where: string) => `one fewer: ${where}`,
  more: (where: string) => `one more: ${where}`,
  activation: (where: string) => `activation of ${where}`,
  addBefore: (where: string) => `Add a layer before ${where}`,
  addLayer: 'layer',
  remove: (where: string) => `Remove ${where}`,
  parameters: (count: number) => `${count} weights and biases.`,
  keeps: (seed: number) =>
    `All weights that still fit stay. New ones are those that seed ${seed} draws. Iterations count from 1 again; Z brings back what was.`,

  weights: {
    title: 'Weights and biases',
    layer: 'Of layer',
    neuron: 'neuron',
    bias: 'bias',
    hint: 'A row is a neuron of the layer, a column a number that arrives at it; its bias is last. Paste cells from a spreadsheet, or an array as NumPy, PyTorch or JSON write it, at any place. Esc leaves the table.',
  },

  loss: 'Loss',
  lossName: 'Loss',
  factor: 'Factor',
  families: { mse: 'Squared error', bce: 'Binary cross-entropy' } as Partial<Record<LossId, string>>,
  factors: {
    mse: '1/n, the mean: MSE',
    half_sse: '½: half the sum',
    sse: '1: the sum',
    bce: '1: the sum',
    bce_mean: '1/n: the mean',
  } as Partial<Record<LossId, string>>,
  factorWhy:
    'n is the number of outputs. The factor scales every gradient: a factor left unsaid is the usual reason why two books differ by 2.',
  needs: (activation: string) => `Defined on ${activation} outputs: the last layer changes with it.`,

  training: 'Training',
  eta: 'Learning rate η',
  batchSize: 'Batch size',
  ofSamples: (samples: number) => `of ${samples} ${samples === 1 ? 'sample' : 'samples'}`,
  reduction: 'Gradients of a batch',
  reductions: { mean: 'mean', sum: 'sum' },
  optimizer: 'Optimizer',
  optimizers: { sgd: 'SGD', momentum: 'Momentum', adam: 'Adam' } satisfies Record<OptimizerId, string>,
  optimizerNumbers: {
    momentum: 'Momentum μ',
    beta1: 'β₁',
    beta2: 'β₂',
    epsilon: 'ε',
    weightDecay: 'Weight decay λ',
  },
  optimizerWhy: {
    sgd: 'Each parameter moves by η times its gradient.',
    momentum: 'Each parameter moves by η times its velocity: μ of the last one, plus the gradient.',
    adam: 'Each parameter moves by η times the running mean of its gradients over their running size.',
  } satisfies Record<OptimizerId, string>,
  weightDecayWhy: 'λ adds λ w to the gradient of every weight, and to no bias (L2).',
  schedule: 'Learning rate over time',
  schedules: { none: 'constant', step: 'in steps', cosine: 'along a cosine' },
  ofSchedule: { epochs: 'Epochs', factor: 'Factor', floor: 'Down to' },
  updateBiases: 'Update biases too',
  shuffle: 'Shuffle the samples anew each epoch',
  shuffleSeed: 'Seed of the order',

  init: 'Initial weights',
  kind: 'Drawn',
  kinds: {
    zeros: 'all zero',
    uniform: 'uniform, −0.5 … 0.5',
    xavier_uniform: 'Xavier (Glorot), uniform',
    he_normal: 'He, normal',
  } satisfies Record<InitKind, string>,
  seed: 'Seed',
  draw: 'New weights',
  next: (seed: number) => `Seed ${seed}`,
  drawNext: (seed: number) => `New weights with seed ${seed}`,
  seedWhy: 'The same seed gives the same weights, on every computer.',

  samples: {
    label: 'Samples',
    sample: 'sample',
    cell: (column: string, row: number) => `${column} of sample ${row}`,
    count: (samples: number) => `${samples} ${samples === 1 ? 'sample' : 'samples'}`,
    shown: 'on the screen now',
    show: (row: number) => `Look at sample ${row}`,
    add: 'Add',
    duplicate: 'Duplicate',
    remove: 'Remove',
    hint: 'Arrows, Enter and Tab move as in a spreadsheet; Shift + ↑ ↓ takes several rows. Paste cells from a spreadsheet at any place; more rows become more samples. Esc leaves the table.',
    pasted: (rows: number) => `${rows} ${rows === 1 ? 'row' : 'rows'} pasted.`,
  },

  json: {
    label: 'Scenario document (JSON)',
    file: 'From a file…',
    open: 'Open it',
    explain:
      'The whole scenario as a document: change anything, then open it. A file can also be dropped anywhere on the page.',
    copy: 'Copy',
    copied: 'Copied',
    download: 'Download',
    tooLong: (characters: number) =>
      `The document has ${characters} characters: too long to be edited here. Download it.`,
  },
};
