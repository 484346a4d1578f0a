/** Seeing inside the training: why it learns or does not, what the neurons have learnt, how large gradients are. */
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { live } from 'lit/directives/live.js';
import type { QuantityId } from '../../../wasm/index';
import { languageOf, type Language } from '../../work/choices';
import type { Run } from '../run';
import { saveButtons, type Saved } from '../save';
import { labTexts } from '../texts';
import { insightEn, type InsightTexts } from './insight.en';
import { insightZhCN } from './insight.zh-CN';
import { choices, surface, surfaceTable } from './surface';
import { claims, sliceNames, slicesTable } from './claims';
import { Landscape } from './landscape';
import { histogramTable, layerNames, layers } from './layers';
import { Measured } from './measured';
import { network, weightsTable } from './network';
import { scenarioOf, scenarios, type ScenarioId } from './scenarios';
import { sizes, sizesTable } from './sizes';
import { why } from './why';

const texts: Record<Language, InsightTexts> = { en: insightEn, 'zh-CN': insightZhCN };

export class Insight {
  readonly #measured: Measured;
  readonly #landscape: Landscape;

  /** `derive` shows the derivation of a gradient, as the run is now. */
  constructor(
    private readonly run: Run,
    private readonly language: () => string,
    changed: () => void,
    private readonly derive: (parameter: QuantityId) => unknown,
  ) {
    this.#measured = new Measured(run, changed);
    this.#landscape = new Landscape(run, changed);
  }

  get #words(): InsightTexts {
    return texts[languageOf(this.language())];
  }

  /** The choice of a scenario, with its two sentences. */
  explore(): TemplateResult {
    const words = this.#words;
    const chosen = scenarioOf(this.run.setup);
    return html`<div class="explore">
      <label class="choice"
        ><span>${words.explore}</span>
        <select
          name="explore"
          @change=${(event: Event) => this.#open((event.target as HTMLSelectElement).value as ScenarioId)}
        >
          <option value="" ?disabled=${chosen !== undefined} .selected=${live(chosen === undefined)}>
            ${words.exploreNone}
          </option>
          ${(Object.keys(scenarios) as ScenarioId[]).map((id) => html`<option value=${id} .selected=${live(id === chosen)}>${words.scenarios[id][0]}</option>`)}
        </select></label
      >
      ${chosen ? html`<p>${words.scenarios[chosen][1]}</p>` : nothing}
    </div>`;
  }

  #open(id: ScenarioId): void {
    this.run.running = false;
    void this.run.change(scenarios[id].setup);
  }

  /** Why it learns, or does not. */
  why(): TemplateResult {
    this.#measured.follow();
    const { now } = this.#measured;
    return html`${guard([now, this.language()], () => why(this.run, now, this.derive, this.#words))}`;
  }

  /** The pictures, drawn anew when there are new measures: the lab itself draws every frame. */
  section(): TemplateResult {
    const words = this.#words;
    const { now, chosen } = this.#measured;
    const none = html`<p class="aside">${words.measuring}</p>`;
    return html`<div class="insight">
      ${guard(
        [now, chosen, this.language()],
        () =>
          html`<section aria-labelledby="neurons-title">
              <div class="with-saves">
                <h2 id="neurons-title">${words.networkTitle}</h2>
                ${now ? this.#saves({ file: 'network', title: words.networkTitle, drawing: '.neurons > svg', over: '.neuron, .neurons .input', table: () => weightsTable(now) }) : nothing}
              </div>
              ${network(this.#measured, words, (saved) => this.#saves(saved))}
            </section>
            <section aria-labelledby="sizes-title">
              <div class="with-saves">
                <h2 id="sizes-title">${words.sizesTitle}</h2>
                ${now && now.sizes.length > 0 ? this.#saves({ file: 'gradients', title: words.sizesTitle, drawing: '.gradient-sizes svg, .update-sizes svg', names: [words.gradientsTitle, words.updatesTitle], table: () => sizesTable(now) }) : nothing}
              </div>
              ${now ? sizes(now, words) : none}
            </section>
            <section class="layers-section" aria-labelledby="layers-title">
              <div class="with-saves">
                <h2 id="layers-title">${words.layersTitle}</h2>
                ${now ? this.#saves({ file: 'weights', title: words.histogramsTitle, drawing: '.histogram', names: layerNames(now, words), table: () => histogramTable(now) }) : nothing}
              </div>
              ${now ? layers(now, words) : none}
            </section>`,
      )}
      ${this.#around(words)}
    </div>`;
  }

  /** The loss around the present weights, once somebody opens it. */
  #around(words: InsightTexts): TemplateResult {
    const landscape = this.#landscape;
    landscape.follow();
    const { now, isOpen } = landscape;
    const seen = isOpen && now?.shown.setup === this.run.shown?.setup ? now : undefined;
    const ids = seen && landscape.idsOf(seen.shown).join();
    return html`<details
      class="landscape"
      ?open=${isOpen}
      @toggle=${(event: Event) => landscape.open((event.target as HTMLDetailsElement).open)}
    >
      <summary><h2>${words.landscapeTitle}</h2></summary>
      ${guard([seen, isOpen, ids, this.language()], () =>
        seen
          ? html`<div class="with-saves">
                ${choices(landscape, seen, words)}
                ${this.#saves({ file: 'loss-surface', title: words.surfaceTitle, drawing: '.surface svg', table: () => surfaceTable(seen) })}
              </div>
              ${surface(seen, words)}
              <div class="with-saves">
                <h3>${words.slicesTitle}</h3>
                ${this.#saves({ file: 'loss-slices', title: words.slicesTitle, drawing: '.slice svg', names: sliceNames(seen, words), table: () => slicesTable(seen) })}
              </div>
              ${claims(seen, words)}`
          : html`<p class="aside">${words.measuring}</p>`,
      )}
    </details>`;
  }

  #saves(saved: Saved): TemplateResult {
    return saveButtons(saved, labTexts[languageOf(this.language())]);
  }
}
