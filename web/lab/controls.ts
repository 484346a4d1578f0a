/** What the reader presses and chooses: the training's buttons, the data, the settings. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { parseQuantityId, type QuantityId } from '../../wasm/index';
import { dataSets } from '../../wasm/lab/index';
import { icon } from '../kit/icons';
import type { CsvPart } from './data/csvPart';
import { ownData } from './data/dataPanel';
import type { Choices } from './settings/choices';
import { heldCondition } from './settings/panel';
import { number } from './number';
import type { Run } from './run';
import { hasClasses, offered } from './setup';
import type { LabTexts } from './lab.en';

const SPEEDS = [3, 30, 300, Infinity] as const;

export function trainingBar(run: Run, words: LabTexts): TemplateResult {
  const stride = (name: 'sample' | 'batch' | 'epoch') =>
    html`<button class="plain-button" @click=${() => run.advance(name)}>${words[name]}</button>`;
  const next = (run.setup.weightSeed % offered.weightSeed.length) + 1;
  const isOver = run.shown?.snapshot.stopped !== undefined;
  return html`<div class="bar" role="group" aria-label=${words.controls}>
    ${choice(
      words.data,
      'data',
      [...dataSets, ...(run.own || run.setup.data === 'own' ? (['own'] as const) : [])],
      run.setup.data,
      (data) => (data === 'own' ? words.ofData.own : words.dataSets[data]),
      (data) => run.change({ data }),
    )}
    <button class="primary-button run" ?disabled=${isOver || run.points.length === 0} @click=${() => run.toggle()}>
      ${icon(run.running ? 'pause' : 'play')} ${run.running ? words.pause : words.run}
    </button>
    <span class="strides">${stride('sample')}${stride('batch')}${stride('epoch')}</span>
    <button class="plain-button reset" title=${words.resetTitle} @click=${() => run.reset()}>${words.reset}</button>
    <button class="plain-button" title=${words.newWeightsTitle(next)} @click=${() => run.change({ weightSeed: next })}>
      ${words.newWeights}
    </button>
    ${choice(
      words.speed,
      'speed',
      SPEEDS,
      run.speed,
      (speed) => words.speeds[speed as 3],
      (speed) => run.setSpeed(speed),
    )}
  </div>`;
}

/** Where the run is, in numbers. */
export function figures({ shown, setup }: Run, words: LabTexts): TemplateResult | typeof nothing {
  if (!shown) return nothing;
  const { snapshot, training, test } = shown;
  const classes = hasClasses(shown.setup);
  const row = (name: string, score: typeof training) =>
    html`<tr>
      <th scope="row">${name}</th>
      ${classes ? html`<td class="right">${words.of(score.right, score.samples)} <small>${percent(score.right / score.samples)}</small></td>` : nothing}
      <td>${number(score.loss)}</td>
    </tr>`;
  return html`<table
      class="figures"
      data-epochs=${snapshot.epochs}
      data-training=${training.right / training.samples}
      data-loss=${training.loss}
    >
      <caption>
        ${words.count(snapshot.epochs, snapshot.iteration)}
      </caption>
      <tr>
        <td></td>
        ${classes ? html`<th scope="col">${words.accuracy}</th>` : nothing}
        <th scope="col">${words.lossNow}</th>
      </tr>
      ${row(words.training, training)} ${test ? row(words.testing, test) : nothing}
    </table>
    ${snapshot.taken > 0 ? html`<p class="aside">${words.midEpoch(snapshot.taken, setup.batchSize)}</p>` : nothing}`;
}

const percent = (part: number): string => `${(Math.floor(part * 1000) / 10).toFixed(1)} %`;

/** Why the run has stopped, and what can be done. */
export function stopped(run: Run, words: LabTexts): TemplateResult | typeof nothing {
  const { shown, setup } = run;
  const { failure, epoch, bestEpoch } = shown?.snapshot ?? {};
  if (!shown || !failure) return heldCondition(run, words);
  const smaller = offered.learningRate.findLast((rate) => rate < setup.learningRate);
  return html`<div class="notice" role="alert">
    <p>${words.nonFinite(nameOf(failure.quantity, words), epoch! + 1, String(setup.learningRate))}</p>
    ${bestEpoch! >= 0 ? html`<button class="plain-button to-best" @click=${() => run.back()}>${words.backToBest(bestEpoch! + 1)}</button>` : nothing}
    ${smaller ? html`<button class="plain-button" @click=${() => run.change({ learningRate: smaller })}>${words.smaller(String(smaller))}</button>` : nothing}
  </div>`;
}

/** A quantity in words; layers and neurons count from 1. */
function nameOf(id: QuantityId, { quantities, ofNeuron }: LabTexts): string {
  const quantity = parseQuantityId(id);
  if (!quantity || !('layer' in quantity)) return quantities.loss;
  const { kind, layer } = quantity;
  const what = kind in quantities ? quantities[kind as 'z'] : quantities.gradient;
  return ofNeuron(what, 1 + ('to' in quantity ? quantity.to : quantity.neuron), layer);
}

export function dataSettings(run: Run, csv: CsvPart, choices: Choices, words: LabTexts): TemplateResult {
  return html`<section class="settings" aria-labelledby="data-title">
    <h2 id="data-title">${words.dataTitle}</h2>
    ${
      run.setup.data === 'own'
        ? nothing
        : (['samples', 'noise', 'dataSeed'] as const).map((key) => choices.setting(key, words[key], words))
    }
    ${choices.setting('test', words.test, words, words.percent)} ${ownData(run, csv, words)}
  </section>`;
}

function choice<T extends string | number>(
  name: string,
  key: string,
  all: readonly T[],
  chosen: T,
  text: (one: T) => string,
  choose: (one: T) => unknown,
): TemplateResult {
  return html`<label class="choice"
    ><span>${name}</span>
    <select
      name=${key}
      @change=${(event: Event) => choose(all.find((one) => String(one) === (event.target as HTMLSelectElement).value)!)}
    >
      ${all.map((one) => html`<option value=${one} .selected=${live(one === chosen)}>${text(one)}</option>`)}
    </select></label
  >`;
}
