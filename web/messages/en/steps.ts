/** The steps of an iteration: what each is called, what it does, and why. */
import type { Phase, StepRule } from '../../../wasm/index';
import type { StepWords } from '../../work/stepFacts';
import { fewOf } from '../few';
import { activations } from './activations';
import { batch } from './batch';
import { lossTerms } from './losses';

const listFormat = new Intl.ListFormat('en');
const list = (items: string[]) => listFormat.format(fewOf(items));
const both = (items: string[]) => (items.length === 2 ? 'both' : 'all of them');

function weightedSum(w: StepWords): string {
  return w.sources.length === 1
    ? `${w.neuron} takes in ${w.sources[0]}: multiply it by its weight and add the bias.`
    : `${w.neuron} takes in ${list(w.sources)}: multiply each by its weight, add the products, and add the bias.`;
}

function activation(w: StepWords): string {
  const last = w.next.length ? `what ${w.neuron} hands on to the next layer.` : `the network’s answer at ${w.neuron}.`;
  return `${activations[w.activation].effect}: that is ${last}`;
}

function lossSum(w: StepWords): string {
  return w.outputs === 1
    ? 'With a single output its term is the whole loss. From here on there is one question: how does L react when something before it moves?'
    : 'Add the terms of all outputs: one number for how wrong the network is here. From now on there is one question: how does L react when something before it moves?';
}

function deltaOutput(w: StepWords): string {
  const start = `δ is how L reacts to the weighted sum of ${w.neuron}`;
  if (w.loss === 'softmax_cross_entropy') {
    return `${start}. Every output depends on this sum, so a path runs through each of them; the outputs cancel, and where the targets add up to 1, output minus target is left.`;
  }
  if (w.activation === 'softmax') {
    return `${start}. Every output depends on this sum, so a path runs through each of them: add how L reacts to each output, times how that output reacts to the sum.`;
  }
  if (w.loss === 'bce_with_logits') {
    return `${start}. The output is that sum, and the slope of the loss is σ of it minus the target: the same δ as for a sigmoid with cross-entropy.`;
  }
  if (w.activation === 'sigmoid' && w.loss.startsWith('bce')) {
    return `${start}. The slope of the sigmoid cancels against the denominator of the cross-entropy: output minus target is left, however flat the sigmoid is here.`;
  }
  return `${start}: how L reacts to the output, times how the output reacts to the sum, the slope of the activation.`;
}

function deltaHidden(w: StepWords): string {
  const way =
    w.next.length === 1
      ? `${w.neuron}’s output reaches the loss only through ${w.next[0]}: take what comes back from there, through the weight between them`
      : `${w.neuron}’s output reaches the loss through ${list(w.next)}: add ${both(w.next)}, each through the weight between them`;
  return `${way}. Then multiply by the slope of ${w.neuron} itself.`;
}

function weightGradient(w: StepWords): string {
  const what = w.fromInput ? `the input ${w.from}` : `the output of ${w.from}`;
  return `${w.quantity.replace('∂L/∂', '')} multiplies ${what} on its way into ${w.neuron}. So its gradient is the δ of ${w.neuron} times what it multiplies.`;
}

function update(w: StepWords): string {
  const q = w.quantity;
  if (!w.isPlain && w.rate !== 0)
    return w.optimizer === 'adam'
      ? `${q} moves by η times its mean gradient over the usual size of its gradients: about as far as η says, however steep the loss is.`
      : `${q} moves by η times its ${w.optimizer === 'momentum' ? 'velocity' : 'gradient'}, with all old values.`;
  const gradient = w.batch > 1 ? `${w.reduction} of the gradients of the ${w.batch} samples of the batch` : 'gradient';
  const last = 'All gradients were taken before the first weight moved.';
  if (w.rate === 0) return `η is 0: nothing moves, and ${q} stays where it is.`;
  if (w.gradient === 0) return `The gradient of ${q} is 0: it stays where it is.`;
  if (w.gradient === null) {
    return w.moved === 'none' && w.batch > 1
      ? `${q} moves by η times the ${gradient}. That is 0 here, or less than the last bit of ${q}: it stays where it is.`
      : `${q} moves by η times the ${gradient}. ${last}`;
  }
  const [sign, more] = w.gradient < 0 ? ['negative', 'raising'] : ['positive', 'lowering'];
  const start = `The ${w.batch > 1 ? `${gradient} for ${q}` : `gradient of ${q}`} is ${sign}: ${more} ${q} lowers the loss.`;
  if (w.moved === 'none')
    return `${start} But η times the gradient is less than the last bit of ${q}: it stays where it is.`;
  const way = w.moved === 'up' ? 'up' : 'down';
  if (w.rate < 0) return `${start} But η is negative, so ${q} moves the other way, ${way}: this climbs. ${last}`;
  return `${start} So it moves ${way}, by η times ${w.batch > 1 ? `this ${w.reduction}` : 'its gradient'}. ${last}`;
}

const sentences: Record<StepRule, (w: StepWords) => string> = {
  weighted_sum: weightedSum,
  activation: activation,
  loss_term: (w) => lossTerms(w)[w.loss],
  loss_sum: lossSum,
  delta_output: deltaOutput,
  delta_hidden: deltaHidden,
  weight_gradient: weightGradient,
  bias_gradient: (w) =>
    `A bias enters the sum as it is, as if its input were 1. So its gradient is the δ of ${w.neuron} itself.`,
  accumulate: batch.accumulate,
  reduce: batch.reduce,
  schedule: () => 'The schedule gives every epoch a learning rate of its own: all updates of this one go by it.',
  weight_decay: (w) =>
    `Weight decay adds λ times ${w.subject}: it pulls ${w.subject} towards 0, as λ/2 ${w.subject}² in the loss would.`,
  velocity: () =>
    'The velocity keeps the share μ of what it was and adds the gradient: one direction adds up, to and fro cancels.',
  first_moment: () =>
    'The first moment is a running mean of the gradients: the share β₁ of what it was, the rest from this gradient.',
  second_moment: () => 'The second moment is the same of their squares: how large the gradients usually are.',
  bias_correction: () =>
    'The moment began at 0, so at first it is too small. Divided by the share that is not from there, it is a mean.',
  update,
};

const titles: Record<StepRule, (w: StepWords) => string> = {
  weighted_sum: (w) => `Weighted sum of ${w.neuron}`,
  activation: (w) => `Output of ${w.neuron}`,
  loss_term: (w) => `Loss at ${w.neuron}`,
  loss_sum: () => 'The loss',
  delta_output: (w) => `Error signal δ of ${w.neuron}`,
  delta_hidden: (w) => `Error signal δ of ${w.neuron}`,
  weight_gradient: (w) => `Gradient ${w.quantity}`,
  bias_gradient: (w) => `Gradient ${w.quantity}`,
  accumulate: batch.accumulateTitle,
  reduce: batch.reduceTitle,
  schedule: () => 'Learning rate of the epoch',
  weight_decay: (w) => `Gradient for ${w.subject} with weight decay`,
  velocity: (w) => `Velocity of ${w.subject}`,
  first_moment: (w) => `First moment for ${w.subject}`,
  second_moment: (w) => `Second moment for ${w.subject}`,
  bias_correction: (w) => `Bias correction: ${w.quantity}`,
  update: (w) => `New value of ${w.quantity}`,
};

export const steps = {
  stepSentence: (w: StepWords): string => sentences[w.rule](w),
  stepTitle: (w: StepWords): string => titles[w.rule](w),
  announce: (position: string, title: string, value: string, sentence: string) =>
    `${position}. ${title}: ${value}. ${sentence}`,
  groupTitle: (phase: string, layer: number | null, neuron: string | null) =>
    [phase, layer === null ? '' : `layer ${layer}`, neuron ?? ''].filter(Boolean).join(', '),
  groupSentence: {
    forward: 'Each neuron weighs what comes in, adds it up with its bias, and passes the sum through its activation.',
    loss: 'Each output is held against its target; the terms together are the loss.',
    backward:
      'First δ of each neuron, from the δ of the layer after it; then each weight’s gradient: δ of the neuron it leads into, times what it multiplies.',
    batch: batch.group,
    update: 'Every weight and bias moves against its gradient, all by the same η.',
    optimizer: 'Every weight and bias gets its new value at once, all from the old ones.',
  } satisfies Record<Phase | 'optimizer', string>,
};
