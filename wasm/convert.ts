/** Documents to the flat form that crosses into the core, and the present parameters back into a document. */
import type { RawParameters, RawScenario, RawState, RawTraining } from './raw';
import { initOf, trainingOf } from './reading/defaults';
import { shapeOf, type NetworkShape } from './reading/shape';
import { keptBy } from './reading/state';
import { optimizers, schedules, settingOf } from './reading/training';
import type {
  InitKind,
  LayerMoments,
  LossId,
  OpenScenario,
  Scenario,
  ScenarioState,
  TrainingSettings,
} from './types/index';

/** A validated scenario in the form of the boundary: numbers flat, row by row and sample by sample, defaults put in. */
export function toRawScenario(scenario: Scenario): RawScenario {
  const { network, init, samples, names = {} } = scenario;
  const training = trainingOf(scenario);
  return {
    inputs: network.inputs,
    layers: network.layers.map(({ units, activation, weights, biases }) => ({
      units,
      activation,
      ...(weights === undefined ? {} : { weights: flatten(weights) }),
      ...(biases === undefined ? {} : { biases: Float64Array.from(biases) }),
    })),
    initKind: init?.kind ?? '',
    initSeed: initOf(scenario).seed,
    loss: scenario.loss,
    x: flatten(samples.map((sample) => sample.x)),
    t: flatten(samples.map((sample) => sample.t)),
    sampleCount: samples.length,
    ...toRawTraining(training),
    ...stateOf(scenario, training),
    nameIds: Object.keys(names),
    nameTexts: Object.values(names),
    attachedBytes: 2 * JSON.stringify(frameOf(scenario)).length,
  };
}

export function toRawTraining(training: TrainingSettings): RawTraining {
  const { learningRate, batchSize, batchReduction, updateBiases, shuffleSeed } = training;
  return {
    learningRate,
    batchSize,
    batchReduction,
    updateBiases,
    shuffle: shuffleSeed !== undefined,
    shuffleSeed: shuffleSeed ?? 0,
    optimizer: optimizerOf(training),
  };
}

/** What the optimizer has none of is empty. */
function stateOf({ state }: Scenario, { optimizer }: TrainingSettings): RawState {
  const { updates = 0, epoch = 0, position = 0 } = state ?? {};
  const [first, second] = keptBy[optimizer].map((name) => state?.[name]);
  const flat = (all: LayerMoments[] = []) => flatten(all.flatMap(({ weights, biases }) => [...weights, biases]));
  return { progress: Float64Array.of(updates, epoch, position), first: flat(first), second: flat(second) };
}

function optimizerOf(training: TrainingSettings): Float64Array {
  const { optimizer, momentum, beta1, beta2, epsilon, weightDecay, schedule } = training;
  const { kind, epochs, factor, floor } = { kind: undefined, epochs: 1, factor: 1, floor: 0, ...schedule };
  const numbers = [momentum, beta1, beta2, epsilon, weightDecay];
  return Float64Array.of(
    optimizers.indexOf(optimizer),
    ...numbers,
    schedules.indexOf(kind!) + 1,
    epochs,
    factor,
    floor,
  );
}

function flatten(rows: readonly ArrayLike<number>[]): Float64Array {
  const flat = new Float64Array(rows.reduce((count, row) => count + row.length, 0));
  let offset = 0;
  for (const row of rows) {
    flat.set(row, offset);
    offset += row.length;
  }
  return flat;
}

/** Number by number: `Array.from` takes ten times as long, which counts for a large network. */
function rowsOf(flat: Float64Array, length: number): number[][] {
  const rows: number[][] = [];
  for (let next = 0; next < flat.length;) {
    const row = new Array<number>(length);
    for (let i = 0; i < length; i++) row[i] = flat[next++]!;
    rows.push(row);
  }
  return rows;
}

/** A document without its numbers: the parts that stay as they came for the whole life of a session. */
export interface ScenarioFrame {
  title?: string;
  inputs: number;
  layers: Pick<Scenario['network']['layers'][number], 'units' | 'activation'>[];
  training: NonNullable<Scenario['training']>;
  names?: NonNullable<Scenario['names']>;
  printed?: NonNullable<Scenario['printed']>;
  sampleCount: number;
}

export function frameOf(scenario: Scenario): ScenarioFrame {
  const { title, network, training, names, printed } = scenario;
  return {
    ...(title === undefined ? {} : { title }),
    inputs: network.inputs,
    layers: network.layers.map(({ units, activation }) => ({ units, activation })),
    training: training ?? {},
    ...(names === undefined ? {} : { names }),
    ...(printed === undefined ? {} : { printed }),
    sampleCount: scenario.samples.length,
  };
}

/** The settings that differ from the document's; the learning rate is always among them. */
function settingsNow({ training }: ScenarioFrame, { settings }: RawParameters): OpenScenario['training'] {
  const before = trainingOf({ training });
  const now = Object.values(settingOf).map((name, index) => [name, settings[index]!] as const);
  const changed = now.filter(([name, value]) => name === 'learningRate' || value !== before[name]);
  return { ...training, ...Object.fromEntries(changed) } as OpenScenario['training'];
}

/** Nothing where training has not begun, and where an update needs nothing but the parameters. */
function stateNow({ training }: ScenarioFrame, now: RawParameters, shape: NetworkShape): Pick<Scenario, 'state'> {
  const { optimizer, schedule, shuffleSeed } = trainingOf({ training });
  const isPlain = optimizer === 'sgd' && !schedule && shuffleSeed === undefined;
  const isBegun = [now.progress, now.first, now.second].some((all) => all.some(Boolean));
  return isBegun && !isPlain ? { state: toState(now, shape) } : {};
}

/** The state as a document has it, with what the optimizer keeps. */
export function toState({ progress, first, second }: RawState, shape: NetworkShape): ScenarioState {
  const [updates, epoch, position] = progress as unknown as [number, number, number];
  const state = { updates, epoch, position };
  if (first.length === 0) return state;
  if (second.length === 0) return { ...state, velocity: momentsNow(first, shape) };
  return { ...state, firstMoment: momentsNow(first, shape), secondMoment: momentsNow(second, shape) };
}

function momentsNow(flat: Float64Array, shape: NetworkShape): LayerMoments[] {
  let next = 0;
  const take = (count: number) => flat.subarray(next, (next += count));
  return shape.slice(1).map((units, index) => ({
    weights: rowsOf(take(units * shape[index]!), shape[index]!),
    biases: Array.from(take(units)),
  }));
}

/**
 * The document with its present numbers; weights, biases and the learning rate are always written out. The figures of a
 * source stay with it as long as nothing was `changed`: they are figures of the numbers that it came with.
 */
export function toScenario(frame: ScenarioFrame, now: RawParameters, changed: boolean): OpenScenario {
  const shape = shapeOf({ network: frame });
  const xs = rowsOf(now.x, frame.inputs);
  const ts = rowsOf(now.t, shape.at(-1) ?? 0);
  return {
    version: 1,
    ...(frame.title === undefined ? {} : { title: frame.title }),
    network: {
      inputs: frame.inputs,
      layers: frame.layers.map((layer, index) => ({
        ...layer,
        weights: rowsOf(now.layers[index]?.weights ?? new Float64Array(), shape[index] ?? 0),
        biases: Array.from(now.layers[index]?.biases ?? []),
      })),
    },
    ...(now.initKind === undefined ? {} : { init: { kind: now.initKind as InitKind, seed: now.initSeed! } }),
    loss: now.loss as LossId,
    samples: xs.map((x, sample) => ({ x, t: ts[sample] ?? [] })),
    training: settingsNow(frame, now),
    ...stateNow(frame, now, shape),
    ...(frame.names === undefined ? {} : { names: { ...frame.names } }),
    ...(frame.printed === undefined || changed ? {} : { printed: structuredClone(frame.printed) }),
  };
}
