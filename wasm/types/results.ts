/** Numbers of an iteration: forward values, gradients, updates; and the state of a session. */
import type { QuantityId } from './ids';

export interface LayerValues {
  /** weighted sums, one per neuron */
  z: Float64Array;
  /** outputs, one per neuron */
  a: Float64Array;
}

export interface ForwardResult {
  layers: LayerValues[];
  /** one term per output neuron, the loss's factor included: their sum is `loss` */
  lossTerms: Float64Array;
  loss: number;
}

export interface LayerGradients {
  /** ∂L/∂w, `[to][from]` */
  weights: Float64Array[];
  /** ∂L/∂b */
  biases: Float64Array;
  /** δ = ∂L/∂z; only for one sample */
  delta?: Float64Array;
}

export interface GradientsResult {
  loss: number;
  layers: LayerGradients[];
}

export interface ParameterChange {
  id: QuantityId;
  before: number;
  /** the reduced gradient that the update used */
  gradient: number;
  after: number;
}

export interface UpdateResult {
  /** updates made so far, this one included */
  iteration: number;
  epoch: number;
  /** the samples of the batch, in order */
  samples: number[];
  /** loss of the batch before the update, reduced as `batchReduction` says */
  loss: number;
  /** every parameter that the update changes; empty where they were not asked for */
  changes: ParameterChange[];
}

export interface StepOptions {
  /** whether the answer lists the changes; true when left out */
  changes?: boolean;
}

/**
 * A training that takes long, or that can be stopped, is done in slices, which give the same numbers as one call:
 *
 *     for (let left = 1000; left > 0 && !stopped; await pause()) {
 *       const { loss } = session.train({ epochs: left, milliseconds: 50, resume: left < 1000 });
 *       left -= loss.length;
 *     }
 */
export interface TrainOptions {
  /** passes over the samples, 1 … 1,000,000 */
  epochs: number;
  /**
   * The call ends after about so long, within an epoch if need be; 0 … 86,400,000. It makes one update at least, and
   * ends none half-way. Left out, it goes on to the end.
   */
  milliseconds?: number;
  /**
   * Goes on with the training that was the last change of the session: an epoch that it ended in counts as one, and one
   * undo takes both back. Where the last change was another, a training of its own begins. False when left out.
   */
  resume?: boolean;
}

export interface TrainingResult {
  /** one number for each epoch finished: the mean of the losses of its batches, each before its update */
  loss: Float64Array;
  /** whether all epochs were finished; false only where the time was over before */
  done: boolean;
}

export interface SetOptions {
  /** the sample whose `x.i` or `t.k` is meant; 0 when left out */
  sample?: number;
}

export interface SessionStatus {
  /** updates since the document, whose `state` may count others before */
  iteration: number;
  epoch: number;
  /** the samples that the next update will use */
  nextBatch: number[];
  canUndo: boolean;
  canRedo: boolean;
}

export interface HistoryEntry {
  kind: 'update' | 'edit' | 'training' | 'loss' | 'initialise' | 'scenario' | 'next';
  /** the quantity edited */
  id?: QuantityId;
  /** updates made so far, after the undo or redo */
  iteration: number;
}
