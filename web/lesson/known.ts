/** The numbers known at a step: each is looked up where the core has it, none is computed and none collected. */
import type { QuantityId } from '../../wasm/index';
import type { Numbers } from '../work/numbers';
import { parseId } from '../work/quantity';
import type { Steps } from './steps';

/** Inputs, targets, parameters as they are now, and what the steps so far have computed. */
export class Known {
  private readonly seen = new Map<QuantityId, number | undefined>();

  constructor(
    private readonly numbers: Numbers,
    private readonly steps: Steps,
    /** how many steps are done */
    private readonly done: number,
    /** which of the batch's samples is shown */
    private readonly batchIndex: number,
    /** the number of that sample in the document */
    private readonly sample: number,
  ) {}

  get(id: QuantityId): number | undefined {
    if (!this.seen.has(id)) this.seen.set(id, this.find(id));
    return this.seen.get(id);
  }

  has(id: QuantityId): boolean {
    return this.get(id) !== undefined;
  }

  /** A parameter before its update, where a step so far has updated it. */
  before(id: QuantityId): number | undefined {
    const q = parseId(id);
    if (!q || (q.kind !== 'w' && q.kind !== 'b') || this.lastIndex(id) === null) return undefined;
    return this.numbers.given(q, this.sample);
  }

  private find(id: QuantityId): number | undefined {
    const q = parseId(id);
    if (!q) return undefined;
    const index = this.lastIndex(id);
    if (index === null) return this.numbers.given(q, this.sample);
    return this.numbers.computed(q, this.sample) ?? this.steps.at(index)?.value ?? undefined;
  }

  /** The last step so far that computed it. The sum over a batch stays from sample to sample. */
  private lastIndex(id: QuantityId): number | null {
    const { steps, batchIndex, done } = this;
    const index = steps.indexOf(id, batchIndex);
    if (index === null || index < done) return index;
    const before = id.startsWith('sum') && batchIndex > 0 ? steps.indexOf(id, batchIndex - 1) : null;
    return before !== null && before < done ? before : null;
  }
}
