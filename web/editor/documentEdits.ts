/** The editor's changes as functions from a document to another document, or to the shape that the core gives it. */
import {
  trainingOf,
  type ActivationId,
  type Catalog,
  type LossId,
  type Reshaping,
  type Scenario,
  type ScenarioSample,
  type ScenarioTraining,
} from '../../wasm/index';
import { PageError } from '../work/problem';

type Layers = NonNullable<Reshaping['layers']>[number][];

/** The layers as they are, each with the one it keeps: itself. */
export function layersOf({ network }: Scenario): Layers {
  return network.layers.map(({ units, activation }, from) => ({ units, activation, from }));
}

export function withLayer(document: Scenario, index: number, change: Partial<Layers[number]>): Layers {
  return layersOf(document).map((layer, at) => (at === index ? { ...layer, ...change } : layer));
}

/** A hidden layer before the layer at `index`, like its neighbour. */
export function withLayerBefore(document: Scenario, index: number): Layers {
  const layers = layersOf(document);
  const hidden = layers.slice(0, -1);
  const model = hidden[index - 1] ?? hidden[index] ?? { units: document.network.inputs, activation: 'sigmoid' };
  layers.splice(index, 0, { units: model.units, activation: model.activation, from: null });
  return layers;
}

export function withoutLayer(document: Scenario, index: number): Layers {
  return layersOf(document).filter((_, at) => at !== index);
}

/** Training begins anew: what the optimizer keeps, and its place among the samples, would not fit. */
const withoutState = ({ state: _, ...document }: Scenario): Scenario => document;

export function withTraining(document: Scenario, change: Partial<ScenarioTraining>): Scenario {
  const training = { ...document.training, ...change };
  const usual = trainingOf({});
  for (const key of Object.keys(training) as (keyof ScenarioTraining)[])
    if (training[key] === undefined || (OF_OPTIMIZER.test(key) && training[key] === usual[key])) delete training[key];
  return { ...('optimizer' in change ? withoutState(document) : document), training };
}

/** Settings that a document does not name where they are the usual ones. */
const OF_OPTIMIZER = /^(?:optimizer|momentum|beta.|epsilon|weightDecay)$/;

/** The loss, with the output's activation that it is defined on, where it needs one. */
export function withLoss(document: Scenario, loss: LossId, catalog: Catalog): Scenario {
  const needed = catalog.lossOutputs[loss];
  const layers = [...document.network.layers];
  if (needed) layers.push({ ...layers.pop()!, activation: needed });
  return { ...document, loss, network: { ...document.network, layers } };
}

/** The activations of a layer: some are for the last layer only. */
export function activationsFor(last: boolean, catalog: Catalog): ActivationId[] {
  return catalog.activations.filter((id) => last || !catalog.layerActivations.includes(id));
}

/**
 * The weights and biases of a layer, counted from 1, with rows of cells written over them from a cell on: a row is a
 * neuron, the last column the biases. Throws a PageError for a block that is larger than what is left of the table.
 */
export function withParameters(
  document: Scenario,
  layer: number,
  row: number,
  column: number,
  block: number[][],
): Scenario {
  const layers = [...document.network.layers];
  const old = layers[layer - 1];
  const rows = old.weights!.map((weights, to) => [...weights, old.biases![to]]);
  const [maxRows, maxColumns] = [rows.length - row, rows[0].length - column];
  if (block.length > maxRows) throw new PageError('tooManyRows', { got: block.length, max: maxRows });
  const wide = block.findIndex((cells) => cells.length > maxColumns);
  if (wide >= 0) throw new PageError('tooManyColumns', { row: wide + 1, got: block[wide].length, max: maxColumns });
  block.forEach((cells, index) => rows[row + index].splice(column, cells.length, ...cells));
  layers[layer - 1] = {
    ...old,
    weights: rows.map((cells) => cells.slice(0, -1)),
    biases: rows.map((cells) => cells.at(-1)!),
  };
  return { ...document, network: { ...document.network, layers } };
}

// ------------------------------------------------------------------ samples

/** Samples in the place of `count` of them from `index` on. */
export function withSamples(document: Scenario, index: number, count: number, samples: ScenarioSample[]): Scenario {
  const { samples: old } = document;
  return { ...withoutState(document), samples: [...old.slice(0, index), ...samples, ...old.slice(index + count)] };
}

export function emptySample({ network }: Scenario): ScenarioSample {
  return { x: Array(network.inputs).fill(0), t: Array(network.layers.at(-1)!.units).fill(0) };
}

/**
 * The samples from `row` on with rows of cells written over them from `column` on; those after the last are new.
 * Throws a PageError for a row that is wider than the table.
 */
export function samplesWithCells(document: Scenario, row: number, column: number, block: number[][]): ScenarioSample[] {
  const { inputs, layers } = document.network;
  const max = inputs + layers.at(-1)!.units - column;
  const wide = block.findIndex((cells) => cells.length > max);
  if (wide >= 0) throw new PageError('tooManyColumns', { row: wide + 1, got: block[wide].length, max });
  return block.map((cells, index) => {
    const { x, t } = document.samples[row + index] ?? emptySample(document);
    const numbers = [...x, ...t];
    numbers.splice(column, cells.length, ...cells);
    return { x: numbers.slice(0, inputs), t: numbers.slice(inputs) };
  });
}
