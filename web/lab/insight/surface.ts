/** The loss over two weights as contours, with the way that the run took. */
import { contours } from 'd3-contour';
import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { QuantityId } from '../../../wasm/index';
import { outline } from '../../kit/contour';
import { styled } from '../../kit/styled';
import {
  clipTo,
  exactAxis,
  frameOf,
  plotAxes,
  plotFigure,
  plotLine,
  plotPoint,
  plotScales,
  type PlotArea,
} from '../../kit/plot';
import type { InsightTexts } from './insight.en';
import { parameterIds, type Landscape, type Seen } from './landscape';
import { placeIn } from '../data/dataSet';
import { extentOf, number } from '../number';
import { parameterName } from './names';

const area: PlotArea = { width: 400, height: 330, left: 52, right: 30, top: 26, bottom: 40 };
const LEVELS = 9;

export function choices(landscape: Landscape, seen: Seen, words: InsightTexts): TemplateResult {
  const ids = landscape.idsOf(seen.shown);
  const all = parameterIds(seen.shown);
  const choice = (which: 0 | 1) =>
    html`<label class="choice"
      ><span>${which === 0 ? words.firstWeight : words.secondWeight}</span>
      <select
        name=${which === 0 ? 'first-weight' : 'second-weight'}
        @change=${(event: Event) => {
          const id = (event.target as HTMLSelectElement).value as QuantityId;
          landscape.choose(which === 0 ? id : ids[0], which === 1 ? id : ids[1]);
        }}
      >
        ${all.map((id) => html`<option value=${id} ?disabled=${id === ids[1 - which]} .selected=${live(id === ids[which])}>${parameterName(id)}</option>`)}
      </select></label
    >`;
  return html`<div class="weights">${choice(0)}${choice(1)}</div>`;
}

/** A line of names, then each place with its loss. */
export function surfaceTable({ axes, surface: losses, ids }: Seen): (string | number)[][] {
  const at = (axis: 0 | 1, index: number) => placeIn(axes[axis], index, axes[axis].count);
  const across = axes[0].count;
  const places = Array.from(losses, (loss, index) => [at(0, index % across), at(1, Math.floor(index / across)), loss]);
  return [[...ids, 'loss'], ...places];
}

export function surface({ axes, surface: losses, trail, claims, ids }: Seen, words: InsightTexts): TemplateResult {
  const [x, y] = axes.map((axis) => exactAxis({ from: axis.from, to: axis.to, name: parameterName(axis.id) }, number));
  const [first, second] = ids.map(parameterName);
  const scales = plotScales(area, x, y);
  const frame = frameOf(area);
  const size = [axes[0].count, axes[1].count] as const;
  const [low, high] = extentOf(losses);
  const way = Array.from({ length: trail.length / 2 }, (_, at) => [trail[2 * at], trail[2 * at + 1]] as const);
  const places = way.map(([first, second]) => plotPoint(scales.x(first), scales.y(second)));
  const [start, end] = [way[0], way.at(-1)!];
  return html`<div>
    <h3>${words.surfaceTitle}</h3>
    ${plotFigure(
      'surface',
      area,
      svg`${clipTo(frame, 'surface-frame')}
        <g clip-path="url(#surface-frame)">${levels(losses, low, high).map(
          ({ level, path }) =>
            svg`<path class="level" style=${styled(`--part: ${level}`)} d=${outline(path, frame, size)} />`,
        )}</g>
        ${plotAxes(area, x, y)} ${plotLine('trail', places)}
        ${dot('start', scales, start)} ${dot('end', scales, end)}`,
      html`${words.surfaceSays(first, second, number(low), number(high), number(claims.weight.loss), way.length)}`,
    )}
  </div>`;
}

type Scales = ReturnType<typeof plotScales>;

const dot = (name: string, scales: Scales, [x, y]: readonly [number, number]): SVGTemplateResult =>
  svg`<circle class=${name} cx=${scales.x(x)} cy=${scales.y(y)} r="5" />`;

/** Areas above levels that lie closer together near the lowest loss. */
function levels(losses: Float64Array, low: number, high: number) {
  const ceiling = 2 * high - low;
  const values = Array.from(losses, (loss) => (Number.isFinite(loss) ? loss : ceiling));
  const at = Array.from({ length: LEVELS }, (_, index) => low + (high - low) * ((index + 0.5) / LEVELS) ** 2);
  const found = contours()
    .size([Math.sqrt(values.length), Math.sqrt(values.length)])
    .thresholds(at)(values);
  return found.map((path, index) => ({ level: (index + 1) / LEVELS, path }));
}
