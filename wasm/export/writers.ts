/** Documents as Markdown with $$ formulas, and as a fragment of LaTeX. */
import type { Session } from '../session';
import type { QuantityId } from '../types';
import { derivationDocument, iterationDocument, type Block, type DocumentOptions } from './document';
import { documentTexts } from './documentTexts';
import { aligned } from './latex';

/** One iteration on one sample as Markdown; formulas are LaTeX between `$$`. */
export function exportMarkdown(session: Session, options: DocumentOptions = {}): string {
  return markdown(iterationDocument(session, options));
}

/** The derivation of ∂L/∂id, or without an id the iteration, as LaTeX to be put into a document that loads amsmath. */
export function exportLatex(session: Session, id: QuantityId | undefined, options: DocumentOptions = {}): string {
  const { texts = documentTexts } = options;
  const blocks = id === undefined ? iterationDocument(session, options) : derivationDocument(session, id, options);
  return `% ${texts.latexNeeds}\n\n${latex(blocks)}`;
}

// ---------------------------------------------------------------- Markdown

export function markdown(blocks: readonly Block[]): string {
  return `${blocks.map(markdownBlock).filter(Boolean).join('\n\n')}\n`;
}

function markdownBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${markdownText(block.text)}`;
    case 'text':
      return markdownText(block.text);
    case 'formula':
      return `$$\n\\begin{aligned}\n${aligned(block.lines.map(withNote))}\n\\end{aligned}\n$$`;
    case 'table': {
      const row = (cells: readonly string[]) =>
        `| ${cells.map((cell) => markdownText(cell).replaceAll('|', '\\|')).join(' | ')} |`;
      return [
        row(block.head),
        row(block.head.map((_, index) => (index ? '---:' : '---'))),
        ...block.rows.map(row),
      ].join('\n');
    }
    case 'diagram':
      return '';
  }
}

const markdownText = (text: string): string => text.replace(/[\\`*_[\]<>$#]/g, '\\$&');

const withNote = ({ latex, note }: { latex: string; note?: string }): string =>
  note ? `${latex} \\qquad \\text{${latexText(note)}}` : latex;

// ---------------------------------------------------------------- LaTeX

export function latex(blocks: readonly Block[]): string {
  return `${blocks.map(latexBlock).filter(Boolean).join('\n\n')}\n`;
}

const sections = { 1: 'section', 2: 'subsection', 3: 'subsubsection' };

function latexBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `\\${sections[block.level]}*{${latexText(block.text)}}`;
    case 'text':
      return latexText(block.text);
    case 'formula':
      return `\\begin{align*}\n${aligned(block.lines.map(withNote))}\n\\end{align*}`;
    case 'table': {
      const row = (cells: readonly string[]) => `${cells.map(latexText).join(' & ')} \\\\`;
      const rows = [row(block.head), '\\hline', ...block.rows.map(row)].join('\n');
      return `\\begin{tabular}{l${'r'.repeat(block.head.length - 1)}}\n${rows}\n\\end{tabular}`;
    }
    case 'diagram':
      return '';
  }
}

const latexCharacters: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
  '∂': '$\\partial$',
  δ: '$\\delta$',
  σ: '$\\sigma$',
  η: '$\\eta$',
  θ: '$\\theta$',
  '−': '$-$',
  '×': '$\\times$',
  '·': '$\\cdot$',
  '½': '$\\frac12$',
  '→': '$\\to$',
  '′': "$'$",
  '…': '\\dots{}',
};

/** Words for LaTeX: its special characters escaped, mathematical signs and raised or lowered digits as formulas. */
export function latexText(text: string): string {
  return text.replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾⁻]+|[₀₁₂₃₄₅₆₇₈₉]+|[#$%&_{}]|[\\^~∂δσηθ−×·½→′…]/g, (found) => {
    if (/[⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾⁻]/.test(found)) return `$^{${found.normalize('NFKC').replace('−', '-')}}$`;
    if (/[₀-₉]/.test(found)) return `$_{${found.normalize('NFKC')}}$`;
    return latexCharacters[found] ?? `\\${found}`;
  });
}
