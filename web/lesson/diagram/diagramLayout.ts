/** Places for everything in the diagram: a pure function of the network's shape, what is folded, and the width there is. */
import { shapeOf, type QuantityId } from '../../../wasm/index';
import type { Design } from '../../work/design';
import { outputId, parseId, type FlatQuantity } from '../../work/quantity';
import { Column, foldColumn, type Folding } from './folding';
import { along, shorten, type Point } from './geometry';

export interface Edge {
  id: QuantityId;
  from: Point;
  to: Point;
  layer: number;
}

export interface DiagramLayout {
  width: number;
  height: number;
  /** radius of a neuron */
  radius: number;
  /** little room: fewer texts, smaller type */
  compact: boolean;
  /** room below a neuron for its bias and its δ */
  roomy: boolean;
  /** rows so close that names and side values are shown only for what is active or pointed at */
  dense: boolean;
  inputs: Column;
  /** one for each layer */
  neurons: Column[];
  /** where each output meets its target */
  terms: Column;
  loss: Point;
  edges: Edge[];
  /** x of each column: inputs, layers, targets, loss */
  columns: number[];
}

const HEADING = 26;
/** Height of the texts between two neurons of a column: bias, δ, and the name of the one below. */
const TEXTS = 68;
/** The least radius of a neuron with all these texts around it. */
const LEAST_ROOMY = 25;
/** Widths of a column: with room for all texts, and the least before the picture is scrolled sideways. */
const COLUMN = { ample: 84, least: 54 };

export function layoutDiagram(design: Design, width: number, folding: Folding): DiagramLayout {
  const shape = shapeOf(design);
  const last = shape.length - 1;
  // The targets fold as the outputs do.
  const folded = [...shape.keys(), last].map((column) => foldColumn(column, shape[column], folding));
  const counts = [...folded.map((rows) => rows.length), 1];
  const rows = Math.max(...counts);
  const phone = width < 560;
  const compact = phone || width < counts.length * COLUMN.ample;
  const usedWidth = Math.max(width, counts.length * COLUMN.least);
  const spacing = rowSpacing(rows, phone);
  const tallest = (spacing - TEXTS) / 2;
  const roomy = tallest >= LEAST_ROOMY;
  const radius = Math.min(
    phone ? 20 : 32,
    roomy ? tallest : spacing * 0.26,
    (usedWidth / counts.length) * (compact ? 0.36 : 0.3),
  );
  const height = HEADING + Math.max(rows, 2) * spacing + (phone ? -10 : 16);
  const columns = columnPositions(counts.length, usedWidth, radius, compact);
  const points = (index: number) => columnPoints(counts[index], columns[index], height, spacing);
  const places = folded.map((entries, index) => new Column(entries, points(index)));
  const neurons = places.slice(1, -1);
  return {
    width: usedWidth,
    height,
    radius,
    compact,
    roomy,
    dense: spacing < 70,
    inputs: places[0],
    neurons,
    terms: places[last + 1],
    loss: points(last + 2)[0],
    edges: edgesBetween([places[0], ...neurons], radius),
    columns,
  };
}

function rowSpacing(rows: number, phone: boolean): number {
  if (phone) return rows <= 4 ? 80 : Math.max(46, 340 / rows);
  return { 4: 126, 5: 118, 6: 88 }[rows] ?? (rows < 4 ? 146 : Math.max(50, 480 / rows));
}

/** Equal distances, but the targets are closer to the outputs: they belong together. */
function columnPositions(count: number, width: number, radius: number, compact: boolean): number[] {
  const margin = radius + (compact ? 3 : 14);
  const weights = Array.from({ length: count - 1 }, (_, gap) => (gap >= count - 3 ? 0.82 : 1));
  const unit = (width - 2 * margin) / weights.reduce((sum, weight) => sum + weight, 0);
  const positions = [margin];
  for (const weight of weights) positions.push(positions[positions.length - 1] + weight * unit);
  return positions;
}

function columnPoints(count: number, x: number, height: number, spacing: number): Point[] {
  const middle = HEADING + (height - HEADING) / 2 - 2;
  return Array.from({ length: count }, (_, row) => ({ x, y: middle + (row - (count - 1) / 2) * spacing }));
}

/** Those between neurons that are shown. */
function edgesBetween(columns: Column[], radius: number): Edge[] {
  const edges: Edge[] = [];
  for (let layer = 1; layer < columns.length; layer++)
    for (const to of columns[layer].shown)
      for (const from of columns[layer - 1].shown)
        edges.push({ id: `w.${layer}.${to.index}.${from.index}`, layer, ...shorten(from, to, radius) });
  return edges;
}

/** The point of a quantity in the diagram: its editor opens there. */
export function placeOf(id: QuantityId, layout: DiagramLayout): Point | null {
  const edge = layout.edges.find((one) => one.id === id);
  if (edge) return along(edge, 0.5);
  const q = parseId(id);
  if (q?.kind === 'x') return layout.inputs.at(q.neuron);
  if (q?.kind === 't') return layout.terms.at(q.neuron);
  if (q?.kind === 'L') return layout.loss;
  const neuron = q && layout.neurons[q.layer - 1]?.at(q.neuron);
  if (!neuron) return null;
  return q.kind === 'b' ? { x: neuron.x, y: neuron.y + layout.radius } : neuron;
}

/** The lines that a path of the chain rule runs along, from the parameter to the loss, each with a key of its own. */
export function segmentsOfPath(nodes: QuantityId[], layout: DiagramLayout): { key: string; from: Point; to: Point }[] {
  const segments: { key: string; from: Point; to: Point }[] = [];
  const neurons = nodes.flatMap((node) => parseId(node) ?? []).filter(({ kind }) => kind === 'a');
  const at = (output?: FlatQuantity) => output && placeOf(outputId(output.layer, output.neuron), layout);
  const add = (key: string, from: Point | null | undefined, to: Point | null | undefined) => {
    if (from && to) segments.push({ key, ...shorten(from, to, layout.radius) });
  };
  // `nodes` run from L back, so neurons[0] is an output
  const output = neurons[0]?.neuron ?? NaN;
  add(`L.${output}`, layout.terms.at(output), layout.loss);
  add(`t.${output}`, at(neurons[0]), layout.terms.at(output));
  for (let n = 0; n + 1 < neurons.length; n++) {
    const [to, from] = [neurons[n], neurons[n + 1]];
    add(`w.${to.layer}.${to.neuron}.${from.neuron}`, at(from), at(to));
  }
  const parameter = parseId(nodes.at(-1) ?? '');
  if (parameter?.kind === 'w') {
    const { layer, neuron, from } = parameter;
    add(nodes.at(-1)!, placeOf(outputId(layer - 1, from), layout), placeOf(outputId(layer, neuron), layout));
  }
  return segments;
}
