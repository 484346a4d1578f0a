/** Inputs, neurons with bias and δ, targets with their part of the loss, and the loss. */
import { nothing, svg, type SVGTemplateResult } from 'lit';
import type { QuantityId } from '../../../wasm/index';
import { outputId } from '../../work/quantity';
import type { Point } from './geometry';
import { fittingText, handle, marks, roomInside, speaksUp, spoken, symbol, valueText, type Picture } from './parts';

/** The box of an input or a target, and around it where a finger hits it. */
function valueBox(at: Point, side: number): SVGTemplateResult {
  const box = (classes: string) =>
    svg`<rect class=${classes} x=${at.x - side} y=${at.y - side * 0.72} width=${side * 2} height=${side * 1.44} rx="5" />`;
  return svg`${box('node')}${box('node-hit')}`;
}

/** Ems for a name over the middle of a column: about as wide as the shape below it, and no wider than there is room. */
function roomOver(at: Point, { layout }: Picture): number {
  const { columns, width, radius, compact } = layout;
  const gaps = columns.map((x) => Math.abs(x - at.x)).filter((gap) => gap > 0);
  const room = Math.min(...gaps, 2 * at.x, 2 * (width - at.x), Math.max(60, 2 * radius)) - 2;
  return room / (compact ? 13 : 15);
}

/** How much narrower than usual a text may be set. */
const NARROWEST = 0.75;

/** The value in the middle of its box, with as many digits as it has room for; one that is still too long, set narrower. */
function boxValue(id: QuantityId, at: Point, side: number, picture: Picture): SVGTemplateResult {
  const { compact } = picture.layout;
  const [room, character] = [2 * side - 4, compact ? 6.4 : 8];
  const text = fittingText(id, Math.floor(room / character / NARROWEST), picture) ?? '';
  const narrow = text.length * character > room;
  return svg`<text class="value" x=${at.x} y=${at.y} dy="0.34em" text-anchor="middle" textLength=${narrow ? room : nothing}
    lengthAdjust=${narrow ? 'spacingAndGlyphs' : nothing}>${text}</text>`;
}

export function inputNode(index: number, at: Point, picture: Picture): SVGTemplateResult {
  const { radius } = picture.layout;
  const id = `x.${index}`;
  const side = radius * 0.86;
  return handle(
    id,
    'input-part',
    valueBox(at, side),
    picture,
    svg`${boxValue(id, at, side, picture)}
      <text class="name" x=${at.x} y=${at.y - side * 0.72 - 8} text-anchor="middle">${symbol(id, picture, roomOver(at, picture))}</text>`,
  );
}

export function neuronNode(layer: number, index: number, at: Point, picture: Picture): SVGTemplateResult {
  const { radius, roomy } = picture.layout;
  const id = outputId(layer, index);
  const state = picture.known.has(id) ? 'known' : picture.known.has(`z.${layer}.${index}`) ? 'half' : 'unknown';
  return svg`<g class="neuron ${state}">
    <g class="neuron-part ${neuronMarks(layer, index, picture)}" data-id=${id} data-value=${picture.known.get(id) ?? nothing}
      role="img" aria-label=${spoken(id, picture)}>
      <circle class="node-halo" cx=${at.x} cy=${at.y} r=${radius + 5} />
      <circle class="node" cx=${at.x} cy=${at.y} r=${radius} />
      ${
        speaksUp([id, `z.${layer}.${index}`, `delta.${layer}.${index}`], picture)
          ? svg`<text class="name" x=${at.x} y=${at.y - radius - (roomy ? 9 : 6)} text-anchor="middle">${symbol(id, picture, roomOver(at, picture))}</text>`
          : nothing
      }
      ${neuronValues(layer, index, at, picture)}
    </g>
    ${biasPart(layer, index, at, picture)} ${deltaText(layer, index, at, picture)}
  </g>`;
}

function neuronMarks(layer: number, index: number, picture: Picture): string {
  const ids = [outputId(layer, index), `z.${layer}.${index}`, `delta.${layer}.${index}`];
  const all = ids.map((id) => marks(id, picture)).join(' ');
  const lit = all.includes('lit') || all.includes('kin') ? 'lit' : '';
  return `${lit} ${all.includes('writes') ? 'writes' : all.includes('reads') ? 'reads' : ''}`;
}

function neuronValues(layer: number, index: number, at: Point, picture: Picture): SVGTemplateResult {
  const z = `z.${layer}.${index}`;
  const a = outputId(layer, index);
  const { compact, radius } = picture.layout;
  const output = fittingText(a, roomInside(picture), picture);
  const sum = fittingText(z, roomInside(picture), picture);
  if (output === null) {
    if (sum === null)
      return svg`<text class="unknown-mark" x=${at.x} y=${at.y} dy="0.34em" text-anchor="middle">?</text>`;
    return svg`<text class="small" x=${at.x} y=${at.y - 7} dy="0.2em" text-anchor="middle"><tspan class="symbol">z</tspan></text>
      <text class="value ${marks(z, picture)}" data-id=${z} data-value=${picture.known.get(z)!} x=${at.x} y=${at.y + 6} dy="0.3em" text-anchor="middle">${sum}</text>`;
  }
  const showSum = !compact && radius > 24;
  // Below the middle the circle is narrower.
  const small = showSum ? fittingText(z, Math.floor((2 * Math.sqrt(radius ** 2 - 16 ** 2) - 12) / 6.6), picture) : null;
  return svg`<text class="value" x=${at.x} y=${at.y - (showSum ? 5 : 0)} dy="0.34em" text-anchor="middle">${output}</text>
    ${
      showSum
        ? svg`<text class="small ${marks(z, picture)}" data-id=${z} data-value=${picture.known.get(z)!} x=${at.x} y=${at.y + 12} dy="0.34em" text-anchor="middle"><tspan class="symbol">z</tspan> ${small}</text>`
        : nothing
    }`;
}

function biasPart(layer: number, index: number, at: Point, picture: Picture): SVGTemplateResult {
  const { radius, roomy } = picture.layout;
  const id = `b.${layer}.${index}`;
  const activity = picture.writes.has(`d${id}`) ? 'writes' : picture.reads.has(`d${id}`) ? 'reads' : '';
  const selected =
    picture.view.lesson.parameter === id && picture.view.lesson.choices.panel !== 'step' ? 'selected' : '';
  if (!roomy) {
    const x = at.x - radius * 0.8;
    const y = at.y + radius * 0.8;
    return handle(
      id,
      `bias-part ${activity} ${selected}`,
      svg`<circle class="bias-dot" cx=${x} cy=${y} r="5" /><circle class="bias-hit" cx=${x} cy=${y} r="12" />`,
      picture,
    );
  }
  const y = at.y + radius + 15;
  return handle(
    id,
    `bias-part ${activity} ${selected}`,
    svg`<rect class="bias-hit" x=${at.x - 30} y=${y - 12} width="60" height="24" rx="4" />`,
    picture,
    svg`<text class="bias-text" x=${at.x} y=${y} dy="0.34em" text-anchor="middle"><tspan class="symbol">b</tspan> ${valueText(id, picture)}</text>`,
  );
}

function deltaText(layer: number, index: number, at: Point, picture: Picture): SVGTemplateResult | typeof nothing {
  const id = `delta.${layer}.${index}`;
  const { compact, radius, roomy } = picture.layout;
  const value = compact ? fittingText(id, 6, picture) : valueText(id, picture);
  if (value === null || !speaksUp([id], picture)) return nothing;
  const y = at.y + radius + (roomy ? 35 : 11);
  return svg`<text class="delta-text ${marks(id, picture)}" data-id=${id} data-value=${picture.known.get(id)!} role="img"
    aria-label=${spoken(id, picture)} x=${at.x} y=${y} dy="0.34em" text-anchor="middle"><tspan class="symbol">δ</tspan> ${value}</text>`;
}

export function targetNode(index: number, at: Point, picture: Picture): SVGTemplateResult {
  const { radius } = picture.layout;
  const id = `t.${index}`;
  const term = `L.${index}`;
  const side = radius * 0.86;
  const value = valueText(term, picture);
  return svg`${handle(
    id,
    `target-part ${picture.writes.has(term) ? 'writes' : ''}`,
    valueBox(at, side),
    picture,
    svg`${boxValue(id, at, side, picture)}
      <text class="name" x=${at.x} y=${at.y - side * 0.72 - 8} text-anchor="middle">${symbol(id, picture, roomOver(at, picture))}</text>`,
  )}
  ${
    value === null || !speaksUp([term], picture)
      ? nothing
      : svg`<text class="term-text ${marks(term, picture)}" data-id=${term} data-value=${picture.known.get(term)!} role="img"
        aria-label=${spoken(term, picture)} x=${at.x} y=${at.y + side * 0.72 + 15} dy="0.34em" text-anchor="middle">${
          picture.layout.compact
            ? value
            : svg`${symbol(term, picture, roomOver(at, picture) - value.length * 0.6)}<tspan dx="4" dy="-0.2em">${value}</tspan>`
        }</text>`
  }`;
}

export function lossNode(picture: Picture): SVGTemplateResult {
  const { loss, radius } = picture.layout;
  const value = valueText('L', picture);
  const state = value === null ? 'unknown' : 'known';
  return svg`<g class="loss-part ${state} ${marks('L', picture)}" data-id="L" data-value=${picture.known.get('L') ?? nothing}
    role="img" aria-label=${spoken('L', picture)}>
    <circle class="node-halo" cx=${loss.x} cy=${loss.y} r=${radius + 5} />
    <circle class="node" cx=${loss.x} cy=${loss.y} r=${radius} />
    <text class="name" x=${loss.x} y=${loss.y - radius - 9} text-anchor="middle"><tspan class="symbol">L</tspan></text>
    <text class=${value === null ? 'unknown-mark' : 'value'} x=${loss.x} y=${loss.y} dy="0.34em" text-anchor="middle">${fittingText('L', roomInside(picture), picture) ?? '?'}</text>
  </g>`;
}

export function lossLines({ layout }: Picture): SVGTemplateResult {
  const outputs = layout.neurons[layout.neurons.length - 1];
  const line = (from: Point, to: Point) =>
    svg`<line class="loss-line" x1=${from.x} y1=${from.y} x2=${to.x} y2=${to.y} />`;
  return svg`<g aria-hidden="true">${layout.terms.shown.map(
    (term) => svg`${line(outputs.at(term.index)!, term)}${line(term, layout.loss)}`,
  )}</g>`;
}
