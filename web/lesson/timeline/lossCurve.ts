/** The loss over the iterations done so far, as long as it has been the same loss. */
import { html, nothing, svg, type TemplateResult } from 'lit';
import { plotAxes, plotFigure, plotLine, plotPoint, plotScales, type Axis, type PlotArea } from '../../kit/plot';
import type { LessonView } from '../view';

const HEIGHT = 172;
const MARGIN = { left: 58, right: 16, top: 20, bottom: 40 };
/** between the slope panel and the curve */
const GAP = 28;
/** More points than pixels say nothing more. */
const MAX_POINTS = 600;

interface CurvePoint {
  loss: number;
  iteration: number;
}

export function lossCurve(view: LessonView): TemplateResult | typeof nothing {
  const { work, messages, page } = view;
  // One point is no curve.
  if (work.iteration === 0) return nothing;
  const { losses, lossesBefore } = work;
  const points = pointsOf(losses, lossesBefore);
  if (points.length === 0) return nothing;
  const broken = losses.indexOf(null, lossesBefore);
  const last = points[points.length - 1];
  const loss = messages.lossShort[work.design.loss];
  const text = messages.curve.text(last.iteration - lossesBefore, view.text(points[0].loss), view.text(last.loss));
  const caption = html`${lossesBefore > 0 ? messages.curve.since(lossesBefore + 1, loss) : nothing} ${text}
  ${broken < 0 ? nothing : messages.curve.broken(broken)}
  ${work.sampleCount > 1 ? messages.curve.mean(work.sampleCount) : nothing}`;
  // Beside the slope panel, or below the panel.
  const room = page.narrow ? Math.min(page.diagramWidth, 520) : page.diagramWidth - page.slopeWidth - GAP;
  const area = { ...MARGIN, width: Math.max(240, room), height: HEIGHT };
  const curve = lossPlot(view, area, [{ points, classes: '' }], [lossesBefore, losses.length - 1]);
  return plotFigure('curve', area, curve, caption, messages.curve.label);
}

/** From `start` on, up to the first loss that is no finite number: there the line ends. */
export function pointsOf(all: readonly (number | null)[], start = 0): CurvePoint[] {
  const broken = all.indexOf(null, start);
  const losses = all.slice(start, broken < 0 ? undefined : broken) as number[];
  const stride = Math.max(1, Math.ceil(losses.length / MAX_POINTS));
  return losses
    .map((loss, index) => ({ loss, iteration: start + index }))
    .filter((_, index) => index % stride === 0 || index === losses.length - 1);
}

/** Curves of one loss over the same iterations. */
export function lossPlot(
  view: LessonView,
  area: PlotArea,
  curves: readonly { points: readonly CurvePoint[]; classes: string }[],
  [from, to]: readonly [number, number],
) {
  const highest = Math.max(...curves.flatMap(({ points }) => points.map(({ loss }) => loss)));
  const x: Axis = { from, to: Math.max(to, from + 1), name: view.messages.curve.iterations, text: String, whole: true };
  // A little room above, so that the highest point is not on the edge.
  const y: Axis = { from: 0, to: highest * 1.06 || 1, name: 'L', text: (value) => view.text(value, 3) };
  const scales = plotScales(area, x, y);
  return svg`${plotAxes(area, x, y)} ${curves.map(({ points, classes }) => {
    const end = points[points.length - 1];
    return svg`${plotLine(
      `curve-line ${classes}`,
      points.map(({ loss, iteration }) => plotPoint(scales.x(iteration), scales.y(loss))),
    )}
    ${end ? svg`<circle class="curve-end ${classes}" cx=${scales.x(end.iteration)} cy=${scales.y(end.loss)} r="4" />` : nothing}`;
  })}`;
}
