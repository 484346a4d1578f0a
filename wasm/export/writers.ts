/** Documents as Markdown with $$ formulas, and as a fragment of LaTeX. */
import type { Session } from '../session';
import type { QuantityId } from '../types/index';
import { derivationDocument, iterationDocument, type Block, type DocumentOptions } from './document';
import { documentTexts } from './documentTexts';
import { aligned } from './latex';
import { latexNames, latexText, packagesOf, unknownToPdflatex } from './latexText';
import { readTexts } from './options';

/** One iteration on one sample as Markdown; formulas are LaTeX between `$$`. */
export function exportMarkdown(session: Session, options: DocumentOptions = {}): string {
  return markdown(iterationDocument(session, options));
}

/**
 * The derivation of ∂L/∂id, or without an id the iteration, as LaTeX to be put into a document. A comment at the top
 * says which packages that must load, and which characters pdflatex does not know.
 */
export function exportLatex(session: Session, id: QuantityId | undefined, options: DocumentOptions = {}): string {
  const blocks = id === undefined ? iterationDocument(session, options) : derivationDocument(session, id, options);
  const texts = readTexts(options.texts, documentTexts);
  const text = latex(blocks);
  const unknown = unknownToPdflatex(text);
  const shown = unknown.slice(0, 12).join(' ') + (unknown.length > 12 ? ' …' : '');
  const needs = [texts.latexNeeds(packagesOf(text)), ...(unknown.length ? [texts.latexCharacters(shown)] : [])];
  return `${needs.map((line) => `% ${line}\n`).join('')}\n${text}`;
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
      return paragraph(block.text);
    case 'formula':
      return `$$\n\\begin{aligned}\n${aligned(block.lines.map(withNote))}\n\\end{aligned}\n$$`;
    case 'table': {
      const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
      const row = (cells: readonly string[]) => line(cells.map(markdownText));
      return [
        row(block.head),
        line(block.head.map((_, index) => (index ? '---:' : '---'))),
        ...block.rows.map(row),
      ].join('\n');
    }
    case 'diagram':
      return '';
  }
}

/** Signs that mean something in Markdown, as signs. */
export const markdownWords = (text: string): string =>
  text.replace(/[\\`*_[\]{}<>$#&~|@]|:(?=\/)|(?<=www)\./gi, '\\$&');

/** Words for Markdown: they are shown as they are, whatever they contain. */
const markdownText = (text: string): string =>
  markdownWords(text).replace(/^\s+|\s+$/g, (blanks) => blanks.replace(/./gs, (blank) => `&#${blank.codePointAt(0)};`));

/** A paragraph may not begin like a list, a line or a heading. */
const paragraph = (text: string): string => markdownText(text).replace(/^[-+=:]|(?<=^\d+)[.)]/, '\\$&');

const withNote = ({ latex, note }: { latex: string; note?: string }): string =>
  latexNames(latex) + (note ? ` \\qquad \\text{${latexText(note, '\\(', '\\)')}}` : '');

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
      // After `\\\\` a bracket or an asterisk would be an argument of it.
      const row = (cells: readonly string[]) =>
        `${cells
          .map((cell) => latexText(cell))
          .join(' & ')
          .replace(/^\s*[[*]/, '{}$&')} \\\\`;
      const rows = [row(block.head), '\\hline', ...block.rows.map(row)].join('\n');
      return `\\begin{tabular}{l${'r'.repeat(block.head.length - 1)}}\n${rows}\n\\end{tabular}`;
    }
    case 'diagram':
      return '';
  }
}
