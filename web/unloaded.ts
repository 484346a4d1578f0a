/**
 * Says in index.html that the page's modules did not load: a classic script, for browsers of any age. It is written in
 * ES2015, imports nothing, and is put into the page by vite.config.ts. The words are in the markup; without this
 * script too they appear after a while.
 */
(() => {
  const words = document.getElementById('unloaded') as HTMLFormElement;
  const asked = /[#&]lang=(\w+)/.exec(location.hash);
  const wanted = (asked ? asked[1] : navigator.language).toLowerCase();
  const sentences = Array.from(words.querySelectorAll<HTMLElement>('[lang]'));
  const { lang } = sentences.find((part) => wanted.startsWith(part.lang.slice(0, 2))) || sentences[0];

  /** The youngest of the features that the modules cannot do without. */
  function isTooOld(): boolean {
    try {
      return !('toSorted' in [] && new RegExp('(?<!a)'));
    } catch {
      return true;
    }
  }

  function show(): void {
    const reason = isTooOld() ? 'too-old' : 'broken';
    document.documentElement.lang = lang;
    for (const part of sentences) part.hidden = part.lang !== lang;
    words.className = reason;
    words.setAttribute('role', 'alert');
  }

  // A script that cannot be had fails as an element, one that cannot be read as an error of the window.
  function failed({ target }: Event): void {
    const isOther = target instanceof Element && target.tagName !== 'SCRIPT';
    if (!isOther && !(window.customElements && customElements.get('backprop-playground'))) show();
  }

  addEventListener('error', failed, true);
  words.addEventListener('submit', (event) => {
    event.preventDefault();
    location.reload();
  });
  if (!('noModule' in document.createElement('script'))) show();
})();
