/** The layers as a table: the histogram of their weights, sizes, slopes, and units that do not learn. */
import { html, svg, type TemplateResult } from 'lit';
import type { LayerHealth } from '../../../wasm/lab/index';
import type { InsightTexts } from './insight.en';
import type { Measures } from './measured';
import { number } from '../number';

const WIDTH = 126;
const HEIGHT = 40;

/** The number and the activation of each layer. */
export const layerNames = ({ condition, shown }: Measures, words: InsightTexts): string[] =>
  condition.health.layers.map((_, index) => `${words.layer(index + 1)}, ${shown.setup.layers[index]?.activation}`);

/** A line of names, then each bin of each layer's histogram with how many weights are in it. */
export function histogramTable({ condition }: Measures): (string | number)[][] {
  const bins = condition.health.layers.flatMap(({ histogram: counts, largestWeight }, layer) => {
    const edge = (index: number) => largestWeight * ((2 * index) / counts.length - 1);
    return counts.map((count, index) => [layer + 1, edge(index), edge(index + 1), count]);
  });
  return [['layer', 'from', 'to', 'weights'], ...bins];
}

export function layers({ condition, shown }: Measures, words: InsightTexts): TemplateResult {
  const all = condition.health.layers;
  return html`<div class="table-frame" tabindex="0" role="group" aria-label=${words.layersTitle}>
    <table class="layers">
      <caption>
        ${words.layersCaption(condition.health.samples)}
      </caption>
      <thead>
        <tr>
          <th scope="col">${words.layerHead}</th>
          <th scope="col">${words.histogramHead}</th>
          <th scope="col">${words.weightsHead}</th>
          <th scope="col">${words.gradientHead}</th>
          <th scope="col">${words.slopeHead}</th>
          <th scope="col">${words.deadHead}</th>
          <th scope="col">${words.saturatedHead}</th>
        </tr>
      </thead>
      <tbody>
        ${all.map(
          (layer, index) =>
            html`<tr>
              <th scope="row">${index + 1} <small>${shown.setup.layers[index]?.activation}</small></th>
              <td>${histogram(layer, words)}</td>
              <td>${number(layer.weights)}</td>
              <td>${number(layer.gradient)}</td>
              <td>${number(layer.slope)}</td>
              <td>${words.of(layer.dead, layer.units)}</td>
              <td>${words.of(layer.saturated, layer.units)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function histogram({ histogram: bins, largestWeight }: LayerHealth, words: InsightTexts): TemplateResult {
  const largest = Math.max(...bins);
  const width = WIDTH / bins.length;
  const all = bins.reduce((sum, count) => sum + count, 0);
  const near = bins[(bins.length - 1) / 2];
  const reach = number(largestWeight, 2);
  return html`<svg
    class="histogram"
    viewBox="0 0 ${WIDTH} ${HEIGHT + 14}"
    width=${WIDTH}
    height=${HEIGHT + 14}
    role="img"
    aria-label=${words.histogram(all, reach, near)}
  >
    <line x1="0" x2=${WIDTH} y1=${HEIGHT} y2=${HEIGHT} />
    <line class="zero" x1=${WIDTH / 2} x2=${WIDTH / 2} y1="0" y2=${HEIGHT} />
    ${bins.map((count, index) => {
      const height = (HEIGHT - 2) * (count / largest);
      return svg`<rect x=${index * width + 0.5} y=${HEIGHT - height} width=${width - 1} height=${height} />`;
    })}
    <text x="0" y=${HEIGHT + 11}>−${reach}</text>
    <text x=${WIDTH} y=${HEIGHT + 11} text-anchor="end">${reach}</text>
  </svg>`;
}
