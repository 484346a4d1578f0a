/** The network as a picture: a pure function of its shape, the values known at this step, and what is pointed at. */
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { Phase, QuantityId } from '../wasm/index';
import { along, layoutDiagram, segmentsOfPath, type DiagramLayout, type Edge, type Point } from './diagramLayout';
import { foldBundles, foldPart, handleOfFold } from './folds';
import { foldingOf } from './folding';
import { gradually } from './gradually';
import type { Known } from './known';
import { outputId, subjectOf, symbolParts } from './quantity';
import { segments } from './segments';
import type { EdgeMode } from './urlstate';
import type { View } from './view';

/** What the picture shows of the state, worked out once per drawing. */
export interface Picture {
  view: View;
  layout: DiagramLayout;
  known: Known;
  reads: { has(id: QuantityId): boolean };
  writes: { has(id: QuantityId): boolean };
  phase: Phase | null;
  /** largest magnitude among the edges, for their widths */
  scale: number;
  /** the part that Tab comes to */
  roving: QuantityId;
}

/** A group of more steps than one neuron's shows no numbers on its edges. */
const MOST_LABELLED_STEPS = 6;

const MOST_EDGES = 400;
/** A neuron into which more edges lead shows no numbers on them where rows are close. */
const MOST_LABELLED_EDGES = 4;

const EDGE_MODES: readonly EdgeMode[] = ['weight', 'gradient', 'update'];

export function diagram(view: View): TemplateResult {
  const { controller, messages, page } = view;
  const layout = layoutOf(view);
  const { groupRange: range, steps, samplePosition } = controller;
  const isWritten = (id: QuantityId) => {
    const index = steps.indexOf(id, samplePosition);
    return index !== null && index >= range.start && index < range.end;
  };
  const read = new Set(controller.group.flatMap((step) => step.reads));
  const picture: Picture = {
    view,
    layout,
    known: controller.known(),
    reads: { has: (id) => read.has(id) && !isWritten(id) },
    writes: { has: isWritten },
    phase: controller.step?.phase ?? null,
    scale: 1,
    roving: page.roving ?? '',
  };
  picture.scale = Math.max(1e-300, ...layout.edges.map((edge) => edgeMagnitude(edge, picture)));
  const handles = handlesIn(layout);
  if (!handles.includes(picture.roving)) picture.roving = handles[0];
  return html`
    <div class="diagram-scroll" data-phase=${picture.phase ?? nothing}>
      <svg
        part="diagram"
        class="diagram ${layout.compact ? 'compact' : ''} ${layout.dense ? 'dense' : ''} ${crowded(layout) ? 'crowded' : ''}"
        viewBox="0 0 ${layout.width} ${layout.height}"
        width=${layout.width}
        height=${layout.height}
        role="group"
        aria-label=${messages.diagram.label}
        aria-description=${messages.diagram.hint}
      >
        ${headings(picture)} ${lossLines(picture)} ${foldBundles(picture)} ${pathTints(picture)}
        ${gradually(layers(picture), view.drawingKey)} ${layout.edges.map((edge) => edgeText(edge, picture))}
      </svg>
    </div>
  `;
}

/** What a picture is drawn in: the edges into each layer, then all that stands at their ends. */
function layers(picture: Picture): (() => SVGTemplateResult)[] {
  const { layout } = picture;
  const edgesInto = (layer: number) => () =>
    svg`${layout.edges.filter((edge) => edge.layer === layer).map((edge) => edgeLine(edge, picture))}`;
  const nodes = () => svg`
    ${layout.inputs.shown.map((at) => inputNode(at.index, at, picture))}
    ${layout.neurons.map((column, l) => column.shown.map((at) => neuronNode(l + 1, at.index, at, picture)))}
    ${layout.terms.shown.map((at) => targetNode(at.index, at, picture))} ${lossNode(picture)}
    ${[layout.inputs, ...layout.neurons].map((column) => column.folds.map((fold) => foldPart(fold, picture)))}`;
  return [...layout.neurons.map((_, l) => edgesInto(l + 1)), nodes];
}

/** More edges than the eye can follow: they recede, except those that something goes on at. */
function crowded({ edges }: DiagramLayout): boolean {
  return edges.length > MOST_EDGES;
}

/** The picture's places, with what is to be seen now unfolded. */
export function layoutOf(view: View): DiagramLayout {
  return layoutDiagram(view.controller.document, view.page.diagramWidth, foldingOf(view));
}

/** Everything in the diagram that can be focused, in the order in which the arrows go through it. */
export function handleIds(view: View): QuantityId[] {
  return handlesIn(layoutOf(view));
}

function handlesIn(layout: DiagramLayout): QuantityId[] {
  const ids = layout.inputs.shown.map(({ index }) => `x.${index}`);
  ids.push(...layout.inputs.folds.map(handleOfFold));
  layout.neurons.forEach((column, l) => {
    const before = l === 0 ? layout.inputs : layout.neurons[l - 1];
    for (const { index } of column.shown)
      ids.push(...before.shown.map((from) => `w.${l + 1}.${index}.${from.index}`), `b.${l + 1}.${index}`);
    ids.push(...column.folds.map(handleOfFold));
  });
  return [...ids, ...layout.terms.shown.map(({ index }) => `t.${index}`)];
}

/** What the edges show, and how to read them. */
export function edgeSwitch({ controller, messages }: View): TemplateResult {
  return html`<div class="edge-switch">
    <span id="edges-label">${messages.diagram.edges}</span>
    ${segments({
      all: EDGE_MODES,
      chosen: controller.edges,
      choose: (mode) => controller.setEdges(mode),
      text: (mode) => messages.diagram.edgeMode[mode],
      label: { id: 'edges-label' },
    })}
    <span class="legend" aria-hidden="true">
      <svg width="26" height="6"><line x1="0" y1="3" x2="26" y2="3" class="edge positive" stroke-width="2.4" /></svg>
      ${messages.diagram.positive}
      <svg width="26" height="6"><line x1="0" y1="3" x2="26" y2="3" class="edge negative" stroke-width="2.4" /></svg>
      ${messages.diagram.negative}
    </span>
  </div>`;
}

// ------------------------------------------------------------------ texts

function headings({ layout, view }: Picture): SVGTemplateResult {
  const { diagram: words } = view.messages;
  const last = layout.columns.length - 3;
  const text = (index: number) => {
    if (index === 0) return words.inputs;
    if (index < last) return words.hidden(index);
    return index === last ? words.outputs : index === last + 1 ? words.targets : '';
  };
  return svg`<g class="headings" aria-hidden="true">${layout.columns.map(
    (x, index) => svg`<text x=${x} y="14" text-anchor="middle">${text(index)}</text>`,
  )}</g>`;
}

/** A symbol with its indices set small, for use inside <text>. */
export function symbol(id: QuantityId, { view }: { view: View }): SVGTemplateResult {
  const { base, sup, sub } = symbolParts(id, view.names);
  const raised = sup ? svg`<tspan class="index" dy="-0.5em">${sup}</tspan>` : nothing;
  // Under the upper index, not after it: back by the width of two parentheses and a digit or two.
  const back = sup ? `${-(0.78 + 0.5 * (sup.length - 2))}em` : 0;
  const lowered = sub ? svg`<tspan class="index" dx=${back} dy=${sup ? '0.95em' : '0.3em'}>${sub}</tspan>` : nothing;
  return svg`<tspan class="symbol">${base}</tspan>${raised}${lowered}`;
}

/** The picture has little room; the formulas beside it have more. */
function digitsOf({ layout, view }: Picture): number {
  return Math.min(view.controller.digits, layout.compact ? 3 : 4);
}

function valueText(id: QuantityId, picture: Picture): string | null {
  const value = picture.known.get(id);
  return value === undefined ? null : picture.view.text(value, digitsOf(picture));
}

/** How many characters of a value go into a circle. */
function roomInside({ layout }: Picture): number {
  if (layout.dense) return Math.max(3, Math.floor((2 * layout.radius) / 8));
  return layout.compact ? 5 : 6;
}

/** Whether the side texts of a neuron are shown: always, or in a dense picture where something is going on. */
function speaksUp(ids: QuantityId[], picture: Picture): boolean {
  return !picture.layout.dense || ids.some((id) => marks(id, picture) !== '');
}

/** As many digits as there is room for inside a circle. */
function fittingText(id: QuantityId, characters: number, picture: Picture): string | null {
  const value = picture.known.get(id);
  if (value === undefined) return null;
  for (let digits = digitsOf(picture); digits > 1; digits--) {
    const text = picture.view.text(value, digits);
    if (text.length <= characters) return text;
  }
  return picture.view.text(value, 1);
}

/** `lit`: pointed at; `kin`: about the same neuron or edge; reads and writes of the current step. */
function marks(id: QuantityId, picture: Picture): string {
  const { highlighted } = picture.view.page;
  const list = [];
  if (highlighted === id) list.push('lit');
  else if (highlighted && subjectOf(highlighted) === subjectOf(id)) list.push('kin');
  if (picture.writes.has(id)) list.push('writes');
  else if (picture.reads.has(id)) list.push('reads');
  return list.join(' ');
}

function spoken(id: QuantityId, picture: Picture): string {
  const value = picture.known.get(id);
  const base = picture.view.speak(id, value === undefined ? null : String(value));
  if (value !== undefined) return base;
  return picture.view.messages.diagram.withValue(base, picture.view.messages.diagram.unknown);
}

/**
 * The attributes of a part that can be focused, edited and derived are the same everywhere. Its texts stand beside the
 * button, not in it: what is read aloud is the label, which says more.
 */
function handle(
  id: QuantityId,
  classes: string,
  shapes: SVGTemplateResult,
  picture: Picture,
  texts?: SVGTemplateResult,
): SVGTemplateResult {
  const value = picture.known.get(id);
  const editable = picture.view.canEdit(id);
  const written = texts
    ? svg`<g class="handle-texts ${classes} ${marks(id, picture)}" aria-hidden="true">${texts}</g>`
    : nothing;
  return svg`<g
    class="handle ${classes} ${marks(id, picture)}"
    data-id=${id}
    data-handle
    data-value=${value ?? nothing}
    role="button"
    tabindex=${picture.roving === id ? 0 : -1}
    aria-label=${spoken(id, picture)}
    @click=${() => (editable ? picture.view.actions.edit(id) : picture.view.actions.focusPart(id))}
  >${shapes}</g>${written}`;
}

// ------------------------------------------------------------------ edges

function edgeValue(id: QuantityId, picture: Picture): number | null {
  const mode = picture.view.controller.edges;
  if (mode === 'gradient') return picture.known.get(`d${id}`) ?? null;
  if (mode === 'update' && picture.known.before(id) === undefined) return null;
  return picture.known.get(id) ?? null;
}

/** How thick: the weight, its gradient, or how far the update moved it. Layout only; the numbers shown are the core's. */
function edgeMagnitude(edge: Edge, picture: Picture): number {
  const value = edgeValue(edge.id, picture);
  if (value === null) return 0;
  const before = picture.view.controller.edges === 'update' ? (picture.known.before(edge.id) ?? 0) : 0;
  return Math.abs(value - before);
}

function edgeIsNegative(edge: Edge, picture: Picture): boolean {
  const value = edgeValue(edge.id, picture) ?? 0;
  return picture.view.controller.edges === 'update' ? value < (picture.known.before(edge.id) ?? value) : value < 0;
}

/** An edge is active when the step reads or computes its weight or its gradient. */
function edgeActivity(id: QuantityId, picture: Picture): 'writes' | 'reads' | null {
  if (picture.writes.has(id) || picture.writes.has(`d${id}`)) return 'writes';
  return picture.reads.has(id) || picture.reads.has(`d${id}`) ? 'reads' : null;
}

function edgeLine(edge: Edge, picture: Picture): SVGTemplateResult {
  const { view, layout } = picture;
  const known = edgeValue(edge.id, picture) !== null;
  const width = known ? 0.8 + (3.2 * edgeMagnitude(edge, picture)) / picture.scale : 0.8;
  const activity = edgeActivity(edge.id, picture);
  const sign = !known ? 'unknown' : edgeIsNegative(edge, picture) ? 'negative' : 'positive';
  const selected = view.controller.parameter === edge.id && view.controller.panel !== 'step' ? 'selected' : '';
  const line = (classes: string, strokeWidth: number | typeof nothing) => svg`<line
    class=${classes} x1=${edge.from.x} y1=${edge.from.y} x2=${edge.to.x} y2=${edge.to.y} stroke-width=${strokeWidth} />`;
  const content = svg`${line('edge-halo', nothing)}${line(`edge ${sign}`, width)}${line('edge-hit', layout.compact ? 22 : 16)}
    ${activity ? arrow(edge, picture) : nothing}`;
  return handle(edge.id, `edge-part ${activity ?? ''} ${selected}`, content, picture);
}

/** Which way the numbers flow in this step: forward along the edge, or back. */
function arrow(edge: Edge, picture: Picture): SVGTemplateResult {
  const backward = picture.phase === 'backward';
  const tip = along(edge, backward ? 0.5 : 0.56);
  const angle = (Math.atan2(edge.to.y - edge.from.y, edge.to.x - edge.from.x) * 180) / Math.PI + (backward ? 180 : 0);
  return svg`<path class="arrow" d="M5,0 L-5,-5 L-2,0 L-5,5 Z" transform="translate(${tip.x},${tip.y}) rotate(${angle})" />`;
}

function edgeText(edge: Edge, picture: Picture): SVGTemplateResult | typeof nothing {
  const { view } = picture;
  const named = view.names[edge.id] !== undefined;
  const activity = edgeActivity(edge.id, picture);
  const pointed = view.page.highlighted !== null && subjectOf(view.page.highlighted) === edge.id;
  const derived = view.controller.parameter === edge.id && view.controller.panel !== 'step';
  if (!named && !activity && !pointed && !derived) return nothing;
  if (activity && tooClose(edge, picture) && !pointed && !derived && !named) return nothing;
  // A whole layer lights more edges than there is room for numbers; the formulas beside have them all.
  if (activity && groupLength(picture) > MOST_LABELLED_STEPS && !pointed && !derived) return nothing;
  const at = along(edge, textShare(edge, picture));
  const gradient =
    picture.writes.has(`d${edge.id}`) || picture.reads.has(`d${edge.id}`) || view.controller.edges === 'gradient';
  const shown = gradient && picture.known.has(`d${edge.id}`) && !picture.writes.has(edge.id) ? `d${edge.id}` : edge.id;
  const value = activity || pointed || derived ? valueText(shown, picture) : null;
  const room = Math.hypot(edge.to.x - edge.from.x, edge.to.y - edge.from.y) > 110;
  const name =
    value === null || room || pointed ? (named || pointed || derived ? symbol(shown, picture) : nothing) : nothing;
  const number =
    value === null
      ? nothing
      : svg`<tspan class="edge-value" dx=${name === nothing ? 0 : 4} dy=${name === nothing ? 0 : dyBack(edge.id, picture)}>${value}</tspan>`;
  return svg`<text class="edge-text ${activity ?? ''} ${shown === edge.id ? '' : 'gradient'}" x=${at.x} y=${at.y - 6}
    text-anchor="middle" aria-hidden="true" data-id=${shown} data-value=${picture.known.get(shown) ?? nothing}>${name}${number}</text>`;
}

/** Whether the numbers on all the edges of a step would cover each other. */
function tooClose({ layer }: Edge, { layout }: Picture): boolean {
  const before = layer === 1 ? layout.inputs : layout.neurons[layer - 2];
  const most = Math.max(before.shown.length, layout.neurons[layer - 1].shown.length);
  return layout.dense && most > MOST_LABELLED_EDGES;
}

function groupLength({ view }: Picture): number {
  const { start, end } = view.controller.groupRange;
  return end - start;
}

/** After a lowered index the line has to come up again. */
function dyBack(id: QuantityId, { view }: Picture): string {
  const { sup, sub } = symbolParts(id, view.names);
  return sub ? (sup ? '-0.31em' : '-0.2em') : '0';
}

/** Texts stand where the lines they belong to are furthest apart. */
function textShare(edge: Edge, picture: Picture): number {
  const { step } = picture.view.controller;
  if (!step || !edgeActivity(edge.id, picture)) return picture.layout.compact ? 0.42 : 0.36;
  if (step.rule === 'delta_hidden') return 0.7;
  return step.rule === 'weighted_sum' || groupLength(picture) > 1 ? 0.32 : 0.5;
}

// ------------------------------------------------------------------ paths of a derivation

/** The paths on which the chosen parameter reaches the loss, each in its tint; where they run together, side by side. */
function pathTints(picture: Picture): SVGTemplateResult | typeof nothing {
  const { controller } = picture.view;
  if (controller.panel === 'step') return nothing;
  const derivation = controller.answers.derivation();
  if (!derivation || 'from' in derivation) return nothing;
  const paths = derivation.paths.slice(0, PATH_TINTS).map((path) => segmentsOfPath(path.nodes, picture.layout));
  const users = new Map<string, number[]>();
  paths.forEach((segments, path) => segments.forEach(({ key }) => users.set(key, [...(users.get(key) ?? []), path])));
  return svg`<g class="paths" aria-hidden="true">${paths.map((segments, path) =>
    segments.map(({ key, from, to }) => {
      const together = users.get(key)!;
      const offset = (together.indexOf(path) - (together.length - 1) / 2) * 7;
      const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
      const dx = (-(to.y - from.y) / length) * offset;
      const dy = ((to.x - from.x) / length) * offset;
      return svg`<line class="path-tint" style="--tint: var(--path-${path + 1})"
        x1=${from.x + dx} y1=${from.y + dy} x2=${to.x + dx} y2=${to.y + dy} />`;
    }),
  )}</g>`;
}

export const PATH_TINTS = 6;

// ------------------------------------------------------------------ nodes

/** The box of an input or a target, and around it where a finger hits it. */
function valueBox(at: Point, side: number): SVGTemplateResult {
  const box = (classes: string) =>
    svg`<rect class=${classes} x=${at.x - side} y=${at.y - side * 0.72} width=${side * 2} height=${side * 1.44} rx="5" />`;
  return svg`${box('node')}${box('node-hit')}`;
}

/** Where rows are close the boxes are small too. */
function boxText(id: QuantityId, picture: Picture): string | null {
  return picture.layout.dense ? fittingText(id, roomInside(picture), picture) : valueText(id, picture);
}

function inputNode(index: number, at: Point, picture: Picture): SVGTemplateResult {
  const { radius } = picture.layout;
  const id = `x.${index}`;
  const side = radius * 0.86;
  return handle(
    id,
    'input-part',
    valueBox(at, side),
    picture,
    svg`<text class="value" x=${at.x} y=${at.y} dy="0.34em" text-anchor="middle">${boxText(id, picture)}</text>
      <text class="name" x=${at.x} y=${at.y - side * 0.72 - 8} text-anchor="middle">${symbol(id, picture)}</text>`,
  );
}

function neuronNode(layer: number, index: number, at: Point, picture: Picture): SVGTemplateResult {
  const { radius } = picture.layout;
  const id = outputId(layer, index);
  const state = picture.known.has(id) ? 'known' : picture.known.has(`z.${layer}.${index}`) ? 'half' : 'unknown';
  return svg`<g class="neuron ${state}">
    <g class="neuron-part ${neuronMarks(layer, index, picture)}" data-id=${id} data-value=${picture.known.get(id) ?? nothing}
      role="img" aria-label=${spoken(id, picture)}>
      <circle class="node-halo" cx=${at.x} cy=${at.y} r=${radius + 5} />
      <circle class="node" cx=${at.x} cy=${at.y} r=${radius} />
      ${
        speaksUp([id, `z.${layer}.${index}`, `delta.${layer}.${index}`], picture)
          ? svg`<text class="name" x=${at.x} y=${at.y - radius - 9} text-anchor="middle">${symbol(id, picture)}</text>`
          : nothing
      }
      ${neuronValues(layer, index, at, picture)}
    </g>
    ${biasPart(layer, index, at, picture)} ${deltaText(layer, index, at, picture)}
  </g>`;
}

function neuronMarks(layer: number, index: number, picture: Picture): string {
  const ids = [outputId(layer, index), `z.${layer}.${index}`, `delta.${layer}.${index}`];
  const all = ids.map((id) => marks(id, picture)).join(' ');
  const lit = all.includes('lit') || all.includes('kin') ? 'lit' : '';
  return `${lit} ${all.includes('writes') ? 'writes' : all.includes('reads') ? 'reads' : ''}`;
}

function neuronValues(layer: number, index: number, at: Point, picture: Picture): SVGTemplateResult {
  const z = `z.${layer}.${index}`;
  const a = outputId(layer, index);
  const { compact, radius } = picture.layout;
  const output = fittingText(a, roomInside(picture), picture);
  const sum = fittingText(z, roomInside(picture), picture);
  if (output === null) {
    if (sum === null)
      return svg`<text class="unknown-mark" x=${at.x} y=${at.y} dy="0.34em" text-anchor="middle">?</text>`;
    return svg`<text class="small" x=${at.x} y=${at.y - 7} dy="0.2em" text-anchor="middle"><tspan class="symbol">z</tspan></text>
      <text class="value ${marks(z, picture)}" data-id=${z} data-value=${picture.known.get(z)!} x=${at.x} y=${at.y + 6} dy="0.3em" text-anchor="middle">${sum}</text>`;
  }
  const showSum = !compact && radius > 24;
  return svg`<text class="value" x=${at.x} y=${at.y - (showSum ? 5 : 0)} dy="0.34em" text-anchor="middle">${output}</text>
    ${
      showSum
        ? svg`<text class="small ${marks(z, picture)}" data-id=${z} data-value=${picture.known.get(z)!} x=${at.x} y=${at.y + 12} dy="0.34em" text-anchor="middle"><tspan class="symbol">z</tspan> ${sum}</text>`
        : nothing
    }`;
}

function biasPart(layer: number, index: number, at: Point, picture: Picture): SVGTemplateResult {
  const { radius, roomy } = picture.layout;
  const id = `b.${layer}.${index}`;
  const activity = picture.writes.has(`d${id}`) ? 'writes' : picture.reads.has(`d${id}`) ? 'reads' : '';
  const selected =
    picture.view.controller.parameter === id && picture.view.controller.panel !== 'step' ? 'selected' : '';
  if (!roomy) {
    const x = at.x - radius * 0.8;
    const y = at.y + radius * 0.8;
    return handle(
      id,
      `bias-part ${activity} ${selected}`,
      svg`<circle class="bias-dot" cx=${x} cy=${y} r="5" /><circle class="bias-hit" cx=${x} cy=${y} r="12" />`,
      picture,
    );
  }
  const y = at.y + radius + 15;
  return handle(
    id,
    `bias-part ${activity} ${selected}`,
    svg`<rect class="bias-hit" x=${at.x - 30} y=${y - 12} width="60" height="24" rx="4" />`,
    picture,
    svg`<text class="bias-text" x=${at.x} y=${y} dy="0.34em" text-anchor="middle"><tspan class="symbol">b</tspan> ${valueText(id, picture)}</text>`,
  );
}

function deltaText(layer: number, index: number, at: Point, picture: Picture): SVGTemplateResult | typeof nothing {
  const id = `delta.${layer}.${index}`;
  const { compact, radius, roomy } = picture.layout;
  const value = compact ? fittingText(id, 6, picture) : valueText(id, picture);
  if (value === null || !speaksUp([id], picture)) return nothing;
  const y = at.y + radius + (roomy ? 35 : 13);
  return svg`<text class="delta-text ${marks(id, picture)}" data-id=${id} data-value=${picture.known.get(id)!} role="img"
    aria-label=${spoken(id, picture)} x=${at.x} y=${y} dy="0.34em" text-anchor="middle"><tspan class="symbol">δ</tspan> ${value}</text>`;
}

function targetNode(index: number, at: Point, picture: Picture): SVGTemplateResult {
  const { radius } = picture.layout;
  const id = `t.${index}`;
  const term = `L.${index}`;
  const side = radius * 0.86;
  const value = valueText(term, picture);
  return svg`${handle(
    id,
    `target-part ${picture.writes.has(term) ? 'writes' : ''}`,
    valueBox(at, side),
    picture,
    svg`<text class="value" x=${at.x} y=${at.y} dy="0.34em" text-anchor="middle">${boxText(id, picture)}</text>
      <text class="name" x=${at.x} y=${at.y - side * 0.72 - 8} text-anchor="middle">${symbol(id, picture)}</text>`,
  )}
  ${
    value === null || !speaksUp([term], picture)
      ? nothing
      : svg`<text class="term-text ${marks(term, picture)}" data-id=${term} data-value=${picture.known.get(term)!} role="img"
        aria-label=${spoken(term, picture)} x=${at.x} y=${at.y + side * 0.72 + 15} dy="0.34em" text-anchor="middle">${
          picture.layout.compact ? value : svg`${symbol(term, picture)}<tspan dx="4" dy="-0.2em">${value}</tspan>`
        }</text>`
  }`;
}

function lossNode(picture: Picture): SVGTemplateResult {
  const { loss, radius } = picture.layout;
  const value = valueText('L', picture);
  const state = value === null ? 'unknown' : 'known';
  return svg`<g class="loss-part ${state} ${marks('L', picture)}" data-id="L" data-value=${picture.known.get('L') ?? nothing}
    role="img" aria-label=${spoken('L', picture)}>
    <circle class="node-halo" cx=${loss.x} cy=${loss.y} r=${radius + 5} />
    <circle class="node" cx=${loss.x} cy=${loss.y} r=${radius} />
    <text class="name" x=${loss.x} y=${loss.y - radius - 9} text-anchor="middle"><tspan class="symbol">L</tspan></text>
    <text class=${value === null ? 'unknown-mark' : 'value'} x=${loss.x} y=${loss.y} dy="0.34em" text-anchor="middle">${fittingText('L', roomInside(picture), picture) ?? '?'}</text>
  </g>`;
}

function lossLines({ layout }: Picture): SVGTemplateResult {
  const outputs = layout.neurons[layout.neurons.length - 1];
  const line = (from: Point, to: Point) =>
    svg`<line class="loss-line" x1=${from.x} y1=${from.y} x2=${to.x} y2=${to.y} />`;
  return svg`<g aria-hidden="true">${layout.terms.shown.map(
    (term) => svg`${line(outputs.at(term.index)!, term)}${line(term, layout.loss)}`,
  )}</g>`;
}
