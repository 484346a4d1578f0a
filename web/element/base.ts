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
import { near } from '../kit/near';
import { noticeWithButton } from '../kit/notice';
import { followLanguage, languageAround } from '../kit/pageLanguage';
import { fetchFault, messagesOf } from '../kit/texts';
import { languageOf } from '../work/choices';
import { isSection, LocationLink, openAddress, type Linked } from '../link/address';
import { encodeLink, type LinkState } from '../link/codec';
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
  @property({ type: Boolean }) linked = false;
  @property() state: string | null = null;
  @property() loading: 'eager' | 'lazy' = 'eager';

  /** Settles when the element shows something, or when it could not be loaded (then a sentence is shown in its place). */
  readonly ready: Promise<void>;
  private settle!: () => void;

  /** null until the core is loaded and something is opened */
  protected shown: S | null = null;
  protected readonly texts = new Texts(() => this.requestUpdate());
  protected readonly focusKept = new Focus(this);
  private readonly ahead = new Ahead();
  private isLoading = false;
  private loadFault: string | null = null;
  private locationLink: LocationLink | null = null;
  /** the state that the page named last, while it is opened */
  private opening = new AbortController();
  /** what the attributes asked for at first */
  private start: LinkState | null = null;
  /** what was on the screen when the element left the page */
  private left: LinkState | null = null;
  /** the `state` that was opened last, or that an address stood before; undefined while a script waits for one */
  private taken: string | null | undefined = null;
  /** what tells these scripts whether their state was opened */
  private askers: ((opened: boolean) => void)[] = [];
  private closing: ReturnType<typeof setTimeout> | undefined;
  /** what ends what it follows while it is on the page */
  private leavings: (() => void)[] = [];
  /** the page's language where that is the element's, else null */
  private pageLanguage: Language | null | undefined;

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
  /** What was left is open again; the attributes may have changed in the meantime. */
  protected reopened(_shown: S): void {}
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
    this.leavings = [
      followStyles(this.renderRoot as ShadowRoot, elementStyles as CSSResult[]),
      followLanguage(() => this.pageSpeaks()),
    ];
    if (this.linked) this.theme = rememberedTheme() ?? this.theme;
    clearTimeout(this.closing);
    if (!this.shown) {
      if (this.loading === 'lazy') this.leavings.push(near(this, () => void this.load()));
      else void this.load();
      return;
    }
    this.followAddress(this.shown);
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const leave of this.leavings) leave();
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
    if (this.isLoading || this.shown || !this.isConnected) return;
    this.isLoading = true;
    this.loadFault = null;
    const own = this.ownLanguage();
    if (this.pageLanguage === undefined) this.pageLanguage = this.lang || this.linked ? null : own;
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
      this.loadFault = error === UNFETCHED ? firstWords[own].broken : await fetchFault(faultOf(error), own);
      this.tell(error, this.loadFault);
      this.answer(false);
    } finally {
      this.isLoading = false;
    }
    this.requestUpdate();
    while (!(await this.updateComplete));
    this.settle();
    if (!this.shown) return;
    this.dispatchEvent(new Event('load'));
    this.pageSpeaks();
  }

  private tell(error: unknown, message: string): void {
    this.dispatchEvent(new ErrorEvent('error', { error, message }));
  }

  /** Opens what was left, what the address says, or what the attributes ask for. False where the element is gone by then. */
  private async open(shown: S, own: Language, ownTexts: Messages): Promise<boolean> {
    if (!this.isConnected) return false;
    shown.choose('language', own);
    shown.work.changes.listen(() => this.shown === shown && this.changed(shown));
    this.start ??= this.asked();
    if (this.left && shown.openState(this.left)) {
      this.left = null;
      this.reopened(shown);
    } else if (this.linked && (await this.openPresentAddress(shown))) {
      this.lang = shown.choices.language;
      if (this.askers.length === 0) this.taken = this.state;
    } else {
      const state = (this.taken = this.state);
      if (state === null || !(await this.openNamed(shown, state))) this.openAsked(shown, this.start);
    }
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
      const opened = !isSection(hash) && (await openAddress(shown, hash));
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
    if (this.lang || this.linked) return languageOf(this.lang || navigator.language);
    return languageAround(this);
  }

  /**
   * Opens a state that the page names; one named before that is still opening is given up. Where the author names a
   * language, the state's does not count.
   */
  private async openNamed(shown: S, state: string): Promise<boolean> {
    this.opening.abort();
    const { signal } = (this.opening = new AbortController());
    const isNamed = this.pageLanguage === null && !this.linked;
    const opened = await openAddress(shown, state, isNamed ? shown.choices.language : null, signal);
    this.answer(opened);
    return opened;
  }

  private answer(opened: boolean): void {
    for (const tell of this.askers.splice(0)) tell(opened);
  }

  /** Follows the page's language, as long as the reader has not chosen another. */
  private pageSpeaks(): void {
    const { pageLanguage, shown } = this;
    if (!pageLanguage || !shown) return;
    this.pageLanguage = languageAround(this);
    if (shown.choices.language === pageLanguage) shown.choose('language', this.pageLanguage);
  }

  // ------------------------------------------------------------------ for scripts of the page

  /** The state as a link has it after `#`; empty as long as nothing is shown. */
  async getState(): Promise<string> {
    return this.shown ? encodeLink(this.shown.link) : '';
  }

  /**
   * Opens a state; one that is damaged is said in place, and false then, as where something newer is done before it is open.
   * Before `ready`, and away from the page, it waits.
   */
  async setState(state: string): Promise<boolean> {
    if (this.shown && this.isConnected) return this.openNamed(this.shown, state);
    this.state = state;
    this.taken = undefined;
    return new Promise((resolve) => this.askers.push(resolve));
  }

  /** Back to what the attributes asked for at first. */
  reset(): void {
    const { shown, start, state } = this;
    if (!shown || !start) return;
    if (state === null || this.linked) return void shown.openState(start);
    const opening = this.openNamed(shown, state);
    const { signal } = this.opening;
    void opening.then((opened) => opened || signal.aborted || shown.openState(start));
  }

  /** Writes the language of what is shown back to the property. */
  protected keepLang({ choices }: S): void {
    if (!this.lang || languageOf(this.lang) !== choices.language) this.lang = choices.language;
  }

  // ------------------------------------------------------------------ drawing

  protected override willUpdate(changed: PropertyValues<this>): void {
    // A framework takes a property back by setting it to undefined.
    const state = (this.state ??= null);
    const { shown, lang } = this;
    if (!shown) return;
    if (state === null) this.taken = null;
    else if (state !== this.taken && this.isConnected) void this.openNamed(shown, (this.taken = state));
    if (changed.has('lang') && lang && languageOf(lang) !== shown.choices.language)
      shown.choose('language', languageOf(lang));
    this.texts.follow(shown);
  }

  protected override render(): TemplateResult {
    if (this.loadFault)
      return noticeWithButton(this.loadFault, firstWords[this.ownLanguage()].tryAgain, () => this.loadAgain());
    if (!this.shown)
      return html`<slot name="poster"><p class="loading">${firstWords[this.ownLanguage()].loading}</p></slot>`;
    return this.draw(this.shown);
  }

  /** A drawing that throws is given up, with a sentence in its place. */
  protected override update(changed: PropertyValues<this>): void {
    try {
      super.update(changed);
    } catch (error) {
      this.loadFault = this.undrawn(error);
      this.ahead.prepare([]);
      if (this.shown) this.leave(this.shown);
      this.shown = null;
      super.update(changed);
    }
  }

  /** A part could not be drawn: the sentence for its place. */
  undrawn(error: unknown): string {
    reportError(error);
    const sentence = this.texts.current?.undrawn ?? firstWords[this.ownLanguage()].broken;
    this.tell(error, sentence);
    return sentence;
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
   * that nobody has asked for yet. Away from the page nothing: what the jobs are about is closed there.
   */
  protected prepareAhead(soon: readonly Lazy<unknown>[], jobs: readonly (() => void)[]): void {
    if (!this.isConnected) return;
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
