/** Whose gradient is derived: that of the sample shown, or that of the batch, which the next update uses. */
import { html, nothing, type TemplateResult } from 'lit';
import type { LessonView } from '../view';

/** Which of the two is meant, where the scenario has several samples. `batch`: that of the batch. */
export function meantSentence({ lesson, work, messages }: LessonView, batch = false): TemplateResult | typeof nothing {
  if (work.sampleCount === 1) return nothing;
  const { length } = lesson.steps.samples;
  const reduction = work.design.training.batchReduction;
  const text = batch
    ? messages.batch.ofBatch(length, reduction)
    : messages.batch.ofSample(lesson.sample + 1, length, reduction);
  return html`<p class="sentence meant">${text}</p>`;
}
