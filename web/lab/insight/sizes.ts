/** How large gradients and updates are, layer by layer, epoch by epoch. */
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { plotAxes, plotFigure, plotLine, plotPoint, plotScales, type Axis, type PlotArea } from '../../kit/plot';
import type { InsightTexts } from './insight.en';
import type { Measures } from './measured';
import { number } from '../number';

const area: PlotArea = { width: 400, height: 220, left: 52, right: 74, top: 26, bottom: 40 };
/** Powers of ten below the largest that are shown. */
const MOST_DECADES = 16;

/** A line of names, then the epochs with the size of each layer's gradient and of its update. */
export function sizesTable({ sizes: rows, shape }: Measures): (string | number)[][] {
  const width = 2 * shape.length - 1;
  const layers = shape.slice(1).map((_, index) => index + 1);
  const names = ['epoch', ...layers.map((layer) => `gradient ${layer}`), ...layers.map((layer) => `update ${layer}`)];
  const epochs = Array.from({ length: rows.length / width }, (_, row) => [
    ...rows.subarray(row * width, (row + 1) * width),
  ]);
  return [names, ...epochs.map(([epoch, ...all]) => [epoch + 1, ...all])];
}

export function sizes({ sizes: rows, shape }: Measures, words: InsightTexts): TemplateResult {
  const depth = shape.length - 1;
  const count = rows.length / (1 + 2 * depth);
  if (count === 0) return html`<p class="aside">${words.noSizes}</p>`;
  const at = (row: number, column: number) => rows[row * (1 + 2 * depth) + column];
  const epochs = Array.from({ length: count }, (_, row) => at(row, 0) + 1);
  const series = (first: number) =>
    Array.from({ length: depth }, (_, layer) => Array.from({ length: count }, (_, row) => at(row, first + layer)));
  const [gradients, updates] = [series(1), series(1 + depth)];
  return html`<div class="two-plots">
    ${plot('gradient-sizes', words.gradientsTitle, epochs, gradients, words.gradientAxis, words, words.gradients)}
    ${plot('update-sizes', words.updatesTitle, epochs, updates, words.updateAxis, words, words.updates)}
  </div>`;
}

function plot(
  classes: string,
  title: string,
  epochs: number[],
  series: number[][],
  axisName: string,
  words: InsightTexts,
  said: InsightTexts['gradients'],
): TemplateResult {
  const logs = series.map((values) => values.map((value) => Math.log10(value)));
  const finite = logs.flat().filter(Number.isFinite);
  const top = Math.ceil(Math.max(...finite, -300));
  const foot = Math.max(Math.floor(Math.min(...finite, top - 1)), top - MOST_DECADES);
  const x: Axis = {
    from: epochs[0],
    to: Math.max(epochs[0] + 1, epochs.at(-1)!),
    name: words.epochAxis,
    text: String,
    whole: true,
  };
  const y: Axis = { from: foot, to: top + 0.4, name: axisName, text: powerOfTen, whole: true };
  const scales = plotScales(area, x, y);
  const [first, last] = [series[0].at(-1)!, series.at(-1)!.at(-1)!];
  return html`<div>
    <h3>${title}</h3>
    ${plotFigure(
      classes,
      area,
      svg`${plotAxes(area, x, y)}${logs.map((values, index) => {
        const inside = values.map((value, row) => [scales.x(epochs[row]), scales.y(Math.max(foot, value))] as const);
        const points = inside
          .filter(([, place]) => Number.isFinite(place))
          .map(([across, up]) => plotPoint(across, up));
        return plotLine(`layer-line layer-${shade(index, series.length)}`, points);
      })}${labels(logs, (value) => scales.y(Math.max(foot, value)), words)}`,
      html`${said(epochs.at(-1)!, number(first, 2), series.length, number(last, 2))}`,
    )}
  </div>`;
}

/** Names at the ends of the lines of the first and the last layer. */
function labels(logs: number[][], y: (value: number) => number, words: InsightTexts): SVGTemplateResult {
  const ends = [0, logs.length - 1].map((index) => ({ index, at: y(logs[index].at(-1)!) }));
  const [first, last] = ends;
  if (logs.length > 1 && Math.abs(first.at - last.at) < 14) {
    const [upper, lower] = first.at < last.at ? [first, last] : [last, first];
    const middle = (first.at + last.at) / 2;
    [upper.at, lower.at] = [middle - 7, middle + 7];
  }
  return svg`${(logs.length > 1 ? ends : [first]).map(({ index, at }) =>
    Number.isFinite(at)
      ? svg`<text class="line-name layer-${shade(index, logs.length)}" x=${area.width - area.right + 6} y=${at} dy="0.34em">${words.layer(index + 1)}</text>`
      : nothing,
  )}`;
}

/** 0 for the first layer, 4 for the last: lines go from one hue to the other, and from dashed to drawn through. */
const shade = (index: number, count: number): number => (count === 1 ? 4 : Math.round((4 * index) / (count - 1)));

const powerOfTen = (power: number): string =>
  power === 0
    ? '1'
    : `10${String(power)
        .replace('-', '⁻')
        .replace(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)])}`;
