/** A drawing as a picture of its own: light, its styles written into it, nothing left to look up. */
import type { LessonView } from '../lesson/view';

export const XML = 'http://www.w3.org/2000/svg';
export const FONT = "system-ui, 'Noto Sans', 'PingFang SC', 'Noto Sans CJK SC', sans-serif";
export const MATH = "'Latin Modern Math', 'STIX Two Text', 'Times New Roman', serif";

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

/** Any drawing of the page, redrawn for light paper. `title`: what it shows; `under` and `over`: what lies there besides. */
export function standalone(
  drawn: SVGSVGElement,
  title: string,
  under: readonly Node[] = [],
  over: readonly Node[] = [],
): string {
  const { width, height } = drawn.viewBox.baseVal;
  const size = { viewBox: drawn.getAttribute('viewBox')!, width: String(width), height: String(height) };
  for (const name of ['width', 'height'] as const) size[name] = drawn.getAttribute(name) ?? size[name];
  return onPaper(size, title, [...under, ...partsOf(drawn, 'light'), ...over]);
}

/** Drawings one below the other, each under its name, as one picture. */
export function standaloneColumn(drawings: readonly { drawn: SVGSVGElement; name: string }[], title: string): string {
  const [margin, head, gap] = [8, 28, 12];
  let [width, height] = [0, gap / 2];
  const parts = drawings.flatMap(({ drawn, name }) => {
    const { width: wide, height: high } = drawn.viewBox.baseVal;
    const text = element('text', {
      x: margin,
      y: height + 18,
      'font-size': '15px',
      'font-weight': 600,
      fill: '#1c2024',
    });
    text.textContent = name;
    const group = element('g', { transform: `translate(${margin},${height + head})` });
    group.append(...partsOf(drawn, 'light'));
    width = Math.max(width, wide + 2 * margin, 2 * margin + 9.5 * name.length);
    height += head + high + gap;
    return [text, group];
  });
  const size = { width: String(Math.ceil(width)), height: String(Math.ceil(height)) };
  return onPaper({ viewBox: `0 0 ${size.width} ${size.height}`, ...size }, title, parts);
}

export function element(kind: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = document.createElementNS(XML, kind) as SVGElement;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  return made;
}

function onPaper(size: Readonly<Record<string, string>>, title: string, parts: readonly Node[]): string {
  const picture = element('svg', {});
  for (const [name, value] of Object.entries(size)) picture.setAttribute(name, rounded(value));
  picture.setAttribute('font-family', FONT);
  picture.setAttribute('role', 'img');
  const name = element('title', {});
  name.textContent = title;
  picture.append(name, element('rect', { width: '100%', height: '100%', fill: '#fff' }), ...parts);
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
