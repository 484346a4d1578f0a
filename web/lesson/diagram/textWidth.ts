/** How wide texts of the diagram are, in ems of their font size. */
import type { QuantitySymbol } from '../../../wasm/index';

/** Of the page's text, as wide as in the widest common font: where there is no canvas to measure on. */
const USUAL: Record<string, number> = { '.': 0.32, ',': 0.32, ' ': 0.32, '−': 0.84, '→': 0.84, '⁻': 0.52, '×': 0.84 };
const DIGIT = 0.64;

const FONT = '600 100px system-ui, sans-serif';
const widths = new Map<string, number>();
let canvas: CanvasRenderingContext2D | null | undefined;

function characterWidth(character: string): number {
  let width = widths.get(character);
  if (width === undefined) {
    if (canvas === undefined) {
      canvas = globalThis.document?.createElement('canvas').getContext('2d') ?? null;
      if (canvas) canvas.font = FONT;
    }
    width = canvas ? canvas.measureText(character).width / 100 : (USUAL[character] ?? DIGIT);
    widths.set(character, width);
  }
  return width;
}

/** A number as it is written. Its digits are all as wide as the widest. */
export function numberWidth(text: string): number {
  let sum = 0;
  for (const character of text) sum += characterWidth(/\d/.test(character) ? '0' : character);
  return sum;
}

/** Of names, on the safe side: capitals are set in italics, and some of them are as wide as a Chinese character. */
const NAMES: readonly [RegExp, number][] = [
  [/^\p{M}/u, 0],
  [/^[\u{1f000}-\u{fffff}]/u, 1.4],
  [/^[MW@%\u1100-\uffff]/u, 1],
  [/^[\p{Lu}mw]/u, 0.85],
  [/^/, 0.6],
];
export const nameWidth = (text: string): number =>
  Array.from(text).reduce((sum, character) => sum + NAMES.find(([kind]) => kind.test(character))![1], 0);

/** How large an index is set. */
export const INDEX = 0.72;

/** A symbol with both of its indices, which stand one over the other. */
export function symbolWidth({ base, upper, lower }: QuantitySymbol): number {
  return nameWidth(base) + INDEX * Math.max(nameWidth(upper) - 0.3 * (upper.length > 2 ? 2 : 0), nameWidth(lower));
}
