/** The loss over the iterations done so far, as a small line. */
import { html, nothing, svg, type TemplateResult } from 'lit';
import { linearScale, plotFigure, plotLine, plotPoint } from '../../kit/plot';
import type { LessonView } from '../view';

const HEIGHT = 120;
const MARGIN = { left: 4, right: 64, top: 20, bottom: 10 };
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
  const points = pointsOf(work.losses);
  if (points.length === 0) return nothing;
  const broken = work.losses.indexOf(null);
  const first = view.text(points[0].loss);
  const last = view.text(points[points.length - 1].loss);
  const width = Math.max(200, Math.min(page.diagramWidth, 520));
  const caption = html`${messages.curve.text(points[points.length - 1].iteration, first, last)}
  ${broken < 0 ? nothing : messages.curve.broken(broken)}
  ${work.sampleCount > 1 ? messages.curve.mean(work.sampleCount) : nothing}`;
  const curve = drawing(points, work.losses.length, width, first, last);
  return plotFigure('curve', { width, height: HEIGHT }, curve, caption, messages.curve.label);
}

/** Up to the first loss that is no finite number: there the line ends. */
function pointsOf(all: readonly (number | null)[]): CurvePoint[] {
  const broken = all.indexOf(null);
  const losses = broken < 0 ? all : all.slice(0, broken);
  const stride = Math.max(1, Math.ceil(losses.length / MAX_POINTS));
  return losses
    .map((loss, iteration) => ({ loss, iteration }))
    .filter(({ iteration }) => iteration % stride === 0 || iteration === losses.length - 1)
    .filter((point): point is CurvePoint => point.loss !== null);
}

function drawing(points: CurvePoint[], count: number, width: number, first: string, last: string) {
  const top = Math.max(...points.map(({ loss }) => loss)) || 1;
  const x = linearScale(0, count - 1, MARGIN.left, width - MARGIN.right);
  const y = linearScale(top, 0, MARGIN.top, HEIGHT - MARGIN.bottom);
  const start = points[0];
  const end = points[points.length - 1];
  const line = points.map(({ loss, iteration }) => plotPoint(x(iteration), y(loss)));
  return svg`
    <line class="axis" x1=${MARGIN.left} y1=${y(0)} x2=${width - MARGIN.right} y2=${y(0)} />
    ${plotLine('curve-line', line)}
    <circle class="curve-end" cx=${x(end.iteration)} cy=${y(end.loss)} r="4" />
    <text class="curve-text" x=${x(start.iteration)} y=${y(start.loss) - 8}>${first}</text>
    <text class="curve-text" x=${x(end.iteration) + 9} y=${y(end.loss)} dy="0.34em">${last}</text>`;
}
