/** The paths of a derivation, drawn under the network. */
import { nothing, svg, type SVGTemplateResult } from 'lit';
import { isFault } from '../../work/problem';
import { segmentsOfPath } from './diagramLayout';
import type { Picture } from './parts';
import { styled } from '../../kit/styled';

/** How many paths have a tint of their own. */
export const PATH_TINTS = 6;

/** The paths on which the chosen parameter reaches the loss, each in its tint; where they run together, side by side. */
export function pathTints(picture: Picture): SVGTemplateResult | typeof nothing {
  const { lesson } = picture.view;
  if (lesson.choices.panel === 'step') return nothing;
  const derivation = lesson.answers.derivation();
  if (!derivation || isFault(derivation)) return nothing;
  const paths = derivation.paths.slice(0, PATH_TINTS).map((path) => segmentsOfPath(path.nodes, picture.layout));
  const users = new Map<string, number[]>();
  paths.forEach((segments, path) => segments.forEach(({ id }) => users.set(id, [...(users.get(id) ?? []), path])));
  return svg`<g class="paths" aria-hidden="true">${paths.map((segments, path) =>
    segments.map(({ id, from, to }) => {
      const together = users.get(id)!;
      const offset = (together.indexOf(path) - (together.length - 1) / 2) * 0.52 * picture.layout.type.label;
      const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
      const dx = (-(to.y - from.y) / length) * offset;
      const dy = ((to.x - from.x) / length) * offset;
      return svg`<line class="path-tint" style=${styled(`--tint: var(--path-${path + 1})`)}
        stroke-width=${0.46 * picture.layout.type.label}
        x1=${from.x + dx} y1=${from.y + dy} x2=${to.x + dx} y2=${to.y + dy} />`;
    }),
  )}</g>`;
}
