/** Numbers as people print them: a text as a number with its last place, and our number in the form of the text. */

import { argument } from './place';
import { readText } from './reader';

export interface PrintedNumber {
  value: number;
  /** one in the last printed place; 0 for a fraction such as 1/3, which is exact */
  unit: number;
  /** significant digits; 0 for a fraction */
  digits: number;
  /** decimals before `tail` */
  places: number;
  /** the power of ten of `tail` */
  exponent: number;
  /** `e-05`, `×10⁻³`, ` %` */
  tail: string;
}

const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻';
const fraction = /^(\d+) ?[/⁄] ?(\d+)$/;
const decimal =
  /^(\d(?:[\d., '\u00a0\u2009\u202f]*[\d.,])?|[.,]\d+)(?:\s?(?:(%)|(?:[eE]|[×·⋅*x] ?10\^)([-−+]?\d{1,6})))?$/;
/** The mantissa without blanks: 1,000.5 and 1.000,5 and 0,5 and 2. */
const thousands = /^[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?$/;
const thousandsByDots = /^[1-9]\d{0,2}(?:\.\d{3})+,\d*$/;
const plain = /^(?:\d+[.,]?\d*|[.,]\d+)$/;

/**
 * null where the text is no number. It reads 0.5, .5, 2., 1/3, 50 %, 3e-5, 3×10⁻⁵ and 3·10^-5; a decimal comma (0,5);
 * thousands apart by commas (1,000 is a thousand), by blanks, or by dots before a decimal comma; full-width characters.
 */
export function readPrintedNumber(text: string): PrintedNumber | null {
  readText(text, argument('text'));
  const narrow = text.trim().replace(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
  const [, minus, unsigned] = /^([-−–+]?) ?(.*)$/s.exec(narrow)!;
  const lowered = unsigned!.replace(
    new RegExp(`10([${raised}]+)$`),
    (_, power: string) => `10^${Array.from(power, (digit) => '0123456789+-'[raised.indexOf(digit)]).join('')}`,
  );
  const number = readFraction(lowered) ?? readDecimal(lowered);
  if (number === null) return null;
  if (minus && minus !== '+') number.value = -number.value;
  return { ...number, tail: /\s*[%％eEｅＥ×·⋅*x].*$/.exec(text.trim())?.[0] ?? '' };
}

type Unsigned = Omit<PrintedNumber, 'tail'>;

function readFraction(text: string): Unsigned | null {
  const [, above, below] = fraction.exec(text) ?? [];
  if (below === undefined || Number(below) === 0) return null;
  return { value: Number(above) / Number(below), unit: 0, digits: 0, places: 0, exponent: 0 };
}

function readDecimal(text: string): Unsigned | null {
  const [, written, percent, power = '0'] = decimal.exec(text) ?? [];
  if (written === undefined) return null;
  const mantissa = pointed(written);
  if (mantissa === null) return null;
  const exponent = percent ? -2 : Number(power.replace('−', '-'));
  const places = mantissa.split('.')[1]?.length ?? 0;
  return {
    value: Number(`${mantissa}e${exponent}`),
    unit: Number(`1e${exponent - places}`),
    digits: mantissa.replace('.', '').replace(/^0+/, '').length,
    places,
    exponent,
  };
}

/** With a decimal point and nothing between the thousands. */
function pointed(written: string): string | null {
  const groups = written.split(/[ '\u00a0\u2009\u202f]/);
  if (groups.length > 1 && !/^\d{1,3}$/.test(groups[0]!)) return null;
  if (
    !groups
      .slice(1)
      .every((group, index) => (index + 2 < groups.length ? /^\d{3}$/ : /^\d{3}(?:[.,]\d*)?$/).test(group))
  )
    return null;
  const closed = groups.join('');
  if (groups.length === 1 && thousands.test(closed)) return closed.replaceAll(',', '');
  if (groups.length === 1 && thousandsByDots.test(closed)) return closed.replaceAll('.', '').replace(',', '.');
  return plain.test(closed) ? closed.replace(',', '.') : null;
}

/** The value to as many places as the print has, with the print's exponent where it has one. */
export function inFormOf(print: PrintedNumber, value: number): string {
  const { unit, digits, places, exponent, tail } = print;
  if (unit === 0 && digits === 0) return String(Number(value.toPrecision(12)));
  const [mantissa, power] = value.toExponential().split('e');
  const scaled = Number(`${mantissa}e${Number(power) - exponent}`);
  const isFar = exponent !== 0 && (Math.abs(scaled) >= 1e6 || (value !== 0 && Number(scaled.toFixed(places)) === 0));
  return isFar ? value.toExponential(Math.max(0, digits - 1)) : `${scaled.toFixed(places)}${tail}`;
}
