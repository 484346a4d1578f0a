/** The quiet button beside a formula that copies it as LaTeX. */
import { html, type TemplateResult } from 'lit';
import { aligned, plainLatex } from '../../wasm/index';
import { icon } from '../kit/icons';
import { copyText } from '../kit/clipboard';
import type { LessonView } from './view';

/** `lines` are the formula as the core has it, one or more lines with their relation signs under one another. */
export function copyFormula(view: LessonView, lines: readonly string[]): TemplateResult {
  const { messages, page, actions } = view;
  const key = lines.join('\n');
  const copied = page.copied === key;
  const name = copied ? messages.number.copied : messages.take.copyFormula;
  const copy = async (event: Event) => {
    const button = event.currentTarget as HTMLElement;
    const takeFormula = await portable(formulaLatex(lines));
    const done = await copyText(takeFormula, button);
    // Where nothing may be copied, the text can be selected in the dialog.
    if (!done) return actions.change({ take: 'formula', dialog: 'take', takeFormula, takeTold: '' });
    actions.copied(key);
  };
  return html`<button class="copy-formula" aria-label=${name} title=${name} @click=${copy}>
    ${copied ? '✓' : icon('copy')}
  </button>`;
}

/** Names may have signs that are commands in LaTeX; their table is fetched where there are any. */
async function portable(latex: string): Promise<string> {
  if (/^[\n -~]*$/.test(latex)) return latex;
  return import('../../wasm/export/latexText').then(({ latexNames }) => latexNames(latex)).catch(() => latex);
}

/** As it is pasted into a document that loads amsmath. */
export function formulaLatex(lines: readonly string[]): string {
  const plain = lines.map(plainLatex);
  return plain.length === 1 ? plain[0] : `\\begin{aligned}\n${aligned(plain)}\n\\end{aligned}`;
}
