/** A drawing as a picture of its own: light, its styles written into it, nothing left to look up. */
import type { LessonView } from '../lesson/view';

export const XML = 'http://www.w3.org/2000/svg';
export const FONT = "system-ui, 'Noto Sans', 'PingFang SC', 'Noto Sans CJK SC', sans-serif";
const MATH = "'Latin Modern Math', 'STIX Two Text', 'Times New Roman', serif";

/** Styles of the page that a picture needs, each with the values that need not be written. */
const PROPERTIES: Record<string, readonly string[]> = {
  fill: ['rgb(0, 0, 0)'],
  stroke: ['none'],
  'stroke-width': ['1px'],
  'stroke-dasharray': ['none'],
  'stroke-linecap': ['butt'],
  opacity: ['1'],
  'fill-opacity': ['1'],
  'stroke-opacity': ['1'],
  'paint-order': ['normal'],
  'stroke-linejoin': ['miter'],
};
const TEXT_PROPERTIES = ['font-size', 'font-style', 'font-weight'];
/** Shapes that only the pointer and the keyboard need, and what moves. */
const UNSEEN = '[class*="hit"], .grips, .motion';

/** The picture that is on the screen, redrawn for light paper. */
export function standaloneSvg(view: LessonView): string {
  const drawn = view.actions.picture();
  return drawn ? standalone(drawn, view.messages.diagram.label) : '';
}

/** Any drawing of the page, redrawn for light paper. `title`: what it shows. */
export function standalone(drawn: SVGSVGElement, title: string): string {
  const picture = document.createElementNS(XML, 'svg');
  const { width, height } = drawn.viewBox.baseVal;
  const size = { viewBox: drawn.getAttribute('viewBox')!, width: String(width), height: String(height) };
  for (const [name, value] of Object.entries(size))
    picture.setAttribute(name, rounded(drawn.getAttribute(name) ?? value));
  picture.setAttribute('font-family', FONT);
  picture.setAttribute('role', 'img');
  const name = document.createElementNS(XML, 'title');
  name.textContent = title;
  const paper = document.createElementNS(XML, 'rect');
  for (const [key, value] of Object.entries({ width: '100%', height: '100%', fill: '#fff' }))
    paper.setAttribute(key, value);
  picture.append(name, paper, ...partsOf(drawn, 'light'));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(picture)}\n`;
}

/** What a drawing is made of, each part with its look in that colour scheme written into it. */
export function partsOf(drawn: SVGSVGElement, scheme: 'light' | 'dark'): Node[] {
  // A copy in the same place has the same styles; only its colours are those of the scheme.
  const copy = drawn.cloneNode(true) as SVGSVGElement;
  const place = document.createElement('div');
  place.className = 'light-paper';
  place.style.cssText = `color-scheme: ${scheme}; position: absolute; visibility: hidden; pointer-events: none`;
  place.append(copy);
  drawn.parentElement!.append(place);
  try {
    return [...copy.childNodes].flatMap((child) => plain(child));
  } finally {
    place.remove();
  }
}

const GEOMETRY =
  /^(x|y|x1|x2|y1|y2|cx|cy|r|rx|ry|d|dx|dy|width|height|points|transform|text-anchor|textLength|lengthAdjust|dominant-baseline|clip-path)$/;

/** A copy of the element with its geometry, text and computed look alone. */
function plain(node: Node): Node[] {
  // White space separates the parts of a text; elsewhere it has no meaning.
  if (node.nodeType === Node.TEXT_NODE && node.parentNode instanceof SVGTextContentElement)
    return [document.createTextNode(node.textContent!.replace(/\s+/g, ' '))];
  if (!(node instanceof SVGElement) || node.matches(UNSEEN)) return [];
  const style = getComputedStyle(node);
  if (style.display === 'none' || style.opacity === '0') return [];
  const children = [...node.childNodes].flatMap((child) => plain(child));
  const isGroup = node instanceof SVGGElement;
  if (isGroup && children.length === 0) return [];
  const copy = document.createElementNS(XML, node.localName);
  for (const { name, value } of node.attributes) if (GEOMETRY.test(name)) copy.setAttribute(name, rounded(value));
  if (node instanceof SVGClipPathElement) copy.id = node.id;
  if (isGroup) {
    if (style.opacity !== '1') copy.setAttribute('opacity', style.opacity);
  } else look(node, copy, style);
  copy.append(...children);
  return [copy];
}

/** Places to a hundredth of a pixel. */
const rounded = (text: string): string =>
  text.replace(/-?\d*\.\d{3,}(?!e)/g, (number) => String(Number(Number(number).toFixed(2))));

function look(node: SVGElement, copy: SVGElement, style: CSSStyleDeclaration): void {
  for (const [property, usual] of Object.entries(PROPERTIES)) {
    const value = style.getPropertyValue(property);
    if (value && !usual.includes(value)) copy.setAttribute(property, value);
  }
  if (copy.getAttribute('stroke') === null) {
    for (const name of [...copy.attributes]
      .map((attribute) => attribute.name)
      .filter((name) => name.startsWith('stroke-')))
      copy.removeAttribute(name);
  }
  if (!(node instanceof SVGTextContentElement)) return;
  for (const property of TEXT_PROPERTIES) {
    const value = style.getPropertyValue(property);
    if (value && value !== 'normal' && value !== '400') copy.setAttribute(property, value);
  }
  if (/KaTeX/.test(style.fontFamily)) copy.setAttribute('font-family', MATH);
}
