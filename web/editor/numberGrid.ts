/** Numbers as a spreadsheet: only the cells in sight are drawn, so that 100,000 rows scroll like four. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { readNumber } from '../work/typedNumber';
import { looksLikeCells, parseCells } from './cells';
import { EditorPart } from './editorPart';
import { COLUMN, GridWindow, HEADER } from './gridWindow';
import { styled } from '../kit/styled';

export abstract class NumberGrid extends EditorPart {
  protected row = 0;
  protected column = 0;
  /** the other end of the selected rows; equal to `row` where it is one row */
  protected anchor = 0;
  /** where typing along a row began: Enter goes back under it */
  protected homeColumn = 0;
  /** a value is being typed: arrows move in the text */
  protected typing = false;
  protected focusCell = false;
  protected readonly window = new GridWindow(this);
  protected status = '';

  // ------------------------------------------------------------------ what a subclass decides

  /** of the whole table, read aloud */
  protected abstract readonly label: string;
  protected abstract readonly rows: number;
  protected abstract readonly columns: number;
  /** the column before which a line is drawn */
  protected abstract readonly divider: number;
  protected abstract value(row: number, column: number): number;
  /** Changes the work. Throws what is wrong. */
  protected abstract put(row: number, column: number, value: number): void;
  /** Writes rows of cells over the table from a cell on; how many rows they are there. Throws what is wrong. */
  protected abstract putBlock(row: number, column: number, cells: number[][]): number;
  /** over the column of row heads, read aloud */
  protected abstract readonly cornerName: string;
  protected abstract columnName(column: number): string;
  protected abstract rowHead(row: number): TemplateResult | string;
  protected abstract cellName(row: number, column: number): string;
  protected abstract pastedText(rows: number): string;
  /** Whether the row is one that the page shows. */
  protected abstract isShown(row: number): boolean;
  /** Moves the focus out of the table. */
  protected abstract leave(): void;

  protected get selected(): [first: number, count: number] {
    const first = Math.min(this.row, this.anchor);
    return [first, Math.abs(this.row - this.anchor) + 1];
  }

  // ------------------------------------------------------------------ drawing

  protected override willUpdate(): void {
    super.willUpdate();
    const last = this.rows - 1;
    this.row = Math.min(this.row, last);
    this.anchor = Math.min(this.anchor, last);
    this.column = Math.min(this.column, this.columns - 1);
  }

  protected override render(): TemplateResult {
    const { rows: count, columns, window: seen } = this;
    const shown = seen.columns(columns, this.column);
    return html`
      <div
        class="sheet-grid"
        role="grid"
        aria-label=${this.label}
        aria-rowcount=${count + 1}
        aria-colcount=${columns + 1}
        aria-multiselectable="true"
        @scroll=${() => seen.look()}
      >
        <div style=${styled(`width: ${HEADER + columns * COLUMN}px`)}>
          ${this.head(shown)}
          <div role="rowgroup" style=${styled(`position: relative; height: ${count * seen.rowHeight}px`)}>
            ${seen.rows(count, this.row).map((row) => this.rowOf(row, shown))}
          </div>
        </div>
      </div>
      ${this.problem()} ${this.below()}
      <p class="aside" aria-live="polite">${this.status}</p>
    `;
  }

  /** What stands under the table. */
  protected below(): TemplateResult | typeof nothing {
    return nothing;
  }

  private head(columns: number[]): TemplateResult {
    return html`<div class="grid-head" role="row" aria-rowindex="1">
      <div role="columnheader" aria-colindex="1" class="corner" style=${styled(`width: ${HEADER}px`)}>
        <span class="visually-hidden">${this.cornerName}</span>
      </div>
      ${columns.map(
        (column) =>
          html`<div
            role="columnheader"
            aria-colindex=${column + 2}
            class=${column === this.divider ? 'first-target' : ''}
            style=${styled(`left: ${HEADER + column * COLUMN}px; width: ${COLUMN}px`)}
          >
            ${this.columnName(column)}
          </div>`,
      )}
    </div>`;
  }

  private rowOf(row: number, columns: number[]): TemplateResult {
    const [first, length] = this.selected;
    const selected = row >= first && row < first + length;
    return html`<div
      role="row"
      aria-rowindex=${row + 2}
      aria-selected=${selected}
      class="grid-row ${selected && length > 1 ? 'selected' : ''} ${this.isShown(row) ? 'shown' : ''}"
      style=${styled(`top: ${row * this.window.rowHeight}px; height: ${this.window.rowHeight}px`)}
    >
      <div role="rowheader" aria-colindex="1" style=${styled(`width: ${HEADER}px`)}>${this.rowHead(row)}</div>
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
      class="${column === this.divider ? 'first-target' : ''} ${fault ? 'wrong' : ''}"
      style=${styled(`left: ${HEADER + column * COLUMN}px; width: ${COLUMN}px`)}
      @pointerdown=${(event: PointerEvent) => this.press(event, row, column)}
    >
      ${
        active
          ? html`<input
              type="text"
              inputmode="decimal"
              autocomplete="off"
              spellcheck="false"
              aria-label=${this.cellName(row, column)}
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

  protected problem(): TemplateResult {
    const fault = this.drafts.fault(this.key(this.row, this.column)) ?? this.drafts.fault('table');
    return this.faultLine('cell-problem', fault);
  }

  protected key(row: number, column: number): string {
    return `${row} ${column}`;
  }

  // ------------------------------------------------------------------ the cell with the focus

  protected override firstUpdated(): void {
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

  /** In the cell with the focus a press places the cursor; any other cell gets the focus, its number selected. */
  private press(event: PointerEvent, row: number, column: number): void {
    if ((event.currentTarget as Element).matches(':focus-within')) return;
    event.preventDefault();
    this.goTo(row, column, event.shiftKey);
    this.homeColumn = column;
  }

  protected goTo(row: number, column: number, extend = false): void {
    const input = this.querySelector<HTMLInputElement>('[role="gridcell"] input');
    if (input && this.typing) this.commit(input.value);
    this.row = Math.max(0, Math.min(row, this.rows - 1));
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
    const last = this.rows - 1;
    if (event.key === 'Home') this.goTo(0, 0, event.shiftKey);
    else if (event.key === 'End') this.goTo(last, this.columns - 1, event.shiftKey);
    else if (event.key === 'a' && !this.typing) {
      this.anchor = 0;
      this.row = last;
      this.focusCell = true;
      this.requestUpdate();
    } else return;
    this.homeColumn = this.column;
    event.preventDefault();
  }

  /** First what was typed is given up, then the table is left. */
  private escape(event: KeyboardEvent): void {
    event.preventDefault();
    event.stopPropagation();
    const key = this.key(this.row, this.column);
    if (!this.typing && !this.drafts.fault(key)) return this.leave();
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
    if (row === this.row && column === this.column) this.typing = false;
    if (row >= this.rows || column >= this.columns) return;
    this.drafts.try(this.key(row, column), text, () => {
      const value = readNumber(text);
      if (!Object.is(value, this.value(row, column))) this.put(row, column, value);
    });
  }

  /** Where rows move, what is wrong in one of them would show in another: `change` drops all drafts. */
  protected changeRows(change: () => void): void {
    this.status = '';
    this.change('table', change);
  }

  // ------------------------------------------------------------------ the clipboard

  private copy(event: ClipboardEvent): void {
    const [first, count] = this.selected;
    if (count === 1) return;
    event.preventDefault();
    const numbers = (row: number) => Array.from({ length: this.columns }, (_, column) => this.value(row, column));
    const rows = Array.from({ length: count }, (_, index) => numbers(first + index).join('\t'));
    event.clipboardData?.setData('text/plain', rows.join('\n'));
  }

  /** One number goes into the cell like any typing; more go into the table from the cell on. */
  private paste(event: ClipboardEvent): void {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (!looksLikeCells(text)) return void (this.typing = true);
    event.preventDefault();
    this.typing = false;
    this.changeRows(() => {
      const { row, column } = this;
      const count = this.putBlock(row, column, parseCells(text, this.columns - column));
      this.anchor = row;
      this.row = row + count - 1;
      this.focusCell = true;
      this.status = this.pastedText(count);
    });
  }
}
