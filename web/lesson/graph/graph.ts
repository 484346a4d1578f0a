/**
 * The iteration as a graph of operations: the same steps, the same links, drawn as wires that carry a value forward
 * and a gradient back. Fetched when it is first shown.
 */
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { ComputationGraph, GraphNode, QuantityId } from '../../../wasm/index';
import { symbol } from '../diagram/parts';
import { addStyles } from '../../kit/lateStyles';
import { graph as en } from './graph.en';
import { lateTexts } from '../../kit/texts';
import { graph as zhCN } from './graph.zh-CN';
import type { Known } from '../known';
import { isParameter, parseId, subjectOf } from '../../work/quantity';
import { graphStyles } from './graph.styles';
import type { LessonView } from '../view';
import {
  layoutGraph,
  LEAF,
  RADIUS,
  type GraphLayout,
  type PlacedEdge,
  type PlacedNode,
  type ShownNeurons,
} from './graphLayout';
import { graphWords } from './graphWords';

addStyles(graphStyles);

const textsOf = lateTexts({ en, 'zh-CN': zhCN });

/** More neurons of a layer than these are not drawn, but counted. */
const MOST_SHOWN = 4;
const ZOOM_STEP = 1.25;
const LEAST_ZOOM = 0.3;
const MOST_ZOOM = 2.5;

/** What the picture shows of the state, worked out once per drawing. */
interface Picture {
  view: LessonView;
  graph: ComputationGraph;
  layout: GraphLayout;
  shown: ShownNeurons;
  known: Known;
  reads: Set<QuantityId>;
  writes: Set<QuantityId>;
  backward: boolean;
  /** nodes on the way from the chosen parameter to L; null while stepping */
  path: Set<number> | null;
  roving: string;
}

export function graphPicture(view: LessonView): TemplateResult {
  const { lesson, messages, page } = view;
  const shown = shownNeurons(view);
  const graph = lesson.answers.graph(quantitiesOf(view, shown), opened(view, shown));
  if ('from' in graph) return html`<p class="notice" role="alert">${view.fault(graph)}</p>`;
  const layout = layoutGraph(graph, shown);
  const { group, step } = lesson;
  const writes = new Set(group.map(({ computes }) => computes));
  const picture: Picture = {
    view,
    graph,
    layout,
    shown,
    known: lesson.known(),
    reads: new Set(group.flatMap(({ reads }) => reads).filter((id) => !writes.has(id))),
    writes,
    backward: step?.phase === 'backward',
    path: lesson.choices.panel === 'step' ? null : downstream(graph, lesson.parameter),
    roving: page.roving ?? '',
  };
  if (!layout.nodes.some(({ id }) => id === picture.roving)) picture.roving = layout.nodes[0].id;
  const zoom = zoomOf(view, layout);
  return html`
    <div class="graph-head">
      <p class="sentence">${textsOf(view).caption(graphWords(view, graph))}</p>
      ${zoomButtons(view, zoom)}
    </div>
    <div class="diagram-scroll graph-scroll" data-phase=${step?.phase ?? nothing}>
      <svg
        class="operations ${picture.path ? 'derived' : ''}"
        part="graph"
        viewBox="0 0 ${layout.width} ${layout.height}"
        width=${layout.width * zoom}
        height=${layout.height * zoom}
        role="group"
        aria-label=${messages.graph.label}
        aria-description=${textsOf(view).hint}
      >
        ${headings(picture)} ${layout.edges.map((edge) => wire(edge, picture))}
        ${layout.nodes.map((node) => operation(node, picture))} ${layout.edges.map((edge) => wireText(edge, picture))}
        ${layout.nodes.map((node) => numbers(node, picture))}
      </svg>
    </div>
  `;
}

// ------------------------------------------------------------------ what is shown

/** All neurons of a small layer; of a larger one those that the step and the chosen parameter are about, then others. */
function shownNeurons({ lesson, work }: LessonView): ShownNeurons {
  const { network } = work.design;
  const wanted = new Map<number, Set<number>>();
  const want = (id: QuantityId | null | undefined) => {
    const q = id ? parseId(id) : null;
    if (!q || q.neuron < 0) return;
    const layer = q.kind === 'x' ? 0 : q.kind === 't' || q.kind === 'L' ? network.layers.length : q.layer;
    wanted.set(layer, (wanted.get(layer) ?? new Set()).add(q.neuron));
    if (q.from >= 0) wanted.set(layer - 1, (wanted.get(layer - 1) ?? new Set()).add(q.from));
  };
  want(lesson.step?.computes);
  want(lesson.parameter);
  return [network.inputs, ...network.layers.map(({ units }) => units)].map((units, layer) => {
    const chosen = [...new Set([...(wanted.get(layer) ?? []), ...Array(Math.min(units, MOST_SHOWN)).keys()])];
    return chosen.slice(0, MOST_SHOWN).sort((a, b) => a - b);
  });
}

function quantitiesOf(view: LessonView, shown: ShownNeurons): QuantityId[] {
  const ids = shown[0].map((i) => `x.${i}`);
  for (let l = 1; l < shown.length; l++)
    for (const j of shown[l]) {
      ids.push(...shown[l - 1].map((i) => `w.${l}.${j}.${i}`), `b.${l}.${j}`, `z.${l}.${j}`, `a.${l}.${j}`);
    }
  const outputs = view.work.design.network.layers.at(-1)!.units;
  ids.push(...shown.at(-1)!.flatMap((k) => (outputs > 1 ? [`t.${k}`, `L.${k}`] : [`t.${k}`])), 'L');
  return ids;
}

/** Sums and the loss are opened, activations where the reader asked. */
function opened({ page }: LessonView, shown: ShownNeurons): QuantityId[] {
  const sums = shown.slice(1).flatMap((neurons, l) => neurons.map((j) => `z.${l + 1}.${j}`));
  return [...sums, ...shown.at(-1)!.map((k) => `L.${k}`), 'L', ...page.openActivations];
}

/** Everything that a parameter reaches. */
function downstream({ nodes, edges }: ComputationGraph, parameter: QuantityId | null): Set<number> {
  const reached = new Set([nodes.findIndex(({ id }) => id === parameter)]);
  for (const { from, to } of edges.toSorted((a, b) => a.to - b.to)) if (reached.has(from)) reached.add(to);
  return reached;
}

// ------------------------------------------------------------------ what is known and active

/** Where a gradient is computed: the step of δ also gives those of the activation and of the output. */
function gradientStep({ id, owner }: GraphNode, { shown, known }: Picture): boolean {
  const q = parseId(owner)!;
  const delta = (layer: number, neuron: number) => known.has(`delta.${layer}.${neuron}`);
  switch (q.kind) {
    case 'w':
    case 'b':
      return known.has(`d${owner}`);
    case 'z':
    case 'a':
      return delta(q.layer, q.neuron);
    case 'x':
      return shown[1].every((j) => delta(1, j)) && known.has(`dw.1.${shown[1].at(-1)}.${q.neuron}`);
    case 'L':
      if (id === 'L') return shown.at(-1)!.some((k) => delta(shown.length - 1, k));
      return delta(shown.length - 1, Math.max(0, q.neuron));
    default:
      return false;
  }
}

function valueOf(node: PlacedNode, picture: Picture): number | null {
  if (picture.path?.has(node.index)) return node.value;
  if (node.isQuantity) return picture.known.get(node.id) ?? null;
  return picture.known.has(node.owner) ? node.value : null;
}

function gradientOf(node: PlacedNode, picture: Picture): number | null {
  if (picture.path) return picture.path.has(node.index) ? node.gradient : null;
  return gradientStep(node, picture) ? node.gradient : null;
}

/** The step computes this node's value, or on the way back its gradient; or it needs it. */
function activity(node: PlacedNode, { writes, reads, backward, layout, shown }: Picture): 'writes' | 'reads' | '' {
  const { owner, isQuantity } = node;
  const q = parseId(owner)!;
  if (q.kind === 'w' || q.kind === 'b') {
    const derived = ['', 'd', 'sumd', 'meand'].some((about) => writes.has(about + owner));
    return derived ? 'writes' : reads.has(owner) ? 'reads' : '';
  }
  if (!backward) {
    if (writes.has(owner)) return 'writes';
    return isQuantity && reads.has(owner) ? 'reads' : '';
  }
  const last = shown.length - 1;
  const delta = `delta.${q.layer}.${q.neuron}`;
  if (q.kind === 'a' || (q.kind === 'z' && isQuantity)) {
    if (writes.has(delta)) return 'writes';
    return reads.has(isQuantity && q.kind === 'a' ? owner : delta) ? 'reads' : '';
  }
  if (q.kind === 'L' || q.kind === 't') {
    const active = [...writes].some(
      (id) => id.startsWith(`delta.${last}.`) && (owner === 'L' || id.endsWith(`.${q.neuron}`)),
    );
    return active ? 'reads' : '';
  }
  if (q.kind === 'x') return reads.has(owner) ? 'reads' : '';
  // a product: its weight is being derived, or its gradient flows on to the output it multiplies
  const weight = layout.edges.find(({ from, to }) => to === node && isParameter(from.id))?.from.id ?? '';
  return writes.has(`d${weight}`) || reads.has(weight) ? 'reads' : '';
}

function marks(node: PlacedNode, picture: Picture): string {
  const { highlighted } = picture.view.page;
  const list: string[] = [activity(node, picture)];
  if (picture.path) list.push(picture.path.has(node.index) ? 'on-path' : 'off-path');
  if (highlighted !== null) {
    const own = highlighted.replace(/^delta\./, 'z.').replace(/^d([wb])\./, '$1.');
    if (own === node.id) list.push('lit');
    else if (node.isQuantity && subjectOf(highlighted) === subjectOf(node.id)) list.push('kin');
  }
  if (valueOf(node, picture) === null) list.push('unknown');
  return list.filter(Boolean).join(' ');
}

// ------------------------------------------------------------------ operations

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
};

/** The sign in the circle, a constant operand with it: `1 +`, `× ½`, `1/x`, `x²`. */
function sign(node: GraphNode, { view }: Picture): string {
  const constant = node.constant === undefined ? '' : node.constant === 0.5 ? '½' : view.text(node.constant, 3);
  switch (node.operation) {
    case 'power':
      return node.exponent === 2 ? 'x²' : `x^${node.exponent}`;
    case 'divide':
      return constant ? `${constant}/x` : '÷';
    case 'function': {
      const q = parseId(node.owner);
      const { activation } = view.work.design.network.layers[(q?.layer ?? 1) - 1] ?? {};
      return q?.kind === 'a' ? (GLYPHS[activation ?? ''] ?? 'f') : 'f';
    }
    case 'multiply':
      return constant ? `×${constant}` : '×';
    default:
      return `${constant}${SIGNS[node.operation] ?? ''}`;
  }
}

const GLYPHS: Record<string, string> = {
  sigmoid: 'σ',
  tanh: 'tanh',
  linear: '=',
  relu: 'ReLU',
  leaky_relu: 'LReLU',
  softplus: 'soft+',
  silu: 'SiLU',
  softmax: 'smax',
};

function headings({ layout, view, shown }: Picture): SVGTemplateResult {
  const { diagram: words } = view.messages;
  const { layer, more } = textsOf(view);
  const { network } = view.work.design;
  const units = [network.inputs, ...network.layers.map((layer) => layer.units)];
  const text = (index: number) => {
    if (index === 0) return words.inputs;
    if (index === shown.length) return words.loss;
    return index === shown.length - 1 ? words.outputs : layer(index);
  };
  return svg`<g class="headings" aria-hidden="true">${layout.columns.map((x, index) => {
    const hidden = (units[index] ?? 0) - (shown[index]?.length ?? 0);
    return svg`<text x=${x} y="14" text-anchor="middle">${text(index)}</text>
      ${hidden > 0 ? svg`<text x=${x} y=${layout.height - 4} text-anchor="middle">${more(hidden)}</text>` : nothing}`;
  })}</g>`;
}

function operation(node: PlacedNode, picture: Picture): SVGTemplateResult {
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
  >${node.shape === 'leaf' ? leafShape(node) : circle(node, picture)}</g>`;
}

function leafShape({ x, y }: PlacedNode): SVGTemplateResult {
  const box = (classes: string, grow: number) => svg`<rect class=${classes}
    x=${x - LEAF.width / 2 - grow} y=${y - LEAF.height / 2 - grow} width=${LEAF.width + 2 * grow} height=${LEAF.height + 2 * grow} rx="5" />`;
  return svg`${box('op-halo', 3)}${box('op-shape', 0)}<rect class="op-hit" x=${x - LEAF.width / 2} y=${y - 20.5} width=${LEAF.width} height="41" />`;
}

function circle(node: PlacedNode, picture: Picture): SVGTemplateResult {
  const { x, y, shape } = node;
  const text = sign(node, picture);
  const radius = RADIUS[shape];
  return svg`<circle class="op-halo" cx=${x} cy=${y} r=${radius + 4} /><circle class="op-shape" cx=${x} cy=${y} r=${radius} />
    <text class="op-sign ${text.length > 2 ? 'long' : ''}" x=${x} y=${y} dy="0.35em" text-anchor="middle" aria-hidden="true">${text}</text>
    ${actionOf(node, picture) ? svg`<circle class="op-hit" cx=${x} cy=${y} r="21" />` : nothing}`;
}

/** A weight or bias is derived, an activation opened or closed. */
function actionOf({ id, owner, isQuantity }: PlacedNode, { view, graph }: Picture): (() => void) | null {
  if (view.page.controls === 'none') return null;
  if (isParameter(id)) return () => view.lesson.select(id);
  const openable = /^a\./.test(owner) && isQuantity && GLYPHS[activationOf(owner, view)] !== '=';
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

function operationName({ operation, constant, exponent }: GraphNode, { view }: Picture): string {
  const number = constant ?? exponent;
  return textsOf(view).operation(operation, number === undefined ? '' : view.text(number, 3));
}

function spoken(node: PlacedNode, picture: Picture): string {
  const { view } = picture;
  const words = textsOf(view);
  const value = valueOf(node, picture);
  const gradient = gradientOf(node, picture);
  const name = node.isQuantity
    ? view.speak(node.id, null)
    : words.part(operationName(node, picture), view.label(node.owner));
  const text = value === null ? view.messages.diagram.unknown : view.text(value);
  const whole = words.value(name, text, gradient === null ? null : view.text(gradient));
  if (isParameter(node.id)) return words.derive(whole);
  if (!actionOf(node, picture)) return whole;
  return node.operation === 'function' ? words.open(whole) : words.close(whole);
}

// ------------------------------------------------------------------ numbers

/** Value above the wire, gradient below; in a leaf one above the other. */
function numbers(node: PlacedNode, picture: Picture): SVGTemplateResult {
  const { x, y, shape } = node;
  const value = fitting(valueOf(node, picture), picture);
  const gradient = fitting(gradientOf(node, picture), picture);
  const leaf = shape === 'leaf';
  const at = leaf ? x : x + RADIUS[shape] + 4;
  const anchor = leaf ? 'middle' : 'start';
  const named =
    leaf &&
    (node.id.startsWith('x.') ||
      node.id.startsWith('t.') ||
      /lit|writes|selected/.test(marks(node, picture)) ||
      node.id in picture.view.names ||
      node.id === picture.view.lesson.parameter);
  const output = node.isQuantity && (/^a\.|^L/.test(node.id) || /lit|kin/.test(marks(node, picture)));
  return svg`<g class="op-numbers ${marks(node, picture)}" aria-hidden="true">
    ${node.id.startsWith('b.') && !named ? svg`<text class="op-name" x=${x - LEAF.width / 2 - 5} y=${y + 4} text-anchor="end"><tspan class="symbol">b</tspan></text>` : nothing}
    ${named ? svg`<text class="op-name" x=${x} y=${y - LEAF.height / 2 - 5} text-anchor="middle">${symbol(node.id, picture, NAME_EMS)}</text>` : nothing}
    ${output && shape === 'operation' ? svg`<text class="op-name" x=${x} y=${y - RADIUS.operation - 6} text-anchor="middle">${symbol(node.id, picture, NAME_EMS)}</text>` : nothing}
    ${value === null ? nothing : svg`<text class="op-value" x=${at} y=${leaf && gradient === null ? y + 4 : y - (leaf ? 2 : 5)} text-anchor=${anchor}>${value}</text>`}
    ${gradient === null ? nothing : svg`<text class="op-gradient" x=${at} y=${y + (leaf ? 11 : 14)} text-anchor=${anchor}>${gradient}</text>`}
  </g>`;
}

const MOST_CHARACTERS = 7;
/** Of a name over a node. */
const NAME_EMS = 5;

/** As many digits as there is room for on a wire. */
function fitting(value: number | null, { view }: Picture): string | null {
  if (value === null) return null;
  for (let digits = Math.min(view.lesson.choices.digits, 4); digits > 1; digits--) {
    const text = view.text(value, digits);
    if (text.length <= MOST_CHARACTERS) return text;
  }
  return view.text(value, 1);
}

// ------------------------------------------------------------------ wires

function isActive({ from, to }: PlacedEdge, picture: Picture): boolean {
  if (picture.path) return picture.path.has(from.index) && picture.path.has(to.index);
  // Back-propagation asks for no gradient of a target.
  if (picture.backward && from.id.startsWith('t.')) return false;
  const ends = [activity(from, picture), activity(to, picture)];
  return ends.every(Boolean) && (ends.includes('writes') || picture.backward);
}

/** From rim to rim: out to the right, in from the left. */
function ends({ from, to }: PlacedEdge): [number, number, number, number] {
  const out = from.shape === 'leaf' ? LEAF.width / 2 : RADIUS[from.shape];
  const into = to.shape === 'small' ? RADIUS.small : RADIUS.operation;
  return [from.x + out, from.y, to.x - into, to.y];
}

function wire(edge: PlacedEdge, picture: Picture): SVGTemplateResult {
  const [x1, y1, x2, y2] = ends(edge);
  const active = isActive(edge, picture) ? (picture.backward || picture.path ? 'active back' : 'active') : '';
  const off = picture.path && !active ? 'off-path' : '';
  const bend = Math.max(8, (x2 - x1) * 0.5);
  // A weight stands just above its product: its wire is a short bend into it.
  const path =
    edge.from.shape === 'leaf' && x2 - x1 < 30
      ? `M${x1},${y1} C${x1 + 9},${y1} ${edge.to.x - 3},${y1 + 2} ${edge.to.x - 3},${y2 - (edge.to.shape === 'small' ? RADIUS.small : RADIUS.operation)}`
      : `M${x1},${y1} C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}`;
  return svg`<path class="wire ${active} ${off}" d=${path} aria-hidden="true" />`;
}

/** On the way back: the local derivative on each wire, and at a fork what each wire brings. */
function wireText(edge: PlacedEdge, picture: Picture): SVGTemplateResult | typeof nothing {
  if (!isActive(edge, picture) || !(picture.backward || picture.path)) return nothing;
  if (gradientOf(edge.to, picture) === null) return nothing;
  const [x1, y1, x2, y2] = ends(edge);
  const forks = picture.layout.edges.filter((other) => other.from === edge.from && isActive(other, picture)).length > 1;
  const weight = edge.from.shape === 'leaf' && edge.to.shape === 'small';
  const local = edge.derivative === 1 || weight ? null : fitting(edge.derivative, picture);
  const room = x2 - x1 > 80 || Math.abs(y2 - y1) > 30;
  const flow = forks && room ? fitting(edge.flow, picture) : null;
  // Left of a product, before its weight's box; under any other circle.
  const under = edge.to.shape === 'operation';
  const [x, y] = under ? [edge.to.x, edge.to.y + RADIUS.operation + 13] : [x2 - 3, y2 + 11];
  return svg`<g class="wire-texts" aria-hidden="true">
    ${local === null ? nothing : svg`<text class="wire-text" x=${x} y=${y} text-anchor=${under ? 'middle' : 'end'}>·${local.startsWith('−') ? `(${local})` : local}</text>`}
    ${flow === null ? nothing : svg`<text class="wire-flow" x=${(x1 + x2) / 2 + 9} y=${(y1 + y2) / 2 + 4} text-anchor="middle">${flow}</text>`}
  </g>`;
}

// ------------------------------------------------------------------ zoom

/** What the reader chose; else whole where that is legible, or large enough to read and scrolled. */
function zoomOf({ page }: LessonView, { width }: GraphLayout): number {
  const whole = page.diagramWidth / width;
  if (page.graphZoom === 'whole') return whole;
  return page.graphZoom ?? Math.min(1.15, Math.max(whole, page.diagramWidth < 560 ? 1.1 : 0.72));
}

function zoomButtons(view: LessonView, zoom: number): TemplateResult {
  const words = textsOf(view);
  const button = (label: string, text: string, value: number | 'whole') =>
    html`<button
      class="icon-button text"
      aria-label=${label}
      title=${label}
      @click=${() => view.actions.change({ graphZoom: value })}
    >
      ${text}
    </button>`;
  return html`<span class="button-row graph-zoom">
    ${button(words.zoomOut, '−', Math.max(LEAST_ZOOM, zoom / ZOOM_STEP))} ${button(words.fit, '⤢', 'whole')}
    ${button(words.zoomIn, '+', Math.min(MOST_ZOOM, zoom * ZOOM_STEP))}
  </span>`;
}

/** Brings what the step computes into view, where the graph is wider than its frame. */
export function followStep(root: ParentNode): void {
  const frame = root.querySelector<HTMLElement>('.graph-scroll');
  const active = frame ? [...frame.querySelectorAll('.op:is(.writes, .selected.on-path)')] : [];
  if (!frame || active.length === 0 || frame.scrollWidth <= frame.clientWidth) return;
  const boxes = active.map((node) => node.getBoundingClientRect());
  const own = frame.getBoundingClientRect();
  const middle = (Math.min(...boxes.map(({ left }) => left)) + Math.max(...boxes.map(({ right }) => right))) / 2;
  if (middle > own.left + 0.2 * own.width && middle < own.right - 0.2 * own.width) return;
  const smooth = !matchMedia('(prefers-reduced-motion: reduce)').matches;
  frame.scrollTo({
    left: frame.scrollLeft + middle - (own.left + own.width / 2),
    behavior: smooth ? 'smooth' : 'instant',
  });
}
