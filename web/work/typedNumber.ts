/** Numbers as readers type them, in every field of the page. */
import { ArgumentError, maxNumberLength, readPrintedNumber } from '../../wasm/index';
import { PageError } from './problem';

/** 1,234 is a thousand in English and little more than one in German. */
export const AMBIGUOUS = /^[-−–+]?[1-9]\d{0,2},\d{3}$/;

/** 0.5, 0,5, 1/3, 1e-3, 50 % and what else the core's reader of printed numbers takes. Throws a PageError. */
export function readNumber(typed: string): number {
  const text = typed.normalize('NFC').trim();
  if (!text) throw new PageError('emptyNumber');
  if (AMBIGUOUS.test(text)) throw new PageError('ambiguousNumber', { text });
  const number = text.length > maxNumberLength ? null : readPrintedNumber(text);
  if (number === null) throw new PageError('notANumber', { text });
  const { value } = number;
  if (!Number.isFinite(value)) throw new PageError('numberTooLarge', { text });
  if (value === 0 && /[1-9]/.test(text.replace(/[eE×·⋅*x].*/, ''))) throw new PageError('numberTooSmall', { text });
  return value;
}

/** The value where it is whole and in range. Throws an ArgumentError. */
export function wholeNumber(value: number, min: number, max: number): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw Number.isInteger(value)
    ? new ArgumentError('outOfRange', { min, max, got: value })
    : new ArgumentError('expectedInteger', { got: String(value) });
}
