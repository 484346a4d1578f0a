/** The loss of training and test epoch by epoch, of this run and of those that are kept; with the values under a ruler. */
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import {
  exactAxis,
  plotAxes,
  plotFigure,
  plotLine,
  plotPoint,
  plotScales,
  type Axis,
  type PlotArea,
} from '../kit/plot';
import { recordAt, recordsOf, type EpochLosses } from './losses';
import { number } from './number';
import { keptLine } from './runs/compare';
import type { KeptRuns } from './runs/kept';
import type { Run } from './run';
import { quoted, saveButtons, type Saved } from './save';
import type { LabTexts } from './lab.en';

const area: PlotArea = { width: 400, height: 240, left: 52, right: 16, top: 26, bottom: 40 };
/** More points than this are not told apart. */
const MOST_POINTS = 400;
/** Powers of ten below the largest loss that a logarithmic axis shows. */
const MOST_DECADES = 8;

/** How the curves are looked at. */
export class CurvesView {
  #logarithmic = false;
  /** the epoch whose losses are told; null: the last */
  #ruler: number | null = null;

  constructor(
    private readonly run: Run,
    private readonly runs: KeptRuns,
    private readonly changed: () => void,
  ) {}

  section(words: LabTexts): TemplateResult {
    const { shown, setup } = this.run;
    const records = recordsOf(shown?.snapshot.losses ?? new Float64Array(), MOST_POINTS);
    const name = words.lossName(words.ofSettings.losses[setup.loss]);
    const isEmpty = records.length === 0 && this.runs.all.length === 0;
    return html`<section class="curves" aria-labelledby="loss-title">
      <div class="with-saves">
        <h2 id="loss-title">${words.lossTitle}</h2>
        ${isEmpty ? nothing : saveButtons(this.#saved(words), words)}
      </div>
      ${
        isEmpty
          ? html`<p class="aside">${words.noLoss}</p>`
          : html`<div
                @pointermove=${(event: PointerEvent) => this.#point(event, records)}
                @pointerleave=${() => this.#rule(null)}
              >
                ${this.#plot(records, name, words)}
              </div>
              ${this.#ways(records, words)}`
      }
    </section>`;
  }

  /** The epoch under the pointer. */
  #point({ target, clientX }: PointerEvent, records: readonly EpochLosses[]): void {
    const plot = (target as Element).closest('svg');
    if (!plot || records.length < 2) return;
    const { left, width } = plot.getBoundingClientRect();
    const { from, to } = epochsOf([records, ...this.runs.all.map(({ losses }) => losses)]);
    const share = (((clientX - left) / width) * area.width - area.left) / (area.width - area.left - area.right);
    const epoch = Math.round(from + share * (to - from));
    this.#rule(epoch >= records.at(-1)!.epoch ? null : Math.max(1, epoch));
  }

  #rule(epoch: number | null): void {
    if (epoch === this.#ruler) return;
    this.#ruler = epoch;
    this.changed();
  }

  #saved(words: LabTexts): Saved {
    return {
      file: 'loss',
      title: words.lossTitle,
      drawing: '.loss-plot svg',
      table: () => this.#table(words),
    };
  }

  /** Every recorded epoch of this run, then of those that are kept. */
  #table(words: LabTexts): (string | number)[][] {
    const now = recordsOf(this.run.shown?.snapshot.losses ?? new Float64Array(), Infinity);
    const runs = [{ name: words.thisRun, losses: now }, ...this.runs.all];
    return [
      ['run', 'epoch', 'training_loss', 'test_loss'],
      ...runs.flatMap(({ name, losses }) =>
        losses.map(({ epoch, training, test }) => [quoted(name), epoch, training, test ?? '']),
      ),
    ];
  }

  #plot(records: readonly EpochLosses[], name: string, words: LabTexts): TemplateResult {
    const kept = this.runs.all.map(({ losses }) => losses);
    const curves = [records, ...kept];
    const { x, y, across, up } = this.#scales(curves, words);
    const last = records.at(-1);
    const changes = this.run.changes.filter((epoch) => epoch <= (last?.epoch ?? 0));
    const tests = records.some(({ test }) => test !== null);
    // A run that began again may not have come so far.
    const isThere = this.#ruler !== null && this.#ruler < (last?.epoch ?? 0);
    const ruled = isThere ? recordAt(records, this.#ruler!) : undefined;
    return plotFigure(
      'loss-plot',
      area,
      svg`${plotAxes(area, x, y)} ${changes.map((epoch) => changeMark(across(Math.max(epoch, x.from))))}
        ${kept.map((losses, index) => (losses.length > 0 ? keptLine(index, `M${through(losses, 'training', across, up).join('L')}`) : nothing))}
        ${tests ? plotLine('test-line', through(records, 'test', across, up)) : nothing}
        ${plotLine('training-line', through(records, 'training', across, up))}
        ${ruled ? ruler(ruled, across, up) : nothing}`,
      html`<span class="key"
          ><span><i class="training-key"></i>${words.training}</span
          >${tests ? html`<span><i class="test-key"></i>${words.testing}</span>` : nothing}${
            changes.length > 0 ? html`<span><i class="change-key"></i>${words.changedAfter(changes)}</span>` : nothing
          }</span
        >
        ${name} ${last ? this.#sentence(records[0], ruled ?? last, ruled !== undefined, words) : nothing}`,
    );
  }

  #scales(curves: readonly (readonly EpochLosses[])[], words: LabTexts) {
    const all = curves.flat();
    const losses = all.flatMap(({ training, test }) => [training, test ?? NaN]).filter((loss) => Number.isFinite(loss));
    const largest = Math.max(0, ...losses) || 1;
    const x: Axis = { ...epochsOf(curves), name: words.epochAxis, text: String, whole: true };
    if (!this.#logarithmic) {
      const y = exactAxis({ from: 0, to: largest * 1.04, name: words.lossAxis }, number);
      const scales = plotScales(area, x, y);
      return { x, y, across: scales.x, up: scales.y };
    }
    const smallest = Math.max(Math.min(largest, ...losses.filter((loss) => loss > 0)), largest * 10 ** -MOST_DECADES);
    const from = Math.floor(Math.log10(smallest));
    const to = Math.max(from + 1, Math.ceil(Math.log10(largest)));
    const y: Axis = { from, to, name: words.lossAxis, text: (power) => number(10 ** power, 1), whole: true };
    const scales = plotScales(area, x, y);
    return { x, y, across: scales.x, up: (loss: number) => scales.y(Math.log10(Math.max(loss, 10 ** from))) };
  }

  #sentence(first: EpochLosses, { epoch, training, test }: EpochLosses, isRuled: boolean, words: LabTexts): string {
    const tested = test === null ? undefined : number(test);
    return isRuled
      ? words.ruled(epoch, number(training), tested)
      : words.losses(epoch, number(first.training), number(training), tested);
  }

  /** The ruler, the kind of axis. */
  #ways(records: readonly EpochLosses[], words: LabTexts): TemplateResult {
    const last = records.at(-1)?.epoch ?? 1;
    return html`<div class="ways">
      <label class="ruler"
        ><span>${words.ruler}</span>
        <input
          type="range"
          min="1"
          max=${last}
          .value=${String(this.#ruler ?? last)}
          ?disabled=${last < 2}
          @input=${({ target }: Event) => {
            const epoch = Number((target as HTMLInputElement).value);
            this.#ruler = epoch >= last ? null : epoch;
            this.changed();
          }}
        />
      </label>
      <label class="check"
        ><input
          type="checkbox"
          name="logarithmic"
          .checked=${this.#logarithmic}
          @change=${() => {
            this.#logarithmic = !this.#logarithmic;
            this.changed();
          }}
        />${words.logarithmic}</label
      >
    </div>`;
  }
}

/** From the first epoch to the last of any curve. */
const epochsOf = (curves: readonly (readonly EpochLosses[])[]) => ({
  from: 1,
  to: Math.max(2, ...curves.map((records) => records.at(-1)?.epoch ?? 0)),
});

type Scale = (value: number) => number;

/** Where the training was changed. */
const changeMark = (x: number): SVGTemplateResult =>
  svg`<line class="change" x1=${x} x2=${x} y1=${area.top} y2=${area.height - area.bottom} />`;

function through(records: readonly EpochLosses[], key: 'training' | 'test', across: Scale, up: Scale): string[] {
  return records.flatMap((record) => {
    const loss = record[key];
    return loss === null || !Number.isFinite(loss) ? [] : [plotPoint(across(record.epoch), up(loss))];
  });
}

function ruler({ epoch, training, test }: EpochLosses, across: Scale, up: Scale): SVGTemplateResult {
  const x = across(epoch);
  const dot = (loss: number | null, kind: string) =>
    loss === null ? nothing : svg`<circle class="dot ${kind}" cx=${x} cy=${up(loss)} r="4" />`;
  return svg`<g class="ruler-line">
    <line x1=${x} x2=${x} y1=${area.top} y2=${area.height - area.bottom} />
    ${dot(training, 'training-dot')} ${dot(test, 'test-dot')}
  </g>`;
}
