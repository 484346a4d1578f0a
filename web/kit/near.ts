/** Calls once the element is in the window or less than another window away; a hidden one is nowhere. Returns what ends it. */
export function near(element: Element, arrived: () => void): () => void {
  const watch = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      watch.disconnect();
      arrived();
    },
    { rootMargin: '100%' },
  );
  watch.observe(element);
  return () => watch.disconnect();
}
