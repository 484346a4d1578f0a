/**
 * Where the operations of an iteration stand: one column group per layer, in it the products, the sum and the
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

export interface PlacedEdge {
  from: PlacedNode;
  to: PlacedNode;
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
/** from one product to the next, with the weight above it */
const PRODUCT = 41;
const BIAS = 36;
const BETWEEN_NEURONS = 14;
/** from one operation to the next, with the numbers on the wire */
const OPERATION = 90;
const FAN = 204;
const TO_SUM = 86;

export function layoutGraph(graph: ComputationGraph, shown: ShownNeurons): GraphLayout {
  const byId = new Map(graph.nodes.map((node, index) => [node.id, { node, index }]));
  const places = new Map<string, { x: number; y: number; shape: PlacedNode['shape'] }>();
  const put = (id: string, x: number, y: number, shape: PlacedNode['shape']) => {
    if (byId.has(id)) places.set(id, { x, y, shape });
  };
  const blocks = shown.slice(1).map((_, l) => shown[l].length * PRODUCT + BIAS + BETWEEN_NEURONS);
  const lossBlock = Math.max(...shown.at(-1)!.map((k) => heightInside(graph, lossOwner(byId, k))));
  const height =
    HEADING + Math.max(...blocks.map((block, l) => block * shown[l + 1].length), lossBlock * shown.at(-1)!.length, 150);
  const rowOf = (layer: number, row: number) =>
    HEADING + ((row + 0.5) * (height - HEADING)) / shown[layer].length - (layer === 0 ? 0 : 4);

  let x = LEAF.width / 2 + 8;
  const columns = [x];
  shown[0].forEach((i, row) => put(`x.${i}`, x, rowOf(0, row), 'leaf'));
  for (let l = 1; l < shown.length; l++) {
    const products = x + FAN - (l === 1 ? 56 : 0);
    const sum = products + TO_SUM;
    const inside = Math.max(...shown[l].map((j) => columnsInside(graph, `a.${l}.${j}`)));
    shown[l].forEach((j, row) => {
      const y = rowOf(l, row);
      const top = y - ((shown[l - 1].length - 1) * PRODUCT) / 2;
      shown[l - 1].forEach((i, at) => {
        const line = top + at * PRODUCT;
        put(productOf(graph, l, j, i), products, line, 'small');
        put(`w.${l}.${j}.${i}`, products - 46, line - 15, 'leaf');
      });
      put(`b.${l}.${j}`, products - 46, top + shown[l - 1].length * PRODUCT - 8, 'leaf');
      put(`z.${l}.${j}`, sum, y, 'operation');
      placeInside(graph, `a.${l}.${j}`, sum + OPERATION, y, inside, put);
    });
    x = sum + OPERATION * inside;
    columns.push(x);
  }

  const outputs = shown.length - 1;
  const start = x + OPERATION + 18;
  const inside = Math.max(...shown[outputs].map((k) => columnsInside(graph, lossOwner(byId, k))));
  shown[outputs].forEach((k, row) => {
    const y = rowOf(outputs, row);
    const owner = lossOwner(byId, k);
    placeInside(graph, owner, start, y, inside, put);
    put(`t.${k}`, start - 62, y + Math.max(50, heightInside(graph, owner) / 2 - 14), 'leaf');
  });
  x = start + OPERATION * (inside - 1);
  if (byId.has(`L.${shown[outputs][0]}`)) {
    x += OPERATION + 10;
    put('L', x, HEADING + (height - HEADING) / 2, 'operation');
  }
  columns.push(x);

  const nodes: (PlacedNode | null)[] = graph.nodes.map((node, index) => {
    const place = places.get(node.id);
    return place ? { ...node, ...place, index } : null;
  });
  return {
    width: x + 78,
    height: height + 24,
    nodes: nodes.filter((node) => node !== null),
    edges: graph.edges.flatMap(({ from, to, derivative, flow }) => {
      const [tail, head] = [nodes[from], nodes[to]];
      return tail && head ? [{ from: tail, to: head, derivative, flow }] : [];
    }),
    columns,
  };
}

/** With one output its loss is L itself. */
function lossOwner(nodes: Map<string, unknown>, k: number): QuantityId {
  return nodes.has(`L.${k}`) ? `L.${k}` : 'L';
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
function placeInside(
  graph: ComputationGraph,
  owner: QuantityId,
  x: number,
  y: number,
  columns: number,
  put: (id: string, x: number, y: number, shape: PlacedNode['shape']) => void,
): void {
  const depths = depthsInside(graph, owner);
  const last = Math.max(...depths.values());
  for (const [index, depth] of depths) {
    const beside = [...depths].filter(([, other]) => other === depth).map(([other]) => other);
    const row = beside.indexOf(index) - (beside.length - 1) / 2;
    const column = depth === last ? columns - 1 : depth;
    put(graph.nodes[index].id, x + column * OPERATION, y + row * INNER_ROW, 'operation');
  }
}
