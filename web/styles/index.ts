/** The styles that every element needs, before its own. */
import { base } from './base';
import { colourScheme } from './lightDark';
import { tokens } from './tokens';

export const commonStyles = [colourScheme, tokens, base];
