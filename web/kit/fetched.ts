/** A part of the page that is fetched when it is first shown, and what is shown in its place until then. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Lazy } from './lazy';
import { noticeWithButton } from './notice';
import type { View } from './view';

/** `loading`: a sentence for the meantime, where one is worth reading. */
export function fetched<T>(
  view: View,
  lazy: Lazy<T>,
  draw: (part: T) => TemplateResult | typeof nothing,
  loading?: string,
): TemplateResult | typeof nothing {
  const { messages, redraw } = view;
  const part = lazy.get(redraw);
  if (part === 'loading') return loading === undefined ? nothing : html`<p class="loading">${loading}</p>`;
  if (part !== 'failed') return draw(part);
  const again = () => {
    lazy.retry();
    redraw();
  };
  return noticeWithButton(messages.partMissing, messages.tryAgain, again, 'missing-part');
}
