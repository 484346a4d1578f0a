/**
 * Places for the operations of an iteration: one column group per layer, in it the products, the sum and the
 * activation of each neuron, and the loss at the end. A pure function of the graph and of the neurons shown.
 */
import type { ComputationGraph, GraphNode, QuantityId } from '../../../wasm/index';
import { outputId } from '../../work/quantity';

/** Indices of the neurons shown, one list per layer, the inputs first. */
export type ShownNeurons = number[][];

export interface PlacedNode extends GraphNode {
  index: number;
  x: number;
  y: number;
  /** `leaf`: a given number in its box; `small`: a product */
  shape: 'leaf' | 'small' | 'operation';
}

export interface PlacedEdge<Node extends PlacedNode = PlacedNode> {
  from: Node;
  to: Node;
  derivative: number | null;
  flow: number | null;
}

export interface GraphLayout {
  width: number;
  height: number;
  nodes: PlacedNode[];
  edges: PlacedEdge[];
  /** x of each layer's outputs, the inputs first; then of the loss */
  columns: number[];
}

export const RADIUS = { small: 9, operation: 15, leaf: 0 };
export const LEAF = { width: 58, height: 28 };

const HEADING = 30;
/** from one product to the next, with the weight and its name above it */
const PRODUCT = 60;
const BIAS = 46;
const BETWEEN_NEURONS = 20;
/** from one operation to the next, with the numbers on the wire */
const OPERATION = 100;
const FAN = 250;
const TO_SUM = 112;
/** from a product back to the middle of its weight's box, and up to it: the wire into the product passes below */
const WEIGHT = { left: 46, up: 19 };
/** Wires run level for as long as the numbers behind an operation are wide. */
export const NUMBERS_WIDTH = 58;
/** A wire is level before it comes to the boxes of the weights. */
export const LEVEL_BEFORE_PRODUCT = WEIGHT.left + LEAF.width / 2 + 8;

/** The input of placing, and the places found so far. */
interface Plan {
  graph: ComputationGraph;
  shown: ShownNeurons;
  /** ids of all nodes of the graph */
  ids: Set<string>;
  /** height of the whole graph, headings included */
  height: number;
  places: Map<string, { x: number; y: number; shape: PlacedNode['shape'] }>;
}

export function layoutGraph(graph: ComputationGraph, shown: ShownNeurons): GraphLayout {
  const ids = new Set(graph.nodes.map(({ id }) => id));
  const plan: Plan = { graph, shown, ids, height: heightOf(graph, shown), places: new Map() };
  const first = LEAF.width / 2 + 8;
  shown[0].forEach((i, row) => put(plan, `x.${i}`, first, rowOf(plan, 0, row), 'leaf'));
  const columns = [first];
  for (let l = 1; l < shown.length; l++) columns.push(placeLayer(plan, l, columns[l - 1]));
  columns.push(placeLoss(plan, columns[shown.length - 1]));

  const nodes: (PlacedNode | null)[] = graph.nodes.map((node, index) => {
    const place = plan.places.get(node.id);
    return place ? { ...node, ...place, index } : null;
  });
  return {
    width: columns[shown.length] + 78,
    height: plan.height + 24,
    nodes: nodes.filter((node) => node !== null),
    edges: graph.edges.flatMap(({ from, to, derivative, flow }) => {
      const [tail, head] = [nodes[from], nodes[to]];
      return tail && head ? [{ from: tail, to: head, derivative, flow }] : [];
    }),
    columns,
  };
}

/** As much as the layer that needs most. */
function heightOf(graph: ComputationGraph, shown: ShownNeurons): number {
  const outputs = shown.at(-1)!;
  const lossBlock = Math.max(...outputs.map((k) => heightInside(graph, lossOwner(graph, k))));
  const layers = shown
    .slice(1)
    .map((neurons, l) => (shown[l].length * PRODUCT + BIAS + BETWEEN_NEURONS) * neurons.length);
  return HEADING + Math.max(...layers, lossBlock * outputs.length, 150);
}

function rowOf({ shown, height }: Plan, layer: number, row: number): number {
  return HEADING + ((row + 0.5) * (height - HEADING)) / shown[layer].length - (layer === 0 ? 0 : 4);
}

/** Only what the graph has gets a place. */
function put({ ids, places }: Plan, id: string, x: number, y: number, shape: PlacedNode['shape']): void {
  if (ids.has(id)) places.set(id, { x, y, shape });
}

/** The products, sums and activations of a layer, to the right of `x`. Returns the x of its outputs. */
function placeLayer(plan: Plan, l: number, x: number): number {
  const { graph, shown } = plan;
  const before = shown[l - 1];
  const products = x + FAN - (l === 1 ? 56 : 0);
  const sum = products + TO_SUM;
  const inside = Math.max(...shown[l].map((j) => columnsInside(graph, `a.${l}.${j}`)));
  shown[l].forEach((j, row) => {
    const y = rowOf(plan, l, row);
    const top = y - ((before.length - 1) * PRODUCT) / 2;
    before.forEach((i, at) => {
      const line = top + at * PRODUCT;
      put(plan, productOf(graph, l, j, i), products, line, 'small');
      put(plan, `w.${l}.${j}.${i}`, products - WEIGHT.left, line - WEIGHT.up, 'leaf');
    });
    put(plan, `b.${l}.${j}`, products - WEIGHT.left, top + before.length * PRODUCT - 8, 'leaf');
    put(plan, `z.${l}.${j}`, sum, y, 'operation');
    placeInside(plan, `a.${l}.${j}`, sum + OPERATION, y, inside);
  });
  return sum + OPERATION * inside;
}

/** The loss term of each output with its target, and their sum. Returns the x of the last operation. */
function placeLoss(plan: Plan, x: number): number {
  const { graph, shown, height } = plan;
  const last = shown.length - 1;
  const owners = shown[last].map((k) => lossOwner(graph, k));
  const start = x + OPERATION + 18;
  const inside = Math.max(...owners.map((owner) => columnsInside(graph, owner)));
  shown[last].forEach((k, row) => {
    const y = rowOf(plan, last, row);
    placeInside(plan, owners[row], start, y, inside);
    put(plan, `t.${k}`, start - 62, y + Math.max(50, heightInside(graph, owners[row]) / 2 - 14), 'leaf');
  });
  const end = start + OPERATION * (inside - 1);
  if (owners[0] === 'L') return end;
  put(plan, 'L', end + OPERATION + 10, HEADING + (height - HEADING) / 2, 'operation');
  return end + OPERATION + 10;
}

/** With one output its loss is L itself. */
function lossOwner({ nodes }: ComputationGraph, k: number): QuantityId {
  return nodes.some(({ id }) => id === `L.${k}`) ? `L.${k}` : 'L';
}

/** The product of a weight and what it multiplies. */
function productOf(graph: ComputationGraph, layer: number, to: number, from: number): string {
  const ids = [`w.${layer}.${to}.${from}`, outputId(layer - 1, from)];
  const product = graph.nodes.findIndex(
    ({ owner, operation }, at) =>
      owner === `z.${layer}.${to}` &&
      operation === 'multiply' &&
      ids.every((id) => graph.edges.some((edge) => edge.to === at && graph.nodes[edge.from].id === id)),
  );
  return graph.nodes[product]?.id ?? '';
}

/** How many operations deep each operation of a definition lies; the quantity itself is the last. */
function depthsInside(graph: ComputationGraph, owner: QuantityId): Map<number, number> {
  const depths = new Map<number, number>();
  graph.nodes.forEach((node, index) => {
    if (node.owner !== owner) return;
    const operands = graph.edges.filter(({ to }) => to === index).map(({ from }) => depths.get(from) ?? -1);
    depths.set(index, Math.max(-1, ...operands) + 1);
  });
  return depths;
}

function columnsInside(graph: ComputationGraph, owner: QuantityId): number {
  return Math.max(...depthsInside(graph, owner).values(), 0) + 1;
}

const INNER_ROW = 50;

function heightInside(graph: ComputationGraph, owner: QuantityId): number {
  const counts = new Map<number, number>();
  for (const depth of depthsInside(graph, owner).values()) counts.set(depth, (counts.get(depth) ?? 0) + 1);
  return Math.max(...counts.values(), 1) * INNER_ROW + 76;
}

/** A definition's operations from left to right; where it is shorter than its column group, the wire is longer. */
function placeInside(plan: Plan, owner: QuantityId, x: number, y: number, columns: number): void {
  const depths = depthsInside(plan.graph, owner);
  const last = Math.max(...depths.values());
  for (const [index, depth] of depths) {
    const beside = [...depths].filter(([, other]) => other === depth).map(([other]) => other);
    const row = beside.indexOf(index) - (beside.length - 1) / 2;
    const column = depth === last ? columns - 1 : depth;
    put(plan, plan.graph.nodes[index].id, x + column * OPERATION, y + row * INNER_ROW, 'operation');
  }
}
