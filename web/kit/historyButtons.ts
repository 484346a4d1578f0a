/** Undo and redo. */
import { html, type TemplateResult } from 'lit';
import { icon, iconButton } from './icons';
import type { View } from './view';

export function historyButtons({ work, messages }: View): TemplateResult {
  const button = (name: 'undo' | 'redo', possible: boolean) =>
    iconButton(messages.toolbar[name], icon(name), () => work[name](), { disabled: !possible });
  return html`<span class="button-row"> ${button('undo', work.canUndo)} ${button('redo', work.canRedo)} </span>`;
}
