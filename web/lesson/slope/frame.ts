/** The place of a drawing between its axes, the same for the curve and for the contours. */
import { svg, type SVGTemplateResult } from 'lit';
import type { PlotArea } from '../../kit/plot';

const MARGIN = { left: 64, right: 16, top: 20, bottom: 36 };

/** Edges of that place, in pixels of the picture. */
export interface Frame {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export const areaOf = ({ width, height }: { width: number; height: number }): PlotArea => ({
  width,
  height,
  ...MARGIN,
});

export function frameOf({ width, height, left, right, top, bottom }: PlotArea): Frame {
  return { left, right: width - right, top, bottom: height - bottom };
}

export function clipTo({ left, right, top, bottom }: Frame, id: string): SVGTemplateResult {
  return svg`<clipPath id=${id}><rect x=${left} y=${top} width=${right - left} height=${bottom - top} /></clipPath>`;
}
