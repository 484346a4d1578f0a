/** The place of a drawing between its axes, the same for the curve and for the contours. */
import type { PlotArea } from '../../kit/plot';

const MARGIN = { left: 64, right: 16, top: 20, bottom: 36 };

export const areaOf = ({ width, height }: { width: number; height: number }): PlotArea => ({
  width,
  height,
  ...MARGIN,
});
