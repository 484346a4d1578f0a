/** `<backprop-check of="dw.3.1.1">`: a field for the reader's own number, compared with the computed one. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { customElement } from '../kit/define';
import type { BackpropCheckElement } from '../api';
import { sayFault } from '../kit/texts';
import type { Messages } from '../messages/en/index';
import { inBothSchemes } from '../styles/lightDark';
import { faultOf, type Fault } from '../work/problem';
import { readNumber } from '../work/typedNumber';
import { Piece } from './piece';
import type { SharedSession } from './shared';
import { pieceTexts } from './texts';

const checkStyles = css`
  :host {
    display: block;
  }
  form {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: baseline;
    margin-block-start: 8px;
  }
  input {
    font: inherit;
    inline-size: 12ch;
    min-block-size: 36px;
    padding: 2px 8px;
    border: 1px solid light-dark(#8a919c, #6b727d);
    border-radius: 4px;
    background: light-dark(#ffffff, #16181c);
    color: inherit;
  }
  button {
    font: inherit;
    min-block-size: 36px;
    padding: 2px 14px;
    border: 1px solid var(--piece-accent);
    border-radius: 4px;
    background: none;
    color: var(--piece-accent);
    cursor: pointer;
  }
  :is(input, button):focus-visible {
    outline: 2px solid var(--piece-accent);
    outline-offset: 2px;
  }
  .right {
    color: light-dark(#00714f, #49cba0);
  }
  @media (pointer: coarse) {
    input,
    button {
      min-block-size: 44px;
    }
  }
  @media print {
    form {
      display: none;
    }
  }
`;

/** A number rounded to fewer digits than these can be right by chance. */
const ENOUGH_DIGITS = 3;

/** `few`: right as far as it goes */
type Verdict = 'right' | 'few' | 'sign' | 'wrong';

const MARKS: Record<Verdict, string> = { right: '✓ ', few: '', sign: '✗ ', wrong: '✗ ' };

const significantDigits = (text: string): number =>
  text.replace(/e.*/i, '').replace(/\D/g, '').replace(/^0+/, '').length;

/** @slot - the question */
@customElement('backprop-check')
export class BackpropCheck extends Piece implements BackpropCheckElement {
  static override styles = [...Piece.styles, inBothSchemes(checkStyles)];

  @property() of = '';

  @state() private text = '';
  @state() private answer: { verdict: Verdict; numbers: unknown } | null = null;
  @state() private fault: Fault | null = null;

  protected draw(shared: SharedSession, messages: Messages): TemplateResult {
    const words = pieceTexts({ messages });
    // A verdict about other numbers is none.
    const answer = this.answer?.numbers === shared.work.numbers ? this.answer : null;
    const sentence = { right: words.right, few: words.fewDigits, sign: words.sign, wrong: words.wrong };
    return html`<slot></slot>
      <form
        @submit=${(event: Event) => {
          event.preventDefault();
          this.check(shared);
        }}
      >
        <input
          .value=${this.text}
          inputmode="text"
          autocomplete="off"
          aria-label=${words.answer}
          placeholder=${words.answer}
          aria-invalid=${this.fault ? 'true' : 'false'}
          aria-describedby="verdict"
          @input=${(event: Event) => {
            this.text = (event.target as HTMLInputElement).value;
            this.answer = this.fault = null;
          }}
          @keydown=${(event: Event) => event.stopPropagation()}
        />
        <button type="submit">${words.check}</button>
        <span id="verdict" role="status" class=${answer?.verdict ?? ''}
          >${this.fault ? sayFault(this.fault, messages, () => this.requestUpdate()) : answer ? `${MARKS[answer.verdict]}${sentence[answer.verdict]}` : nothing}</span
        >
      </form>`;
  }

  private check({ work, facts }: SharedSession): void {
    try {
      readNumber(this.text);
      const id = facts.id(this.of);
      if (id === null) return;
      const compare = (text: string, negated: boolean) => {
        const figures = [{ id, after: 0, text, negated, sample: facts.sample }];
        const [figure] = work.core.printed({ ...work.document, printed: { figures } });
        return figure.agreement === 'agrees' || figure.agreement === 'last_digit';
      };
      const text = this.text.trim().replace(',', '.').replace('−', '-');
      const isEnough = significantDigits(text) >= ENOUGH_DIGITS || Number(text) === facts.value(this.of);
      const verdict = compare(text, false) ? (isEnough ? 'right' : 'few') : compare(text, true) ? 'sign' : 'wrong';
      this.answer = { verdict, numbers: work.numbers };
    } catch (error) {
      this.fault = faultOf(error);
    }
  }
}
