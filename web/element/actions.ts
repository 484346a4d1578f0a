/** The reader's actions on the page itself: opening, typing, playing, sharing. Changes of the work and of the lesson are made there. */
import { copyText } from '../kit/clipboard';
import { rememberTheme } from './rememberedTheme';
import { documentText } from '../editor/documentText';
import { MAX_DOCUMENT_CHARACTERS, textOf } from '../editor/files';
import { faultOf, PageError, type ProblemPlace } from '../work/problem';
import { readNumber, wholeNumber } from '../work/typedNumber';
import { encodeLink } from '../link/codec';
import type { Actions } from '../lesson/actions';
import { PictureActions, type PictureStage } from '../lesson/pictureActions';
import type { Dialog, Sheet } from '../lesson/pageState';
import type { Theme } from '../api';

/** Milliseconds that a step stays while playing, at least and for each character of its sentences. */
const PLAY = { least: 900, character: 22 };
const COPIED_FOR = 1500;
/** Iterations at once: a link can still replay as many. */
const MOST_RUNS = 100_000;

/** The element, as far as its actions need it. */
export interface Stage extends PictureStage {
  readonly linked: boolean;
  theme: Theme;
}

export class PageActions extends PictureActions<Stage> implements Actions {
  private running: AbortController | null = null;
  private playTimer: ReturnType<typeof setTimeout> | undefined;
  private copiedTimer: ReturnType<typeof setTimeout> | undefined;

  /** the files that were given to read, counted */
  private reading = 0;

  /** The element leaves the page. */
  stop(): void {
    clearTimeout(this.playTimer);
    clearTimeout(this.copiedTimer);
    this.running?.abort();
    Object.assign(this.page, { playing: false, copied: null, dialog: null });
  }

  toggleFactor(key: string): void {
    this.change({ openFactor: this.page.openFactor === key ? null : key });
  }

  openDialog(dialog: Dialog): void {
    this.change({ dialog, exportFormula: null, exportStatus: '' });
  }

  toggleMenu(): void {
    this.change({ menuOpen: !this.page.menuOpen });
  }

  setTheme(theme: Theme): void {
    this.stage.theme = theme;
    if (this.stage.linked) rememberTheme(theme);
  }

  picture(): SVGSVGElement | null {
    return this.stage.renderRoot.querySelector<SVGSVGElement>('.picture :is(svg.diagram, svg.operations)');
  }

  async drawn(): Promise<void> {
    while (!(await this.stage.updateComplete));
  }

  // ------------------------------------------------------------------ documents

  openSheet(sheet: Sheet | null): void {
    const { lesson, page } = this;
    const { work } = lesson;
    // A draft stays until it is opened or emptied; what was not touched is none.
    if (!page.documentText || page.documentText === documentText(work.document)) page.documentText = null;
    if (work.problem?.place === 'document') work.dismissProblem();
    if (!sheet) this.stage.renderRoot.querySelector<HTMLElement>('.edit-network')?.focus();
    this.change({ sheet, menuOpen: false });
  }

  documentTyping(text: string): void {
    this.page.documentText = text;
  }

  openDocument(text: string): void {
    const { lesson } = this;
    if (text.length > MAX_DOCUMENT_CHARACTERS)
      return lesson.work.fail('document', new PageError('textTooLarge', { max: MAX_DOCUMENT_CHARACTERS }));
    if (!lesson.openText(text)) return;
    this.page.documentText = null;
    this.openSheet(null);
  }

  async readFile(input: HTMLInputElement): Promise<void> {
    const file = input.files?.[0];
    if (!file) return;
    input.value = '';
    const text = await this.textOf(file, 'document');
    if (text === null) return;
    if (this.lesson.openText(text)) return this.openSheet(null);
    // A document that cannot be opened is shown to be corrected; the reader's own draft stays.
    if (text.length <= MAX_DOCUMENT_CHARACTERS) this.change({ documentText: this.page.documentText ?? text });
  }

  /** A file dropped on the page. */
  async openFile(file: File): Promise<void> {
    const text = await this.textOf(file, 'page');
    if (text !== null) this.lesson.openText(text, 'page');
  }

  /** Null where there is none, where another file has been given since, or where what it was for is gone. */
  private async textOf(file: File, place: ProblemPlace): Promise<string | null> {
    const { lesson } = this.stage;
    if (!lesson) return null;
    const turn = ++this.reading;
    const isWanted = () => turn === this.reading && lesson === this.stage.lesson;
    try {
      const text = await textOf(file);
      return isWanted() ? text : null;
    } catch (error) {
      if (isWanted()) lesson.work.fail(place, error);
      return null;
    }
  }

  // ------------------------------------------------------------------ playing and sharing

  togglePlay(): void {
    this.change({ playing: !this.page.playing });
    this.schedulePlay();
  }

  private schedulePlay(): void {
    clearTimeout(this.playTimer);
    const { page } = this;
    if (!page.playing) return;
    this.playTimer = setTimeout(() => {
      const { lesson } = this;
      if (!lesson.failureReached) lesson.next();
      // The end of an iteration is to be looked at.
      this.change({ playing: !lesson.failureReached && !lesson.isDone && !lesson.work.problem });
      this.schedulePlay();
    }, this.timeToRead / page.speed);
  }

  /** Milliseconds until what is announced has been read. */
  private get timeToRead(): number {
    const { length } = this.stage.renderRoot.querySelector('[aria-live="polite"].announced')?.textContent ?? '';
    return PLAY.least + PLAY.character * length;
  }

  toggleRun(): void {
    if (this.running) return this.running.abort();
    const { text } = this.page.runs;
    try {
      void this.run(wholeNumber(readNumber(text), 1, MOST_RUNS));
    } catch (error) {
      this.change({ runs: { text, fault: faultOf(error) } });
    }
  }

  private async run(count: number): Promise<void> {
    this.running = new AbortController();
    this.change({ runs: { ...this.page.runs, fault: null }, playing: false });
    const progress = (done: number) => this.change({ running: { done, count } });
    await this.lesson.work.runInTasks(count, this.running.signal, progress);
    this.running = null;
    this.change({ running: null });
  }

  async share(button: Element): Promise<void> {
    const { lesson } = this;
    try {
      const address = new URL(`#${await encodeLink(lesson.link)}`, location.href);
      if (!(await copyText(address.href, button))) throw new PageError('copyRefused');
      this.copied('link');
    } catch (error) {
      lesson.work.fail('page', error instanceof PageError ? error : new PageError('copyRefused'));
    }
  }

  copied(what: string): void {
    this.change({ copied: what });
    clearTimeout(this.copiedTimer);
    this.copiedTimer = setTimeout(() => this.change({ copied: null }), COPIED_FOR);
  }
}
