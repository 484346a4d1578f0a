/** Where network, samples and document are edited: beside the diagram, or over a narrow page. Fetched when first opened. */
import { html, nothing, type TemplateResult } from 'lit';
import { historyButtons } from '../kit/historyButtons';
import { iconButton } from '../kit/icons';
import { addStyles } from '../kit/lateStyles';
import { PageError } from '../work/problem';
import { editorStyles } from './editor.styles';
import { copyText, downloadText } from '../kit/clipboard';
import type { Sheet } from '../lesson/pageState';
import type { EditorView } from './editorView';
import { documentText } from './documentText';
import { MAX_DOCUMENT_CHARACTERS } from './files';
import './networkEditor';
import './samplesTable';
import { textsOf } from './texts';

addStyles(editorStyles);

const SHEETS: readonly Sheet[] = ['network', 'samples', 'json'];

export function editorSheet(view: EditorView): TemplateResult {
  const { page, actions } = view;
  const words = textsOf(view);
  return html`
    <div class="sheet-head">
      <h2 id="sheet-title" class="visually-hidden">${words.title}</h2>
      <div class="tabs" role="tablist" aria-label=${words.title}>
        ${SHEETS.map(
          (sheet) =>
            html`<button
              role="tab"
              id="sheet-tab-${sheet}"
              aria-selected=${page.sheet === sheet}
              aria-controls="sheet-body"
              tabindex=${page.sheet === sheet ? 0 : -1}
              @click=${() => actions.openSheet(sheet)}
            >
              ${words.tabs[sheet]}
            </button>`,
        )}
      </div>
      <span class="button-row"
        >${historyButtons(view)} ${iconButton(words.close, '✕', () => actions.openSheet(null), { classes: 'text' })}
      </span>
    </div>
    <div class="sheet-body" id="sheet-body" role="tabpanel" aria-labelledby="sheet-tab-${page.sheet}">
      ${sheetBody(view)}
    </div>
  `;
}

function sheetBody(view: EditorView): TemplateResult {
  switch (view.page.sheet) {
    case 'samples':
      return html`<backprop-samples-table .view=${view}></backprop-samples-table>`;
    case 'json':
      return documentEditor(view);
    default:
      return html`<backprop-network-editor .view=${view}></backprop-network-editor>`;
  }
}

// ------------------------------------------------------------------ the document

function documentEditor(view: EditorView): TemplateResult {
  const { work, page, actions } = view;
  const words = textsOf(view).json;
  const problem = view.problemAt('document');
  const text = page.documentText ?? documentText(work.document);
  // Typing draws nothing anew.
  const now = () => page.documentText ?? text;
  const copied = page.copied === 'document';
  const tooLong = text.length > MAX_DOCUMENT_CHARACTERS && page.documentText === null;
  return html`
    <p class="why">${words.explain}</p>
    ${
      tooLong
        ? html`<p class="notice">${words.tooLong(text.length)}</p>`
        : html`<label class="stacked">
            <span>${words.label}</span>
            <textarea
              id="document-input"
              rows="22"
              spellcheck="false"
              autocomplete="off"
              aria-invalid=${problem ? 'true' : 'false'}
              aria-describedby="document-problem"
              .value=${text}
              @input=${(event: Event) => actions.documentTyping((event.target as HTMLTextAreaElement).value)}
            ></textarea>
          </label>`
    }
    <p id="document-problem" class="editor-problem" role="alert">${problem}</p>
    <div class="dialog-buttons">
      <button class="plain-button copy-document" @click=${(event: Event) => void copy(event, view, now())}>
        ${copied ? words.copied : words.copy}
      </button>
      <span class="visually-hidden" role="status">${copied ? words.copied : nothing}</span>
      <button
        class="plain-button download-document"
        @click=${() => downloadText(now(), fileName(work.document.title), 'application/json')}
      >
        ${words.download}
      </button>
      <label class="plain-button file-button">
        ${words.file}
        <input
          type="file"
          accept=".json,application/json"
          @change=${(event: Event) => actions.readFile(event.target as HTMLInputElement)}
        />
      </label>
      <button class="primary-button" ?disabled=${tooLong} @click=${() => actions.openDocument(now())}>
        ${words.open}
      </button>
    </div>
  `;
}

async function copy(event: Event, { work, actions }: EditorView, text: string): Promise<void> {
  if (await copyText(text, event.currentTarget as HTMLElement)) actions.copied('document');
  else work.fail('document', new PageError('copyRefused'));
}

function fileName(title = 'scenario'): string {
  return `${title.replace(/[^\p{L}\p{N}-]+/gu, '-').slice(0, 60)}.json`;
}
