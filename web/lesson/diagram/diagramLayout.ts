/** Places for everything in the diagram: a pure function of the network's shape, what is folded, and the room there is. */
import { shapeOf, type QuantityId } from '../../../wasm/index';
import type { Design } from '../../work/design';
import { outputId, parseId } from '../../work/quantity';
import { Column, foldColumn, type Folding } from './folding';
import { along, between, type Line, type Point, type Shape } from './geometry';
import { sizesFor, type Room, type Sizes } from './sizes';

export interface Edge extends Line {
  id: QuantityId;
  layer: number;
}

export interface DiagramLayout extends Sizes {
  /** little room: fewer digits, no z beside the output */
  compact: boolean;
  /** half of the box of an input or a target */
  box: { halfWidth: number; halfHeight: number };
  inputs: Column;
  /** one for each layer */
  neurons: Column[];
  targets: Column;
  /** the targets stand above and below the loss, in its column */
  stacked: boolean;
  loss: Point;
  edges: Edge[];
  /** from each output and each target to the loss */
  feeds: Edge[];
  /** x of each column: inputs, layers, loss, and targets beside it */
  columns: number[];
}

/** The ways to the loss carry no weights: they are shorter. */
const LOSS_WAY = 0.74;
/** Up to so many targets stand above and below the loss, more in a column of their own. */
const MOST_STACKED = 2;
/** A loss between two targets, with all their texts, is as tall as so many rows of neurons. */
const STACK_ROWS = 2.5;

export function layoutDiagram(design: Design, room: Room, folding: Folding): DiagramLayout {
  const shape = shapeOf(design);
  const last = shape.length - 1;
  const folded = shape.map((units, column) => foldColumn(column, units, folding));
  const outputs = folded[last];
  const stacked = outputs.length <= MOST_STACKED;
  const gaps = [...shape.slice(1).map(() => 1), LOSS_WAY, ...(stacked ? [] : [LOSS_WAY])];
  const rows = Math.max(stacked ? STACK_ROWS : 2, ...folded.map((entries) => entries.length));
  const sizes = sizesFor(room, gaps, rows);
  const { radius, type } = sizes;
  const box = { halfWidth: radius * 0.94, halfHeight: Math.max(radius * 0.6, type.value * 0.85) };
  const stack = stackOf(sizes, box.halfHeight, outputs.length);
  const height = Math.max(sizes.height, sizes.heading + 2 * stack.reach);
  const columns = columnPositions(gaps, sizes);
  const middle = sizes.heading + (height - sizes.heading) / 2 + (sizes.roomy ? -0.6 * type.label : 0);
  const points = (count: number, x: number): Point[] =>
    Array.from({ length: count }, (_, row) => ({ x, y: middle + (row - (count - 1) / 2) * sizes.spacing }));
  const places = folded.map((entries, index) => new Column(entries, points(entries.length, columns[index])));
  const loss = { x: columns[last + 1], y: middle };
  const targets = stacked
    ? new Column(
        outputs,
        [-1, 1].map((side) => ({ x: loss.x, y: loss.y + side * stack.distance })),
      )
    : new Column(outputs, points(outputs.length, columns[last + 2]));
  const layout: DiagramLayout = {
    ...sizes,
    height,
    compact: radius < 1.9 * type.label,
    box,
    inputs: places[0],
    neurons: places.slice(1),
    targets,
    stacked,
    loss,
    edges: [],
    feeds: [],
    columns,
  };
  return { ...layout, edges: edgesBetween(layout), feeds: feedsOf(layout) };
}

/** How far from the loss a target above or below it stands, and how far both with their texts reach. */
function stackOf({ radius, spacing, type, roomy }: Sizes, halfHeight: number, count: number) {
  if (count > MOST_STACKED) return { distance: 0, reach: 0 };
  const least = radius + halfHeight + 2.6 * type.label;
  const distance = roomy ? Math.max(least, 0.86 * spacing) : least;
  return { distance, reach: distance + halfHeight + 1.6 * type.name };
}

function columnPositions(gaps: readonly number[], { width, radius, type }: Sizes): number[] {
  const margin = radius + Math.max(2, 0.5 * (type.label - 10));
  const unit = (width - 2 * margin - 0) / gaps.reduce((sum, gap) => sum + gap, 0);
  const positions = [margin];
  for (const gap of gaps) positions.push(positions[positions.length - 1] + gap * unit);
  return positions;
}

export function neuronShape(at: Point, { radius }: DiagramLayout): Shape {
  return { x: at.x, y: at.y, r: radius };
}

export function boxShape(at: Point, { box }: DiagramLayout): Shape {
  return { x: at.x, y: at.y, ...box };
}

/** Where there is no room for its text a bias is a dot at its neuron's rim. */
export function biasDot(at: Point, { radius }: DiagramLayout): Point & { r: number } {
  return { x: at.x - radius * 0.8, y: at.y + radius * 0.8, r: 5 };
}

/** Those between neurons that are shown. */
function edgesBetween(layout: DiagramLayout): Edge[] {
  const { inputs, neurons } = layout;
  return neurons.flatMap((column, l) => {
    const before = l === 0 ? inputs : neurons[l - 1];
    const shapeBefore = l === 0 ? boxShape : neuronShape;
    return column.shown.flatMap((to) =>
      before.shown.map((from) => ({
        id: `w.${l + 1}.${to.index}.${from.index}`,
        layer: l + 1,
        ...between(shapeBefore(from, layout), neuronShape(to, layout)),
      })),
    );
  });
}

function feedsOf(layout: DiagramLayout): Edge[] {
  const { neurons, targets } = layout;
  const layer = neurons.length;
  const loss = neuronShape(layout.loss, layout);
  return [
    ...neurons[layer - 1].shown.map((at) => ({
      id: outputId(layer, at.index),
      layer,
      ...between(neuronShape(at, layout), loss),
    })),
    ...targets.shown.map((at) => ({ id: `t.${at.index}`, layer, ...between(boxShape(at, layout), loss) })),
  ];
}

/** The point of a quantity in the diagram: its editor opens there. */
export function placeOf(id: QuantityId, layout: DiagramLayout): Point | null {
  const edge = layout.edges.find((one) => one.id === id);
  if (edge) return along(edge, 0.5);
  const q = parseId(id);
  if (q?.kind === 'x') return layout.inputs.at(q.neuron);
  if (q?.kind === 't') return layout.targets.at(q.neuron);
  if (q?.kind === 'L') return layout.loss;
  const neuron = q && layout.neurons[q.layer - 1]?.at(q.neuron);
  if (!neuron) return null;
  return q.kind === 'b' ? { x: neuron.x, y: neuron.y + layout.radius } : neuron;
}

/** The lines that a path of the chain rule runs along, from the parameter to the loss. */
export function segmentsOfPath(nodes: QuantityId[], { edges, feeds }: DiagramLayout): Edge[] {
  // `nodes` run from L back.
  const outputs = nodes.flatMap((node) => parseId(node) ?? []).filter(({ kind }) => kind === 'a');
  const ids = outputs.slice(0, 1).map(({ layer, neuron }) => outputId(layer, neuron));
  for (let n = 0; n + 1 < outputs.length; n++)
    ids.push(`w.${outputs[n].layer}.${outputs[n].neuron}.${outputs[n + 1].neuron}`);
  const parameter = nodes.at(-1) ?? '';
  if (parseId(parameter)?.kind === 'w') ids.push(parameter);
  return ids.flatMap((id) => [...feeds, ...edges].find((line) => line.id === id) ?? []);
}
