/** The loss of training and test, epoch by epoch. */
import { html, nothing, svg, type TemplateResult } from 'lit';
import { formatNumber } from '../../wasm/index';
import {
  exactAxis,
  plotAxes,
  plotFigure,
  plotLine,
  plotPoint,
  plotScales,
  type Axis,
  type PlotArea,
} from '../kit/plot';
import type { Run } from './run';
import { hasClasses } from './setup';
import type { LabTexts } from './lab.en';

const area: PlotArea = { width: 400, height: 220, left: 48, right: 16, top: 26, bottom: 40 };
/** More points than this are not told apart. */
const MOST_POINTS = 400;

export const number = (value: number, digits = 3): string => formatNumber(value, digits).text;

export function lossCurves({ shown, setup }: Run, words: LabTexts): TemplateResult {
  const losses = shown?.snapshot.losses ?? new Float64Array();
  const name = words.lossName[hasClasses(setup) ? 'bce' : 'mse'];
  return html`<section class="curves" aria-labelledby="loss-title">
    <h2 id="loss-title">${words.lossTitle}</h2>
    ${losses.length === 0 ? html`<p class="aside">${words.noLoss}</p>` : drawn(losses, name, words)}
  </section>`;
}

function drawn(losses: Float64Array, name: string, words: LabTexts): TemplateResult {
  const records = recordsOf(losses);
  const all = records.flatMap(({ training, test }) => [training, test]).filter(Number.isFinite);
  const last = records.at(-1)!;
  const x: Axis = { from: 1, to: Math.max(2, last.epoch), name: words.epochAxis, text: String, whole: true };
  const y = exactAxis({ from: 0, to: Math.max(...all) * 1.04 || 1, name: words.lossAxis }, number);
  const scales = plotScales(area, x, y);
  const through = (key: 'training' | 'test') =>
    records
      .filter((record) => Number.isFinite(record[key]))
      .map((record) => plotPoint(scales.x(record.epoch), scales.y(record[key])));
  const tests = Number.isFinite(last.test);
  return plotFigure(
    'loss-plot',
    area,
    svg`${plotAxes(area, x, y)}
      ${tests ? plotLine('test-line', through('test')) : nothing}
      ${plotLine('training-line', through('training'))}`,
    html`<span class="key"
        ><span><i class="training-key"></i>${words.training}</span
        >${tests ? html`<span><i class="test-key"></i>${words.testing}</span>` : nothing}</span
      >
      ${name}
      ${words.losses(last.epoch, number(records[0].training), number(last.training), tests ? number(last.test) : undefined)}`,
  );
}

interface Record {
  /** finished, from 1 */
  epoch: number;
  training: number;
  /** NaN where nothing tests */
  test: number;
}

function recordsOf(losses: Float64Array): Record[] {
  const count = losses.length / 3;
  const stride = Math.ceil(count / MOST_POINTS);
  const kept = Array.from({ length: count }, (_, index) => index).filter(
    (index) => index % stride === 0 || index === count - 1,
  );
  return kept.map((index) => ({
    epoch: losses[3 * index] + 1,
    training: losses[3 * index + 1],
    test: losses[3 * index + 2],
  }));
}
