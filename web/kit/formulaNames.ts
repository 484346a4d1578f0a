/** Names in formulas that KaTeX cannot set: they are written there as text. */
import { escaped } from './markup';

/** A formula in which KaTeX knows every character, and what puts the names back into a text that it wrote. */
interface WithPlaceholders {
  latex: string;
  restored(text: string): string;
}

/**
 * KaTeX knows Latin letters and Han; a name with any other character becomes text, and KaTeX sees a placeholder in its place:
 * a letter that no name has.
 */
export function withPlaceholders(latex: string): WithPlaceholders {
  const names: string[] = [];
  const settable = latex.replace(/\\text\{((?:[^{}]|\{\})*)\}/g, (known, name: string) =>
    /^[ -~À-ÖØ-öø-ɏ一-龯]*$/.test(name)
      ? known
      : `\\text{${String.fromCharCode(first + names.push(asText(name)) - 1)}}`,
  );
  return {
    latex: settable,
    restored: (text) => text.replace(/[가-힣]/g, (letter) => names[letter.charCodeAt(0) - first]!),
  };
}

/** The markup of a formula, set by `set`, with its names. */
export function withNames(latex: string, set: (latex: string) => string): string {
  const { latex: settable, restored } = withPlaceholders(latex);
  return set(settable).replace(/[가-힣]/g, (letter) => escaped(restored(letter)));
}

const first = 0xac00; // 가

const escapes: Record<string, string> = { asciicircum: '^', asciitilde: '~', bar: '|' };

/** The core's escapes undone. */
const asText = (name: string): string =>
  name.replace(/\\text(\w+)\{\}|\{\}|\\/g, (_, escape: string) => escapes[escape] ?? '').replaceAll(' ', '\xA0');
