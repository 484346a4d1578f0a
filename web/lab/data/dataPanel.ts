/** The data: which set, its settings or the reader's own, and back and forth between what they were. */
import { html, nothing, type TemplateResult } from 'lit';
import { icon, iconButton } from '../../kit/icons';
import type { LabTexts } from '../lab.en';
import { live } from 'lit/directives/live.js';
import type { Run } from '../run';
import { said } from '../save';
import type { CsvPart } from './csvPart';
import { viewOf } from './dataSet';

/** The buttons of the reader's own points. */
export function ownData(run: Run, csv: CsvPart, words: LabTexts): TemplateResult {
  const { ofData } = words;
  const isOwn = run.setup.data === 'own';
  const button = (name: 'undo' | 'redo', possible: boolean) =>
    iconButton(ofData[name], icon(name), () => void run.turn(name), { disabled: !possible });
  return html`<div class="own-data">
    ${isOwn ? html`<p>${ofData.ownCount(run.points.length)}</p>` : nothing}
    ${isOwn && !run.ownKept ? html`<p class="aside">${ofData.notKept}</p>` : nothing}
    ${isOwn && run.setup.scaling ? html`<p class="aside">${ofData.standardised}</p>` : nothing}
    ${run.data.inputs.length > 2 ? axes(run, words) : nothing}
    <p class="button-row">
      ${button('undo', run.history.canUndo)} ${button('redo', run.history.canRedo)}
      <button class="plain-button" ?disabled=${run.points.length === 0} @click=${() => run.setPoints([])}>
        ${ofData.clear}
      </button>
      <button class="plain-button" title=${ofData.openTitle} @click=${(event: Event) => csv.open(event.currentTarget)}>
        ${ofData.open}
      </button>
      <button
        class="plain-button"
        ?disabled=${run.points.length === 0}
        @click=${({ target }: Event) => said(target!, csv.save())}
      >
        ${ofData.save}
      </button>
    </p>
  </div>`;
}

/** Which two of the inputs the picture shows; where the same is chosen for both, they change places. */
function axes(run: Run, { ofData }: LabTexts): TemplateResult {
  const { data, view } = run;
  const choose = (place: number, input: number) => {
    const { axes: present } = run.view;
    const chosen = present[1 - place] === input ? present.toReversed() : present.with(place, input);
    void run.look(viewOf(run.data, chosen));
  };
  const select = (name: string, place: number) =>
    html`<label class="choice"
      ><span>${name}</span>
      <select
        name="axis-${place}"
        @change=${(event: Event) => choose(place, (event.target as HTMLSelectElement).selectedIndex)}
      >
        ${data.inputs.map((input, index) => html`<option .selected=${live(view.axes[place] === index)}>${input}</option>`)}
      </select></label
    >`;
  return html`<div role="group" aria-label=${ofData.axes}>
    ${select(ofData.right, 0)} ${select(ofData.up, 1)}
    <p class="aside">${ofData.held}</p>
  </div>`;
}
