import { lowered } from './names';

export const insightEn = {
  whyTitle: 'Why it learns, or does not',
  measuring: 'The network is being measured …',
  findings: {
    diverged:
      'A number has left the doubles: the run has diverged. Go back to its best epoch, or begin again with a smaller η.',
    symmetric: (count: number, layer: number) =>
      `All ${count} neurons of layer ${layer} are equal, and so are their gradients: they stay equal for ever and do the work of one.`,
    deadUnits: (count: number, of: number, layer: number) =>
      `${count} of ${of} neurons of layer ${layer} are dead: they give 0 for every sample, with slope 0, so no gradient reaches their weights.`,
    wrongSide: (count: number, of: number, slope: string) =>
      `${count} of ${of} outputs are sure and wrong. The squared error multiplies their gradients by f′(z), ${slope} on average: the worse the output, the slower it learns.`,
    exploding: (first: string, last: string, layer: number) =>
      `Gradients explode: on the way back from layer ${layer} to layer 1, ∂L/∂z grows from ${last} to ${first}.`,
    vanishing: (ratio: string, layer: number, first: string, last: string) =>
      `Gradients vanish: the slopes ∂L/∂w of layer 1 are ${ratio} times those of layer ${layer} (${first} and ${last}). Layer 1 hardly moves.`,
    overshooting: (steps: string, eta: string, loss: string, next: string) =>
      `η = ${eta} overshoots along the steepest direction: the step is ${steps} / curvature, beyond 2 / curvature, and takes the loss of all samples from ${loss} to ${next}.`,
    rising: (lowest: string, last: string, eta: string) =>
      `The loss has risen: the last epoch had ${last}, the best one ${lowest}. With η = ${eta} steps jump out of the valley.`,
    notSeparable: (wrong: number, of: number, margin: string) =>
      `${wrong} of ${of} samples are wrong, and training on will not help: without a hidden layer the boundary is a straight line, and none separates these classes (with a margin above ${margin} of |x|).`,
    tooSmall: (fall: string, best: string | undefined) =>
      `η is too small: an epoch lowers the loss by ${fall} of it${best === undefined ? ', though it falls on and on along the gradient' : `, though one longer step along the same gradient would lower it by ${best}`}.`,
    settled: (loss: string, part: string) =>
      `The loss has settled at ${loss}: no step along the gradient lowers it by more than ${part} of it. It is a minimum or a plateau of this network.`,
    learnt: (samples: number) => `It has learnt its training samples: all ${samples} that were measured are right.`,
    healthyStart: 'Nothing stands in its way: every layer gets gradients, and η suits the curvature of the loss.',
    healthy: (first: string, last: string) =>
      `It learns: every layer gets gradients, and η suits the curvature. The loss of an epoch went from ${first} to ${last}.`,
  },
  derive: (parameter: string) => `Derive ∂L/∂${parameter}`,
  remedies: {
    smaller: (eta: string) => `Begin again with η = ${eta}`,
    larger: (eta: string) => `Go on with η = ${eta}`,
    drawn: 'Draw the weights at random (He)',
    xavier: 'Draw smaller weights (Xavier)',
    leaky: 'Leaky ReLU in place of ReLU',
    tanh: 'tanh in the hidden layers',
    fewer: 'One hidden layer only',
    crossEntropy: 'Cross-entropy in place of the squared error',
    hidden: 'Add a hidden layer of 8 tanh',
    newWeights: 'Other initial weights',
  },
  sizesTitle: 'Gradients and updates by layer',
  noSizes: 'They are recorded epoch by epoch; none has been finished yet.',
  gradientsTitle: 'Size of the gradients',
  gradientAxis: '∂L/∂w',
  updatesTitle: 'Size of the updates',
  updateAxis: 'Δw/w',
  epochAxis: 'epoch',
  layer: (layer: number) => `layer ${layer}`,
  gradients: (epoch: number, first: string, depth: number, last: string) =>
    `Root mean square of ∂L/∂w in the last batch of each epoch. After epoch ${epoch} it is ${first} in layer 1${depth > 1 ? ` and ${last} in layer ${depth}` : ''}.`,
  updates: (epoch: number, first: string, depth: number, last: string) =>
    `The last update of each epoch relative to the weights. After epoch ${epoch} it is ${first} in layer 1${depth > 1 ? ` and ${last} in layer ${depth}` : ''}; about 10⁻³ is usual.`,
  layersTitle: 'The layers in numbers',
  histogramsTitle: 'Histograms of the weights',
  layersCaption: (samples: number) => `Over ${samples} training samples. Sizes are root mean squares.`,
  layerHead: 'Layer',
  histogramHead: 'Weights',
  weightsHead: 'Size of w',
  gradientHead: 'Size of ∂L/∂w',
  slopeHead: 'Mean |f′(z)|',
  deadHead: 'Dead',
  saturatedHead: 'Saturated',
  of: (count: number, all: number) => `${count} of ${all}`,
  histogram: (weights: number, reach: string, near: number) =>
    `Histogram of ${weights} weights from −${reach} to ${reach}; ${near} of them are in the middle bin, near 0.`,
  networkTitle: 'What every neuron has learnt',
  networkPicture: (shape: readonly number[]) => `The network ${shape.join(' – ')}, a button for each neuron`,
  networkKeys:
    'Each field is the output of a neuron over the inputs: orange above the middle, blue below. Lines are weights, the thicker the larger; dashed ones are negative. Choose a neuron to see it large.',
  notDrawn: (neurons: number) => `${neurons} more neurons are not drawn.`,
  input: (index: number) => `x${lowered(index)}`,
  neuron: (index: number, layer: number, from: string, to: string) =>
    `Neuron ${index} of layer ${layer}: output from ${from} to ${to}`,
  neuronTitle: (index: number, layer: number, activation: string) => `Neuron ${index} of layer ${layer}, ${activation}`,
  neuronSays: (from: string, to: string, percent: number, middle: string) =>
    `Its output goes from ${from} to ${to} over the picture, and is above ${middle} on ${percent} % of it.`,
  strongest: (weight: string, from: number, before: number, to: number, layer: number) =>
    `The largest weight, ${weight}, goes from ${before === 0 ? `input ${from}` : `neuron ${from} of layer ${before}`} to neuron ${to} of layer ${layer}.`,
  close: 'Close',
  landscapeTitle: 'The loss around these weights',
  firstWeight: 'Across',
  secondWeight: 'Up',
  surfaceTitle: 'The loss over two weights, and the way of the run',
  surfaceSays: (first: string, second: string, low: string, high: string, loss: string, points: number) =>
    `Contours of the loss over ${first} and ${second}, all other weights as they are: from ${low} to ${high}, the bluer the larger. The line is the way of these two from the beginning (ring) to now (dot), where the loss is ${loss}; it has ${points} points. Other weights moved on the way, so it need not go downhill here.`,
  slicesTitle: 'The loss along one line',
  outputTitle: 'Over one output of the first sample',
  weightTitle: (name: string) => `Over one weight, ${name}`,
  sliceSays: (
    name: string,
    at: string,
    loss: string,
    slope: string,
    eta: string,
    next: string,
    nextLoss: string | undefined,
  ) =>
    `At ${name} = ${at} the loss is ${loss} with slope ${slope}; a step with η = ${eta} leads to ${next}, ${nextLoss === undefined ? 'which no output can be' : `where it is ${nextLoss}`}.`,
  convex: 'This curve is convex: no chord lies below it.',
  notConvex: 'This curve is not convex: some chord lies below it.',
  midpointTitle: 'Halfway between two networks that compute the same',
  midpointAxis: 'part of the way',
  midpointSays: (first: number, second: number, loss: string, middle: string) =>
    `Exchange neurons ${first} and ${second} of layer 1: the network computes the same, so both ends have the loss ${loss}. Halfway, with both neurons equal, it is ${middle}.`,
  refuted: 'A convex loss could not be larger there: the loss of this network is not convex in its weights.',
  leastSquaresTitle: 'Closed form of the last layer',
  leastSquaresSays: (best: string, now: string, distance: string) =>
    `Least squares give the last layer the loss ${best} at once, all other layers as they are; the run is at ${now}, and its last layer is ${distance} away from that.`,
  notJointly: (gradient: string) =>
    `There the gradient of the other layers has the length ${gradient}: their outputs are what the last layer is fitted to, so as they move, its solution moves too. No closed form solves all layers together.`,
  explore: 'Explore',
  exploreNone: 'choose what to see …',
  scenarios: {
    vanishing: [
      'Vanishing gradients',
      'Eight layers of sigmoids: each multiplies the gradient by a slope of at most 1/4 on its way back. Train a little and compare the layers: the first hardly moves.',
    ],
    exploding: [
      'Exploding gradients',
      'Eight layers with large weights: each multiplies the gradient by more than 1 on its way back. The first layer gets hundreds of times what the last one has.',
    ],
    dying: [
      'Dying ReLU',
      'The biases are so negative that 7 of 8 ReLU give 0 for every sample. Their slope is 0 too, so no gradient ever wakes them.',
    ],
    symmetric: [
      'Zeros never break symmetry',
      'All weights begin at 0, so all hidden neurons have the same output and the same gradient. However long it trains, they stay equal.',
    ],
    small: [
      'η too small',
      'The gradient points the right way, but each step along it is tiny. The loss falls by less than a thousandth an epoch.',
    ],
    right: [
      'η right',
      'The same network with a suitable η. The step is well below 2 / curvature, and the loss falls quickly.',
    ],
    overshooting: [
      'η overshoots',
      'A step longer than 2 / curvature ends higher on the other side of the valley. The loss jumps up and down instead of falling.',
    ],
    diverging: [
      'η diverges',
      'Each step overshoots by more than the one before. After some epochs a number leaves the doubles, and the run stops.',
    ],
    saturatedMse: [
      'Saturated start, squared error',
      'The neuron begins sure and wrong. The squared error multiplies the gradient by f′(z), nearly 0, so it learns slowly (Nielsen, chapter 3).',
    ],
    saturatedBce: [
      'Saturated start, cross-entropy',
      'The same start with cross-entropy, whose gradient a − t has no f′(z) in it. The more wrong it is, the faster it learns.',
    ],
    noHidden: [
      'XOR without a hidden layer',
      'The boundary of a single layer is a straight line. No line separates the classes of XOR, so about half of the samples stay wrong.',
    ],
    line: [
      'Closed form',
      'One linear layer with squared error is solved by least squares at once. Gradient descent comes to the same line step by step.',
    ],
  },
};

export type InsightTexts = typeof insightEn;
export type ScenarioTexts = InsightTexts['scenarios'];
