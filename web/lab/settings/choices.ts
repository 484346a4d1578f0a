/** Settings that are chosen from a list, or typed where the list has not what is wanted. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { ref } from 'lit/directives/ref.js';
import type { LabTexts } from '../lab.en';
import type { Run } from '../run';
import { offered, type Offered, type Setup } from '../setup';
import { limits, noteOf, readNumber, type FieldFault, type Limit, type NumberName } from './fields';

type Value = string | number | null;

interface Choice<T extends Value> {
  key: string;
  name: string;
  all: readonly T[];
  chosen: T;
  /** where other numbers can be typed */
  limit?: Limit | undefined;
  text?: (one: T) => string;
  /** a sentence about what is chosen */
  note?: string | undefined;
  /** its name stands over the list, which has long entries */
  wide?: boolean;
  choose: (one: T) => unknown;
}

interface Draft {
  text: string;
  fault?: FieldFault;
}

/** The list's entry that opens the field. */
const OTHER = 'other …';

export class Choices {
  /** what is being typed, by the keys of the settings */
  readonly #drafts = new Map<string, Draft>();
  readonly #unfolded = new Map<string, boolean>();
  /** the setting whose control gets the focus when it is drawn */
  #toFocus: string | undefined;

  constructor(
    private readonly run: Run,
    private readonly changed: () => void,
  ) {}

  /**
   * Settings that are seldom needed, folded away until one of them is in use or the reader opens them. `toggle` comes later
   * than the click: not `live`, or a page that is drawn between the two would fold them again.
   */
  more(title: string, inUse: boolean, settings: unknown): TemplateResult {
    return html`<details
      class="more"
      .open=${this.#unfolded.get(title) ?? inUse}
      @toggle=${(event: Event) => this.#unfolded.set(title, (event.target as HTMLDetailsElement).open)}
    >
      <summary>${title}</summary>
      ${settings}
    </details>`;
  }

  /** A member of the setup. */
  setting<K extends Offered>(
    key: K,
    name: string,
    words: LabTexts,
    text?: (value: Setup[K]) => string,
  ): TemplateResult {
    const { run } = this;
    const note = noteOf(key, run.setup, run.trainingCount);
    return this.choice<Setup[K]>(
      {
        key,
        name,
        all: offered[key],
        chosen: run.setup[key],
        limit: (limits as Partial<Record<Offered, Limit>>)[key as NumberName & Offered],
        text: text ?? ((value) => (value === null ? words.ofSettings.none : String(value))),
        note: note && words.ofSettings.notes[note](run.trainingCount),
        choose: (value) => run.change({ [key]: value }),
      },
      words,
    );
  }

  choice<T extends Value>(choice: Choice<T>, words: LabTexts): TemplateResult {
    const { key, name, note, limit } = choice;
    const draft = this.#drafts.get(key);
    const sentence = draft?.fault && limit ? words.ofSettings.faults[draft.fault](limit) : draft ? undefined : note;
    return html`<div class="setting ${choice.wide ? 'wide' : ''}">
      <label class="choice"
        ><span>${name}</span> ${draft ? this.#field(choice, draft) : this.#list(choice, words)}</label
      >
      ${
        sentence
          ? html`<p
              id="said-${key}"
              class="said ${draft?.fault ? 'fault' : ''}"
              role=${draft?.fault ? 'alert' : nothing}
            >
              ${sentence}
            </p>`
          : nothing
      }
    </div>`;
  }

  #list<T extends Value>(
    { key, all, chosen, limit, text = String, choose }: Choice<T>,
    words: LabTexts,
  ): TemplateResult {
    const listed = all.includes(chosen)
      ? all
      : [...all, chosen].sort((a, b) => Number(a ?? -Infinity) - Number(b ?? -Infinity));
    const pick = (event: Event): void => {
      const { value } = event.target as HTMLSelectElement;
      if (value !== OTHER) return void choose(listed.find((one) => String(one) === value)!);
      this.#drafts.set(key, { text: chosen === null ? '' : String(chosen) });
      this.#toFocus = key;
      this.changed();
    };
    return html`<select name=${key} ${ref((list) => this.#focus(list, key))} @change=${pick}>
      ${listed.map((one) => html`<option value=${String(one)} .selected=${live(one === chosen)}>${text(one)}</option>`)}
      ${limit ? html`<option value=${OTHER} .selected=${live(false)}>${words.ofSettings.other}</option>` : nothing}
    </select>`;
  }

  #field<T extends Value>({ key, limit, choose }: Choice<T>, draft: Draft): TemplateResult {
    const close = (focus: boolean): void => {
      this.#drafts.delete(key);
      if (focus) this.#toFocus = key;
      this.changed();
    };
    const commit = (event: Event, focus: boolean): void => {
      if (!this.#drafts.has(key)) return;
      const { value: text } = event.target as HTMLInputElement;
      const read = readNumber(text, limit!);
      if ('fault' in read) {
        this.#drafts.set(key, { text, fault: read.fault });
        return this.changed();
      }
      close(focus);
      void choose(read.value as T);
    };
    return html`<input
      type="text"
      inputmode="decimal"
      autocomplete="off"
      name=${key}
      .value=${draft.text}
      aria-invalid=${draft.fault ? 'true' : nothing}
      aria-describedby=${draft.fault ? `said-${key}` : nothing}
      ${ref((field) => this.#focus(field, key))}
      @blur=${(event: Event) => commit(event, false)}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Enter') commit(event, true);
        else if (event.key === 'Escape') close(true);
      }}
    />`;
  }

  #focus(control: Element | undefined, key: string): void {
    if (!control || this.#toFocus !== key) return;
    this.#toFocus = undefined;
    queueMicrotask(() => {
      (control as HTMLElement).focus();
      if (control instanceof HTMLInputElement) control.select();
    });
  }
}
