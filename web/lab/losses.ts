/** The losses of a run, epoch by epoch. No DOM. */

export interface EpochLosses {
  /** finished, from 1 */
  epoch: number;
  /** the mean of its batches' losses */
  training: number;
  /** after the epoch; null where nothing tests or the loss is not finite */
  test: number | null;
}

/** The records of a snapshot, each a triple, thinned to about `most`: the first and the last are among them. */
export function recordsOf(triples: Float64Array, most: number): EpochLosses[] {
  const count = triples.length / 3;
  const stride = Math.max(1, Math.ceil(count / most));
  const kept = Array.from({ length: count }, (_, index) => index).filter(
    (index) => index % stride === 0 || index === count - 1,
  );
  return kept.map((index) => {
    const [epoch, training, test] = triples.subarray(3 * index, 3 * index + 3);
    return { epoch: epoch + 1, training, test: Number.isFinite(test) ? test : null };
  });
}

/** The record of that epoch, or the last before it; of an epoch before the first, the first. */
export function recordAt(records: readonly EpochLosses[], epoch: number): EpochLosses | undefined {
  return records.findLast((record) => record.epoch <= epoch) ?? records[0];
}
