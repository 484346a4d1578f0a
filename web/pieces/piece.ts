/**
 * The common part of the pieces of an article. Until the core has come, and as long as what an author wrote inside is what
 * the piece would say, that is shown.
 */
import { html, LitElement, nothing, type CSSResult, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { languageOf, messagesOf, sayFault } from '../kit/texts';
import type { Messages } from '../messages/en/index';
import { faultOf } from '../work/problem';
import { inBothSchemes } from '../styles/lightDark';
import { pieceStyles } from './piece.styles';
import { sharedSession, type SharedSession } from './shared';

export abstract class Piece extends LitElement {
  static override styles: CSSResult[] = [pieceStyles].map(inBothSchemes);

  /** pieces of the same name share one network */
  @property() session = 'article';
  /** id of a shipped scenario: the first piece of a session that names one opens it */
  @property() scenario: string | null = null;
  /** empty: the language of the page around it */
  @property() override lang = '';

  @state() protected shared: SharedSession | null = null;
  protected messages: Messages | null = null;
  private leave: (() => void) | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.join();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.leave?.();
    this.leave = null;
  }

  private async join(): Promise<void> {
    const { session, scenario } = this;
    try {
      const language = languageOf(this.lang || this.closest('[lang]')?.getAttribute('lang') || navigator.language);
      const [shared, messages] = await Promise.all([sharedSession(session, scenario), messagesOf[language].arrival()]);
      if (!this.isConnected || this.leave) return;
      this.messages = messages;
      this.leave = shared.listen(() => this.changed(shared));
      this.shared = shared;
      this.changed(shared);
    } catch {
      // What is written inside stays.
    }
  }

  /** Something in the session has changed. */
  protected changed(_shared: SharedSession): void {
    this.requestUpdate();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { shared, messages } = this;
    if (!shared || !messages) return html`<slot></slot>`;
    try {
      return this.draw(shared, messages);
    } catch (error) {
      return html`<span class="fault" role="alert">${sayFault(faultOf(error), messages)}</span>`;
    }
  }

  protected abstract draw(shared: SharedSession, messages: Messages): TemplateResult | typeof nothing;
}
