/** The outline of an area that d3-contour found, as an SVG path. */
import type { ContourMultiPolygon } from 'd3-contour';
import { linearScale, plotPoint, type Frame } from './plot';

/**
 * In the coordinates of the picture: a contour's own are cells of the grid, from their corners. Where the area touches the
 * edge of the grid, its outline runs half a cell outside of the frame: clipped, it is not seen.
 */
export function outline(
  { coordinates }: ContourMultiPolygon,
  frame: Frame,
  [across, up]: readonly [number, number],
): string {
  const x = linearScale(0.5, across - 0.5, frame.left, frame.right);
  const y = linearScale(0.5, up - 0.5, frame.bottom, frame.top);
  return coordinates
    .flat()
    .map((ring) => `M${ring.map(([i, j]) => plotPoint(x(i), y(j))).join('L')}Z`)
    .join('');
}
