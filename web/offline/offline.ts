/** The site works again without a network: its worker is started, and a newer version is said. */
import { languageOf } from '../work/choices';
import { offlineTexts } from './texts';

/** What the page itself still fetches comes first. */
const LATER = 2000;

/** `site`: the folder of the worker, from the page. Browsers without workers, and pages without https, go without. */
export async function workOffline(site: string): Promise<void> {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
  await new Promise((resolve) => setTimeout(resolve, LATER));
  const registration = await navigator.serviceWorker.register(`${site}worker.js`).catch(() => null);
  if (!registration) return;
  const look = () => registration.waiting && registration.active && offer(registration.waiting);
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look));
  look();
}

let offered: ServiceWorker | null = null;

function offer(newer: ServiceWorker): void {
  if (newer === offered) return;
  offered = newer;
  const { documentElement, body } = document;
  let before: HTMLElement | null = null;
  const texts = offlineTexts[languageOf(documentElement.lang)];
  const bar = document.createElement('div');
  bar.className = 'newer-version';
  bar.setAttribute('role', 'status');
  bar.style.cssText =
    'position: fixed; inset: auto 0 0; z-index: 9; display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: center; justify-content: center; padding: 8px 16px; background: light-dark(#1c2026, #e7e5e0); color: light-dark(#fff, #16181c); font: 16px/1.5 system-ui, sans-serif';
  const button = (name: string, press: () => void) => {
    const made = document.createElement('button');
    made.textContent = name;
    made.style.cssText =
      'min-height: 44px; padding: 0 18px; border: 1px solid; border-radius: 6px; background: none; color: inherit; font: inherit; cursor: pointer';
    made.addEventListener('click', press);
    return made;
  };
  const reload = button(texts.reload, () => {
    // Another window may have let it take over.
    if (newer.state !== 'installed') return location.reload();
    newer.addEventListener('statechange', () => newer.state === 'activated' && location.reload());
    newer.postMessage('take over');
  });
  const later = button(texts.later, () => {
    bar.remove();
    before?.focus({ preventScroll: true });
  });
  const within = (part: EventTarget | null) => bar.contains(part as Node | null);
  documentElement.addEventListener('focusout', (event) => {
    if (within(event.relatedTarget) && !within(event.target)) before = event.composedPath()[0] as HTMLElement;
  });
  // Nothing stays under it: the page ends above it, and so do the controls that stand at the window's end.
  new ResizeObserver(() => {
    const height = `${bar.offsetHeight}px`;
    body.style.paddingBlockEnd = documentElement.style.scrollPaddingBlockEnd = height;
    documentElement.style.setProperty('--bar-height', height);
  }).observe(bar);
  body.append(bar);
  // Said once it is there.
  bar.append(texts.newer, reload, later);
}
