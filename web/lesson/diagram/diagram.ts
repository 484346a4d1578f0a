/** The network as a picture: a pure function of its shape, the values known at this step, and what is pointed at. */
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { QuantityId } from '../../../wasm/index';
import { namedSegments } from '../../kit/segments';
import { gradually } from '../../kit/gradually';
import { choices } from '../../work/choices';
import type { LessonView } from '../view';
import { layoutDiagram, type DiagramLayout } from './diagramLayout';
import { edgeLine, edgeMagnitude, edgeText } from './edges';
import { foldingOf } from './folding';
import { foldBundles, foldPart, handleOfFold } from './folds';
import { inputNode, lossLines, lossNode, neuronNode, targetNode } from './nodes';
import type { Picture } from './parts';
import { pathTints } from './paths';

const MOST_EDGES = 400;

export function diagram(view: LessonView): TemplateResult {
  const { lesson, messages, page } = view;
  const layout = layoutOf(view);
  const { groupRange: range, steps, batchIndex } = lesson;
  const isWritten = (id: QuantityId) => {
    const index = steps.indexOf(id, batchIndex);
    return index !== null && index >= range.start && index < range.end;
  };
  const read = new Set(lesson.group.flatMap((step) => step.reads));
  const picture: Picture = {
    view,
    layout,
    known: lesson.known(),
    reads: { has: (id) => read.has(id) && !isWritten(id) },
    writes: { has: isWritten },
    phase: lesson.step?.phase ?? null,
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

/** The order of drawing: the edges into each layer, then everything at their ends. */
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
export function layoutOf(view: LessonView): DiagramLayout {
  return layoutDiagram(view.work.design, view.page.diagramWidth, foldingOf(view));
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
  return [...ids, ...layout.terms.shown.map(({ index }) => `t.${index}`)];
}

/** The choice of what the edges show, and a legend of their colours. */
export function edgeSwitch({ lesson, messages: { diagram: words } }: LessonView): TemplateResult {
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
    html`<span class="legend" aria-hidden="true">
      <svg width="26" height="6"><line x1="0" y1="3" x2="26" y2="3" class="edge positive" stroke-width="2.4" /></svg>
      ${words.positive}
      <svg width="26" height="6"><line x1="0" y1="3" x2="26" y2="3" class="edge negative" stroke-width="2.4" /></svg>
      ${words.negative}
    </span>`,
  );
}

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
