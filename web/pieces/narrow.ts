/** Whether a piece has room for a wide figure. */
import { watchSizes } from '../kit/watchSizes';
import { NARROW_BELOW } from './sizes';

/** Tells whether an element is narrow, at once and whenever that changes. Returns what ends it. */
export function watchNarrow(element: Element, tell: (narrow: boolean) => void): () => void {
  let known: boolean | null = null;
  const watch = watchSizes(() => {
    const narrow = element.clientWidth < NARROW_BELOW;
    const isNews = narrow !== known;
    if (isNews) tell((known = narrow));
    return isNews;
  });
  watch([element]);
  return () => watch([]);
}
