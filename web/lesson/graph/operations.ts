/** The operations of the graph: their shapes and signs, what a click on them does, and their numbers. */
import { nothing, svg, type SVGTemplateResult } from 'lit';
import type { ActivationId, GraphNode, QuantityId } from '../../../wasm/index';
import { isParameter, parseId } from '../../work/quantity';
import { symbol } from '../diagram/parts';
import { LEAF, RADIUS, type PlacedNode } from './graphLayout';
import { fitting, gradientOf, marks, valueOf, type GraphPicture } from './graphState';
import { textsOf } from './texts';
import type { LessonView } from '../view';

const SIGNS: Partial<Record<GraphNode['operation'], string>> = {
  add: '+',
  subtract: '−',
  multiply: '×',
  negate: '−x',
  exp: 'eˣ',
  log: 'ln',
  positive_part: 'max',
  is_positive: '>0',
  where_positive: '≷0',
  sigmoid: 'σ',
  square_root: '√',
};

/** The sign in the circle, a constant operand with it: `1 +`, `× ½`, `1/x`, `x²`. */
export function sign(node: GraphNode, view: LessonView): string {
  const constant = node.constant === undefined ? '' : node.constant === 0.5 ? '½' : view.text(node.constant, 3);
  switch (node.operation) {
    case 'power':
      return `x${raised(node.exponent ?? 1)}`;
    case 'divide':
      return constant ? `${constant}/x` : '÷';
    case 'function': {
      const q = parseId(node.owner);
      const { activation } = view.work.design.network.layers[(q?.layer ?? 1) - 1] ?? {};
      if (q?.kind !== 'a' || activation === undefined) return 'f';
      return SHORT_NAMES[activation] ?? view.messages.activations[activation].name;
    }
    case 'multiply':
      return constant ? `×${constant}` : '×';
    default:
      return `${constant}${SIGNS[node.operation] ?? ''}`;
  }
}

const raised = (exponent: number): string =>
  String(exponent)
    .replace('-', '⁻')
    .replace(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]);

/** Activations whose name is too long for the circle, or that have a symbol. */
const SHORT_NAMES: Partial<Record<ActivationId, string>> = {
  sigmoid: 'σ',
  linear: '=',
  leaky_relu: 'LReLU',
  softplus: 'soft+',
  softmax: 'smax',
};

export function operation(node: PlacedNode, picture: GraphPicture): SVGTemplateResult {
  const { view } = picture;
  const act = actionOf(node, picture);
  const value = valueOf(node, picture);
  return svg`<g
    class="op ${node.shape} ${marks(node, picture)} ${view.lesson.parameter === node.id ? 'selected' : ''}"
    data-id=${node.id}
    data-handle
    data-value=${value ?? nothing}
    role=${act ? 'button' : 'img'}
    tabindex=${picture.roving === node.id ? 0 : -1}
    aria-label=${spoken(node, picture)}
    aria-expanded=${node.id.startsWith('a.') && act ? String(node.operation !== 'function') : nothing}
    @click=${act ?? (() => view.actions.focusPart(node.id))}
  >${node.shape === 'leaf' ? leafShape(node) : circle(node, view, act !== null)}</g>`;
}

export function leafShape({ x, y }: PlacedNode): SVGTemplateResult {
  const box = (classes: string, grow: number) => svg`<rect class=${classes}
    x=${x - LEAF.width / 2 - grow} y=${y - LEAF.height / 2 - grow} width=${LEAF.width + 2 * grow} height=${LEAF.height + 2 * grow} rx="5" />`;
  return svg`${box('op-halo', 3)}${box('op-shape', 0)}<rect class="op-hit" x=${x - LEAF.width / 2} y=${y - 20.5} width=${LEAF.width} height="41" />`;
}

export function circle(node: PlacedNode, view: LessonView, pressable = false): SVGTemplateResult {
  const { x, y, shape } = node;
  const text = sign(node, view);
  const radius = RADIUS[shape];
  return svg`<circle class="op-halo" cx=${x} cy=${y} r=${radius + 4} /><circle class="op-shape" cx=${x} cy=${y} r=${radius} />
    <text class="op-sign ${text.length > 2 ? 'long' : ''}" x=${x} y=${y} dy="0.35em" text-anchor="middle" aria-hidden="true">${text}</text>
    ${pressable ? svg`<circle class="op-hit" cx=${x} cy=${y} r="21" />` : nothing}`;
}

/** A weight or bias is derived, an activation opened or closed. */
function actionOf({ id, owner, isQuantity }: PlacedNode, { view, graph }: GraphPicture): (() => void) | null {
  if (view.page.controls === 'none') return null;
  if (isParameter(id)) return () => view.lesson.select(id);
  const openable = /^a\./.test(owner) && isQuantity && activationOf(owner, view) !== 'linear';
  if (!openable || !graph.nodes.some((node) => node.id === id)) return null;
  return () => {
    const open = new Set(view.page.openActivations);
    if (!open.delete(id)) open.add(id);
    view.actions.change({ openActivations: open });
    view.actions.focusPart(id);
  };
}

function activationOf(id: QuantityId, { work }: LessonView): string {
  return work.design.network.layers[(parseId(id)?.layer ?? 1) - 1]?.activation ?? '';
}

export function operationName({ operation, constant, exponent }: GraphNode, view: LessonView): string {
  const number = constant ?? exponent;
  return textsOf(view).operation(operation, number === undefined ? '' : view.text(number, 3));
}

function spoken(node: PlacedNode, picture: GraphPicture): string {
  const { view } = picture;
  const words = textsOf(view);
  const value = valueOf(node, picture);
  const gradient = gradientOf(node, picture);
  const name = node.isQuantity
    ? view.speak(node.id, null)
    : words.part(operationName(node, view), view.label(node.owner));
  const text = value === null ? view.messages.diagram.unknown : view.text(value);
  const whole = words.value(name, text, gradient === null ? null : view.text(gradient));
  if (isParameter(node.id)) return words.derive(whole);
  if (!actionOf(node, picture)) return whole;
  return node.operation === 'function' ? words.open(whole) : words.close(whole);
}

// ------------------------------------------------------------------ numbers

/** Value above the wire, gradient below; in a leaf one above the other. */
export function numbers(node: PlacedNode, picture: GraphPicture): SVGTemplateResult {
  const { x, y, shape } = node;
  const value = fitting(valueOf(node, picture), picture);
  const gradient = fitting(gradientOf(node, picture), picture);
  const leaf = shape === 'leaf';
  const at = leaf ? x : x + RADIUS[shape] + 4;
  const anchor = leaf ? 'middle' : 'start';
  const calledByName = node.isQuantity && picture.view.symbolOf(node.id).named;
  const named =
    leaf &&
    (node.id.startsWith('x.') ||
      node.id.startsWith('t.') ||
      /lit|writes|selected/.test(marks(node, picture)) ||
      calledByName ||
      node.id === picture.view.lesson.parameter);
  const output = node.isQuantity && (/^a\.|^L/.test(node.id) || /lit|kin/.test(marks(node, picture)));
  return svg`<g class="op-numbers ${marks(node, picture)}" aria-hidden="true">
    ${node.id.startsWith('b.') && !named ? svg`<text class="op-name" x=${x - LEAF.width / 2 - 5} y=${y + 4} text-anchor="end"><tspan class="symbol">b</tspan></text>` : nothing}
    ${named ? svg`<text class="op-name" x=${x} y=${y - LEAF.height / 2 - (calledByName || /^[xt]/.test(node.id) ? 6 : 10)} text-anchor="middle">${symbol(node.id, picture, NAME_EMS)}</text>` : nothing}
    ${output && shape === 'operation' ? svg`<text class="op-name" x=${x} y=${y - RADIUS.operation - 6} text-anchor="middle">${symbol(node.id, picture, NAME_EMS)}</text>` : nothing}
    ${value === null ? nothing : svg`<text class="op-value" x=${at} y=${leaf && gradient === null ? y + 4 : y - (leaf ? 2 : 5)} text-anchor=${anchor}>${value}</text>`}
    ${gradient === null ? nothing : svg`<text class="op-gradient" x=${at} y=${y + (leaf ? 11 : 14)} text-anchor=${anchor}>${gradient}</text>`}
  </g>`;
}

/** Width of a name over a node. */
const NAME_EMS = 5;
