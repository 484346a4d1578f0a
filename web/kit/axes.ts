/** Axes of a plot: round numbers to mark, and the lines and texts that mark them. */
import { nothing, svg, type SVGTemplateResult } from 'lit';

/** Round numbers (1, 2 or 5 times a power of ten apart) within the range, about `count` of them. */
export function ticks(from: number, to: number, count: number): number[] {
  const span = to - from;
  if (!(span > 0) || !Number.isFinite(span)) return [];
  const power = Math.floor(Math.log10(span / count));
  const step = [1, 2, 5, 10].find((one) => span / count <= one * 10 ** power)! * 10 ** power;
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => tidy((first + i) * step));
}

/** Without the rounding of the last bits: 0.3 and not 0.30000000000000004. */
const tidy = (value: number): number => Number(value.toPrecision(12));

/** Significant digits that tell the marks of an axis apart. */
export function digitsOf(marks: readonly number[]): number {
  if (marks.length < 2) return 4;
  const largest = Math.max(...marks.map(Math.abs));
  return Math.max(1, Math.ceil(Math.log10(largest / (marks[1] - marks[0])) - 1e-9) + 1);
}

/** The place of the drawing within its frame, in pixels. */
export interface Frame {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface AxisSide {
  scale: (value: number) => number;
  marks: readonly number[];
  /** a mark as it is written, with so many significant digits */
  text: (value: number, digits: number) => string;
  /** the quantity, at the end of the axis */
  name: SVGTemplateResult | string;
}

const MOST_DIGITS = 7;

/** A horizontal axis below the drawing and a vertical one to its left, with a faint line across at each mark. */
export function axes(frame: Frame, across: AxisSide, up: AxisSide): SVGTemplateResult {
  const { left, right, top, bottom } = frame;
  const [digits, digitsUp] = [digitsOf(across.marks), digitsOf(up.marks)];
  // Marks that differ in their last digits only have no room.
  const upTexts = digitsUp <= MOST_DIGITS;
  return svg`<g class="axes" aria-hidden="true">
    ${up.marks.map((value) => {
      const y = up.scale(value);
      return svg`<line class="grid" x1=${left} x2=${right} y1=${y} y2=${y} />
        ${upTexts ? svg`<text class="tick" x=${left - 7} y=${y} dy="0.34em" text-anchor="end">${up.text(value, digitsUp)}</text>` : nothing}`;
    })}
    <line class="axis" x1=${left} x2=${right} y1=${bottom} y2=${bottom} />
    <line class="axis" x1=${left} x2=${left} y1=${top} y2=${bottom} />
    ${across.marks.map((value) => {
      const x = across.scale(value);
      // The name of the axis is at its end.
      const hidden = x > right - 34;
      return svg`<line class="axis" x1=${x} x2=${x} y1=${bottom} y2=${bottom + 4} />
        ${hidden ? nothing : svg`<text class="tick" x=${x} y=${bottom + 17} text-anchor="middle">${across.text(value, digits)}</text>`}`;
    })}
    <text class="axis-name" x=${right} y=${bottom + 17} text-anchor="end">${across.name}</text>
    <text class="axis-name" x=${left - 7} y=${top - 8} text-anchor="end">${up.name}</text>
  </g>`;
}
