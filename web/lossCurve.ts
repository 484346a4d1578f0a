/** The loss over the iterations done so far, as a small line. */
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { View } from './view';

const HEIGHT = 96;
const MARGIN = { left: 4, right: 10, top: 10, bottom: 8 };
/** More points than pixels say nothing more. */
const MAX_POINTS = 600;

export function lossCurve(view: View): TemplateResult | typeof nothing {
  const { controller, messages, page } = view;
  const { losses } = controller;
  const finite = losses.filter((loss): loss is number => loss !== null);
  if (finite.length === 0) return nothing;
  const first = view.text(finite[0]);
  const last = view.text(finite[finite.length - 1]);
  const text = messages.curve.text(controller.iteration, first, last);
  const width = Math.max(200, Math.min(page.diagramWidth, 460));
  return html`<figure class="curve" aria-label=${messages.curve.label}>
    <svg viewBox="0 0 ${width} ${HEIGHT}" width=${width} height=${HEIGHT} role="img" aria-label=${text}>
      ${drawing(losses, width)}
    </svg>
    <figcaption>${text} ${controller.iteration === 0 ? messages.curve.empty : nothing}</figcaption>
  </figure>`;
}

function drawing(losses: readonly (number | null)[], width: number) {
  const stride = Math.max(1, Math.ceil(losses.length / MAX_POINTS));
  const points = losses
    .map((loss, iteration) => ({ loss, iteration }))
    .filter(({ iteration }) => iteration % stride === 0 || iteration === losses.length - 1);
  const top = Math.max(...points.map(({ loss }) => loss ?? 0)) || 1;
  const x = (iteration: number) =>
    MARGIN.left + (iteration / Math.max(1, losses.length - 1)) * (width - MARGIN.left - MARGIN.right);
  const y = (loss: number) => MARGIN.top + (1 - loss / top) * (HEIGHT - MARGIN.top - MARGIN.bottom);
  const drawn = points.filter((point): point is { loss: number; iteration: number } => point.loss !== null);
  const end = drawn[drawn.length - 1];
  const line = drawn.map(({ loss, iteration }) => `${x(iteration).toFixed(1)},${y(loss).toFixed(1)}`).join(' ');
  return svg`
    <line class="axis" x1=${MARGIN.left} y1=${y(0)} x2=${width - MARGIN.right} y2=${y(0)} />
    <polyline class="curve-line" points=${line} />
    <circle class="curve-end" cx=${losses.length > 1 ? x(end.iteration) : MARGIN.left} cy=${y(end.loss)} r="4" />`;
}
