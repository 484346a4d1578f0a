/** The styles that every workbench needs, before its own. */
import { base } from './base';
import { controls } from './controls';
import { host } from './host';
import { colourScheme } from './lightDark';
import { tokens } from './tokens';

export const commonStyles = [colourScheme, tokens, host, base, controls];
