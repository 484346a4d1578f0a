/** A weight or bias under the reader's hand: its value as a slider, and what the last move did to the loss. */
import { html, nothing, type TemplateResult } from 'lit';
import type { QuantityId } from '../../../wasm/index';
import type { LessonView } from '../view';

/** The least reach of a slider to either side of 0. */
const LEAST_REACH = 2;
const STEPS = 400;

/** As far as a slider goes for a value: powers of 2, so that it stays while the value is dragged. */
function reachOf(value: number): number {
  return Math.max(LEAST_REACH, 2 ** Math.ceil(Math.log2(Math.max(1e-300, Math.abs(value) * 1.25))));
}

export function knob(view: LessonView, id: QuantityId): TemplateResult | typeof nothing {
  const { lesson, messages, actions } = view;
  const value = lesson.given(id);
  if (value === undefined) return nothing;
  const words = messages.story.opening;
  const held = lesson.moved?.id === id ? lesson.moved.from : undefined;
  const reach = reachOf(Math.max(Math.abs(value), Math.abs(held ?? 0)));
  const read = (event: Event) => Number((event.target as HTMLInputElement).value);
  return html`<div class="knob">
    <label>
      <span class="knob-name">${view.symbol(id)}</span>
      <input
        type="range"
        min=${-reach}
        max=${reach}
        step=${(2 * reach) / STEPS}
        data-knob=${id}
        aria-label=${words.knob(view.label(id))}
        aria-valuetext=${view.text(value)}
        .value=${String(value)}
        @pointerdown=${() => actions.drag(id, value, 'start')}
        @input=${(event: Event) => actions.drag(id, read(event), 'move')}
        @change=${(event: Event) => actions.drag(id, read(event), 'end')}
      />
      <output>${view.number(id, value)}</output>
    </label>
    <p class="sentence" aria-live="polite">${movedSentence(view, id) ?? slopeSentence(view, id)}</p>
  </div>`;
}

/** What the reader's hand did. */
function movedSentence(view: LessonView, id: QuantityId): string | null {
  const { lesson, messages } = view;
  const { moved } = lesson;
  const known = lesson.known();
  const [value, loss] = [known.get(id), known.get('L')];
  if (moved?.id !== id || moved.from === undefined || moved.loss === undefined) return null;
  if (value === undefined || loss === undefined || value === moved.from) return null;
  const way = loss < moved.loss ? 'fell' : loss > moved.loss ? 'rose' : 'stayed';
  const [from, to, before, after] = [moved.from, value, moved.loss, loss].map((number) => view.text(number));
  return messages.story.opening.moved(view.label(id), from, to, way, before, after);
}

/** What the slope says before anything was moved. */
function slopeSentence(view: LessonView, id: QuantityId): string {
  const slope = view.lesson.known().get(`d${id}`);
  if (slope === undefined) return '';
  const words = view.messages.story.opening.slope;
  return slope < 0 ? words.falls : slope > 0 ? words.rises : words.flat;
}
