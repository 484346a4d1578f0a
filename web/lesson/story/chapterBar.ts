/** The six chapters as a row of steps: where the reader is, and the way to each. */
import { html, nothing, type TemplateResult } from 'lit';
import { shapeOf } from '../../../wasm/index';
import type { ChapterText } from '../../messages/en/story';
import type { LessonView } from '../view';
import { followsSlope } from '../../work/stepFacts';
import type { ChapterId } from '../../work/storyWords';
import { chapterAt, chapters, type Chapter } from './chapters';
import { parameterShown } from './ideas';
import { styled } from '../../kit/styled';

export function chapterBar(view: LessonView): TemplateResult {
  const { lesson, messages } = view;
  const present = chapterAt(lesson, lesson.position);
  const all = chapters(lesson);
  return html`<nav class="chapters" aria-label=${messages.story.chapterList}>
    <ol>
      ${all.map((chapter, index) => entry(view, chapter, index + 1, chapter.id === present))}
    </ol>
  </nav>`;
}

function entry(view: LessonView, chapter: Chapter, number: number, isPresent: boolean): TemplateResult {
  const { lesson, messages } = view;
  const { name } = chapterText(view, chapter.id);
  const share = (lesson.position - chapter.start) / (chapter.end - chapter.start);
  const done = Math.max(0, Math.min(1, share));
  return html`<li>
    <button
      aria-current=${isPresent ? 'step' : nothing}
      aria-label=${messages.story.chapterNumber(number, name)}
      data-chapter=${chapter.id}
      @click=${() => lesson.goTo(lesson.steps.rangeOf(chapter.start, lesson.choices.granularity).end, true)}
    >
      <span class="chapter-bar" aria-hidden="true"><span style=${styled(`width: ${100 * done}%`)}></span></span>
      <span class="chapter-title" aria-hidden="true">${number} <span class="chapter-name">${name}</span></span>
    </button>
  </li>`;
}

/** The texts of a chapter about this network. */
export function chapterText(view: LessonView, id: ChapterId): ChapterText {
  const { lesson, work, messages } = view;
  const shape = shapeOf(work.design);
  const parameter = parameterShown(lesson) ?? `w.${shape.length - 1}.0.0`;
  const ways = shape[shape.length - 1];
  const text = messages.story.chapters[id]({ parameter: view.label(parameter), ways });
  return id === 'down' && !followsSlope(work.design) ? { ...text, keep: messages.groupSentence.optimizer } : text;
}
