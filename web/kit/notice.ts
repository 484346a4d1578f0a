/** A sentence about something that is wrong, announced when it appears. */
import { html, type TemplateResult } from 'lit';

export function notice(sentence: unknown): TemplateResult {
  return html`<p class="notice" role="alert">${sentence}</p>`;
}
