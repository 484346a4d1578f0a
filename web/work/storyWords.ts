/** The chapters of an iteration, and the facts that the name of an idea needs. */

/**
 * `predict`: forward; `wrong`: the loss; `nudge`: the gradients next to the output; `ways`: the first δ one layer further
 * back, with its gradients; `blame`: all others further back; `down`: the update.
 */
export type ChapterId = 'predict' | 'wrong' | 'nudge' | 'ways' | 'blame' | 'down';

export interface IdeaWords {
  /**
   * `delta`, `gradients`: of the first neuron of a layer; `likewise`: all steps back at the others; `sums`, `reduction`: of
   * a batch of several samples
   */
  kind: 'forward' | 'loss' | 'delta' | 'gradients' | 'likewise' | 'sums' | 'reduction' | 'update';
  /** counted from 1; the last is the output layer */
  layer: number;
  isOutput: boolean;
  /** the neurons that it is about */
  neurons: string[];
}
