/** The texts on the edges: which edges have one, and what of name and value there is room for. */
import { nothing, svg, type SVGTemplateResult } from 'lit';
import type { QuantityId } from '../../../wasm/index';
import { subjectOf } from '../../work/quantity';
import type { Edge } from './diagramLayout';
import { GAP, HEIGHT, isStacked, usualWidth } from './edgePlaces';
import { edgeActivity } from './edges';
import type { Box } from './geometry';
import { held } from './grip';
import { backToLine, changeText, fitting, overhang, plate, symbol, type Picture } from './parts';
import { numberWidth, symbolWidth } from './textWidth';

/** On a network of at most so many edges each has its text from the start; of a larger one those in question. */
export const MOST_NAMED = 24;
/** Of those in question so many at most. */
const MOST_ASKED = 48;
/** From the middle of a text down to its line: of a number, with a lower index, with two. */
const DOWN = { number: 0.36, lowered: 0.28, both: 0.29 };
/** Those with a text of their own. */
export function edgesInQuestion(picture: Picture): Edge[] {
  const { edges } = picture.layout;
  if (edges.length <= MOST_NAMED) return edges;
  const asked = edges.filter(({ id }) => isDerived(id, picture) || isPointedAt(id, picture));
  const active = edges.filter(({ id }) => edgeActivity(id, picture) !== null && !asked.some((edge) => edge.id === id));
  return active.length > MOST_ASKED ? asked : [...asked, ...active];
}

export function edgeTexts(edges: readonly Edge[], picture: Picture): SVGTemplateResult[] {
  return edges.flatMap((edge) => {
    const box = picture.places.texts.get(edge.id);
    return (box && edgeText(edge, box, picture)) ?? [];
  });
}

function isPointedAt(id: QuantityId, { view: { page } }: Picture): boolean {
  return page.highlighted !== null && subjectOf(page.highlighted) === id;
}

function isDerived(id: QuantityId, { view: { lesson } }: Picture): boolean {
  return lesson.parameter === id && lesson.choices.panel !== 'step';
}

interface Words {
  /** the quantity that is written: the weight or its gradient */
  id: QuantityId;
  named: boolean;
  value: string | null;
  ems: number;
  /** on two lines: its name over the value, or this, the value before */
  over?: string;
}

/** As much as the place has room for; `ems`: its width. */
function wordsFor({ id }: Edge, ems: number, box: Box, picture: Picture): Words | null {
  const { known, writes, reads, view } = picture;
  const mode = view.lesson.choices.edges;
  const symbol = view.symbolOf(id);
  const name = symbolWidth(symbol);
  const gradient = `d${id}`;
  const shows =
    !writes.has(id) && known.has(gradient) && (mode === 'gradient' || writes.has(gradient) || reads.has(gradient));
  if (shows) {
    const value = fitting(gradient, ems, picture);
    return value === null ? null : { id: gradient, named: false, value, ems: numberWidth(value) };
  }
  const change = writes.has(id) || mode === 'update' ? changeText(id, ems, picture) : null;
  if (change) return { id, named: false, value: change, ems: numberWidth(change) };
  if (isStacked(box, picture)) return stackedWords(id, ems, name, picture);
  const low = symbol.upper !== '' && box.bottom - box.top < HEIGHT.high * 0.99 * picture.layout.type.label;
  const beside = low ? null : fitting(id, ems - name - GAP, picture, 2);
  if (beside) return { id, named: true, value: beside, ems: name + GAP + numberWidth(beside) };
  const value = fitting(id, ems, picture, 2) ?? fitting(id, ems, picture);
  return value === null ? null : { id, named: false, value, ems: numberWidth(value) };
}

function stackedWords(id: QuantityId, ems: number, name: number, picture: Picture): Words | null {
  const changes = picture.writes.has(id) || picture.view.lesson.choices.edges === 'update';
  const [before, after] = (changes && changeText(id, ems, picture, 2)?.split(/(?<=→) /)) || [];
  if (before && after)
    return { id, named: false, value: after, over: before, ems: Math.max(...[before, after].map(numberWidth)) };
  const value = fitting(id, ems, picture);
  return value === null ? null : { id, named: true, value, over: '', ems: Math.max(name, numberWidth(value)) };
}

function edgeText(edge: Edge, box: Box, picture: Picture): SVGTemplateResult | null {
  const { type } = picture.layout;
  const room = (box.right - box.left) / type.label - 0.2;
  const beside = held(picture).has(edge.id) && !picture.writes.has(edge.id);
  const words = wordsFor(edge, beside ? Math.min(room, usualWidth(edge.id, picture)) : room, box, picture);
  if (!words) return null;
  const activity = edgeActivity(edge.id, picture) ?? '';
  const pointed = isPointedAt(edge.id, picture) ? 'lit' : '';
  const x = (box.left + box.right) / 2;
  const y = (box.top + box.bottom) / 2;
  const { upper, lower } = picture.view.symbolOf(edge.id);
  const stacked = words.over !== undefined;
  const down = words.named && upper ? DOWN.both : words.named && lower ? DOWN.lowered : DOWN.number;
  const height = (upper && words.named ? HEIGHT.high : HEIGHT.plain) + (stacked ? HEIGHT.plain : 0);
  const line = y + (down - (stacked ? HEIGHT.plain / 2 : 0)) * type.label;
  const name = words.named ? symbol(edge.id, picture, Infinity) : (words.over ?? nothing);
  const [dx, dy] = words.named ? [GAP + overhang(edge.id, picture), backToLine(edge.id, picture)] : [0, 0];
  const value = stacked
    ? svg`<tspan class="edge-value" x=${x} y=${y + (height / 2 - HEIGHT.plain / 2 + DOWN.number) * type.label}>${words.value}</tspan>`
    : svg`<tspan class="edge-value" dx=${dx ? dx * type.label : nothing} dy=${dy ? dy * type.label : nothing}>${words.value}</tspan>`;
  return svg`<g class="edge-label ${activity} ${pointed} ${isDerived(edge.id, picture) ? 'selected' : ''}" aria-hidden="true"
    data-id=${words.id} data-value=${picture.known.get(words.id) ?? nothing}>
    ${plate({ x, y }, words.ems * type.label, type.label, height)}
    <text class="edge-text ${activity} ${words.id === edge.id ? '' : 'gradient'}" x=${x} y=${line}
      text-anchor="middle" font-size=${type.label}>${name}${value}</text>
  </g>`;
}
