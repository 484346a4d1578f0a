/** A picture of the lab as an SVG that stands alone: the drawing, and what the page lays under and over it. */
import { element, MATH, standalone, standaloneColumn } from '../export/svg';

/** A picture that can be saved, once it is on the screen. */
export interface Saved {
  /** the name of the files, without their ends */
  file: string;
  /** what the picture shows */
  title: string;
  /** where it is in the lab: the drawing; or several, which come one below the other, each under its name */
  drawing: string;
  names?: readonly string[];
  /** where a field under it is, and what lies over it: fields and words in frames */
  field?: string;
  over?: string;
  /** its numbers: a line of names, then the lines of the table */
  table?: () => readonly (readonly (string | number)[])[];
}

export function pictureOf({ title, drawing, names, field, over }: Saved, root: ShadowRoot): string {
  const drawings = [...root.querySelectorAll<SVGSVGElement>(drawing)];
  if (names) {
    const named = drawings.map((drawn, index) => ({ drawn, name: names[index]! }));
    return standaloneColumn(named, title);
  }
  const [drawn] = drawings;
  const canvas = field && root.querySelector<HTMLCanvasElement>(field);
  const under = canvas ? [image(canvas, placeOf(canvas, drawn))] : [];
  const above = over
    ? [...root.querySelectorAll<HTMLElement>(over)].flatMap((one) => framed(one, placeOf(one, drawn)))
    : [];
  return standalone(drawn, title, under, above);
}

interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Where a part of the page is in a drawing. That may be stretched across: its middle moves with it. */
function placeOf(part: Element, drawn: SVGSVGElement): Place {
  const [within, box] = [drawn.getBoundingClientRect(), part.getBoundingClientRect()];
  const { width: wide, height: high } = drawn.viewBox.baseVal;
  const [across, down] = [wide / within.width, high / within.height];
  const [width, height] = [box.width * down, box.height * down];
  return {
    x: (box.left + box.width / 2 - within.left) * across - width / 2,
    y: (box.top + box.height / 2 - within.top) * down - height / 2,
    width,
    height,
  };
}

const attributesOf = (place: Place): Record<string, string> =>
  Object.fromEntries(Object.entries(place).map(([name, value]) => [name, value.toFixed(2)]));

const image = (canvas: HTMLCanvasElement, place: Place): SVGElement =>
  element('image', { ...attributesOf(place), preserveAspectRatio: 'none', href: canvas.toDataURL() });

/** A field or a word in a frame, as on the page. */
function framed(part: HTMLElement, place: Place): SVGElement[] {
  const frame = (corner: number) =>
    element('rect', { ...attributesOf(place), rx: corner, fill: '#fff', stroke: '#8a9099', 'stroke-width': 1 });
  const canvas = part.querySelector('canvas');
  if (canvas) return [frame(0), image(canvas, place)];
  const { x, y, width, height } = place;
  const text = element('text', {
    x: (x + width / 2).toFixed(2),
    y: (y + height / 2).toFixed(2),
    'text-anchor': 'middle',
    'dominant-baseline': 'central',
    'font-size': 18,
    'font-style': 'italic',
    'font-family': MATH,
  });
  text.textContent = part.innerText;
  return [frame(height / 2), text];
}
