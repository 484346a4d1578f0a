/** The question above the picture: at the opening with the network's numbers in it, on the way that of the chapter. */
import { html, nothing, type TemplateResult } from 'lit';
import { shapeOf } from '../../../wasm/index';
import type { LessonView } from '../view';
import { chapterAt } from './chapters';
import { chapterText } from './chapterBar';

/** More outputs than this are not all named in a sentence. */
const MOST_NAMED = 3;

export function headline(view: LessonView): TemplateResult | typeof nothing {
  if (view.page.controls === 'none') return nothing;
  return html`<h2 class="headline">${question(view)}</h2>`;
}

function question(view: LessonView): TemplateResult | string {
  const { lesson, messages } = view;
  const parameter = lesson.parameter ? view.label(lesson.parameter) : '';
  if (lesson.choices.panel === 'derive') return messages.story.derivationQuestion(parameter);
  if (lesson.choices.panel === 'compare') return messages.story.compareQuestion;
  const chapter = chapterAt(lesson, lesson.position);
  if (chapter === null) return openingSentence(view, parameter);
  return lesson.isDone ? messages.story.doneQuestion : chapterText(view, chapter).aim;
}

function openingSentence(view: LessonView, parameter: string): TemplateResult | string {
  const text = openingText(view);
  // An iteration that breaks off says so in the panel, with the place.
  if (text === null) return view.messages.start.title(view.lesson.work.iteration);
  const { question } = view.messages.story.opening;
  return html`${text} ${parameter ? html`<span class="question">${question(parameter)}</span>` : nothing}`;
}

/** What the network answers, what it should, and its loss; null where the iteration breaks off before. */
export function openingText(view: LessonView): string | null {
  const loss = view.lesson.known().get('L');
  return loss === undefined ? null : view.messages.story.opening.answerAndLoss(answer(view), view.text(loss));
}

/** What the network answers and what it should, with all outputs or the one that is furthest off. */
function answer(view: LessonView): string {
  const { lesson, work, messages } = view;
  const words = messages.story.opening;
  const known = lesson.known();
  const shape = shapeOf(work.design);
  const count = shape[shape.length - 1];
  const value = (id: string) => known.get(id) ?? NaN;
  const pairs = Array.from({ length: count }, (_, k) => ({
    id: `a.${shape.length - 1}.${k}`,
    output: value(`a.${shape.length - 1}.${k}`),
    target: value(`t.${k}`),
  }));
  const text = (number: number) => view.text(number);
  if (count <= MOST_NAMED)
    return words.answered(
      work.iteration,
      work.isTouched,
      pairs.map(({ output }) => text(output)),
      pairs.map(({ target }) => text(target)),
    );
  const furthest = pairs.reduce((worst, pair) =>
    Math.abs(pair.output - pair.target) > Math.abs(worst.output - worst.target) ? pair : worst,
  );
  return words.oneOfMany(work.iteration, count, view.label(furthest.id), text(furthest.output), text(furthest.target));
}
