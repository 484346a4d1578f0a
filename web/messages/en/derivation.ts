/** The stages of a derivation, its rules, and what its lines come to. */
import type { Agreement, DerivationRule, StageKind } from '../../../wasm/index';

export const derivation = {
  paths: (count: number, name: string) =>
    count === 1
      ? `${name} reaches the loss on one path.`
      : `${name} reaches the loss on ${count} paths, one term each.`,
  morePaths: (hidden: number) => `… and ${hidden} paths more`,
  showMorePaths: 'Show more',
  path: (number: number, through: string) => (through ? `Path ${number}, through ${through}` : `Path ${number}`),
  openFactor: 'Show how this factor is found',
  closeFactor: 'Close',
  factorName: (of: string, wrt: string, action: string) => `${of} differentiated by ${wrt}: ${action}`,
  factorTitle: 'Where this factor comes from',
  product: 'product of the path',
  noValue: '– : written like this, the factor has no finite value here; the gradient has one.',
  checkedBy: 'each line comes to',
  stages: {
    chain: 'The chain rule',
    factors: 'Each factor differentiated',
    sum: 'The paths added',
    collapse: 'What the paths share, taken out',
    article: 'In the article’s letters A and B',
    rule: 'The rule for every parameter',
    layers: 'δ, layer by layer from the output back',
    linearity: 'The loss of the batch',
    shares: 'The share of each sample',
    total: 'The shares together',
  } satisfies Record<Exclude<StageKind, 'numbers'>, string>,
  stageWhy: {
    chain:
      'A change travels from neuron to neuron until it reaches L. Along a path the reactions multiply; different paths add.',
    factors: 'Each fraction asks only how one number reacts to the one right before it. Open one to see it worked out.',
    sum: 'The contributions of the paths add, and may differ in sign.',
    collapse: 'Everything up to the neuron’s weighted sum is the same for all weights into it. It has a name: δ.',
    article:
      'A and B are the gradients of the weights one layer on. They already contain the neuron’s output once, so only 1 − a remains of its slope. This holds for the sigmoid; the form with δ holds always.',
    rule: 'Nothing in it is special to this weight.',
    layers:
      'No path is walked twice: the δ of a layer holds all that comes back to it, and the layer before needs nothing else.',
    linearity:
      'The derivative of a sum is the sum of the derivatives, and a constant factor stays in front. The index outside the parentheses is the number of the sample.',
    shares: 'Every sample goes forward and back on its own, all with the same weights.',
    total: 'One number for the whole batch: the update goes by it.',
  } satisfies Record<Exclude<StageKind, 'numbers'>, string>,
  rules: {
    definition: 'by definition',
    sum: 'sum rule',
    constant: 'a constant does not react',
    constant_factor: 'constant factor',
    product: 'product rule',
    quotient: 'quotient rule',
    power: 'power rule',
    exp: 'derivative of exp',
    log: 'derivative of ln',
    identity: 'the variable itself',
    piecewise: 'case by case',
    chain: 'chain rule',
    simplify: 'simplify',
    split_fraction: 'split the fraction',
    scale_fraction: 'divide above and below by the same',
    add_zero: 'add and subtract the same',
    common_denominator: 'common denominator',
    substitute: 'write it with the output again',
    cancel: 'cancel',
  } satisfies Record<DerivationRule, string>,
  agreement: {
    line: 'the same number as the line before',
    stage: 'comes to the back-propagated number',
    notes: {
      hidden: 'Rounding in this form is as large as the number itself: the two lines cannot be told apart.',
      no_value: 'Written like this, the number is not finite here; the other lines are compared without it.',
      differs:
        'This line comes to another number than the line before. That is an error of this program: please report it.',
    } satisfies Record<Exclude<Agreement, 'same'>, string>,
  },
  withChain: (rule: string) => `${rule}, times the inner derivative`,
};
