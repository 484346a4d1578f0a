/**
 * One iteration, step by step: which step is shown, of which parameter the gradient is derived, and what is chosen about
 * the picture and the words. It is built on the work and knows no DOM: an element draws it and calls its methods.
 */
import type { LossId, PrintedComparison, QuantityId, Scenario, Step } from '../../wasm/index';
import { findScenario } from '../scenarios/index';
import { clampDigits, plainChoices, type Choices, type Granularity, type Panel } from '../work/choices';
import { prepare, prepareInTasks, type Prepared } from '../work/opening';
import { PageError, type ProblemPlace } from '../work/problem';
import { firstParameter, hasParameter, isParameter, parameterOf, parseId } from '../work/quantity';
import { Symbols } from '../work/symbols';
import type { Work } from '../work/work';
import type { LinkState, WrittenLink } from '../link/codec';
import { Answers } from './answers';
import { Known } from './known';
import { figuresOf, PrintComparisons } from './printed';
import { Rehearsal } from './rehearsal';
import { Steps } from './steps';

/** The beginning of a drag, its values, and its end. */
export type DragPhase = 'start' | 'move' | 'end';

/** A quantity that the reader has dragged, with its value and the loss of before. */
export interface Moved {
  id: QuantityId;
  from: number | undefined;
  loss: number | undefined;
}

/** From where a lesson looks at the work. */
export type Place = Pick<Choices, 'panel' | 'edges'> & Pick<Lesson, 'position' | 'parameter'>;

/** Steps of a group that are written out at most. */
const GROUP_STEPS = { short: 400, long: 24 };
/** Choices worth an entry of their own in the browser's history, and those that the written steps depend on. */
const PLACES: readonly (keyof Choices)[] = ['panel', 'picture'];
const WRITING: readonly (keyof Choices)[] = ['digits', 'notation', 'naming'];

export class Lesson {
  /** the steps of the coming iteration */
  steps!: Steps;
  /** how many steps of this iteration are done: 0 … steps.length; the current one is number `position − 1` */
  position = 0;
  /** the weight or bias that is derived */
  parameter: QuantityId | null = null;
  choices: Readonly<Choices> = { ...plainChoices, language: 'en' };
  /** derivations and whatever else is asked about the present numbers */
  readonly answers: Answers;
  readonly rehearsal: Rehearsal;
  readonly symbols = new Symbols(this);
  /** what the last change dragged; null where it was another change */
  moved: Moved | null = null;
  private readonly prints: PrintComparisons;
  private numbers: Work['numbers'] | null = null;
  /** the parameter chosen last in each document: undo brings it back with the document */
  private readonly chosen = new WeakMap<Scenario, QuantityId | null>();
  private original: Scenario | null = null;
  private shown: { done: number; known: Known } | null = null;
  /** Ends following the work, where others go on with it. */
  readonly close: () => void;

  constructor(readonly work: Work) {
    this.prints = new PrintComparisons(work.core, () => work.changes.tell());
    this.answers = new Answers(this);
    this.rehearsal = new Rehearsal(this);
    // Before all other listeners: they find the lesson in step with the work.
    this.close = work.changes.listen(() => this.follow());
    this.follow();
  }

  // ------------------------------------------------------------------ opening

  /** Puts a named scenario in the place of the present document: a change like any other. */
  openScenario(id: string, loss?: LossId): void {
    const entry = findScenario(id);
    if (!entry) return this.work.fail('page', new PageError('unknownScenario', { name: id }));
    this.work.attempt('page', (history) => {
      history.replace(entry.document, id, loss);
      this.chosen.set(entry.document, entry.parameter);
      Object.assign(this, { parameter: entry.parameter, position: 0 });
      this.choices = { ...this.choices, panel: 'step', edges: 'weight' };
    });
  }

  /** Opens a document from JSON text. What is wrong with it is shown at `place`, with the path in the document. */
  openText(text: string, place: ProblemPlace = 'document'): boolean {
    if (!this.work.openText(text, place)) return false;
    this.choices = { ...this.choices, panel: 'step' };
    this.goTo(0, true);
    return true;
  }

  /** Opens the state of a link. The work at hand is given up only once the new session is ready. */
  openState(link: LinkState, place: ProblemPlace = 'page', meaningful = false): boolean {
    let prepared: Prepared;
    try {
      prepared = prepare(this.work.core, link);
    } catch (error) {
      this.work.fail(place, error);
      return false;
    }
    this.adopt(link, prepared, meaningful);
    return true;
  }

  /**
   * Opens the state of a link, so that a large network does not keep the page from answering. Opening is given up when `signal`
   * is aborted or the reader does anything in the meantime.
   */
  async openStateInTasks(read: () => Promise<LinkState | null>, signal?: AbortSignal): Promise<boolean> {
    const unchanged = this.work.unchanged();
    const isWanted = () => !signal?.aborted && unchanged();
    try {
      const link = await read();
      const prepared = link && isWanted() ? await prepareInTasks(this.work.core, link, isWanted) : null;
      if (!link || !prepared) return false;
      this.adopt(link, prepared, false);
      return true;
    } catch (error) {
      if (isWanted()) this.work.fail('page', error);
      return false;
    }
  }

  private adopt(link: LinkState, prepared: Prepared, meaningful: boolean): void {
    this.chosen.set(prepared.original, prepared.parameter);
    this.parameter = prepared.parameter;
    this.position = link.step;
    this.choices = { ...this.choices, ...link.choices };
    this.work.adopt(prepared, meaningful);
  }

  get link(): WrittenLink {
    const { work, position, parameter, choices } = this;
    return { ...work.state, step: position, parameter: parameter ?? undefined, choices };
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
    return { start: this.steps.rangeOf(this.position - 1, this.choices.granularity).start, end: this.position };
  }

  /** The steps of `groupRange` written out; of a long group the last ones. */
  get group(): Step[] {
    const { start, end } = this.groupRange;
    const most = this.steps.isShort ? GROUP_STEPS.short : GROUP_STEPS.long;
    return this.steps.slice(Math.max(start, end - most), end);
  }

  /** The step that could not be finished, if the iteration ends early, has been reached. */
  get failureReached(): boolean {
    return this.position === this.steps.length && this.steps.failure !== null;
  }

  /** All steps of the iteration have been gone through: its update is made with the next. */
  get isDone(): boolean {
    return this.position > 0 && this.position === this.steps.length && this.steps.failure === null;
  }

  /** Which of the batch's samples is shown: the one that the current step belongs to; after the last it stays the last. */
  get batchIndex(): number {
    const position = Math.floor(Math.max(0, this.position - 1) / this.steps.outline.sampleLength);
    return Math.min(position, this.steps.samples.length - 1);
  }

  /** The number of that sample in the document. */
  get sample(): number {
    return this.steps.samples[this.batchIndex];
  }

  /** The gradient of the batch is derived, and not that of the sample shown. */
  get derivesBatch(): boolean {
    return this.choices.meant === 'batch' && this.steps.samples.length > 1;
  }

  /**
   * The numbers known at this step: inputs, targets, parameters as they are now, and what the steps so far computed. Before
   * the first step, and beside a derivation, all that the sample's own steps compute: the network is shown at work.
   */
  known(): Known {
    const done = this.knownSteps;
    const { batchIndex, sample, steps } = this;
    if (this.shown?.done !== done)
      this.shown = { done, known: new Known(this.work.numbers, steps, done, batchIndex, sample) };
    return this.shown.known;
  }

  /** An input or target of the sample, a setting of training, or a parameter before any update; undefined for all else. */
  given(id: QuantityId): number | undefined {
    const q = parseId(id);
    return q ? this.work.numbers.given(q, this.sample) : undefined;
  }

  /** A parameter after the coming update; null where the iteration does not get so far. */
  valueAfter(id: QuantityId): number | null {
    return this.stepValue(id, this.batchIndex);
  }

  /** L, or the gradient of a parameter, as the coming update goes by it: of the sample, or of a batch of several. */
  reduced(id: 'L' | QuantityId): number | null {
    const { steps, work, sample } = this;
    const last = steps.samples.length - 1;
    if (last === 0) return work.numbers.computed(parseId(id)!, sample) ?? null;
    return this.stepValue(`${work.design.training.batchReduction}${id}`, last);
  }

  /** What the step that computes the quantity comes to; null where there is none. */
  private stepValue(id: QuantityId, batchIndex: number): number | null {
    const index = this.steps.indexOf(id, batchIndex);
    return index === null ? null : (this.steps.at(index)?.value ?? null);
  }

  private get knownSteps(): number {
    const { position, steps, choices } = this;
    if (position > 0 && choices.panel === 'step') return position;
    const { sampleLength } = steps.outline;
    return Math.max(position, Math.min(steps.length, (this.batchIndex + 1) * sampleLength));
  }

  showMorePaths(): void {
    this.answers.takeMorePaths();
    this.work.changes.emit(false);
  }

  /** The figures that the document's source prints, beside ours, of the document as it came; null: being compared. */
  printed(): PrintedComparison[] | null {
    return this.prints.of(this.work.original);
  }

  /** Those of what the step computes, as long as they are of these numbers. */
  printedOf(step: Step): PrintedComparison[] {
    const figures = this.work.isAsOpened ? this.printed() : null;
    return figures ? figuresOf(figures, step, this.work.iteration, this.steps.samples) : [];
  }

  // ------------------------------------------------------------------ stepping

  next(by: Granularity = this.choices.granularity): void {
    if (this.position >= this.steps.length) return this.nextIteration(0);
    this.goTo(this.steps.rangeOf(this.position, by).end);
  }

  previous(by: Granularity = this.choices.granularity): void {
    if (this.position > 0) return this.goTo(this.steps.rangeOf(this.position - 1, by).start);
    this.work.change((history) => {
      if (!history.undoUpdate()) return false;
      this.position = Infinity; // the last step of the iteration before
      return true;
    });
  }

  /** Looks at the work from that place; nothing of the work changes, and nobody is told. */
  view({ position, parameter, panel, edges }: Place): void {
    this.position = clampPosition(position, this.steps.length);
    if (parameter !== this.parameter) this.answers.forget();
    this.parameter = parameter;
    this.choices = { ...this.choices, panel, edges };
  }

  goTo(position: number, meaningful = false): void {
    this.position = clampPosition(position, this.steps.length);
    this.work.problem = null;
    this.work.changes.emit(meaningful);
  }

  /** Applies the update and begins the next iteration at the same step, or at `position`. */
  nextIteration(position = this.position): void {
    this.work.attempt('run', (history) => {
      if (!history.redoUpdate()) history.update();
      this.position = position;
    });
  }

  // ------------------------------------------------------------------ changing

  /**
   * A new value for a parameter, an input or target of the present sample, or η. The step stays where it is. Throws what is
   * wrong: the field shows it.
   */
  changeValue(id: QuantityId, value: number): void {
    if (Object.is(this.given(id), value)) return;
    this.work.set(id, value, this.sample);
  }

  /** A new value while the reader holds the quantity: all of them until it is let go are one change. */
  drag(id: QuantityId, value: number, phase: DragPhase): void {
    const { moved } = this;
    const known = this.known();
    const goesOn = phase !== 'start' && moved?.id === id;
    const held = goesOn ? moved : { id, from: known.get(id), loss: known.get('L') };
    if (!Object.is(this.given(id), value)) this.work.set(id, value, this.sample, held);
    this.moved = held;
    if (phase === 'end') this.work.changes.emit(false);
  }

  /** Shows a sample: the next update begins with it. The one that it begins with already is shown at the present step. */
  lookAt(sample: number): void {
    if (sample === this.sample) return;
    if (sample === this.steps.samples[0]) return this.goToSample(sample);
    this.work.attempt('page', (history) => history.takeNext(sample));
  }

  /** Chooses the parameter to derive and shows its derivation. */
  select(id: QuantityId, panel: Panel = 'derive'): void {
    const parameter = parameterOf(id);
    if (!parameter || !isParameter(parameter)) return;
    if (parameter !== this.parameter) this.answers.forgetPaths();
    this.parameter = parameter;
    this.chosen.set(this.work.original, parameter);
    this.choices = { ...this.choices, panel };
    this.work.problem = null;
    this.work.changes.emit(true);
  }

  /** What is chosen already is no change: a state that is being opened gives way to any. */
  choose<K extends keyof Choices>(name: K, value: Choices[K]): void {
    const allowed = typeof value === 'number' ? clampDigits(value) : value;
    if (allowed === this.choices[name]) return;
    this.choices = { ...this.choices, [name]: allowed };
    if (WRITING.includes(name)) this.rewrite();
    this.work.changes.emit(PLACES.includes(name));
  }

  /** From the batch's derivation to that of one of its samples, at the step of the sample where it is now. */
  deriveSample(sample: number): void {
    this.choices = { ...this.choices, meant: 'sample' };
    this.goToSample(sample);
  }

  // ------------------------------------------------------------------ inside

  /** To a sample of the batch, at its step that is the present one of the sample shown. */
  private goToSample(sample: number): void {
    const { sampleLength, samples } = this.steps.outline;
    const within = Math.max(0, this.position - 1 - this.batchIndex * sampleLength);
    this.goTo(samples.indexOf(sample) * sampleLength + Math.min(within, sampleLength - 1) + 1, true);
  }

  /** After a change of the numbers: other steps, other answers, and a place that exists. */
  private follow(): void {
    if (!this.work.isOpen || this.work.numbers === this.numbers) return;
    const { numbers, design, original } = this.work;
    this.numbers = numbers;
    if (original !== this.original) this.parameter = this.chosen.get(original) ?? this.parameter;
    this.original = original;
    this.moved = null;
    this.rewrite();
    if (this.parameter && !hasParameter(design, this.parameter)) this.parameter = firstParameter;
    this.position = clampPosition(this.position, this.steps.length);
  }

  /** The steps are written again: for other numbers, or for the present ones in other words. */
  private rewrite(): void {
    this.answers.forget();
    const { digits, notation, naming } = this.choices;
    this.steps = new Steps(this.work.session, { digits, notation, naming });
    this.shown = null;
  }
}

/** The nearest position in the iteration; the beginning for what is no number. */
function clampPosition(position: number, count: number): number {
  return Math.max(0, Math.min(count, Math.round(Number(position)) || 0));
}
