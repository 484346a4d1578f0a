/**
 * What the address, and the page around a frame, say of the element before it stands: in a frame the page is a guest, owns no
 * address, and takes its state from the one that it was given.
 */
const element = document.querySelector('backprop-playground')!;

if (window !== parent) element.removeAttribute('linked');
if (!element.hasAttribute('linked')) {
  for (const [name, value] of new URLSearchParams(location.search))
    if (/^(lang|theme|controls)$/.test(name)) element.setAttribute(name, value);
  element.setAttribute('state', location.hash);
}

export {};
