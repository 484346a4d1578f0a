/**
 * The common part of the pieces of an article. Until the core has come, and as long as what an author wrote inside is what
 * the piece would say, that is shown.
 */
import { html, LitElement, nothing, type CSSResult, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { ScenarioError, type ScenarioInput } from '../../wasm/index';
import { hasOwnDocument, ownDocument } from '../kit/ownDocument';
import { languageOf, messagesOf, sayFault } from '../kit/texts';
import type { Messages } from '../messages/en/index';
import { faultOf, PageError, type Fault } from '../work/problem';
import { inBothSchemes } from '../styles/lightDark';
import { pieceStyles } from './piece.styles';
import { sharedSession, type SharedSession } from './shared';

export abstract class Piece extends LitElement {
  static override styles: CSSResult[] = [pieceStyles].map(inBothSchemes);

  /** pieces of the same name share one network */
  @property() session = 'article';
  /** id of a shipped scenario: the first piece of a session that names one opens it */
  @property() scenario: string | null = null;
  /** address of a scenario as JSON, in place of a shipped one */
  @property() src: string | null = null;
  /** a scenario, also as JSON text, in place of a shipped one */
  @property({ attribute: false }) document: ScenarioInput | string | null = null;
  /** empty: the language of the page around it */
  @property() override lang = '';

  @state() protected shared: SharedSession | null = null;
  protected messages: Messages | null = null;
  /** what is wrong with the document or the scenario that the piece names */
  @state() private unopened: Fault | null = null;
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
      const texts = messagesOf[language].arrival();
      const shared = await sharedSession(session, scenario, () => ownDocument(this)).catch((error: unknown) => ({
        error,
      }));
      this.messages = await texts;
      if (!this.isConnected || this.leave) return;
      if ('error' in shared) return this.cannotOpen(shared.error);
      this.unopened = null;
      this.leave = shared.listen((what) => (what === 'change' ? this.changed(shared) : this.pointed(shared)));
      this.shared = shared;
      this.changed(shared);
    } catch {
      // What is written inside stays.
    }
  }

  /** Who names a document or a scenario says what is wrong with it; where anything else fails, what is written inside stays. */
  private cannotOpen(error: unknown): void {
    if (error instanceof ScenarioError || error instanceof PageError)
      this.unopened = this.scenario || hasOwnDocument(this) ? faultOf(error) : null;
  }

  /** Something in the session has changed. */
  protected changed(_shared: SharedSession): void {
    this.requestUpdate();
  }

  /** Another quantity is pointed at. */
  protected pointed(_shared: SharedSession): void {}

  protected override render(): TemplateResult | typeof nothing {
    const { shared, messages, unopened } = this;
    if (unopened && messages) return faultText(unopened, messages);
    if (!shared || !messages) return html`<slot></slot>`;
    try {
      return this.draw(shared, messages);
    } catch (error) {
      return faultText(faultOf(error), messages);
    }
  }

  protected abstract draw(shared: SharedSession, messages: Messages): TemplateResult | typeof nothing;
}

const faultText = (fault: Fault, messages: Messages): TemplateResult =>
  html`<span class="fault" role="alert">${sayFault(fault, messages)}</span>`;
