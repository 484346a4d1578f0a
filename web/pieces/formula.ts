/** `<backprop-formula of="w3" show="chain">`: a formula of the network, with its numbers as they are now. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { customElement } from '../kit/define';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import type { Notation } from '../../wasm/index';
import type { BackpropFormulaElement } from '../api';
import { Lazy } from '../kit/lazy';
import { markParts } from '../kit/pointing';
import type { Messages } from '../messages/en/index';
import { inBothSchemes } from '../styles/lightDark';
import { formulaRules } from './formula.styles';
import { fingerprint, formulaMarkup } from './mathml';
import { Piece } from './piece';
import type { SharedSession } from './shared';

const typesetter = new Lazy(async () => (await import('katex')).default);

const hostStyles = css`
  :host {
    direction: ltr;
    unicode-bidi: isolate;
  }
  /* Capitals and wider letters would be another formula. */
  slot,
  .formula {
    text-transform: none;
    font-variant: normal;
    letter-spacing: normal;
    word-spacing: normal;
    white-space: normal;
    text-indent: 0;
    text-align: start;
  }
  :host([display]) {
    display: block;
  }
`;

/**
 * @csspart formula - the formula, where it is set anew
 * @slot - stands until the core has come
 */
@customElement('backprop-formula')
export class BackpropFormula extends Piece implements BackpropFormulaElement {
  static override styles = [...Piece.styles, inBothSchemes(formulaRules), hostStyles];

  @property() of = '';
  @property() show = 'all';
  @property() notation: Notation = 'scalar';
  @property({ type: Number }) digits = 4;
  @property({ type: Boolean, reflect: true }) display = false;
  @property() latex: string | null = null;
  /** tells which formula is written inside already */
  @property() typeset = '';

  /** the formula in the shadow root */
  private drawn = '';

  protected draw(shared: SharedSession, _messages: Messages): TemplateResult | typeof nothing {
    const lines = this.latex !== null ? [this.latex] : shared.facts.latex(this.of, this.show, this);
    const print = fingerprint(lines.join('\n'));
    if (print === this.typeset && this.drawn === '') return html`<slot></slot>`;
    const katex = typesetter.get(() => this.requestUpdate());
    // What was written is about other numbers by now.
    if (typeof katex === 'string') return html`<span class="waiting" aria-busy="true"><slot></slot></span>`;
    this.drawn = print;
    const markup = formulaMarkup(katex, lines, this.display);
    return html`<span class="formula" part="formula">${unsafeHTML(markup)}</span>`;
  }

  protected override enter(): void {
    super.enter();
    for (const kind of ['pointerover', 'pointerout']) {
      this.addEventListener(kind, this.point);
      this.renderRoot.addEventListener(kind, this.point);
    }
  }

  private point = (event: Event): void => {
    const { shared } = this;
    const symbol = (event.target as Element).closest<HTMLElement>('[data-id]');
    if (shared && symbol) shared.highlight(event.type === 'pointerover' ? symbol.dataset.id! : null);
  };

  protected override updated(): void {
    if (this.shared) this.pointed(this.shared);
  }

  /** The formula that was written beforehand is marked too. */
  protected override pointed({ highlighted }: SharedSession): void {
    for (const root of [this, this.renderRoot]) markParts(root, '[data-id]', highlighted);
  }
}
