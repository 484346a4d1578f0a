/** What the parts of the editor have in common: elements without a tree of their own, so that the page's style holds. */
import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import type { Scenario } from '../../wasm/index';
import type { View } from '../view';
import { Drafts } from './drafts';

export abstract class EditorPart extends LitElement {
  @property({ attribute: false }) view!: View;
  /** what is typed and does not hold yet */
  protected readonly drafts = new Drafts(() => this.requestUpdate());

  protected override createRenderRoot(): this {
    return this;
  }

  protected get document(): Scenario {
    return this.view.controller.document;
  }
}
