/** Names in formulas that KaTeX cannot set: they are written there as text. */

/**
 * The markup of a formula, set by `set`. KaTeX knows Latin letters and Han; a name with any other character becomes text,
 * and KaTeX sees a placeholder in its place: a letter that no name has.
 */
export function withNames(latex: string, set: (latex: string) => string): string {
  const names: string[] = [];
  const withPlaceholders = latex.replace(/\\text\{((?:[^{}]|\{\})*)\}/g, (known, name: string) =>
    /^[ -~À-ÖØ-öø-ɏ一-龯]*$/.test(name)
      ? known
      : `\\text{${String.fromCharCode(first + names.push(asText(name)) - 1)}}`,
  );
  return set(withPlaceholders).replace(/[가-힣]/g, (letter) => names[letter.charCodeAt(0) - first]!);
}

const first = 0xac00; // 가

const escapes: Record<string, string> = { asciicircum: '^', asciitilde: '~', bar: '|' };

/** The core's escapes undone, HTML's done. */
const asText = (name: string): string =>
  name
    .replace(/\\text(\w+)\{\}|\{\}|\\/g, (_, escape: string) => escapes[escape] ?? '')
    .replace(/[&<]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replaceAll(' ', '\xA0');
