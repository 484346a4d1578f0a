/** LaTeX to HTML by KaTeX. Symbols and numbers that the core tagged become parts that can be pointed at and focused. */
import katex from 'katex';
import { html, type TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import type { QuantityId } from '../wasm/index';

/** Says what a tagged symbol is, with its value where it is a number. */
export type Speak = (id: QuantityId, value: string | null) => string;

const MAX_CACHED = 2000;
const cache = new Map<string, string>();

/** `key` stands for whatever `speak` depends on, so that a rendered formula can be kept. */
export function formula(latex: string, speak: Speak, key: string): TemplateResult {
  const cacheKey = `${key}\n${latex}`;
  let markup = cache.get(cacheKey);
  if (markup === undefined) {
    markup = render(latex, speak);
    if (cache.size >= MAX_CACHED) cache.delete(cache.keys().next().value!);
    cache.set(cacheKey, markup);
  }
  return html`<span class="formula">${unsafeHTML(markup)}</span>`;
}

function render(latex: string, speak: Speak): string {
  const template = document.createElement('template');
  template.innerHTML = katex.renderToString(`\\displaystyle ${latex}`, {
    output: 'htmlAndMathml',
    throwOnError: false,
    // Only our own tags: no links, no images, no styles come in through a formula.
    trust: (context) => context.command === '\\htmlData',
    strict: (code: string) => (code === 'htmlExtension' ? 'ignore' : 'warn'),
  });
  const root = template.content;
  root.querySelectorAll('annotation').forEach((annotation) => annotation.remove());
  root.querySelectorAll<HTMLElement>('.katex-html').forEach((visible) => makeReachable(visible, speak));
  return template.innerHTML;
}

/**
 * Assistive technology reads the MathML; of the visible half only the tagged symbols are offered, as one roving group:
 * the first can be tabbed to, arrow keys go on from there.
 */
function makeReachable(visible: HTMLElement, speak: Speak): void {
  const symbols = [...visible.querySelectorAll<HTMLElement>('[data-id]')].filter(
    (symbol) => !symbol.parentElement?.closest('[data-id]'),
  );
  if (symbols.length === 0) return;
  visible.removeAttribute('aria-hidden');
  hideAllBut(visible, symbols);
  symbols.forEach((symbol, index) => {
    symbol.setAttribute('role', 'img');
    symbol.setAttribute('tabindex', index === 0 ? '0' : '-1');
    symbol.setAttribute('aria-label', speak(symbol.dataset.id!, symbol.dataset.value ?? null));
  });
}

function hideAllBut(parent: Element, symbols: HTMLElement[]): void {
  for (const child of parent.children) {
    if (symbols.includes(child as HTMLElement)) continue;
    if (symbols.some((symbol) => child.contains(symbol))) hideAllBut(child, symbols);
    else child.setAttribute('aria-hidden', 'true');
  }
}

export interface EquationLine {
  /** empty on all lines but the first */
  left: string;
  sign: string;
  right: string;
}

/** An equation cut at its signs, so that `=` can stand below `=` and no line is longer than it must be. */
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
