/** Where tables come in: pasted, dropped on the page, or in the form, which is fetched when it is first needed. */
import { html, nothing, type TemplateResult } from 'lit';
import { DropTarget } from '../../editor/files';
import { downloadText } from '../../kit/clipboard';
import { Lazy } from '../../kit/lazy';
import { noticeWithButton } from '../../kit/notice';
import type { Language } from '../../work/choices';
import type { LabTexts } from '../lab.en';
import type { Run } from '../run';
import { presetForOwn } from '../setup';
import type { CsvForm } from './csvForm';
import { viewOf, type DataSet, type Scaling } from './dataSet';

const part = new Lazy(async () => ({ ...(await import('./csvForm')), ...(await import('./csv')) }));

export class CsvPart {
  /** the form is on the page */
  shown = false;
  /** a file is held over the page */
  hovered = false;
  /** what opened it */
  #opener: HTMLElement | undefined;
  #form: CsvForm | undefined;
  #waiting: ((form: CsvForm) => unknown)[] = [];
  #drop: DropTarget | undefined;

  constructor(
    private readonly run: Run,
    private readonly changed: () => void,
    /** whether what comes is for the workbench over the lab */
    private readonly isCovered: () => boolean,
  ) {}

  listen(): void {
    this.#drop = new DropTarget(
      document,
      (over) => {
        this.hovered = over && !this.isCovered();
        this.changed();
      },
      (file) => this.isCovered() || this.show((form) => form.takeFile(file)),
    );
    document.addEventListener('paste', this.#pasted);
  }

  close(): void {
    this.#drop?.close();
    document.removeEventListener('paste', this.#pasted);
  }

  open(opener: EventTarget | null): void {
    this.#opener = opener as HTMLElement;
    this.show();
  }

  show(then?: (form: CsvForm) => unknown): void {
    this.shown = true;
    if (then) this.#waiting.push(then);
    this.changed();
  }

  /** The data as they are, as a file. */
  async save(): Promise<void> {
    const { textOfData } = await import('./csv');
    downloadText(textOfData(this.run.data), `${this.run.setup.data}.csv`, 'text/csv');
  }

  render(language: Language, { ofData: words }: LabTexts): TemplateResult | typeof nothing {
    if (!this.shown) return this.hovered ? html`<p class="notice" role="status">${words.drop}</p>` : nothing;
    const here = part.get(this.changed);
    if (here === 'loading') return html`<p class="aside" role="status">${words.formLoading}</p>`;
    if (here === 'failed')
      return noticeWithButton(words.formMissing, words.tryAgain, () => (part.retry(), this.changed()));
    const form = (this.#form ??= new here.CsvForm(this.changed, this.#use, this.#hide));
    const waiting = this.#waiting.splice(0);
    if (waiting.length > 0) queueMicrotask(() => waiting.forEach((call) => call(form)));
    return form.render(language);
  }

  #hide = (): void => {
    this.shown = false;
    this.#opener?.focus();
    this.changed();
  };

  #use = (data: DataSet, scaling: Scaling[] | null): void => {
    const setup = { ...presetForOwn(data, scaling), test: this.run.setup.test };
    void this.run.show({ setup, data, view: viewOf(data) });
  };

  /** A table that is pasted anywhere but into a field. */
  #pasted = (event: ClipboardEvent): void => {
    const target = event.composedPath()[0];
    if (this.isCovered() || target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return;
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (!/[,;\t|]/.test(text)) return;
    event.preventDefault();
    this.show((form) => form.take(text));
  };
}
