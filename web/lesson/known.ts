/** What is known at a step: each number is looked up where the core has it, none is computed and none collected. */
import type { ForwardResult, GradientsResult, QuantityId, Scenario, Session } from '../../wasm/index';
import { parseId, type Quantity } from '../work/quantity';
import type { Steps } from './steps';

/** The numbers of an iteration, whether or not a step has come to them. */
export class Numbers {
  constructor(
    private readonly session: Session,
    readonly document: Scenario,
    readonly steps: Steps,
    private readonly passes = new Map<number, ForwardResult | null>(),
    private readonly gradients = new Map<number, GradientsResult | null>(),
  ) {}

  /** The same numbers with their steps written otherwise. */
  along(steps: Steps): Numbers {
    return new Numbers(this.session, this.document, steps, this.passes, this.gradients);
  }

  /** Inputs, targets, η, and the parameters before any update. */
  given({ kind, layer, neuron, from }: Quantity, sample: number): number | undefined {
    const { network, samples, training } = this.document;
    switch (kind) {
      case 'x':
      case 't':
        return samples[sample][kind][neuron];
      case 'eta':
        return training?.learningRate ?? 0.5;
      case 'w':
        return network.layers[layer - 1]?.weights?.[neuron]?.[from];
      case 'b':
        return network.layers[layer - 1]?.biases?.[neuron];
      default:
        return undefined;
    }
  }

  /** What the step of that number computes. */
  computed({ kind, layer, neuron, from }: Quantity, index: number, sample: number): number | undefined {
    const pass = kind === 'z' || kind === 'a' || kind === 'L' ? this.pass(sample) : null;
    if (pass && (kind === 'z' || kind === 'a')) return pass.layers[layer - 1][kind][neuron];
    if (pass) return neuron < 0 ? pass.loss : pass.lossTerms[neuron];
    const slopes = kind === 'delta' || kind === 'dw' || kind === 'db' ? this.slopes(sample)?.layers[layer - 1] : null;
    if (slopes && kind === 'delta') return slopes.delta?.[neuron];
    if (slopes) return kind === 'dw' ? slopes.weights[neuron][from] : slopes.biases[neuron];
    return this.steps.at(index)?.value ?? undefined;
  }

  /** null where some number is not finite: then the steps before it have what there is. */
  private pass(sample: number): ForwardResult | null {
    return once(this.passes, sample, () => this.session.forward(sample));
  }

  private slopes(sample: number): GradientsResult | null {
    return once(this.gradients, sample, () => this.session.gradients(sample));
  }
}

function once<T>(cache: Map<number, T | null>, key: number, compute: () => T): T | null {
  if (!cache.has(key)) {
    try {
      cache.set(key, compute());
    } catch {
      cache.set(key, null);
    }
  }
  return cache.get(key) ?? null;
}

/** Inputs, targets, parameters as they are now, and what the steps so far have computed. */
export class Known {
  private readonly seen = new Map<QuantityId, number | undefined>();

  constructor(
    private readonly numbers: Numbers,
    /** how many steps are done */
    private readonly done: number,
    /** which of the batch's samples is shown, and which of the scenario's that is */
    private readonly position: number,
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
    return index === null ? this.numbers.given(q, this.sample) : this.numbers.computed(q, index, this.sample);
  }

  /** The last step so far that computed it. What a batch adds up stays from sample to sample. */
  private lastIndex(id: QuantityId): number | null {
    const index = this.numbers.steps.indexOf(id, this.position);
    if (index === null || index < this.done) return index;
    const before = id.startsWith('sum') && this.position > 0 ? this.numbers.steps.indexOf(id, this.position - 1) : null;
    return before !== null && before < this.done ? before : null;
  }
}
