/** The site's page: the element fills it and owns the address. */
import './element/playground';
import type { BackpropPlayground } from './element/playground';
import { firstWords } from './messages/first';
import { languageOf } from './kit/texts';

const element = document.querySelector<BackpropPlayground>('backprop-playground')!;

/** The page around the element follows its theme and language. */
function follow(): void {
  const language = languageOf(element.lang || navigator.language);
  document.documentElement.lang = language;
  document.title = firstWords[language].title;
  document.documentElement.style.colorScheme = element.theme === 'auto' ? 'light dark' : element.theme;
}

new MutationObserver(follow).observe(element, { attributes: true, attributeFilter: ['lang', 'theme'] });
follow();
void element.ready.then(() => element.focus({ preventScroll: true }));
