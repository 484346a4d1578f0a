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
  const kept = Array.from({ length: Math.ceil(count / stride) }, (_, index) => index * stride);
  if (count > 0 && kept.at(-1)! < count - 1) kept.push(count - 1);
  return kept.map((index) => {
    const [epoch, training, test] = triples.subarray(3 * index, 3 * index + 3);
    return { epoch: epoch + 1, training, test: Number.isFinite(test) ? test : null };
  });
}

/** The record of that epoch, or the last before it; of an epoch before the first, the first. */
export function recordAt(records: readonly EpochLosses[], epoch: number): EpochLosses | undefined {
  return records.findLast((record) => record.epoch <= epoch) ?? records[0];
}

/** The records of one run, which come from the worker piece by piece: each once. */
export class LossRecords {
  /** triples; what has been handed out is never written again */
  #numbers = new Float64Array(3 * 256);
  #length = 0;
  #stride = 1;

  /** As a snapshot has them. */
  get all(): Float64Array {
    return this.#numbers.subarray(0, this.#length);
  }

  /** The first epoch whose record is not here, from 0. */
  get next(): number {
    return this.#length === 0 ? 0 : this.#numbers[this.#length - 3] + 1;
  }

  clear(): void {
    [this.#length, this.#stride] = [0, 1];
    this.#numbers = new Float64Array(3 * 256);
  }

  /** The records from `next` on. With another stride of the run's records those between go, as they do in the run. */
  add({ losses, recordStride }: Pick<Snapshot, 'losses' | 'recordStride'>): void {
    if (recordStride !== this.#stride) {
      const kept = this.all.filter((_, at) => this.#numbers[at - (at % 3)] % recordStride === 0);
      [this.#numbers, this.#length, this.#stride] = [kept, kept.length, recordStride];
    }
    const length = this.#length + losses.length;
    if (length > this.#numbers.length) {
      const larger = new Float64Array(2 * length);
      larger.set(this.all);
      this.#numbers = larger;
    }
    this.#numbers.set(losses, this.#length);
    this.#length = length;
  }
}
