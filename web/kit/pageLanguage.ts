/** The language of the page around an element, as it is and as it changes. */
import { languageOf } from '../work/choices';
import type { Language } from '../work/choices';

/** That of the nearest element that names one, also around shadow roots; else the reader's. */
export function languageAround(element: Element): Language {
  let named: Element | null = null;
  for (let at = element.parentElement ?? hostOf(element); at && !named; at = hostOf(at)) named = at.closest('[lang]');
  return languageOf(named?.getAttribute('lang') || navigator.language);
}

const hostOf = (element: Element): Element | null => {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
};

const listeners = new Set<() => void>();
let watch: MutationObserver | null = null;

/** Calls when the language of the whole page changes, until the function that it returns is called. */
export function followLanguage(changed: () => void): () => void {
  listeners.add(changed);
  watch ??= new MutationObserver(() => listeners.forEach((tell) => tell()));
  watch.observe(document.documentElement, { attributeFilter: ['lang'] });
  return () => {
    listeners.delete(changed);
    if (listeners.size === 0) watch?.disconnect();
  };
}
