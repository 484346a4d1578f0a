/** Choices for the whole workbench: scenario, loss, learning rate, and the page's own settings. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { LossId } from '../../../wasm/index';
import { scenarios } from '../../scenarios/index';
import { frontLosses, LOSSES } from '../../work/losses';
import { firstWords } from '../../messages/first';
import { choices } from '../../work/choices';
import type { Theme } from '../../api';
import { rateNote } from '../rateNote';
import type { LessonView } from '../view';
import { historyButtons } from '../../kit/historyButtons';
import { icon, iconButton } from '../../kit/icons';
import { problemNotice } from '../../kit/notice';
import { outputActivationOf } from '../../work/design';

const THEMES: readonly Theme[] = ['auto', 'light', 'dark'];

export function toolbar(view: LessonView): TemplateResult {
  const { messages } = view;
  return html`<header class="toolbar" part="toolbar">
      ${view.page.linked ? html`<h1 class="brand">${messages.title}</h1>` : html`<span class="brand">${messages.title}</span>`}
      ${scenarioChooser(view)} ${menuButton(view)} ${lossSwitch(view)} ${etaField(view)}
      <span class="spacer"></span>
      ${historyButtons(view)} ${settings(view)}
    </header>
    ${problemNotice(view, view.problemAt('page'))}`;
}

function menuButton({ messages, page, actions }: LessonView): TemplateResult {
  return html`<button
    class="icon-button text menu-button"
    aria-label=${messages.toolbar.menu}
    aria-expanded=${page.menuOpen}
    @click=${() => actions.toggleMenu()}
  >
    ⋯
  </button>`;
}

function scenarioChooser({ lesson, work, messages }: LessonView): TemplateResult {
  return html`<label class="field">
    <span class="visually-hidden">${messages.toolbar.scenario}</span>
    <select
      class="scenario-select"
      @change=${(event: Event) => lesson.openScenario((event.target as HTMLSelectElement).value)}
    >
      ${scenarios.map(
        ({ id }) =>
          html`<option value=${id} .selected=${live(id === work.scenarioId)}>${messages.scenarios[id].title}</option>`,
      )}
      ${
        work.scenarioId === null
          ? html`<option value="" .selected=${live(true)}>${work.design.title ?? messages.toolbar.own}</option>`
          : nothing
      }
    </select>
  </label>`;
}

function lossSwitch({ work, messages }: LessonView): TemplateResult {
  const outputs = work.design.network.layers.at(-1)!.units;
  const title = (loss: LossId) => [messages.losses[loss], messages.lossFactor(loss, outputs) ?? []].flat().join('\n');
  const front = frontLosses(outputActivationOf(work.design));
  const more = LOSSES.filter((loss) => !front.includes(loss));
  const inMenu = more.includes(work.design.loss);
  return html`<div class="field" role="group" aria-label=${messages.toolbar.loss}>
    <span class="field-name" aria-hidden="true">${messages.toolbar.loss}</span>
    <span class="segments">
      ${front.map(
        (loss) =>
          html`<button
            aria-pressed=${work.design.loss === loss}
            title=${title(loss)}
            @click=${() => work.setLoss(loss)}
          >
            ${messages.lossShort[loss]}
          </button>`,
      )}
    </span>
    <select
      class="more-losses ${inMenu ? 'chosen' : ''}"
      aria-label=${messages.toolbar.moreLosses}
      title=${inMenu ? title(work.design.loss) : messages.toolbar.moreLosses}
      @change=${(event: Event) => work.setLoss((event.target as HTMLSelectElement).value as LossId)}
    >
      <option value="" disabled hidden .selected=${live(!inMenu)}>…</option>
      ${more.map((loss) => {
        const needed = work.outputNeededBy(loss);
        return html`<option value=${loss} .selected=${live(loss === work.design.loss)} ?disabled=${needed !== null}>
          ${needed === null ? messages.lossShort[loss] : messages.lossNeeds(messages.lossShort[loss], messages.activations[needed].name)}
        </option>`;
      })}
    </select>
  </div>`;
}

function etaField(view: LessonView): TemplateResult {
  const { work, messages, page, actions } = view;
  const problem = view.draftFault(page.eta);
  const value = String(work.design.training.learningRate);
  return html`<label class="field eta-field" data-id="eta" data-value=${value}>
      <span class="symbol" aria-hidden="true">η</span>
      <input
        class="eta-input"
        type="text"
        autocomplete="off"
        spellcheck="false"
        size="6"
        aria-label=${messages.toolbar.eta}
        aria-invalid=${problem ? 'true' : 'false'}
        aria-describedby="eta-problem eta-note"
        .value=${live(page.eta?.text ?? value)}
        @input=${(event: Event) => (page.eta = { text: (event.target as HTMLInputElement).value, fault: null })}
        @change=${(event: Event) => actions.editEta((event.target as HTMLInputElement).value)}
        @blur=${() => page.eta && !page.eta.fault && actions.change({ eta: null })}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key === 'Escape' && page.eta) actions.change({ eta: null });
        }}
      />
    </label>
    <span id="eta-problem" class="eta-problem" role="alert">${problem ?? nothing}</span>
    <span id="eta-note" class="eta-note" role="status">${problem ? nothing : (etaNote(view) ?? nothing)}</span>`;
}

/** A rate with which nothing falls is said to be one. */
function etaNote(view: LessonView): string | null {
  const { etaNotes: words } = view.messages.toolbar;
  const note = rateNote(view.lesson);
  const eta = view.text(view.work.design.training.learningRate);
  switch (note?.kind) {
    case undefined:
      return null;
    case 'zero':
    case 'negative':
      return words[note.kind];
    case 'rose':
      return words.rose(eta, view.text(note.before), view.text(note.after));
    case 'saturated':
      return words.saturated(eta, view.text(note.sum));
  }
}

/** The next one; after the last the first. */
const after = <T>(one: T, all: readonly T[]): T => all[(all.indexOf(one) + 1) % all.length];

function settings(view: LessonView): TemplateResult {
  const { lesson, messages, page, actions } = view;
  const words = messages.toolbar;
  const nextTheme = after(page.theme, THEMES);
  const nextLanguage = after(messages.language, choices.language.allowed);
  const chooseDigits = (digits: number) => lesson.choose('digits', digits);
  const themeLabel = words.themeName(words.themes[page.theme]);
  return html`<span class="button-row settings ${page.menuOpen ? 'open' : ''}">
    <span class="digits" role="group" aria-label=${words.digits}>
      ${iconButton(words.fewerDigits, '−', () => chooseDigits(lesson.choices.digits - 1), { classes: 'text' })}
      <span class="digit-count">${words.digitCount(lesson.choices.digits)}</span>
      ${iconButton(words.moreDigits, '+', () => chooseDigits(lesson.choices.digits + 1), { classes: 'text' })}
    </span>
    ${iconButton(words.editNetwork, icon('edit'), () => actions.openSheet(page.sheet ? null : 'network'), {
      classes: 'edit-network',
      expanded: page.sheet !== null,
    })}
    <button
      class="icon-button text language"
      lang=${nextLanguage}
      @click=${() => lesson.choose('language', nextLanguage)}
    >
      ${firstWords[nextLanguage].name}
    </button>
    ${iconButton(themeLabel, icon('theme'), () => actions.setTheme(nextTheme))}
    ${iconButton(messages.take.title, icon('take'), () => actions.openDialog('take'))}
    ${page.linked ? shareButton(view) : nothing}
    ${iconButton(words.help, icon('help'), () => actions.openDialog('help'))}
  </span>`;
}

/** Only where the address carries the state; an embedding page has an address of its own. */
function shareButton({ messages, page, actions }: LessonView): TemplateResult {
  const words = messages.toolbar;
  return html`<button
    class="icon-button"
    aria-label=${page.copied === 'link' ? words.copied : words.share}
    title=${words.share}
    @click=${(event: Event) => actions.share(event.currentTarget as Element)}
  >
    ${page.copied === 'link' ? '✓' : icon('share')}
  </button>`;
}
