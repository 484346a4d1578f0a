/**
 * Numbers in the text of a page: `[[dw.2.0.0]]` becomes a `backprop-value`, `[[w3, editable]]` one that the reader can change.
 * Which signs stand around them the page says: `<meta name="backprop-marks" content="[[ ]]">`.
 */
import '../pieces/index';

/** Text in which nothing is a mark. */
const PLAIN =
  'head, noscript, svg, math, pre, code, kbd, samp, script, style, textarea, select, [contenteditable], .backprop-fault, ' +
  'backprop-playground, backprop-value, backprop-formula, backprop-network, backprop-plot';
const OPTIONS = /,\s*(editable|words|digits\s+\d+)\s*$/;

/** `signs`: those before and after a mark, with a blank between them. */
export function drawMarks(root: ParentNode, signs: string): void {
  const [before, after] = signs.trim().split(/\s+/);
  if (!before || !after) return;
  const within = (root as Document).body ?? root;
  const texts = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
  const marked: Text[] = [];
  while (texts.nextNode()) {
    const text = texts.currentNode as Text;
    if (text.data.includes(before) && !text.parentElement?.closest(PLAIN)) marked.push(text);
  }
  for (const text of marked) {
    const parts = partsOf(text.data, before, after);
    if (parts.length > 1) text.replaceWith(...parts);
  }
}

function partsOf(text: string, before: string, after: string): (string | HTMLElement)[] {
  const parts: (string | HTMLElement)[] = [];
  let end = 0;
  for (;;) {
    const start = text.indexOf(before, end);
    const close = text.indexOf(after, start + before.length);
    if (start < 0 || close < 0) return [...parts, text.slice(end)];
    parts.push(text.slice(end, start), valueOf(text.slice(start + before.length, close)));
    end = close + after.length;
  }
}

/** What is no option stays among the words of the number: the element says in its place what is wrong with them. */
function valueOf(mark: string): HTMLElement {
  const value = document.createElement('backprop-value');
  value.textContent = '…';
  let words = mark;
  for (let option = OPTIONS.exec(words); option; option = OPTIONS.exec(words)) {
    const [name, number = ''] = option[1]!.split(/\s+/);
    value.setAttribute(name!, number);
    words = words.slice(0, option.index);
  }
  value.setAttribute('of', words.trim());
  return value;
}
