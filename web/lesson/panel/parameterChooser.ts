/** Which parameter is derived: also the way to every parameter without pointing at a thin line. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { parameterCount, shapeOf, type QuantityId } from '../../../wasm/index';
import { parameterIds, parseId } from '../../work/quantity';
import type { LessonView } from '../view';
import { addStyles } from '../../kit/lateStyles';
import { chooserStyles } from './parameterChooser.styles';

addStyles(chooserStyles);

/** More parameters than this are not listed but found by their numbers. */
const MOST_LISTED = 300;

export function parameterChooser(view: LessonView): TemplateResult {
  return parameterCount(shapeOf(view.work.design)) <= MOST_LISTED ? list(view) : numbers(view);
}

function list(view: LessonView): TemplateResult {
  const { lesson, work, messages } = view;
  return html`<label class="chooser">
    <span>${messages.chooser.label}</span>
    <select @change=${(event: Event) => lesson.select((event.target as HTMLSelectElement).value, lesson.choices.panel)}>
      ${parameterIds(work.design).map(
        (id) => html`<option value=${id} .selected=${live(id === lesson.parameter)}>${view.label(id)}</option>`,
      )}
    </select>
  </label>`;
}

/** Kind, layer, neuron and, for a weight, where it comes from; all counted from 1, as in the formulas. */
function numbers(view: LessonView): TemplateResult {
  const { lesson, work, messages } = view;
  const words = messages.chooser;
  const shape = shapeOf(work.design);
  const { kind, layer, neuron, from } = parseId(lesson.parameter ?? '') ?? {
    kind: 'w',
    layer: 1,
    neuron: 0,
    from: 0,
  };
  const choose = (change: { kind?: string; layer?: number; neuron?: number; from?: number }) => {
    const next = { kind, layer, neuron, from, ...change };
    const to = within(next.neuron, shape[next.layer]);
    const id: QuantityId =
      next.kind === 'b' ? `b.${next.layer}.${to}` : `w.${next.layer}.${to}.${within(next.from, shape[next.layer - 1])}`;
    lesson.select(id, lesson.choices.panel);
  };
  const number = (name: string, value: number, most: number, chosen: (value: number) => void) =>
    html`<label
      >${name}
      <input
        type="number"
        min="1"
        max=${most}
        .value=${live(String(value + 1))}
        @change=${(event: Event) => chosen(Number((event.target as HTMLInputElement).value) - 1)}
    /></label>`;
  const select = (name: string, options: [string, string][], value: string, chosen: (value: string) => void) =>
    html`<select aria-label=${name} @change=${(event: Event) => chosen((event.target as HTMLSelectElement).value)}>
      ${options.map(([id, text]) => html`<option value=${id} .selected=${live(id === value)}>${text}</option>`)}
    </select>`;
  const kinds: [string, string][] = [
    ['w', words.weight],
    ['b', words.bias],
  ];
  const layers = shape.slice(1).map((_, l): [string, string] => [String(l + 1), words.layerNumber(l + 1)]);
  return html`<div class="chooser by-number" role="group" aria-label=${words.label}>
    <span>${words.label}</span>
    <span class="numbers">
      ${select(words.kind, kinds, kind, (value) => choose({ kind: value }))}
      ${select(words.layer, layers, String(layer), (value) => choose({ layer: Number(value) }))}
      ${number(words.to, neuron, shape[layer], (value) => choose({ neuron: value }))}
      ${kind === 'w' ? number(words.from, from, shape[layer - 1], (value) => choose({ from: value })) : nothing}
    </span>
  </div>`;
}

function within(index: number, count: number): number {
  return Math.max(0, Math.min(count - 1, Math.round(index) || 0));
}
