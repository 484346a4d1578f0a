/** Numbers with all their digits, and how far two of them are the same. */
import { formatNumber } from '../../../wasm/index';

/** All 17 digits that tell a double from its neighbours. */
export function whole(value: number | null): string {
  return value === null ? '–' : formatNumber(value, 17).text;
}

/** The digits that numbers share from the left; none where their exponents differ. */
export function sharedPrefix(first: string, ...others: string[]): string {
  const power = (text: string) => /×.*$/.exec(text)?.[0];
  if (others.some((other) => power(other) !== power(first))) return '';
  let length = 0;
  while (length < first.length && others.every((other) => other[length] === first[length])) length++;
  return /\d/.test(first.slice(0, length)) ? first.slice(0, length) : '';
}

/** Significant digits of a number as it is written. */
export function digitsIn(text: string): number {
  return text.replace(/×.*$/, '').replace(/\D/g, '').replace(/^0+/, '').length;
}

/** `1e-8`: the way it is typed into a program. */
export function epsilonText(epsilon: number): string {
  return epsilon.toExponential().replace('e-', 'e−');
}

/** The beginning of a number as it is written, with so many significant digits. */
export function leading(text: string, count: number): string {
  let length = count > 0 ? text.length : 0;
  while (digitsIn(text.slice(0, length)) > count) length--;
  return text.slice(0, length);
}
