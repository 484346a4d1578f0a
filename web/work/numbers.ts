/** The core's answers about the present parameters: each is asked for once, when it is first needed. */
import {
  settingOf,
  type ForwardResult,
  type GradientsResult,
  type Scenario,
  type ScenarioSample,
  type Session,
} from '../../wasm/index';
import type { Design } from './design';
import { isSetting, type FlatQuantity } from './quantity';

/** Facts that need not be copied from the session. */
interface KnownAnyway {
  readonly design: Design;
  /** null where samples have been edited */
  readonly knownSamples: readonly ScenarioSample[] | null;
}

export class Numbers {
  private copy: Scenario | null = null;
  private rows: readonly ScenarioSample[] | null = null;
  private readonly passes = new Map<number, ForwardResult | null>();
  private readonly gradients = new Map<number, GradientsResult | null>();

  constructor(
    private readonly session: Session,
    private readonly source: KnownAnyway,
  ) {}

  /** The document as it is now, a copy of all its numbers. */
  get document(): Scenario {
    return (this.copy ??= this.session.scenario());
  }

  get samples(): readonly ScenarioSample[] {
    return (this.rows ??= this.source.knownSamples ?? this.document.samples);
  }

  /** Inputs, targets, the settings of training, and the parameters before any update. */
  given({ kind, layer, neuron, from }: FlatQuantity, sample: number): number | undefined {
    switch (kind) {
      case 'x':
      case 't':
        return this.samples[sample][kind][neuron];
      case 'w':
        return this.document.network.layers[layer - 1]?.weights?.[neuron]?.[from];
      case 'b':
        return this.document.network.layers[layer - 1]?.biases?.[neuron];
      default:
        return isSetting(kind) ? this.source.design.training[settingOf[kind]] : undefined;
    }
  }

  /** z, a, L, δ and the gradients of one sample; undefined for all else, and where some number of the pass is not finite. */
  computed({ kind, layer, neuron, from }: FlatQuantity, sample: number): number | undefined {
    switch (kind) {
      case 'z':
      case 'a':
        return this.pass(sample)?.layers[layer - 1][kind][neuron];
      case 'L':
        return neuron < 0 ? this.pass(sample)?.loss : this.pass(sample)?.lossTerms[neuron];
      case 'delta':
        return this.slopes(sample)?.layers[layer - 1].delta?.[neuron];
      case 'dw':
        return this.slopes(sample)?.layers[layer - 1].weights[neuron][from];
      case 'db':
        return this.slopes(sample)?.layers[layer - 1].biases[neuron];
      default:
        return undefined;
    }
  }

  private pass(sample: number): ForwardResult | null {
    return once(this.passes, sample, () => this.session.forward(sample));
  }

  private slopes(sample: number): GradientsResult | null {
    return once(this.gradients, sample, () => this.session.gradients(sample));
  }
}

/** null where some number is not finite. */
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
