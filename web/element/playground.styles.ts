/** The styles of the workbench. Parts that are fetched when they are first shown bring their own (kit/lateStyles.ts). */
import { formulaStyles } from '../kit/formula.styles';
import { plotStyles } from '../kit/plot.styles';
import { segmentStyles } from '../kit/segments.styles';
import { diagramStyles } from '../lesson/diagram/diagram.styles';
import { foldStyles } from '../lesson/diagram/folds.styles';
import { activationPlotStyles } from '../lesson/panel/activationPlot.styles';
import { panelStyles } from '../lesson/panel/panel.styles';
import { lossCurveStyles } from '../lesson/timeline/lossCurve.styles';
import { storyStyles } from '../lesson/story/story.styles';
import { timelineStyles } from '../lesson/timeline/timeline.styles';
import { sheetStyles } from '../lesson/workbench/sheet.styles';
import { toolbarStyles } from '../lesson/workbench/toolbar.styles';
import { commonStyles } from '../styles/index';
import { inBothSchemes } from '../styles/lightDark';
import { overlayStyles } from '../styles/overlay';
import { printStyles } from '../styles/print';

export const styles = [
  ...commonStyles,
  segmentStyles,
  plotStyles,
  toolbarStyles,
  diagramStyles,
  lossCurveStyles,
  foldStyles,
  formulaStyles,
  panelStyles,
  storyStyles,
  activationPlotStyles,
  timelineStyles,
  overlayStyles,
  printStyles,
  sheetStyles,
].map(inBothSchemes);
