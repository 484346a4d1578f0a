/** Inputs, neurons with bias and δ, targets with their part of the loss, and the loss. */
import { nothing, svg, type SVGTemplateResult } from 'lit';
import type { QuantityId } from '../../../wasm/index';
import { outputId } from '../../work/quantity';
import { biasDot } from './diagramLayout';
import { HEIGHT } from './edgePlaces';
import type { Point } from './geometry';
import { boxTexts, neuronTexts, type TextPlace } from './nodeTexts';
import {
  backToLine,
  changeText,
  fitting,
  handle,
  isWorkedOut,
  marks,
  plate,
  speaksUp,
  spoken,
  symbol,
  type Picture,
} from './parts';
import { nameWidth, numberWidth, symbolWidth } from './textWidth';

/** Half the height of digits, in ems: from the middle of a text down to its line. */
const DOWN = 0.36;
/** How much narrower than usual a number may be set. */
const NARROWEST = 0.75;
/** … where there would be no number at all. */
const TIGHTEST = 0.6;
/** From line to line of a number in two lines, in ems. */
const LINE = 1.08;
/** How far two lines stand above the middle of a neuron, so that its bias has room. */
const LIFT = 0.16;

/** The box of an input or a target, and around it where a finger hits it. */
function valueBox(at: Point, { layout: { box, type } }: Picture): SVGTemplateResult {
  const rect = (classes: string) =>
    svg`<rect class=${classes} x=${at.x - box.halfWidth} y=${at.y - box.halfHeight} width=${2 * box.halfWidth}
      height=${2 * box.halfHeight} rx=${0.35 * type.label} />`;
  return svg`${rect('node')}${rect('node-hit')}`;
}

/** The number in the middle of its shape, with as many digits as there is room for; one that is still too long is set narrower. */
function valueInside(id: QuantityId, at: Point, room: number, size: number, picture: Picture, classes = 'value') {
  const text =
    fitting(id, room / size, picture, 2) ??
    fitting(id, room / size / NARROWEST, picture) ??
    fitting(id, room / size / TIGHTEST, picture) ??
    '…';
  const narrow = room > 0 && numberWidth(text) * size > room;
  return svg`<text class=${classes} x=${at.x} y=${at.y + DOWN * size} text-anchor="middle" font-size=${size}
    textLength=${narrow ? room : nothing} lengthAdjust=${narrow ? 'spacingAndGlyphs' : nothing}>${text}</text>`;
}

/** Width of a circle where a text of that size stands, so far from its middle. */
function roomInside(down: number, size: number, { layout: { radius } }: Picture): number {
  const edge = Math.abs(down) + DOWN * size;
  return 2 * Math.sqrt(Math.max(0, radius ** 2 - edge ** 2)) - 0.3 * size;
}

/**
 * The number in the middle of a circle; a power of ten that is too long for one line takes two. `lift`: how far these stand
 * above the middle, in ems.
 */
function inMiddle(id: QuantityId, at: Point, picture: Picture, lift = 0): SVGTemplateResult {
  const { value: size } = picture.layout.type;
  const room = roomInside(0, size, picture);
  const half = (LINE * size) / 2;
  const lines = fitting(id, room / size / NARROWEST, picture) === null ? twoLines(id, picture) : null;
  if (!lines) return valueInside(id, at, room, size, picture);
  const width = roomInside(half + lift * size, size, picture);
  // A very small circle has room for one line alone.
  if (width < size) return valueInside(id, at, room, size, picture);
  return svg`<text class="value" text-anchor="middle" font-size=${size}>${lines.map(
    (line, row) =>
      svg`<tspan x=${at.x} y=${at.y + (2 * row - 1) * half + (DOWN - lift) * size} textLength=${Math.min(width, numberWidth(line) * size)}
        lengthAdjust="spacingAndGlyphs">${line}</tspan>`,
  )}</text>`;
}

/** The factor and the power of ten, of a number that is written with one. */
function twoLines(id: QuantityId, { known, view }: Picture): [string, string] | null {
  const [factor, power] = view.text(known.get(id) ?? 0, 1).split('×');
  return power === undefined ? null : [`${factor}×`, power];
}

function nameText(id: QuantityId, { x, y, ems }: TextPlace, picture: Picture): SVGTemplateResult {
  const { name: size } = picture.layout.type;
  const name = picture.view.symbolOf(id);
  const width = Math.min(ems, symbolWidth(name));
  // With two indices it is taller, and its line is higher.
  const [down, height] = name.upper ? [0.26, HEIGHT.high] : [DOWN, HEIGHT.plain];
  return svg`${plate({ x, y }, width * size, size, height)}
    <text class="name" x=${x} y=${y + down * size} text-anchor="middle" font-size=${size}>${symbol(id, picture, ems)}</text>`;
}

export function inputNode(index: number, at: Point, picture: Picture): SVGTemplateResult {
  const { box, type } = picture.layout;
  const id = `x.${index}`;
  return handle(
    id,
    'input-part',
    valueBox(at, picture),
    picture,
    svg`${valueInside(id, at, 2 * box.halfWidth - 0.4 * type.label, type.value, picture)}
      ${nameText(id, boxTexts(at, picture.layout).name, picture)}`,
  );
}

export function neuronNode(layer: number, index: number, at: Point, picture: Picture): SVGTemplateResult {
  const { radius, type } = picture.layout;
  const id = outputId(layer, index);
  const state = picture.known.has(id) ? 'known' : picture.known.has(`z.${layer}.${index}`) ? 'half' : 'unknown';
  const texts = neuronTexts(at, picture.layout);
  return svg`<g class="neuron ${state}">
    <g class="neuron-part ${neuronMarks(layer, index, picture)}" data-id=${id} data-value=${picture.known.get(id) ?? nothing}
      role="img" aria-label=${spoken(id, picture)}>
      <circle class="node-halo" cx=${at.x} cy=${at.y} r=${radius + 0.3 * type.label} />
      <circle class="node" cx=${at.x} cy=${at.y} r=${radius} />
      ${
        speaksUp([id, `z.${layer}.${index}`, `delta.${layer}.${index}`], picture)
          ? nameText(id, texts.name, picture)
          : nothing
      }
      ${neuronValues(layer, index, at, picture)}
    </g>
    ${biasPart(layer, index, at, picture)} ${deltaText(layer, index, texts.delta, picture)}
  </g>`;
}

function neuronMarks(layer: number, index: number, picture: Picture): string {
  const ids = [outputId(layer, index), `z.${layer}.${index}`, `delta.${layer}.${index}`];
  const all = ids.map((id) => marks(id, picture)).join(' ');
  const lit = all.includes('lit') || all.includes('kin') ? 'lit' : '';
  return `${lit} ${all.includes('writes') ? 'writes' : all.includes('reads') ? 'reads' : ''}`;
}

/** a, and below it z where there is room; before a is known, z under its letter. */
function neuronValues(layer: number, index: number, at: Point, picture: Picture): SVGTemplateResult {
  const z = `z.${layer}.${index}`;
  const a = outputId(layer, index);
  const { compact, radius, type } = picture.layout;
  const { value, small } = type;
  const inside = (id: QuantityId, down: number) =>
    valueInside(id, { x: at.x, y: at.y + down }, roomInside(down, value, picture), value, picture);
  if (picture.known.has(a)) {
    if (compact) return inMiddle(a, at, picture, LIFT);
    const down = 0.42 * radius;
    const sum = fitting(z, roomInside(down, small, picture) / small - 0.9, picture);
    if (sum === null) return inside(a, 0);
    return svg`${inside(a, -0.16 * radius)}
      <text class="small ${marks(z, picture)}" data-id=${z} data-value=${picture.known.get(z)!} x=${at.x} y=${at.y + down + DOWN * small}
        text-anchor="middle" font-size=${small}><tspan class="symbol">z</tspan> ${sum}</text>`;
  }
  if (!picture.known.has(z))
    return svg`<text class="unknown-mark" x=${at.x} y=${at.y + DOWN * value} text-anchor="middle" font-size=${value}>?</text>`;
  const low = compact && radius < 1.5 * value;
  const down = low ? 0 : 0.22 * radius;
  return svg`${low ? nothing : svg`<text class="small" x=${at.x} y=${at.y - 0.24 * radius} text-anchor="middle" font-size=${small}><tspan class="symbol">z</tspan></text>`}
    <g class="sum ${marks(z, picture)}" data-id=${z} data-value=${picture.known.get(z)!}>${inside(z, down)}</g>`;
}

function biasPart(layer: number, index: number, at: Point, picture: Picture): SVGTemplateResult {
  const { roomy, type } = picture.layout;
  const id = `b.${layer}.${index}`;
  const activity = isWorkedOut(id, picture) ? 'writes' : picture.reads.has(`d${id}`) ? 'reads' : '';
  const selected =
    picture.view.lesson.parameter === id && picture.view.lesson.choices.panel !== 'step' ? 'selected' : '';
  const classes = `bias-part ${activity} ${selected}`;
  if (!roomy) {
    const { x, y, r } = biasDot(at, picture.layout);
    return handle(
      id,
      classes,
      svg`<circle class="bias-dot" cx=${x} cy=${y} r=${r} /><circle class="bias-hit" cx=${x} cy=${y} r="12" />`,
      picture,
    );
  }
  const place = neuronTexts(at, picture.layout).bias;
  // Under a finger the outline adds what a target needs.
  const [halfWidth, halfHeight] = [2.1 * type.label, Math.max(11, 0.62 * type.label)];
  return handle(
    id,
    classes,
    svg`<rect class="bias-hit" x=${place.x - halfWidth} y=${place.y - halfHeight} width=${2 * halfWidth} height=${2 * halfHeight} rx="4" />`,
    picture,
    biasText(id, place, picture),
  );
}

/** A name that the document gives it, or its letter: it stands at its neuron. After its update both values. */
function biasText(id: QuantityId, place: TextPlace, picture: Picture): SVGTemplateResult {
  const { named } = picture.view.symbolOf(id);
  const ems = named ? symbolWidth(picture.view.symbolOf(id)) : 0.6;
  const change = picture.writes.has(id) ? changeText(id, place.ems, picture) : null;
  const beside = change ? null : fitting(id, place.ems - ems - 0.3, picture, 2);
  const letter = beside === null ? nothing : named ? symbol(id, picture, ems) : svg`<tspan class="symbol">b</tspan>`;
  return lineOf(
    'bias-text',
    id,
    place,
    letter === nothing ? 0 : ems,
    letter,
    change ?? beside ?? fitting(id, place.ems, picture),
    named ? backToLine(id, picture) : 0,
    picture,
  );
}

/** A symbol and its number on one line. */
function lineOf(
  classes: string,
  id: QuantityId,
  { x, y }: Point,
  ems: number,
  letter: SVGTemplateResult | typeof nothing,
  value: string | null,
  back: number,
  picture: Picture,
): SVGTemplateResult {
  const { label: size } = picture.layout.type;
  const gap = letter === nothing || value === null ? 0 : 0.3;
  return svg`${plate({ x, y }, (ems + gap + numberWidth(value ?? '')) * size, size)}
    <text class=${classes} data-id=${id} x=${x} y=${y + DOWN * size} text-anchor="middle" font-size=${size}>${letter}<tspan
      dx=${gap ? gap * size : nothing} dy=${back ? back * size : nothing}>${value}</tspan></text>`;
}

/** A quantity of its own with its symbol: it can be pointed at, and is read aloud. */
function spokenLine(id: QuantityId, classes: string, line: SVGTemplateResult, picture: Picture): SVGTemplateResult {
  return svg`<g class="${classes}-part ${marks(id, picture)}" data-id=${id} data-value=${picture.known.get(id)!} role="img"
    aria-label=${spoken(id, picture)}>${line}</g>`;
}

function deltaText(
  layer: number,
  index: number,
  place: TextPlace,
  picture: Picture,
): SVGTemplateResult | typeof nothing {
  const id = `delta.${layer}.${index}`;
  if (!speaksUp([id], picture)) return nothing;
  const value = fitting(id, place.ems - 0.9, picture);
  if (value === null) return nothing;
  const letter = svg`<tspan class="symbol">δ</tspan>`;
  return spokenLine(id, 'delta', lineOf('delta-text', id, place, 0.6, letter, value, 0, picture), picture);
}

export function targetNode(index: number, at: Point, picture: Picture): SVGTemplateResult {
  const { box, type } = picture.layout;
  const id = `t.${index}`;
  const term = `L.${index}`;
  const places = boxTexts(at, picture.layout);
  return svg`${handle(
    id,
    `target-part ${picture.writes.has(term) ? 'writes' : ''}`,
    valueBox(at, picture),
    picture,
    svg`${valueInside(id, at, 2 * box.halfWidth - 0.4 * type.label, type.value, picture)} ${nameText(id, places.name, picture)}`,
  )} ${termText(term, places.term, picture)}`;
}

function termText(id: QuantityId, place: TextPlace, picture: Picture): SVGTemplateResult | typeof nothing {
  if (!picture.known.has(id) || !speaksUp([id], picture)) return nothing;
  const ems = symbolWidth(picture.view.symbolOf(id));
  const beside = fitting(id, place.ems - ems - 0.3, picture, 2);
  const value = beside ?? fitting(id, place.ems, picture);
  if (value === null) return nothing;
  const letter = beside === null ? nothing : symbol(id, picture, ems);
  const line = lineOf(
    'term-text',
    id,
    place,
    beside === null ? 0 : ems,
    letter,
    value,
    beside === null ? 0 : backToLine(id, picture),
    picture,
  );
  return spokenLine(id, 'term', line, picture);
}

export function lossNode(picture: Picture): SVGTemplateResult {
  const { loss, radius, type, compact } = picture.layout;
  const known = picture.known.has('L');
  const { value } = type;
  const name = picture.view.label('L');
  const up = compact && radius < 1.5 * value ? 0.3 * radius : 0.16 * radius;
  const at = { x: loss.x, y: loss.y - up };
  const room = roomInside(up, value, picture);
  // Where the number needs all of the circle, its colour alone says that it is the loss.
  const alone = compact && known && fitting('L', room / value / NARROWEST, picture) === null;
  const letters = roomInside(0.45 * radius, type.small, picture) / type.small;
  return svg`<g class="loss-part ${known ? 'known' : 'unknown'} ${marks('L', picture)}" data-id="L" data-value=${picture.known.get('L') ?? nothing}
    role="img" aria-label=${spoken('L', picture)}>
    <circle class="node-halo" cx=${loss.x} cy=${loss.y} r=${radius + 0.3 * type.label} />
    <circle class="node" cx=${loss.x} cy=${loss.y} r=${radius} />
    ${
      known
        ? alone
          ? inMiddle('L', loss, picture)
          : valueInside('L', at, room, value, picture)
        : svg`<text class="unknown-mark" x=${at.x} y=${at.y + DOWN * value} text-anchor="middle" font-size=${value}>?</text>`
    }
    ${
      alone
        ? nothing
        : svg`<text class="small" x=${loss.x} y=${loss.y + 0.45 * radius + DOWN * type.small} text-anchor="middle" font-size=${type.small}>${
            nameWidth(name) > letters ? svg`<tspan class="symbol">L</tspan>` : symbol('L', picture, letters)
          }</text>`
    }
  </g>`;
}
