/** Last layers with the losses that go with them. No DOM. */
import type { ActivationId, LossId } from '../../../wasm/index';
import { classCount, type DataSet } from '../data/dataSet';
import type { LayerSetup, Setup } from '../setup';

export interface OutputKind {
  activation: ActivationId;
  loss: LossId;
}

/** Of hidden layers; a softmax stands at the end alone. */
export const hiddenActivations = ['tanh', 'sigmoid', 'relu', 'leaky_relu', 'softplus', 'silu', 'linear'] as const;

/** The pairs that fit the data: probabilities for classes, any value for values. */
export function outputKinds(data: DataSet): OutputKind[] {
  const classes = classCount(data);
  if (classes === 0)
    return [
      { activation: 'linear', loss: 'mse' },
      { activation: 'tanh', loss: 'mse' },
    ];
  const sigmoid: OutputKind[] = [
    { activation: 'sigmoid', loss: 'bce' },
    { activation: 'sigmoid', loss: 'mse' },
  ];
  return classes === 2 ? sigmoid : [{ activation: 'softmax', loss: 'softmax_cross_entropy' }, ...sigmoid];
}

const NEW_LAYER: LayerSetup = { units: 8, activation: 'tanh' };

export const withOutput = ({ layers }: Setup, { activation, loss }: OutputKind): Partial<Setup> => ({
  layers: layers.with(-1, { ...layers.at(-1)!, activation }),
  loss,
});

/** The hidden layers, with one changed, added at the end, or taken out. */
export function withLayer({ layers }: Setup, index: number, layer: Partial<LayerSetup> | null): Partial<Setup> {
  const hidden = layers.slice(0, -1);
  const changed =
    layer === null
      ? hidden.toSpliced(index, 1)
      : hidden.toSpliced(index, 1, { ...(hidden[index] ?? NEW_LAYER), ...layer });
  return { layers: [...changed, layers.at(-1)!] };
}
