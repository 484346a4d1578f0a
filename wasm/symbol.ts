/** The symbols of quantities: those of the core in one line of text, and those of gradients made from them. */
import type { RawSymbol } from './raw';
import type { QuantityId, QuantitySymbol } from './types/index';

const scriptOf = (from: string, to: string) => (text: string) =>
  [...text].map((char) => [...to][from.indexOf(char)] ?? char).join('');
const raised = scriptOf('0123456789()', '⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾');
const lowered = scriptOf('0123456789', '₀₁₂₃₄₅₆₇₈₉');

export function toSymbol({ base, upper, lower, named }: RawSymbol): QuantitySymbol {
  const below = /^[\d,]+$/.test(lower) ? lowered(lower) : lower && `(${lower})`;
  return { base, upper, lower, named, text: named ? base + lower : base + raised(upper) + below };
}

/** The symbol of a gradient, of its sum or mean over a batch, or of the loss's, and of an optimizer's velocity or moment; null: it is none. */
export function gradientSymbol(id: QuantityId, ask: (id: QuantityId) => QuantitySymbol): QuantitySymbol | null {
  const [, kind, rest] = /^(sumd|meand|d|sum|mean|[gv]|[ms](?:hat)?)([wbL]\b.*)$/.exec(id) ?? [];
  if (!kind || !rest) return null;
  const of = ask(rest);
  if (kind === 'd') return { ...of, base: `∂L/∂${of.base}`, text: `∂L/∂${of.text}` };
  if (rest === 'L') return plain(kind === 'sum' ? 'ΣL' : 'L̄', '', kind === 'sum' ? 'ΣL' : 'L̄');
  const letter = kind === 'sumd' ? 'G' : kind === 'meand' ? 'Ḡ' : kind.replace('hat', '\u0302');
  return plain(letter, of.text, `${letter}(${of.text})`);
}

const plain = (base: string, lower: string, text: string) => ({ base, upper: '', lower, named: false, text });
