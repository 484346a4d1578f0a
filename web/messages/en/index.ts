/** Every text of the page in English. Its type is the table that each other language must fill. */
import type { Phase } from '../../../wasm/index';
import type { EdgeMode, Granularity, Language } from '../../work/choices';
import { firstWords } from '../first';
import { activations } from './activations';
import { batch } from './batch';
import { faults } from './faults';
import { losses } from './losses';
import { notation } from './notation';
import { quantityLabel } from './quantities';
import { scenarios } from './scenarios';
import { steps } from './steps';
import { story } from './story';

export const en = {
  language: 'en' as Language,

  title: firstWords.en.title,

  batch,
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
  ...losses,
  activations,

  ...steps,
  story,
  quantityLabel,

  start: {
    lab: 'Training lab',
    tutorial: 'The whole derivation as an article: its numbers follow yours.',
    title: (iteration: number) => (iteration === 0 ? 'Before the first step' : `Iteration ${iteration + 1} begins`),
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
    more: 'Further controls',
    speedLabel: 'Speed',
    speed: (times: number) => `${times}×`,
    granularityLabel: 'Step by',
    granularity: {
      idea: 'one idea',
      step: 'single step',
      neuron: 'neuron',
      layer: 'layer',
      phase: 'phase',
    } satisfies Record<Granularity, string>,
    layer: (layer: number) => `layer ${layer}`,
  },

  notation,

  panel: {
    label: 'Explanation',
    step: 'This step',
    derive: 'Derivation',
    compare: 'Two losses',
    reads: 'reads',
    moreRows: (count: number) => `… and ${count} more steps likewise`,
    writes: 'computes',
    before: (value: string) => `before: ${value}`,
    openDerivation: (symbol: string) => `Derive ${symbol} from the chain rule`,
    rounded: (digits: number) =>
      `Numbers are shown with ${digits} significant digits and computed with all of them. Point at one for the whole double.`,
  },
  chooser: {
    label: 'Differentiate the loss with respect to',
    kind: 'weight or bias',
    weight: 'weight',
    bias: 'bias',
    layer: 'layer',
    layerNumber: (layer: number) => `layer ${layer}`,
    to: 'of neuron',
    from: 'from',
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
    title: 'Embed and export',
    copyFormula: 'Copy formula as LaTeX',
  },

  diagram: {
    label: 'The network',
    hint: 'Up and down arrows move between parts, Enter opens one to change it, D derives it.',
    unfold: (count: number, layer: number, first: number) =>
      `${count} more ${layer === 0 ? 'inputs' : `neurons of layer ${layer}`}: show those from number ${first} on`,
    unknown: 'not computed yet',
    edges: 'Edges show',
    edgeMode: { weight: 'weight', gradient: 'gradient', update: 'update' } satisfies Record<EdgeMode, string>,
    notYet: { gradient: 'Gradients come later.', update: 'Updates come last.' },
    positive: 'positive',
    negative: 'negative',
    inputs: 'inputs',
    hidden: (layer: number) => `layer ${layer}`,
    outputs: 'outputs',
    targets: 'targets',
    targetsAndLoss: 'targets, loss',
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
    since: (iteration: number, loss: string) =>
      `From iteration ${iteration} on the loss is ${loss}: a curve of its own.`,
    iterations: 'iterations',
    broken: (iteration: number) => `No longer a finite number from iteration ${iteration} on.`,
    mean: (samples: number) => `The mean over all ${samples} samples.`,
  },

  toolbar: {
    scenario: 'Scenario',
    own: 'Your own network',
    loss: 'Loss',
    moreLosses: 'Other losses',
    eta: 'learning rate',
    etaNotes: {
      zero: 'η = 0: no weight and no bias moves.',
      negative: 'η is negative: each update goes uphill, and the loss rises.',
      rose: (eta: string, before: string, after: string) =>
        `The last update raised the loss from ${before} to ${after}: with η = ${eta} the step goes too far.`,
      saturated: (eta: string, sum: string) =>
        `With η = ${eta} the weighted sums have come to ${sum}: the slope there is 0, no gradient is left, and nothing will move any more. The loss says nothing about learning here.`,
    },
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
    title: 'Help',
    close: 'Close',
  },

  number: { copy: 'Copy', copied: 'Copied' },

  ...faults,
  scenarios,
};

export type Messages = typeof en;
