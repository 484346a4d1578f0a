/** The network as a picture: a pure function of its shape, the values known at this step, and what is pointed at. */
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { shapeOf, type QuantityId } from '../../../wasm/index';
import { namedSegments } from '../../kit/segments';
import { gradually } from '../../kit/gradually';
import { styled } from '../../kit/styled';
import { choices } from '../../work/choices';
import { anotherTask } from '../../work/tasks';
import type { LessonView } from '../view';
import { layoutDiagram, type DiagramLayout } from './diagramLayout';
import { edgeLine, edgeMagnitude, lossLines } from './edges';
import { edgePlaces, searchPlaces } from './edgePlaces';
import { edgesInQuestion, edgeTexts } from './labels';
import { foldingOf } from './folding';
import { foldBundles, foldPart, handleOfFold } from './folds';
import { inputNode, lossNode, neuronNode, targetNode } from './nodes';
import type { Picture } from './parts';
import { pathTints } from './paths';
import { nameWidth } from './textWidth';
import { grips } from './grip';

const MOST_EDGES = 400;
/** Milliseconds of a task in which places are searched. */
const SLICE = 5;

/** Goes on with the search of the places of its texts for some milliseconds, and tells whether they are found. */
function searchOf(view: LessonView): () => boolean {
  const picture = pictureOf(view);
  const edges = edgesInQuestion(picture);
  return () => searchPlaces(edges, picture, performance.now() + SLICE) !== null;
}

/** Searches them before it is drawn, in tasks of their own: a first search takes as long as the drawing. */
export async function diagramAhead(view: LessonView): Promise<void> {
  const isFound = searchOf(view);
  while (!isFound()) await anotherTask();
}

const searched = new WeakSet<object>();

/** A search for who draws it in its turn: each call goes on with a lesson's first search. */
export function diagramInSlices(view: LessonView): () => void {
  let isFound: (() => boolean) | undefined;
  return () => {
    if (searched.has(view.lesson)) return;
    isFound ??= searchOf(view);
    if (isFound()) searched.add(view.lesson);
  };
}

/** What it shows, without the places of its texts. */
function pictureOf(view: LessonView): Picture {
  const { lesson, page } = view;
  const { groupRange: range, steps, batchIndex } = lesson;
  // Beside a derivation no step is what is looked at.
  const stepping = lesson.choices.panel === 'step';
  const isWritten = (id: QuantityId) => {
    if (!stepping) return false;
    const index = steps.indexOf(id, batchIndex);
    return index !== null && index >= range.start && index < range.end;
  };
  const group = stepping ? lesson.group : [];
  const read = new Set(group.flatMap((step) => step.reads));
  return {
    view,
    layout: layoutOf(view),
    known: lesson.known(),
    reads: { has: (id) => read.has(id) && !isWritten(id) },
    writes: { has: isWritten },
    phase: stepping ? (lesson.step?.phase ?? null) : null,
    scale: 1,
    roving: page.roving ?? '',
    places: { texts: new Map(), arrows: new Map(), grips: new Map() },
  };
}

export function diagram(view: LessonView): TemplateResult {
  const { messages, page } = view;
  const picture = pictureOf(view);
  const { layout } = picture;
  const named = edgesInQuestion(picture);
  picture.places = edgePlaces(named, picture);
  picture.scale = Math.max(1e-300, ...layout.edges.map((edge) => edgeMagnitude(edge, picture)));
  const handles = handlesIn(layout);
  if (!handles.includes(picture.roving)) picture.roving = handles[0];
  return html`
    <div
      class="diagram-scroll"
      style=${styled(page.narrow && page.diagramHeight !== null && layout.height > page.diagramHeight ? `max-height: ${page.diagramHeight}px` : nothing)}
      data-phase=${picture.phase ?? nothing}
    >
      <svg
        part="diagram"
        class="diagram ${layout.compact ? 'compact' : ''} ${layout.dense ? 'dense' : ''} ${crowded(layout) ? 'crowded' : ''} ${layout.width > page.diagramWidth ? 'wide' : ''}"
        viewBox="0 0 ${layout.width} ${layout.height}"
        width=${layout.width}
        height=${layout.height}
        role="group"
        aria-label=${messages.diagram.label}
        aria-description=${messages.diagram.hint}
      >
        ${headings(picture)} ${lossLines(picture)} ${foldBundles(picture)} ${pathTints(picture)}
        ${gradually(layers(picture), view.drawingKey)}
        <g class="edge-labels">${edgeTexts(named, picture)}</g>
        ${grips(picture)}
      </svg>
    </div>
  `;
}

/** The order of drawing: the edges into each layer, then everything at their ends. */
function layers(picture: Picture): (() => SVGTemplateResult)[] {
  const { layout } = picture;
  const edgesInto = (layer: number) => () =>
    svg`${layout.edges.filter((edge) => edge.layer === layer).map((edge) => edgeLine(edge, picture))}`;
  const nodes = () => svg`
    ${layout.inputs.shown.map((at) => inputNode(at.index, at, picture))}
    ${layout.neurons.map((column, l) => column.shown.map((at) => neuronNode(l + 1, at.index, at, picture)))}
    ${layout.targets.shown.map((at) => targetNode(at.index, at, picture))} ${lossNode(picture)}
    ${[layout.inputs, ...layout.neurons].map((column) => column.folds.map((fold) => foldPart(fold, picture)))}`;
  return [...layout.neurons.map((_, l) => edgesInto(l + 1)), nodes];
}

/** More edges than the eye can follow: they recede, except those that something goes on at. */
function crowded({ edges }: DiagramLayout): boolean {
  return edges.length > MOST_EDGES;
}

let latest: { key: string; layout: DiagramLayout } | null = null;

/** The picture's places, with what is to be seen now unfolded. Kept as long as nothing of that changes. */
export function layoutOf(view: LessonView): DiagramLayout {
  const { work, page } = view;
  const folding = foldingOf(view);
  const pinned = [...folding.pinned].map(([column, shown]) => [column, ...shown]);
  const key = JSON.stringify([shapeOf(work.design), page.diagramWidth, page.diagramHeight, folding.windows, pinned]);
  if (latest?.key !== key) {
    const room = { width: page.diagramWidth, height: page.diagramHeight };
    latest = { key, layout: layoutDiagram(work.design, room, folding) };
  }
  return latest.layout;
}

/** Everything in the diagram that can be focused, in the order in which the arrows go through it. */
export function handleIds(view: LessonView): QuantityId[] {
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
  return [...ids, ...layout.targets.shown.map(({ index }) => `t.${index}`)];
}

/** The choice of what the edges show, and a legend of their colours; where they have nothing to show yet, when they will. */
export function edgeSwitch({ lesson, messages: { diagram: words } }: LessonView): TemplateResult {
  const { edges, panel } = lesson.choices;
  const phase = lesson.step?.phase ?? null;
  const note =
    edges === 'update' && phase !== 'update'
      ? words.notYet.update
      : edges === 'gradient' && panel === 'step' && (phase === 'forward' || phase === 'loss')
        ? words.notYet.gradient
        : null;
  return namedSegments(
    'edge-switch',
    'edges-label',
    words.edges,
    {
      all: choices.edges.allowed,
      chosen: lesson.choices.edges,
      choose: (mode) => lesson.choose('edges', mode),
      text: (mode) => words.edgeMode[mode],
    },
    html`<span class="legend-place"
      ><span class="legend" aria-hidden="true">
        <svg width="26" height="6"><line x1="0" y1="3" x2="26" y2="3" class="edge positive" stroke-width="2.4" /></svg>
        ${words.positive}
        <svg width="26" height="6"><line x1="0" y1="3" x2="26" y2="3" class="edge negative" stroke-width="2.4" /></svg>
        ${words.negative} </span
      >${note ? html`<span class="edges-note" role="status">${note}</span>` : nothing}</span
    >`,
  );
}

/** Above each column what it is; a heading without room for itself is left out. */
function headings({ layout, view }: Picture): SVGTemplateResult {
  const { diagram: words } = view.messages;
  const { columns, neurons, type, stacked, width } = layout;
  const last = neurons.length;
  const texts = columns.map((x, index) => {
    const text =
      index === 0
        ? words.inputs
        : index < last
          ? words.hidden(index)
          : [words.outputs, stacked ? words.targetsAndLoss : words.loss, words.targets][index - last];
    const half = (nameWidth(text) * type.small) / 2;
    return { text, half, x: Math.max(half, Math.min(x, width - half)) };
  });
  let end = -Infinity;
  return svg`<g class="headings" aria-hidden="true">${texts.map(({ text, x, half }) => {
    if (x - half < end + 4) return nothing;
    end = x + half;
    return svg`<text x=${x} y=${1.05 * type.small} text-anchor="middle" font-size=${type.small}>${text}</text>`;
  })}</g>`;
}
