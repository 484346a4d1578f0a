/** The data: which set, its settings or the reader's own, and back and forth between what they were. */
import { html, nothing, type TemplateResult } from 'lit';
import { icon, iconButton } from '../../kit/icons';
import type { LabTexts } from '../lab.en';
import type { Run } from '../run';

/** The buttons of the reader's own points. */
export function ownData(run: Run, words: LabTexts): TemplateResult {
  const { ofData } = words;
  const isOwn = run.setup.data === 'own';
  const button = (name: 'undo' | 'redo', possible: boolean) =>
    iconButton(ofData[name], icon(name), () => void run.turn(name), { disabled: !possible });
  return html`<div class="own-data">
    ${isOwn ? html`<p>${ofData.ownCount(run.points.length)}</p>` : nothing}
    ${isOwn && !run.ownKept ? html`<p class="aside">${ofData.notKept}</p>` : nothing}
    ${isOwn && run.setup.scaling ? html`<p class="aside">${ofData.standardised}</p>` : nothing}
    <p class="button-row">
      ${button('undo', run.history.canUndo)} ${button('redo', run.history.canRedo)}
      <button class="plain-button" ?disabled=${run.points.length === 0} @click=${() => run.setPoints([])}>
        ${ofData.clear}
      </button>
    </p>
  </div>`;
}
