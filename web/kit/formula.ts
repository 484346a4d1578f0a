/** LaTeX to HTML by KaTeX. Symbols and numbers that the core tagged become parts that can be pointed at and focused. */
import { html, noChange, type TemplateResult } from 'lit';
import { Directive, directive } from 'lit/directive.js';
import { Lazy } from './lazy';
import { styled } from './styled';
import type { Speak } from './typesetter';

/** It is two fifths of the page's script, and the opening does without. */
export const typesetter = new Lazy(() => import('./typesetter'));

type Typesetter = typeof import('./typesetter');

const MAX_CACHED = 1000;
const cache = new Map<string, DocumentFragment>();

/**
 * `key` changes with whatever `speak` depends on, so that a rendered formula can be kept. While KaTeX is on its way the
 * formula's place is kept free, and `arrived` is called then.
 */
export function formula(latex: string, speak: Speak, key: string, arrived: () => void): TemplateResult {
  return html`<span class="formula">${drawn(latex, speak, key, arrived)}</span>`;
}

/** Copies a rendered formula into the page; one that is there already stays as it is. */
class DrawnFormula extends Directive {
  private shown = '';

  render(latex: string, speak: Speak, key: string, arrived: () => void): unknown {
    const setter = typesetter.get(arrived);
    if (typeof setter === 'string') return placeOf(latex);
    const cacheKey = `${key}\n${latex}`;
    if (cacheKey === this.shown) return noChange;
    this.shown = cacheKey;
    return typeset(setter, latex, speak, key).cloneNode(true);
  }
}

/** About as much room as the formula will take. */
function placeOf(latex: string): TemplateResult {
  const signs = latex.replace(/\\htmlData\{[^{}]*\}|[{}^_ ]/g, '').replace(/\\[a-z]+/gi, 'm').length;
  const height = latex.includes('\\frac') ? 2.6 : 1.9;
  return html`<span class="formula-place" style=${styled(`width: ${0.5 * signs}em; height: ${height}em`)}></span>`;
}

/** Typesets a formula for when it is drawn. */
export function prepare(latex: string, speak: Speak, key: string): void {
  if (typesetter.here) typeset(typesetter.here, latex, speak, key);
}

/** The formula as it is copied into the page; kept for when it is next wanted. */
function typeset({ render }: Typesetter, latex: string, speak: Speak, key: string): DocumentFragment {
  const cacheKey = `${key}\n${latex}`;
  let rendered = cache.get(cacheKey);
  if (!rendered) {
    rendered = render(latex, speak);
    if (cache.size >= MAX_CACHED) cache.delete(cache.keys().next().value!);
    cache.set(cacheKey, rendered);
  }
  return rendered;
}

const drawn = directive(DrawnFormula);

export interface EquationLine {
  /** empty on all lines but the first */
  left: string;
  sign: string;
  right: string;
}

/**
 * The formula with parentheses that a line may be broken within, as those that grow with their content are one piece. Beside
 * fractions they are large.
 */
export function breakable(latex: string): string {
  const size = latex.includes('\\frac') ? '\\Bigl' : '';
  return latex.replaceAll('\\left(', `${size}(`).replaceAll('\\right)', `${size.replace('gl', 'gr')})`);
}

/** An equation cut at its signs, so that `=` can be aligned below `=` and no line is longer than it must be. */
export function splitEquation(latex: string): EquationLine[] {
  const cuts: { at: number; sign: string }[] = [];
  let depth = 0;
  for (let at = 0; at < latex.length; at++) {
    if (latex[at] === '{') depth++;
    else if (latex[at] === '}') depth--;
    if (depth > 0) continue;
    if (latex.startsWith('\\leftarrow', at)) cuts.push({ at, sign: '\\leftarrow' });
    else if (latex[at] === '=') cuts.push({ at, sign: '=' });
  }
  return cuts.map(({ at, sign }, index) => ({
    left: index === 0 ? latex.slice(0, at) : '',
    sign,
    right: latex.slice(at + sign.length, cuts[index + 1]?.at),
  }));
}
