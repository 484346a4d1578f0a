/** How the formulas are written and quantities called: choices that hold for every step and derivation. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ArticleLimit, Naming } from '../../../wasm/index';
import { namedSegments } from '../../kit/segments';
import { choices } from '../../work/choices';
import { firstParameter } from '../../work/quantity';
import type { LessonView } from '../view';
import { addStyles } from '../../kit/lateStyles';
import { notationStyles } from './notationSwitch.styles';

addStyles(notationStyles);

export function notationSwitch(view: LessonView): TemplateResult {
  const { lesson, messages } = view;
  const { notation: words } = messages;
  const { notation } = lesson.choices;
  return namedSegments(
    'notation-switch',
    'notation-label',
    words.label,
    {
      all: choices.notation.allowed,
      chosen: notation,
      choose: (one) => lesson.choose('notation', one),
      text: (one) => words.names[one],
      title: (one) => words.titles[one],
    },
    // Sums and matrices run over the indices of layers: in them there is nothing to choose.
    notation === 'indexed' || notation === 'matrix' ? nothing : namingChooser(view),
  );
}

/** Each scheme with what it calls the parameter at hand. A network without names of its own is called by layers. */
function namingChooser({ lesson, work, messages }: LessonView): TemplateResult {
  const { notation: words } = messages;
  const hasNames = Object.keys(work.design.names).length > 0;
  const { naming } = lesson.choices;
  const chosen = naming === 'own' && !hasNames ? 'layers' : naming;
  const example = (one: Naming) => work.session.symbol(lesson.parameter ?? firstParameter, { naming: one }).text;
  return html`<label class="naming"
    >${words.naming}
    <select @change=${(event: Event) => lesson.choose('naming', (event.target as HTMLSelectElement).value as Naming)}>
      ${choices.naming.allowed
        .filter((one) => one !== 'own' || hasNames)
        .map(
          (one) =>
            html`<option value=${one} .selected=${live(one === chosen)}>
              ${example(one)} · ${words.namings[one]}
            </option>`,
        )}
    </select>
  </label>`;
}

/** The sentence where the article's notation was asked for and does not hold. */
export function articleLimitNote(view: LessonView, limit: ArticleLimit | undefined): TemplateResult | typeof nothing {
  return limit ? html`<p class="notation-note">${view.messages.notation.limits[limit]}</p>` : nothing;
}
