/** Undo and redo. */
import { html, type TemplateResult } from 'lit';
import { icon } from './icons';
import type { View } from './view';

export function historyButtons({ work, messages }: View): TemplateResult {
  const words = messages.toolbar;
  // aria-disabled: a disabled button would drop the focus, and with it the keys.
  const button = (name: 'undo' | 'redo', possible: boolean) =>
    html`<button
      class="icon-button"
      aria-label=${words[name]}
      title=${words[name]}
      aria-disabled=${!possible}
      @click=${() => work[name]()}
    >
      ${icon(name)}
    </button>`;
  return html`<span class="button-row"> ${button('undo', work.canUndo)} ${button('redo', work.canRedo)} </span>`;
}
