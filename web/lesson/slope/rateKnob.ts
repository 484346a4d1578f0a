/** The learning rate under the reader's hand, on a scale of powers of ten, and what the update does with it and with ten times as much. */
import { html, nothing, type TemplateResult } from 'lit';
import { parameterCount, shapeOf, type QuantityId } from '../../../wasm/index';
import { isFault } from '../../work/problem';
import { lateTexts } from '../../kit/texts';
import type { LessonView } from '../view';
import { rate as english, type TriedRate } from './rate.en';
import { rate as chinese } from './rate.zh-CN';

const rateTexts = lateTexts({ en: english, 'zh-CN': chinese });

/** The slider's ends as powers of ten; a rate beyond one of them moves that end. */
const REACH = { least: -3, most: 2 };
const STEP = 0.05;
/** Two updates are tried with each drawing: only a network with at most so many parameters is copied for them. */
const MOST_TRIED = 2000;

/** `id`: the parameter that the sentence names. */
export function rateKnob(view: LessonView, id: QuantityId): TemplateResult {
  const { work, messages, actions } = view;
  const rate = work.design.training.learningRate;
  const power = rate > 0 ? Math.log10(rate) : REACH.least;
  const read = (event: Event) => Number((10 ** Number((event.target as HTMLInputElement).value)).toPrecision(2));
  return html`<div class="knob">
    <label>
      <span class="knob-name symbol" aria-hidden="true">η</span>
      <input
        type="range"
        min=${Math.min(REACH.least, Math.floor(power))}
        max=${Math.max(REACH.most, Math.ceil(power))}
        step=${STEP}
        data-knob="eta"
        aria-label=${messages.toolbar.eta}
        aria-valuetext=${view.text(rate)}
        .value=${String(power)}
        @pointerdown=${() => actions.drag('eta', rate, 'start')}
        @input=${(event: Event) => actions.drag('eta', read(event), 'move')}
        @change=${(event: Event) => actions.drag('eta', read(event), 'end')}
      />
      <output>${view.text(rate)}</output>
    </label>
    ${comparison(view, id, rate)}
  </div>`;
}

/** The update as it comes, and with a rate ten times as large. */
function comparison(view: LessonView, id: QuantityId, rate: number): TemplateResult | typeof nothing {
  const { lesson, work } = view;
  if (parameterCount(shapeOf(work.design)) > MOST_TRIED) return nothing;
  const tried = (other: number): TriedRate => {
    const outcome = lesson.answers.afterUpdate(other);
    if (!outcome || isFault(outcome)) return [view.text(other), null];
    const { before, after, changes } = outcome;
    const value = changes.find((change) => change.id === id)?.after ?? lesson.given(id)!;
    const way = after < before ? 'down' : after > before ? 'up' : 'stays';
    return [view.text(other), { value: view.text(value), before: view.text(before), after: view.text(after), way }];
  };
  return html`<p class="sentence" aria-live="polite">
    ${rateTexts(view).rates(view.label(id), work.sampleCount, tried(rate), tried(10 * rate))}
  </p>`;
}
