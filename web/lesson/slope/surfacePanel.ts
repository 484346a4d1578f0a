/** The panel of two parameters. */
import { html, nothing, type TemplateResult } from 'lit';
import type { QuantityId } from '../../../wasm/index';
import { isFault } from '../../work/problem';
import type { LessonView } from '../view';
import { wideRange } from './range';
import { surfaceDrawing } from './surface';
import { slopeTexts } from './texts';

/** Places across and up: contours between them are smooth enough. */
const GRID: [number, number] = [72, 48];

export function surfaceFigure(
  view: LessonView,
  ids: [QuantityId, QuantityId],
  size: { width: number; height: number },
): TemplateResult | typeof nothing {
  const { lesson } = view;
  const words = slopeTexts(view);
  const point = ids.map((id) => lesson.given(id)!) as [number, number];
  const after = ids.map((id) => lesson.valueAfter(id)) as [number | null, number | null];
  const trail = lesson.answers.trail(ids);
  if (isFault(trail)) return nothing;
  const ranges = ids.map((_, i) => rangeOf(lesson.choices.range, point[i], after[i], trail, i));
  const surface = lesson.answers.surface(ids, ranges, GRID);
  if (isFault(surface)) return nothing;
  const names = ids.map((id) => view.label(id)) as [string, string];
  const step: [number, number] | null = after[0] === null || after[1] === null ? null : [after[0], after[1]];
  const drawing = surfaceDrawing({
    ...size,
    surface,
    point,
    after: step,
    trail,
    names,
    text: (value, digits) => view.text(value, digits),
  });
  const told = trail.length > 1 ? words.trail(trail.length - 1) : words.noTrail;
  return html`<svg
      viewBox="0 0 ${size.width} ${size.height}"
      role="img"
      aria-label="${words.contours(...names)}. ${told}"
    >
      ${drawing}
    </svg>
    <figcaption>${told}</figcaption>`;
}

/** Wide, or around the way so far and the next step. */
function rangeOf(
  range: 'near' | 'whole',
  value: number,
  after: number | null,
  trail: readonly (readonly [number, number])[],
  index: number,
): [number, number] {
  if (range === 'whole') return wideRange(value, after);
  const all = [value, after ?? value, ...trail.map((at) => at[index])];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const room = (high - low) * 0.8 || 0.05 * Math.max(1, Math.abs(value));
  return [low - room, high + room];
}
