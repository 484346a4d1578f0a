/**
 * Styles of parts that are fetched when they are first shown: they come with the part, and every element on the page,
 * present and future, adopts them.
 */
import { adoptStyles, type CSSResult } from 'lit';
import { styles } from '../styles/index';
import { inBothSchemes } from '../styles/lightDark';

const arrived: CSSResult[] = [];
const roots = new Set<ShadowRoot>();

const adopt = (root: ShadowRoot): void => adoptStyles(root, [...styles, ...arrived]);

/** A part calls it once, when its module is run. */
export function addStyles(late: CSSResult): void {
  arrived.push(inBothSchemes(late));
  for (const root of roots) adopt(root);
}

/** Keeps the element's root supplied, until the function that it returns is called. */
export function followStyles(root: ShadowRoot): () => void {
  roots.add(root);
  if (arrived.length > 0) adopt(root);
  return () => roots.delete(root);
}
