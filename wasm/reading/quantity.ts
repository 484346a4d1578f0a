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

type WeightKind = 'w' | 'dw' | 'sumdw' | 'meandw';
type NeuronKind = 'b' | 'z' | 'a' | 'delta' | 'db' | 'sumdb' | 'meandb';
type PlainKind = 'eta' | 'sumL' | 'meanL';

const form =
  /^(?:(x|t)\.(N)|((?:sumd|meand|d)?w)\.(N)\.(N)\.(N)|((?:sumd|meand|d)?b|z|a|delta)\.(N)\.(N)|L(?:\.(N))?|(eta|sumL|meanL))$/;
const pattern = /* @__PURE__ */ (() => new RegExp(form.source.replaceAll('N', '0|[1-9]\\d{0,8}')))();

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

function idOf(quantity: Quantity): QuantityId {
  switch (quantity.kind) {
    case 'x':
    case 't':
      return `${quantity.kind}.${quantity.index}`;
    case 'w':
    case 'dw':
    case 'sumdw':
    case 'meandw':
      return `${quantity.kind}.${quantity.layer}.${quantity.to}.${quantity.from}`;
    case 'L':
      return quantity.term === undefined ? 'L' : `L.${quantity.term}`;
    case 'eta':
    case 'sumL':
    case 'meanL':
      return quantity.kind;
    default:
      return `${quantity.kind}.${quantity.layer}.${quantity.neuron}`;
  }
}

/** Whether a network of this shape has the quantity. */
export function quantityExists(quantity: Quantity, shape: NetworkShape): boolean {
  const units = readShape(shape);
  return placeOf(quantity).guard(() => isWithin(quantity, units));
}

function isWithin(quantity: Quantity, shape: NetworkShape): boolean {
  const outputs = shape[shape.length - 1] ?? 0;
  switch (quantity.kind) {
    case 'x':
      return quantity.index < (shape[0] ?? 0);
    case 't':
      return quantity.index < outputs;
    case 'w':
    case 'dw':
    case 'sumdw':
    case 'meandw':
      return quantity.to < (shape[quantity.layer] ?? 0) && quantity.from < (shape[quantity.layer - 1] ?? 0);
    case 'L':
      return quantity.term === undefined || quantity.term < outputs;
    case 'eta':
    case 'sumL':
    case 'meanL':
      return true;
    default:
      return quantity.neuron < (shape[quantity.layer] ?? 0);
  }
}
