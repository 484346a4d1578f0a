/** The losses of a run, epoch by epoch. No DOM. */
import type { Snapshot } from '../../wasm/lab/index';

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

/** What a run had come to before its training was changed. */
export type Earlier = Pick<Snapshot, 'epochs' | 'iteration' | 'losses'>;

/** Records that are kept of it. */
const MOST_EARLIER = 8192;

/** The snapshot with all that came before it; its place in the epoch's order is its own. */
export function joined(earlier: Earlier | undefined, snapshot: Snapshot): Snapshot {
  if (!earlier) return snapshot;
  const { epochs, iteration } = earlier;
  const before = thinned(earlier.losses);
  const losses = new Float64Array(before.length + snapshot.losses.length);
  losses.set(before);
  losses.set(snapshot.losses, before.length);
  for (let index = before.length; index < losses.length; index += 3) losses[index] += epochs;
  return {
    ...snapshot,
    losses,
    epochs: epochs + snapshot.epochs,
    epoch: epochs + snapshot.epoch,
    iteration: iteration + snapshot.iteration,
    bestEpoch: snapshot.bestEpoch < 0 ? -1 : epochs + snapshot.bestEpoch,
  };
}

/** Every second record where there are too many. */
function thinned(triples: Float64Array): Float64Array {
  const count = triples.length / 3;
  if (count <= MOST_EARLIER) return triples;
  return thinned(triples.filter((_, index) => Math.floor(index / 3) % 2 === 0));
}
