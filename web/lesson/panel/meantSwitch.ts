/** The choice whose gradient is derived: that of the sample shown, or that of the batch, which the next update uses. */
import { html, nothing, type TemplateResult } from 'lit';
import { segments } from '../../kit/segments';
import { MEANT } from '../../link/codec';
import type { View } from '../../kit/view';

/** Nothing where the next update takes one sample. */
export function meantSwitch({ controller, messages }: View): TemplateResult | typeof nothing {
  const { length } = controller.steps.samples;
  const { batch: words } = messages;
  if (length === 1) return nothing;
  return html`<div class="notation-switch meant-switch">
    <span id="meant-label">${words.meant}</span>
    ${segments({
      all: MEANT,
      chosen: controller.meant,
      choose: (meant) => controller.setMeant(meant),
      text: (meant) => (meant === 'sample' ? words.thisSample : words.whole(length)),
      label: { id: 'meant-label' },
    })}
  </div>`;
}
