/** The points that a run learns from, what their columns are called, and the part of them that a picture shows. No DOM. */
import type { ScenarioSample } from '../../../wasm/index';

/** The square that pictures of the drawn sets show, in either direction. */
export const EXTENT = 1.4;

export interface DataSet {
  /** inputs and targets in the units of the data */
  points: ScenarioSample[];
  /** a name for each input */
  inputs: readonly string[];
  /** names of the classes (of two: those with the targets 0 and 1; of more: one output each), or of the values */
  outputs: readonly string[];
  task: 'classes' | 'values';
}

export interface Range {
  from: number;
  to: number;
}

/** The place with that index, from 0, of so many that are evenly spaced over a range. */
export const placeIn = ({ from, to }: Range, index: number, count: number): number =>
  from + ((to - from) * index) / (count - 1);

/** Which part of the space of the inputs is seen, in the units of the data. */
export interface View {
  /** the inputs to the right and upwards; where there is one input alone, the target is upwards */
  axes: readonly number[];
  x: Range;
  y: Range;
  /** a value for each input: where those stand that are on no axis */
  held: readonly number[];
  /** the values between which colours tell outputs apart */
  values: Range;
}

const SQUARE: Range = { from: -EXTENT, to: EXTENT };
/** where the outputs 0 and 1 are seen */
const UNIT: Range = { from: -0.2, to: 1.2 };

/** Of each input its mean and its deviation. */
export interface Scaling {
  mean: number;
  deviation: number;
}

/** x ↦ (x − mean) / deviation: an input as the network gets it. */
export const scaled = (value: number, scaling: Scaling | undefined): number =>
  scaling ? (value - scaling.mean) / scaling.deviation : value;

export const classCount = ({ task, outputs }: DataSet): number => (task === 'classes' ? outputs.length : 0);

/** The class of a sample: of two by its one target, of more by the largest. */
export const classOf = ({ t }: ScenarioSample): number =>
  t.length === 1 ? (t[0] > 0.5 ? 1 : 0) : t.indexOf(Math.max(...t));

/** Whether one of the numbers is 1, and all others are 0. */
export const isOneHot = (numbers: readonly (number | undefined)[]): boolean =>
  numbers.every((value) => value === 0 || value === 1) && numbers.filter((value) => value === 1).length === 1;

/** The targets of a class, of so many. */
export const targetsOf = (kind: number, count: number): number[] =>
  count === 2 ? [kind] : Array.from({ length: count }, (_, index) => (index === kind ? 1 : 0));

/** Where a sample stands in a picture: its inputs on the axes, or its input and its target. */
export function placeOf({ x, t }: ScenarioSample, { axes }: View): [number, number] {
  return [x[axes[0]], axes.length > 1 ? x[axes[1]] : t.length === 1 ? t[0] : 1];
}

/** The whole of the data, over the first two inputs or those that are named. */
export function viewOf(
  data: DataSet,
  axes: readonly number[] = data.inputs.map((_, index) => index).slice(0, 2),
): View {
  const { points, task } = data;
  const input = (index: number) => points.map(({ x }) => x[index]);
  const targets = task === 'values' ? rangeOf(points.map(({ t }) => t[0])) : { from: 0, to: 1 };
  const upwards = task === 'values' ? targets : UNIT;
  return {
    axes,
    x: rangeOf(input(axes[0])),
    y: axes.length > 1 ? rangeOf(input(axes[1])) : upwards,
    held: data.inputs.map((_, index) => meanOf(input(index))),
    values: axes.length > 1 && task === 'values' ? tightRange(points.map(({ t }) => t[0])) : targets,
  };
}

/** The square of the drawn sets where it holds all values, else their own range with a margin. */
function rangeOf(values: readonly number[]): Range {
  const { from, to } = tightRange(values);
  if (from >= -EXTENT && to <= EXTENT) return SQUARE;
  const margin = 0.08 * (to - from);
  return { from: from - margin, to: to + margin };
}

/** From the least to the largest; around a single one. */
function tightRange(values: readonly number[]): Range {
  const [least, most] = values.reduce(
    ([a, b], value) => [Math.min(a, value), Math.max(b, value)],
    [Infinity, -Infinity],
  );
  if (values.length === 0) return SQUARE;
  return least < most
    ? { from: least, to: most }
    : { from: least - (Math.abs(least) || 1), to: most + (Math.abs(most) || 1) };
}

export function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value / values.length, 0);
}
