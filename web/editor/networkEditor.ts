/** The form of the network: layers, loss, training, initial weights. Every change takes effect at once. */
import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from '../kit/define';
import { keyed } from 'lit/directives/keyed.js';
import {
  initOf,
  parameterCount,
  shapeOf,
  type InitInput,
  type InitKind,
  type LossId,
  type Reshaping,
} from '../../wasm/index';
import { iconButton } from '../kit/icons';
import { FAMILIES, familyOf } from '../work/losses';
import { wholeNumber } from '../work/typedNumber';
import { activationsFor, withLayer, withLayerBefore, withLoss, withoutLayer } from './documentEdits';
import './parametersTable';
import { TrainingForm } from './trainingForm';

@customElement('backprop-network-editor')
export class NetworkEditor extends TrainingForm {
  /** how new weights are drawn, where the reader has chosen it and nothing has been drawn with it yet */
  private chosenInit: Required<InitInput> | null = null;

  /** whose weights and biases are in the table, counted from 1 */
  private tableLayer = 1;

  protected override forget(): void {
    super.forget();
    this.chosenInit = null;
  }

  private get init(): { kind: InitKind; seed: number } {
    return this.chosenInit ?? initOf(this.document);
  }

  protected override render(): TemplateResult {
    return html`<div class="form">
      ${this.layers()} ${this.weights()} ${this.initialWeights()} ${this.loss()} ${this.training()}
    </div>`;
  }

  // ------------------------------------------------------------------ layers

  private layers(): TemplateResult {
    const { document, words } = this;
    const { inputs, layers } = document.network;
    return this.section(
      'layers',
      words.layers,
      html`
        <ol class="layers">
          <li class="layer-row">
            <span class="layer-name">${words.inputs}</span>
            ${this.counter({
              key: 'inputs',
              label: words.inputCount,
              value: inputs,
              change: (value) => this.reshape({ inputs: value }),
            })}
            ${this.problem('inputs')}
          </li>
          ${layers.map((_, index) => this.layer(index))}
        </ol>
        <p class="why">${words.parameters(parameterCount(shapeOf(document)))} ${words.keeps(this.init.seed)}</p>
        ${this.problem('layers')}
      `,
    );
  }

  private layer(index: number): TemplateResult {
    const { document, words, view } = this;
    const { layers } = document.network;
    const { units, activation } = layers[index];
    const last = index === layers.length - 1;
    const name = last ? words.output : words.layer(index + 1);
    const { limits } = view.work.catalog;
    const key = `units.${index}`;
    return html`${
        layers.length < limits.layers
          ? html`<li class="layer-gap">
              <button
                class="add-layer"
                aria-label=${words.addBefore(name)}
                title=${words.addBefore(name)}
                @click=${() => this.change('layers', () => this.reshape({ layers: withLayerBefore(document, index) }))}
              >
                + ${words.addLayer}
              </button>
            </li>`
          : nothing
      }
      <li class="layer-row">
        <span class="layer-name">${name}</span>
        ${this.counter({
          key,
          label: words.neurons(name),
          value: units,
          change: (value) => this.reshape({ layers: withLayer(document, index, { units: value }) }),
        })}
        ${this.select(
          `activation.${index}`,
          words.activation(name),
          activation,
          activationsFor(last, view.work.catalog).map((id) => [id, id]),
          (id) => this.reshape({ layers: withLayer(document, index, { activation: id }) }),
        )}
        ${
          layers.length > 1
            ? iconButton(
                words.remove(name),
                '✕',
                () => this.change('layers', () => this.reshape({ layers: withoutLayer(document, index) })),
                { classes: 'text' },
              )
            : nothing
        }
        ${this.problem(key)} ${this.problem(`activation.${index}`)}
      </li>`;
  }

  private reshape(shape: Reshaping): void {
    this.view.work.reshape({ ...shape, init: this.init });
    this.chosenInit = null;
  }

  // ------------------------------------------------------------------ weights and biases

  private weights(): TemplateResult {
    const { document, words, view } = this;
    const { layers } = document.network;
    const layer = Math.min(this.tableLayer, layers.length);
    const nameOf = (one: number) => (one === layers.length ? words.output : words.layer(one));
    const choose = (one: string) => {
      this.tableLayer = Number(one);
      this.requestUpdate();
    };
    return this.section(
      'weights',
      words.weights.title,
      html`
        ${
          layers.length > 1
            ? html`<div class="fields">
                ${this.labelledSelect(
                  'tableLayer',
                  words.weights.layer,
                  String(layer),
                  layers.map((_, index) => [String(index + 1), nameOf(index + 1)] as const),
                  choose,
                )}
              </div>`
            : nothing
        }
        ${keyed(layer, html`<backprop-parameters-table .view=${view} .layer=${layer}></backprop-parameters-table>`)}
        <p class="why">${words.weights.hint}</p>
      `,
    );
  }

  // ------------------------------------------------------------------ initial weights

  private initialWeights(): TemplateResult {
    const { words, init, view } = this;
    const draw = (seed: number) =>
      this.drafts.try('seed', String(seed), () => {
        view.work.initialise({ ...init, seed });
        this.chosenInit = null;
      });
    const choose = (change: Partial<InitInput>) => {
      this.chosenInit = { ...init, ...change };
      this.requestUpdate();
    };
    const next = (init.seed + 1) % 2 ** 32;
    return this.section(
      'init',
      words.init,
      html`
        <div class="fields">
          ${this.labelledSelect(
            'kind',
            words.kind,
            init.kind,
            view.work.catalog.inits.map((kind) => [kind, words.kinds[kind]]),
            (kind) => choose({ kind }),
          )}
          ${this.number({
            key: 'seed',
            label: words.seed,
            value: init.seed,
            change: (seed) => choose({ seed: wholeNumber(seed, 0, 2 ** 32 - 1) }),
          })}
          <span class="button-row">
            <button class="plain-button draw" @click=${() => draw(init.seed)}>${words.draw}</button>
            <button
              class="plain-button draw-next"
              aria-label=${words.drawNext(next)}
              title=${words.drawNext(next)}
              @click=${() => draw(next)}
            >
              ${words.next(next)} →
            </button>
          </span>
        </div>
        ${this.problem('seed')}
        <p class="why">${words.seedWhy}</p>
      `,
    );
  }

  // ------------------------------------------------------------------ loss

  private loss(): TemplateResult {
    const { document, words, view } = this;
    const { work, messages } = view;
    const { catalog } = work;
    const family = familyOf(document.loss);
    const set = (loss: LossId) => {
      const needed = catalog.lossOutputs[loss];
      if (needed && needed !== document.network.layers.at(-1)!.activation)
        work.replace(withLoss(document, loss, catalog));
      else work.changeLoss(loss);
    };
    const needed = catalog.lossOutputs[document.loss];
    return this.section(
      'loss',
      words.loss,
      html`
        <div class="fields">
          ${this.labelledSelect(
            'loss',
            words.lossName,
            family[0],
            FAMILIES.map((loss) => [loss, words.families[loss] ?? messages.losses[loss]]),
            set,
          )}
          ${
            family.length > 1
              ? this.labelledSelect(
                  'factor',
                  words.factor,
                  document.loss,
                  family.map((loss) => [loss, words.factors[loss] ?? loss]),
                  set,
                )
              : nothing
          }
        </div>
        ${this.problem('loss')} ${this.problem('factor')}
        <p class="why">
          ${family.length > 1 ? words.factorWhy : nothing}
          ${messages.lossFactor(document.loss, document.network.layers.at(-1)!.units)}
          ${needed ? words.needs(needed) : nothing}
        </p>
      `,
    );
  }
}
