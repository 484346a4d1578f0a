/**
 * The reader's state and everything that can be done to it. No DOM: the element draws what this says and calls its
 * actions. All numbers come from the session; an action that fails leaves the work as it was and sets `problem`.
 */
import {
  type ActivationId,
  type BatchReduction,
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
} from '../../wasm/index';
import { anotherTask } from './tasks';
import { findScenario } from '../scenarios/index';
import { Answers } from '../lesson/answers';
import { Known, Numbers } from '../lesson/known';
import { openDocument, prepare, prepareInTasks, type Prepared } from './opening';
import { faultOf, PageError, type Problem, type ProblemPlace } from './problem';
import { firstParameter, hasParameter, isParameter, parameterOf, parseId } from './quantity';
import { figuresOf, PrintComparisons } from '../lesson/printed';
import { Rehearsal } from '../lesson/rehearsal';
import { Steps } from '../lesson/steps';
import {
  DEFAULT_DIGITS,
  type EdgeMode,
  type Granularity,
  type Language,
  type LinkState,
  type Meant,
  type Panel,
  type PictureKind,
  type WrittenLink,
} from '../link/codec';
import { Work } from './history';

const MAX_DIGITS = 17;
/** Milliseconds of updates at a time. */
const RUN_SLICE = 30;
/** Of a longer group of steps only so many are told apart. */
const GROUP_STEPS = { short: 400, long: 24 };

export class Controller {
  private work!: Work;
  /** the steps of the coming iteration */
  steps!: Steps;
  /** how many steps of this iteration are done: 0 … steps.length; the current one is number `position − 1` */
  position = 0;
  iteration = 0;
  /** grows with every change of whatever kind */
  revision = 0;
  canUndo = false;
  canRedo = false;
  parameter: QuantityId | null = null;
  panel: Panel = 'step';
  granularity: Granularity = 'step';
  edges: EdgeMode = 'weight';
  picture: PictureKind = 'network';
  digits = DEFAULT_DIGITS;
  notation: Notation = 'scalar';
  meant: Meant = 'sample';
  language: Language = 'en';
  problem: Problem | null = null;
  private numbers!: Numbers;
  private shown: { position: number; known: Known } | null = null;
  private listeners = new Set<(meaningful: boolean) => void>();

  readonly catalog: Catalog;
  /** derivations and whatever else is asked about the present numbers */
  readonly answers: Answers;
  readonly rehearsal: Rehearsal;
  private readonly prints: PrintComparisons;

  constructor(private readonly core: Core) {
    this.catalog = core.catalog();
    // Nothing has changed: what is being opened or taken goes on.
    this.prints = new PrintComparisons(core, () => this.tell(false));
    this.answers = new Answers(core, this);
    this.rehearsal = new Rehearsal(core, this);
  }

  /** `meaningful`: worth an entry of its own in the browser's history. */
  onChange(listener: (meaningful: boolean) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  // ------------------------------------------------------------------ opening

  /** A named scenario in the place of what is on the screen: a change like any other. */
  openScenario(id: string, loss?: LossId): void {
    const entry = findScenario(id);
    if (!entry) return this.fail('page', new PageError('unknownScenario', { name: id }));
    this.act('page', () => {
      this.work.replace(entry.document, id, loss);
      Object.assign(this, { parameter: entry.parameter, panel: 'step', position: 0, edges: 'weight' });
    });
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
    this.change(() => this.work.replace(document));
  }

  /** Another shape for the network; what fits is kept. Throws what is wrong with it. */
  reshape(shape: Reshaping): void {
    this.replace(this.core.reshape(this.document, shape));
  }

  /** Draws all weights and biases anew; iterations count anew with them. Throws what is wrong. */
  initialise(init: InitInput): void {
    this.change(() => this.work.initialise(init));
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

  /**
   * The same, so that a large network does not keep the page from answering. It is given up when `signal` is aborted or
   * the reader does anything in the meantime.
   */
  async openStateInTasks(read: () => Promise<LinkState | null>, signal?: AbortSignal): Promise<boolean> {
    const { revision } = this;
    const isWanted = () => !signal?.aborted && revision === this.revision;
    try {
      const link = await read();
      if (!link || !isWanted()) return false;
      const opened = openDocument(this.core, link);
      await anotherTask();
      const prepared = await prepareInTasks(opened, link, isWanted);
      if (!prepared) return false;
      this.adopt(link, prepared);
    } catch (error) {
      if (isWanted()) this.fail('page', error);
      return false;
    }
    this.refresh(false);
    return true;
  }

  /** Goes on with it. */
  private adopt(link: LinkState, prepared: Prepared): void {
    this.close();
    this.work = new Work(prepared, link.loss);
    this.parameter = prepared.parameter;
    this.panel = link.panel ?? 'step';
    this.granularity = link.granularity ?? this.granularity;
    this.edges = link.edges ?? 'weight';
    this.picture = link.picture ?? this.picture;
    this.digits = clampDigits(link.digits ?? this.digits);
    this.notation = link.notation ?? this.notation;
    this.meant = link.meant ?? 'sample';
    this.language = link.language ?? this.language;
    this.position = link.step;
    this.problem = null;
  }

  link(): WrittenLink {
    return {
      scenario: this.scenarioId,
      document: this.scenarioId === null ? this.start : undefined,
      loss: this.work.startLoss,
      history: this.work.sinceDocument,
      step: this.position,
      parameter: this.parameter ?? undefined,
      panel: this.panel,
      granularity: this.granularity,
      edges: this.edges,
      picture: this.picture,
      digits: this.digits === DEFAULT_DIGITS ? undefined : this.digits,
      notation: this.notation,
      meant: this.meant,
      language: this.language,
    };
  }

  // ------------------------------------------------------------------ reading

  get session(): Session {
    return this.work.session;
  }

  /** null: a document of the reader's own */
  get scenarioId(): string | null {
    return this.work.scenarioId;
  }

  /** the document as it came, before any update or edit; weights may be left to its seed */
  get start(): Scenario {
    return this.work.start;
  }

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

  /** The gradient of the batch is derived, and not that of the sample shown. */
  get derivesBatch(): boolean {
    return this.meant === 'batch' && this.steps.samples.length > 1;
  }

  get reduction(): BatchReduction {
    return this.document.training?.batchReduction ?? 'mean';
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
    return this.work.losses;
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

  /** The figures that the document's source prints, beside ours, of the document as it came; null: being compared. */
  printed(): PrintedComparison[] | null {
    return this.prints.of(this.start);
  }

  /** Those of what the step computes, as long as they are of these numbers. */
  printedOf(step: Step): PrintedComparison[] {
    const figures = this.isAsOpened ? this.printed() : null;
    return figures ? figuresOf(figures, step, this.iteration, this.steps.samples) : [];
  }

  /** Nothing but updates since the document: what a source says of it still holds. */
  get isAsOpened(): boolean {
    return this.work.isAsOpened;
  }

  get outputActivation(): ActivationId {
    const { layers } = this.document.network;
    return layers[layers.length - 1].activation;
  }

  /** The activation that the last layer would need for this loss; null where the loss can be used as it is. */
  outputNeededBy(loss: LossId): ActivationId | null {
    const needed = this.catalog.lossOutputs[loss];
    return needed === undefined || needed === this.outputActivation ? null : needed;
  }

  // ------------------------------------------------------------------ stepping

  next(by: Granularity = this.granularity): void {
    if (this.position >= this.steps.length) return this.nextIteration(0);
    this.goTo(this.steps.rangeOf(this.position, by).end);
  }

  previous(by: Granularity = this.granularity): void {
    if (this.position > 0) return this.goTo(this.steps.rangeOf(this.position - 1, by).start);
    if (!this.work.undoUpdate()) return;
    this.refresh(true);
    this.goTo(this.steps.length);
  }

  goTo(position: number, meaningful = false): void {
    this.position = clampPosition(position, this.steps.length);
    this.problem = null;
    this.emit(meaningful);
  }

  /** Applies the update and begins the next iteration at the same step, or at `position`. */
  nextIteration(position = this.position): void {
    if (this.work.redoUpdate()) {
      this.refresh(false, false);
      this.position = Math.min(position, this.steps.length);
      return this.emit(true);
    }
    this.act('run', () => {
      this.work.update();
      this.position = position;
    });
  }

  /** Many updates. Stops at the first that is not finite, with those before it done. */
  run(count: number): void {
    const run = {};
    this.act('run', () => {
      for (let i = 0; i < count; i++) this.work.update(run);
    });
  }

  /**
   * As many updates as wanted, a few milliseconds at a time: between them the page shows where they are. They end early
   * where the reader changes anything, when `signal` is aborted, or at the first that is not finite.
   */
  async runInTasks(count: number, signal: AbortSignal, progress: (done: number) => void): Promise<void> {
    const run = {};
    let done = 0;
    while (done < count) {
      const fine = this.act(
        'run',
        () => {
          const rest = performance.now() + RUN_SLICE;
          do {
            this.work.update(run);
            done++;
          } while (done < count && performance.now() < rest);
        },
        false,
      );
      const { revision } = this;
      progress(done);
      if (!fine) return;
      await anotherTask();
      if (revision !== this.revision) return;
      if (signal.aborted) break;
    }
    this.emit(true);
  }

  undo(): void {
    if (!this.canUndo) return;
    this.work.undo();
    this.refresh(true);
  }

  redo(): void {
    if (!this.canRedo) return;
    this.work.redo();
    this.refresh(true);
  }

  // ------------------------------------------------------------------ changing

  /**
   * A new value for a parameter, an input or target of the present sample, or η. The step stays where it is. Throws what is
   * wrong: the field says it.
   */
  changeValue(id: QuantityId, value: number): void {
    const q = parseId(id);
    if (q && Object.is(this.numbers.given(q, this.sample), value)) return;
    this.editSample(this.sample, id, value);
  }

  /** Shows a sample: the next update begins with it. */
  lookAt(sample: number): void {
    if (sample === this.sample) return;
    this.act('page', () => this.work.takeNext(sample));
  }

  /** The same for an input or target of any sample. Throws what is wrong. */
  editSample(sample: number, id: QuantityId, value: number): void {
    this.work.set(id, value, sample);
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
    if (loss !== this.loss) this.change(() => this.work.setLoss(loss));
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

  setMeant(meant: Meant): void {
    this.meant = meant;
    this.emit(false);
  }

  /** From the batch's derivation to that of one of its samples, at the step of the sample where it stands now. */
  deriveSample(sample: number): void {
    const { sampleLength, samples } = this.steps.outline;
    const within = Math.max(0, this.position - 1 - this.samplePosition * sampleLength);
    this.meant = 'sample';
    this.goTo(samples.indexOf(sample) * sampleLength + Math.min(within, sampleLength - 1) + 1, true);
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
    (this.work as Work | undefined)?.close();
  }

  // ------------------------------------------------------------------ inside

  /** A change whose refusal is its caller's to say. */
  private change(change: () => void): void {
    change();
    this.problem = null;
    this.refresh(true);
  }

  private act(place: ProblemPlace, change: () => void, meaningful = true): boolean {
    this.problem = null;
    let failed: unknown;
    try {
      change();
    } catch (error) {
      failed = error;
    }
    this.refresh(meaningful);
    if (failed) this.fail(place, failed);
    return !failed;
  }

  private refresh(meaningful: boolean, emit = true): void {
    this.answers.forget();
    this.iteration = this.session.status().iteration;
    this.canUndo = this.work.canUndo;
    this.canRedo = this.work.canRedo;
    this.steps = new Steps(this.session, { digits: this.digits, notation: this.notation });
    this.numbers = new Numbers(this.session, this.session.scenario(), this.steps);
    this.shown = null;
    if (this.parameter && !hasParameter(this.document, this.parameter)) this.parameter = firstParameter;
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
    this.revision++;
    this.tell(meaningful);
  }

  private tell(meaningful: boolean): void {
    for (const listener of this.listeners) listener(meaningful);
  }
}

/** What is no number is the beginning. */
function clampPosition(position: number, count: number): number {
  return Math.max(0, Math.min(count, Math.round(Number(position)) || 0));
}

function clampDigits(digits: number): number {
  return Math.max(2, Math.min(MAX_DIGITS, Math.round(digits)));
}
