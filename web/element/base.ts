/**
 * The common part of the elements: it loads the core and its scripts, speaks a language, keeps the focus, and can own
 * the page's address. A subclass decides what is shown, and draws it.
 */
import { html, LitElement, type CSSResult, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { loadCore, type Core } from '../../wasm/index';
import type { Theme } from '../api';
import { fontsAhead, registerFonts } from '../kit/fonts';
import { typesetter } from '../kit/formula';
import { allDrawn } from '../kit/gradually';
import { followStyles } from '../kit/lateStyles';
import { Lazy } from '../kit/lazy';
import { noticeWithButton } from '../kit/notice';
import { languageOf, messagesOf, sayFault } from '../kit/texts';
import { LocationLink, openAddress, type Linked } from '../link/address';
import type { LinkState } from '../link/codec';
import type { Messages } from '../messages/en/index';
import { firstWords } from '../messages/first';
import type { Language } from '../work/choices';
import { faultOf } from '../work/problem';
import { afterFrame, Ahead, anotherTask } from '../work/tasks';
import type { Work } from '../work/work';
import { Focus } from './focus';
import { rememberedTheme } from './rememberedTheme';
import { Texts, type Spoken } from './texts';

/** The content of an element: work with the reader's place in it, which a link can carry. */
export interface Shown extends Linked, Spoken {
  readonly work: Work;
}

/** Scripts of the page did not come, or came damaged. */
const UNFETCHED = new Error('not fetched');

export abstract class PageElement<S extends Shown> extends LitElement {
  @property({ reflect: true }) override lang = '';
  @property({ reflect: true }) theme: Theme = 'auto';
  /** keeps the state in the page's address; for the one element that fills a page */
  @property({ type: Boolean }) linked = false;

  /** Settles when the element shows something, or when it could not be loaded (then a sentence is shown in its place). */
  readonly ready: Promise<void>;
  private settle!: () => void;

  /** null until the core is loaded and something is opened */
  protected shown: S | null = null;
  protected readonly texts = new Texts(() => this.requestUpdate());
  protected readonly focusKept = new Focus(this);
  private readonly ahead = new Ahead();
  private loading = false;
  private loadFault: string | null = null;
  private locationLink: LocationLink | null = null;
  /** what the attributes asked for at first */
  private start: LinkState | null = null;
  /** what was on the screen when the element left the page */
  private left: LinkState | null = null;
  private closing: ReturnType<typeof setTimeout> | undefined;
  private leaveStyles: (() => void) | null = null;

  constructor() {
    super();
    this.ready = new Promise((resolve) => (this.settle = resolve));
    this.addEventListener('keydown', (event) => this.shown && this.onKey(event, this.shown));
  }

  // ------------------------------------------------------------------ what a subclass decides

  /** Scripts of its own, fetched while the core loads. */
  protected abstract fetchScripts(): Promise<unknown>;
  /** The content, with nothing opened yet. */
  protected abstract create(core: Core): S;
  /** The state that the attributes ask for. */
  protected abstract asked(): LinkState;
  /** Opens that, as far as it is possible. */
  protected abstract openAsked(shown: S, asked: LinkState): void;
  /** Something in what is shown has changed. */
  protected abstract changed(shown: S): void;
  /** The element has left the page: opened again, it shows what it showed. */
  protected leave(shown: S): void {
    this.left = shown.link;
    shown.work.close();
  }
  protected abstract onKey(event: KeyboardEvent, shown: S): void;
  protected abstract draw(shown: S): TemplateResult;

  // ------------------------------------------------------------------ life

  override connectedCallback(): void {
    super.connectedCallback();
    const { elementStyles } = this.constructor as typeof PageElement;
    this.leaveStyles = followStyles(this.renderRoot as ShadowRoot, elementStyles as CSSResult[]);
    if (this.linked) this.theme = rememberedTheme() ?? this.theme;
    clearTimeout(this.closing);
    if (!this.shown) return void this.load();
    this.followAddress(this.shown);
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.leaveStyles?.();
    this.locationLink?.close();
    this.locationLink = null;
    this.ahead.prepare([]);
    // Moved within the page it is back at once; otherwise it is opened again as it was left.
    this.closing = setTimeout(() => {
      if (this.shown) this.leave(this.shown);
      this.shown = null;
    });
  }

  private async load(): Promise<void> {
    if (this.loading) return;
    this.loading = true;
    this.loadFault = null;
    const own = this.ownLanguage();
    try {
      await anotherTask();
      registerFonts();
      // Scripts of their own, because running one is work enough for a task.
      const scripts = Promise.all([messagesOf[own].arrival(), this.fetchScripts()]);
      const [core, fetched] = await Promise.all([loadCore(), scripts.catch(() => null)]);
      if (!fetched) throw UNFETCHED;
      const shown = this.create(core);
      if (await this.open(shown, own, fetched[0])) this.shown = shown;
      else return shown.work.close();
      // Moved within the page in the meantime, it has stopped following.
      if (!this.locationLink) this.followAddress(shown);
      this.changed(shown);
    } catch (error) {
      const messages = error === UNFETCHED ? null : await messagesOf[own].arrival().catch(() => null);
      this.loadFault = messages ? sayFault(faultOf(error), messages) : firstWords[own].broken;
    } finally {
      this.loading = false;
    }
    this.requestUpdate();
    while (!(await this.updateComplete));
    this.settle();
  }

  /** Opens what was left, what the address says, or what the attributes ask for. False where the element is gone by then. */
  private async open(shown: S, own: Language, ownTexts: Messages): Promise<boolean> {
    if (!this.isConnected) return false;
    shown.choose('language', own);
    shown.work.changes.listen(() => this.shown === shown && this.changed(shown));
    this.start ??= this.asked();
    if (this.left && shown.openState(this.left)) this.left = null;
    else if (this.linked && (await this.openPresentAddress(shown))) this.lang = shown.choices.language;
    else this.openAsked(shown, this.start);
    this.followAddress(shown);
    await this.texts.begin(shown.choices.language, ownTexts);
    // A large network takes its time to open and to draw: between the two the page can answer.
    await anotherTask();
    return this.isConnected;
  }

  /** Nobody listens yet to addresses that come while one is opened. */
  private async openPresentAddress(shown: S): Promise<boolean> {
    for (;;) {
      const { hash } = location;
      const opened = await openAddress(shown);
      if (hash === location.hash) return opened;
    }
  }

  private followAddress(shown: S): void {
    if (this.linked && this.isConnected) this.locationLink = new LocationLink(shown, this.start!);
  }

  /** Not every engine asks again for a script that it could not get; a page that is loaded anew does. */
  private loadAgain(): void {
    if (this.linked) return location.reload();
    void this.load();
    this.requestUpdate();
  }

  private ownLanguage(): Language {
    const inherited = this.parentElement?.closest('[lang]')?.getAttribute('lang');
    return languageOf(this.lang || (this.linked ? navigator.language : inherited) || navigator.language);
  }

  /** Writes the language of what is shown back to the property. */
  protected keepLang({ choices }: S): void {
    if (!this.lang || languageOf(this.lang) !== choices.language) this.lang = choices.language;
  }

  // ------------------------------------------------------------------ drawing

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { shown, lang } = this;
    if (!shown) return;
    if (changed.has('lang') && lang && languageOf(lang) !== shown.choices.language)
      shown.choose('language', languageOf(lang));
    this.texts.follow(shown);
  }

  protected override render(): TemplateResult {
    if (this.loadFault)
      return noticeWithButton(this.loadFault, firstWords[this.ownLanguage()].tryAgain, () => this.loadAgain());
    if (!this.shown) return html`<p class="loading">${firstWords[this.ownLanguage()].loading}</p>`;
    return this.draw(this.shown);
  }

  /** Drawn to the last part, not only begun, with all that is fetched for it, and in the language asked for. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const complete = await super.getUpdateComplete();
    await this.texts.arrival;
    await allDrawn(this);
    const wasComplete = await Lazy.allArrived();
    return complete && wasComplete && !this.isUpdatePending;
  }

  /**
   * For idle times: the parts that the next click is likely to show, KaTeX among them; then the jobs; then parts and fonts
   * that nobody has asked for yet.
   */
  protected prepareAhead(soon: readonly Lazy<unknown>[], jobs: readonly (() => void)[]): void {
    const untried = [typesetter, ...soon].filter(({ isUntried }) => isUntried);
    if (untried.length > 0) this.ahead.prepare([() => void this.fetchAhead(untried)]);
    else this.ahead.prepare(this.jobsAhead(jobs));
  }

  private *jobsAhead(jobs: readonly (() => void)[]): Generator<() => unknown> {
    yield* jobs;
    yield* Lazy.ahead();
    yield* fontsAhead();
  }

  /** Not before everything else is on the screen. */
  private async fetchAhead(parts: readonly Lazy<unknown>[]): Promise<void> {
    await allDrawn(this);
    await new Promise<void>(afterFrame);
    await Promise.all(parts.map((part) => part.ahead()));
    this.requestUpdate();
  }

  /** The frame around everything that is drawn takes the focus for all of it. */
  override focus(options?: FocusOptions): void {
    const frame = this.renderRoot.querySelector<HTMLElement>('.workbench');
    if (frame) frame.focus(options);
    else super.focus(options);
  }
}
