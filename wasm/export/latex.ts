/** The core's LaTeX for any other program that typesets LaTeX. */
import { argument } from '../reading/place';
import { readList, readText } from '../reading/reader';
import type { Step } from '../types/index';

/** A step's formula, line by line: symbols, numbers, result, as far as it has them; tagged as the core has them. */
export function stepLines(step: Step): string[] {
  const place = argument('step');
  const read = (key: 'symbols' | 'numbers' | 'result') =>
    readText(
      place.guard(() => step[key]),
      place.at(key),
    );
  const [symbols, numbers, result] = [read('symbols'), read('numbers'), read('result')];
  return [symbols, ...[numbers, step.value === null ? '' : result].filter(Boolean).map((latex) => `= ${latex}`)];
}

/** `\htmlData{…}{body}` as its body: plain LaTeX with amsmath. */
export function plainLatex(tagged: string): string {
  let text = readText(tagged, argument('tagged'));
  for (let at = text.indexOf(tag); at >= 0; at = text.indexOf(tag, at)) {
    const open = closing(text, at + tag.length - 1) + 1;
    const end = closing(text, open);
    const body = text.slice(open + 1, end);
    // A script after the tag belonged to the whole body; and a command must not run into a letter.
    const grouped =
      /^[\^_]/.test(text.slice(end + 1)) || (/\\[a-zA-Z]+$/.test(body) && /^[a-zA-Z]/.test(text.slice(end + 1)));
    text = text.slice(0, at) + (grouped ? `{${body}}` : body) + text.slice(end + 1);
  }
  return text;
}

const tag = '\\htmlData{';

/** The position of the brace that closes the one at `open`. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '{') depth++;
    else if (text[at] === '}' && --depth === 0) return at;
  }
  return text.length;
}

/** Lines of one formula with their first relation signs under one another. */
export function aligned(lines: readonly string[]): string {
  const place = argument('lines');
  return readList(lines, place, 0, Infinity)
    .map((line, index) => `  ${alignedLine(readText(line, place.at(index)).trim())}`)
    .join(' \\\\\n');
}

function alignedLine(line: string): string {
  const cut = firstSign(line);
  if (cut > 0) return `${line.slice(0, cut).trim()} &${line.slice(cut)}`;
  return cut === 0 ? `&${line}` : `&\\quad ${line}`;
}

/** The position of the first `=` or arrow outside of all braces and environments; −1 where there is none. */
function firstSign(latex: string): number {
  let depth = 0;
  for (let at = 0; at < latex.length; at++) {
    if (latex[at] === '{' || latex.startsWith('\\begin', at)) depth++;
    else if (latex[at] === '}' || latex.startsWith('\\end', at)) depth--;
    if (depth === 0 && (latex[at] === '=' || latex.startsWith('\\leftarrow', at))) return at;
  }
  return -1;
}
