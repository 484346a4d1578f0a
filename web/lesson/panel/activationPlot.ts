/** The activation as a curve with the neuron's point on it; in the backward pass with the slope there. */
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Step } from '../../../wasm/index';
import { plotAxes, plotFigure, plotLine, plotPoint, plotScales, type Axis } from '../../kit/plot';
import type { LessonView } from '../view';

const AREA = { width: 320, height: 176, left: 44, right: 18, top: 20, bottom: 26 };
/** Half the length of the tangent that is drawn, in pixels. */
const TANGENT = 46;

/** Nothing for steps that are not about an activation. */
export function activationPlot(view: LessonView, step: Step): TemplateResult | typeof nothing {
  const { lesson, work, messages } = view;
  const backward = step.rule === 'delta_output' || step.rule === 'delta_hidden';
  if ((step.rule !== 'activation' && !backward) || step.layer === null || step.neuron === null) return nothing;
  const known = lesson.known();
  const z = known.get(`z.${step.layer}.${step.neuron}`);
  const a = known.get(`a.${step.layer}.${step.neuron}`);
  if (z === undefined || a === undefined) return nothing;
  const reach = Math.max(6, Math.abs(z) * 1.15);
  const { activation } = work.design.network.layers[step.layer - 1];
  const points = lesson.answers.activationCurve(step.layer, step.neuron, reach);
  const slope = backward ? lesson.answers.slope(step.layer, step.neuron) : null;
  if (points.length === 0) return nothing;
  const text = messages.plot.text(
    view.label(`a.${step.layer}.${step.neuron}`),
    view.text(z),
    view.text(a),
    slope === null ? null : view.text(slope),
  );
  const caption = html`${text} ${activation === 'softmax' ? messages.plot.othersHeld : nothing}
    <span class="plot-note">${messages.activations[activation].note}</span>`;
  return plotFigure('activation', AREA, drawing(view, points, reach, { z, a, slope }), caption);
}

function drawing(
  view: LessonView,
  points: [number, number][],
  reach: number,
  at: { z: number; a: number; slope: number | null },
) {
  const values = [...points.map(([, value]) => value), at.a, 0];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const text = (value: number) => view.text(value, 3);
  const across: Axis = { from: -reach, to: reach, name: 'z', text };
  const up: Axis = { from: low, to: high + 0.06 * (high - low), name: 'a', text };
  const { x, y } = plotScales(AREA, across, up);
  return svg`${plotAxes(AREA, across, up)}
    ${plotLine(
      'plot-line',
      points.map(([z, a]) => plotPoint(x(z), y(a))),
    )}
    ${at.slope === null ? nothing : tangent(x(at.z), y(at.a), (y(at.a + at.slope) - y(at.a)) / (x(at.z + 1) - x(at.z)))}
    <circle class="plot-point" cx=${x(at.z)} cy=${y(at.a)} r="5" />`;
}

/** `incline` in pixels down per pixel to the right. */
function tangent(x: number, y: number, incline: number) {
  const dx = TANGENT / Math.hypot(1, incline);
  return svg`<line class="plot-tangent" x1=${x - dx} y1=${y - dx * incline} x2=${x + dx} y2=${y + dx * incline} />`;
}
