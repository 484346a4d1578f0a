/** A copy of the article as one HTML file: nothing to fetch, no scripts; to be read from disk, sent, or printed. */
import { svgAddress } from '../kit/markup';
import { formulaRules } from '../pieces/formula.styles';
import type { Copy } from './copy';

const styles = `
  @page { size: A4; margin: 18mm 17mm; }
  :root { color-scheme: light; --ink: #1c2026; --soft: #565d68; --line: #d9dce1; --accent: #0b5c94; }
  body { margin: 0 auto; max-width: 44rem; padding: 8px 20px 64px; background: #fff; color: var(--ink);
    font: 17px/1.65 system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif; }
  h1 { margin: 32px 0 20px; font-size: clamp(26px, 6vw, 32px); line-height: 1.2; text-wrap: balance; }
  h2 { margin: 52px 0 12px; font-size: 23px; line-height: 1.3; break-after: avoid; }
  p { margin: 0 0 14px; orphans: 3; widows: 3; }
  a { color: var(--accent); }
  .note { padding: 10px 16px; border: 1px solid var(--line); border-radius: 6px; color: var(--soft); font-size: 15px; }
  .try { padding-inline-start: 16px; border-inline-start: 3px solid var(--accent); break-inside: avoid; }
  figure { margin: 26px 0; break-inside: avoid; }
  img { display: block; width: 100%; height: auto; }
  figure p { margin: 6px 0 0; }
  figcaption { margin-block-start: 8px; color: var(--soft); font-size: 15px; line-height: 1.5; }
  .display { margin: 12px 0 18px; }
  .row { break-inside: avoid; }
  table { width: 100%; margin-block-end: 16px; border-collapse: collapse; font-size: 15px; line-height: 1.45; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  th, td { padding: 7px 12px 7px 0; border-block-end: 1px solid var(--line); text-align: start; vertical-align: top; }
  @media screen and (max-width: 600px) { table, .display { display: block; overflow-x: auto; } }
  @media print {
    body { max-width: none; padding: 0; font-size: 10.5pt; line-height: 1.5; }
    h1 { margin-block-start: 0; font-size: 20pt; }
    h2 { margin-block-start: 22pt; font-size: 14pt; }
    .note, figcaption, table { font-size: 9.5pt; }
    figure { margin: 14pt 0; }
    img { width: auto; max-width: 100%; max-height: 70mm; }
  }`;

/** `note`: before the text, with the words of a link in brackets. */
export function paperOf({ title, language, address, body, pictures }: Copy, note: string): string {
  const main = body.cloneNode(true) as HTMLElement;
  const { ownerDocument } = main;
  for (const picture of main.querySelectorAll<HTMLImageElement>('[data-picture]'))
    picture.src = svgAddress(pictures[Number(picture.dataset.picture)].svg);
  const about = ownerDocument.createElement('p');
  about.className = 'note';
  const [before, words, after] = note.split(/[[\]]/);
  const link = ownerDocument.createElement('a');
  Object.assign(link, { href: address, textContent: words });
  about.append(before, link, after);
  main.querySelector('h1')!.after(about);
  for (const name of ['data-latex', 'data-picture', 'data-id', 'data-value', 'data-label'])
    for (const part of main.querySelectorAll(`[${name}]`)) part.removeAttribute(name);
  const heading = ownerDocument.createElement('title');
  heading.textContent = title;
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">${heading.outerHTML}<style>${styles}${formulaRules.cssText}</style>`;
  return `<!doctype html>\n<html lang="${language}"><head>${head}</head><body>${main.outerHTML}</body></html>\n`;
}
