/** Sentences about something that is wrong, announced when they appear. */
import { html, nothing, type TemplateResult } from 'lit';
import type { View } from './view';

export function notice(sentence: unknown): TemplateResult {
  return html`<p class="notice" role="alert">${sentence}</p>`;
}

/** A notice with a button that does something about it. */
export function noticeWithButton(sentence: string, name: string, press: () => void, classes = ''): TemplateResult {
  return html`<div class="notice ${classes}" role="alert">
    <p>${sentence}</p>
    <button class="plain-button" @click=${press}>${name}</button>
  </div>`;
}

/** A problem of the work, which can be dismissed; null: there is none. */
export function problemNotice({ work, messages }: View, problem: string | null): TemplateResult | typeof nothing {
  if (problem === null) return nothing;
  return noticeWithButton(problem, messages.dismiss, () => work.dismissProblem(), 'page-notice');
}
