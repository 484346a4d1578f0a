/** The iteration as a page to be printed: a document of its own, light, with sensible page breaks. */
import katex from 'katex';
import katexCss from 'katex/dist/katex.min.css?raw';
import { aligned, iterationDocument, type Block, type DocumentOptions } from '../../wasm/index';
import { fontRules } from '../kit/fonts';
import { withNames } from '../kit/formulaNames';
import { escaped } from '../kit/markup';
import type { LessonView } from '../lesson/view';
import { standaloneSvg } from './svg';

const paper = `
  @page { size: A4; margin: 18mm 16mm; }
  html { color-scheme: light; background: #fff; }
  body { margin: 0 auto; max-width: 178mm; padding: 12px; color: #1c2026;
    font: 10.5pt/1.5 system-ui, 'Noto Sans', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif; }
  h1 { font-size: 18pt; margin: 0 0 4pt; }
  h2 { font-size: 13.5pt; margin: 18pt 0 4pt; border-bottom: 0.5pt solid #aab; break-after: avoid; }
  h3 { font-size: 11pt; margin: 10pt 0 1pt; break-after: avoid; }
  p { margin: 2pt 0; orphans: 3; widows: 3; }
  section { break-inside: avoid; }
  .formula { margin: 3pt 0; overflow-x: auto; break-inside: avoid; }
  .katex { font-size: 1.06em; }
  .katex-display { margin: 0.35em 0; }
  svg { display: block; max-width: 100%; height: auto; margin: 8pt auto; break-inside: avoid; }
  table { border-collapse: collapse; margin: 8pt 0; font-variant-numeric: tabular-nums; font-size: 9.5pt; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  th, td { padding: 1.5pt 10pt 1.5pt 0; text-align: right; border-bottom: 0.4pt solid #d5d8de; overflow-wrap: anywhere; }
  th:first-child, td:first-child { text-align: left; }
  @media print { body { padding: 0; max-width: none; } }`;

export function printable(view: LessonView, options: DocumentOptions): string {
  const styles = `${katexCss}${fontRules()}${paper}`;
  const body = sections(iterationDocument(view.work.session, options), standaloneSvg(view));
  const title = escaped(options.title ?? '');
  return `<!doctype html><html lang="${view.messages.language}"><head><meta charset="utf-8"><title>${title}</title><style>${styles}</style></head><body>${body}</body></html>`;
}

/** A step stays together with its heading. */
function sections(blocks: readonly Block[], picture: string): string {
  let open = false;
  const parts = blocks.map((block) => {
    const begins = block.kind === 'heading' && block.level === 3;
    const ends = open && block.kind === 'heading';
    const text = `${ends ? '</section>' : ''}${begins ? '<section>' : ''}${blockMarkup(block, picture)}`;
    if (block.kind === 'heading') open = begins;
    return text;
  });
  return parts.join('\n') + (open ? '</section>' : '');
}

function blockMarkup(block: Block, picture: string): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${escaped(block.text)}</h${block.level}>`;
    case 'text':
      return block.text ? `<p>${escaped(block.text)}</p>` : '';
    case 'formula':
      return `<div class="formula">${set(block.lines.map(({ latex }) => latex))}</div>`;
    case 'table': {
      const row = (cells: readonly string[], cell: string) =>
        `<tr>${cells.map((text) => `<${cell}>${escaped(text)}</${cell}>`).join('')}</tr>`;
      const rows = block.rows.map((cells) => row(cells, 'td')).join('');
      return `<table><thead>${row(block.head, 'th')}</thead><tbody>${rows}</tbody></table>`;
    }
    case 'diagram':
      return picture.replace(/^<\?xml.*\?>\n/, '');
  }
}

const set = (lines: readonly string[]): string =>
  withNames(`\\begin{aligned}\n${aligned(lines)}\n\\end{aligned}`, (text) =>
    katex.renderToString(text, {
      displayMode: true,
      fleqn: true,
      throwOnError: false,
      strict: 'ignore',
    } as katex.KatexOptions),
  );
