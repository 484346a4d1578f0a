/**
 * The iteration as a graph of operations: the same steps, the same links, drawn as wires that carry a value forward
 * and a gradient back. Fetched when it is first shown.
 */
import { isFault } from '../../work/problem';
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { ComputationGraph, QuantityId } from '../../../wasm/index';
import { iconButton } from '../../kit/icons';
import { addStyles } from '../../kit/lateStyles';
import { parseId } from '../../work/quantity';
import { graphStyles } from './graph.styles';
import { layoutGraph, type GraphLayout, type ShownNeurons } from './graphLayout';
import type { GraphPicture } from './graphState';
import { graphWords } from './graphWords';
import { numbers, operation } from './operations';
import { textsOf } from './texts';
import { updatePicture, updateShown } from './updatePicture';
import { wire, wireText } from './wires';
import { notice } from '../../kit/notice';
import type { LessonView } from '../view';

addStyles(graphStyles);

/** More neurons of a layer than these are not drawn, but counted. */
const MOST_SHOWN = 4;
const ZOOM_STEP = 1.25;
const LEAST_ZOOM = 0.3;
const MOST_ZOOM = 2.5;

export function graphPicture(view: LessonView): TemplateResult {
  const { lesson, messages, page } = view;
  const shown = shownNeurons(view);
  const graph = lesson.answers.graph(quantitiesOf(view, shown), opened(view, shown));
  if (isFault(graph)) return notice(view.fault(graph));
  const layout = layoutGraph(graph, shown);
  const { group, step } = lesson;
  const writes = new Set(group.map(({ computes }) => computes));
  const picture: GraphPicture = {
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
  const update = updateShown(view, writes);
  const nodes = [...layout.nodes, ...(update?.layout.nodes ?? [])];
  if (!nodes.some(({ id }) => id === picture.roving)) picture.roving = layout.nodes[0].id;
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
      ${update ? updatePicture(update, zoom, picture.roving) : nothing}
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

// ------------------------------------------------------------------ headings

function headings({ layout, view, shown }: GraphPicture): SVGTemplateResult {
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

// ------------------------------------------------------------------ zoom

/** The reader's choice; else the whole graph where that is legible, or large enough to read and scrolled. */
function zoomOf({ page }: LessonView, { width }: GraphLayout): number {
  const whole = page.diagramWidth / width;
  if (page.graphZoom === 'whole') return whole;
  return page.graphZoom ?? Math.min(1.15, Math.max(whole, page.diagramWidth < 560 ? 1.1 : 1));
}

function zoomButtons(view: LessonView, zoom: number): TemplateResult {
  const words = textsOf(view);
  const button = (label: string, sign: string, graphZoom: number | 'whole') =>
    iconButton(label, sign, () => view.actions.change({ graphZoom }), { classes: 'text' });
  return html`<span class="button-row graph-zoom">
    ${button(words.zoomOut, '−', Math.max(LEAST_ZOOM, zoom / ZOOM_STEP))} ${button(words.fit, '⤢', 'whole')}
    ${button(words.zoomIn, '+', Math.min(MOST_ZOOM, zoom * ZOOM_STEP))}
  </span>`;
}

/** Brings what the step computes into view, where the graph is larger than its frame. */
export function followStep(root: ParentNode): void {
  const frame = root.querySelector<HTMLElement>('.graph-scroll');
  const update = frame?.querySelector('.update-operations') ?? frame;
  const active = update ? [...update.querySelectorAll('.op:is(.writes, .selected.on-path)')] : [];
  if (!frame || active.length === 0) return;
  const boxes = active.map((node) => node.getBoundingClientRect());
  const own = frame.getBoundingClientRect();
  /** how far it is to the middle of the frame from where the nodes are; 0 where they are well inside */
  const way = (low: 'left' | 'top', high: 'right' | 'bottom') => {
    const middle = (Math.min(...boxes.map((box) => box[low])) + Math.max(...boxes.map((box) => box[high]))) / 2;
    const margin = 0.2 * (own[high] - own[low]);
    return middle > own[low] + margin && middle < own[high] - margin ? 0 : middle - (own[low] + own[high]) / 2;
  };
  const [left, top] = [way('left', 'right'), way('top', 'bottom')];
  if (left === 0 && top === 0) return;
  const smooth = !matchMedia('(prefers-reduced-motion: reduce)').matches;
  frame.scrollBy({ left, top, behavior: smooth ? 'smooth' : 'instant' });
}
