/** The loss over two parameters as contours, with the way that the iterations have gone. Fetched when a second is chosen. */
import { contours, type ContourMultiPolygon } from 'd3-contour';
import { nothing, svg, type SVGTemplateResult } from 'lit';
import type { Surface } from '../../../wasm/index';
import { outline } from '../../kit/contour';
import { clipTo, exactAxis, frameOf, plotAxes, plotLine, plotPoint, plotScales } from '../../kit/plot';
import { styled } from '../../kit/styled';
import { areaOf } from './frame';

interface SurfacePicture {
  width: number;
  height: number;
  surface: Surface;
  /** the two parameters now, and after the coming update */
  point: readonly [number, number];
  after: readonly [number, number] | null;
  /** where they were at each iteration, the first one first */
  trail: readonly (readonly [number, number])[];
  names: readonly [string, string];
  text: (value: number, digits: number) => string;
}

const LEVELS = 14;

export function surfaceDrawing(picture: SurfacePicture): SVGTemplateResult {
  const { width, height, surface, point, after, trail, names, text } = picture;
  const [xs, ys] = surface.values;
  const area = areaOf({ width, height });
  const frame = frameOf(area);
  const axis = (values: Float64Array, name: string, numbers: number) =>
    exactAxis({ from: values[0], to: values[values.length - 1], name, numbers }, text);
  const [across, up] = [axis(xs, names[0], 7), axis(ys, names[1], 4)];
  const { x, y } = plotScales(area, across, up);
  const place = ([one, other]: readonly [number, number]) => plotPoint(x(one), y(other));
  return svg`
    ${clipTo(frame, 'surface-frame')}
    ${plotAxes(area, across, up)}
    <g clip-path="url(#surface-frame)">
      ${levels(surface).map((level, index) => svg`<path class="contour" d=${outline(level, frame, [xs.length, ys.length])} style=${styled(`--level: ${index / LEVELS}`)} />`)}
      ${trail.length > 1 ? plotLine('trail', trail.map(place)) : nothing}
      ${trail.length <= 40 ? trail.map((at) => svg`<circle class="passed" cx=${x(at[0])} cy=${y(at[1])} r="3" />`) : nothing}
      ${after ? svg`<line class="next-step" x1=${x(point[0])} y1=${y(point[1])} x2=${x(after[0])} y2=${y(after[1])} />` : nothing}
    </g>
    <circle class="here" cx=${x(point[0])} cy=${y(point[1])} r="6.5" />`;
}

/** Areas of at most so much loss, the largest first. Places without a finite loss are like the highest. */
function levels({ losses, values: [xs, ys] }: Surface): ContourMultiPolygon[] {
  const finite = losses.filter(Number.isFinite);
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const thresholds = Array.from({ length: LEVELS }, (_, i) => low + ((high - low) * (i + 0.5)) / LEVELS);
  const heights = Array.from(losses, (loss) => (Number.isFinite(loss) ? -loss : -high));
  return contours()
    .size([xs.length, ys.length])
    .thresholds(thresholds.map((loss) => -loss))(heights);
}
