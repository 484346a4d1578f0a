/** The quiet button beside a formula that copies it as LaTeX. */
import { html, type TemplateResult } from 'lit';
import { formulaLatex, portable } from '../../kit/formulaLatex';
import { icon } from '../../kit/icons';
import { copyText } from '../../kit/clipboard';
import type { LessonView } from '../view';
import { addStyles } from '../../kit/lateStyles';
import { copyFormulaStyles } from './copyFormula.styles';

addStyles(copyFormulaStyles);

/** `lines` are the formula as the core has it, one or more lines with their relation signs under one another. */
export function copyFormula(view: LessonView, lines: readonly string[]): TemplateResult {
  const { messages, page, actions } = view;
  const key = lines.join('\n');
  const copied = page.copied === key;
  const name = copied ? messages.number.copied : messages.take.copyFormula;
  const copy = async (event: Event) => {
    const button = event.currentTarget as HTMLElement;
    const exportFormula = await portable(formulaLatex(lines));
    const done = await copyText(exportFormula, button);
    // Where nothing may be copied, the text can be selected in the dialog.
    if (!done) return actions.change({ exportKind: 'formula', dialog: 'take', exportFormula, exportStatus: '' });
    actions.copied(key);
  };
  return html`<button class="copy-formula" aria-label=${name} title=${name} @click=${copy}>
    ${copied ? '✓' : icon('copy')}
  </button>`;
}
