/** The part of the network's form that is about training: learning rate, batches, optimizer, schedule. */
import { html, nothing, type TemplateResult } from 'lit';
import {
  settingOf,
  trainingOf,
  type BatchReduction,
  type LearningRateSchedule,
  type OptimizerId,
  type QuantityId,
} from '../../wasm/index';
import { withTraining } from './documentEdits';
import { FormPart } from './formPart';
import { textsOf } from './texts';

type OptimizerNumber = 'momentum' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay';

const NUMBERS_OF: Record<OptimizerId, readonly OptimizerNumber[]> = {
  sgd: [],
  momentum: ['momentum'],
  adam: ['beta1', 'beta2', 'epsilon'],
};
const ID_OF = Object.fromEntries(Object.entries(settingOf).map(([id, name]) => [name, id])) as Record<
  OptimizerNumber,
  QuantityId
>;
const OPTIMIZERS = Object.keys(NUMBERS_OF) as OptimizerId[];
/** Another optimizer begins with its usual numbers. */
const NO_NUMBERS = { momentum: undefined, beta1: undefined, beta2: undefined, epsilon: undefined };
const NEW_SCHEDULES: Record<LearningRateSchedule['kind'], LearningRateSchedule> = {
  step: { kind: 'step', epochs: 10, factor: 0.5 },
  cosine: { kind: 'cosine', epochs: 100 },
};
const SCHEDULES = ['none', ...(Object.keys(NEW_SCHEDULES) as LearningRateSchedule['kind'][])] as const;

export abstract class TrainingForm extends FormPart {
  protected get words() {
    return textsOf(this.view);
  }

  protected training(): TemplateResult {
    const { document, words, view } = this;
    const { learningRate, batchSize, batchReduction } = trainingOf(document);
    return this.section(
      'training',
      words.training,
      html`
        <div class="fields">
          ${this.number({
            key: 'eta',
            label: words.eta,
            value: learningRate,
            change: (value) => view.lesson.changeValue('eta', value),
          })}
          <span class="beside">
            ${this.number({
              key: 'batchSize',
              label: words.batchSize,
              value: batchSize,
              change: (value) => this.setTraining({ batchSize: value }),
            })}
            <span class="aside">${words.ofSamples(document.samples.length)}</span>
          </span>
          ${this.labelledSelect(
            'reduction',
            words.reduction,
            batchReduction,
            (['mean', 'sum'] as BatchReduction[]).map((id) => [id, words.reductions[id]]),
            (id) => this.setTraining({ batchReduction: id }),
          )}
        </div>
        ${this.problem('eta')} ${this.problem('batchSize')} ${this.optimizer()} ${this.trainingSwitches()}
      `,
    );
  }

  private optimizer(): TemplateResult {
    const { words } = this;
    const training = trainingOf(this.document);
    const { optimizer, schedule } = training;
    const kind = schedule?.kind ?? 'none';
    const numbers = [...NUMBERS_OF[optimizer], 'weightDecay'] as const;
    const ofSchedule = kind === 'none' ? [] : (['epochs', kind === 'step' ? 'factor' : 'floor'] as const);
    return html`<div class="fields">
        ${this.labelledSelect(
          'optimizer',
          words.optimizer,
          optimizer,
          OPTIMIZERS.map((id) => [id, words.optimizers[id]]),
          (id) => this.setTraining({ ...NO_NUMBERS, optimizer: id }),
        )}
        ${numbers.map((key) => this.setting(key, training[key]))}
        ${this.labelledSelect(
          'schedule',
          words.schedule,
          kind,
          SCHEDULES.map((id) => [id, words.schedules[id]]),
          (id) => this.setTraining({ schedule: id === 'none' ? undefined : NEW_SCHEDULES[id] }),
        )}
        ${ofSchedule.map((key) =>
          this.number({
            key: `schedule.${key}`,
            label: words.ofSchedule[key],
            value: { floor: 0, factor: 1, ...schedule! }[key],
            change: (value) => this.setTraining({ schedule: { ...schedule!, [key]: value } }),
          }),
        )}
      </div>
      ${['optimizer', ...numbers, 'schedule', ...ofSchedule.map((key) => `schedule.${key}`)].map((key) => this.problem(key))}
      <p class="why">${words.optimizerWhy[optimizer]} ${words.weightDecayWhy}</p>`;
  }

  private setting(key: OptimizerNumber, value: number): TemplateResult {
    const change = (changed: number) => this.view.lesson.changeValue(ID_OF[key], changed);
    return this.number({ key, label: this.words.optimizerNumbers[key], value, change });
  }

  private trainingSwitches(): TemplateResult {
    const { document, words } = this;
    const { updateBiases, shuffleSeed } = trainingOf(document);
    const isShuffled = shuffleSeed !== undefined;
    return html`${this.check('biases', words.updateBiases, updateBiases, () => this.setTraining({ updateBiases: !updateBiases }))}
      <span class="beside">
        ${this.check('shuffle', words.shuffle, isShuffled, () => this.setTraining({ shuffleSeed: isShuffled ? undefined : 1 }))}
        ${
          isShuffled
            ? this.number({
                key: 'shuffleSeed',
                label: words.shuffleSeed,
                value: shuffleSeed,
                change: (value) => this.setTraining({ shuffleSeed: value }),
              })
            : nothing
        }
      </span>
      ${this.problem('shuffleSeed')} ${this.problem('biases')} ${this.problem('shuffle')}`;
  }

  private setTraining(change: Parameters<typeof withTraining>[1]): void {
    this.view.work.replace(withTraining(this.document, change));
  }
}
