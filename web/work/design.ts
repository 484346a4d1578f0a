/** A document without its weights and samples: all that names, labels and sentences need. */
import type { ActivationId, LossId, QuantityId, TrainingSettings } from '../../wasm/index';

export interface Design {
  readonly title?: string;
  readonly network: {
    readonly inputs: number;
    readonly layers: readonly { units: number; activation: ActivationId }[];
  };
  readonly loss: LossId;
  readonly training: TrainingSettings;
  /** the labels that an article uses */
  readonly names: Readonly<Record<QuantityId, string>>;
}

export function outputActivationOf({ network }: Design): ActivationId {
  return network.layers[network.layers.length - 1].activation;
}
