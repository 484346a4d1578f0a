/** The general rule from special cases, in English. */
import type { RuleCase } from '../../../wasm/index';

export const rule = {
  title: 'The general rule',
  intro:
    'Take δ, how the loss reacts to a neuron’s weighted sum, in one layer after another, and write it as a product. Layers and neurons go by their numbers: δ⁽³⁾₁ belongs to neuron 1 of layer 3. Grey is what both losses share.',
  output: (layer: number) => `A special case: δ in the output layer, ${layer}`,
  hidden: (layer: number) => `One layer further back: δ in layer ${layer}`,
  andSoOn: (layers: number) => (layers === 1 ? 'And so on: one layer more' : `And so on: ${layers} layers more`),
  andSoOnWhy: 'Only the numbers of the layers move on by one. Nothing else is new, and there is no loss in sight.',
  letters: 'In letters',
  lettersWhy:
    'What changes from case to case becomes a letter: the layer l, the neurons i, j, k. What stays is the rule.',
  general: {
    output: 'The output layer L',
    hidden: 'Any layer l before it',
    weight: 'A weight of any layer',
  } satisfies Record<RuleCase['kind'], string>,
  product: 'product',
  same: 'the same form',
  differs: 'differs',
  follows: 'follows from it',
  conclusion:
    'The loss enters in one place, ∂L/∂a of the output layer. Every other layer only hands on the δ of the layer after it, so its rule is the same for both losses, and for any other.',
};
