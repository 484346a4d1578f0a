/** Quantity ids: their parts, and what they are about. */
import { parseQuantityId, quantityExists, settingOf, shapeOf, type Quantity, type QuantityId } from '../../wasm/index';

export type QuantityKind = Quantity['kind'];

/** A document, or what is known of it without its numbers. */
type Shaped = Parameters<typeof shapeOf>[0];

/** The parts of an id, with the same fields for every kind. */
export interface FlatQuantity {
  kind: QuantityKind;
  /** 0 for inputs; the output layer for targets is not known here and stays 0 */
  layer: number;
  neuron: number;
  /** the tail of a weight; −1 for everything else */
  from: number;
}

const parsed = new Map<QuantityId, FlatQuantity | null>();
/** A drawing asks for the same few hundred again and again. */
const MOST_PARSED = 5000;

export function parseId(id: QuantityId): FlatQuantity | null {
  let quantity = parsed.get(id);
  if (quantity === undefined) {
    quantity = read(id);
    if (parsed.size >= MOST_PARSED) parsed.clear();
    parsed.set(id, quantity);
  }
  return quantity;
}

function read(id: QuantityId): FlatQuantity | null {
  const q = parseQuantityId(id);
  if (!q) return null;
  const { kind } = q;
  if ('index' in q) return { kind, layer: 0, neuron: q.index, from: -1 };
  if ('from' in q) return { kind, layer: q.layer, neuron: q.to, from: q.from };
  if ('layer' in q) return { kind, layer: q.layer, neuron: q.neuron, from: -1 };
  return { kind, layer: 0, neuron: 'term' in q ? (q.term ?? -1) : -1, from: -1 };
}

/** Weights and biases: what can be derived and what an update changes. */
export function isParameter(id: QuantityId): boolean {
  return /^(w\.\d+\.\d+\.\d+|b\.\d+\.\d+)$/.test(id);
}

/** Quantities that a reader can type a new value for. */
export function isEditable(id: QuantityId): boolean {
  return isParameter(id) || isSetting(id) || /^[xt]\.\d+$/.test(id);
}

/** Numbers of the training's settings: η, μ and the like. */
export const isSetting = (id: string): id is keyof typeof settingOf => Object.hasOwn(settingOf, id);

/** The gradient of a weight or bias, its sum or mean over a batch. */
export const isGradient = (id: QuantityId): boolean => /^(?:sum|mean)?d[wb]\./.test(id);

/** The parameter that a gradient, its sum or mean, a velocity or moment belongs to: `dw.2.0.0` → `w.2.0.0`. */
export function parameterOf(id: QuantityId): QuantityId | null {
  return /^(?:sumd|meand|[dgv]|[ms](?:hat)?)?([wb]\..+)$/.exec(id)?.[1] ?? null;
}

/**
 * The thing in the diagram that a quantity is about: z, a and δ of one neuron share one neuron, a weight and its
 * gradient one edge.
 */
export function subjectOf(id: QuantityId): string {
  const q = parseId(id);
  if (!q) return id;
  if (q.kind === 'z' || q.kind === 'a' || q.kind === 'delta') return `n.${q.layer}.${q.neuron}`;
  if (q.kind === 'sumL' || q.kind === 'meanL') return 'L';
  const parameter = parameterOf(id);
  if (parameter) return parameter;
  if (q.kind === 'L' && q.neuron >= 0) return `t.${q.neuron}`;
  return id;
}

/** How a part is marked while a quantity is pointed at: `lit` as that quantity, `kin` as about the same neuron or edge. */
export function markOf(id: QuantityId, pointedAt: QuantityId | null): 'lit' | 'kin' | '' {
  if (pointedAt === null) return '';
  if (id === pointedAt) return 'lit';
  return subjectOf(id) === subjectOf(pointedAt) ? 'kin' : '';
}

/** The output of neuron `index` of layer `layer`; layer 0 is the input. */
export function outputId(layer: number, index: number): QuantityId {
  return layer === 0 ? `x.${index}` : `a.${layer}.${index}`;
}

export const firstParameter: QuantityId = 'w.1.0.0';

/** Whether it is a weight or bias of the network. */
export function hasParameter(design: Shaped, id: QuantityId): boolean {
  const q = isParameter(id) ? parseQuantityId(id) : null;
  return q !== null && quantityExists(q, shapeOf(design));
}

/** Every weight and bias of a network, layer by layer, neuron by neuron. */
export function parameterIds(scenario: Shaped): QuantityId[] {
  const ids: QuantityId[] = [];
  const shape = shapeOf(scenario);
  for (let layer = 1; layer < shape.length; layer++)
    for (let neuron = 0; neuron < shape[layer]; neuron++) {
      for (let from = 0; from < shape[layer - 1]; from++) ids.push(`w.${layer}.${neuron}.${from}`);
      ids.push(`b.${layer}.${neuron}`);
    }
  return ids;
}

/** An id or a name of the scenario, as typed in an attribute or a link: `w3` or `w.2.0.0`. */
export function resolveName(
  text: string,
  { names = {} }: { readonly names?: Readonly<Record<QuantityId, string>> },
): QuantityId | null {
  const named = Object.entries(names).find(([, name]) => name === text);
  return named ? named[0] : parseId(text) ? text : null;
}
