/** The editor of the network and its samples: beside the diagram, or over a narrow page. */
import { html, nothing, type TemplateResult } from 'lit';
import { fetched } from '../../kit/fetched';
import { Lazy } from '../../kit/lazy';
import type { LessonView } from '../view';

const editor = new Lazy(() => import('../../editor/editorSheet'));

export function sheet(view: LessonView): TemplateResult {
  const { page, actions } = view;
  return html`<dialog
    class="sheet"
    part="sheet"
    tabindex="-1"
    aria-labelledby="sheet-title"
    @cancel=${(event: Event) => {
      event.preventDefault();
      actions.openSheet(null);
    }}
  >
    ${page.sheet ? sheetContent(view) : nothing}
  </dialog>`;
}

function sheetContent(view: LessonView): TemplateResult | typeof nothing {
  return fetched(view, editor, (part) => part.editorSheet(view), view.messages.network.loading);
}
