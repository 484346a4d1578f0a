/** Small helpers for words in messages: foreign text made printable, and the nearest known word for a misspelt one. */

// line breaks, controls, private use, lone surrogates, noncharacters (no XML may hold U+FFFE and U+FFFF), and the
// characters that turn the direction of text
const unprintable = /[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{NChar}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/u;
const everyUnprintable = /* @__PURE__ */ new RegExp(unprintable, 'gu');

/** The first character of `text` that a label cannot have, in printable form; null if there is none. */
export function firstUnprintable(text: string): string | null {
  const match = unprintable.exec(text);
  return match ? codePointName(match[0]) : null;
}

/** Whether any of the text is visible: blanks, joiners and the empty pattern of Braille are not. */
export const isVisible = (text: string): boolean => /[^\s\p{Cf}\p{DI}\u2800]/u.test(text);

function codePointName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Foreign text for a message: at most `length` characters, the unprintable ones as U+0007 and the like. */
export function printable(text: string, length = 40): string {
  const start = Array.from(text.slice(0, 2 * length + 2));
  const shown = start.length > length ? `${start.slice(0, length).join('')}…` : start.join('');
  return shown.replace(everyUnprintable, codePointName);
}

/**
 * The known word that is at most two slips (a third of its length) away from `word`; upper and lower case are equal.
 */
export function nearestWord(word: string, known: readonly string[]): string | undefined {
  if (word.length > 40) return undefined;
  const lowered = word.toLowerCase();
  if (Object.hasOwn(otherNames, lowered)) return known.find((name) => name === (otherNames[lowered] || lowered));
  let nearest: string | undefined;
  let fewest = Infinity;
  for (const candidate of known) {
    const slips = slipsBetween(word.toLowerCase(), candidate.toLowerCase());
    if (slips <= Math.max(1, Math.min(2, candidate.length / 3)) && slips < fewest) {
      nearest = candidate;
      fewest = slips;
    }
  }
  return nearest;
}

/** Words that are no misspellings: other names of what is known here, and names of what is not (empty). */
const otherNames: Record<string, string> = {
  swish: 'silu',
  logistic: 'sigmoid',
  identity: 'linear',
  mean_squared_error: 'mse',
  binary_crossentropy: 'bce',
  binary_cross_entropy: 'bce_mean',
  categorical_crossentropy: 'softmax_cross_entropy',
  elu: '',
  gelu: '',
  selu: '',
  celu: '',
  prelu: '',
  relu6: '',
  mish: '',
  mae: '',
};

/** Letters left out, put in, changed or swapped with their neighbour: the optimal string alignment distance. */
function slipsBetween(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const at = (i: number, j: number): number => rows[i]?.[j] ?? Infinity;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let slips = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + change);
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) slips = Math.min(slips, at(i - 2, j - 2) + 1);
      row.push(slips);
    }
  }
  return at(a.length, b.length);
}
