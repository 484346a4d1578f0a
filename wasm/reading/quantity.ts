/** Quantity ids, `w.2.0.1` and the like: read, written, and compared with the shape of a network. */
import { argument, type Place } from './place';
import { kindOf, readText } from './reader';
import { readShape, type NetworkShape } from './shape';
import type { QuantityId } from '../types/index';
import { printable } from './words';

/** The parts of an id. Layers count from 1, neurons and indices from 0. */
export type Quantity =
  | { kind: 'x' | 't'; index: number }
  | { kind: WeightKind; layer: number; to: number; from: number }
  | { kind: NeuronKind; layer: number; neuron: number }
  | { kind: 'L'; term?: number }
  | { kind: PlainKind };

/** What an optimizer has of weights and biases alike: the velocity, the moments, and these corrected. */
type OfParameter = 'v' | 'm' | 's' | 'mhat' | 'shat';
type WeightKind = 'w' | 'dw' | 'sumdw' | 'meandw' | 'gw' | `${OfParameter}w`;
type NeuronKind = 'b' | 'z' | 'a' | 'delta' | 'db' | 'sumdb' | 'meandb' | `${OfParameter}b`;
type PlainKind = 'eta' | 'sumL' | 'meanL' | 'etan' | 'mu' | 'beta1' | 'beta2' | 'epsilon' | 'lambda';

const form =
  /^(?:(x|t)\.(N)|((?:P|g)?w)\.(N)\.(N)\.(N)|(P?b|z|a|delta)\.(N)\.(N)|L(?:\.(N))?|(etan?|sumL|meanL|mu|beta[12]|epsilon|lambda))$/;
const pattern = /* @__PURE__ */ (() =>
  new RegExp(form.source.replaceAll('N', '0|[1-9]\\d{0,8}').replaceAll('P', '(?:sumd|meand|d|v|[ms](?:hat)?)')))();

/**
 * The parts of an id, or null where the text is not one. Only the form is checked (numbers without sign or leading
 * zeros, layers from 1), not whether a network has it: see `quantityExists`.
 */
export function parseQuantityId(id: string): Quantity | null {
  const match = pattern.exec(readText(id, argument('id')));
  if (!match) return null;
  const [, given, index, weight, weightLayer, to, from, neuronKind, neuronLayer, neuron, term, plain] = match;
  if (given) return { kind: given as 'x' | 't', index: Number(index) };
  if (plain) return { kind: plain as PlainKind };
  if (weight) {
    const layer = Number(weightLayer);
    return layer === 0 ? null : { kind: weight as WeightKind, layer, to: Number(to), from: Number(from) };
  }
  if (neuronKind) {
    const layer = Number(neuronLayer);
    return layer === 0 ? null : { kind: neuronKind as NeuronKind, layer, neuron: Number(neuron) };
  }
  return term === undefined ? { kind: 'L' } : { kind: 'L', term: Number(term) };
}

/** The id of a quantity: the reverse of `parseQuantityId`. */
export function formatQuantityId(quantity: Quantity): QuantityId {
  const place = placeOf(quantity);
  const id = place.guard(() => idOf(quantity));
  return pattern.test(id) ? id : place.fail('notAQuantityId', { text: printable(id) });
}

function placeOf(quantity: unknown): Place {
  const place = argument('quantity');
  const got = kindOf(quantity);
  return got === 'object' ? place : place.fail('expectedObject', { got });
}

type Form = 'index' | 'weight' | 'neuron' | 'loss' | 'plain';

/** The numbers that follow the kind. */
function formOf(kind: string): Form {
  if (kind === 'x' || kind === 't') return 'index';
  if (kind === 'L') return 'loss';
  return /w$/.test(kind) ? 'weight' : /^[za]$|b$|^delta$/.test(kind) ? 'neuron' : 'plain';
}

function idOf(quantity: Quantity): QuantityId {
  const { kind, index, layer, to, from, neuron, term } = quantity as Quantity & Record<string, unknown>;
  switch (formOf(kind)) {
    case 'index':
      return `${kind}.${index}`;
    case 'weight':
      return `${kind}.${layer}.${to}.${from}`;
    case 'neuron':
      return `${kind}.${layer}.${neuron}`;
    default:
      return kind === 'L' && term !== undefined ? `L.${term}` : `${kind}`;
  }
}

/** Whether a network of this shape has the quantity. */
export function quantityExists(quantity: Quantity, shape: NetworkShape): boolean {
  const units = readShape(shape);
  return placeOf(quantity).guard(() => isWithin(quantity, units));
}

function isWithin(quantity: Quantity, shape: NetworkShape): boolean {
  const { kind, index, layer, to, from, neuron, term } = quantity as Quantity & Record<string, number>;
  const outputs = shape.at(-1) ?? 0;
  switch (formOf(kind)) {
    case 'index':
      return index! < (kind === 'x' ? (shape[0] ?? 0) : outputs);
    case 'weight':
      return to! < (shape[layer!] ?? 0) && from! < (shape[layer! - 1] ?? 0);
    case 'neuron':
      return neuron! < (shape[layer!] ?? 0);
    case 'loss':
      return term === undefined || term < outputs;
    default:
      return true;
  }
}
