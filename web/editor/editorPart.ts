/** The common part of the editor's elements. They have no shadow tree of their own, so that the page's styles hold. */
import { html, LitElement, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Scenario } from '../../wasm/index';
import type { Fault } from '../work/problem';
import { Drafts } from './drafts';
import type { EditorView } from './editorView';

export abstract class EditorPart extends LitElement {
  @property({ attribute: false }) view!: EditorView;
  /** what is typed and does not hold yet */
  protected readonly drafts = new Drafts(() => {
    // A change made here leaves the drafts of the other fields.
    this.about = this.view.work.original;
    this.requestUpdate();
  });
  /** the document that the drafts are about */
  private about: Scenario | null = null;

  protected override willUpdate(): void {
    const { original } = this.view.work;
    if (this.about !== null && this.about !== original) this.forget();
    this.about = original;
  }

  /** Another document has come, or an earlier one has come back: what was typed was not about it. */
  protected forget(): void {
    this.drafts.clear();
  }

  /** A change that no field shows. It may move what the drafts are about, so none of them stays. */
  protected change(key: string, change: () => void): void {
    if (this.drafts.try(key, '', change)) this.drafts.clear();
  }

  /** The line for the sentence about a fault, which keeps its room without one. `id`: for the fields that it describes. */
  protected faultLine(id: string, fault: Fault | null): TemplateResult {
    return html`<p id=${id} class="editor-problem" role="alert">${fault ? this.view.fault(fault) : ' '}</p>`;
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected get document(): Scenario {
    return this.view.work.document;
  }
}
