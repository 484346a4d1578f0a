/** The table of the runs that are kept, with the buttons that keep, restore and remove them. */
import { html, nothing, svg, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { languageOf, type Language } from '../../work/choices';
import { number } from '../number';
import type { LabTexts } from '../lab.en';
import type { Run } from '../run';
import { hasClasses, networkText } from '../setup';
import type { KeptRun, KeptRuns } from './kept';
import { runsEn, type RunsTexts } from './runs.en';
import { runsZhCN } from './runs.zh-CN';

const texts: Record<Language, RunsTexts> = { en: runsEn, 'zh-CN': runsZhCN };

export class Comparison {
  /** the sentence about what happened last */
  #said = '';
  /** numbers that a name is made of are given once */
  #kept = 0;

  constructor(
    private readonly run: Run,
    private readonly runs: KeptRuns,
    private readonly language: () => string,
  ) {}

  get #words(): RunsTexts {
    return texts[languageOf(this.language())];
  }

  section(lab: LabTexts): TemplateResult {
    const words = this.#words;
    const { all, isFull } = this.runs;
    return html`<section class="runs" aria-labelledby="runs-title">
      <h2 id="runs-title">${words.title}</h2>
      <p>
        <button class="plain-button keep" ?disabled=${isFull || !this.run.shown} @click=${() => this.#keep()}>
          ${words.keep}
        </button>
      </p>
      ${isFull ? html`<p class="aside">${words.full}</p>` : nothing}
      ${all.length === 0 ? html`<p class="aside">${words.explain}</p>` : this.#table(lab)}
      <p class="aside" role="status">${this.#said}</p>
    </section>`;
  }

  #table(lab: LabTexts): TemplateResult {
    const words = this.#words;
    return html`<div class="scrolls" tabindex="0" role="region" aria-label=${words.table}>
      <table class="kept">
        <tr>
          <th scope="col" colspan="2">${words.name}</th>
          <th scope="col">${words.settings}</th>
          <th scope="col">${words.epochs}</th>
          <th scope="col">${words.training}</th>
          <th scope="col">${words.test}</th>
          <th scope="col">${words.right}</th>
          <td></td>
        </tr>
        ${this.runs.all.map((run, index) => this.#row(run, index, lab))}
      </table>
    </div>`;
  }

  #row(kept: KeptRun, index: number, lab: LabTexts): TemplateResult {
    const words = this.#words;
    const { name, setup, epochs, training, test } = kept;
    const share = test && hasClasses(setup) ? `${((100 * test.right) / test.samples).toFixed(1)} %` : '–';
    return html`<tr>
      <td>
        <svg class="plot sign" width="30" height="12" aria-hidden="true">${keptLine(index, 'M1,6h28')}</svg>
      </td>
      <th scope="row">
        <input
          type="text"
          maxlength="40"
          aria-label="${words.name} ${index + 1}"
          .value=${live(name)}
          @change=${({ target }: Event) => this.#rename(index, target as HTMLInputElement)}
        />
      </th>
      <td class="settings-text">${this.#settings(kept, lab)}</td>
      <td>${epochs}</td>
      <td>${number(training.loss)}</td>
      <td>${test ? number(test.loss) : '–'}</td>
      <td>${share}</td>
      <td>
        <button class="plain-button restore" title=${words.restoreTitle(name)} @click=${() => this.#restore(kept)}>
          ${words.restore}
        </button>
        <button class="plain-button remove" title=${words.removeTitle(name)} @click=${() => this.runs.remove(index)}>
          ${words.remove}
        </button>
      </td>
    </tr>`;
  }

  /** The data, the network and the training in one line. */
  #settings({ setup, data: own }: KeptRun, lab: LabTexts): string {
    const data = own || setup.data === 'own' ? this.#words.points(own?.points.length ?? 0) : lab.dataSets[setup.data];
    const training = `${lab.optimizers[setup.optimizer]}, η ${setup.learningRate}`;
    const decay = setup.weightDecay > 0 ? [`λ ${setup.weightDecay}`] : [];
    return [data, networkText(setup), training, this.#words.batch(setup.batchSize), ...decay].join(' · ');
  }

  #keep(): void {
    const words = this.#words;
    const names = new Set(this.runs.all.map(({ name }) => name));
    let name = words.nameOf(++this.#kept);
    while (names.has(name)) name = words.nameOf(++this.#kept);
    this.#said = words.kept(name);
    this.runs.keep(this.run.shown!, name);
  }

  #rename(index: number, input: HTMLInputElement): void {
    const name = input.value.trim();
    if (name) this.runs.rename(index, name);
    else input.value = this.runs.all[index].name;
  }

  #restore(kept: KeptRun): void {
    this.#said = this.#words.restored(kept.name, kept.epochs);
    void this.run.restore(kept);
  }
}

/** The line of a kept run: its number has a colour and a pattern of its own, in the plot as in the table. */
export const keptLine = (index: number, d: string) => svg`<path class="kept-line kept-${index}" d=${d} />`;
