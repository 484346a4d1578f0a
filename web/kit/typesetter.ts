/** KaTeX and its styles. Fetched after the opening, or with the first formula that it is to set (kit/formula.ts). */
import katex from 'katex';
import katexCss from 'katex/dist/katex.min.css?raw';
import { unsafeCSS } from 'lit';
import { addStyles } from './lateStyles';
import { typesetterStyles } from './typesetter.styles';

/** vite.config.ts leaves the rules out that no formula of ours needs. */
addStyles(unsafeCSS(katexCss));
addStyles(typesetterStyles);

export { katex };
