/** Custom elements, each defined once. */

/** Where a page has the script a second time, from another address, the elements are those of the first. */
export const customElement =
  (tag: string) =>
  <C extends CustomElementConstructor>(element: C): void => {
    if (!customElements.get(tag)) customElements.define(tag, element);
  };
