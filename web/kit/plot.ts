/** The common parts of plots: their frame, scales, axes, and lines through points. */
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

/** A drawing with the sentences that say what it shows. `name`: of the whole, where the sentences do not name it. */
export function plotFigure(
  classes: string,
  { width, height }: { width: number; height: number },
  drawing: SVGTemplateResult,
  caption: TemplateResult,
  name?: string,
): TemplateResult {
  return html`<figure class="plot ${classes}" aria-label=${name ?? nothing}>
    <svg viewBox="0 0 ${width} ${height}" width=${width} height=${height} aria-hidden="true">${drawing}</svg>
    <figcaption>${caption}</figcaption>
  </figure>`;
}

/** A point in the coordinates of a plot, to a tenth of a pixel. */
export function plotPoint(x: number, y: number): string {
  return `${x.toFixed(1)},${y.toFixed(1)}`;
}

export function plotLine(classes: string, points: readonly string[]): SVGTemplateResult {
  return svg`<polyline class=${classes} points=${points.join(' ')} />`;
}

/** From a value to its coordinate: `from` is at `start`, `to` at `end`. */
export function linearScale(from: number, to: number, start: number, end: number): (value: number) => number {
  return (value) => start + ((value - from) / (to - from || 1)) * (end - start);
}

/** The area between the axes, in a drawing of `width` × `height` pixels. */
export interface PlotArea {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Edges of that area, in pixels of the picture. */
export interface Frame {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export function frameOf({ width, height, left, right, top, bottom }: PlotArea): Frame {
  return { left, right: width - right, top, bottom: height - bottom };
}

export function clipTo({ left, right, top, bottom }: Frame, id: string): SVGTemplateResult {
  return svg`<clipPath id=${id}><rect x=${left} y=${top} width=${right - left} height=${bottom - top} /></clipPath>`;
}

export interface Axis {
  from: number;
  to: number;
  /** one letter or a short word */
  name: string;
  /** how a number on it is written */
  text: (value: number) => string;
  /** only whole numbers */
  whole?: boolean;
  /** about how many numbers there are on it; 4 */
  numbers?: number;
}

/** of a number on an axis, in pixels */
const HALF_DIGIT = 3.8;

/** Round numbers within a range, about `count` of them: 1, 2 or 5 times a power of ten apart. */
export function roundNumbers({ from, to, whole = false, numbers: count = 4 }: Axis): number[] {
  const rough = (to - from) / count;
  if (!(rough > 0) || !Number.isFinite(rough)) return [from];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(whole ? 1 : 0, power * ([1, 2, 5].find((times) => times * power >= rough) ?? 10));
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => (first + index) * step);
}

/** More digits than this have no room on an axis. */
const MOST_DIGITS = 7;

/** An axis whose numbers have as many significant digits as tell them apart; none where that takes too many. */
export function exactAxis(axis: Omit<Axis, 'text'>, text: (value: number, digits: number) => string): Axis {
  const numbers = roundNumbers({ ...axis, text: String });
  const largest = Math.max(...numbers.map(Math.abs));
  const step = numbers.length > 1 ? numbers[1] - numbers[0] : largest;
  const digits = Math.max(1, Math.ceil(Math.log10(largest / step || 1) - 1e-9) + 1);
  return { ...axis, text: (value) => (digits > MOST_DIGITS ? '' : text(value, digits)) };
}

/** From values to coordinates within the area. */
export function plotScales({ width, height, left, right, top, bottom }: PlotArea, x: Axis, y: Axis) {
  return {
    x: linearScale(x.from, x.to, left, width - right),
    y: linearScale(y.from, y.to, height - bottom, top),
  };
}

/** Every one of the numbers, or every second, third …, so that their texts are apart. */
function apart(numbers: number[], { text }: Axis, x: (value: number) => number): number[] {
  const longest = Math.max(...numbers.map((value) => text(value).length));
  const distance = numbers.length > 1 ? x(numbers[1]) - x(numbers[0]) : Infinity;
  const stride = Math.ceil((2 * HALF_DIGIT * longest + 6) / distance);
  return numbers.filter((_, index) => index % stride === 0);
}

/**
 * Both axes with their numbers and names: at the foot and on the left, and faint lines where they are 0. A name of the
 * horizontal one that is longer than a letter stands under its numbers.
 */
export function plotAxes(area: PlotArea, x: Axis, y: Axis): SVGTemplateResult {
  const scales = plotScales(area, x, y);
  const [foot, end] = [area.height - area.bottom, area.width - area.right];
  const inside = ({ from, to }: Axis) => from < 0 && to > 0;
  const isLetter = x.name.length === 1;
  const across = apart(roundNumbers(x), x, scales.x);
  const up = roundNumbers(y);
  return svg`<g class="axes">
    <path class="axis" d="M${area.left},${area.top} V${foot} H${end}" />
    ${inside(x) ? svg`<line class="axis zero" x1=${scales.x(0)} x2=${scales.x(0)} y1=${area.top} y2=${foot} />` : nothing}
    ${inside(y) ? svg`<line class="axis zero" x1=${area.left} x2=${end} y1=${scales.y(0)} y2=${scales.y(0)} />` : nothing}
    ${across.map((value) => {
      const [at, text] = [scales.x(value), x.text(value)];
      const fits = at + text.length * HALF_DIGIT < area.width;
      return svg`<text class="axis-number" x=${fits ? at : area.width} y=${foot + 17} text-anchor=${fits ? 'middle' : 'end'}>${text}</text>`;
    })}
    ${up.map((value) => svg`<text class="axis-number" x=${area.left - 6} y=${scales.y(value)} dy="0.34em" text-anchor="end">${y.text(value)}</text>`)}
    <text class="axis-name" x=${isLetter ? end + 4 : end} y=${foot + (isLetter ? 0 : 33)} dy=${isLetter ? '0.34em' : 0}
      text-anchor=${isLetter ? 'start' : 'end'}>${x.name}</text>
    <text class="axis-name" x=${area.left} y=${area.top - 7} text-anchor="middle">${y.name}</text>
  </g>`;
}
