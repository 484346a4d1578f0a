/** A document without its weights and samples: all that names, labels and sentences need. */
import type { ActivationId, LossId, QuantityId, ScenarioTraining } from '../../wasm/index';

export interface Design {
  readonly title?: string;
  readonly network: {
    readonly inputs: number;
    readonly layers: readonly { units: number; activation: ActivationId }[];
  };
  readonly loss: LossId;
  readonly training?: ScenarioTraining;
  readonly names?: Record<QuantityId, string>;
}

const DEFAULT_LEARNING_RATE = 0.5;

export const learningRateOf = ({ training }: Design): number => training?.learningRate ?? DEFAULT_LEARNING_RATE;

/** How the gradients of a batch are reduced. */
export const reductionOf = ({ training }: Design) => training?.batchReduction ?? 'mean';

export function outputActivationOf({ network }: Design): ActivationId {
  return network.layers[network.layers.length - 1].activation;
}
