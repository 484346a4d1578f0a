/** The sizes of elements, followed by what is drawn for them. */

/**
 * `measure` is called at once and whenever one of the elements changes its size; it answers whether something is drawn anew
 * for that. Returns what takes the elements, in place of those before; none ends it.
 */
export function watchSizes(measure: () => boolean): (elements: readonly Element[]) => void {
  let observed: readonly Element[] = [];
  const observer = new ResizeObserver(() => {
    if (!measure()) return;
    // What is drawn anew has another height, which is no news: observed at once, that would be an error of the window.
    const before = observed;
    observer.disconnect();
    requestAnimationFrame(() => before === observed && observe(before));
  });
  const observe = (elements: readonly Element[]): void => {
    observer.disconnect();
    observed = elements;
    for (const element of elements) observer.observe(element);
  };
  return observe;
}
