/** The weights and biases of one layer as a spreadsheet: a row for each neuron, its bias last. */
import { html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { customElement } from '../kit/define';
import type { QuantityId } from '../../wasm/index';
import { outputId } from '../work/quantity';
import { withParameters } from './documentEdits';
import { NumberGrid } from './numberGrid';
import { textsOf } from './texts';

@customElement('backprop-parameters-table')
export class ParametersTable extends NumberGrid {
  /** counted from 1 */
  @property({ attribute: false }) layer = 1;

  private get words() {
    return textsOf(this.view).weights;
  }

  private get numbers(): { weights: number[][]; biases: number[] } {
    const { weights, biases } = this.document.network.layers[this.layer - 1];
    return { weights: weights!, biases: biases! };
  }

  protected get rows(): number {
    return this.numbers.biases.length;
  }

  /** how many numbers arrive at each neuron */
  private get sources(): number {
    return this.numbers.weights[0].length;
  }

  protected get columns(): number {
    return this.sources + 1;
  }

  protected get divider(): number {
    return this.sources;
  }

  private quantity(row: number, column: number): QuantityId {
    return column < this.sources ? `w.${this.layer}.${row}.${column}` : `b.${this.layer}.${row}`;
  }

  protected value(row: number, column: number): number {
    const { weights, biases } = this.numbers;
    return column < this.sources ? weights[row][column] : biases[row];
  }

  protected put(row: number, column: number, value: number): void {
    this.view.lesson.changeValue(this.quantity(row, column), value);
  }

  protected putBlock(row: number, column: number, cells: number[][]): number {
    // A list of biases is printed in one line; here they stand in a column.
    const isList = column === this.sources && cells.length === 1;
    const block = isList ? cells[0].map((value) => [value]) : cells;
    this.view.work.replace(withParameters(this.document, this.layer, row, column, block));
    return block.length;
  }

  protected leave(): void {
    this.closest('.form')?.querySelector<HTMLElement>('[data-field="kind"]')?.focus();
  }

  // ------------------------------------------------------------------ words

  protected get label(): string {
    return this.words.title;
  }

  protected get cornerName(): string {
    return this.words.neuron;
  }

  protected columnName(column: number): string {
    return column < this.sources ? this.view.label(outputId(this.layer - 1, column)) : this.words.bias;
  }

  protected cellName(row: number, column: number): string {
    return this.view.speak(this.quantity(row, column), null);
  }

  protected pastedText(rows: number): string {
    return textsOf(this.view).samples.pasted(rows);
  }

  protected isShown(): boolean {
    return false;
  }

  protected rowHead(row: number): TemplateResult {
    const name = this.view.label(outputId(this.layer, row));
    return html`<span class="row-name" title=${name}>${name}</span>`;
  }
}
