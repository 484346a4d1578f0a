/** The choice whose gradient is derived: that of the sample shown, or that of the batch, which the next update uses. */
import { nothing, type TemplateResult } from 'lit';
import { namedSegments } from '../../kit/segments';
import { choices } from '../../work/choices';
import type { LessonView } from '../view';

/** Nothing where the next update takes one sample. */
export function meantSwitch({ lesson, messages }: LessonView): TemplateResult | typeof nothing {
  const { length } = lesson.steps.samples;
  const { batch: words } = messages;
  if (length === 1) return nothing;
  return namedSegments('notation-switch meant-switch', 'meant-label', words.meant, {
    all: choices.meant.allowed,
    chosen: lesson.choices.meant,
    choose: (meant) => lesson.choose('meant', meant),
    text: (meant) => (meant === 'sample' ? words.thisSample : words.whole(length)),
  });
}
