import { unsafeCSS } from 'lit';
import katexCss from 'katex/dist/katex.min.css?raw';
import { base } from './base';
import { diagramStyles } from './diagram';
import { graphStyles } from './graph';
import { editorStyles } from './editor';
import { differenceStyles } from './differences';
import { overlayStyles } from './overlay';
import { notationStyles } from './notation';
import { panelStyles } from './panel';
import { printedStyles } from './printed';
import { takeStyles } from './take';
import { timelineStyles } from './timeline';
import { scaleStyles } from './scale';
import { tokens } from './tokens';
import { toolbarStyles } from './toolbar';

/** What of them is left out, and why, stands in vite.config.ts. */
const katexStyles = unsafeCSS(katexCss);

export const styles = [
  katexStyles,
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
  differenceStyles,
  graphStyles,
  scaleStyles,
  editorStyles,
];
