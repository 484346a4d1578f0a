/** Small helpers for sentences, in any language. */

/** A long list read aloud helps nobody: the first two, dots, and the last. */
export function fewOf(items: string[]): string[] {
  return items.length <= 8 ? items : [...items.slice(0, 2), '…', items[items.length - 1]];
}
