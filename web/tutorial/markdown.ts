/** A copy of the article as Markdown: formulas between dollar signs, figures as pictures beside it. */
import { aligned } from '../../wasm/index';
import { markdownWords } from '../../wasm/export/writers';
import type { Copy } from './copy';

/** `addressOf`: where a picture of that name is. `note`: before the text, with the words of a link in brackets. */
export function markdownOf(copy: Copy, note: string, addressOf: (name: string) => string): string {
  const writer = new Writer(copy, addressOf);
  const [title, ...blocks] = writer.blocks(copy.body);
  const linked = markdownWords(note).replace(/\\\[(.*)\\\]/, `[$1](<${copy.address}>)`);
  return `${[title, `> ${linked}`, ...blocks].join('\n\n')}\n`;
}

class Writer {
  constructor(
    private readonly copy: Copy,
    private readonly addressOf: (name: string) => string,
  ) {}

  /** Each heading, paragraph, formula, table and picture within an element. */
  blocks(element: Element): string[] {
    return [...element.children].flatMap((child) => this.block(child)).filter((block) => block.trim());
  }

  private block(element: Element): string[] {
    const words = () => this.inline(element).replace(/\s+/g, ' ').trim();
    const { dataset } = element as HTMLElement;
    if (dataset.latex !== undefined) return [display(dataset.latex.split('\n'))];
    switch (element.localName) {
      case 'h1':
        return [`# ${words()}`];
      case 'h2':
        return [`## ${words()}`];
      case 'p':
        return [element.classList.contains('try') ? `> ${words()}` : words()];
      case 'figcaption':
        return [words()];
      case 'table':
        return [this.table(element as HTMLTableElement)];
      case 'img': {
        const { name, words: description } = this.copy.pictures[Number(dataset.picture)];
        return [`![${markdownWords(description)}](${this.addressOf(name)})`];
      }
      default:
        return this.blocks(element);
    }
  }

  private table(table: HTMLTableElement): string {
    const rows = [...table.rows].map((row) =>
      [...row.cells].map((cell) =>
        this.inline(cell)
          .replace(/\s+/g, ' ')
          .trim()
          .replaceAll(/(?<!\\)\|/g, '\\vert '),
      ),
    );
    const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
    const [head, ...body] = rows;
    return [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n');
  }

  private inline(element: Element): string {
    return [...element.childNodes].reduce((text, node) => joined(text, this.part(node)), '');
  }

  private part(node: Node): string {
    if (node.nodeType === Node.TEXT_NODE) return markdownWords(node.textContent!);
    if (node.nodeType !== Node.ELEMENT_NODE) return '';
    const element = node as HTMLElement;
    const { latex } = element.dataset;
    if (latex !== undefined) return latex ? `$${latex.replaceAll('\n', ' ')}$` : '';
    const text = this.inline(element);
    if (element.localName === 'em') return `*${text}*`;
    if (element.localName === 'a') return `[${text}](<${(element as HTMLAnchorElement).href}>)`;
    return text;
  }
}

/** Many readers of Markdown take a dollar sign right beside a letter or a digit for no formula. */
const joined = (before: string, after: string): string =>
  (after.startsWith('$') && /[\p{L}\p{N}]$/u.test(before)) ||
  (/(?<!\\)\$$/.test(before) && /^[\p{L}\p{N}]/u.test(after))
    ? `${before} ${after}`
    : before + after;

function display(lines: readonly string[]): string {
  const rows = lines.flatMap((line) => line.split('\\qquad')).filter((row) => row.trim());
  const [only] = rows;
  return `$$\n${rows.length === 1 ? only.trim() : `\\begin{aligned}\n${aligned(rows)}\n\\end{aligned}`}\n$$`;
}
