/** The training lab: its settings, and what it tells of a run. */
import type { QuantityId } from '../types/index';

/** When a run stops by itself; each condition holds where it is given. */
export interface StopConditions {
  /** an epoch's loss is this or less */
  loss?: number;
  /** so many epochs are finished */
  epochs?: number;
  /** so many epochs in a row had no loss that is below that of the last progress by `progress` of it, 1e-4 when left out */
  epochsWithoutProgress?: number;
  progress?: number;
}

export interface LabSettings {
  stop?: StopConditions;
  /** the first so many samples train, the others test; all train when left out */
  trainingSamples?: number;
}

export type StopReason = 'loss' | 'epochs' | 'noProgress' | 'nonFinite';

/** A run as it is now. */
export interface RunState {
  /** it goes on by itself */
  running: boolean;
  /** updates made so far */
  iteration: number;
  /** of the next update, from 0 */
  epoch: number;
  /** in the epoch's order: the next batch begins with this sample */
  position: number;
  /** samples of the next batch that are taken already */
  taken: number;
  /** epochs finished */
  epochs: number;
  /**
   * every so many epochs there is a record of the losses. Of a long run every second record is dropped, again and again:
   * the stride is then twice as large
   */
  recordStride: number;
  /** of the next update */
  learningRate: number;
  /** of the last batch, before its update; 0 before the first */
  batchLoss: number;
  /** the epoch with the lowest loss, from 0; −1 before the first is finished, also the first after `retrain` whose losses compare */
  bestEpoch: number;
  stopped?: StopReason;
  /** `nonFinite`: the first quantity that was not finite, and the sample at which it happened. Nothing was changed by it. */
  failure?: { quantity: QuantityId; cause: 'overflow' | 'undefined'; sample?: number };
}

/** The state with the numbers that pictures are drawn from. */
export interface Snapshot extends RunState {
  /** layer by layer: weights row by row, then biases */
  parameters: Float64Array;
  /** the training samples of the next update in order, counted from 0; those that are taken already come first */
  batch: Float64Array;
  /**
   * for each recorded epoch from `since` on its number, from 0, the mean of its batches' losses, each taken before its
   * update, and the loss of the test samples after it (NaN without any)
   */
  losses: Float64Array;
}

/** Where outputs are computed: one or two inputs that vary, the others fixed. The number of outputs is limited. */
export interface OutputGrid {
  axes: readonly { input: number; from: number; to: number; count: number }[];
  /** all inputs; those of the axes are not read */
  inputs: ArrayLike<number>;
  /** a neuron of layer 1 … depth, counted from 0; every neuron, layer after layer, when left out */
  neuron?: { layer: number; index: number };
}

/** The loss of all training or test samples, and for how many the network is right. */
export interface Score {
  /** NaN without samples */
  loss: number;
  /** the largest output is that of the largest target; one output and its target are on the same side of the threshold */
  right: number;
  samples: number;
}
