/** The question above the picture: at the opening with the network's numbers in it, on the way that of the chapter. */
import { html, nothing, type TemplateResult } from 'lit';
import { shapeOf, type QuantityId } from '../../../wasm/index';
import { parseId } from '../../work/quantity';
import type { LessonView } from '../view';
import { chapterAt, chapters } from './chapters';
import { chapterText } from './chapterBar';

/** More outputs than this are not all named in a sentence. */
const MOST_NAMED = 3;

export function headline(view: LessonView): TemplateResult | typeof nothing {
  if (view.page.controls === 'none') return nothing;
  return html`<h2 class="headline" data-room=${longest(view)}><span>${question(view)}</span></h2>`;
}

/** The longest of all that stand here in this iteration: where the picture fills what is left, they all take its room. */
function longest(view: LessonView): string {
  const { lesson } = view;
  const { question } = view.messages.story.opening;
  // A number under the reader's hand gets and loses digits.
  const opening = openingText(view)?.replace(/\d+\.\d+/g, (number) => number.padEnd(lesson.choices.digits + 3, '0'));
  const texts = [`${opening} ${question(view.label(lesson.parameter ?? ''))}`];
  for (const { id } of chapters(lesson)) texts.push(chapterText(view, id).aim);
  return texts.reduce((one, other) => (other.length > one.length ? other : one));
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
  const loss = valueOf(view, 'L');
  return loss === undefined ? null : view.messages.story.opening.answerAndLoss(answer(view), view.text(loss));
}

/** A quantity of the sample as at the opening, whatever the step is. */
function valueOf({ lesson, work }: LessonView, id: QuantityId): number | undefined {
  return lesson.given(id) ?? work.numbers.computed(parseId(id)!, lesson.sample);
}

/** What the network answers and what it should, with all outputs or the one that is furthest off. */
function answer(view: LessonView): string {
  const { work, messages } = view;
  const words = messages.story.opening;
  const shape = shapeOf(work.design);
  const count = shape[shape.length - 1];
  const value = (id: string) => valueOf(view, id) ?? NaN;
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
