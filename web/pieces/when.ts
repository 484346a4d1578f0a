/** `<backprop-when test="positive dw.2.0.0">`: words that depend on a sign, a count or a comparison. */
import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { customElement } from '../kit/define';
import type { BackpropWhenElement } from '../api';
import { Piece } from './piece';
import type { SharedSession } from './shared';

/** @slot - the words that are shown while the test holds */
@customElement('backprop-when')
export class BackpropWhen extends Piece implements BackpropWhenElement {
  @property() test = '';

  protected draw({ facts }: SharedSession): TemplateResult | typeof nothing {
    // The page that was written beforehand hides the words that do not hold.
    this.toggleAttribute('hidden', !facts.holds(this.test));
    return html`<slot></slot>`;
  }
}
