/** LaTeX to nodes by KaTeX, and its styles. Fetched after the opening, or with the first formula that it is to set (kit/formula.ts). */
import katex, { type KatexOptions } from 'katex';
import katexCss from 'katex/dist/katex.min.css?raw';
import { unsafeCSS } from 'lit';
import type { QuantityId } from '../../wasm/index';
import { withPlaceholders } from './formulaNames';
import { addStyles } from './lateStyles';
import { typesetterStyles } from './typesetter.styles';

/** vite.config.ts leaves the rules out that no formula of ours needs. */
addStyles(unsafeCSS(katexCss));
addStyles(typesetterStyles);

/** Says what a tagged symbol is, with its value where it is a number. */
export type Speak = (id: QuantityId, value: string | null) => string;

/** `katex.render` without its element, which in a page without a doctype refuses to. */
const toNodes = (latex: string, options: KatexOptions): Node =>
  (katex as unknown as { __renderToDomTree: (...from: unknown[]) => { toNode(): Node } })
    .__renderToDomTree(latex, options)
    .toNode();

/** The formula as it is copied into the page. */
export function render(latex: string, speak: Speak): DocumentFragment {
  const { latex: text, restored } = withPlaceholders(`\\displaystyle ${latex}`);
  const root = document.createDocumentFragment();
  // As nodes: where policies forbid markup and style attributes from scripts, formulas are set all the same.
  root.append(
    toNodes(text, {
      output: 'htmlAndMathml',
      throwOnError: false,
      // Only our own tags: no links, no images, no styles come in through a formula.
      trust: (context) => context.command === '\\htmlData',
      strict: (code: string) => (code === 'htmlExtension' ? 'ignore' : 'warn'),
    }),
  );
  root.querySelectorAll('annotation').forEach((annotation) => annotation.remove());
  if (text !== `\\displaystyle ${latex}`) {
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) texts.currentNode.nodeValue = restored(texts.currentNode.nodeValue!);
  }
  root.querySelectorAll<HTMLElement>('.katex-html').forEach((visible) => makeReachable(visible, speak));
  return root;
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
