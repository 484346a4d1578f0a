/** The signs of points in a picture: a form and a hue for each class, a colour of the scale for each value. */
import { nothing, svg, type SVGTemplateResult } from 'lit';
import type { ScenarioSample } from '../../../wasm/index';
import { styled } from '../../kit/styled';
import { classOf, type DataSet, type View } from './dataSet';

/** Hues of the classes as they are laid over the picture; five hues and four forms tell twenty classes apart. */
export const HUES = [
  [0, 114, 178],
  [230, 145, 0],
  [0, 158, 115],
  [204, 121, 167],
  [110, 110, 110],
] as const;

const forms: ((x: number, y: number) => string)[] = [
  (x, y) => `M${x - 4},${y - 4}h8v8h-8z`,
  (x, y) => `M${x - 4.6},${y}a4.6,4.6 0 1,0 9.2,0a4.6,4.6 0 1,0 -9.2,0z`,
  (x, y) => `M${x - 5},${y + 4}h10l-5,-9z`,
  (x, y) => `M${x - 5.6},${y}l5.6,-5.6 5.6,5.6 -5.6,5.6z`,
];

/** The sign of a class; without one that of a point whose value is told by its place or its colour. */
export function sign(
  kind: number | undefined,
  [x, y]: readonly [number, number],
  classes: string,
  index?: number,
  style = '',
): SVGTemplateResult {
  const hue = kind === undefined ? 1 : kind % HUES.length;
  const form = forms[kind === undefined ? 1 : kind % forms.length];
  return svg`<path class="point hue-${hue} ${classes}" data-index=${index ?? ''} style=${styled(style || nothing)} d=${form(round(x), round(y))} />`;
}

const round = (value: number): number => Math.round(value * 10) / 10;

export function signOf(
  sample: ScenarioSample,
  data: DataSet,
  view: View,
  at: readonly [number, number],
  classes: string,
  index: number,
): SVGTemplateResult {
  if (data.task === 'classes') return sign(classOf(sample), at, classes, index);
  if (view.axes.length === 1) return sign(undefined, at, classes, index);
  return sign(undefined, at, `valued ${classes}`, index, `--value:${colourOf(share(sample.t[0], view))}`);
}

/** Where a value is on the scale of colours, from 0 to 1. */
export const share = (value: number, { values: { from, to } }: View): number =>
  Math.max(0, Math.min(1, (value - from) / (to - from)));

const colourOf = (part: number): string =>
  `color-mix(in srgb, var(--hue-${part < 0.5 ? 0 : 1}) ${Math.round(Math.abs(2 * part - 1) * 100)}%, var(--middle))`;
