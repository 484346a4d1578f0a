/** Back, and on by one idea: the button says what comes. */
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../kit/icons';
import { wordsOf } from '../../work/stepFacts';
import type { LessonView } from '../view';
import { ideaAt } from './ideas';

export function storyNav(view: LessonView): TemplateResult {
  const { lesson, work, messages } = view;
  const words = messages.story;
  const { position } = lesson;
  const atStart = position === 0 && work.iteration === 0;
  return html`<div class="story-nav">
    <button
      class="plain-button back"
      aria-disabled=${atStart ? 'true' : nothing}
      @click=${() => !atStart && lesson.previous()}
    >
      ${icon('previous')} ${words.back}
    </button>
    <button
      class="primary-button on"
      aria-disabled=${lesson.failureReached ? 'true' : nothing}
      @click=${() => !lesson.failureReached && lesson.next()}
    >
      <span>${position === 0 ? words.opening.follow : words.next(nextName(view))}</span> ${icon('next')}
    </button>
  </div>`;
}

/** The name of what the next press shows. */
function nextName(view: LessonView): string {
  const { lesson, work, messages } = view;
  const { steps, position, choices } = lesson;
  if (position >= steps.length) return messages.story.nextIteration(work.iteration + 2);
  if (choices.granularity === 'idea') return messages.story.ideaName(ideaAt(lesson, position, view.label));
  const { end } = steps.rangeOf(position, choices.granularity);
  const step = steps.at(end - 1)!;
  const words = wordsOf(step, work.design, view.label);
  if (choices.granularity === 'step') return messages.stepTitle(words);
  const { phase } = step;
  const layer = choices.granularity === 'phase' ? null : step.layer;
  return messages.groupTitle(messages.phases[phase], layer, choices.granularity === 'neuron' ? words.neuron : null);
}
