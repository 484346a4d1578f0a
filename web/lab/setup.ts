/** What the reader sets up: data, network, training; and the document that they make together. No DOM. */
import type {
  ActivationId,
  BatchReduction,
  InitKind,
  LossId,
  Scenario,
  ScenarioSample,
  ScenarioState,
  ScenarioTraining,
} from '../../wasm/index';
import type { DataOptions, DataSetId, LabSettings, StopConditions } from '../../wasm/lab/index';
import { scaled, type DataSet, type Scaling } from './data/dataSet';

/** A layer as the scenario document has it, without parameters. */
export interface LayerSetup {
  units: number;
  activation: ActivationId;
}

export interface Setup {
  /** own: the reader's */
  data: DataSetId | 'own';
  /** how many points are drawn, with how much noise; nothing to own data */
  samples: number;
  noise: number;
  /** percent of the samples that test */
  test: number;
  dataSeed: number;
  /** how many inputs the network has */
  inputs: number;
  /** whether the outputs tell classes apart, or follow values */
  task: DataSet['task'];
  /** how the network gets each of them; null: as they are */
  scaling: readonly Scaling[] | null;
  /** the outputs are the last */
  layers: readonly LayerSetup[];
  loss: LossId;
  init: InitKind;
  weightSeed: number;
  /** the parameters to begin with, layer by layer weights row by row, then biases; null: drawn, by `init` and `weightSeed` */
  parameters: Float64Array | null;
  /** what earlier updates of this optimizer have left beside them; null: nothing */
  state: ScenarioState | null;
  optimizer: 'sgd' | 'momentum' | 'adam';
  learningRate: number;
  batchSize: number;
  batchReduction: BatchReduction;
  updateBiases: boolean;
  /** λ: the loss has λ/2 |w|² besides */
  weightDecay: number;
  /** μ */
  momentum: number;
  beta1: number;
  beta2: number;
  epsilon: number;
  schedule: 'constant' | 'step' | 'cosine';
  /** step: η is multiplied by `scheduleFactor` every so many; cosine: it comes down to `scheduleFloor` within so many */
  scheduleEpochs: number;
  scheduleFactor: number;
  scheduleFloor: number;
  /** the run stops by itself at such a loss of an epoch, after so many epochs, or after so many without progress; null: it does not */
  stopLoss: number | null;
  stopEpochs: number | null;
  stopPatience: number | null;
}

/** Members of the setup that a list of values is offered for. */
export type Offered = Exclude<
  keyof Setup,
  | 'data'
  | 'inputs'
  | 'task'
  | 'scaling'
  | 'layers'
  | 'loss'
  | 'parameters'
  | 'state'
  | 'epsilon'
  | 'batchReduction'
  | 'updateBiases'
>;

export const offered: { readonly [K in Offered]: readonly Setup[K][] } = {
  samples: [50, 100, 200, 400, 800],
  noise: [0, 0.02, 0.05, 0.1, 0.2],
  test: [0, 10, 20, 30, 50],
  dataSeed: [1, 2, 3, 4, 5, 6, 7, 8],
  weightSeed: [1, 2, 3, 4, 5, 6, 7, 8],
  optimizer: ['sgd', 'momentum', 'adam'],
  learningRate: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10],
  batchSize: [1, 5, 10, 20, 50, 100],
  weightDecay: [0, 0.0001, 0.001, 0.01, 0.1],
  init: ['he_normal', 'xavier_uniform', 'uniform', 'zeros'],
  momentum: [0, 0.5, 0.9, 0.95, 0.99],
  beta1: [0, 0.5, 0.9, 0.99],
  beta2: [0.9, 0.99, 0.999, 0.9999],
  schedule: ['constant', 'step', 'cosine'],
  scheduleEpochs: [10, 20, 50, 100, 500],
  scheduleFactor: [0.1, 0.3, 0.5, 0.9],
  scheduleFloor: [0, 0.0001, 0.001, 0.01],
  stopLoss: [null, 0.1, 0.01, 0.001, 0.0001],
  stopEpochs: [null, 100, 500, 1000, 10_000],
  stopPatience: [null, 10, 50, 100, 500],
};

const stops: readonly (keyof Setup)[] = ['stopLoss', 'stopEpochs', 'stopPatience'];
/** What changes how parameters move or when a run stops: it can go on with another of these. */
const ofTraining: readonly (keyof Setup)[] = [
  'optimizer',
  'learningRate',
  'batchSize',
  'weightDecay',
  'momentum',
  'beta1',
  'beta2',
  'schedule',
  'scheduleEpochs',
  'scheduleFactor',
  'scheduleFloor',
  ...stops,
];

export const isStop = (name: keyof Setup): boolean => stops.includes(name);

export const isOfTraining = (part: Partial<Setup>): boolean =>
  (Object.keys(part) as (keyof Setup)[]).every((name) => ofTraining.includes(name));

/** Whether parameters are drawn anew with it. */
export const drawsParameters = (part: Partial<Setup>): boolean =>
  ['layers', 'inputs', 'init', 'weightSeed'].some((name) => name in part);

/** What does not fit that part of the setup: given parameters, and what another optimizer has left. */
export function forgottenWith(part: Partial<Setup>): Partial<Setup> {
  if (drawsParameters(part)) return { parameters: null, state: null };
  return 'optimizer' in part ? { state: null } : {};
}

interface Preset {
  hidden: readonly number[];
  optimizer: Setup['optimizer'];
  learningRate: number;
}

/** For each data set a network and a training with which it learns from every seed offered. */
const presets: Record<DataSetId, Preset> = {
  circle: { hidden: [8], optimizer: 'adam', learningRate: 0.03 },
  xor: { hidden: [8], optimizer: 'adam', learningRate: 0.03 },
  gaussians: { hidden: [4], optimizer: 'sgd', learningRate: 0.3 },
  moons: { hidden: [8], optimizer: 'adam', learningRate: 0.1 },
  spiral: { hidden: [16, 16], optimizer: 'adam', learningRate: 0.01 },
  curve: { hidden: [12], optimizer: 'adam', learningRate: 0.01 },
  plane: { hidden: [], optimizer: 'sgd', learningRate: 0.1 },
};
/** for the reader's own data */
const ownPreset: Preset = { hidden: [8], optimizer: 'adam', learningRate: 0.03 };

export function presetOf(data: DataSetId): Setup {
  return presetFor(presets[data], data, data === 'curve' ? 1 : 2, outputFor(taskOf(data), 1));
}

/** A setup for data of the reader's own. */
export function presetForOwn({ inputs, outputs, task }: DataSet, scaling: Setup['scaling'] = null): Setup {
  return { ...presetFor(ownPreset, 'own', inputs.length, outputFor(task, outputs.length)), scaling };
}

const taskOf = (data: DataSetId): DataSet['task'] => (data === 'curve' || data === 'plane' ? 'values' : 'classes');

type Output = Pick<Setup, 'loss' | 'task'> & { layer: LayerSetup };

/** The last layer and the loss: for values, for one of two classes, for one of more. */
export function outputFor(task: DataSet['task'], outputs: number): Output {
  if (task === 'values') return { task, layer: { units: outputs, activation: 'linear' }, loss: 'mse' };
  if (outputs <= 2) return { task, layer: { units: 1, activation: 'sigmoid' }, loss: 'bce' };
  return { task, layer: { units: outputs, activation: 'softmax' }, loss: 'softmax_cross_entropy' };
}

function presetFor(
  { hidden, optimizer, learningRate }: Preset,
  data: Setup['data'],
  inputs: number,
  output: Output,
): Setup {
  return {
    data,
    samples: 200,
    noise: 0.02,
    test: 20,
    dataSeed: 1,
    inputs,
    task: output.task,
    scaling: null,
    layers: [...hidden.map((units): LayerSetup => ({ units, activation: 'tanh' })), output.layer],
    loss: output.loss,
    init: 'he_normal',
    weightSeed: 1,
    parameters: null,
    state: null,
    optimizer,
    learningRate,
    batchSize: 10,
    batchReduction: 'mean',
    updateBiases: true,
    weightDecay: 0,
    momentum: 0.9,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
    schedule: 'constant',
    scheduleEpochs: 100,
    scheduleFactor: 0.5,
    scheduleFloor: 0,
    stopLoss: null,
    stopEpochs: null,
    stopPatience: null,
  };
}

/** Whether the outputs tell classes apart, and do not follow values. */
export const hasClasses = ({ task }: Setup): boolean => task === 'classes';

/** What draws the points of one of the sets. */
export const drawOf = ({ data, samples, noise, dataSeed }: Setup): DataOptions => ({
  kind: data as DataSetId,
  samples,
  noise,
  seed: dataSeed,
});

/** One of the sets with those points. */
export function dataSetOf(setup: Setup, points: ScenarioSample[]): DataSet {
  const task = taskOf(setup.data as DataSetId);
  const inputs = setup.inputs === 1 ? ['x'] : ['x₁', 'x₂'];
  return { points, inputs, outputs: task === 'classes' ? ['0', '1'] : ['t'], task };
}

/** How many of the points train: all but the share that tests, and never none. */
export const trainingOf = ({ test }: Setup, points: number): number =>
  Math.max(1, points - Math.round((points * test) / 100));

/** The sample as the network gets it. */
const asTrained = (point: ScenarioSample, { scaling }: Setup): ScenarioSample =>
  scaling ? { x: point.x.map((value, index) => scaled(value, scaling[index])), t: point.t } : point;

export function documentOf(setup: Setup, points: readonly ScenarioSample[]): Scenario {
  const document: Scenario = {
    version: 1,
    network: {
      inputs: setup.inputs,
      layers: setup.layers.map((layer) => ({ ...layer })),
    },
    init: { kind: setup.init, seed: setup.weightSeed },
    loss: setup.loss,
    samples: points.map((point) => asTrained(point, setup)),
    training: trainingSettingsOf(setup, points.length),
  };
  // Those of another network would not fit.
  const { parameters } = setup;
  if (parameters?.length !== parameterCount(setup)) return document;
  return withParameters(document, parameters, setup.state);
}

/** The training as a document has it, of a run with so many points. */
export const trainingSettingsOf = (setup: Setup, points: number): ScenarioTraining => ({
  optimizer: setup.optimizer,
  learningRate: setup.learningRate,
  batchSize: Math.min(setup.batchSize, trainingOf(setup, points)),
  batchReduction: setup.batchReduction,
  updateBiases: setup.updateBiases,
  momentum: setup.momentum,
  beta1: setup.beta1,
  beta2: setup.beta2,
  epsilon: setup.epsilon,
  weightDecay: setup.weightDecay,
  ...scheduleOf(setup),
  shuffleSeed: 1,
});

/** Weights and biases of all layers. */
export function parameterCount(setup: Setup): number {
  const widths = shapeOf(setup);
  return setup.layers.reduce((sum, { units }, index) => sum + units * (widths[index] + 1), 0);
}

export const stopOf = (setup: Setup): StopConditions => ({
  ...(setup.stopLoss === null ? {} : { loss: setup.stopLoss }),
  ...(setup.stopEpochs === null ? {} : { epochs: setup.stopEpochs }),
  ...(setup.stopPatience === null ? {} : { epochsWithoutProgress: setup.stopPatience }),
});

export const settingsOf = (setup: Setup, points: number): LabSettings => ({
  stop: stopOf(setup),
  trainingSamples: trainingOf(setup, points),
});

function scheduleOf(setup: Setup): Pick<ScenarioTraining, 'schedule'> {
  const { schedule: kind, scheduleEpochs: epochs, scheduleFactor, scheduleFloor } = setup;
  if (kind === 'constant') return {};
  return {
    schedule: kind === 'step' ? { kind, epochs, factor: scheduleFactor } : { kind, epochs, floor: scheduleFloor },
  };
}

/** Inputs, then the units of each layer. */
export const shapeOf = ({ inputs, layers }: Setup): number[] => [inputs, ...layers.map(({ units }) => units)];

/** `2 – 8 tanh – 1 sigmoid` */
export function networkText({ inputs, layers }: Setup): string {
  return [String(inputs), ...layers.map(({ units, activation }) => `${units} ${activation}`)].join(' – ');
}

/**
 * The document with parameters in place of those that it would draw, layer by layer weights row by row, then biases; and with
 * what the updates before have left.
 */
export function withParameters(document: Scenario, parameters: Float64Array, state?: ScenarioState | null): Scenario {
  let [from, width] = [0, document.network.inputs];
  const take = (count: number): number[] => Array.from(parameters.subarray(from, (from += count)));
  const layers = document.network.layers.map((layer) => {
    const weights = Array.from({ length: layer.units }, () => take(width));
    width = layer.units;
    return { ...layer, weights, biases: take(layer.units) };
  });
  const { state: _, ...rest } = document;
  return { ...rest, network: { ...document.network, layers }, ...(state ? { state } : {}) };
}
