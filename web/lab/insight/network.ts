/** The network with what every neuron has learnt: a small field of its output over the inputs, and the weights between. */
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { ActivationId } from '../../../wasm/index';
import { exactAxis, plotAxes, type Axis, type PlotArea } from '../../kit/plot';
import { styled } from '../../kit/styled';
import { placeIn, type Range } from '../data/dataSet';
import type { InsightTexts } from './insight.en';
import type { Measured, Measures, Neuron } from './measured';
import { extentOf, number } from '../number';
import { quoted, type Saved } from '../save';

/** Pixels between the middles of neurons: down, at least across on the page, and across in a picture that is saved. */
const ROW = 52;
const COLUMN = 58;
const SAVED_COLUMN = 130;
/** of the large field */
const area: PlotArea = { width: 258, height: 262, left: 42, right: 16, top: 22, bottom: 40 };
/** of the height of a field that the line of one input takes */
const LINE_PART = 0.92;
/** Told apart from light paper and from dark. */
const LINE_INK = 'rgb(190, 115, 0)';
/** More neurons of a layer, and more weights in all, are not drawn. */
const MOST_UNITS = 16;
const MOST_EDGES = 500;

/** `save`: the buttons that save a picture. */
export function network(
  measured: Measured,
  words: InsightTexts,
  save: (saved: Saved) => TemplateResult,
): TemplateResult {
  const measures = measured.now;
  if (!measures) return html`<p class="aside">${words.measuring}</p>`;
  const { shape } = measures;
  const drawn = shape.map((units) => Math.min(units, MOST_UNITS));
  const rows = Math.max(...drawn);
  const place = ({ layer, index }: Neuron): [number, number] => [
    (100 * (layer + 0.5)) / shape.length,
    (100 * (index + 0.5 + (rows - drawn[layer]) / 2)) / rows,
  ];
  const size = [shape.length * SAVED_COLUMN, rows * ROW] as const;
  const neurons = drawn.flatMap((units, layer) => Array.from({ length: units }, (_, index) => ({ layer, index })));
  const left = shape.map((units, layer) => units - drawn[layer]);
  return html`<div class="network-frame" tabindex="0" role="group" aria-label=${words.networkTitle}>
      <div
        class="neurons"
        role="group"
        aria-label=${words.networkPicture(shape)}
        style=${styled(`height: ${rows * ROW}px; min-width: ${shape.length * COLUMN}px`)}
      >
        <svg viewBox="0 0 ${size[0]} ${size[1]}" preserveAspectRatio="none" aria-hidden="true">
          ${edges(measures, drawn, (neuron) => place(neuron).map((part, axis) => (part * size[axis]) / 100))}
        </svg>
        ${neurons.map((neuron) => unit(neuron, measures, measured, place(neuron), words))}
      </div>
    </div>
    <p class="aside">
      ${words.networkKeys}
      ${left.some((count) => count > 0) ? words.notDrawn(left.reduce((all, count) => all + count, 0)) : ''}
    </p>
    ${measured.chosen ? large(measured.chosen, measures, measured, words, save) : nothing} ${strongest(measures, words)}`;
}

/** A line of names, then every weight and bias by its id. */
export function weightsTable({ shape, shown }: Measures): (string | number)[][] {
  const { parameters } = shown.snapshot;
  const ids = shape.slice(1).flatMap((units, before) => {
    const from = (to: number) => Array.from({ length: shape[before] }, (_, index) => `w.${before + 1}.${to}.${index}`);
    const all = Array.from({ length: units }, (_, index) => index);
    return [...all.flatMap(from), ...all.map((index) => `b.${before + 1}.${index}`)];
  });
  return [['parameter', 'value'], ...ids.map((id, index) => [id, parameters[index]])];
}

/** A weight between two neurons. */
interface DrawnWeight {
  layer: number;
  to: number;
  from: number;
  weight: number;
}

/** The weights between the neurons that are drawn. */
function* weightsOf({ shape, shown }: Measures, drawn: readonly number[]): Generator<DrawnWeight> {
  const { parameters } = shown.snapshot;
  let first = 0;
  for (let layer = 1; layer < shape.length; layer++) {
    for (let to = 0; to < drawn[layer]; to++)
      for (let from = 0; from < drawn[layer - 1]; from++)
        yield { layer, to, from, weight: parameters[first + to * shape[layer - 1] + from] };
    first += shape[layer] * (shape[layer - 1] + 1);
  }
}

function edges(measures: Measures, drawn: readonly number[], place: (neuron: Neuron) => number[]): SVGTemplateResult {
  const all = [...weightsOf(measures, drawn)]
    .sort((one, other) => Math.abs(one.weight) - Math.abs(other.weight))
    .slice(-MOST_EDGES);
  const largest = Math.abs(all.at(-1)?.weight ?? 1) || 1;
  return svg`${all.map(({ layer, to, from, weight }) => {
    const [x1, y1] = place({ layer: layer - 1, index: from });
    const [x2, y2] = place({ layer, index: to });
    const part = Math.abs(weight) / largest;
    return svg`<line class=${weight < 0 ? 'negative' : 'positive'} x1=${x1} y1=${y1} x2=${x2} y2=${y2}
      stroke-width=${(0.4 + 4.6 * part).toFixed(2)} stroke-opacity=${(0.25 + 0.75 * part).toFixed(2)} />`;
  })}`;
}

function strongest(measures: Measures, words: InsightTexts): TemplateResult | typeof nothing {
  let weight: DrawnWeight | undefined;
  for (const one of weightsOf(measures, measures.shape))
    if (!weight || Math.abs(one.weight) >= Math.abs(weight.weight)) weight = one;
  return weight
    ? html`<p class="visually-hidden">
        ${words.strongest(number(weight.weight), weight.from + 1, weight.layer - 1, weight.to + 1, weight.layer)}
      </p>`
    : nothing;
}

function unit(
  neuron: Neuron,
  measures: Measures,
  measured: Measured,
  [x, y]: readonly [number, number],
  words: InsightTexts,
): TemplateResult {
  const style = styled(`left: ${x}%; top: ${y}%`);
  if (neuron.layer === 0) return html`<span class="input" style=${style}>${words.input(neuron.index + 1)}</span>`;
  const values = fieldOf(neuron, measures);
  const isChosen = measured.chosen?.layer === neuron.layer && measured.chosen.index === neuron.index;
  return html`<button
    class="neuron"
    style=${style}
    aria-pressed=${isChosen}
    aria-label=${words.neuron(neuron.index + 1, neuron.layer, ...rangeOf(values))}
    @click=${() => measured.choose(isChosen ? undefined : neuron)}
  >
    ${field(values, activationOf(neuron, measures), isSquare(measures), 44)}
  </button>`;
}

function large(
  neuron: Neuron,
  measures: Measures,
  measured: Measured,
  words: InsightTexts,
  save: (saved: Saved) => TemplateResult,
): TemplateResult | typeof nothing {
  // Until the field of another one is here, none is shown.
  const values = measures.large?.of === neuron ? measures.large.outputs : undefined;
  if (!values) return nothing;
  const activation = activationOf(neuron, measures);
  const title = words.neuronTitle(neuron.index + 1, neuron.layer, activation);
  const saved: Saved = {
    file: `neuron-${neuron.layer}-${neuron.index + 1}`,
    title,
    drawing: '.large-stage svg',
    field: '.large-stage canvas',
    table: () => fieldTable(values, measures),
  };
  return html`<figure class="large-field">
    <div class="large-stage plot">
      ${field(values, activation, isSquare(measures), 200)}
      <svg viewBox="0 0 ${area.width} ${area.height}" width=${area.width} height=${area.height} aria-hidden="true">
        ${plotAxes(area, ...axesOf(values, activation, measures))}
      </svg>
    </div>
    <figcaption>
      <p><strong>${title}</strong></p>
      <p>
        ${words.neuronSays(...rangeOf(values), Math.round((100 * values.filter((value) => value > middleOf(activation)).length) / values.length), String(middleOf(activation)))}
      </p>
      <p>
        <button class="plain-button" @click=${() => measured.choose(undefined)}>${words.close}</button> ${save(saved)}
      </p>
    </figcaption>
  </figure>`;
}

/** The inputs of the picture; of one input the output upwards. */
function axesOf(values: Float64Array, activation: ActivationId, { shown }: Measures): [Axis, Axis] {
  const { data, view } = shown;
  const axis = (name: string, from: number, to: number): Axis => exactAxis({ name, from, to }, number);
  const x = axis(data.inputs[view.axes[0]], view.x.from, view.x.to);
  if (view.axes.length > 1) return [x, axis(data.inputs[view.axes[1]], view.y.from, view.y.to)];
  const [middle, reach] = [middleOf(activation), reachOf(values, activation) / LINE_PART];
  return [x, axis('a', middle - reach, middle + reach)];
}

/** A line of names, then each place with the output there. */
function fieldTable(values: Float64Array, measures: Measures): (string | number)[][] {
  const { data, view } = measures.shown;
  const across = isSquare(measures) ? Math.sqrt(values.length) : values.length;
  const at = (range: Range, index: number) => placeIn(range, index, across);
  const places = (index: number) =>
    [at(view.x, index % across), at(view.y, Math.floor(index / across))].slice(0, view.axes.length);
  const names = view.axes.map((input) => quoted(data.inputs[input]));
  return [[...names, 'output'], ...Array.from(values, (value, index) => [...places(index), value])];
}

function activationOf({ layer }: Neuron, { shown }: Measures): ActivationId {
  return shown.setup.layers[layer - 1]?.activation ?? 'linear';
}

const isSquare = ({ shown }: Measures): boolean => shown.view.axes.length > 1;

function fieldOf({ layer, index }: Neuron, measures: Measures): Float64Array {
  const { fields, shape } = measures;
  const places = fields.length / shape.slice(1).reduce((all, units) => all + units, 0);
  const before = shape.slice(1, layer).reduce((all, units) => all + units, 0);
  return fields.subarray((before + index) * places, (before + index + 1) * places);
}

const rangeOf = (values: Float64Array): [string, string] => {
  const [low, high] = extentOf(values);
  return [number(low), number(high)];
};

/** Between the two hues. */
const middleOf = (activation: ActivationId): number => (activation === 'sigmoid' || activation === 'softmax' ? 0.5 : 0);

/** From there to the farthest output; of shares to both ends. */
const reachOf = (values: Float64Array, activation: ActivationId): number =>
  middleOf(activation) > 0
    ? 0.5
    : Math.max(
        1e-9,
        values.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
      );

/** Outputs by hue on both sides of the middle, the stronger the farther; of one input as a line, on so many pixels of the page. */
function field(values: Float64Array, activation: ActivationId, overTwo: boolean, pixels: number): TemplateResult {
  const size = overTwo ? Math.sqrt(values.length) : 2 * pixels;
  return html`<canvas
    width=${size}
    height=${size}
    aria-hidden="true"
    ${ref((element) => {
      const context = (element as HTMLCanvasElement | undefined)?.getContext('2d');
      if (!context) return;
      const middle = middleOf(activation);
      const reach = reachOf(values, activation);
      if (overTwo) drawSquare(context, values, middle, reach, size);
      else drawLine(context, values, middle, reach, size);
    })}
  ></canvas>`;
}

function drawSquare(
  context: CanvasRenderingContext2D,
  values: Float64Array,
  middle: number,
  reach: number,
  size: number,
): void {
  const image = context.createImageData(size, size);
  values.forEach((value, at) => {
    const part = Math.max(-1, Math.min(1, (value - middle) / reach));
    const hue = part >= 0 ? [230, 145, 0] : [0, 114, 178];
    const row = size - 1 - Math.floor(at / size);
    image.data.set([...hue, Math.round(Math.abs(part) * 215)], 4 * (row * size + (at % size)));
  });
  context.putImageData(image, 0, 0);
}

function drawLine(
  context: CanvasRenderingContext2D,
  values: Float64Array,
  middle: number,
  reach: number,
  size: number,
): void {
  context.clearRect(0, 0, size, size);
  context.strokeStyle = LINE_INK;
  context.lineWidth = 4;
  context.lineJoin = 'round';
  context.beginPath();
  values.forEach((value, at) =>
    context.lineTo((size * at) / (values.length - 1), (size / 2) * (1 - (LINE_PART * (value - middle)) / reach)),
  );
  context.stroke();
}
