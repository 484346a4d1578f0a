/** The document as text. */
import type { Scenario } from '../../wasm/index';

/** The document as JSON, each list of numbers on one line, as a person would write it. */
export function documentText(document: Scenario): string {
  return written(document, '\n');
}

/** `line`: a line break with the indent of the value. */
function written(value: object, line: string): string {
  if (Array.isArray(value) && value.every((item) => typeof item === 'number')) return `[${value.join(', ')}]`;
  const inner = `${line}  `;
  const text = (item: unknown) => (typeof item === 'object' && item ? written(item, inner) : JSON.stringify(item));
  if (Array.isArray(value)) return `[${inner}${value.map(text).join(`,${inner}`)}${line}]`;
  const members = Object.entries(value).filter(([, item]) => item !== undefined);
  if (!members.length) return '{}';
  return `{${inner}${members.map(([key, item]) => `${JSON.stringify(key)}: ${text(item)}`).join(`,${inner}`)}${line}}`;
}
