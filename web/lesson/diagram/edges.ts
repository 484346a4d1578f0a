/** Edges: their width and sign, which way a step goes along them, and their texts. */
import { nothing, svg, type SVGTemplateResult } from 'lit';
import type { QuantityId } from '../../../wasm/index';
import { subjectOf, symbolParts } from '../../work/quantity';
import type { Edge } from './diagramLayout';
import { along } from './geometry';
import { fittingText, handle, hasRoom, symbol, type Picture } from './parts';

/** A group of more steps than one neuron's shows no numbers on its edges. */
const MOST_LABELLED_STEPS = 6;

/** A neuron into which more edges lead shows no numbers on them where rows are close. */
const MOST_LABELLED_EDGES = 4;

function edgeValue(id: QuantityId, picture: Picture): number | null {
  const mode = picture.view.lesson.choices.edges;
  if (mode === 'gradient') return picture.known.get(`d${id}`) ?? null;
  if (mode === 'update' && picture.known.before(id) === undefined) return null;
  return picture.known.get(id) ?? null;
}

/** How thick: the weight, its gradient, or how far the update moved it. Layout only; the numbers shown are the core's. */
export function edgeMagnitude(edge: Edge, picture: Picture): number {
  const value = edgeValue(edge.id, picture);
  if (value === null) return 0;
  const before = picture.view.lesson.choices.edges === 'update' ? (picture.known.before(edge.id) ?? 0) : 0;
  return Math.abs(value - before);
}

function edgeIsNegative(edge: Edge, picture: Picture): boolean {
  const value = edgeValue(edge.id, picture) ?? 0;
  return picture.view.lesson.choices.edges === 'update' ? value < (picture.known.before(edge.id) ?? value) : value < 0;
}

/** An edge is active when the step reads or computes its weight or its gradient. */
function edgeActivity(id: QuantityId, picture: Picture): 'writes' | 'reads' | null {
  if (picture.writes.has(id) || picture.writes.has(`d${id}`)) return 'writes';
  return picture.reads.has(id) || picture.reads.has(`d${id}`) ? 'reads' : null;
}

export function edgeLine(edge: Edge, picture: Picture): SVGTemplateResult {
  const { view, layout } = picture;
  const known = edgeValue(edge.id, picture) !== null;
  const width = known ? 0.8 + (3.2 * edgeMagnitude(edge, picture)) / picture.scale : 0.8;
  const activity = edgeActivity(edge.id, picture);
  const sign = !known ? 'unknown' : edgeIsNegative(edge, picture) ? 'negative' : 'positive';
  const selected = view.lesson.parameter === edge.id && view.lesson.choices.panel !== 'step' ? 'selected' : '';
  const line = (classes: string, strokeWidth: number | typeof nothing) => svg`<line
    class=${classes} x1=${edge.from.x} y1=${edge.from.y} x2=${edge.to.x} y2=${edge.to.y} stroke-width=${strokeWidth} />`;
  const content = svg`${line('edge-halo', nothing)}${line(`edge ${sign}`, width)}${line('edge-hit', layout.compact ? 22 : 16)}
    ${activity ? arrow(edge, picture) : nothing}`;
  return handle(edge.id, `edge-part ${activity ?? ''} ${selected}`, content, picture);
}

/** Which way the numbers flow in this step: forward along the edge, or back. */
function arrow(edge: Edge, picture: Picture): SVGTemplateResult {
  const backward = picture.phase === 'backward';
  const tip = along(edge, backward ? 0.5 : 0.56);
  const angle = (Math.atan2(edge.to.y - edge.from.y, edge.to.x - edge.from.x) * 180) / Math.PI + (backward ? 180 : 0);
  return svg`<path class="arrow" d="M5,0 L-5,-5 L-2,0 L-5,5 Z" transform="translate(${tip.x},${tip.y}) rotate(${angle})" />`;
}

export function edgeText(edge: Edge, picture: Picture): SVGTemplateResult | typeof nothing {
  const { view } = picture;
  const named = view.names[edge.id] !== undefined;
  const activity = edgeActivity(edge.id, picture);
  const pointed = view.page.highlighted !== null && subjectOf(view.page.highlighted) === edge.id;
  const derived = view.lesson.parameter === edge.id && view.lesson.choices.panel !== 'step';
  if (!named && !activity && !pointed && !derived) return nothing;
  if (activity && tooClose(edge, picture) && !pointed && !derived && !named) return nothing;
  // A whole layer lights more edges than there is room for numbers; the formulas beside have them all.
  if (activity && groupLength(picture) > MOST_LABELLED_STEPS && !pointed && !derived) return nothing;
  const share = textShare(edge, picture);
  const at = along(edge, share);
  const gradient =
    picture.writes.has(`d${edge.id}`) || picture.reads.has(`d${edge.id}`) || view.lesson.choices.edges === 'gradient';
  const shown = gradient && picture.known.has(`d${edge.id}`) && !picture.writes.has(edge.id) ? `d${edge.id}` : edge.id;
  const length = Math.hypot(edge.to.x - edge.from.x, edge.to.y - edge.from.y);
  // On a short edge a long number would cover the neurons at its ends.
  const characters = Math.max(5, Math.floor((length - 4) / 7.5));
  const value = activity || pointed || derived ? fittingText(shown, characters, picture) : null;
  const room = length > 110;
  const speaks = (value === null || room || pointed) && (named || pointed || derived);
  const ems = roomBeside(edge, share, picture) - (value === null ? 0 : (value.length + 1) * 0.6);
  // A text that is pointed at or derived may cover its neighbours.
  const name = speaks && (pointed || derived || hasRoom(shown, picture, ems)) ? symbol(shown, picture, ems) : nothing;
  if (name === nothing && value === null) return nothing;
  const number =
    value === null
      ? nothing
      : svg`<tspan class="edge-value" dx=${name === nothing ? 0 : 4} dy=${name === nothing ? 0 : dyBack(edge.id, picture)}>${value}</tspan>`;
  return svg`<text class="edge-text ${activity ?? ''} ${shown === edge.id ? '' : 'gradient'}" x=${at.x} y=${at.y - 6}
    text-anchor="middle" aria-hidden="true" data-id=${shown} data-value=${picture.known.get(shown) ?? nothing}>${name}${number}</text>`;
}

/** Ems between the neurons' rims, evenly to both sides of the text. */
function roomBeside({ layer }: Edge, share: number, { layout }: Picture): number {
  const { columns, radius, compact } = layout;
  const between = columns[layer] - columns[layer - 1] - 2 * radius;
  return (2 * Math.min(share, 1 - share) * between + radius * 0.25) / (compact ? 11 : 13);
}

/** Whether the numbers on all the edges of a step would cover each other. */
function tooClose({ layer }: Edge, { layout }: Picture): boolean {
  const before = layer === 1 ? layout.inputs : layout.neurons[layer - 2];
  const most = Math.max(before.shown.length, layout.neurons[layer - 1].shown.length);
  return layout.dense && most > MOST_LABELLED_EDGES;
}

function groupLength({ view }: Picture): number {
  const { start, end } = view.lesson.groupRange;
  return end - start;
}

/** After a lowered index the line has to come up again. */
function dyBack(id: QuantityId, { view }: Picture): string {
  const { sup, sub } = symbolParts(id, view.names);
  return sub ? (sup ? '-0.31em' : '-0.2em') : '0';
}

/** Texts are where their lines are furthest apart. */
function textShare(edge: Edge, picture: Picture): number {
  const { step } = picture.view.lesson;
  if (!step || !edgeActivity(edge.id, picture)) return picture.layout.compact ? 0.42 : 0.36;
  if (step.rule === 'delta_hidden') return 0.7;
  return step.rule === 'weighted_sum' || groupLength(picture) > 1 ? 0.32 : 0.5;
}
