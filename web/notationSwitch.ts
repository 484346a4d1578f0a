/** How the formulas are written: a choice that holds for every step and derivation. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ArticleLimit, Notation } from '../wasm/index';
import { NOTATIONS } from './urlstate';
import type { View } from './view';

export function notationSwitch({ controller, messages }: View): TemplateResult {
  const { notation: words } = messages;
  const choose = (notation: Notation) => controller.setNotation(notation);
  return html`<div class="notation-switch">
    <span id="notation-label">${words.label}</span>
    <span class="segments" role="radiogroup" aria-labelledby="notation-label">
      ${NOTATIONS.map(
        (notation) =>
          html`<button
            role="radio"
            aria-checked=${controller.notation === notation}
            tabindex=${controller.notation === notation ? 0 : -1}
            title=${words.titles[notation]}
            @click=${() => choose(notation)}
          >
            ${words.names[notation]}
          </button>`,
      )}
    </span>
  </div>`;
}

/** The sentence where the article's letters were asked for and do not hold. */
export function articleLimitNote(view: View, limit: ArticleLimit | undefined): TemplateResult | typeof nothing {
  return limit ? html`<p class="notation-note">${view.messages.notation.limits[limit]}</p>` : nothing;
}
