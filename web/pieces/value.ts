/** `<backprop-value of="dw.2.0.0">`: a number in the prose. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { customElement } from '../kit/define';
import { formatNumber, type QuantityId } from '../../wasm/index';
import type { BackpropValueElement } from '../api';
import { hold, turn, type Held } from '../lesson/diagram/drag';
import { inBothSchemes } from '../styles/lightDark';
import type { Messages } from '../messages/en/index';
import { markOf } from '../work/quantity';
import { quantityWords } from '../work/stepFacts';
import { readNumber } from '../work/typedNumber';
import { faultOf, type Fault } from '../work/problem';
import { sayFault } from '../kit/texts';
import { Piece } from './piece';
import type { SharedSession } from './shared';
import { pieceTexts, valueText } from './texts';

const valueStyles = css`
  :host {
    direction: ltr;
    unicode-bidi: isolate;
  }
  .value {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
    border-radius: 3px;
    position: relative;
  }
  .value:focus-visible {
    outline: 2px solid var(--piece-accent);
    outline-offset: 2px;
  }
  .editable {
    color: var(--piece-accent);
    border-block-end: 1.5px dashed currentColor;
    cursor: ew-resize;
    touch-action: pan-y;
    user-select: none;
    -webkit-user-select: none;
    padding-inline: 0.12em;
  }
  .lit {
    background: var(--piece-point);
  }
  .kin {
    box-shadow: inset 0 -0.18em 0 var(--piece-point);
  }
  .tip {
    position: absolute;
    inset-block-start: calc(100% + 4px);
    inset-inline-start: 0;
    z-index: 3;
    padding: 2px 8px;
    border: 1px solid light-dark(#d9dce1, #3a3f47);
    border-radius: 4px;
    background: light-dark(#ffffff, #16181c);
    color: light-dark(#1c2026, #e7e5e0);
    font-size: max(12px, 0.8em);
    white-space: nowrap;
    text-transform: none;
    letter-spacing: normal;
    word-spacing: normal;
    text-indent: 0;
    pointer-events: none;
  }
  input {
    font: inherit;
    font-variant-numeric: tabular-nums;
    inline-size: 8ch;
    padding: 0 0.2em;
    border: 1px solid var(--piece-accent);
    border-radius: 3px;
    background: light-dark(#ffffff, #16181c);
    color: inherit;
  }
  @media (pointer: coarse) {
    .editable {
      padding-block: 0.35em;
    }
  }
`;

/**
 * @csspart value - the number
 * @slot - stands until the core has come
 */
@customElement('backprop-value')
export class BackpropValue extends Piece implements BackpropValueElement {
  static override styles = [...Piece.styles, inBothSchemes(valueStyles)];

  @property() of = '';
  @property({ type: Number }) digits = 4;
  @property({ type: Boolean }) editable = false;
  @property({ type: Boolean }) words = false;

  @state() private typed: { text: string; fault: Fault | null } | null = null;
  @state() private tip = false;
  /** as it is drawn */
  private mark = '';

  protected draw(shared: SharedSession, messages: Messages): TemplateResult {
    const value = shared.facts.value(this.of);
    const id = shared.facts.subject(this.of);
    if (value === null) return html`<span class="value" title=${pieceTexts({ messages }).none}>–</span>`;
    if (this.typed) return this.field(shared, messages, id!);
    const text = valueText(value, this, messages);
    const editable = this.editable && shared.facts.canEdit(this.of);
    this.mark = id === null ? '' : markOf(id, shared.highlighted);
    const name = id === null ? text : this.spoken(id, value, shared, messages);
    return html`<span
      part="value"
      class="value ${editable ? 'editable' : ''} ${this.mark}"
      data-id=${id ?? nothing}
      data-value=${value}
      role=${editable ? 'spinbutton' : id === null ? nothing : 'img'}
      tabindex=${id === null ? nothing : 0}
      aria-label=${id === null ? nothing : name}
      aria-valuenow=${editable ? value : nothing}
      aria-valuetext=${editable ? text : nothing}
      @pointerenter=${() => this.point(shared, id)}
      @pointerleave=${() => this.point(shared, null)}
      @focus=${() => this.point(shared, id)}
      @blur=${() => this.point(shared, null)}
      @pointerdown=${(event: PointerEvent) => editable && hold(event, id!, this.held(shared))}
      @click=${() => editable && this.type(value)}
      @keydown=${(event: KeyboardEvent) => editable && this.onKey(event, id!, value, shared)}
      @keyup=${(event: KeyboardEvent) => editable && turn(event, id!, this.held(shared))}
      >${text}${this.tip && id !== null ? html`<span class="tip" role="tooltip">${value}</span>` : nothing}</span
    >`;
  }

  protected override pointed({ facts, highlighted }: SharedSession): void {
    const id = facts.subject(this.of);
    if (id !== null && markOf(id, highlighted) !== this.mark) this.requestUpdate();
  }

  private spoken(id: QuantityId, value: number, { work, facts }: SharedSession, messages: Messages): string {
    const words = quantityWords(id, work.design, facts.label);
    const text = formatNumber(value, this.digits).text;
    return words ? messages.diagram.withValue(messages.quantityLabel(words), text) : text;
  }

  private point(shared: SharedSession, id: QuantityId | null): void {
    this.tip = id !== null;
    shared.highlight(id);
  }

  /** What the hand does to the value. */
  private held(shared: SharedSession): Held {
    return {
      given: (id) => shared.facts.value(id) ?? undefined,
      canEdit: () => true,
      drag: (id, value, phase) => shared.drag(id, value, phase),
    };
  }

  private onKey(event: KeyboardEvent, id: QuantityId, value: number, shared: SharedSession): void {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      return this.type(value);
    }
    turn(event, id, this.held(shared));
  }

  // ------------------------------------------------------------------ typing

  private type(value: number): void {
    this.tip = false;
    this.typed = { text: String(value), fault: null };
    void this.updateComplete.then(() => this.renderRoot.querySelector('input')?.select());
  }

  private field(shared: SharedSession, messages: Messages, id: QuantityId): TemplateResult {
    const { text, fault } = this.typed!;
    const words = quantityWords(id, shared.work.design, shared.facts.label);
    return html`<input
        .value=${text}
        inputmode="text"
        aria-label=${words ? messages.quantityLabel(words) : id}
        aria-invalid=${fault ? 'true' : 'false'}
        aria-describedby="fault"
        @input=${(event: Event) => (this.typed = { text: (event.target as HTMLInputElement).value, fault: null })}
        @keydown=${(event: KeyboardEvent) => this.onFieldKey(event, shared, id)}
        @blur=${() => this.take(shared, id, true)}
      /><span id="fault" class="fault" role="alert"
        >${fault ? sayFault(fault, messages, () => this.requestUpdate()) : nothing}</span
      >`;
  }

  private onFieldKey(event: KeyboardEvent, shared: SharedSession, id: QuantityId): void {
    event.stopPropagation();
    if (event.key === 'Escape') this.close();
    else if (event.key === 'Enter') this.take(shared, id);
  }

  /** `leaving`: what cannot be a value is given up, as the reader has gone on. */
  private take(shared: SharedSession, id: QuantityId, leaving = false): void {
    if (!this.typed) return;
    try {
      const value = readNumber(this.typed.text);
      if (!Object.is(value, shared.facts.value(id))) shared.work.set(id, value, shared.facts.sample);
      this.close(!leaving);
    } catch (error) {
      if (leaving) this.close(false);
      else this.typed = { ...this.typed, fault: faultOf(error) };
    }
  }

  private close(focused = true): void {
    this.typed = null;
    if (focused) void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.value')?.focus());
  }
}
