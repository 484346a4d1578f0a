/** LaTeX as a list of tokens, its braces as lists within the list. */

/** A formula that cannot be read, or not in one way only. */
export class ReadingError extends Error {}

const spaces = new Set([',', '!', ' ']);

/**
 * `{ command }`, `{ number }`, `{ letter }`, `{ sign }` or `{ group }`, a list of tokens. The tags `\htmlData{…}{…}` are
 * taken out: their contents are kept, as a reader sees them.
 */
export function tokensOf(latex) {
  const tokens = [[]];
  for (const [text, command, number] of latex.matchAll(/\\([a-zA-Z]+|.)|(\d+(?:\.\d+)?)|\S/gsu)) {
    if (text === '{') {
      tokens.push([]);
    } else if (text === '}') {
      if (tokens.length === 1) throw new ReadingError('a closing brace too many');
      const group = tokens.pop();
      tokens.at(-1).push({ group });
    } else if (command) {
      if (!spaces.has(command)) tokens.at(-1).push({ command });
    } else if (number) tokens.at(-1).push({ number });
    else if (/[a-zA-Z]/.test(text)) tokens.at(-1).push({ letter: text });
    else tokens.at(-1).push({ sign: text });
  }
  if (tokens.length > 1) throw new ReadingError('a brace that is not closed');
  return tokens[0];
}

/** Where the brace that opens at `open` is closed. */
function closing(latex, open) {
  let depth = 0;
  for (let at = open; at < latex.length; at++) {
    if (latex[at] === '\\') at++;
    else if (latex[at] === '{') depth++;
    else if (latex[at] === '}' && --depth === 0) return at;
  }
  throw new ReadingError('a brace that is not closed');
}

const tag = '\\htmlData';

/** Every tag with what it holds: `{ id, value, body }`; the formula without them as `plain`. */
export function withoutTags(latex) {
  const tags = [];
  let plain = '';
  let from = 0;
  for (let at = latex.indexOf(tag); at >= 0; at = latex.indexOf(tag, from)) {
    const end = closing(latex, at + tag.length);
    const attributes = latex.slice(at + tag.length + 1, end);
    const last = closing(latex, end + 1);
    const inner = withoutTags(latex.slice(end + 2, last));
    const fields = Object.fromEntries(attributes.split(',').map((field) => field.split('=')));
    tags.push({ ...fields, attributes, body: inner.plain }, ...inner.tags);
    plain += `${latex.slice(from, at)}{${inner.plain}}`;
    from = last + 1;
  }
  return { plain: plain + latex.slice(from), tags };
}
