/** The choice whose gradient is derived: that of the sample shown, or that of the batch, which the next update uses. */
import { nothing, type TemplateResult } from 'lit';
import { namedSegments } from '../../kit/segments';
import { MEANT } from '../../link/codec';
import type { View } from '../../kit/view';

/** Nothing where the next update takes one sample. */
export function meantSwitch({ controller, messages }: View): TemplateResult | typeof nothing {
  const { length } = controller.steps.samples;
  const { batch: words } = messages;
  if (length === 1) return nothing;
  return namedSegments('notation-switch meant-switch', 'meant-label', words.meant, {
    all: MEANT,
    chosen: controller.meant,
    choose: (meant) => controller.setMeant(meant),
    text: (meant) => (meant === 'sample' ? words.thisSample : words.whole(length)),
  });
}
