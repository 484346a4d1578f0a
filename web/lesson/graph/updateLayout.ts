/**
 * Places for the operations of an update: a group of columns for the gradient, one for velocity or moments, one for the
 * corrected moments, one for the new value. The second moment goes its way under the first. A pure function of the graph.
 */
import type { ComputationGraph, QuantityId } from '../../../wasm/index';
import { isGradient } from '../../work/quantity';
import { LEAF, type PlacedEdge, type PlacedNode } from './graphLayout';

export interface UpdateNode extends PlacedNode {
  /** the quantity that its step computes; null: the gradient, which the update is given */
  step: QuantityId | null;
}

export interface UpdateLayout {
  width: number;
  height: number;
  nodes: UpdateNode[];
  edges: PlacedEdge<UpdateNode>[];
}

const COLUMN = 100;
const ROW = 56;
/** from the middle to the way of either moment */
const LANE = 34;
const HEADING = 30;
/** room for a name above the first row, and for the numbers after the last column */
const ABOVE = 40;
const AFTER = 80;

/** The operations of one step, each with its place in it: columns from the left, rows from that of what comes in. */
interface Block {
  group: number;
  /** −1: above the middle, 1: below */
  lane: -1 | 0 | 1;
  /** where the leaves are, seen from what comes in; those of neighbours are on other sides */
  out: -1 | 1;
  nodes: number[];
  columns: Map<number, number>;
  rows: Map<number, number>;
}

/** The learning rate of the epoch is next to where it is used. `keeps`: the optimizer has a velocity or moments. */
function placeOf(step: QuantityId | null, keeps: boolean): Pick<Block, 'group' | 'lane' | 'out'> {
  const kind = step?.split('.')[0] ?? '';
  if (kind === '' || kind === 'gw') return { group: 0, lane: 0, out: 1 };
  if (kind.startsWith('v')) return { group: 1, lane: 0, out: -1 };
  if (!/^[ms]/.test(kind)) return { group: 3, lane: 0, out: keeps ? 1 : -1 };
  const way = kind.startsWith('m') ? -1 : 1;
  return { group: kind.includes('hat') ? 2 : 1, lane: way, out: way };
}

export function layoutUpdate(graph: ComputationGraph): UpdateLayout {
  const steps = stepsOf(graph);
  const blocks = blocksOf(graph, steps);
  const widths = [0, 0, 0, 0];
  for (const { group, columns } of blocks) widths[group] = Math.max(widths[group], ...columns.values());
  const places = new Map<number, { x: number; y: number }>();
  for (const { group, lane, nodes, columns, rows } of blocks) {
    const last = Math.max(...columns.values());
    const before = widths.slice(0, group).reduce((sum, width) => sum + width, 0);
    for (const node of nodes)
      places.set(node, {
        x: (before + widths[group] - last + columns.get(node)!) * COLUMN,
        y: lane * LANE + rows.get(node)! * ROW,
      });
  }
  const [left, top] = [Math.min(...xs(places)) - LEAF.width / 2 - 8, Math.min(...ys(places)) - ABOVE - HEADING];
  const nodes = graph.nodes.map((node, index): UpdateNode => {
    const { x, y } = places.get(index)!;
    const shape = node.operation === 'given' ? 'leaf' : 'operation';
    return { ...node, index, step: steps[index], x: x - left, y: y - top, shape };
  });
  return {
    width: Math.max(...xs(places)) - left + AFTER,
    height: Math.max(...ys(places)) - top + ABOVE,
    nodes,
    edges: graph.edges.map((edge) => ({ ...edge, from: nodes[edge.from], to: nodes[edge.to] })),
  };
}

const xs = (places: Map<number, { x: number }>) => [...places.values()].map(({ x }) => x);
const ys = (places: Map<number, { y: number }>) => [...places.values()].map(({ y }) => y);

/** The step of each node: a step ends with the quantity that it computes. */
function stepsOf({ nodes }: ComputationGraph): (QuantityId | null)[] {
  const ends = nodes.map(
    ({ isAfter, isQuantity, operation }) => isAfter === true || (isQuantity && operation !== 'given'),
  );
  return nodes.map(({ owner }, index) => (isGradient(owner) ? null : nodes[ends.indexOf(true, index)].owner));
}

function blocksOf(graph: ComputationGraph, steps: (QuantityId | null)[]): Block[] {
  const blocks = new Map<string, Block>();
  const keeps = steps.some((step) => step !== null && /^[vms]/.test(step));
  steps.forEach((step, index) => {
    const place = placeOf(step, keeps);
    const key = `${place.group} ${place.lane}`;
    if (!blocks.has(key)) blocks.set(key, { ...place, nodes: [], columns: new Map(), rows: new Map() });
    blocks.get(key)!.nodes.push(index);
  });
  for (const block of blocks.values()) {
    placeColumns(block, graph);
    placeRows(block, graph);
  }
  return [...blocks.values()];
}

const operandsOf = ({ edges }: ComputationGraph, node: number): number[] =>
  edges.filter(({ to }) => to === node).map(({ from }) => from);

/** An operation is after its operands; a leaf just before the first that reads it. */
function placeColumns({ nodes, columns }: Block, graph: ComputationGraph): void {
  const isLeaf = (node: number) => graph.nodes[node].operation === 'given';
  for (const node of nodes) {
    if (isLeaf(node)) continue;
    const operands = operandsOf(graph, node).filter((operand) => nodes.includes(operand) && !isLeaf(operand));
    columns.set(node, 1 + Math.max(0, ...operands.map((operand) => columns.get(operand)!)));
  }
  for (const node of nodes) {
    if (!isLeaf(node)) continue;
    const readers = graph.edges.filter(({ from, to }) => from === node && nodes.includes(to)).map(({ to }) => to);
    columns.set(node, readers.length === 0 ? 0 : Math.min(...readers.map((reader) => columns.get(reader)!)) - 1);
  }
}

/** What comes in from other steps goes straight on to the end; all else is beside its way, outwards. */
function placeRows({ nodes, columns, rows, out }: Block, graph: ComputationGraph): void {
  const outside = (node: number) => operandsOf(graph, node).some((operand) => !nodes.includes(operand));
  const comesIn = (node: number): boolean =>
    outside(node) || operandsOf(graph, node).some((operand) => nodes.includes(operand) && comesIn(operand));
  const isFree = (row: number, column: number) =>
    nodes.every((node) => rows.get(node) !== row || ![column, column - 1].includes(columns.get(node)!));
  const beside = (row: number, column: number): number => {
    const way = Math.sign(row) || out;
    let next = row + way;
    while (!isFree(next, column)) next += way;
    return next;
  };
  const place = (node: number, row: number): void => {
    rows.set(node, row);
    const operands = operandsOf(graph, node).filter((operand) => nodes.includes(operand) && !rows.has(operand));
    const incoming = operands.filter(comesIn);
    const others = operands.filter((operand) => !incoming.includes(operand));
    if (incoming.length === 2) incoming.forEach((operand, index) => place(operand, row + (index === 0 ? -1 : 1)));
    else if (incoming.length === 1) place(incoming[0], row);
    else if (others.length > 0 && !outside(node)) place(others.shift()!, row);
    for (const operand of others) if (!rows.has(operand)) place(operand, beside(row, columns.get(operand)!));
  };
  place(nodes.at(-1)!, 0);
}
