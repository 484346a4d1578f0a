/** The one dialog of the page: keys, the check. */
import { html, nothing, type TemplateResult } from 'lit';
import { fetched } from '../../kit/fetched';
import { Lazy } from '../../kit/lazy';
import { checkDialog } from '../proof/check';
import type { LessonView } from '../view';

const help = new Lazy(() => import('./help'));
const take = new Lazy(() => import('../../export/export'));

/** A selection that ends beside the dialog began inside. */
let pressedBeside = false;

export function dialog(view: LessonView): TemplateResult {
  const { messages, page, actions } = view;
  const title = {
    help: messages.help.title,
    check: messages.check.title,
    take: messages.take.title,
  };
  return html`<dialog
    aria-labelledby="dialog-title"
    class="dialog ${page.dialog ?? ''}"
    @close=${() => actions.openDialog(null)}
    @pointerdown=${(event: Event) => {
      // A press beside the dialog lands on the dialog element itself, one inside on something in it.
      pressedBeside = event.target === event.currentTarget;
    }}
    @click=${(event: Event) => {
      if (pressedBeside && event.target === event.currentTarget) actions.openDialog(null);
    }}
  >
    ${
      page.dialog
        ? html`<div class="dialog-body">
            <div class="dialog-head">
              <h2 id="dialog-title">${title[page.dialog]}</h2>
              <button
                class="icon-button text"
                aria-label=${messages.help.close}
                @click=${() => actions.openDialog(null)}
              >
                ✕
              </button>
            </div>
            ${dialogContent(view)}
          </div>`
        : nothing
    }
  </dialog>`;
}

function dialogContent(view: LessonView): TemplateResult | typeof nothing {
  switch (view.page.dialog) {
    case 'help':
      return fetched(view, help, (part) => part.help(view));
    case 'check':
      return checkDialog(view);
    case 'take':
      return fetched(view, take, (part) => part.takeDialog(view));
    case null:
      return nothing;
  }
}
