/** The loss as a function of one or two of the numbers that it is computed from. */
import type { QuantityId } from './ids';

export interface LossOptions {
  /** the loss of that sample; 0 when left out */
  sample?: number;
  /** true: the loss of the next batch, reduced as `batchReduction` says; over weights and biases, without `sample` */
  batch?: boolean;
}

/** The loss at evenly spaced values of one quantity. */
export interface Slice {
  id: QuantityId;
  /** the first is `from`, the last is `to` */
  values: Float64Array;
  /** one for each value; NaN where a number of the forward pass is not finite, or the loss has no such target */
  losses: Float64Array;
}

/** Where a surface is computed; each member for the first id, then the second. */
export interface SurfaceGrid {
  from: readonly [number, number];
  /** above `from` */
  to: readonly [number, number];
  /** how many values, 2 … 1000 */
  n: readonly [number, number];
}

/** The loss at evenly spaced values of two quantities. */
export interface Surface {
  ids: [QuantityId, QuantityId];
  /** of each, as in a slice */
  values: [Float64Array, Float64Array];
  /**
   * row by row: a row has all values of the first id at one value of the second. At `values[0][i]` and `values[1][j]`
   * the loss is `losses[j * values[0].length + i]`. NaN as in a slice.
   */
  losses: Float64Array;
}
