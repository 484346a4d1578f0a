/** The end of an iteration: what it achieved. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ParameterChange } from '../../../wasm/index';
import { isFault } from '../../work/problem';
import { notice } from '../../kit/notice';
import type { AfterUpdate } from '../answers';
import type { LessonView } from '../view';

/** Parameters listed before the reader asks for all of them, and at most. */
const FEW = 6;
const MOST = 200;

export function iterationCard(view: LessonView): TemplateResult | typeof nothing {
  const { lesson, work, messages } = view;
  const outcome = lesson.answers.afterUpdate();
  if (!outcome) return nothing;
  if (isFault(outcome)) return notice(view.fault(outcome));
  const words = messages.story.card;
  const { before, after } = outcome;
  const samples = work.sampleCount;
  return html`<section class="card" aria-labelledby="card-title">
    <h2 class="step-title" id="card-title">${words.title(work.iteration + 1)}</h2>
    <p class="card-loss">
      <span>${samples > 1 ? words.meanLoss(samples) : words.loss}</span>
      <b>${view.text(before)} → ${view.text(after)}</b>
    </p>
    <p class="sentence">${after < before ? words.fell : after > before ? words.rose : words.stayed}</p>
    ${outputs(view, outcome)} ${changes(view, outcome.changes)}
  </section>`;
}

function outputs(view: LessonView, { outputs }: AfterUpdate): TemplateResult {
  const words = view.messages.story.card;
  return html`<p class="card-outputs">
    <span>${words.outputs}</span>
    ${outputs
      .slice(0, FEW)
      .map(
        ({ id, before, after }) =>
          html`<span class="moved-value">${view.symbol(id)} ${view.text(before)} → ${view.text(after)}</span>`,
      )}
  </p>`;
}

/** The largest move first. */
function changes(view: LessonView, all: readonly ParameterChange[]): TemplateResult {
  const { lesson, page, actions, messages } = view;
  const words = messages.story.card;
  const size = ({ before, after }: ParameterChange) => Math.abs(after - before);
  const sorted = [...all].sort((one, other) => size(other) - size(one));
  // The parameter that the reader looks at is always among them.
  const chosen = (change: ParameterChange, place: number) => place >= FEW && change.id === lesson.parameter;
  const shown = page.allChanges ? sorted.slice(0, MOST) : [...sorted.slice(0, FEW), ...sorted.filter(chosen)];
  return html`<table class="card-changes">
      <caption>
        ${words.parameters}
      </caption>
      <thead class="visually-hidden">
        <tr>
          ${[words.parameter, words.before, words.after].map((name) => html`<th scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${shown.map(
          ({ id, before, after }) =>
            html`<tr>
              <th scope="row">${view.symbol(id)}</th>
              <td>${view.text(before)}</td>
              <td class="new-value">→ ${view.text(after)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${
      all.length > FEW
        ? html`<button class="link-button" @click=${() => actions.change({ allChanges: !page.allChanges })}>
            ${page.allChanges ? words.fewer : words.all(all.length)}
          </button>`
        : nothing
    }`;
}
