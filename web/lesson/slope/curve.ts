/** The picture of L over one parameter: the curve, where it stands, its tangent, the step, and secants. */
import { nothing, svg, type SVGTemplateResult } from 'lit';
import {
  type Axis,
  clipTo,
  exactAxis,
  type Frame,
  frameOf,
  linearScale,
  plotAxes,
  plotLine,
  plotPoint,
  plotScales,
} from '../../kit/plot';
import type { QuantityId } from '../../../wasm/index';
import { isParameter } from '../../work/quantity';
import { areaOf } from './frame';

export type Place = readonly [value: number, loss: number];

export interface Curve {
  /** id of its frame, one for each picture of a page */
  clip: string;
  width: number;
  height: number;
  /** places on the curve, from left to right; a loss that is not a finite number leaves a gap */
  values: Float64Array;
  losses: Float64Array;
  /** where the parameter is */
  point: Place;
  /** ∂L/∂θ there */
  slope: number;
  /** where the step −η · slope leads; `nowhere`: the loss there is not a finite number; null: there is none */
  landing: Place | 'nowhere' | null;
  /** lines through two points of the curve */
  secants?: readonly { from: Place; to: Place; kind: string }[];
  /** the parameter as it is written, and how its numbers are */
  name: string;
  text: (value: number, digits: number) => string;
  /** of the tangent, and of the step */
  slopeName: string;
  stepName: string;
}

/** The curve with its words. `words`: of the tangent and of the step. */
export function labelled(
  curve: Omit<Curve, 'name' | 'text' | 'slopeName' | 'stepName'>,
  id: QuantityId,
  written: { label(id: QuantityId): string; text(value: number, digits?: number): string },
  words: { slope(gradient: string, value: string): string; step(loss: string): string },
): Curve {
  const { slope, landing } = curve;
  const text = (value: number, digits?: number) => written.text(value, digits);
  const gradient = isParameter(id) ? written.label(`d${id}`) : `∂L/∂${written.label(id)}`;
  return {
    ...curve,
    name: written.label(id),
    text,
    slopeName: words.slope(gradient, text(slope)),
    stepName: landing === null || landing === 'nowhere' ? '' : words.step(text(landing[1])),
  };
}

/** How far a text is above or below its place, and beside it. */
const LABEL = 14;
const GAP = 10;
/** Width of a character, on the safe side; a Chinese one is as wide as it is high. */
const widthOf = (character: string): number => (character > '\u2e80' ? 14 : 8.4);

export interface Scales {
  frame: Frame;
  x: (value: number) => number;
  y: (loss: number) => number;
  /** the value at a place of the picture */
  valueAt: (x: number) => number;
  axes: [Axis, Axis];
}

export function scalesOf({ width, height, values, losses, point, name, text, ...curve }: Curve): Scales {
  const landing = placeOf(curve.landing);
  const area = areaOf({ width, height });
  const frame = frameOf(area);
  const [from, to] = [values[0], values[values.length - 1]];
  const seen = [...losses, point[1], landing?.[1] ?? point[1]].filter(Number.isFinite);
  const [low, high] = [Math.min(...seen), Math.max(...seen)];
  // A flat curve has a height too.
  const room = 0.1 * (high - low) || 0.1 * Math.abs(high) || 1;
  const across = exactAxis({ from, to, name, numbers: 7 }, text);
  const up = exactAxis({ from: low - room, to: high + room, name: 'L', numbers: 4 }, text);
  return {
    frame,
    ...plotScales(area, across, up),
    valueAt: linearScale(frame.left, frame.right, from, to),
    axes: [across, up],
  };
}

const placeOf = (landing: Curve['landing']): Place | null => (landing === 'nowhere' ? null : landing);

export function curveDrawing(curve: Curve, scales: Scales): SVGTemplateResult {
  const { values, point, slope } = curve;
  const { frame, x, y } = scales;
  const span = values[values.length - 1] - values[0];
  const secants = curve.secants ?? [];
  const landing = placeOf(curve.landing);
  return svg`
    ${clipTo(frame, curve.clip)}
    ${plotAxes(areaOf(curve), ...scales.axes)}
    <g clip-path="url(#${curve.clip})">
      ${runs(curve, scales).map((run) => plotLine('slice-line', run))}
      ${secants.map(({ from, to, kind }) => through(from, to, scales, `secant ${kind}`))}
      ${through(point, [point[0] + span, point[1] + slope * span], scales, 'tangent')}
    </g>
    ${landing ? stepArrow(point, landing, curve.stepName, scales) : nothing}
    ${secants
      .flatMap(({ from, to }) => [from, to])
      .map(([value, loss]) => svg`<circle class="nudged" cx=${x(value)} cy=${y(loss)} r="4.5" />`)}
    <circle class="here" cx=${x(point[0])} cy=${y(point[1])} r="6.5" />
    ${slopeLabel(curve, scales)}`;
}

/** The curve without its gaps. */
function runs({ values, losses }: Curve, { x, y }: Scales): string[][] {
  const all: string[][] = [[]];
  losses.forEach((loss, i) => {
    if (Number.isFinite(loss)) all[all.length - 1].push(plotPoint(x(values[i]), y(loss)));
    else if (all[all.length - 1].length > 0) all.push([]);
  });
  return all;
}

/** A straight line through two places, across the whole picture. */
function through(one: Place, other: Place, { x, y }: Scales, classes: string): SVGTemplateResult {
  const [x1, y1, x2, y2] = [x(one[0]), y(one[1]), x(other[0]), y(other[1])];
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const [dx, dy] = [((x2 - x1) / length) * 4000, ((y2 - y1) / length) * 4000];
  return svg`<line class=${classes} x1=${x1 - dx} y1=${y1 - dy} x2=${x1 + dx} y2=${y1 + dy} />`;
}

/** The step: along the axis by −η · slope, then down or up to the curve. */
function stepArrow(from: Place, to: Place, name: string, { frame, x, y }: Scales): SVGTemplateResult {
  const [x1, y1, x2, y2] = [x(from[0]), y(from[1]), x(to[0]), y(to[1])];
  const outside = x2 < frame.left || x2 > frame.right;
  const end = Math.max(frame.left, Math.min(frame.right, x2));
  const sense = Math.sign(x2 - x1) || 1;
  const isShort = Math.abs(end - x1) < 10;
  return svg`<g class="step-arrow">
    <line x1=${x1} y1=${y1} x2=${end} y2=${y1} />
    ${isShort ? nothing : svg`<path d="M${end},${y1} l${-7 * sense},-4 v8 z" />`}
    ${outside ? nothing : svg`<line class="drop" x1=${x2} y1=${y1} x2=${x2} y2=${y2} /><circle class="landing" cx=${x2} cy=${y2} r="5.5" />`}
    ${beside('step-name', name, end, Math.min(y1, y2) - LABEL, sense, frame)}
  </g>`;
}

/** A text beside a place, to the right or to the left of it, within the frame. */
function beside(
  classes: string,
  text: string,
  x: number,
  y: number,
  sense: number,
  { left, right, top, bottom }: Frame,
) {
  const width = Array.from(text).reduce((sum, character) => sum + widthOf(character), 0);
  const wanted = sense > 0 ? x + GAP : x - GAP - width;
  const start = Math.max(left + 4, Math.min(right - width, wanted));
  const height = Math.max(top + 4, Math.min(bottom - 8, y));
  return svg`<text class=${classes} x=${start} y=${height}>${text}</text>`;
}

/** Below the point, on the side that the loss comes down from: there the curve is above. */
function slopeLabel({ point, slope, slopeName }: Curve, { frame, x, y }: Scales): SVGTemplateResult {
  return beside('slope-name', slopeName, x(point[0]), y(point[1]) + LABEL + 12, slope > 0 ? 1 : -1, frame);
}
