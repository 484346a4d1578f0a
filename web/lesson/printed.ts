/** The comparison of a document with its print, done while the page answers. */
import type { Core, PrintedComparison, QuantityId, Scenario, Step } from '../../wasm/index';
import { anotherTask } from '../work/tasks';

/** Milliseconds of comparing at a time. */
const SLICE = 12;

export class PrintComparisons {
  /** null: being compared */
  private readonly done = new WeakMap<Scenario, PrintedComparison[] | null>();
  private wanted: Scenario | null = null;

  constructor(
    private readonly core: Core,
    private readonly arrived: () => void,
  ) {}

  /** The document's figures beside ours; null until they are compared. */
  of(document: Scenario): PrintedComparison[] | null {
    if (!document.printed?.figures.length) return [];
    this.wanted = document;
    if (!this.done.has(document)) {
      this.done.set(document, null);
      void this.compare(document);
    }
    return this.done.get(document) ?? null;
  }

  private async compare(document: Scenario): Promise<void> {
    const slices = this.core.printedInSlices(document);
    try {
      for (let next = await this.slice(slices); ; next = await this.slice(slices)) {
        if (next.done) this.done.set(document, next.value);
        else if (this.wanted === document) continue;
        else this.done.delete(document);
        break;
      }
    } catch {
      this.done.set(document, []);
    } finally {
      slices.return([]);
    }
    if (this.wanted === document) this.arrived();
  }

  private async slice<T>(slices: Generator<void, T, void>): Promise<IteratorResult<void, T>> {
    await anotherTask();
    const end = performance.now() + SLICE;
    let next = slices.next();
    while (!next.done && performance.now() < end) next = slices.next();
    return next;
  }
}

/** Whether the quantity is one sample's, and not a parameter, η, the optimizer's, or a batch's sum or mean. */
export const isOfSample = (id: QuantityId): boolean => !/^(?:[gvms]?[wbe]|.hat|sum|mu|lambda)/.test(id);

/** The figures that are printed of what the step computes; `iteration`: updates before it, `batch`: its samples. */
export function figuresOf(
  figures: readonly PrintedComparison[],
  step: Step,
  iteration: number,
  batch: readonly number[],
): PrintedComparison[] {
  const { computes: id, phase, sample } = step;
  // The value of a parameter, velocity or moment is that after the update; a sum is whole after the batch's last sample.
  const after = iteration + (phase === 'update' && /^[vms]?[wb]\./.test(id) ? 1 : 0);
  if (step.rule === 'accumulate' && sample !== batch.at(-1)) return [];
  return figures.filter(
    (figure) => figure.id === id && figure.after === after && (!isOfSample(id) || figure.sample === sample),
  );
}
