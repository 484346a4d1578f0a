/** The page in a frame: the address around it says what is shown, and the page around it is told how tall that is. */
import type { BackpropPlayground } from './element/playground';

export function beGuest(element: BackpropPlayground): void {
  window.addEventListener('hashchange', () => void element.setState(location.hash));
  new ResizeObserver(() => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    parent.postMessage({ type: 'backprop-playground:resize', height }, '*');
  }).observe(document.documentElement);
}
