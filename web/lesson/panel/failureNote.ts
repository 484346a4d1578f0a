/** The sentence where an iteration breaks off, with the place. */
import type { TemplateResult } from 'lit';
import type { Step } from '../../../wasm/index';
import { notice, noticeWithButton } from '../../kit/notice';
import type { LessonView } from '../view';

export function failureNote(view: LessonView, step: Step): TemplateResult {
  const { messages, work } = view;
  const sentence = messages.failure(view.label(step.failure!.quantity), step.failure!.cause);
  return work.canUndo ? noticeWithButton(sentence, messages.failureUndo, () => work.undo()) : notice(sentence);
}
