/** What a weight or bias is called: w⁽²⁾₁,₃ leads to neuron 1 of layer 2, from neuron 3 of the layer before. */
import { parseQuantityId, type QuantityId } from '../../../wasm/index';

const digits = (value: number, all: string): string => String(value).replace(/\d/g, (digit) => all[Number(digit)]);
/** A number as an index. */
export const lowered = (number: number): string => digits(number, '₀₁₂₃₄₅₆₇₈₉');
const below = (index: number): string => lowered(index + 1);

export function parameterName(id: QuantityId): string {
  const quantity = parseQuantityId(id);
  if (!quantity || !('layer' in quantity)) return id;
  const layer = `⁽${digits(quantity.layer, '⁰¹²³⁴⁵⁶⁷⁸⁹')}⁾`;
  return 'to' in quantity
    ? `w${layer}${below(quantity.to)},${below(quantity.from)}`
    : `b${layer}${below(quantity.neuron)}`;
}
