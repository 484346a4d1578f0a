/** A dialog over the page, with its title and a button that closes it. The element opens it when it is drawn. */
import { html, nothing, type TemplateResult } from 'lit';

interface DialogContent {
  /** a class of its own */
  kind: string;
  title: string;
  body: TemplateResult | typeof nothing;
}

/** A press outside the dialog lands on the dialog element itself; a selection that ends there began inside. */
let pressedOutside = false;

/** `content`: null where it is closed. */
export function dialog(content: DialogContent | null, closeName: string, close: () => void): TemplateResult {
  return html`<dialog
    aria-labelledby="dialog-title"
    class="dialog ${content?.kind ?? ''}"
    @close=${close}
    @pointerdown=${(event: Event) => (pressedOutside = event.target === event.currentTarget)}
    @click=${(event: Event) => {
      if (pressedOutside && event.target === event.currentTarget) close();
    }}
  >
    ${
      content
        ? html`<div class="dialog-body">
            <div class="dialog-head">
              <h2 id="dialog-title">${content.title}</h2>
              <button class="icon-button text" aria-label=${closeName} @click=${close}>✕</button>
            </div>
            ${content.body}
          </div>`
        : nothing
    }
  </dialog>`;
}
