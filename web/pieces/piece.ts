/**
 * The common part of the pieces of an article. Until the core has come, and as long as what an author wrote inside is what
 * the piece would say, that is shown.
 */
import { html, LitElement, nothing, type CSSResult, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { ScenarioError, type ScenarioInput } from '../../wasm/index';
import { hasOwnDocument, ownDocument } from '../kit/ownDocument';
import { followLanguage, languageAround } from '../kit/pageLanguage';
import { messagesOf, sayFault } from '../kit/texts';
import { languageOf } from '../work/choices';
import type { Messages } from '../messages/en/index';
import { faultOf, PageError, type Fault } from '../work/problem';
import { inBothSchemes } from '../styles/lightDark';
import { pieceStyles } from './piece.styles';
import { sharedSession, type SharedSession } from './shared';
import { inTurn, turnOf, watchSight, whenNear } from './turns';

const usual = new Map<unknown, Record<PropertyKey, unknown>>();

/** A piece of that kind as it is without an attribute. */
function usualOf({ constructor }: object): Record<PropertyKey, unknown> {
  const one = usual.get(constructor) ?? (new (constructor as new () => object)() as Record<PropertyKey, unknown>);
  usual.set(constructor, one);
  return one;
}

/** @cssprop --backprop-accent - colour of what can be pressed */
export abstract class Piece extends LitElement {
  static override styles: CSSResult[] = [pieceStyles].map(inBothSchemes);

  @property() session = 'article';
  @property() scenario: string | null = null;
  @property() src: string | null = null;
  @property({ attribute: false }) document: ScenarioInput | string | null = null;
  @property() override lang = '';

  @state() protected shared: SharedSession | null = null;
  protected messages: Messages | null = null;
  /** what is wrong with the document or the scenario that the piece names */
  @state() private unopened: Fault | null = null;
  private leave: (() => void) | null = null;
  /** what the session was last asked for with */
  private joining: readonly unknown[] | null = null;
  private hasBegun = false;
  private stopFollowing: (() => void) | null = null;
  private stopWatching: (() => void) | null = null;
  private stopWaiting: (() => void) | null = null;

  override connectedCallback(): void {
    this.stopWatching = watchSight(this);
    if (!this.hasBegun) this.stopWaiting = whenNear(this, () => this.begin());
    else {
      this.enter();
      void this.join();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.leave?.();
    this.leave = null;
    this.stopFollowing?.();
    this.stopWatching?.();
    this.stopWaiting?.();
  }

  /**
   * Until it is drawn it has no shadow root, and what is written inside is shown. A piece that is moved meanwhile begins once
   * more: the last time is the one that takes up the session, the first that comes so far the one that draws.
   */
  private async begin(): Promise<void> {
    const arrived = await this.arrival().catch(() => null);
    await inTurn(async () => {
      if (!this.isConnected) return;
      if (arrived) this.takeUp(arrived);
      if (this.hasBegun) return;
      const { shared, messages } = this;
      if (shared && messages) await this.prepare(shared, messages).catch(() => {});
      if (!this.isConnected || this.hasBegun) return;
      this.hasBegun = true;
      this.enter();
      await this.updateComplete;
    });
  }

  /** What takes long of drawing it the first time, in tasks of its own. */
  protected async prepare(_shared: SharedSession, _messages: Messages): Promise<void> {}

  /** It is drawn from now on, and follows what is around it. */
  protected enter(): void {
    super.connectedCallback();
    this.stopFollowing = followLanguage(() => void this.speak());
  }

  protected override async scheduleUpdate(): Promise<void> {
    if (this.hasUpdated) await turnOf(this);
    super.scheduleUpdate();
  }

  private get table() {
    return messagesOf[this.lang ? languageOf(this.lang) : languageAround(this)];
  }

  /** In the language that is asked for by now. */
  private async speak(): Promise<void> {
    const { table } = this;
    await table.arrival().catch(() => {});
    if (!this.messages || table !== this.table) return;
    this.messages = table.here ?? this.messages;
    this.requestUpdate();
  }

  /** What names the network or the session can change at any time: a framework sets it when the piece is there. */
  protected override willUpdate(changed: PropertyValues): void {
    this.mend(changed);
    if (changed.has('lang')) void this.speak();
    const { namesAnother, joining } = this;
    if (this.isConnected && (namesAnother || this.names.join() !== joining?.join())) void this.join();
  }

  /** A property that is taken back, by removing its attribute or as frameworks do it, is what it was at first. */
  private mend(changed: PropertyValues): void {
    const own = this as unknown as Record<PropertyKey, unknown>;
    for (const name of changed.keys()) own[name] ??= usualOf(this)[name];
  }

  /** Another network than the session was asked for with. */
  private get namesAnother(): boolean {
    const { joining } = this;
    return joining !== null && this.names.slice(0, 3).some((name, index) => name !== joining[index]);
  }

  private get names(): readonly unknown[] {
    return [this.scenario, this.src, this.document, this.session];
  }

  /** Where nothing comes, what is written inside stays. */
  private async join(): Promise<void> {
    const arrived = await this.arrival().catch(() => null);
    if (arrived) this.takeUp(arrived);
  }

  /** The session and the words, when they are here. A network that the piece names anew takes the place of the session's. */
  private async arrival() {
    const { session, scenario, namesAnother: anew } = this;
    const turn = (this.joining = this.names);
    const texts = this.table.arrival();
    const shared = await sharedSession(session, scenario, () => ownDocument(this), anew).catch((error: unknown) => ({
      error,
    }));
    return { turn, shared, messages: await texts };
  }

  private takeUp({ turn, shared, messages }: Awaited<ReturnType<Piece['arrival']>>): void {
    if (!this.isConnected || turn !== this.joining) return;
    this.messages = messages;
    if ('error' in shared) return this.cannotOpen(shared.error);
    this.unopened = null;
    this.leave?.();
    this.leave = shared.listen((what) => (what === 'change' ? this.changed(shared) : this.pointed(shared)));
    this.shared = shared;
    this.changed(shared);
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

  /** What could not be put in its place is given up, with a sentence there. */
  protected override update(changed: PropertyValues): void {
    try {
      super.update(changed);
    } catch (error) {
      reportError(error);
      this.unopened = faultOf(error);
      super.update(changed);
    }
  }

  /** A part could not be drawn: the sentence for its place. */
  undrawn(error: unknown): string {
    reportError(error);
    return this.messages!.undrawn;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { shared, messages, unopened } = this;
    if (unopened && messages) return this.faultText(unopened, messages);
    if (!shared || !messages) return html`<slot></slot>`;
    try {
      return this.draw(shared, messages);
    } catch (error) {
      return this.faultText(faultOf(error), messages);
    }
  }

  private faultText(fault: Fault, messages: Messages): TemplateResult {
    return html`<span class="fault" role="alert">${sayFault(fault, messages, () => this.requestUpdate())}</span>`;
  }

  protected abstract draw(shared: SharedSession, messages: Messages): TemplateResult | typeof nothing;
}
