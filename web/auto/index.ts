/**
 * Code blocks of the language `backprop` become figures, and marks in the text numbers where the page has switched them on: one
 * script for a blog whose posts are plain text.
 */
import type { drawBlocks as Declared } from './api';

/** As Markdown's converters write them: `<pre><code class="language-backprop">`, and those that colour code. */
const BLOCKS = ['language-backprop', 'backprop']
  .flatMap((name) => [`pre > code.${name}`, `pre.${name}`, `.highlight.${name} .code pre`, `.${name} > .highlight pre`])
  .join();
/** What such a converter puts around the code, the outermost first. */
const FRAMES = ['figure.highlight, div.highlighter-rouge', 'div.highlight', 'pre'];

/** The code, also where a converter ends its lines by elements. */
function textOf(code: HTMLElement): string {
  const copy = code.cloneNode(true) as HTMLElement;
  for (const end of copy.querySelectorAll('br')) end.replaceWith('\n');
  return copy.textContent ?? '';
}

export const drawBlocks: typeof Declared = async (root = document) => {
  const blocks = new Map<HTMLElement, string>();
  for (const code of root.querySelectorAll<HTMLElement>(BLOCKS)) {
    const [frame] = FRAMES.flatMap((around) => code.closest<HTMLElement>(around) ?? []);
    if (frame.dataset.backprop === undefined) blocks.set(frame, textOf(code));
  }
  // Each once, also where this is called again before the figures are there.
  for (const frame of blocks.keys()) frame.dataset.backprop = '';
  const marks = document.querySelector<HTMLMetaElement>('meta[name=backprop-marks]')?.content;
  // Blocks are drawn also where marks cannot be.
  if (marks) await import('./marks').then(({ drawMarks }) => drawMarks(root, marks)).catch(reportError);
  if (blocks.size === 0) return;
  const { drawBlock } = await import('./draw');
  await Promise.all([...blocks].map(([frame, code]) => drawBlock(frame, code)));
};

/** The blocks of the page, and those of a page that a blog puts in its place without loading it anew. */
function begin(): void {
  void drawBlocks();
  new MutationObserver((changes) => {
    const places = changes.filter(({ addedNodes }) => addedNodes.length > 0).map(({ target }) => target as Element);
    for (const place of new Set(places)) void drawBlocks(place);
  }).observe(document.documentElement, { childList: true, subtree: true });
}

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin);
else begin();
