/** Numbers and foreign text as a reader sees them; numbers by the same rule as in the core's formulas. */
import { argument } from './reading/place';
import { kindOf, readInteger, readText } from './reading/reader';
import { printable } from './reading/words';

export interface FormattedNumber {
  /** `0.5842`, `−12.5`, `1.2×10⁻¹⁰` */
  text: string;
  /** the text does not say all: the number has more digits */
  rounded: boolean;
}

/**
 * A number with at most `digits` significant digits (1 … 17): trailing zeros dropped, a true minus sign (U+2212), and
 * powers of ten where the rounded number is below 10⁻⁴ or at least 10⁶. A number exactly half way is rounded away from
 * zero. Infinite numbers are `∞` and `−∞`, not-a-number is `NaN`.
 */
export function formatNumber(value: number, digits = 4): FormattedNumber {
  if (typeof value !== 'number') argument('value').fail('expectedNumber', { got: kindOf(value) });
  readInteger(digits, argument('digits'), 1, 17);
  if (!Number.isFinite(value)) {
    return { text: Number.isNaN(value) ? 'NaN' : value < 0 ? '−∞' : '∞', rounded: false };
  }
  if (value === 0) return { text: '0', rounded: false };
  const { mantissa, exponent } = decimalOf(Math.abs(value), digits);
  const sign = value < 0 ? '−' : '';
  const plain = exponent >= -4 && exponent < 6;
  const text = sign + (plain ? positional(mantissa, exponent) : scientific(mantissa, exponent));
  return { text, rounded: Number(`${mantissa}e${exponent - mantissa.length + 1}`) !== Math.abs(value) };
}

/** Significant digits without trailing zeros, and the power of ten of the first of them. */
interface Decimal {
  mantissa: string;
  exponent: number;
}

function decimalOf(value: number, digits: number): Decimal {
  const [mantissa = '', exponent] = value.toExponential(digits - 1).split('e');
  return { mantissa: mantissa.replace('.', '').replace(/0+$/, ''), exponent: Number(exponent) };
}

function positional(mantissa: string, exponent: number): string {
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${mantissa}`;
  const whole = mantissa.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const fraction = mantissa.slice(exponent + 1);
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

const superscripts: Record<string, string> = {
  '-': '⁻',
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
};

function scientific(mantissa: string, exponent: number): string {
  const power = Array.from(String(exponent), (character) => superscripts[character] ?? '').join('');
  return `${positional(mantissa, 0)}×10${power}`;
}

/**
 * Foreign text (typed, pasted, from a file or an address) as a sentence can hold it: at most `length` characters (0 …
 * 1000), then `…`; line breaks, control characters and those that turn the direction of text as U+0007 and the like.
 * The texts in an error's `params` are of this form already.
 */
export function formatText(text: string, length = 40): string {
  return printable(readText(text, argument('text')), readInteger(length, argument('length'), 0, 1000));
}
