/**
 * The settings of the network and of its training. What a control changes is read when it changes: the setup that was drawn
 * may be an older one.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { number } from '../number';
import type { LabTexts } from '../lab.en';
import type { Run } from '../run';
import { networkText } from '../setup';
import type { Choices } from './choices';
import { MOST_LAYERS, unitsLimit } from './fields';
import { hiddenActivations, outputKinds, withLayer, withOutput, type OutputKind } from './outputs';

const UNITS = [1, 2, 3, 4, 6, 8, 12, 16, 32] as const;

export function networkSettings(run: Run, choices: Choices, words: LabTexts): TemplateResult {
  const { ofSettings } = words;
  const { setup, data } = run;
  const hidden = setup.layers.slice(0, -1);
  const kinds = outputKinds(data);
  const { activation } = setup.layers.at(-1)!;
  const chosen = kinds.findIndex((kind) => kind.activation === activation && kind.loss === setup.loss);
  return html`<section class="settings" aria-labelledby="network-settings-title">
    <h2 id="network-settings-title">${ofSettings.networkTitle}</h2>
    <p class="aside network-text">${words.network(networkText(setup))}</p>
    ${hidden.map((_, index) => layerSettings(run, choices, words, index))}
    <p>
      <button
        class="plain-button add-layer"
        ?disabled=${hidden.length >= MOST_LAYERS}
        @click=${() => run.change(withLayer(run.setup, run.setup.layers.length - 1, {}))}
      >
        ${ofSettings.add}
      </button>
    </p>
    ${choices.choice(
      {
        key: 'output',
        wide: true,
        name: ofSettings.output,
        all: kinds.map((_, index) => index),
        chosen,
        text: (index) =>
          kinds[index] ? outputText(kinds[index], words) : outputText({ activation, loss: setup.loss }, words),
        choose: (index) => run.change(withOutput(run.setup, kinds[index])),
      },
      words,
    )}
    ${choices.setting('init', ofSettings.init, words, (kind) => ofSettings.inits[kind])}
    ${choices.setting('weightSeed', words.weightSeed, words)}
  </section>`;
}

const outputText = ({ activation, loss }: OutputKind, { ofSettings }: LabTexts): string =>
  `${ofSettings.activations[activation]}, ${ofSettings.losses[loss]}`;

function layerSettings(run: Run, choices: Choices, words: LabTexts, index: number): TemplateResult {
  const { ofSettings } = words;
  const { units, activation } = run.setup.layers[index];
  return html`<fieldset class="layer">
    <legend>${ofSettings.layer(index + 1)}</legend>
    ${choices.choice(
      {
        key: `units-${index + 1}`,
        name: ofSettings.units,
        all: UNITS as readonly number[],
        chosen: units,
        limit: unitsLimit,
        choose: (chosen) => run.change(withLayer(run.setup, index, { units: chosen })),
      },
      words,
    )}
    ${choices.choice(
      {
        key: `activation-${index + 1}`,
        name: ofSettings.activation,
        all: hiddenActivations as readonly (typeof activation)[],
        chosen: activation,
        text: (one) => ofSettings.activations[one],
        choose: (chosen) => run.change(withLayer(run.setup, index, { activation: chosen })),
      },
      words,
    )}
    <button
      class="icon-button remove-layer"
      aria-label=${ofSettings.remove(index + 1)}
      title=${ofSettings.remove(index + 1)}
      @click=${() => run.change(withLayer(run.setup, index, null))}
    >
      ✕
    </button>
  </fieldset>`;
}

export function trainingSettings(run: Run, choices: Choices, words: LabTexts): TemplateResult {
  const { setup } = run;
  const { ofSettings } = words;
  const { optimizer, schedule } = setup;
  return html`<section class="settings" aria-labelledby="training-title">
    <h2 id="training-title">${words.trainingTitle}</h2>
    ${choices.setting('optimizer', words.optimizer, words, (kind) => words.optimizers[kind])}
    ${choices.setting('learningRate', words.learningRate, words)}
    ${choices.setting('batchSize', words.batchSize, words)} ${choices.setting('weightDecay', words.weightDecay, words)}
    ${optimizer === 'momentum' ? choices.setting('momentum', ofSettings.momentum, words) : nothing}
    ${optimizer === 'adam' ? [choices.setting('beta1', ofSettings.beta1, words), choices.setting('beta2', ofSettings.beta2, words)] : nothing}
    ${choices.more(ofSettings.scheduleTitle, schedule !== 'constant', scheduleSettings(run, choices, words))}
    ${choices.more(
      ofSettings.stopTitle,
      [setup.stopLoss, setup.stopEpochs, setup.stopPatience].some((value) => value !== null),
      (['stopLoss', 'stopEpochs', 'stopPatience'] as const).map((key) => choices.setting(key, ofSettings[key], words)),
    )}
    <p class="aside">${ofSettings.goesOn}</p>
    ${
      run.changes.length === 0
        ? nothing
        : html`<p class="changed" role="status">
            ${ofSettings.changed(run.changes.at(-1)!)}
            <button class="plain-button" @click=${() => run.reset()}>${ofSettings.begin}</button>
          </p>`
    }
  </section>`;
}

function scheduleSettings({ setup, shown }: Run, choices: Choices, words: LabTexts): unknown {
  const { ofSettings } = words;
  const { schedule } = setup;
  const kind = choices.setting('schedule', ofSettings.schedule, words, (one) => ofSettings.schedules[one]);
  if (schedule === 'constant') return kind;
  const end = schedule === 'step' ? ('scheduleFactor' as const) : ('scheduleFloor' as const);
  return html`${kind} ${choices.setting('scheduleEpochs', ofSettings.scheduleEpochs[schedule], words)}
  ${choices.setting(end, ofSettings[end], words)}
  ${shown ? html`<p class="aside rate-now">${ofSettings.rateNow(number(shown.snapshot.learningRate))}</p>` : nothing}`;
}

/** Which condition has held, and how to go on without it. */
export function heldCondition(run: Run, { ofSettings }: LabTexts): TemplateResult | typeof nothing {
  const { stopped, epochs } = run.shown?.snapshot ?? {};
  if (stopped === undefined || stopped === 'nonFinite' || epochs === undefined) return nothing;
  const { stopLoss, stopPatience } = run.shown!.setup;
  const value = String(stopped === 'loss' ? stopLoss : stopPatience);
  return html`<div class="notice held" role="status">
    <p>${ofSettings.stopped[stopped](epochs, value)}</p>
    <button class="plain-button go-on" @click=${() => run.toggle()}>${ofSettings.goOn}</button>
  </div>`;
}
