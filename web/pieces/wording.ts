/**
 * How an author names a quantity in the text of an article. The layer may be counted from the end, so that a sentence holds
 * for networks of any depth: `w.last.0.0`, `delta.last-1.0`.
 */
import { parseQuantityId, quantityExists, shapeOf, type QuantityId } from '../../wasm/index';
import type { Design } from '../work/design';
import { PageError } from '../work/problem';
import { resolveName } from '../work/quantity';

/** The id; null where this network has no such quantity. Throws where no network has one of that name. */
export function idIn(text: string, design: Design): QuantityId | null {
  const shape = shapeOf(design);
  const last = shape.length - 1;
  const counted = text.replace(/\blast(?:-(\d+))?\b/, (_, back = '0') => String(last - Number(back)));
  if (/\.-\d/.test(counted)) return null;
  const plain = counted.replace(/^a\.0\./, 'x.');
  const id = resolveName(plain, design);
  const quantity = id ? parseQuantityId(id) : null;
  if (!quantity) {
    // No layer 0 has weights: the network is too short for the sentence.
    if (/\blast/.test(text) && /\.0(\.|$)/.test(plain)) return null;
    throw new PageError('unknownQuantity', { name: text });
  }
  return quantityExists(quantity, shape) ? id : null;
}

/** A layer by number or from the end; null where the network has none of that number. */
export function layerIn(text: string, design: Design): number | null {
  const last = design.network.layers.length;
  const [, counted, back = '0'] = /^(?:(\d+)|last(?:-(\d+))?)$/.exec(text) ?? [];
  if (counted === undefined && !text.startsWith('last')) throw new PageError('unknownQuantity', { name: text });
  const layer = counted === undefined ? last - Number(back) : Number(counted);
  return layer >= 1 && layer <= last ? layer : null;
}
