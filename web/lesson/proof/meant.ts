/** Whose gradient is derived: that of the sample shown, or that of the batch, which the next update uses. */
import { html, nothing, type TemplateResult } from 'lit';
import { segments } from '../../kit/segments';
import { choices } from '../../work/choices';
import type { LessonView } from '../view';
import { reductionOf } from '../../work/design';

/** Nothing where the next update takes one sample. */
export function meantSwitch({ lesson, messages }: LessonView): TemplateResult | typeof nothing {
  const { length } = lesson.steps.samples;
  const { batch: words } = messages;
  if (length === 1) return nothing;
  return html`<div class="notation-switch meant-switch">
    <span id="meant-label">${words.meant}</span>
    ${segments({
      all: choices.meant.allowed,
      chosen: lesson.choices.meant,
      choose: (meant) => lesson.choose('meant', meant),
      text: (meant) => (meant === 'sample' ? words.thisSample : words.whole(length)),
      label: { id: 'meant-label' },
    })}
  </div>`;
}

/** Which of the two is meant, where the scenario has several samples. `batch`: that of the batch. */
export function meantSentence({ lesson, work, messages }: LessonView, batch = false): TemplateResult | typeof nothing {
  if (work.sampleCount === 1) return nothing;
  const { length } = lesson.steps.samples;
  const reduction = reductionOf(work.design);
  const text = batch
    ? messages.batch.ofBatch(length, reduction)
    : messages.batch.ofSample(lesson.sample + 1, length, reduction);
  return html`<p class="sentence meant">${text}</p>`;
}
