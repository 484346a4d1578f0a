/** Placeholders in the diagram for the neurons of a large layer that are folded away, and for their edges. */
import { nothing, svg, type SVGTemplateResult } from 'lit';
import type { QuantityId } from '../../../wasm/index';
import { windowInto, type Column, type Folded } from './folding';
import { neuronShape } from './diagramLayout';
import { between, type Point } from './geometry';
import type { Picture } from './parts';

export function handleOfFold({ column, from }: Folded): QuantityId {
  return `more.${column}.${from}`;
}

/** A button that says how many there are; pressed, it shows the next of them. */
export function foldPart(fold: Point & Folded, picture: Picture): SVGTemplateResult {
  const { view, layout } = picture;
  const { x, y, column, from, count } = fold;
  const id = handleOfFold(fold);
  const half = Math.min(layout.radius * 1.15, 30);
  return svg`<g class="handle fold-part" data-id=${id} data-handle role="button" tabindex=${picture.roving === id ? 0 : -1}
    aria-label=${view.messages.diagram.unfold(count, column, from + 1)} @click=${() => open(fold, picture)}>
    <rect class="node" x=${x - half} y=${y - 12} width=${2 * half} height="24" rx="12" />
    <rect class="node-hit" x=${x - half - 4} y=${y - 22} width=${2 * half + 8} height="44" />
    <text class="fold-text" x=${x} y=${y} dy="0.34em" font-size="12" text-anchor="middle">⋮ ${count}</text>
  </g>`;
}

function open(fold: Folded, { view }: Picture): void {
  const { column } = fold;
  const first = windowInto(fold, view.page.windows[column] ?? 0);
  view.actions.change({ windows: { ...view.page.windows, [column]: first } });
  view.actions.focusPart(column === 0 ? `x.${first}` : `b.${column}.${first}`);
}

/** The edges from and to what is folded, as one band each; where the step goes over them, as one line. */
export function foldBundles(picture: Picture): SVGTemplateResult | typeof nothing {
  const { layout } = picture;
  const columns = [layout.inputs, ...layout.neurons];
  if (columns.every((column) => column.folds.length === 0)) return nothing;
  return svg`<g class="bundles" aria-hidden="true">
    ${columns.slice(1).map((after, l) => {
      const before = columns[l];
      return svg`${before.folds.map((fold) => band(fold, after))}${after.folds.map((fold) => band(fold, before))}`;
    })}
    ${activeLines(columns, picture)}
  </g>`;
}

/** From one fold to all of the column beside it. */
function band(fold: Point, beside: Column): SVGTemplateResult {
  const places = [...beside.shown, ...beside.folds];
  const ys = places.map(({ y }) => y);
  const { x } = places[0];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  return svg`<path class="bundle" d="M${fold.x},${fold.y - 3} L${x},${top} L${x},${bottom} L${fold.x},${fold.y + 3} Z" />`;
}

/** A weighted sum takes in the folded outputs of the layer before; a hidden δ the folded δ of the layer after. */
function activeLines(columns: Column[], { view, layout }: Picture): SVGTemplateResult | typeof nothing {
  const { step } = view.lesson;
  if (!step || step.layer === null || step.neuron === null) return nothing;
  const at = columns[step.layer].at(step.neuron);
  const beside = step.rule === 'weighted_sum' ? -1 : step.rule === 'delta_hidden' ? 1 : 0;
  if (!at || !beside) return nothing;
  return svg`${columns[step.layer + beside].folds.map((fold) => {
    const { from, to } = between({ ...fold, halfWidth: 30, halfHeight: 12 }, neuronShape(at, layout));
    return svg`<line class="bundle-active" x1=${from.x} y1=${from.y} x2=${to.x} y2=${to.y} />`;
  })}`;
}
