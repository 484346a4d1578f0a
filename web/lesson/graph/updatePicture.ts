/** The update of one parameter as a graph: why its new value is what it is. It is drawn under the graph of the iteration. */
import { nothing, svg, html, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { QuantityId } from '../../../wasm/index';
import { isFault } from '../../work/problem';
import { isParameter, parameterOf } from '../../work/quantity';
import { symbol } from '../diagram/parts';
import type { LessonView } from '../view';
import { RADIUS } from './graphLayout';
import { fitting } from './graphState';
import { circle, leafShape, operationName } from './operations';
import { textsOf } from './texts';
import { layoutUpdate, type UpdateLayout, type UpdateNode } from './updateLayout';
import { pathOf } from './wires';

/** An update in the picture, worked out once per drawing. */
export interface UpdatePicture {
  view: LessonView;
  parameter: QuantityId;
  layout: UpdateLayout;
  /** what the step computes */
  writes: ReadonlySet<QuantityId>;
}

/** The update that the step is about: of the chosen parameter, where the step moves it among others. */
export function updateShown(view: LessonView, writes: ReadonlySet<QuantityId>): UpdatePicture | null {
  const { lesson } = view;
  const { step, parameter: chosen } = lesson;
  if (lesson.choices.panel !== 'step' || step?.phase !== 'update') return null;
  const isChosen = [...writes].some((id) => parameterOf(id) === chosen);
  const parameter = isChosen ? chosen : (parameterOf(step.computes) ?? chosen);
  const graph = parameter && lesson.answers.updateGraph(parameter);
  if (!graph || isFault(graph) || graph.nodes.length === 0) return null;
  return { view, parameter, layout: layoutUpdate(graph), writes };
}

export function updatePicture(picture: UpdatePicture, zoom: number, roving: string): TemplateResult {
  const { view, parameter, layout } = picture;
  const title = textsOf(view).updateOf(view.label(parameter));
  return html`<svg
    class="update-operations"
    viewBox="0 0 ${layout.width} ${layout.height}"
    width=${layout.width * zoom}
    height=${layout.height * zoom}
    role="group"
    aria-label=${title}
  >
    <g class="headings" aria-hidden="true"><text x="8" y="14">${title}</text></g>
    ${layout.edges.map((edge) => {
      const active = picture.writes.has(edge.to.step ?? '') ? 'active' : '';
      return svg`<path class="wire ${active}" d=${pathOf(edge)} aria-hidden="true" />`;
    })}
    ${layout.nodes.map((node) => operation(node, picture, roving))} ${layout.nodes.map((node) => texts(node, picture))}
  </svg>`;
}

const isGiven = ({ operation }: UpdateNode): boolean => operation === 'given';

/** Given from the beginning, or computed by the steps so far. */
function valueOf(node: UpdateNode, { view }: UpdatePicture): number | null {
  const known = view.lesson.known();
  const isDone = (step: QuantityId) => (isParameter(step) ? known.before(step) !== undefined : known.has(step));
  return isGiven(node) || isDone(node.step!) ? node.value : null;
}

function marks(node: UpdateNode, picture: UpdatePicture): string {
  const { writes, layout, view } = picture;
  const isRead = () => layout.edges.some(({ from, to }) => from === node && writes.has(to.step ?? ''));
  const activity = !isGiven(node) && writes.has(node.step ?? '') ? 'writes' : isRead() ? 'reads' : '';
  const lit = view.page.highlighted === node.id ? 'lit' : '';
  return [activity, lit, valueOf(node, picture) === null ? 'unknown' : ''].filter(Boolean).join(' ');
}

function operation(node: UpdateNode, picture: UpdatePicture, roving: string): SVGTemplateResult {
  const { view } = picture;
  const value = valueOf(node, picture);
  return svg`<g
    class="op ${node.shape} ${marks(node, picture)}"
    data-id=${node.id}
    data-handle
    data-value=${value ?? nothing}
    role="img"
    tabindex=${roving === node.id ? 0 : -1}
    aria-label=${spoken(node, picture)}
    @click=${() => view.actions.focusPart(node.id)}
  >${isGiven(node) ? leafShape(node) : circle(node, view)}</g>`;
}

function spoken(node: UpdateNode, picture: UpdatePicture): string {
  const { view } = picture;
  const words = textsOf(view);
  const value = valueOf(node, picture);
  const owner = view.label(node.owner);
  const name = node.isAfter
    ? words.after(owner)
    : node.isQuantity
      ? view.speak(node.owner, null)
      : words.part(operationName(node, view), owner);
  return words.value(name, value === null ? view.messages.diagram.unknown : view.text(value), null);
}

/** The name over a leaf and over what a step computes, its value in or behind it. */
function texts(node: UpdateNode, picture: UpdatePicture): SVGTemplateResult {
  const { view } = picture;
  const { x, y } = node;
  const leaf = isGiven(node);
  const value = fitting(valueOf(node, picture), picture);
  const named = leaf || node.isQuantity || node.isAfter;
  const after = node.isAfter ? svg`<tspan>${textsOf(view).after('')}</tspan>` : nothing;
  return svg`<g class="op-numbers ${marks(node, picture)}" aria-hidden="true">
    ${named ? svg`<text class="op-name" x=${x} y=${y - (leaf ? 20 : RADIUS.operation + 7)} text-anchor="middle">${after}${symbol(node.owner, picture, NAME_EMS)}</text>` : nothing}
    ${value === null ? nothing : svg`<text class="op-value" x=${leaf ? x : x + RADIUS.operation + 4} y=${leaf ? y + 4 : y - 5} text-anchor=${leaf ? 'middle' : 'start'}>${value}</text>`}
  </g>`;
}

/** Width of a name: a gradient is written as a quotient. */
const NAME_EMS = 8;
