/** A scenario document as the lab's own data with its network and training. No DOM. */
import { initOf, trainingOf, type Scenario, type ScenarioSample } from '../../wasm/index';
import { isOneHot, viewOf, type DataSet } from './data/dataSet';
import type { DataState } from './data/history';
import { lowered } from './insight/names';
import { presetForOwn, type Setup } from './setup';

/** All of its samples train, from its parameters and with what earlier updates have left. */
export function fromDocument(document: Scenario): DataState {
  const data = dataOf(document);
  const { network, loss } = document;
  const { schedule, ...training } = trainingOf(document);
  const init = initOf(document);
  const setup: Setup = {
    ...presetForOwn(data),
    test: 0,
    layers: network.layers.map(({ units, activation }) => ({ units, activation })),
    loss,
    init: init.kind,
    weightSeed: init.seed,
    parameters: Float64Array.from(network.layers.flatMap(({ weights, biases }) => [...weights!.flat(), ...biases!])),
    // The lab takes the samples in an order of its own.
    state: document.state ? { ...document.state, position: 0 } : null,
    optimizer: training.optimizer,
    learningRate: training.learningRate,
    batchSize: training.batchSize,
    batchReduction: training.batchReduction,
    updateBiases: training.updateBiases,
    weightDecay: training.weightDecay,
    momentum: training.momentum,
    beta1: training.beta1,
    beta2: training.beta2,
    epsilon: training.epsilon,
    ...(schedule && {
      schedule: schedule.kind,
      scheduleEpochs: schedule.epochs,
      ...(schedule.kind === 'step' ? { scheduleFactor: schedule.factor } : { scheduleFloor: schedule.floor ?? 0 }),
    }),
  };
  return { setup, data, view: viewOf(data) };
}

function dataOf({ network, samples }: Scenario): DataSet {
  const { units, activation } = network.layers.at(-1)!;
  const numbered = (letter: string, count: number) =>
    count === 1 ? [letter] : Array.from({ length: count }, (_, index) => `${letter}${lowered(index + 1)}`);
  const tellsClasses = (activation === 'sigmoid' && units === 1) || (activation === 'softmax' && units > 2);
  const task = tellsClasses && samples.every(isOfClass) ? 'classes' : 'values';
  const classes = Array.from({ length: Math.max(2, units) }, (_, index) => String(index + (units > 1 ? 1 : 0)));
  return {
    points: samples.map(({ x, t }) => ({ x: [...x], t: [...t] })),
    inputs: numbered('x', network.inputs),
    outputs: task === 'classes' ? classes : numbered('t', units),
    task,
  };
}

/** One target, 0 or 1; or a 1 among zeros. */
const isOfClass = ({ t }: ScenarioSample): boolean => (t.length === 1 ? t[0] === 0 || t[0] === 1 : isOneHot(t));
