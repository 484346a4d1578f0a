/** Error against ε on logarithmic scales: two curves that turn back up, and one that does not. */
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { Differences } from '../../../wasm/index';
import { followPointer } from '../../kit/followPointer';
import { linearScale, plotPoint } from '../../kit/plot';
import { epsilonText } from './digits';
import { bestPoint, digitsRight, errorOf, WAYS, type Way } from './errors';
import { differenceTexts } from './texts';
import type { LessonView } from '../view';
import { styled } from '../../kit/styled';

/** Decades of the vertical axis; an error of zero is at its foot. */
const HIGH = 1;
const LOW = -17;

/** Places on the picture, from the logarithms. */
interface Scales {
  width: number;
  height: number;
  left: number;
  right: number;
  x(epsilon: number): number;
  y(error: number): number;
}

function scalesOf({ points }: Differences, compact: boolean): Scales {
  const [width, height, left, right] = compact ? [330, 260, 40, 14] : [680, 320, 56, 20];
  const [top, bottom] = [14, 30];
  const most = Math.log10(points[0].epsilon);
  const least = Math.log10(points[points.length - 1].epsilon);
  const across = linearScale(least, most, left, width - right);
  const down = linearScale(HIGH, LOW, top, height - bottom);
  const within = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));
  return {
    width,
    height,
    left,
    right,
    x: (epsilon) => across(within(Math.log10(epsilon), least, most)),
    y: (error) => down(within(error > 0 ? Math.log10(error) : LOW, LOW, HIGH)),
  };
}

/** `dial` is drawn under the horizontal axis, on its scale. */
export function differencePlot(view: LessonView, all: Differences, at: number, dial: TemplateResult): TemplateResult {
  const words = differenceTexts(view);
  const compact = view.page.diagramWidth < 560;
  const scales = scalesOf(all, compact);
  const percent = (length: number) => `${((100 * length) / scales.width).toFixed(2)}%`;
  const summary = WAYS.map((way) => {
    const best = bestPoint(all, way);
    return best ? words.best(words[way], epsilonText(best.epsilon), digitsRight(best[way], all)) : '';
  });
  return html`<div
    class="difference-picture"
    style=${styled(`--axis-start: ${percent(scales.left)}; --axis-end: ${percent(scales.right)}`)}
  >
    <svg
      class="difference-plot ${compact ? 'compact' : ''}"
      viewBox="0 0 ${scales.width} ${scales.height}"
      role="img"
      aria-label="${words.plot}. ${summary.join(' ')}"
      @pointerdown=${(event: PointerEvent) => drag(view, all, scales, event)}
    >
      ${grid(view, all, scales, compact)} ${roundOffLine(all, scales)}
      ${[...WAYS].reverse().map((way) => curve(all, way, scales))} ${WAYS.map((way) => bestMark(all, way, scales))}
      ${marker(all, at, scales)} ${labels(view, all, scales)}
    </svg>
    ${dial}
  </div>`;
}

function grid(view: LessonView, all: Differences, s: Scales, compact: boolean): SVGTemplateResult {
  const words = differenceTexts(view);
  const power = (decade: number) =>
    svg`<tspan>${decade === 0 ? '1' : '10'}</tspan>${decade === 0 ? nothing : svg`<tspan class="index" dy="-0.5em">${String(decade).replace('-', '−')}</tspan>`}`;
  const rows = [0, -4, -8, -12, -16].map((decade) => {
    const y = s.y(10 ** decade);
    return svg`<line class="grid" x1=${s.left} x2=${s.width - s.right} y1=${y} y2=${y} />
      <text x=${s.left - 6} y=${y} dy="0.34em" text-anchor="end">${power(decade)}</text>`;
  });
  const none = svg`<text x=${s.left - 6} y=${s.y(0)} dy="0.34em" text-anchor="end">0</text>`;
  const step = compact ? 5 : 3;
  const columns = Array.from({ length: Math.floor(15 / step) + 1 }, (_, i) => -1 - i * step).map(
    (decade) => svg`<text x=${s.x(10 ** decade)} y=${s.height - 10} text-anchor="middle">${power(decade)}</text>`,
  );
  return svg`<g class="axes" aria-hidden="true">${rows}${none}${columns}
    <text class="axis-name" x=${s.left + 6} y=${s.y(10 ** HIGH) + 4}>${all.exact === 0 ? words.absoluteError : words.error}</text>
    <text class="axis-name" x=${s.x(10 ** -2.5)} y=${s.height - 10} text-anchor="middle">ε</text>
    <text class="region" x=${s.x(1e-13)} y=${s.y(1e-9)} text-anchor="middle">${words.tooSmall} ∝ 1/ε</text>
    <text class="region" x=${s.x(compact ? 3e-4 : 1e-4)} y=${s.y(compact ? 1 : 1e-2)} text-anchor="middle">${words.tooLarge} ∝ ε, ε²</text>
  </g>`;
}

/** The error that rounding alone explains; its slope is −1. */
function roundOffLine(all: Differences, s: Scales): SVGTemplateResult {
  const size = all.exact === 0 ? 1 : Math.abs(all.exact);
  const places = all.points.flatMap(({ epsilon, forward }) => {
    const error = (forward.roundOff ?? NaN) / size;
    return error > 0 && error < 10 ? [plotPoint(s.x(epsilon), s.y(error))] : [];
  });
  return svg`<polyline class="round-off" points=${places.join(' ')} aria-hidden="true" />`;
}

function curve(all: Differences, way: Way, s: Scales): SVGTemplateResult {
  const runs: string[][] = [[]];
  for (const point of all.points) {
    const error = errorOf(point[way], all);
    if (error === null) runs.push([]);
    else runs[runs.length - 1].push(plotPoint(s.x(point.epsilon), s.y(error)));
  }
  return svg`<g class="difference-curve ${way}" aria-hidden="true">${runs.map(
    (places) => svg`<polyline points=${places.join(' ')} />`,
  )}</g>`;
}

function bestMark(all: Differences, way: Way, s: Scales): SVGTemplateResult | typeof nothing {
  const best = way === 'complexStep' ? null : bestPoint(all, way);
  if (!best) return nothing;
  return svg`<circle class="best ${way}" cx=${s.x(best.epsilon)} cy=${s.y(errorOf(best[way], all)!)} r="7" aria-hidden="true" />`;
}

/** The name of each curve beside it. */
function labels(view: LessonView, all: Differences, s: Scales): SVGTemplateResult {
  const words = differenceTexts(view);
  const place: Record<Way, [number, number]> = { forward: [2e-5, -13], central: [1e-3, 20], complexStep: [1e-12, -8] };
  return svg`<g aria-hidden="true">${WAYS.map((way) => {
    const [epsilon, dy] = place[way];
    const point = all.points.find((one) => one.epsilon <= epsilon * 1.001) ?? all.points[0];
    const error = errorOf(point[way], all);
    if (error === null) return nothing;
    const anchor = way === 'forward' ? 'end' : 'middle';
    return svg`<text class="curve-name ${way}" x=${s.x(point.epsilon)} y=${s.y(error) + dy} text-anchor=${anchor}>${words[way]}</text>`;
  })}</g>`;
}

/** The position of the dial on every curve. */
function marker(all: Differences, at: number, s: Scales): SVGTemplateResult {
  const point = all.points[at];
  const x = s.x(point.epsilon);
  return svg`<g aria-hidden="true">
    <line class="dial-line" x1=${x} x2=${x} y1="10" y2=${s.height - 26} />
    ${WAYS.map((way) => {
      const error = errorOf(point[way], all);
      return error === null ? nothing : svg`<circle class="dial-point ${way}" cx=${x} cy=${s.y(error)} r="5.5" />`;
    })}
  </g>`;
}

/** The plot is a dial too. */
function drag(view: LessonView, all: Differences, s: Scales, event: PointerEvent): void {
  if (event.button !== 0) return;
  const picture = event.currentTarget as SVGSVGElement;
  const move = ({ clientX }: PointerEvent) => {
    const { left, width } = picture.getBoundingClientRect();
    const x = ((clientX - left) / width) * s.width;
    const distance = (i: number) => Math.abs(s.x(all.points[i].epsilon) - x);
    const nearest = all.points.reduce((best, _, i) => (distance(i) < distance(best) ? i : best), 0);
    view.actions.change({ epsilon: nearest });
  };
  followPointer(event, move);
  move(event);
}
