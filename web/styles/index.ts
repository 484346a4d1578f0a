import katexCss from 'katex/dist/katex.min.css?raw';
import { unsafeCSS } from 'lit';
import { base } from './base';
import { diagramStyles } from './diagram';
import { colourScheme, inBothSchemes } from './lightDark';
import { notationStyles } from './notation';
import { overlayStyles } from './overlay';
import { panelStyles } from './panel';
import { printedStyles } from './printed';
import { scaleStyles } from './scale';
import { sheetStyles } from './sheet';
import { takeStyles } from './take';
import { timelineStyles } from './timeline';
import { tokens } from './tokens';
import { toolbarStyles } from './toolbar';

/** What of them is left out, and why, stands in vite.config.ts. */
const katexStyles = unsafeCSS(katexCss);

/** The editor, the graph, the finite differences and the export bring their own (drawing/lateStyles.ts). */
export const styles = [
  katexStyles,
  colourScheme,
  tokens,
  base,
  toolbarStyles,
  diagramStyles,
  panelStyles,
  notationStyles,
  timelineStyles,
  overlayStyles,
  takeStyles,
  printedStyles,
  scaleStyles,
  sheetStyles,
].map(inBothSchemes);
