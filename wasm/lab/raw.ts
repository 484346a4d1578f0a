/** The interface of the lab's compiled module (wasm/lab/bindings/lab.cpp). */
import type { RawError, RawResult, RawScenario, RawState, RawTraining } from '../raw';
import type { Claims, Condition } from './insight';
import type { RunState, Score } from './types';
import type { Catalog, QuantityId } from '../types/index';

/** NaN and 0: no such condition. */
export interface RawStop {
  loss: number;
  epochs: number;
  epochsWithoutProgress: number;
  progress: number;
}

export interface RawSettings {
  stop: RawStop;
  /** the first so many samples train, the others test */
  trainingSamples: number;
}

export interface RawOutputGrid {
  /** input, from, to, count of each */
  axes: Float64Array;
  inputs: Float64Array;
  /** 0: every neuron */
  layer: number;
  neuron: number;
}

/** Weights or biases; from, to, count of each. */
export interface RawAxes {
  ids: QuantityId[];
  numbers: Float64Array;
}

export interface RawStatus extends Omit<RunState, 'running' | 'stopped' | 'failure'> {
  /** empty: it did not */
  stopped: string;
  failure?: { error: RawError };
}

export interface RawRun {
  /** 0 a sample, 1 a batch, 2 an epoch */
  advance(stride: number): void;
  /** at most until so many epochs of the run are finished */
  advanceFor(milliseconds: number, epochs: number): void;
  resume(): void;
  retrain(training: RawTraining): RawResult<object>;
  setStop(stop: RawStop): void;
  /** number, loss, loss of the test samples by turns */
  recordsFrom(epoch: number): Float64Array;
  status(): RawStatus;
  state(): RawState;
  parameters(): Float64Array;
  bestParameters(): Float64Array;
  nextBatch(): Float64Array;
  score(ofTest: boolean, threshold: number): Score;
  /** an axis: input, from, to, count; an error where the grid is not one of this network */
  outputs(axes: Float64Array, inputs: Float64Array, layer: number, neuron: number): RawResult<Float64Array>;
  allOutputs(axes: Float64Array, inputs: Float64Array): RawResult<Float64Array>;
  condition(): Condition;
  /** number of the epoch, for each layer the size of its gradient, for each that of its update, by turns */
  sizes(most: number): Float64Array;
  trail(ids: QuantityId[]): RawResult<Float64Array>;
  surface(ids: QuantityId[], numbers: Float64Array): RawResult<Float64Array>;
  claims(ids: QuantityId[], numbers: Float64Array): RawResult<Claims>;
  delete(): void;
}

/** Samples one after the other; each has one target. */
export interface RawData {
  inputs: number;
  x: Float64Array;
  t: Float64Array;
}

export interface RawLabModule {
  catalog(): Catalog;
  /** `kind`: which of `dataSets` */
  drawData(kind: number, samples: number, noise: number, seed: number): RawData;
  open(scenario: RawScenario, trainingSamples: number, stop: RawStop): RawResult<{ run: RawRun }>;
}
