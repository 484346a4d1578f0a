/** Every text of the page in English. Its type is the table that each other language must fill. */
import type {
  ActivationId,
  Agreement,
  DerivationRule,
  ErrorTexts,
  LossId,
  NonFinite,
  Phase,
  StageKind,
} from '../../../wasm/index';
import { errorTexts } from '../../../wasm/index';
import type { ScenarioId } from '../../scenarios/entry';
import type { QuantityWords, StepWords } from '../../work/stepFacts';
import type { PageErrorKey } from '../../work/problem';
import type { EdgeMode, Granularity, Language } from '../../work/choices';
import { fewOf } from '../few';
import { activations } from './activations';
import { batch } from './batch';
import { notation } from './notation';
import { scale } from './scale';
import { firstWords } from '../first';

const listFormat = new Intl.ListFormat('en');
const list = (items: string[]) => listFormat.format(fewOf(items));
const both = (items: string[]) => (items.length === 2 ? 'both' : 'all of them');

function weightedSum(w: StepWords): string {
  return w.sources.length === 1
    ? `${w.neuron} takes in ${w.sources[0]}: multiply it by its weight and add the bias.`
    : `${w.neuron} takes in ${list(w.sources)}: multiply each by its weight, add the products, and add the bias.`;
}

function activation(w: StepWords): string {
  const effect: Record<ActivationId, string> = {
    sigmoid: 'The sigmoid presses the weighted sum into a number between 0 and 1',
    tanh: 'tanh presses the weighted sum into a number between −1 and 1',
    relu: 'ReLU lets a positive sum through and turns a negative one into 0',
    leaky_relu: 'Leaky ReLU lets a positive sum through and keeps a hundredth of a negative one',
    softplus: 'Softplus is ReLU with its corner rounded off: never negative, and its slope is the sigmoid',
    silu: 'SiLU multiplies the sum by its own sigmoid: close to ReLU far out, with a shallow dip below 0',
    softmax: 'Softmax turns the sums of the whole layer into shares that add up to 1',
    linear: 'A linear neuron changes nothing',
  };
  const last = w.next.length ? `what ${w.neuron} hands on to the next layer.` : `the network’s answer at ${w.neuron}.`;
  return `${effect[w.activation]}: that is ${last}`;
}

function lossTerm(w: StepWords): string {
  const squared = `How far is ${w.neuron} from its target ${w.target}? The difference is squared: too high and too low count alike, and a large miss counts most.`;
  const entropy = `How badly did ${w.neuron} bet? Read its output as the probability of a 1: the less of it went to what ${w.target} says, the dearer it gets, without limit.`;
  const sentences: Record<LossId, string> = {
    mse: squared,
    half_sse: squared,
    sse: squared,
    bce: entropy,
    bce_mean: entropy,
    bce_with_logits: `How badly did ${w.neuron} bet? Its output is a logit: σ of it is the probability of a 1. Taken from the logit itself, the cross-entropy stays exact however large that is. YOLOv3 ends in this: a plain convolution, then this loss.`,
    softmax_cross_entropy: `What share did ${w.neuron} give to its class? ${w.target} times the negative logarithm of that share: only the classes with a target above 0 count.`,
  };
  return sentences[w.loss];
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

export const en = {
  language: 'en' as Language,
  otherLanguage: { code: 'zh-CN', name: '中文' },
  list,

  title: firstWords.en.title,

  batch,
  scale,
  network: {
    loading: 'Loading the editor…',
    drop: 'Drop a scenario (JSON) to open it',
  },
  phases: {
    forward: 'Forward',
    loss: 'Loss',
    backward: 'Backward',
    batch: batch.phase,
    update: 'Update',
  } satisfies Record<Phase, string>,
  losses: {
    mse: 'MSE: mean squared error',
    half_sse: '½ SSE: half the squared error',
    sse: 'SSE: squared error',
    bce: 'BCE: binary cross-entropy',
    bce_mean: 'BCE, mean over the outputs',
    bce_with_logits: 'BCE with logits: from the sums of a linear output, as YOLOv3 ends',
    softmax_cross_entropy: 'Softmax cross-entropy: one class of several',
  } satisfies Record<LossId, string>,
  lossShort: {
    mse: 'MSE',
    half_sse: '½SSE',
    sse: 'SSE',
    bce: 'BCE',
    bce_mean: 'mean BCE',
    bce_with_logits: 'logit BCE',
    softmax_cross_entropy: 'softmax CE',
  } satisfies Record<LossId, string>,
  lossNeeds: (loss: string, activation: string) => `${loss} (needs a ${activation} output)`,
  activations,

  stepSentence: (w: StepWords): string => {
    switch (w.rule) {
      case 'weighted_sum':
        return weightedSum(w);
      case 'activation':
        return activation(w);
      case 'loss_term':
        return lossTerm(w);
      case 'loss_sum':
        return lossSum(w);
      case 'delta_output':
        return deltaOutput(w);
      case 'delta_hidden':
        return deltaHidden(w);
      case 'weight_gradient':
        return weightGradient(w);
      case 'bias_gradient':
        return `A bias enters the sum as it is, as if its input were 1. So its gradient is the δ of ${w.neuron} itself.`;
      case 'accumulate':
        return batch.accumulate(w);
      case 'reduce':
        return batch.reduce(w);
      case 'update':
        return update(w);
    }
  },
  stepTitle: (w: StepWords): string => {
    switch (w.rule) {
      case 'weighted_sum':
        return `Weighted sum of ${w.neuron}`;
      case 'activation':
        return `Output of ${w.neuron}`;
      case 'loss_term':
        return `Loss at ${w.neuron}`;
      case 'loss_sum':
        return 'The loss';
      case 'delta_output':
      case 'delta_hidden':
        return `Error signal δ of ${w.neuron}`;
      case 'weight_gradient':
      case 'bias_gradient':
        return `Gradient ${w.quantity}`;
      case 'accumulate':
        return batch.accumulateTitle(w);
      case 'reduce':
        return batch.reduceTitle(w);
      case 'update':
        return `New value of ${w.quantity}`;
    }
  },
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
  } satisfies Record<Phase, string>,

  quantityLabel: (q: QuantityWords): string => {
    switch (q.kind) {
      case 'x':
        return `input ${q.label}`;
      case 't':
        return `target ${q.label} of ${q.neuron}`;
      case 'w':
        return `weight ${q.label} from ${q.from} to ${q.neuron}`;
      case 'b':
        return `bias ${q.label} of ${q.neuron}`;
      case 'z':
        return `weighted sum ${q.label} of ${q.neuron}`;
      case 'a':
        return `output of ${q.label}`;
      case 'L':
        return 'loss L';
      case 'term':
        return `loss term ${q.label} at ${q.neuron}`;
      case 'delta':
        return `error signal ${q.label} of ${q.neuron}`;
      case 'dw':
      case 'db':
        return `gradient ${q.label}`;
      case 'total':
        return q.subject === 'L' ? batch.totalLoss : batch.total(q.subject);
      case 'mean':
        return q.subject === 'L' ? batch.meanLoss : batch.mean(q.subject);
      case 'eta':
        return 'learning rate η';
    }
  },

  start: {
    title: (iteration: number) => (iteration === 0 ? 'Before the first step' : `Iteration ${iteration + 1} begins`),
    first:
      'Nothing is computed yet: the inputs, the targets and the weights are all there is. Each step computes one number from numbers already there.',
    again: 'The weights are the updated ones; everything else is computed anew.',
    begin: 'First step',
    derive: (name: string) => `How does ${name} get its gradient?`,
    source: (source: string, url: boolean) => `Source: ${source}${url ? ', ' : ''}`,
    tip: 'Point at any symbol to see where it is. Click any weight, bias, input or target to change it.',
  },

  timeline: {
    label: 'Steps of this iteration',
    sample: (sample: number, count: number) => `sample ${sample} of ${count}`,
    position: (step: number, count: number) => `step ${step} of ${count}`,
    valueText: (step: number, count: number, what: string) => `step ${step} of ${count}: ${what}`,
    first: 'To the start of the iteration',
    previous: 'One step back',
    next: 'One step on',
    last: 'To the end of the iteration',
    play: 'Play',
    pause: 'Pause',
    iteration: (iteration: number) => `Iteration ${iteration}`,
    nextIteration: 'Next iteration',
    applyAndNext: 'Begin the next iteration',
    run: (count: number) => `${count} iterations`,
    runCount: 'Number of iterations',
    startRun: 'Run',
    stopRun: 'Stop',
    running: (done: number, count: number) => `${done} of ${count}`,
    granularityLabel: 'Step by',
    granularity: { step: 'step', neuron: 'neuron', layer: 'layer', phase: 'phase' } satisfies Record<
      Granularity,
      string
    >,
    layer: (layer: number) => `layer ${layer}`,
  },

  notation,

  panel: {
    label: 'Explanation',
    step: 'This step',
    derive: 'Derivation',
    compare: 'Two losses',
    reads: 'reads',
    writes: 'computes',
    before: (value: string) => `before: ${value}`,
    openDerivation: (symbol: string) => `Derive ${symbol} from the chain rule`,
    rounded: (digits: number) =>
      `Numbers are shown with ${digits} significant digits and computed with all of them. Point at one for the whole double.`,
    choose: 'Differentiate the loss with respect to',
  },

  derivation: {
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
      ...batch.stages,
    } satisfies Record<Exclude<StageKind, 'numbers'>, string>,
    stageWhy: {
      chain:
        'A change travels from neuron to neuron until it reaches L. Along a path the reactions multiply; different paths add.',
      factors:
        'Each fraction asks only how one number reacts to the one right before it. Open one to see it worked out.',
      sum: 'The contributions of the paths add, and may differ in sign.',
      collapse: 'Everything up to the neuron’s weighted sum is the same for all weights into it. It has a name: δ.',
      article:
        'A and B are the gradients of the weights one layer on. They already contain the neuron’s output once, so only 1 − a remains of its slope. This holds for the sigmoid; the form with δ holds always.',
      rule: 'Nothing in it is special to this weight.',
      layers:
        'No path is walked twice: the δ of a layer holds all that comes back to it, and the layer before needs nothing else.',
      ...batch.stageWhy,
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
  },

  check: {
    open: 'Check this gradient',
    title: 'Three ways to the same number',
    right: (digits: number) =>
      digits === 0 ? 'No digit is right.' : digits === 1 ? '1 digit is right.' : `${digits} digits are right.`,
    few: (digits: number) => (digits === 1 ? '≈ 1 digit' : `≈ ${digits} digits`),
    openDiffering: 'The three ways differ: look at this gradient',
    mark: (agreeing: boolean): string => (agreeing ? '✓' : '✗ not confirmed'),
  },

  graph: {
    label: 'Computational graph',
    switch: 'Picture',
    pictures: { network: 'Network', graph: 'Graph' },
    loading: 'Fetching the graph …',
    inside: (owner: string) => `operation inside ${owner}`,
  },
  take: {
    title: 'Take it with you',
    copyFormula: 'Copy formula as LaTeX',
  },
  partMissing: 'This part of the page could not be fetched. Is the network there?',
  tryAgain: 'Try again',

  diagram: {
    label: 'The network',
    hint: 'Up and down arrows move between parts, Enter opens one to change it, D derives it.',
    unknown: 'not computed yet',
    edges: 'Edges show',
    edgeMode: { weight: 'weight', gradient: 'gradient', update: 'update' } satisfies Record<EdgeMode, string>,
    positive: 'positive',
    negative: 'negative',
    inputs: 'inputs',
    hidden: (layer: number) => `layer ${layer}`,
    outputs: 'outputs',
    targets: 'targets',
    loss: 'loss',
    withValue: (what: string, value: string) => `${what}: ${value}`,
  },

  editor: {
    apply: 'Apply',
    cancel: 'Cancel',
    derive: (symbol: string) => `Derive ${symbol}`,
    enter: 'Enter applies, Esc cancels',
  },

  plot: {
    text: (neuron: string, z: string, a: string, slope: string | null) =>
      slope === null
        ? `${neuron} on the curve of its activation: at z = ${z} it gives ${a}.`
        : `${neuron} on the curve of its activation: at z = ${z} the slope is ${slope}.`,
    othersHeld: 'The other sums of the layer stay as they are.',
  },

  outputs: { title: (count: number) => `Outputs of all ${count} samples` },

  curve: {
    label: 'Loss after each iteration',
    title: 'Loss',
    text: (iterations: number, first: string, last: string) =>
      iterations === 0
        ? `Loss ${first} at the start.`
        : `Loss ${first} at the start, ${last} after ${iterations} ${iterations === 1 ? 'iteration' : 'iterations'}.`,
    broken: (iteration: number) => `No longer a finite number from iteration ${iteration} on.`,
    mean: (samples: number) => `The mean over all ${samples} samples.`,
  },

  toolbar: {
    scenario: 'Scenario',
    own: 'Your own network',
    loss: 'Loss',
    moreLosses: 'Other losses',
    eta: 'learning rate',
    editNetwork: 'Edit network',
    language: 'Language',
    themes: { auto: 'as the system', light: 'light', dark: 'dark' },
    digits: 'Digits',
    digitCount: (digits: number) => `${digits} digits`,
    fewerDigits: 'Fewer digits',
    moreDigits: 'More digits',
    share: 'Copy link',
    copied: 'Link copied',
    undo: 'Undo',
    redo: 'Redo',
    themeName: (theme: string) => `Theme: ${theme}`,
    help: 'Help',
    menu: 'More',
  },

  help: {
    title: 'Keys',
    close: 'Close',
  },

  number: { copy: 'Copy', copied: 'Copied' },

  failure: (quantity: string, cause: NonFinite['cause']) =>
    cause === 'overflow'
      ? `${quantity} became too large for a double, so nothing after it can be computed. A learning rate that overshoots, or very large weights or inputs, usually does this.`
      : `${quantity} has no value here: a logarithm of zero or less, or a division by zero. The numbers before it are fine.`,
  failureUndo: 'Undo the last change',

  errors: errorTexts as ErrorTexts,
  errorAt: (path: string, sentence: string) => `${path}: ${sentence}`,
  pageErrors: {
    emptyNumber: () => 'There is no number here. The old value stays until you type one.',
    notANumber: (p) => `“${p.text}” is not a number. Write it like 0.3, -2, 1/3 or 1e-3.`,
    ambiguousNumber: (p) =>
      `“${p.text}” may be a number of thousands or have a decimal comma. Write decimals with a point, thousands without a comma.`,
    numberTooLarge: (p) => `${p.text} is too large: the largest double is about 1.8 × 10³⁰⁸.`,
    numberTooSmall: (p) => `${p.text} is too small: the smallest double above 0 is about 4.9 × 10⁻³²⁴.`,
    fileUnreadable: (p) => `The file “${p.name}” could not be read.`,
    linkTooLarge: () =>
      'What you have here is too large for a link: the address no longer follows it, and a reload would lose it.',
    noPacking: () =>
      'This browser cannot read or write links with a network of your own; a newer one can. Under “Edit network” the document can be copied as JSON.',
    unknownScenario: (p) => `There is no scenario called “${p.name}”.`,
    unknownParameter: (p) => `This network has no parameter ${p.id}.`,
    textTooLarge: (p) => `The document is too large: at most ${p.max} characters can be read here.`,
    damagedLink: (p) =>
      `The link is damaged at “${p.part}”, so it could not be opened. What you see is not what it meant; your work is untouched.`,
    tooMuchToReplay: () =>
      'The link asks for more iterations than can be worked through here for a network of this size. Your work is untouched.',
    languageMissing: () => 'The Chinese texts could not be fetched. Is the network there?',
    wrongCell: (p) => `Row ${p.row}, column ${p.column}: “${p.text}” is not a number. Nothing was changed.`,
    ambiguousCell: (p) =>
      `Row ${p.row}, column ${p.column}: “${p.text}” may have a decimal comma or a thousands separator. Nothing was changed; write it with a point.`,
    ambiguousComma: (p) =>
      `“${p.text}” may be two numbers or one with a decimal comma. Nothing was changed; separate columns by tabs or semicolons, or write decimals with a point.`,
    tooManyColumns: (p) => `Row ${p.row} has ${p.got} cells; from here on the table has ${p.max}. Nothing was changed.`,
    tooManySamples: (p) => `That would be ${p.got} samples; at most ${p.max} are possible. Nothing was changed.`,
    copyRefused: () => 'The browser did not allow copying. Select the address and copy it by hand.',
    unexpected: (p) => `Something went wrong that should not have: ${p.detail}`,
  } satisfies Record<PageErrorKey, (p: Record<string, string | number>) => string>,
  dismiss: 'Dismiss',

  scenarios: {
    article: {
      title: 'The article',
      note: 'Two inputs, two hidden layers of three, two outputs, sigmoid everywhere. w1 and w2 lead from N1 to the outputs N4 and N5; w3 leads into N1, so it reaches the loss on two paths.',
    },
    mazur: {
      title: 'Mazur 2015',
      note: 'Its biases stay fixed. The error it prints after one step, 0.291027924, comes from hidden gradients taken with output weights that had already moved; with all gradients at the old weights it is 0.2910277737.',
    },
    'han-kamber': {
      title: 'Han & Kamber',
      note: 'A textbook example with one sample and η = 0.9. The book’s Err of a unit is minus our δ, and it adds where we subtract: the new weights are the same.',
    },
    'bce-221': {
      title: 'Cross-entropy, 2-2-1',
      note: 'Sigmoid and binary cross-entropy, worked by hand. Look at δ of the output: just output minus target.',
    },
    'nielsen-saturated': {
      title: 'A neuron that starts badly wrong',
      note: 'One neuron should say 0 and says 0.98, on the flat end of the sigmoid. Under squared error it hardly moves for a hundred iterations; switch to BCE, and it moves at once. Compare δ.',
    },
    'xor-zero': {
      title: 'XOR from zeros: never learns',
      note: 'All weights start at 0. The hidden outputs are tanh(0) = 0, so no output weight gets a gradient; the output weights are 0, so nothing comes back to the hidden layer. Every weight gradient is exactly 0 for ever, and only the output’s bias moves.',
    },
  } satisfies Record<ScenarioId, { title: string; note: string }>,
};

export type Messages = typeof en;
