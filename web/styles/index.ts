/** The styles that every element needs, before its own. */
import katexCss from 'katex/dist/katex.min.css?raw';
import { unsafeCSS } from 'lit';
import { base } from './base';
import { colourScheme } from './lightDark';
import { tokens } from './tokens';

/** vite.config.ts leaves the rules out that no formula of ours needs. */
const katexStyles = unsafeCSS(katexCss);

export const commonStyles = [katexStyles, colourScheme, tokens, base];
