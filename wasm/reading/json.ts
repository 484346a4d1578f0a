/** JSON text to a value, with the place of the first fault, the same in every engine. */
import type { Place } from './place';

/** The parsed value. Faults: `emptyText`, `notJson`. A byte order mark at the start is skipped. */
export function parseJson(text: string, place: Place): unknown {
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (json.trim() === '') place.fail('emptyText', {});
  try {
    return JSON.parse(json);
  } catch {
    const offset = faultIn(json);
    const found = offset < json.length ? String.fromCodePoint(json.codePointAt(offset)!) : null;
    return place.fail('notJson', { ...positionAt(json, offset), found });
  }
}

const BLANKS = /[ \t\n\r]*/y;
const STRING = /"(?:[^"\\\u0000-\u001f]+|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/y;
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y;

/** The end of a match at `at`; `at` itself where there is none. */
function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** The offset of the first character with which the text is the beginning of no JSON; its length where more is missing. */
function faultIn(text: string): number {
  /** the brackets that are open, as what closes them */
  const open: string[] = [];
  let expected: 'value' | 'key' | 'colon' | 'comma' = 'value';
  /** nothing stands in the bracket yet, so that it may close */
  let fresh = false;
  for (let at = endOf(BLANKS, text, 0); at < text.length; at = endOf(BLANKS, text, at)) {
    const sign = text[at];
    const closes = open.length > 0 && sign === open[open.length - 1] && (expected === 'comma' || fresh);
    fresh = false;
    if (closes) {
      open.pop();
      expected = 'comma';
      at++;
    } else if (expected === 'comma') {
      if (sign !== ',' || open.length === 0) return at;
      expected = open[open.length - 1] === '}' ? 'key' : 'value';
      at++;
    } else if (expected === 'colon') {
      if (sign !== ':') return at;
      expected = 'value';
      at++;
    } else if (sign === '"') {
      at = endOf(STRING, text, at);
      if (text[at] !== '"') return at;
      expected = expected === 'key' ? 'colon' : 'comma';
      at++;
    } else if (expected === 'value' && (sign === '{' || sign === '[')) {
      open.push(sign === '{' ? '}' : ']');
      expected = sign === '{' ? 'key' : 'value';
      fresh = true;
      at++;
    } else {
      const end = expected === 'value' ? endOf(SCALAR, text, at) : at;
      if (end === at) return at;
      expected = 'comma';
      at = end;
    }
  }
  return text.length;
}

function positionAt(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
