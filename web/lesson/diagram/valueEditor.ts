/** A field for a new value, beside the value in the diagram. */
import { html, nothing, type TemplateResult } from 'lit';
import type { QuantityId } from '../../../wasm/index';
import { layoutOf } from './diagram';
import { placeOf } from './diagramLayout';
import { quantityWords } from '../../work/stepFacts';
import { isParameter } from '../../work/quantity';
import type { LessonView } from '../view';
import { styled } from '../../kit/styled';

/** Wide enough for a whole double; the editor is kept inside the diagram. */
const EDITOR_WIDTH = 250;

export function valueEditor(view: LessonView): TemplateResult | typeof nothing {
  const { work, messages, page, actions } = view;
  if (!page.editing) return nothing;
  const { id, text } = page.editing;
  const problem = view.draftFault(page.editing);
  const layout = layoutOf(view);
  const at = placeOf(id, layout);
  if (!at) return nothing;
  const words = quantityWords(id, work.design, view.label);
  const label = words ? messages.quantityLabel(words) : id;
  const left = Math.max(0, Math.min(at.x - EDITOR_WIDTH / 2, page.diagramWidth - EDITOR_WIDTH));
  return html`<form
    class="editor"
    part="editor"
    style=${styled(`left: ${left}px; top: ${at.y + layout.radius * 0.9}px; width: ${EDITOR_WIDTH}px`)}
    @submit=${(event: Event) => {
      event.preventDefault();
      actions.applyEdit();
    }}
    @focusout=${(event: FocusEvent) => {
      const form = event.currentTarget as HTMLElement;
      // Another window is not another place on the page.
      if (document.hasFocus() && !form.contains(event.relatedTarget as Node | null)) actions.leaveEdit();
    }}
  >
    <label for="editor-input">${label}</label>
    <div class="editor-line">
      <input
        id="editor-input"
        type="text"
        inputmode="text"
        autocomplete="off"
        spellcheck="false"
        .value=${text}
        aria-invalid=${problem ? 'true' : 'false'}
        aria-describedby="editor-problem"
        @input=${(event: Event) => actions.typing((event.target as HTMLInputElement).value)}
      />
      <button class="primary-button" type="submit" title=${messages.editor.enter}>${messages.editor.apply}</button>
    </div>
    <p id="editor-problem" class="editor-problem" role="alert">${problem ?? nothing}</p>
    ${editorLinks(view, id)}
  </form>`;
}

/** The way to the derivation of what is typed, and out of the editor. */
function editorLinks(view: LessonView, id: QuantityId): TemplateResult {
  const { lesson, messages, actions } = view;
  const derive = () => {
    actions.cancelEdit();
    lesson.select(id);
  };
  return html`<div class="editor-line">
    ${
      isParameter(id)
        ? html`<button class="link-button" type="button" @click=${derive}>
            ${messages.editor.derive(view.label(`d${id}`))} →
          </button>`
        : nothing
    }
    <button class="link-button quiet" type="button" @click=${() => actions.cancelEdit()}>
      ${messages.editor.cancel}
    </button>
  </div>`;
}
