/**
 * Says in index.html that the page's modules did not load: a classic script, for browsers of any age. It is written in
 * ES2015, imports nothing, and is put into the page by vite.config.ts. The words are in the markup; without this
 * script too they appear after a while.
 */
(() => {
  const words = document.getElementById('unloaded') as HTMLFormElement;
  const asked = /[#&]lang=(\w+)/.exec(location.hash);
  const language = /^zh/i.test(asked ? asked[1] : navigator.language) ? 'zh-CN' : 'en';

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
    document.documentElement.lang = language;
    for (const part of Array.from(words.querySelectorAll<HTMLElement>('[lang]'))) part.hidden = part.lang !== language;
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
