/** Whether a piece has room for a wide figure. */
import { NARROW_BELOW } from './sizes';

/** Tells whether an element is narrow, at once and whenever that changes. Returns what ends it. */
export function watchNarrow(element: Element, tell: (narrow: boolean) => void): () => void {
  let known: boolean | null = null;
  let frame = 0;
  const observer = new ResizeObserver(() => {
    const narrow = element.clientWidth < NARROW_BELOW;
    if (narrow === known) return;
    known = narrow;
    tell(narrow);
    // What is drawn anew has another height, which is no news: observed at once, that would be an error of the window.
    observer.disconnect();
    frame = requestAnimationFrame(() => observer.observe(element));
  });
  observer.observe(element);
  return () => {
    observer.disconnect();
    cancelAnimationFrame(frame);
  };
}
