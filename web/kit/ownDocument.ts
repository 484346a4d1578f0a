/** The network of an author's own that an element is given. */
import type { ScenarioInput } from '../../wasm/index';
import { PageError } from '../work/problem';

export interface DocumentSource {
  /** address of a scenario as JSON */
  src: string | null;
  /** a scenario, also as JSON text */
  document: ScenarioInput | string | null;
}

const inside = (element: HTMLElement) => element.querySelector(':scope > script[type="application/json"]');

export const hasOwnDocument = (element: HTMLElement & DocumentSource): boolean =>
  Boolean(element.document ?? inside(element) ?? element.src);

/**
 * JSON text from the property, from a `<script type="application/json">` inside, or from the address; null where the element
 * is given none. Rejects where the address cannot be read.
 */
export function ownDocument(element: HTMLElement & DocumentSource): Promise<string> | null {
  const { document, src } = element;
  if (document !== null && document !== undefined)
    return Promise.resolve(typeof document === 'string' ? document : JSON.stringify(document));
  const script = inside(element);
  if (script) return Promise.resolve(script.textContent ?? '');
  return src ? textAt(src, element.baseURI) : null;
}

async function textAt(src: string, base: string): Promise<string> {
  const answer = await fetch(new URL(src, base)).catch(() => null);
  const text = answer?.ok ? await answer.text().catch(() => null) : null;
  if (text === null) throw new PageError('fileUnreadable', { name: src });
  return text;
}
