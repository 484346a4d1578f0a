/** Whether two forms that must be equal come to the same number: a quiet mark, and a sentence where it says less. */
import { html, nothing, type TemplateResult } from 'lit';
import { derivationTexts } from '../../kit/derivationTexts';
import type { Agreement } from '../../../wasm/index';
import type { LessonView } from '../view';

const MARKS: Record<Agreement, string> = { same: '✓', hidden: '≈', no_value: '–', differs: '✗' };

/** `same`: what the mark says where the numbers agree. */
export function agreementMark(view: LessonView, agreement: Agreement, same: string): TemplateResult {
  const text = agreement === 'same' ? same : derivationTexts(view).agreement.notes[agreement];
  return html`<span class="agreement ${agreement}" title=${text}>
    <span aria-hidden="true">${MARKS[agreement]}</span><span class="visually-hidden">${text}</span>
  </span>`;
}

/** The meaning of the marks other than ✓, each once. */
export function agreementNotes(view: LessonView, all: readonly Agreement[]): TemplateResult | typeof nothing {
  const present = (['hidden', 'no_value', 'differs'] as const).filter((agreement) => all.includes(agreement));
  if (present.length === 0) return nothing;
  return html`<ul class="agreement-notes">
    ${present.map((agreement) => html`<li>${MARKS[agreement]} ${derivationTexts(view).agreement.notes[agreement]}</li>`)}
  </ul>`;
}
