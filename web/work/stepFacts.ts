/** The facts of a step that its sentence needs, named as the reader sees them on the screen. */
import {
  trainingOf,
  type ActivationId,
  type LossId,
  type OptimizerId,
  type Phase,
  type QuantityId,
  type Step,
  type StepRule,
} from '../../wasm/index';
import type { Design } from './design';
import { outputId, parameterOf, parseId, type FlatQuantity } from './quantity';
import type { Label } from './symbols';

export interface StepWords {
  rule: StepRule;
  /** what the step computes: `z¹₀`, `δ(N1)`, `∂L/∂w3`; for an update the parameter */
  quantity: string;
  /** the parameter that a gradient, a sum or a mean is about, or L */
  subject: string;
  /** the neuron that the step belongs to: `N1` */
  neuron: string;
  /** the outputs (or inputs) that come into that neuron */
  sources: string[];
  /** the neurons that take in that neuron's output */
  next: string[];
  /** the tail of a weight: what it multiplies */
  from: string;
  /** that tail is an input of the network */
  fromInput: boolean;
  /** the target of an output neuron */
  target: string;
  activation: ActivationId;
  loss: LossId;
  /** how many outputs the network has */
  outputs: number;
  /** the sign of the gradient that an update goes by; null where it is not known */
  gradient: -1 | 0 | 1 | null;
  /** the sign of η */
  rate: number;
  /** where an update moves its parameter; `none` also for a change below the last bit of the parameter */
  moved: 'up' | 'down' | 'none';
  /** of how many samples the update takes the gradient */
  batch: number;
  reduction: 'mean' | 'sum';
  optimizer: OptimizerId;
  /** updates go by the slope alone, and by one η */
  isPlain: boolean;
}

/** Facts that the sentence of an update needs beside its step. */
export interface Surroundings {
  /** the gradient that the update goes by, where it is known */
  gradient: number | undefined;
  /** samples in the present batch */
  batch: number;
}

export function wordsOf(
  step: Step,
  design: Design,
  label: Label,
  around: Surroundings = { gradient: undefined, batch: 1 },
): StepWords {
  const layers = design.network.layers;
  const q = parseId(step.computes);
  const layer = step.layer ?? layers.length;
  const neuron = step.neuron ?? 0;
  const fanIn = layer === 1 ? design.network.inputs : layers[layer - 2].units;
  const labels = (l: number, count: number) => Array.from({ length: count }, (_, i) => label(outputId(l, i)));
  return {
    rule: step.rule,
    quantity: label(step.computes),
    subject: subjectLabel(step.computes, label),
    neuron: label(outputId(layer, neuron)),
    sources: labels(layer - 1, fanIn),
    next: layer < layers.length ? labels(layer + 1, layers[layer].units) : [],
    from: q && q.from >= 0 ? label(outputId(layer - 1, q.from)) : '',
    fromInput: layer === 1,
    target: label(`t.${neuron}`),
    activation: layers[layer - 1].activation,
    loss: design.loss,
    outputs: layers[layers.length - 1].units,
    ...updateOf(step, design, around),
  };
}

/** The parameter or the loss that a gradient, a sum over a batch or its mean is about. */
function subjectLabel(id: QuantityId, label: Label): string {
  const parameter = parameterOf(id);
  return parameter ? label(parameter) : 'L';
}

/** Whether an update moves each parameter by −η times its slope, by whichever η. */
export function followsSlope(design: Design): boolean {
  const { optimizer, weightDecay } = trainingOf(design);
  return optimizer === 'sgd' && weightDecay === 0;
}

/** Whether updates go by the slope alone, and by one η. */
export const isPlain = (design: Design): boolean => followsSlope(design) && !trainingOf(design).schedule;

/** Which sentence is said of a phase, or of a part of it: an update that does not follow the slope has its own. */
export const phaseSentence = (phase: Phase, design: Design): Phase | 'optimizer' =>
  phase === 'update' && !followsSlope(design) ? 'optimizer' : phase;

function updateOf(step: Step, design: Design, { gradient, batch }: Surroundings) {
  const { learningRate, batchReduction, optimizer } = trainingOf(design);
  const change = Math.sign((step.value ?? NaN) - (step.before ?? NaN));
  return {
    gradient: gradient === undefined ? null : ((gradient > 0 ? 1 : gradient < 0 ? -1 : 0) as -1 | 0 | 1),
    rate: Math.sign(learningRate),
    moved: change > 0 ? ('up' as const) : change < 0 ? ('down' as const) : ('none' as const),
    batch,
    reduction: batchReduction,
    optimizer,
    isPlain: isPlain(design),
  };
}

/** A quantity in words, for labels that are read aloud and for tooltips. */
export interface QuantityWords {
  kind:
    'x' | 't' | 'w' | 'b' | 'z' | 'a' | 'L' | 'term' | 'delta' | 'dw' | 'db' | 'eta' | 'total' | 'mean' | 'optimizer';
  label: string;
  /** the parameter of a gradient, a sum or a mean; L of a loss */
  subject: string;
  neuron: string;
  from: string;
}

function wordKind({ kind, neuron }: FlatQuantity): QuantityWords['kind'] {
  if (kind === 'L') return neuron >= 0 ? 'term' : 'L';
  if (kind === 'sumL' || kind === 'sumdw' || kind === 'sumdb') return 'total';
  if (kind === 'meanL' || kind === 'meandw' || kind === 'meandb') return 'mean';
  return ofOptimizer(kind) ? 'optimizer' : kind;
}

type OfOptimizer = Exclude<FlatQuantity['kind'], QuantityWords['kind'] | `sum${string}` | `mean${string}`>;
const ofOptimizer = (kind: string): kind is OfOptimizer =>
  /^(?:[gvms](?:hat)?[wb]|etan|mu|beta.|epsilon|lambda)$/.test(kind);

export function quantityWords(id: QuantityId, design: Design, label: Label): QuantityWords | null {
  const q = parseId(id);
  if (!q) return null;
  const outputs = design.network.layers.length;
  const neuronOf =
    q.kind === 't' || q.kind === 'L' ? outputId(outputs, Math.max(0, q.neuron)) : outputId(q.layer, q.neuron);
  return {
    kind: wordKind(q),
    label: label(id),
    subject: subjectLabel(id, label),
    neuron: q.kind === 'x' || q.neuron < 0 ? '' : label(neuronOf),
    from: q.from >= 0 ? label(outputId(q.layer - 1, q.from)) : '',
  };
}
