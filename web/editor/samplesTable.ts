/** The samples as a spreadsheet: only the cells in sight are drawn, so that 100,000 samples scroll like four. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { QuantityId, ScenarioSample } from '../../wasm/index';
import { PageError } from '../work/problem';
import { readNumber } from '../work/typedNumber';
import { parseCells } from './cells';
import { emptySample, samplesWithCells, withSamples } from './documentEdits';
import { EditorPart } from './editorPart';
import { COLUMN, GridWindow, HEADER } from './gridWindow';
import { textsOf } from './texts';

@customElement('backprop-samples-table')
export class SamplesTable extends EditorPart {
  private row = 0;
  private column = 0;
  /** the other end of the selected rows; equal to `row` where it is one row */
  private anchor = 0;
  /** where typing along a row began: Enter goes back under it */
  private homeColumn = 0;
  /** a value is being typed: arrows move in the text */
  private typing = false;
  private focusCell = false;
  private readonly window = new GridWindow(this);
  private status = '';

  private get words() {
    return textsOf(this.view).samples;
  }

  private get inputs(): number {
    return this.document.network.inputs;
  }

  private get columns(): number {
    return this.inputs + this.document.network.layers.at(-1)!.units;
  }

  private quantity(column: number): QuantityId {
    return column < this.inputs ? `x.${column}` : `t.${column - this.inputs}`;
  }

  private value(row: number, column: number): number {
    const { x, t } = this.document.samples[row];
    return column < this.inputs ? x[column] : t[column - this.inputs];
  }

  private get selected(): [first: number, count: number] {
    const first = Math.min(this.row, this.anchor);
    return [first, Math.abs(this.row - this.anchor) + 1];
  }

  // ------------------------------------------------------------------ drawing

  protected override willUpdate(): void {
    super.willUpdate();
    const last = this.document.samples.length - 1;
    this.row = Math.min(this.row, last);
    this.anchor = Math.min(this.anchor, last);
    this.column = Math.min(this.column, this.columns - 1);
  }

  protected override render(): TemplateResult {
    const { words, document, columns, window: seen } = this;
    const count = document.samples.length;
    const shown = seen.columns(columns, this.column);
    return html`
      <div
        class="sheet-grid"
        role="grid"
        aria-label=${words.label}
        aria-rowcount=${count + 1}
        aria-colcount=${columns + 1}
        aria-multiselectable="true"
        @scroll=${() => seen.look()}
      >
        <div style="width: ${HEADER + columns * COLUMN}px">
          ${this.head(shown)}
          <div role="rowgroup" style="position: relative; height: ${count * seen.rowHeight}px">
            ${seen.rows(count, this.row).map((row) => this.rowOf(row, shown))}
          </div>
        </div>
      </div>
      ${this.problem()} ${this.buttons(count)}
      <p class="aside" aria-live="polite">${this.status}</p>
      <p class="why">${words.hint}</p>
    `;
  }

  private head(columns: number[]): TemplateResult {
    return html`<div class="grid-head" role="row" aria-rowindex="1">
      <div role="columnheader" aria-colindex="1" class="corner" style="width: ${HEADER}px">
        <span class="visually-hidden">${this.words.sample}</span>
      </div>
      ${columns.map(
        (column) =>
          html`<div
            role="columnheader"
            aria-colindex=${column + 2}
            class=${column === this.inputs ? 'first-target' : ''}
            style="left: ${HEADER + column * COLUMN}px; width: ${COLUMN}px"
          >
            ${this.view.label(this.quantity(column))}
          </div>`,
      )}
    </div>`;
  }

  private buttons(count: number): TemplateResult {
    const { words, document } = this;
    const [first, length] = this.selected;
    return html`<div class="grid-actions">
      <span class="aside">${words.count(count)}</span>
      ${
        count > 1
          ? html`<button
              class="plain-button look-at"
              aria-pressed=${this.view.lesson.sample === this.row}
              @click=${() => this.view.lesson.lookAt(this.row)}
            >
              ${words.show(this.row + 1)}
            </button>`
          : nothing
      }
      <button class="plain-button add-sample" @click=${() => this.insert([emptySample(document)])}>${words.add}</button>
      <button class="plain-button" @click=${() => this.insert(document.samples.slice(first, first + length))}>
        ${words.duplicate}
      </button>
      <button
        class="plain-button"
        aria-disabled=${length >= count}
        @click=${() => length < count && this.removeSelected()}
      >
        ${words.remove}
      </button>
    </div>`;
  }

  private rowOf(row: number, columns: number[]): TemplateResult {
    const { words, view } = this;
    const [first, length] = this.selected;
    const shown = view.lesson.sample === row;
    const selected = row >= first && row < first + length;
    return html`<div
      role="row"
      aria-rowindex=${row + 2}
      aria-selected=${selected}
      class="grid-row ${selected && length > 1 ? 'selected' : ''} ${shown ? 'shown' : ''}"
      style="top: ${row * this.window.rowHeight}px; height: ${this.window.rowHeight}px"
    >
      <div role="rowheader" aria-colindex="1" style="width: ${HEADER}px">
        <button
          class="look"
          tabindex="-1"
          aria-label=${words.show(row + 1)}
          aria-pressed=${shown}
          title=${shown ? words.shown : words.show(row + 1)}
          @click=${() => view.lesson.lookAt(row)}
        >
          ${shown ? '▸' : ''} ${row + 1}
        </button>
      </div>
      ${columns.map((column) => this.cell(row, column))}
    </div>`;
  }

  private cell(row: number, column: number): TemplateResult {
    const active = row === this.row && column === this.column;
    const key = this.key(row, column);
    const fault = this.drafts.fault(key);
    const text = this.drafts.text(key, String(this.value(row, column)));
    return html`<div
      role="gridcell"
      aria-colindex=${column + 2}
      aria-selected=${active}
      class="${column === this.inputs ? 'first-target' : ''} ${fault ? 'wrong' : ''}"
      style="left: ${HEADER + column * COLUMN}px; width: ${COLUMN}px"
      @pointerdown=${(event: PointerEvent) => active || this.press(event, row, column)}
    >
      ${
        active
          ? html`<input
              type="text"
              inputmode="decimal"
              autocomplete="off"
              spellcheck="false"
              aria-label=${this.words.cell(this.view.label(this.quantity(column)), row + 1)}
              aria-invalid=${fault ? 'true' : 'false'}
              aria-describedby="cell-problem"
              .value=${text}
              @focus=${(event: Event) => (event.target as HTMLInputElement).select()}
              @input=${() => (this.typing = true)}
              @dblclick=${() => (this.typing = true)}
              @change=${(event: Event) => this.commit((event.target as HTMLInputElement).value, row, column)}
              @keydown=${(event: KeyboardEvent) => this.onKey(event)}
              @paste=${(event: ClipboardEvent) => this.paste(event)}
              @copy=${(event: ClipboardEvent) => this.copy(event)}
            />`
          : text
      }
    </div>`;
  }

  private problem(): TemplateResult {
    const fault = this.drafts.fault(this.key(this.row, this.column)) ?? this.drafts.fault('table');
    return this.faultLine('cell-problem', fault);
  }

  private key(row: number, column: number): string {
    return `${row} ${column}`;
  }

  // ------------------------------------------------------------------ the cell with the focus

  protected override firstUpdated(): void {
    this.row = this.anchor = this.view.lesson.sample;
    this.window.look();
    this.window.reveal(this.row, this.column);
  }

  protected override updated(_: PropertyValues<this>): void {
    if (!this.focusCell) return;
    this.focusCell = false;
    this.window.reveal(this.row, this.column);
    this.querySelector<HTMLInputElement>('[role="gridcell"] input')?.focus({ preventScroll: true });
  }

  // ------------------------------------------------------------------ moving

  private press(event: PointerEvent, row: number, column: number): void {
    event.preventDefault();
    this.goTo(row, column, event.shiftKey);
    this.homeColumn = column;
  }

  private goTo(row: number, column: number, extend = false): void {
    const input = this.querySelector<HTMLInputElement>('[role="gridcell"] input');
    if (input && this.typing) this.commit(input.value);
    this.row = Math.max(0, Math.min(row, this.document.samples.length - 1));
    this.column = Math.max(0, Math.min(column, this.columns - 1));
    if (!extend) this.anchor = this.row;
    this.typing = false;
    this.focusCell = true;
    this.requestUpdate();
  }

  private onKey(event: KeyboardEvent): void {
    if (event.altKey) return;
    if (event.ctrlKey || event.metaKey) return this.withControl(event);
    const { row, column, typing } = this;
    const { page } = this.window;
    const move = (toRow: number, toColumn: number, keepHome = false) => {
      event.preventDefault();
      event.stopPropagation();
      this.goTo(toRow, toColumn, event.shiftKey && event.key !== 'Tab' && event.key !== 'Enter');
      if (!keepHome) this.homeColumn = this.column;
    };
    switch (event.key) {
      case 'ArrowUp':
        return move(row - 1, column);
      case 'ArrowDown':
        return move(row + 1, column);
      case 'PageUp':
        return move(row - page, column);
      case 'PageDown':
        return move(row + page, column);
      case 'ArrowLeft':
        return typing ? undefined : move(row, column - 1);
      case 'ArrowRight':
        return typing ? undefined : move(row, column + 1);
      case 'Home':
        return typing ? undefined : move(row, 0);
      case 'End':
        return typing ? undefined : move(row, this.columns - 1);
      case 'F2':
        this.typing = true;
        return (event.target as HTMLInputElement).setSelectionRange(99, 99);
      case 'Enter':
        return move(row + (event.shiftKey ? -1 : 1), this.homeColumn);
      case 'Tab': {
        const next = column + (event.shiftKey ? -1 : 1);
        // At the end of the row Tab leaves the table.
        if (next >= 0 && next < this.columns) move(row, next, true);
        return;
      }
      case 'Escape':
        return this.escape(event);
    }
  }

  private withControl(event: KeyboardEvent): void {
    const last = this.document.samples.length - 1;
    if (event.key === 'Home') this.goTo(0, 0, event.shiftKey);
    else if (event.key === 'End') this.goTo(last, this.columns - 1, event.shiftKey);
    else if (event.key === 'a' && !this.typing) {
      this.anchor = 0;
      this.row = last;
      this.focusCell = true;
      this.requestUpdate();
    } else return;
    event.preventDefault();
  }

  /** First what was typed is given up, then the table is left. */
  private escape(event: KeyboardEvent): void {
    event.preventDefault();
    event.stopPropagation();
    const key = this.key(this.row, this.column);
    if (!this.typing && !this.drafts.fault(key)) return this.querySelector<HTMLElement>('.add-sample')?.focus();
    this.drafts.drop(key);
    this.typing = false;
    const input = event.target as HTMLInputElement;
    input.value = String(this.value(this.row, this.column));
    input.select();
    this.requestUpdate();
  }

  // ------------------------------------------------------------------ changing

  /** The cell is passed: an input fires `change` when another cell has already become the current one. */
  private commit(text: string, row = this.row, column = this.column): void {
    const { view } = this;
    if (row === this.row && column === this.column) this.typing = false;
    if (row >= this.document.samples.length || column >= this.columns) return;
    this.drafts.try(this.key(row, column), text, () => {
      const value = readNumber(text);
      if (!Object.is(value, this.value(row, column))) view.work.set(this.quantity(column), value, row);
    });
  }

  private insert(samples: ScenarioSample[]): void {
    const [first, count] = this.selected;
    const at = first + count;
    this.changeRows(() => {
      this.replace(at, 0, samples);
      this.goTo(at, 0);
      this.homeColumn = 0;
    });
  }

  private removeSelected(): void {
    const [first, count] = this.selected;
    this.changeRows(() => {
      this.replace(first, count, []);
      this.row = this.anchor = first;
    });
  }

  /** Where rows move, what is wrong in one of them would show in another: `change` drops all drafts. */
  private changeRows(change: () => void): void {
    this.status = '';
    this.change('table', change);
  }

  private replace(index: number, count: number, samples: ScenarioSample[]): void {
    const { work } = this.view;
    const max = work.catalog.limits.samples;
    const got = this.document.samples.length - count + samples.length;
    if (got > max) throw new PageError('tooManySamples', { got, max });
    work.replace(withSamples(this.document, index, count, samples));
  }

  // ------------------------------------------------------------------ the clipboard

  private copy(event: ClipboardEvent): void {
    const [first, count] = this.selected;
    if (count === 1) return;
    event.preventDefault();
    const rows = this.document.samples.slice(first, first + count).map(({ x, t }) => [...x, ...t].join('\t'));
    event.clipboardData?.setData('text/plain', rows.join('\n'));
  }

  /** One number goes into the cell like any typing; more go into the table from the cell on. */
  private paste(event: ClipboardEvent): void {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (!/[\s,;]/.test(text.trim())) return void (this.typing = true);
    event.preventDefault();
    this.typing = false;
    this.changeRows(() => {
      const { row, column, document } = this;
      const samples = samplesWithCells(document, row, column, parseCells(text, this.columns - column));
      this.replace(row, samples.length, samples);
      this.anchor = row;
      this.row = row + samples.length - 1;
      this.focusCell = true;
      this.status = this.words.pasted(samples.length);
    });
  }
}
