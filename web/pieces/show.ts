/**
 * `<backprop-show step="31" parameter="w3">`: words that bring the figures to a step, or to the ways of a parameter; or that
 * change a number or the loss.
 */
import { css, html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { customElement } from '../kit/define';
import type { LossId, Phase } from '../../wasm/index';
import type { BackpropShowElement } from '../api';
import { inBothSchemes } from '../styles/lightDark';
import { readNumber } from '../work/typedNumber';
import { Piece } from './piece';
import type { SharedSession } from './shared';

const showStyles = css`
  button {
    all: unset;
    cursor: pointer;
    color: var(--piece-accent);
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 3px;
  }
  button:focus-visible {
    outline: 2px solid var(--piece-accent);
    outline-offset: 2px;
    border-radius: 2px;
  }
`;

/**
 * @csspart link - the words to press
 * @slot - the words
 */
@customElement('backprop-show')
export class BackpropShow extends Piece implements BackpropShowElement {
  static override styles = [...Piece.styles, inBothSchemes(showStyles)];

  @property({ type: Number }) step: number | null = null;
  @property() known: Phase | null = null;
  @property() parameter: string | null = null;
  @property() loss: LossId | null = null;
  @property() set: string | null = null;

  protected draw(shared: SharedSession): TemplateResult {
    const { facts } = shared;
    const parameter = this.parameter === null ? null : facts.id(this.parameter);
    const show = () => {
      this.change(shared);
      const step = this.step ?? this.known;
      if ((parameter ?? step) !== null) shared.show({ step, parameter }, this);
    };
    const point = (on: boolean) => shared.highlight(on ? parameter : null);
    return html`<button
      part="link"
      @click=${show}
      @pointerenter=${() => point(true)}
      @pointerleave=${() => point(false)}
    >
      <slot></slot>
    </button>`;
  }

  private change(shared: SharedSession): void {
    const { work, facts } = shared;
    const { loss, set } = this;
    if (loss) shared.attempt(() => work.changeLoss(loss));
    if (set === null) return;
    shared.attempt(() => {
      const [name, value] = set.trim().split(/\s+/);
      const id = facts.id(name);
      if (id !== null) work.set(id, readNumber(value ?? ''), facts.sample);
    });
  }
}
