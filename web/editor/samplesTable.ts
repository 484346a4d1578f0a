/** The samples as a spreadsheet. */
import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from '../kit/define';
import type { QuantityId, ScenarioSample } from '../../wasm/index';
import { PageError } from '../work/problem';
import { emptySample, samplesWithCells, withSamples } from './documentEdits';
import { NumberGrid } from './numberGrid';
import { textsOf } from './texts';

@customElement('backprop-samples-table')
export class SamplesTable extends NumberGrid {
  private get words() {
    return textsOf(this.view).samples;
  }

  private get inputs(): number {
    return this.document.network.inputs;
  }

  protected get rows(): number {
    return this.document.samples.length;
  }

  protected get columns(): number {
    return this.inputs + this.document.network.layers.at(-1)!.units;
  }

  protected get divider(): number {
    return this.inputs;
  }

  private quantity(column: number): QuantityId {
    return column < this.inputs ? `x.${column}` : `t.${column - this.inputs}`;
  }

  protected value(row: number, column: number): number {
    const { x, t } = this.document.samples[row];
    return column < this.inputs ? x[column] : t[column - this.inputs];
  }

  protected put(row: number, column: number, value: number): void {
    this.view.work.set(this.quantity(column), value, row);
  }

  protected putBlock(row: number, column: number, cells: number[][]): number {
    const samples = samplesWithCells(this.document, row, column, cells);
    this.replace(row, samples.length, samples);
    return samples.length;
  }

  protected leave(): void {
    this.querySelector<HTMLElement>('.add-sample')?.focus();
  }

  protected override firstUpdated(): void {
    this.row = this.anchor = this.view.lesson.sample;
    super.firstUpdated();
  }

  // ------------------------------------------------------------------ words

  protected get label(): string {
    return this.words.label;
  }

  protected get cornerName(): string {
    return this.words.sample;
  }

  protected columnName(column: number): string {
    return this.view.label(this.quantity(column));
  }

  protected cellName(row: number, column: number): string {
    return this.words.cell(this.columnName(column), row + 1);
  }

  protected pastedText(rows: number): string {
    return this.words.pasted(rows);
  }

  protected isShown(row: number): boolean {
    return this.view.lesson.sample === row;
  }

  protected rowHead(row: number): TemplateResult {
    const { words, view } = this;
    const shown = this.isShown(row);
    return html`<button
      class="look"
      tabindex="-1"
      aria-label=${words.show(row + 1)}
      aria-pressed=${shown}
      title=${shown ? words.shown : words.show(row + 1)}
      @click=${() => view.lesson.lookAt(row)}
    >
      ${shown ? '▸' : ''} ${row + 1}
    </button>`;
  }

  protected override below(): TemplateResult {
    return html`${this.buttons(this.rows)}
      <p class="why">${this.words.hint}</p>`;
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

  // ------------------------------------------------------------------ changing

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

  private replace(index: number, count: number, samples: ScenarioSample[]): void {
    const { work } = this.view;
    const max = work.catalog.limits.samples;
    const got = this.document.samples.length - count + samples.length;
    if (got > max) throw new PageError('tooManySamples', { got, max });
    work.replace(withSamples(this.document, index, count, samples));
  }
}
