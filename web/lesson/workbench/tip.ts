/** The whole number, and what it is, beside a rounded one that is pointed at. */
import { html, nothing, type TemplateResult } from 'lit';
import type { LessonView } from '../view';
import type { Pointing } from '../../kit/pointing';
import { styled } from '../../kit/styled';

/** Half of its greatest width: so near it may come to the element's edge. */
const HALF_WIDTH = 150;

export function tip(view: LessonView, pointing: Pointing, elementWidth: number): TemplateResult | typeof nothing {
  const { tip: shown } = pointing;
  if (!shown) return nothing;
  const { number } = view.messages;
  const left = Math.max(HALF_WIDTH, Math.min(shown.left, elementWidth - HALF_WIDTH));
  return html`<div class="tip" role="tooltip" style=${styled(`left: ${left}px; top: ${shown.top}px`)}>
    ${shown.id ? html`<span class="tip-name">${view.speak(shown.id, null)}</span>` : nothing}
    <span class="tip-value">${shown.value}</span>
    <button class="tip-copy" tabindex="-1" @click=${() => void pointing.copy()}>
      ${shown.copied ? number.copied : number.copy}
    </button>
  </div>`;
}
