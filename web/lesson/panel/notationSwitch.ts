/** How the formulas are written: a choice that holds for every step and derivation. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ArticleLimit } from '../../../wasm/index';
import { namedSegments } from '../../kit/segments';
import { choices } from '../../work/choices';
import type { LessonView } from '../view';

export function notationSwitch({ lesson, messages }: LessonView): TemplateResult {
  const { notation: words } = messages;
  return namedSegments('notation-switch', 'notation-label', words.label, {
    all: choices.notation.allowed,
    chosen: lesson.choices.notation,
    choose: (notation) => lesson.choose('notation', notation),
    text: (notation) => words.names[notation],
    title: (notation) => words.titles[notation],
  });
}

/** The sentence where the article's notation was asked for and does not hold. */
export function articleLimitNote(view: LessonView, limit: ArticleLimit | undefined): TemplateResult | typeof nothing {
  return limit ? html`<p class="notation-note">${view.messages.notation.limits[limit]}</p>` : nothing;
}
