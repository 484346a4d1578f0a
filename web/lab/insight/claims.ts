/** What is said of losses, on this very network: convex in an output, not in weights; halfway between; the closed form. */
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { LossSlice, Midpoint } from '../../../wasm/lab/index';
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
import type { Seen } from './landscape';
import { placeIn, type Range } from '../data/dataSet';
import { extentOf, number } from '../number';
import { parameterName } from './names';

const area: PlotArea = { width: 400, height: 230, left: 52, right: 22, top: 26, bottom: 40 };

/** What the slices are called, in their order on the page. */
export const sliceNames = ({ claims: all, ids }: Seen, words: InsightTexts): string[] => [
  words.outputTitle,
  words.weightTitle(parameterName(ids[0])),
  ...(all.midpoint ? [words.midpointTitle] : []),
];

/** A line of names, then each place of each slice with its loss. */
export function slicesTable({ claims: { output, weight, midpoint }, ids }: Seen): (string | number)[][] {
  const rows = (name: string, losses: Float64Array, range: Range) =>
    Array.from(losses, (loss, index) => [name, placeIn(range, index, losses.length), loss]);
  return [
    ['along', 'at', 'loss'],
    ...rows('a', output.losses, output),
    ...rows(ids[0], weight.losses, weight),
    ...(midpoint ? rows('midpoint', midpoint.losses, { from: 0, to: 1 }) : []),
  ];
}

export function claims({ claims: all, ids, shown }: Seen, words: InsightTexts): TemplateResult {
  const { output, weight, midpoint, leastSquares } = all;
  const name = parameterName(ids[0]);
  const eta = String(shown.setup.learningRate);
  const says = (slice: LossSlice, of: string) =>
    html`${words.sliceSays(of, number(slice.at), number(slice.loss), number(slice.slope), eta, number(slice.next), Number.isFinite(slice.nextLoss) ? number(slice.nextLoss) : undefined)}
      <strong>${slice.isConvex ? words.convex : words.notConvex}</strong>`;
  return html`<div class="two-plots">
      <div>
        <h3>${words.outputTitle}</h3>
        ${slicePlot('output-slice', output, 'a', says(output, 'a'))}
      </div>
      <div>
        <h3>${words.weightTitle(name)}</h3>
        ${slicePlot('weight-slice', weight, name, says(weight, name))}
      </div>
      ${
        midpoint
          ? html`<div>
              <h3>${words.midpointTitle}</h3>
              ${midpointPlot(midpoint, words)}
            </div>`
          : nothing
      }
    </div>
    ${
      leastSquares
        ? html`<div class="least-squares">
            <h3>${words.leastSquaresTitle}</h3>
            <p>
              ${words.leastSquaresSays(number(leastSquares.loss), number(weight.loss), number(leastSquares.distance))}
              ${shown.setup.layers.length > 1 ? words.notJointly(number(leastSquares.gradientBefore)) : ''}
            </p>
          </div>`
        : nothing
    }`;
}

/** A curve with its tangent at the present place and the step of gradient descent. */
function slicePlot(classes: string, slice: LossSlice, name: string, caption: TemplateResult): TemplateResult {
  const { losses, from, to, at, loss, slope, next, nextLoss } = slice;
  const { scales, axes, line } = framed(losses, { from, to, name });
  const reach = (to - from) / 4;
  const id = `${classes}-frame`;
  return plotFigure(
    `slice ${classes}`,
    area,
    svg`${clipTo(frameOf(area), id)} ${axes}
      <g clip-path="url(#${id})">${line}
        ${plotLine(
          'tangent',
          [at - reach, at + reach].map((x) => plotPoint(scales.x(x), scales.y(loss + slope * (x - at)))),
        )}
        <circle class="start" cx=${scales.x(at)} cy=${scales.y(loss)} r="5" />
        ${Number.isFinite(nextLoss) ? svg`${plotLine('step', [plotPoint(scales.x(at), scales.y(loss)), plotPoint(scales.x(next), scales.y(nextLoss))])}<circle class="end" cx=${scales.x(next)} cy=${scales.y(nextLoss)} r="5" />` : nothing}
      </g>`,
    caption,
  );
}

function midpointPlot({ first, second, loss, middle, losses }: Midpoint, words: InsightTexts): TemplateResult {
  const { scales, axes, line } = framed(losses, { from: 0, to: 1, name: words.midpointAxis });
  return plotFigure(
    'slice midpoint',
    area,
    svg`${axes} ${line}
      ${plotLine('tangent', [plotPoint(scales.x(0), scales.y(loss)), plotPoint(scales.x(1), scales.y(loss))])}
      <circle class="start" cx=${scales.x(0)} cy=${scales.y(loss)} r="5" />
      <circle class="start" cx=${scales.x(1)} cy=${scales.y(loss)} r="5" />
      <circle class="end" cx=${scales.x(0.5)} cy=${scales.y(middle)} r="5" />`,
    html`${words.midpointSays(first + 1, second + 1, number(loss), number(middle))}
      <strong>${middle > loss ? words.refuted : ''}</strong>`,
  );
}

interface Framed {
  scales: ReturnType<typeof plotScales>;
  axes: SVGTemplateResult;
  line: SVGTemplateResult;
}

function framed(losses: Float64Array, range: Range & { name: string }): Framed {
  const [low, high] = extentOf(losses);
  const x = exactAxis(range, number);
  const y = exactAxis({ from: low - 0.04 * (high - low || 1), to: high + 0.04 * (high - low || 1), name: 'L' }, number);
  const scales = plotScales(area, x, y);
  const points = Array.from(
    losses,
    (loss, index) => [scales.x(placeIn(range, index, losses.length)), scales.y(loss)] as const,
  );
  const inside = points.filter(([, up]) => Number.isFinite(up)).map(([across, up]) => plotPoint(across, up));
  return { scales, axes: plotAxes(area, x, y), line: plotLine('curve', inside) };
}
