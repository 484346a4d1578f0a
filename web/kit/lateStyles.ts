/**
 * Styles of parts that are fetched when they are first shown: they come with the part, and every element on the page,
 * present and future, adopts them.
 */
import { adoptStyles, type CSSResult } from 'lit';
import { inBothSchemes } from '../styles/lightDark';

const arrived: CSSResult[] = [];
/** the elements on the page, each with its own styles */
const roots = new Map<ShadowRoot, readonly CSSResult[]>();

const adopt = (root: ShadowRoot, own: readonly CSSResult[]): void => adoptStyles(root, [...own, ...arrived]);

/** Parts call it when their modules are run; several may bring the same styles. */
export function addStyles(late: CSSResult): void {
  const styles = inBothSchemes(late);
  if (arrived.includes(styles)) return;
  arrived.push(styles);
  for (const [root, own] of roots) adopt(root, own);
}

/** Keeps the element's root supplied, until the function that it returns is called. `own`: the element's own styles. */
export function followStyles(root: ShadowRoot, own: readonly CSSResult[]): () => void {
  roots.set(root, own);
  if (arrived.length > 0) adopt(root, own);
  return () => roots.delete(root);
}
