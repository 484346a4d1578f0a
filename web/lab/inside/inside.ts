/** Stepping through an update of the paused run: the workbench over the lab, on a document of that very iteration. */
import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { QuantityId, Scenario } from '../../../wasm/index';
import { Lazy } from '../../kit/lazy';
import { languageOf, type Language } from '../../work/choices';
import { number } from '../number';
import type { Run } from '../run';
import { insideEn, type InsideTexts } from './inside.en';
import { insideZhCN } from './inside.zh-CN';
import { iterationDocument } from './iteration';

const texts: Record<Language, InsideTexts> = { en: insideEn, 'zh-CN': insideZhCN };
const workbench = new Lazy(() => import('../../element/playground'));

/** Samples of an update that have a button of their own. */
const MOST_SAMPLES = 20;

interface Opened {
  document: Scenario;
  title: string;
  /** the weight or bias that is derived at once */
  parameter: QuantityId | undefined;
}

export class Inside {
  #opened: Opened | null = null;

  constructor(
    private readonly run: Run,
    private readonly language: () => string,
    private readonly changed: () => void,
  ) {}

  get #words(): InsideTexts {
    return texts[languageOf(this.language())];
  }

  /** Pauses the run; then its next update is opened, or one sample of the data alone, at the derivation of a parameter where one is named. */
  async open({ sample, parameter }: { sample?: number; parameter?: QuantityId } = {}): Promise<void> {
    workbench.retry();
    const state = await this.run.pause();
    const { shown } = this.run;
    if (!shown || !state) return;
    const { iteration, epoch } = shown.snapshot;
    const words = this.#words;
    const title =
      sample === undefined ? words.ofUpdate(iteration + 1, epoch + 1) : words.ofSample(sample + 1, iteration);
    this.#opened = { document: iterationDocument(shown, state, sample), title, parameter };
    this.changed();
  }

  /** What the next update takes, and the ways into it. */
  section(): TemplateResult | typeof nothing {
    const { shown } = this.run;
    if (!shown || shown.snapshot.stopped === 'nonFinite') return nothing;
    const words = this.#words;
    const { iteration, batch } = shown.snapshot;
    const some = Array.from(batch.subarray(0, MOST_SAMPLES));
    return html`<section class="inside" aria-labelledby="inside-title">
      <h2 id="inside-title">${words.title}</h2>
      <p>${words.explain(iteration + 1, batch.length)}</p>
      <p><button class="primary-button step-into" @click=${() => this.open()}>${words.open}</button></p>
      ${
        this.run.running
          ? nothing
          : html`<div class="samples" role="group" aria-label=${words.taken}>
              ${some.map((sample) => {
                const { x, t } = shown.data.points[sample];
                const title = words.oneTitle(sample + 1, written(x), written(t));
                return html`<button
                  class="text"
                  title=${title}
                  aria-label=${title}
                  @click=${() => this.open({ sample })}
                >
                  ${words.one(sample + 1)}
                </button>`;
              })}
              ${batch.length > some.length ? html`<span class="aside">${words.more(batch.length - some.length)}</span>` : nothing}
            </div>`
      }
    </section>`;
  }

  get isOpen(): boolean {
    return this.#opened !== null;
  }

  overlay(): TemplateResult | typeof nothing {
    const opened = this.#opened;
    if (!opened) return nothing;
    const words = this.#words;
    const language = languageOf(this.language());
    const here = workbench.get(() => this.changed());
    return html`<dialog
      class="workbench-over"
      aria-labelledby="over-title"
      ${ref(openAtOnce)}
      @close=${() => this.#close()}
    >
      <div class="over-head">
        <button class="plain-button back" @click=${closeDialog}>${words.back}</button>
        <p id="over-title">${opened.title}</p>
      </div>
      ${
        typeof here === 'string'
          ? html`<p class="aside" role="status">${here === 'failed' ? words.broken : '…'}</p>`
          : html`<section aria-labelledby="over-title">
              <backprop-playground
                lang=${language}
                .document=${opened.document}
                .parameter=${opened.parameter}
              ></backprop-playground>
            </section>`
      }
    </dialog>`;
  }

  #close(): void {
    this.#opened = null;
    this.changed();
  }
}

/** Closed as by the key: the focus goes back to where it was. */
function closeDialog({ currentTarget }: Event): void {
  (currentTarget as Element).closest('dialog')!.close();
}

function openAtOnce(element: Element | undefined): void {
  const dialog = element as HTMLDialogElement | undefined;
  // Not before it is in the page.
  if (dialog) queueMicrotask(() => dialog.isConnected && !dialog.open && dialog.showModal());
}

const written = (numbers: readonly number[]): string => numbers.map((value) => number(value)).join(', ');
