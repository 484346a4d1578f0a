/**
 * The reader's state and everything that can be done to it. No DOM: the element draws what this says and calls its
 * actions. All numbers come from the session; an action that fails leaves the work as it was and sets `problem`.
 */
import {
  type ActivationId,
  type Catalog,
  type Core,
  type InitInput,
  type LossId,
  type Notation,
  type PrintedComparison,
  type QuantityId,
  type Reshaping,
  type Scenario,
  type Session,
  type Step,
} from '../wasm/index';
import { Answers } from './answers';
import { faultOf, PageError, type Problem, type ProblemPlace } from './problem';
import { Known, Numbers } from './known';
import { openDocument, prepare, totalLoss, type Prepared } from './opening';
import { firstParameter, hasParameter, isParameter, parameterOf, parseId } from './quantity';
import { Rehearsal } from './rehearsal';
import { Steps } from './steps';
import { anotherTask } from './tasks';
import {
  DEFAULT_DIGITS,
  type EdgeMode,
  type Granularity,
  type HistoryEvent,
  type Language,
  type LinkState,
  type Panel,
  type PictureKind,
} from './urlstate';
import { findScenario } from './scenarios/index';

const MAX_DIGITS = 17;
/** Of a longer group of steps only so many are told apart. */
const GROUP_STEPS = { short: 400, long: 24 };

export class Controller {
  session!: Session;
  /** null: a document of the reader's own */
  scenarioId: string | null = null;
  /** the document as it came, before any update or edit; weights may be left to its seed */
  start!: Scenario;
  /** the loss that the session started with, where it is not the document's */
  startLoss: LossId | undefined;
  /** the steps of the coming iteration */
  steps!: Steps;
  /** how many steps of this iteration are done: 0 … steps.length; the current one is number `position − 1` */
  position = 0;
  iteration = 0;
  canUndo = false;
  canRedo = false;
  /** loss over all samples before each update so far; that of the present iteration is added when it is asked for */
  private past: (number | null)[] = [];
  parameter: QuantityId | null = null;
  panel: Panel = 'step';
  granularity: Granularity = 'step';
  edges: EdgeMode = 'weight';
  picture: PictureKind = 'network';
  digits = DEFAULT_DIGITS;
  notation: Notation = 'scalar';
  language: Language = 'en';
  problem: Problem | null = null;
  history: HistoryEvent[] = [];
  private undone: HistoryEvent[] = [];
  private numbers!: Numbers;
  private shown: { position: number; known: Known } | null = null;
  private comparedDocument: Scenario | null = null;
  private comparison: PrintedComparison[] = [];
  private listeners = new Set<(meaningful: boolean) => void>();

  readonly catalog: Catalog;
  /** derivations and whatever else is asked about the present numbers */
  readonly answers: Answers;
  readonly rehearsal: Rehearsal;

  constructor(private readonly core: Core) {
    this.catalog = core.catalog();
    this.answers = new Answers(core, this);
    this.rehearsal = new Rehearsal(core, this);
  }

  /** `meaningful`: worth an entry of its own in the browser's history. */
  onChange(listener: (meaningful: boolean) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  // ------------------------------------------------------------------ opening

  openScenario(id: string, loss?: LossId): void {
    const entry = findScenario(id);
    if (!entry) return this.fail('page', new PageError('unknownScenario', { name: id }));
    this.openState({ scenario: id, loss, history: [], step: 0 }, 'page', true);
  }

  /** A document as JSON text. What is wrong with it is said beside it, with the place in the document. */
  openText(text: string, place: ProblemPlace = 'document'): boolean {
    try {
      this.replace(this.core.read(text));
    } catch (error) {
      this.fail(place, error);
      return false;
    }
    this.panel = 'step';
    this.goTo(0, true);
    return true;
  }

  /** Another document in the place of this one: a change like any other. Throws what is wrong with it. */
  replace(document: Scenario): void {
    const { session, scenarioId, start, startLoss, past: losses } = this;
    session.replace(document);
    this.record({ kind: 'document', other: { scenarioId, start, startLoss, losses } });
    Object.assign(this, { scenarioId: null, start: document, startLoss: undefined, past: [] });
    this.problem = null;
    this.refresh(true);
  }

  /** Another shape for the network; what fits is kept. Throws what is wrong with it. */
  reshape(shape: Reshaping): void {
    this.replace(this.core.reshape(this.document, shape));
  }

  /** Draws all weights and biases anew; iterations count anew with them. Throws what is wrong. */
  initialise(init: InitInput): void {
    this.session.initialise(init);
    this.record({ kind: 'init', init, losses: this.past });
    this.past = [];
    this.refresh(true);
  }

  /** Opens what a link says. The work at hand is given up only once the new session stands. */
  openState(link: LinkState, place: ProblemPlace = 'page', meaningful = false): boolean {
    try {
      this.adopt(link, prepare(openDocument(this.core, link), link));
    } catch (error) {
      this.fail(place, error);
      return false;
    }
    this.refresh(meaningful);
    return true;
  }

  /** The same, so that a large network does not keep the page from answering. Nothing changes once `signal` is aborted. */
  async openStateInTasks(link: LinkState, signal?: AbortSignal): Promise<boolean> {
    try {
      const opened = openDocument(this.core, link);
      await anotherTask();
      const prepared = prepare(opened, link);
      await anotherTask();
      if (signal?.aborted) {
        prepared.session.close();
        return false;
      }
      this.adopt(link, prepared);
    } catch (error) {
      if (!signal?.aborted) this.fail('page', error);
      return false;
    }
    this.refresh(false);
    return true;
  }

  /** Goes on with it. */
  private adopt(link: LinkState, { session, scenarioId, start, parameter, history, losses }: Prepared): void {
    this.close();
    this.session = session;
    this.scenarioId = scenarioId;
    this.start = start;
    this.startLoss = link.loss && link.loss !== start.loss ? link.loss : undefined;
    this.history = history;
    this.undone = [];
    this.past = losses;
    this.parameter = parameter;
    this.panel = link.panel ?? 'step';
    this.granularity = link.granularity ?? this.granularity;
    this.edges = link.edges ?? 'weight';
    this.picture = link.picture ?? this.picture;
    this.digits = clampDigits(link.digits ?? this.digits);
    this.notation = link.notation ?? this.notation;
    this.language = link.language ?? this.language;
    this.position = link.step;
    this.problem = null;
  }

  link(): LinkState {
    return {
      scenario: this.scenarioId,
      document: this.scenarioId === null ? this.start : undefined,
      loss: this.startLoss,
      history: this.history.slice(this.history.findLastIndex((event) => event.kind === 'document') + 1),
      step: this.position,
      parameter: this.parameter ?? undefined,
      panel: this.panel,
      granularity: this.granularity,
      edges: this.edges,
      picture: this.picture,
      digits: this.digits === DEFAULT_DIGITS ? undefined : this.digits,
      notation: this.notation,
      language: this.language,
    };
  }

  // ------------------------------------------------------------------ reading

  get step(): Step | null {
    return this.steps.at(this.position - 1);
  }

  get nextStep(): Step | null {
    return this.steps.at(this.position);
  }

  /** The steps that the last press of "next" went over: one, or a whole neuron, layer or phase. `end` is the position. */
  get groupRange(): { start: number; end: number } {
    if (this.position === 0) return { start: 0, end: 0 };
    return { start: this.steps.rangeOf(this.position - 1, this.granularity).start, end: this.position };
  }

  /** The same steps written out; of a long group the last ones. */
  get group(): Step[] {
    const { start, end } = this.groupRange;
    const most = this.steps.isShort ? GROUP_STEPS.short : GROUP_STEPS.long;
    return this.steps.slice(Math.max(start, end - most), end);
  }

  /** The step that could not be finished, if the iteration ends early. */
  get failure(): Step | null {
    return this.steps.failure;
  }

  get failureReached(): boolean {
    return this.position === this.steps.length && this.failure !== null;
  }

  /** Which of the batch's samples is shown: the one that the current step belongs to, behind the last still the last. */
  get samplePosition(): number {
    const position = Math.floor(Math.max(0, this.position - 1) / this.steps.outline.sampleLength);
    return Math.min(position, this.steps.samples.length - 1);
  }

  /** The same as its number in the scenario. */
  get sample(): number {
    return this.steps.samples[this.samplePosition];
  }

  /** the document with today's parameters */
  get document(): Scenario {
    return this.numbers.document;
  }

  get loss(): LossId {
    return this.document.loss;
  }

  /** Loss over all samples, one entry per iteration so far; null where it is not a finite number. */
  get losses(): readonly (number | null)[] {
    this.keepLoss();
    return this.past;
  }

  get names(): Record<QuantityId, string> {
    return this.document.names ?? {};
  }

  /** What is known at this step: inputs, targets, parameters as they are now, and what the steps so far computed. */
  known(): Known {
    if (this.shown?.position !== this.position)
      this.shown = {
        position: this.position,
        known: new Known(this.numbers, this.position, this.samplePosition, this.sample),
      };
    return this.shown.known;
  }

  showMorePaths(): void {
    this.answers.takeMorePaths();
    this.emit(false);
  }

  /** The figures that the document's source prints, beside ours; for the document as it was opened. */
  printed(): PrintedComparison[] {
    if (this.comparedDocument !== this.start) {
      this.comparedDocument = this.start;
      this.comparison = this.start.printed ? this.core.printed(this.start) : [];
    }
    return this.comparison;
  }

  /** Nothing but updates since it was opened: what a source says of it still holds. */
  get isAsOpened(): boolean {
    return this.startLoss === undefined && this.history.every(({ kind }) => kind === 'update');
  }

  get outputActivation(): ActivationId {
    const { layers } = this.document.network;
    return layers[layers.length - 1].activation;
  }

  /** The activation that the last layer would need for this loss; null where the loss can be used as it is. */
  outputNeededBy(loss: LossId): ActivationId | null {
    const needed = this.core.catalog().lossOutputs[loss];
    return needed === undefined || needed === this.outputActivation ? null : needed;
  }

  // ------------------------------------------------------------------ stepping

  next(by: Granularity = this.granularity): void {
    if (this.position >= this.steps.length) return this.nextIteration(0);
    this.goTo(this.steps.rangeOf(this.position, by).end);
  }

  previous(by: Granularity = this.granularity): void {
    if (this.position === 0) return this.backOverUpdate();
    this.goTo(this.steps.rangeOf(this.position - 1, by).start);
  }

  goTo(position: number, meaningful = false): void {
    this.position = clampPosition(position, this.steps.length);
    this.problem = null;
    this.emit(meaningful);
  }

  /** Applies the update and begins the next iteration at the same step, or at `position`. */
  nextIteration(position = this.position): void {
    if (this.undone.length && this.undone.at(-1)!.kind === 'update') {
      this.redoIteration();
      this.position = Math.min(position, this.steps.length);
      return this.emit(true);
    }
    this.act('run', () => {
      this.update();
      this.record({ kind: 'update' });
      this.position = position;
    });
  }

  /** Many updates. Stops at the first that is not finite, with those before it done. */
  run(count: number): void {
    const run = {};
    this.act('run', () => {
      for (let i = 0; i < count; i++) {
        this.update();
        this.record({ kind: 'update', run });
      }
    });
  }

  private update(): void {
    this.keepLoss();
    this.session.step({ changes: false });
  }

  private keepLoss(): void {
    if (this.past.length <= this.session.status().iteration) this.past.push(totalLoss(this.session));
  }

  private record(event: HistoryEvent): void {
    this.history.push(event);
    this.undone = [];
  }

  private backOverUpdate(): void {
    const since = this.history.findLastIndex((event) => event.kind === 'document' || event.kind === 'init');
    if (!this.history.some((event, index) => event.kind === 'update' && index > since)) return;
    while ((this.undoOnce()?.kind ?? 'update') !== 'update');
    this.refresh(true);
    this.goTo(this.steps.length);
  }

  /** Forward again over an update that was gone back over, with the edits that had followed it. */
  private redoIteration(): void {
    this.redoOnce();
    while (this.undone.length && this.undone.at(-1)!.kind !== 'update') this.redoOnce();
    this.refresh(false, false);
  }

  // ------------------------------------------------------------------ undo and redo

  undo(): void {
    const run = runOf(this.undoOnce());
    while (run && runOf(this.history.at(-1)) === run && this.undoOnce());
    this.refresh(true);
  }

  redo(): void {
    const run = runOf(this.redoOnce());
    while (run && runOf(this.undone.at(-1)) === run) this.redoOnce();
    this.refresh(true);
  }

  private undoOnce(): HistoryEvent | null {
    // The core keeps as much as it has room for.
    if (!this.history.length || !this.session.undo()) return null;
    const event = this.history.pop()!;
    this.undone.push(event);
    this.exchange(event);
    return event;
  }

  private redoOnce(): HistoryEvent | null {
    const event = this.undone.pop();
    if (!event) return null;
    if (event.kind === 'update') this.keepLoss();
    this.session.redo();
    this.history.push(event);
    this.exchange(event);
    return event;
  }

  /** What the session does not keep of a change that it went over: the event takes this side of it and gives the other. */
  private exchange(event: HistoryEvent): void {
    const { scenarioId, start, startLoss, past: losses } = this;
    if (event.kind === 'init') {
      this.past = event.losses ?? [];
      event.losses = losses;
    }
    if (event.kind === 'document') {
      const { losses: past, ...other } = event.other;
      Object.assign(this, other, { past });
      event.other = { scenarioId, start, startLoss, losses };
    }
  }

  // ------------------------------------------------------------------ changing

  /** Types a new value for a parameter, an input, a target or η. The step stays where it is. */
  edit(id: QuantityId, value: number, place: ProblemPlace = 'editor'): boolean {
    const q = parseId(id);
    if (q && Object.is(this.numbers.given(q, this.sample), value)) {
      this.dismissProblem();
      return true;
    }
    return this.act(place, () => {
      const { sample } = this;
      this.session.set(id, value, { sample });
      this.record({ kind: 'edit', id, value, ...(sample === this.steps.samples[0] ? {} : { sample }) });
    });
  }

  /** The same from a field that says itself what is wrong. */
  changeValue(id: QuantityId, value: number): void {
    const q = parseId(id);
    if (q && Object.is(this.numbers.given(q, this.sample), value)) return;
    this.session.set(id, value, { sample: this.sample });
    this.record({ kind: 'edit', id, value });
    this.refresh(true);
  }

  /** Shows a sample: the next update begins with it. */
  lookAt(sample: number): void {
    if (sample === this.sample) return;
    this.act('page', () => {
      this.session.takeNext(sample);
      this.record({ kind: 'next', sample });
    });
  }

  /** The same for an input or target of any sample. Throws what is wrong. */
  editSample(sample: number, id: QuantityId, value: number): void {
    this.session.set(id, value, { sample });
    this.record({ kind: 'edit', id, value, sample });
    this.refresh(true);
  }

  setLoss(loss: LossId): void {
    try {
      this.changeLoss(loss);
    } catch (error) {
      this.fail('page', error);
    }
  }

  /** The same from a field that says itself what is wrong. */
  changeLoss(loss: LossId): void {
    if (loss === this.loss) return;
    const again = this.history.at(-1)?.kind === 'loss';
    if (again) this.session.undo();
    const back = again && this.session.scenario().loss === loss;
    try {
      if (!back) this.session.setLoss(loss);
    } catch (error) {
      if (again) this.session.redo();
      throw error;
    }
    if (again) this.history.pop();
    if (back) this.undone = [];
    else this.record({ kind: 'loss', loss });
    this.problem = null;
    this.refresh(true);
  }

  /** Chooses the parameter to derive and shows its derivation. */
  select(id: QuantityId, panel: Panel = 'derive'): void {
    const parameter = parameterOf(id);
    if (!parameter || !isParameter(parameter)) return;
    if (parameter !== this.parameter) this.answers.forgetPaths();
    this.parameter = parameter;
    this.panel = panel;
    this.problem = null;
    this.emit(true);
  }

  setPanel(panel: Panel): void {
    this.panel = panel;
    this.emit(true);
  }

  setPicture(picture: PictureKind): void {
    this.picture = picture;
    this.emit(true);
  }

  setGranularity(granularity: Granularity): void {
    this.granularity = granularity;
    this.emit(false);
  }

  setEdges(edges: EdgeMode): void {
    this.edges = edges;
    this.emit(false);
  }

  setLanguage(language: Language): void {
    this.language = language;
    this.emit(false);
  }

  setDigits(digits: number): void {
    this.digits = clampDigits(digits);
    this.rewrite();
  }

  setNotation(notation: Notation): void {
    this.notation = notation;
    this.rewrite();
  }

  dismissProblem(): void {
    this.problem = null;
    this.emit(false);
  }

  /** Says a problem beside its place, with the work as it was. */
  fail(place: ProblemPlace, error: unknown): void {
    this.problem = { ...faultOf(error), place };
    this.emit(false);
  }

  close(): void {
    (this.session as Session | undefined)?.close();
  }

  // ------------------------------------------------------------------ inside

  private act(place: ProblemPlace, change: () => void): boolean {
    this.problem = null;
    let failed: unknown;
    try {
      change();
    } catch (error) {
      failed = error;
    }
    this.refresh(true);
    if (failed) this.fail(place, failed);
    return !failed;
  }

  private refresh(meaningful: boolean, emit = true): void {
    this.answers.forget();
    const status = this.session.status();
    this.iteration = status.iteration;
    this.canUndo = this.history.length > 0 && status.canUndo;
    this.canRedo = this.undone.length > 0;
    this.steps = new Steps(this.session, { digits: this.digits, notation: this.notation });
    this.numbers = new Numbers(this.session, this.session.scenario(), this.steps);
    this.shown = null;
    if (this.parameter && !hasParameter(this.document, this.parameter)) this.parameter = firstParameter;
    this.past.length = this.iteration;
    this.position = clampPosition(this.position, this.steps.length);
    if (emit) this.emit(meaningful);
  }

  /** The same numbers in other words. */
  private rewrite(): void {
    this.answers.forget();
    this.steps = new Steps(this.session, { digits: this.digits, notation: this.notation });
    this.numbers = this.numbers.along(this.steps);
    this.shown = null;
    this.emit(false);
  }

  private emit(meaningful: boolean): void {
    for (const listener of this.listeners) listener(meaningful);
  }
}

/** Updates of one run are undone and done again together. */
function runOf(event: HistoryEvent | null | undefined): object | undefined {
  return event?.kind === 'update' ? event.run : undefined;
}

/** What is no number is the beginning. */
function clampPosition(position: number, count: number): number {
  return Math.max(0, Math.min(count, Math.round(position) || 0));
}

function clampDigits(digits: number): number {
  return Math.max(2, Math.min(MAX_DIGITS, Math.round(digits)));
}
