/** The activations, losses and inits that the core knows, and its limits. */
import type { ActivationId, InitKind, LossId } from './ids';

export interface Catalog {
  activations: ActivationId[];
  /** the activations of a whole layer, possible in the last layer only: each output depends on every weighted sum */
  layerActivations: ActivationId[];
  losses: LossId[];
  /** the losses whose targets must lie in 0 … 1 */
  probabilityLosses: LossId[];
  /** the activation of the last layer that a loss needs, where it needs a certain one */
  lossOutputs: Partial<Record<LossId, ActivationId>>;
  inits: InitKind[];
  limits: {
    layers: number;
    units: number;
    parameters: number;
    samples: number;
  };
}

/** Sessions and memory that the core holds at present. */
export interface Usage {
  /** sessions opened and not closed */
  sessions: number;
  /** bytes in use on the core's heap */
  heapBytes: number;
}
