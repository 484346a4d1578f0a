/** `<backprop-playground>`: the workbench as a custom element. */
import type { PropertyValues, TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { customElement } from '../kit/define';
import { shapeOf, type Core, type LossId, type QuantityId, type Scenario, type ScenarioInput } from '../../wasm/index';
import type { BackpropPlaygroundElement, ParameterSelectDetail, StepChangeDetail } from '../api';
import { DropTarget } from '../editor/files';
import { typesetter } from '../kit/formula';
import { allDrawn } from '../kit/gradually';
import { Lazy } from '../kit/lazy';
import { ownDocument } from '../kit/ownDocument';
import { Pointing } from '../kit/pointing';
import { Lesson } from '../lesson/lesson';
import { initialPage, ofOneDocument, ofOneShape, type PageState } from '../lesson/pageState';
import { LessonView } from '../lesson/view';
import { plainLink, type LinkState } from '../link/codec';
import { findScenario, firstScenario } from '../scenarios/index';
import { faultOf, PageError } from '../work/problem';
import { firstParameter, hasParameter, resolveName } from '../work/quantity';
import { anotherTask } from '../work/tasks';
import { Work } from '../work/work';
import { PageActions, type Stage } from './actions';
import { follow, mendWords, type Asked } from './attributes';
import { PageElement } from './base';
import { openPart } from './clicks';
import { showDialog, showSheet } from './dialogs';
import { neighbour, roveSymbols } from './focus';
import { handleKey } from './keyboard';
import { Measures } from './measures';
import { styles } from './playground.styles';

/** The pieces' part is fetched only where an element shares a session with them. */
const sharedPart = new Lazy(() => import('../pieces/shared'));
const sharedWork = async (element: BackpropPlayground): Promise<Work> => {
  const { sharedSession } = await sharedPart.arrival();
  return (await sharedSession(element.session!, element.scenario, () => ownDocument(element))).work;
};

const workbenchPart = new Lazy(() => import('../lesson/workbench/workbench'));

/**
 * The workbench.
 * @fires {CustomEvent<StepChangeDetail>} stepchange - another step is shown
 * @fires {CustomEvent<ParameterSelectDetail>} parameterselect - another parameter is derived
 * @fires {Event} load - the workbench is drawn
 * @fires {ErrorEvent} error - it could not be loaded, or a part of it not be drawn
 * @csspart workbench - all of it
 * @csspart toolbar - the choices above
 * @csspart diagram - the picture of the network
 * @csspart graph - the graph of operations
 * @csspart panel - the panel of steps and derivations
 * @csspart formula - a formula in it
 * @csspart timeline - the way through the iteration
 * @csspart editor - the field for a value in the picture
 * @csspart sheet - the editor of the network
 * @cssprop --backprop-accent - colour of what can be pressed
 * @cssprop --backprop-paper - colour behind everything
 * @cssprop --backprop-height - height of a compact one
 * @slot - stands where the script does not run, up to then; a `<script type="application/json">` holds a network
 * @slot poster - stands until the workbench is drawn, a `lazy` one's until it comes near the window
 */
@customElement('backprop-playground')
export class BackpropPlayground extends PageElement<Lesson> implements BackpropPlaygroundElement, Stage {
  static override styles = styles;

  @property() scenario: string = firstScenario.id;
  @property() src: string | null = null;
  @property({ attribute: false }) document: ScenarioInput | string | null = null;
  @property() loss?: LossId;
  @property() parameter?: string;
  @property({ type: Number }) step = 0;
  @property() session?: string;
  @property({ reflect: true }) controls: PageState['controls'] = 'full';
  @property({ type: Boolean, reflect: true }) compact = false;

  readonly page: PageState = initialPage();
  readonly pointing = new Pointing(this);
  private readonly actions = new PageActions(this);
  private workbench!: typeof import('../lesson/workbench/workbench');
  private drawn: { original: Scenario | null; shape: string } = { original: null, shape: '' };
  private announced: { place: string; parameter: QuantityId | null } = { place: '', parameter: null };
  private frame: HTMLElement | null = null;
  private readonly measures = new Measures(this, (sizes) => this.actions.change(sizes));
  private drops: DropTarget | null = null;
  /** the document that the element is given, as JSON text, or why it could not be read */
  private own: string | { error: unknown } | null | undefined;
  /** what that was read from */
  private read: ScenarioInput | string | null = null;
  /** what was asked for when the element left the page */
  private gone: { asks: Asked; own: unknown } | null = null;
  /** an attribute has a word that there is not */
  private wrong: PageError | null = null;
  /** the work of the session, where the element shares one */
  private shared: Work | null = null;

  /** null until the core is loaded and a scenario opened */
  get lesson(): Lesson | null {
    return this.shown;
  }

  // ------------------------------------------------------------------ life

  override connectedCallback(): void {
    super.connectedCallback();
    this.renderRoot.addEventListener('click', this.onClick);
    this.drops = new DropTarget(
      this.linked ? window : this,
      (dropping) => dropping !== this.page.dropping && this.actions.change({ dropping }),
      (file) => void this.actions.openFile(file),
    );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.measures.close();
    this.drops?.close();
    this.actions.stop();
  }

  protected async fetchScripts(): Promise<void> {
    if (this.beginsWithFormulas) void typesetter.ahead();
    this.shared = this.session ? await sharedWork(this) : null;
    this.read = this.document ?? this.src;
    this.own = this.shared ? null : await ownDocument(this)?.catch((error: unknown) => ({ error }));
    this.workbench = await workbenchPart.arrival();
  }

  protected create(core: Core): Lesson {
    return new Lesson(this.shared ?? new Work(core));
  }

  protected override reopened(lesson: Lesson): void {
    const { asks, own } = this;
    if (typeof own === 'string' && own !== this.gone!.own) lesson.openText(own, 'page');
    const names = Object.keys(asks) as (keyof Asked)[];
    follow(lesson, new Set(names.filter((name) => asks[name] !== this.gone!.asks[name])), asks);
  }

  protected override leave(lesson: Lesson): void {
    this.gone = { asks: this.asks, own: this.own };
    this.actions.stop();
    if (lesson.work === this.shared) lesson.close();
    else super.leave(lesson);
  }

  /** As far as can be told before the address is read. */
  private get beginsWithFormulas(): boolean {
    const { linked, step, parameter } = this;
    return Boolean(step || parameter || (linked && /[#&](step|panel)=/.test(location.hash)));
  }

  /** The state that the attributes ask for, as far as the scenario has it. */
  protected asked(): LinkState {
    const { loss, step, own } = this;
    const { id, document } = findScenario(this.scenario) ?? firstScenario;
    const parameter = this.parameter ? (resolveName(this.parameter, document) ?? this.parameter) : undefined;
    return {
      ...plainLink,
      scenario: own ? null : id,
      document: typeof own === 'string' ? own : undefined,
      loss,
      step,
      parameter,
      choices: { ...plainLink.choices, panel: parameter && !step ? 'derive' : 'step' },
    };
  }

  protected openAsked(lesson: Lesson, asked: LinkState): void {
    const { work } = lesson;
    if (work === this.shared) return this.joinShared(lesson, asked);
    let { problem } = work;
    const tell = (error: unknown): void => void (problem ??= { ...faultOf(error), place: 'page' });
    if (this.wrong) tell(this.wrong);
    if (!this.own && this.scenario && !findScenario(this.scenario))
      tell(new PageError('unknownScenario', { name: this.scenario }));
    try {
      asked = this.withOwn(asked, work.core);
    } catch (error) {
      tell(error);
      asked = { ...asked, scenario: firstScenario.id, document: undefined, parameter: undefined, step: 0 };
    }
    // Attributes that are wrong are left out and named in the problem; the others hold.
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

  /** With the document read, in which the parameter has its name. Throws what is wrong with it. */
  private withOwn(asked: LinkState, core: Core): LinkState {
    const { own, parameter } = this;
    if (!own) return asked;
    if (typeof own === 'object') throw own.error;
    const document = core.read(own);
    return { ...asked, document, parameter: parameter && (resolveName(parameter, document) ?? parameter) };
  }

  /** Puts a document that is given later in the place of the present one, unless a newer one is given or opened before it is here. */
  private async openOwn(lesson: Lesson): Promise<void> {
    const given = (this.read = this.document ?? this.src);
    const { original } = lesson.work;
    const isWanted = () => given === this.read && lesson === this.lesson && original === lesson.work.original;
    try {
      const text = await ownDocument(this);
      if (text === null || text === this.own || !isWanted()) return;
      this.own = text;
      lesson.openText(text, 'page');
    } catch (error) {
      if (isWanted()) lesson.work.fail('page', error);
    }
  }

  /** What others have opened stays; the place in it is the element's own. */
  private joinShared(lesson: Lesson, { step, choices: { panel = 'step' } }: LinkState): void {
    const parameter = this.parameter ? resolveName(this.parameter, lesson.work.design) : null;
    const own = parameter && hasParameter(lesson.work.design, parameter) ? parameter : lesson.parameter;
    const usual = findScenario(lesson.work.scenarioId ?? '')?.parameter ?? firstParameter;
    lesson.view({ position: step, parameter: own ?? usual, panel, edges: lesson.choices.edges });
  }

  // ------------------------------------------------------------------ state

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { page, linked, asks, lesson } = this;
    const wrong = mendWords(this);
    if (wrong) this.wrong = wrong;
    const { theme, controls } = this;
    Object.assign(page, { theme, controls, linked });
    // Each change writes the properties back, so what they ask for is read off first.
    const asked = new Set<PropertyKey>(changed.keys());
    super.willUpdate(changed);
    if (!lesson) return;
    if (wrong) lesson.work.fail('page', wrong);
    follow(lesson, asked, asks);
    if ((this.document ?? this.src) !== this.read) void this.openOwn(lesson);
  }

  /** What the attributes ask for now. */
  private get asks(): Asked {
    const { scenario, loss, step, parameter } = this;
    return { scenario, loss, step, parameter };
  }

  protected changed(lesson: Lesson): void {
    const { work } = lesson;
    this.keepLang(lesson);
    this.step = lesson.position;
    if (work.scenarioId) this.scenario = work.scenarioId;
    this.leaveOtherDocument(work);
    this.loss = work.design.loss;
    this.parameter = lesson.parameter ?? undefined;
    this.requestUpdate();
    this.announce(lesson);
  }

  /** Forgets page state about the values of another document, or about the neurons of another network. */
  private leaveOtherDocument({ original, design }: Work): void {
    const shape = String(shapeOf(design));
    if (original !== this.drawn.original) Object.assign(this.page, ofOneDocument());
    if (shape !== this.drawn.shape) Object.assign(this.page, ofOneShape());
    this.drawn = { original, shape };
  }

  /** Events for what has changed since they were last sent. */
  private announce(lesson: Lesson): void {
    const { position: step, step: current, parameter } = lesson;
    const { iteration } = lesson.work;
    const place = `${iteration} ${step}`;
    if (place !== this.announced.place) {
      const detail: StepChangeDetail = { step, iteration, current };
      this.dispatchEvent(new CustomEvent('stepchange', { detail, bubbles: true, composed: true }));
    }
    if (parameter !== this.announced.parameter) {
      this.page.openFactor = null;
      const detail: ParameterSelectDetail = { id: parameter };
      this.dispatchEvent(new CustomEvent('parameterselect', { detail, bubbles: true, composed: true }));
    }
    this.announced = { place, parameter };
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

  play(): void {
    if (!this.page.playing) this.actions.togglePlay();
  }

  pause(): void {
    if (this.page.playing) this.actions.togglePlay();
  }

  next(): void {
    if (!this.lesson?.failureReached) this.lesson?.next();
  }

  // ------------------------------------------------------------------ keys

  returnFocus(id: QuantityId): void {
    this.focusKept.giveTo(id);
  }

  protected onKey(event: KeyboardEvent, lesson: Lesson): void {
    if (event.key === 'Escape' && this.page.editing) return this.actions.cancelEdit();
    if (event.key === 'Escape') this.pointing.dismiss();
    if (event.key === 'Escape' && this.page.sheet && !this.page.dialog) return this.actions.openSheet(null);
    if (this.page.dialog) return;
    const rove = (from: Element, by: 1 | -1) => this.rove(from, by);
    const canEdit = (id: QuantityId) => this.view(lesson).canEdit(id);
    const open = (part: Element) => this.reveal(part, lesson);
    const { isIdle } = this.focusKept;
    // In an article these scroll it, where no key has led into the element.
    if (isIdle && !this.linked && /^( |Page(Up|Down)|Home|End|Arrow(Up|Down))$/.test(event.key)) return;
    if (handleKey(event, { lesson, actions: this.actions, rove, canEdit, open, isIdle })) event.preventDefault();
  }

  private onClick = ({ target }: Event): void => void (this.lesson && this.reveal(target as Element, this.lesson));

  private reveal(part: Element, lesson: Lesson): boolean {
    const show = (selector: string) =>
      void this.updateComplete.then(() =>
        this.renderRoot.querySelector(selector)?.scrollIntoView({ block: 'nearest' }),
      );
    return openPart(part, { lesson, actions: this.actions, show });
  }

  /** Moves the focus within the diagram or within the formulas of one block. */
  private rove(from: Element, by: 1 | -1): boolean {
    const part = from.closest<HTMLElement | SVGElement>('[data-handle]');
    if (!part) return roveSymbols(from, by);
    const ids = this.workbench.partIds(this.view(this.lesson!), this.renderRoot);
    this.actions.focusPart(neighbour(ids, part.dataset.id!, by));
    return true;
  }

  // ------------------------------------------------------------------ drawing

  private view(lesson: Lesson): LessonView {
    return new LessonView(lesson, this.texts.current!, this.page, this.actions);
  }

  protected draw(lesson: Lesson): TemplateResult {
    return this.workbench.workbench(this.view(lesson), this.pointing, this.clientWidth);
  }

  /** Running the script is work enough for a task, and with many parameters each change and each drawing is. */
  protected override async scheduleUpdate(): Promise<void> {
    if (!this.lesson?.steps.isShort) await anotherTask();
    super.scheduleUpdate();
  }

  protected override updated(): void {
    const { page, renderRoot, lesson } = this;
    if (lesson?.steps.isShort) void this.showWhole();
    this.pointing.mark(page.highlighted);
    this.measures.follow();
    showSheet(renderRoot, this, page.sheet !== null);
    showDialog(renderRoot, page.dialog !== null);
    if (!lesson) return;
    const view = this.view(lesson);
    this.workbench.followStep(view, renderRoot);
    const { rehearsal, answers } = lesson;
    this.prepareAhead(this.workbench.soonShown, [
      ...rehearsal.steps(),
      () => void lesson.nextStep,
      ...this.workbench.formulasOfNextStep(view),
      ...rehearsal.derivations(),
      () => void answers.derivation(),
      ...rehearsal.untilFast(),
    ]);
  }

  /** The first drawing is shown when all of it is drawn: nothing that is on the screen makes room for what is not. */
  private async showWhole(): Promise<void> {
    const frame = this.renderRoot.querySelector<HTMLElement>('.workbench')!;
    if (frame === this.frame) return;
    this.frame = frame;
    frame.style.visibility = 'hidden';
    await allDrawn(this);
    frame.style.visibility = '';
  }
}
