/** Formulas as MathML, which the browser sets itself: they can be written into a page before it is sent, and need no fonts of ours. */
import { breakable } from '../kit/formula';
import { withNames } from '../kit/formulaNames';

/** KaTeX, as far as it is needed here. */
export interface Typesetter {
  renderToString(latex: string, options: object): string;
}

/** Signs that a line may be broken before. */
const BREAKS = ['+', '-', '\\leftarrow', '\\cdot'];

/** The rows of a displayed formula, each as chunks that a line may be broken between; equations side by side have rows of their own. */
function rowMarkups(katex: Typesetter, lines: readonly string[]): string[] {
  const rows = lines.flatMap((line) => line.split(/(?:\\qquad)+/));
  return rows.map((row) =>
    chunksOf(breakable(row))
      .map((chunk) => mathMarkup(katex, chunk, true))
      .join('<wbr />'),
  );
}

/** A formula of one line or several: in the text, or displayed in rows. */
export function formulaMarkup(katex: Typesetter, lines: readonly string[], display: boolean): string {
  const parts = display
    ? rowMarkups(katex, lines).map((row) => `<span class="row">${row}</span>`)
    : lines.map((line) => `<span class="whole">${mathMarkup(katex, line, false)}</span>`);
  return parts.join(' ');
}

/** Around the name of a function, as in t ln a, stands a thin space, but for signs and its own bracket; KaTeX's MathML leaves it out. */
const BEFORE_FUNCTION = /(<\/(mi|mn|msub|msup|msubsup|mfrac)>|[)\]]<\/mo>)(?=<mi>\w+<\/mi><mo>\u2061<\/mo>)/g;
const AFTER_FUNCTION = /<mo>\u2061<\/mo>(?!<mo)/g;
const THIN = '<mspace width="0.167em"></mspace>';

/** One `<math>` element. Symbols and numbers that the core tagged have their id in `data-id`, numbers their double in `data-value`. */
export function mathMarkup(katex: Typesetter, latex: string, display: boolean): string {
  // In MathML KaTeX keeps the target of a link, and no other attribute.
  const linked = `${display ? '\\displaystyle ' : ''}${latex.replace(/\\htmlData\{([^{}]*)\}/g, '\\href{#$1}')}`;
  const markup = withNames(linked, (text) =>
    katex.renderToString(text, {
      output: 'mathml',
      throwOnError: false,
      trust: (context: { command: string }) => context.command === '\\href',
      strict: 'ignore',
    }),
  );
  const [, attributes, body] = /<math([^>]*)>(.*)<\/math>/s.exec(markup) ?? ['', '', ''];
  const bare = body
    .replace(/<annotation[^>]*>.*?<\/annotation>/gs, '')
    .replace(/<\/?semantics>/g, '')
    .replace(BEFORE_FUNCTION, `$&${THIN}`)
    .replace(AFTER_FUNCTION, `$&${THIN}`)
    .replace(/ href="#([^"]*)"/g, (_, tags: string) =>
      tags
        .split(',')
        .map((tag) => / *(\w+)=(.*)/.exec(tag)!)
        .map(([, name, value]) => ` data-${name}="${value}"`)
        .join(''),
    );
  return `<math${attributes}>${bare}</math>`;
}

/** Where a short bracket that begins there ends: a line breaks beside it rather than within. Otherwise the place itself. */
function pastShort(latex: string, at: number): number {
  let depth = 0;
  for (let end = at; end < latex.length; end++) {
    if (latex[end] === '(') depth++;
    else if (latex[end] === ')' && --depth === 0) {
      const seen = latex.slice(at, end).replace(/\\htmlData\{[^{}]*\}|[{}_^\s]/g, '');
      return seen.replace(/\\[a-zA-Z]+/g, 'x').length <= 14 ? end : at;
    }
  }
  return at;
}

/** Cut before the signs that are in no fraction, index, short bracket or one that grows with its content. */
function chunksOf(latex: string): string[] {
  const chunks: string[] = [];
  let [depth, start] = [0, 0];
  for (let at = 0; at < latex.length; at++) {
    if (latex[at] === '(') at = pastShort(latex, at);
    if (latex[at] === '{' || (latex.startsWith('\\left', at) && !latex.startsWith('\\leftarrow', at))) depth++;
    else if (latex[at] === '}' || latex.startsWith('\\right', at)) depth--;
    if (depth > 0 || !latex.slice(start, at).trim()) continue;
    const isSign =
      latex[at] === '=' || (latex[at - 1] === ' ' && BREAKS.some((sign) => latex.startsWith(`${sign} `, at)));
    if (!isSign) continue;
    chunks.push(latex.slice(start, at));
    start = at;
  }
  chunks.push(latex.slice(start));
  // A sign at the beginning of a chunk stands between two things all the same.
  return chunks.map((chunk) =>
    /^(=|[+-]|\\cdot|\\leftarrow)/.test(chunk.trim()) ? `{}${chunk.trim()}` : chunk.trim(),
  );
}

/** Tells formulas apart, so that one that is on the page already is not set again. */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(36);
}
