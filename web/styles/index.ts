import katexCss from 'katex/dist/katex.min.css?raw';
import { unsafeCSS } from 'lit';
import { base } from './base';
import { diagramStyles } from '../lesson/diagram/diagram.styles';
import { colourScheme, inBothSchemes } from './lightDark';
import { notationStyles } from '../lesson/panel/notation.styles';
import { overlayStyles } from './overlay';
import { panelStyles } from '../lesson/panel/panel.styles';
import { printedStyles } from '../lesson/panel/printed.styles';
import { scaleStyles } from '../lesson/diagram/scale.styles';
import { sheetStyles } from '../editor/sheet.styles';
import { takeStyles } from '../export/copy.styles';
import { timelineStyles } from '../lesson/timeline/timeline.styles';
import { tokens } from './tokens';
import { toolbarStyles } from '../lesson/workbench/toolbar.styles';

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
