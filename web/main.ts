/** The site's page: the element fills it and owns the address. In a frame it is a guest of the page around it. */
import './around';
import './element/playground';
import type { BackpropPlayground } from './element/playground';
import { firstWords } from './messages/first';
import { Lazy } from './kit/lazy';
import { languageOf } from './work/choices';

const element = document.querySelector<BackpropPlayground>('backprop-playground')!;

/** The page around the element follows its theme and language. */
function follow(): void {
  const language = languageOf(element.lang || navigator.language);
  document.documentElement.lang = language;
  document.title = firstWords[language].title;
  document.documentElement.style.colorScheme = element.theme === 'auto' ? 'light dark' : element.theme;
}

/** Fetched ahead, in idle times, when all is here that the page shows. */
const keepForOffline = () =>
  new Lazy(async () => {
    const offline = await import('./offline/offline');
    void offline.workOffline('./');
    return offline;
  });

if (element.linked) {
  void element.ready.then(() => element.focus({ preventScroll: true }));
  keepForOffline();
} else void import('./framed').then(({ beGuest }) => beGuest(element));
new MutationObserver(follow).observe(element, { attributes: true, attributeFilter: ['lang', 'theme'] });
follow();
