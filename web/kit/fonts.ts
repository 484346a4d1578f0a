/**
 * The fonts of KaTeX that the core's formulas use. A browser ignores @font-face inside a shadow root, so they are
 * registered with the document, once.
 */
import main from 'katex/dist/fonts/KaTeX_Main-Regular.woff2?url';
import mathItalic from 'katex/dist/fonts/KaTeX_Math-Italic.woff2?url';
import size1 from 'katex/dist/fonts/KaTeX_Size1-Regular.woff2?url';
import size2 from 'katex/dist/fonts/KaTeX_Size2-Regular.woff2?url';
import size3 from 'katex/dist/fonts/KaTeX_Size3-Regular.woff2?url';
import size4 from 'katex/dist/fonts/KaTeX_Size4-Regular.woff2?url';
import { fileAddress } from '../../wasm/index';

const face = (family: string, beside: string, descriptors: FontFaceDescriptors = {}) => ({
  family,
  source: `url("${fileAddress(`${family}-${descriptors.style ? 'Italic' : 'Regular'}.woff2`, beside)}") format("woff2")`,
  descriptors,
});
const faces = [
  face('KaTeX_Main', main),
  face('KaTeX_Math', mathItalic, { style: 'italic' }),
  face('KaTeX_Size1', size1),
  face('KaTeX_Size2', size2),
  face('KaTeX_Size3', size3),
  face('KaTeX_Size4', size4),
];

/** The fonts as CSS rules, for a document of its own. */
export function fontRules(): string {
  const rule = ({ family, source, descriptors }: (typeof faces)[number]) =>
    `@font-face{font-family:${family};src:${source};font-style:${descriptors.style ?? 'normal'}}`;
  return faces.map(rule).join('');
}

let registered: readonly FontFace[] | null = null;

export function registerFonts(): void {
  if (registered) return;
  registered = faces.map(
    ({ family, source, descriptors }) => new FontFace(family, source, { display: 'block', ...descriptors }),
  );
  for (const face of registered) document.fonts.add(face);
  // The picture's names are in these: they come while the core does.
  for (const face of registered.slice(0, 2)) void face.load().catch(() => {});
}

/** For idle times: fetches the fonts that no formula has asked for yet, so that none needs a network later. */
export function fontsAhead(): (() => void)[] {
  const asleep = (registered ?? []).filter(({ status }) => status === 'unloaded');
  return asleep.map((face) => () => void face.load().catch(() => {}));
}
