/** The panel's first page: the chapters, the opening or the current step, and the way on. */
import { html, nothing, type TemplateResult } from 'lit';
import { fetched } from '../../kit/fetched';
import { typesetter } from '../../kit/formula';
import { Lazy } from '../../kit/lazy';
import { chapterBar } from '../story/chapterBar';
import { openingText } from '../story/headline';
import { ratePart } from '../slope/slopeBox';
import { openingPanel } from '../story/opening';
import { storyNav } from '../story/storyNav';
import type { LessonView } from '../view';
import { failureNote } from './failureNote';

const printedPart = new Lazy(() => import('./printed'));
const stepPart = new Lazy(() => import('./stepPanel'));

/** The parts that the next click is likely to show. */
export const soonShown = [stepPart, ratePart];

export function stepPage(view: LessonView): TemplateResult {
  const { step } = view.lesson;
  const middle = step ? fetched(view, stepPart, (part) => part.stepPanel(view, step)) : opening(view);
  return html`${chapterBar(view)} ${middle} ${storyNav(view)}`;
}

function opening(view: LessonView): TemplateResult {
  const { failure } = view.lesson.steps;
  const printed = () => fetched(view, printedPart, (part) => part.printedTable(view));
  return html`${failure ? failureNote(view, failure) : nothing} ${openingPanel(view, printed)}`;
}

/** The present place in words. */
export function announcement(view: LessonView): string {
  const { lesson, work, messages } = view;
  if (!lesson.step) return openingText(view) ?? messages.start.title(work.iteration);
  const part = stepPart.get(view.redraw);
  return typeof part === 'string' ? '' : part.announcement(view);
}

/** Typesets what the next step has to show, one formula after the other. */
export function formulasOfNextStep(view: LessonView): (() => void)[] {
  return (typesetter.here && stepPart.here?.formulasOfNextStep(view)) || [];
}
