/** `<backprop-playground>`: the workbench as a custom element. */
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { loadCore, type LossId, type QuantityId, type Scenario } from '../../wasm/index';
import { PageActions, type Stage } from './actions';
import type { BackpropPlaygroundElement, ParameterSelectDetail, StepChangeDetail } from '../api';
import { handleKey } from './keyboard';
import { Pointing } from '../kit/pointing';
import { rememberedTheme } from './rememberedTheme';
import { fontsAhead, registerFonts } from '../kit/fonts';
import { allDrawn } from '../kit/gradually';
import { followStyles } from '../kit/lateStyles';
import { Lazy } from '../kit/lazy';
import { Ahead, anotherTask } from '../work/tasks';
import { DropTarget } from '../editor/files';
import { firstWords } from '../messages/first';
import { languageOf, messagesOf, sayFault } from '../kit/texts';
import type { Messages } from '../messages/en/index';
import { loadTypesetter } from '../kit/formula';
import { findScenario, firstScenario } from '../scenarios/index';
import { Lesson } from '../lesson/lesson';
import { Work } from '../work/work';
import { LocationLink, openAddress } from '../link/address';
import { faultOf, PageError } from '../work/problem';
import { hasParameter, resolveName, shapeOf } from '../work/quantity';
import { plainLink, type LinkState } from '../link/codec';
import type { Language } from '../work/choices';
import { styles } from './playground.styles';
import { initialPage, ofOneDocument, ofOneShape, type PageState } from '../lesson/pageState';
import type { Theme } from '../api';
import { LessonView } from '../lesson/view';

/** From this width on there is room beside the diagram. */
const WIDE = 900;
const workbench = new Lazy(() => import('../lesson/workbench/workbench'));
/** Scripts of the page did not come, or came damaged. */
const UNFETCHED = new Error('not fetched');

@customElement('backprop-playground')
export class BackpropPlayground extends LitElement implements BackpropPlaygroundElement, Stage {
  static override styles = styles;

  /** id of a named scenario */
  @property() scenario: string = firstScenario.id;
  @property() loss?: LossId;
  /** a weight or bias, by id or by the scenario's name for it: `w.2.0.0` or `w3` */
  @property() parameter?: string;
  /** how many steps of the iteration are done */
  @property({ type: Number }) step = 0;
  @property({ reflect: true }) controls: PageState['controls'] = 'full';
  @property({ reflect: true }) override lang = '';
  @property({ reflect: true }) theme: Theme = 'auto';
  /** keeps the state in the page's address; for the one element that fills a page */
  @property({ type: Boolean }) linked = false;

  /** Settles when the workbench stands, or when it could not be loaded (then a sentence stands in its place). */
  readonly ready: Promise<void>;

  /** null until the core is loaded and a scenario opened */
  lesson: Lesson | null = null;
  private drawing!: typeof import('../lesson/workbench/workbench');
  /** in the language that is on the screen */
  private messages: Messages | null = null;
  private loadFault: string | null = null;
  private locationLink: LocationLink | null = null;
  private loading = false;
  /** texts that are on their way */
  private arriving: { language: Language; arrival: Promise<void> } | null = null;
  /** what the attributes asked for at first */
  private start: LinkState | null = null;
  /** what was on the screen when the element left the page */
  private left: LinkState | null = null;
  private closing: ReturnType<typeof setTimeout> | undefined;
  private resizing: ResizeObserver | null = null;
  private drops: DropTarget | null = null;
  private leaveStyles: (() => void) | null = null;
  private drawn: { start: Scenario | null; shape: string } = { start: null, shape: '' };
  private told: { place: string; parameter: QuantityId | null } = { place: '', parameter: null };
  /** what had the focus last */
  private focused: Element | null = null;
  private returnFocusTo: QuantityId | null = null;
  private settle!: () => void;
  private readonly ahead = new Ahead();
  readonly pointing = new Pointing(this);
  readonly page: PageState = initialPage();
  private readonly actions = new PageActions(this);

  constructor() {
    super();
    this.ready = new Promise((resolve) => (this.settle = resolve));
    this.addEventListener('keydown', (event) => this.onKey(event));
  }

  // ------------------------------------------------------------------ life

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    // From part to part the focus moves inside: nothing of that is heard outside.
    root.addEventListener('focusin', (event) => (this.focused = event.target as Element));
    return root;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.leaveStyles = followStyles(this.renderRoot as ShadowRoot, styles);
    this.resizing = new ResizeObserver(() => this.measure());
    this.drops = new DropTarget(
      this.linked ? window : this,
      (dropping) => dropping !== this.page.dropping && this.actions.change({ dropping }),
      (file) => void this.actions.openFile(file),
    );
    if (this.linked) this.theme = rememberedTheme() ?? this.theme;
    clearTimeout(this.closing);
    if (!this.lesson) return void this.load();
    this.followAddress(this.lesson);
    this.requestUpdate();
  }

  /** What the address says when it is opened: nobody listens yet to what comes meanwhile. */
  private async openPresentAddress(lesson: Lesson): Promise<boolean> {
    for (;;) {
      const { hash } = location;
      const opened = await openAddress(lesson);
      if (hash === location.hash) return opened;
    }
  }

  private followAddress(lesson: Lesson): void {
    if (this.linked && this.isConnected) this.locationLink = new LocationLink(lesson, this.start!);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resizing?.disconnect();
    this.drops?.close();
    this.leaveStyles?.();
    this.locationLink?.close();
    this.locationLink = null;
    this.actions.stop();
    this.ahead.prepare([]);
    // Moved within the page it is back at once; otherwise it is opened again as it was left.
    this.closing = setTimeout(() => {
      this.left = this.lesson?.link ?? this.left;
      this.lesson?.work.close();
      this.lesson = null;
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
      const scripts = Promise.all([workbench.arrival(), messagesOf[own].arrival(), loadTypesetter()]);
      const [core, fetched] = await Promise.all([loadCore(), scripts.catch(() => null)]);
      if (!fetched) throw UNFETCHED;
      const [drawing, messages] = fetched;
      this.drawing = drawing;
      const lesson = new Lesson(new Work(core));
      if (!this.isConnected) return lesson.work.close();
      lesson.choose('language', own);
      lesson.work.changes.listen(() => this.changed());
      this.start ??= this.asked();
      if (this.left && lesson.openState(this.left)) this.left = null;
      else if (this.linked && (await this.openPresentAddress(lesson))) this.lang = lesson.choices.language;
      else this.openFromAttributes(lesson, this.start);
      this.followAddress(lesson);
      this.messages = await messagesOf[lesson.choices.language].arrival().catch(() => messages);
      // A large network takes its time to open and to draw: between the two the page can answer.
      await anotherTask();
      if (!this.isConnected) return lesson.work.close();
      this.lesson = lesson;
      this.changed();
    } catch (error) {
      const messages = error === UNFETCHED ? null : await messagesOf[own].arrival().catch(() => null);
      this.loadFault = messages ? sayFault(faultOf(error), messages) : firstWords[own].broken;
    } finally {
      this.loading = false;
    }
    this.requestUpdate();
    await this.updateComplete;
    this.settle();
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

  /** What the attributes ask for, as far as the scenario has it. */
  private asked(): LinkState {
    const { loss, step } = this;
    const { id, document } = findScenario(this.scenario) ?? firstScenario;
    const parameter = this.parameter ? (resolveName(this.parameter, document) ?? this.parameter) : undefined;
    return {
      ...plainLink,
      scenario: id,
      loss,
      step,
      parameter,
      choices: { ...plainLink.choices, panel: parameter && !step ? 'derive' : 'step' },
    };
  }

  private openFromAttributes(lesson: Lesson, asked: LinkState): void {
    const { work } = lesson;
    let { problem } = work;
    if (!findScenario(this.scenario))
      problem ??= { ...faultOf(new PageError('unknownScenario', { name: this.scenario })), place: 'page' };
    // What is wrong is left out and said; the rest holds.
    const withoutParameter: LinkState = { ...asked, parameter: undefined, choices: plainLink.choices };
    for (const state of [
      asked,
      withoutParameter,
      { ...asked, loss: undefined },
      { ...withoutParameter, loss: undefined },
    ]) {
      if (lesson.openState(state)) break;
      problem ??= work.problem;
    }
    work.problem = problem;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.page.theme = this.theme;
    this.page.controls = this.controls;
    this.page.linked = this.linked;
    if (!this.lesson) return;
    this.follow(this.lesson, changed);
    this.changeLanguage(this.lesson);
  }

  /** What is on the screen stays in its language until the texts of the other are here. */
  private changeLanguage(lesson: Lesson): void {
    const { work } = lesson;
    const { language } = lesson.choices;
    const table = messagesOf[language];
    if (table.here) {
      if (this.messages !== table.here && work.problem?.key === 'languageMissing') work.problem = null;
      this.messages = table.here;
    }
    if (table.here || this.arriving?.language === language) return;
    const failed = () => {
      lesson.choose('language', this.messages!.language);
      work.fail('page', new PageError('languageMissing'));
    };
    const arrival = table.arrival().then(() => this.requestUpdate(), failed);
    this.arriving = { language, arrival };
    void arrival.then(() => (this.arriving = null));
  }

  /** Does what the properties ask for. Each change writes the others back, so what is asked is read off first. */
  private follow(lesson: Lesson, changed: PropertyValues<this>): void {
    const { lang, scenario, loss, step, parameter } = this;
    const { work } = lesson;
    const asked = new Set<PropertyKey>(changed.keys());
    if (asked.has('lang') && lang && languageOf(lang) !== lesson.choices.language)
      lesson.choose('language', languageOf(lang));
    if (asked.has('scenario') && scenario !== work.scenarioId) {
      lesson.openScenario(scenario, asked.has('loss') ? loss : undefined);
    }
    if (asked.has('loss') && loss && loss !== work.design.loss) work.setLoss(loss);
    if (asked.has('step') && step !== lesson.position) lesson.goTo(step);
    if (!asked.has('parameter') || !parameter) return;
    const name = String(parameter);
    const id = resolveName(name, work.design) ?? name;
    if (!hasParameter(work.design, id)) work.fail('page', new PageError('unknownParameter', { id }));
    else if (id !== lesson.parameter) lesson.select(id);
  }

  /** Running the script is work enough for a task, and with many parameters each change and each drawing is. */
  protected override async scheduleUpdate(): Promise<void> {
    if (!this.lesson?.steps.isShort) await anotherTask();
    super.scheduleUpdate();
  }

  /** Drawn to the last part, not only begun, and in the language asked for. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const complete = await super.getUpdateComplete();
    await this.arriving?.arrival;
    await allDrawn(this);
    return complete && !this.isUpdatePending;
  }

  protected override updated(): void {
    this.pointing.mark(this.page.highlighted);
    const picture = this.renderRoot.querySelector('.picture');
    if (picture) this.resizing?.observe(picture);
    this.keepFocus();
    this.keepRowsInView();
    this.showSheet();
    this.showDialog();
    const { lesson } = this;
    if (!lesson) return;
    const view = this.view();
    this.drawing.followStep(view, this.renderRoot);
    const { rehearsal, answers } = lesson;
    this.ahead.prepare([
      ...rehearsal.steps(),
      () => void lesson.nextStep,
      ...this.drawing.formulasOfNextStep(view),
      ...rehearsal.derivations(),
      () => void answers.derivation(),
      ...rehearsal.untilFast(),
      ...Lazy.ahead(),
      ...fontsAhead(),
    ]);
  }

  private measure(): void {
    const width = this.renderRoot.querySelector('.picture')?.clientWidth ?? 0;
    if (!width || width === this.page.diagramWidth) return;
    this.page.diagramWidth = width;
    this.requestUpdate();
  }

  // ------------------------------------------------------------------ state

  private changed(): void {
    const { lesson } = this;
    if (!lesson) return;
    const { work } = lesson;
    if (this.lang && languageOf(this.lang) !== lesson.choices.language) this.lang = lesson.choices.language;
    if (!this.lang) this.lang = lesson.choices.language;
    this.step = lesson.position;
    if (work.scenarioId) this.scenario = work.scenarioId;
    this.leaveOtherDocument(work);
    this.loss = work.design.loss;
    this.parameter = lesson.parameter ?? undefined;
    this.requestUpdate();
    this.tell();
  }

  /** What the page kept about the values of another document, or about the neurons of another network. */
  private leaveOtherDocument({ start, design }: Work): void {
    const shape = String(shapeOf(design));
    if (start !== this.drawn.start) Object.assign(this.page, ofOneDocument());
    if (shape !== this.drawn.shape) Object.assign(this.page, ofOneShape());
    this.drawn = { start, shape };
  }

  /** Events for what has changed since they were last sent. */
  private tell(): void {
    const { position: step, step: current, parameter } = this.lesson!;
    const { iteration } = this.lesson!.work;
    const place = `${iteration} ${step}`;
    if (place !== this.told.place) {
      const detail: StepChangeDetail = { step, iteration, current };
      this.dispatchEvent(new CustomEvent('stepchange', { detail, bubbles: true, composed: true }));
    }
    if (parameter !== this.told.parameter) {
      this.page.openFactor = null;
      const detail: ParameterSelectDetail = { id: parameter };
      this.dispatchEvent(new CustomEvent('parameterselect', { detail, bubbles: true, composed: true }));
    }
    this.told = { place, parameter };
  }

  highlight(id: QuantityId | null): void {
    if (this.page.highlighted === id) return;
    this.page.highlighted = id;
    this.requestUpdate();
  }

  valueOfQuantity(id: QuantityId): number | undefined {
    return this.lesson?.known().get(id);
  }

  get typing(): boolean {
    return this.page.editing !== null;
  }

  // ------------------------------------------------------------------ focus and keys

  override focus(options?: FocusOptions): void {
    const bench = this.renderRoot.querySelector<HTMLElement>('.workbench');
    if (bench) bench.focus(options);
    else super.focus(options);
  }

  private onKey(event: KeyboardEvent): void {
    const { lesson } = this;
    if (!lesson) return;
    if (event.key === 'Escape' && this.page.editing) return this.actions.cancelEdit();
    if (event.key === 'Escape') this.pointing.dismiss();
    if (event.key === 'Escape' && this.page.sheet && !this.page.dialog) return this.actions.openSheet(null);
    if (this.page.dialog) return;
    const rove = (from: Element, by: 1 | -1) => this.rove(from, by);
    const canEdit = (id: QuantityId) => this.view().canEdit(id);
    if (handleKey(event, { lesson, actions: this.actions, rove, canEdit })) event.preventDefault();
  }

  /** Moves the focus within the diagram or within the formulas of one block. */
  private rove(from: Element, by: 1 | -1): boolean {
    const part = from.closest<HTMLElement | SVGElement>('[data-handle]');
    if (part) {
      const ids = this.drawing.partIds(this.view(), this.renderRoot);
      const next = ids[(ids.indexOf(part.dataset.id!) + by + ids.length) % ids.length];
      this.actions.focusPart(next);
      return true;
    }
    const symbol = from.closest<HTMLElement>('.formula [role="img"]');
    const block = symbol?.closest('.equation, .rows, .stage, .derivation-head');
    if (!symbol || !block) return false;
    const symbols = [...block.querySelectorAll<HTMLElement>('.formula [role="img"]')];
    const next = symbols[(symbols.indexOf(symbol) + by + symbols.length) % symbols.length];
    symbol.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
    return true;
  }

  returnFocus(id: QuantityId): void {
    this.returnFocusTo = id;
    this.requestUpdate();
  }

  /** A step replaces what had the focus; then the keys must go on working. */
  private keepFocus(): void {
    const root = this.shadowRoot!;
    if (this.returnFocusTo) {
      const id = CSS.escape(this.returnFocusTo);
      this.returnFocusTo = null;
      root.querySelector<SVGElement>(`[data-handle][data-id="${id}"]`)?.focus();
    } else if (this.focused && !this.focused.isConnected) {
      // Not where the focus is only on its way from one part to the next, or has been taken elsewhere.
      this.focused = null;
      if (document.activeElement === document.body) this.focus({ preventScroll: true });
    }
  }

  private keepRowsInView(): void {
    const rows = this.renderRoot.querySelector('.rows');
    if (rows) rows.scrollTop = rows.scrollHeight;
  }

  private showDialog(): void {
    const dialog = this.renderRoot.querySelector<HTMLDialogElement>('.dialog');
    if (!dialog) return;
    if (this.page.dialog && !dialog.open) dialog.showModal();
    if (!this.page.dialog && dialog.open) dialog.close();
  }

  /** Beside the diagram where there is room, over the page where there is none. */
  private showSheet(): void {
    const sheet = this.renderRoot.querySelector<HTMLDialogElement>('.sheet');
    if (!sheet) return;
    const opens = this.page.sheet !== null;
    // Asking for a width lays the whole page out.
    if (!opens && !sheet.open) return;
    const modal = this.clientWidth < WIDE;
    if (sheet.open && (!opens || modal !== sheet.matches(':modal'))) sheet.close();
    if (!opens || sheet.open) return;
    if (modal) sheet.showModal();
    else sheet.show();
  }

  // ------------------------------------------------------------------ drawing

  private view(): LessonView {
    const lesson = this.lesson!;
    return new LessonView(lesson, this.messages!, this.page, this.actions);
  }

  protected override render(): TemplateResult {
    if (this.loadFault)
      return html`<div class="notice" role="alert">
        <p>${this.loadFault}</p>
        <button class="plain-button" @click=${this.loadAgain}>${firstWords[this.ownLanguage()].tryAgain}</button>
      </div>`;
    if (!this.lesson) return html`<p class="loading">${firstWords[this.ownLanguage()].loading}</p>`;
    return this.drawing.workbench(this.view(), this.pointing, this.clientWidth);
  }
}
