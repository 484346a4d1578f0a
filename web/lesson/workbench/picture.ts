/** The picture of the iteration: the network, or the graph of its operations. */
import { html, nothing, type TemplateResult } from 'lit';
import { segments } from '../../kit/segments';
import { diagram, diagramInSlices, handleIds } from '../diagram/diagram';
import { fetched } from '../../kit/fetched';
import { Lazy } from '../../kit/lazy';
import { valueEditor } from '../diagram/valueEditor';
import { choices } from '../../work/choices';
import type { LessonView } from '../view';

const graph = new Lazy(() => import('../graph/graph'));
const motion = new Lazy(() => import('../diagram/motion'));

export function picture(view: LessonView): TemplateResult | typeof nothing {
  if (view.lesson.choices.picture === 'network') return html`${diagram(view)} ${valueEditor(view)}`;
  return fetched(view, graph, (part) => part.graphPicture(view), view.messages.graph.loading);
}

/** Tasks in which a first picture is prepared. */
const BEFORE = 6;

export function beforePicture(view: LessonView): (() => void)[] {
  const goOn = view.lesson.choices.picture === 'network' ? diagramInSlices(view) : () => {};
  return Array.from({ length: BEFORE }, () => goOn);
}

export function pictureSwitch({ lesson, messages, page }: LessonView): TemplateResult | typeof nothing {
  if (page.controls === 'none') return nothing;
  return html`<div class="picture-switch">
    ${segments(messages.graph.switch, {
      all: choices.picture.allowed,
      chosen: lesson.choices.picture,
      choose: (one) => lesson.choose('picture', one),
      text: (one) => messages.graph.pictures[one],
    })}
  </div>`;
}

/** The parts that the arrows go through, in their order. */
export function partIds(view: LessonView, root: ParentNode): string[] {
  if (view.lesson.choices.picture === 'network') return handleIds(view);
  return [...root.querySelectorAll<SVGElement>('.graph-scroll [data-handle]')].map(({ dataset }) => dataset.id!);
}

/** The step that the page, and the frame of the graph, went to last. */
const followed = new WeakMap<ParentNode, string>();

/**
 * Shows in the network where the numbers of a step come from, and keeps what it computes in view: once for each step, so that
 * the reader can look elsewhere; in the graph also when that takes the place of the network.
 */
export function followStep(view: LessonView, root: ParentNode): void {
  const { lesson, work, page } = view;
  if (lesson.choices.picture === 'network') motion.here?.followMotion(view, root);
  const { position, parameter } = lesson;
  const { panel } = lesson.choices;
  const key = `${position} ${work.iteration} ${panel} ${panel === 'step' ? '' : parameter}`;
  if (lesson.choices.picture === 'graph') {
    const frame = root.querySelector('.graph-scroll');
    if (!graph.here || !frame) return;
    if (followed.get(frame) !== key) graph.here.followStep(root);
    followed.set(frame, key);
  }
  if (followed.get(root) === key) return;
  const isFirst = !followed.has(root);
  followed.set(root, key);
  if (page.pinned && position > 0 && !isFirst) bringUnderPicture(root);
}

/** On a narrow page the picture stays on top: what a step has to say begins below it. */
function bringUnderPicture(root: ParentNode): void {
  const [picture, body] = ['.picture', '.panel-body'].map((part) => root.querySelector(part)?.getBoundingClientRect());
  if (picture && body) window.scrollBy({ top: body.top - picture.height, behavior: 'instant' });
}
