/** A table that becomes the reader's data: its text, its first rows, and what each of its columns is. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { ref } from 'lit/directives/ref.js';
import type { Language } from '../../work/choices';
import {
  columnNames,
  CsvError,
  guessedReading,
  parseTable,
  pointsOfTable,
  type Reading,
  type Role,
  type Table,
} from './csv';
import { csvEn, type CsvTexts } from './csv.en';
import { csvZhCN } from './csv.zh-CN';
import type { DataSet, Scaling } from './dataSet';

const texts: Record<Language, CsvTexts> = { en: csvEn, 'zh-CN': csvZhCN };
/** Longer texts are read, and not shown in the field. */
const MOST_SHOWN = 100_000;
const MOST_BYTES = 64_000_000;
const ROWS_SHOWN = 4;
const COLUMNS_SHOWN = 12;
const ROLES: readonly Role[] = ['input', 'target', 'unused'];

export type Use = (data: DataSet, scaling: Scaling[] | null) => void;
type Fault = CsvError | { file: 'unreadable' | 'tooLarge'; name: string };

export class CsvForm {
  #text = '';
  #table: Table | undefined;
  #reading: Reading | undefined;
  #ready: ReturnType<typeof pointsOfTable> | undefined;
  #fault: Fault | undefined;
  /** the texts and files that were given, counted */
  #given = 0;

  constructor(
    private readonly changed: () => void,
    private readonly use: Use,
    private readonly close: () => void,
  ) {}

  async takeFile(file: File): Promise<void> {
    const turn = ++this.#given;
    if (file.size > MOST_BYTES) return this.#refuse({ file: 'tooLarge', name: file.name });
    try {
      this.take(decoded(await file.arrayBuffer()), turn);
    } catch {
      if (turn === this.#given) this.#refuse({ file: 'unreadable', name: file.name });
    }
  }

  /** `turn`: of a file that was read; another file or a text that was given meanwhile stays. */
  take(text: string, turn = ++this.#given): void {
    if (turn !== this.#given) return;
    this.#text = text;
    this.#table = this.#reading = undefined;
    if (text.trim() === '') return this.#refuse(undefined);
    try {
      this.#table = parseTable(text);
      this.#reading = guessedReading(this.#table);
    } catch (error) {
      if (error instanceof CsvError) return this.#refuse(error);
      throw error;
    }
    this.#read();
  }

  #refuse(fault: Fault | undefined): void {
    this.#fault = fault;
    this.#ready = undefined;
    this.changed();
  }

  #set(part: Partial<Reading>): void {
    this.#reading = { ...this.#reading!, ...part };
    this.#read();
  }

  #read(): void {
    try {
      this.#ready = pointsOfTable(this.#table!, this.#reading!);
      this.#fault = undefined;
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      return this.#refuse(error);
    }
    this.changed();
  }

  #apply(): void {
    if (!this.#ready) return;
    this.use(this.#ready.data, this.#ready.scaling);
    this.take('');
    this.close();
  }

  render(language: Language): TemplateResult {
    const words = texts[language];
    const isShown = this.#text.length <= MOST_SHOWN;
    return html`<section class="csv" aria-labelledby="csv-title">
      <h2 id="csv-title">${words.title}</h2>
      <p class="aside" id="csv-hint">${words.hint}</p>
      <textarea
        rows="6"
        spellcheck="false"
        aria-label=${words.text}
        ${ref(focused)}
        aria-describedby="csv-hint"
        ?readonly=${!isShown}
        .value=${live(isShown ? this.#text : words.long(String(this.#table?.rows.length ?? 0)))}
        @input=${(event: Event) => this.take((event.target as HTMLTextAreaElement).value)}
      ></textarea>
      ${this.#fault ? html`<p class="notice" role="alert">${said(this.#fault, words)} ${words.stays}</p>` : nothing}
      ${this.#table && this.#reading ? this.#preview(this.#table, this.#reading, words) : nothing}
      <p class="button-row">
        <button class="primary-button use" ?disabled=${!this.#ready} @click=${() => this.#apply()}>
          ${words.apply}
        </button>
        <label class="plain-button file"
          >${words.file}<input
            type="file"
            class="visually-hidden"
            accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
            @change=${(event: Event) => {
              const input = event.target as HTMLInputElement;
              const file = input.files?.[0];
              input.value = '';
              if (file) void this.takeFile(file);
            }}
        /></label>
        <button class="plain-button" @click=${this.close}>${words.cancel}</button>
        ${this.#ready ? html`<span role="status">${summary(this.#ready.data, words)}</span>` : nothing}
      </p>
    </section>`;
  }

  #preview(table: Table, reading: Reading, words: CsvTexts): TemplateResult {
    const names = columnNames(table, reading.header).slice(0, COLUMNS_SHOWN);
    const rows = table.rows.slice(reading.header ? 1 : 0).slice(0, ROWS_SHOWN);
    const role = (column: number) =>
      html`<select
        aria-label=${words.columns(names[column])}
        @change=${(event: Event) =>
          this.#set({ roles: reading.roles.with(column, (event.target as HTMLSelectElement).value as Role) })}
      >
        ${ROLES.map((one) => html`<option value=${one} .selected=${live(one === reading.roles[column])}>${words.roles[one]}</option>`)}
      </select>`;
    const check = (name: 'header' | 'standardise' | 'shuffle') =>
      html`<label class="check"
        ><input
          type="checkbox"
          name=${name}
          .checked=${live(reading[name])}
          @change=${(event: Event) => this.#set({ [name]: (event.target as HTMLInputElement).checked })}
        />${words[name]}</label
      >`;
    return html`<div class="preview" role="region" tabindex="0" aria-label=${words.table}>
        <table>
          <tr>
            ${names.map((name) => html`<th scope="col">${name}</th>`)}
          </tr>
          <tr>
            ${names.map((_, column) => html`<td>${role(column)}</td>`)}
          </tr>
          ${rows.map(
            (row) =>
              html`<tr>
                ${row.slice(0, COLUMNS_SHOWN).map((cell) => html`<td>${cell}</td>`)}
              </tr>`,
          )}
        </table>
      </div>
      <p class="checks">
        <label class="check"
          >${words.task}
          <select
            name="task"
            @change=${(event: Event) => this.#set({ task: (event.target as HTMLSelectElement).value as Reading['task'] })}
          >
            ${(['classes', 'values'] as const).map((task) => html`<option value=${task} .selected=${live(task === reading.task)}>${words.tasks[task]}</option>`)}
          </select></label
        >
        ${check('header')} ${check('standardise')} ${check('shuffle')}
      </p>`;
  }
}

/** The field has the focus when it comes. */
const focused = (field: Element | undefined): void => (field as HTMLElement | undefined)?.focus();

function said(fault: Fault, words: CsvTexts): string {
  return fault instanceof CsvError ? words.faults[fault.fault](fault.place) : words[fault.file](fault.name);
}

function summary({ points, inputs, outputs, task }: DataSet, words: CsvTexts): string {
  return words.summary(points.length, inputs.length, words[task]([...outputs]));
}

/** UTF-16 by its mark, UTF-8 where it is that, else what Chinese and western spreadsheets write. */
function decoded(bytes: ArrayBuffer): string {
  const [first, second] = new Uint8Array(bytes);
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder(navigator.language.startsWith('zh') ? 'gb18030' : 'windows-1252').decode(bytes);
  }
}
