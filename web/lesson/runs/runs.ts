/** Two runs from the present start beside each other: under two losses, or with two learning rates. */
import { html, nothing, type TemplateResult } from 'lit';
import type { LossId } from '../../../wasm/index';
import { addStyles } from '../../kit/lateStyles';
import { plotFigure, type PlotArea } from '../../kit/plot';
import { segments } from '../../kit/segments';
import { lateTexts } from '../../kit/texts';
import { faultOf, type Fault } from '../../work/problem';
import { readNumber, wholeNumber } from '../../work/typedNumber';
import type { Work } from '../../work/work';
import { lossPlot, pointsOf } from '../timeline/lossCurve';
import type { LessonView } from '../view';
import { PairOfRuns, type Pair, type Run } from './pair';
import { runs as en } from './runs.en';
import { runsStyles } from './runs.styles';
import { runs as zhCN } from './runs.zh-CN';

addStyles(runsStyles);
const textsOf = lateTexts({ en, 'zh-CN': zhCN });

export type Kind = 'losses' | 'rates';
const KINDS: readonly Kind[] = ['losses', 'rates'];
/** Enough to see where a run goes. */
const MOST_RUNS = 10_000;
/** Outputs of the sample that are listed. */
const MOST_OUTPUTS = 4;
const AREA: PlotArea = { width: 286, height: 180, left: 46, right: 10, top: 20, bottom: 40 };

/** What the reader has asked for, and the runs. */
interface Asked {
  kind: Kind;
  eta: string;
  count: string;
  fault: { field: 'eta' | 'count'; fault: Fault } | null;
  pair: PairOfRuns;
}

const asked = new WeakMap<Work, Asked>();

function askedOf(view: LessonView): Asked {
  const { work } = view;
  let state = asked.get(work);
  if (!state) {
    const eta = String(10 * work.design.training.learningRate);
    state = { kind: 'losses', eta, count: '100', fault: null, pair: new PairOfRuns(work, () => view.redraw()) };
    asked.set(work, state);
  }
  return state;
}

/** `other`: the loss that the present one is compared with; null where the network can have no other. */
export function twoRuns(view: LessonView, other: LossId | null): TemplateResult {
  const state = askedOf(view);
  const words = textsOf(view);
  const { pair } = state;
  const kinds = other ? KINDS : (['rates'] as const);
  if (!other) state.kind = 'rates';
  const choose = (kind: Kind) => {
    state.kind = kind;
    state.fault = null;
    view.redraw();
  };
  return html`<section class="runs" aria-labelledby="runs-title">
    <h2 id="runs-title" class="step-title">${words.title}</h2>
    <p class="why">${words.why}</p>
    <form class="runs-form" @submit=${(event: Event) => (event.preventDefault(), start(view, state, other))}>
      ${segments(words.kind, { all: kinds, chosen: state.kind, choose, text: (kind) => words.kinds[kind] })}
      ${state.kind === 'rates' ? field(view, state, 'eta', words.eta) : nothing}
      ${field(view, state, 'count', words.count)}
      <button class="plain-button" type="submit">${pair.running ? words.stop : words.start}</button>
    </form>
    <p id="runs-problem" class="editor-problem" role="alert">${problem(view, state)}</p>
    ${pair.present ? outcome(view, pair.present) : nothing}
  </section>`;
}

function problem(view: LessonView, { fault, pair }: Asked): string | typeof nothing {
  if (fault) return view.fault(fault.fault);
  return pair.fault ? view.fault(pair.fault) : nothing;
}

function field(view: LessonView, state: Asked, name: 'eta' | 'count', label: string): TemplateResult {
  const wrong = state.fault?.field === name;
  return html`<label class="runs-field">
    <span>${label}</span>
    <input
      type="text"
      inputmode="decimal"
      autocomplete="off"
      size="6"
      data-runs=${name}
      aria-invalid=${wrong ? 'true' : 'false'}
      aria-describedby="runs-problem"
      .value=${state[name]}
      @input=${(event: Event) => {
        state[name] = (event.target as HTMLInputElement).value;
        if (!state.fault) return;
        state.fault = null;
        view.redraw();
      }}
    />
  </label>`;
}

function start(view: LessonView, state: Asked, other: LossId | null): void {
  const { pair } = state;
  if (pair.running) return pair.stop();
  const read = (name: 'eta' | 'count') => {
    try {
      const value = readNumber(state[name]);
      return name === 'count' ? wholeNumber(value, 1, MOST_RUNS) : value;
    } catch (error) {
      state.fault = { field: name, fault: faultOf(error) };
      return null;
    }
  };
  state.fault = null;
  const count = read('count');
  const eta = state.kind === 'rates' ? read('eta') : 0;
  if (count === null || eta === null) return view.redraw();
  const change = state.kind === 'rates' ? { eta } : { loss: other! };
  void pair.start(change, count, view.lesson.sample);
}

// ------------------------------------------------------------------ what came of it

function nameOf(view: LessonView, run: Run, { runs }: Pair): string {
  return runs[0].loss === runs[1].loss ? `η = ${view.text(run.eta, 6)}` : view.messages.lossShort[run.loss];
}

/** Curves of one loss are in one plot; those of two losses are not, for their numbers cannot be compared. */
function outcome(view: LessonView, pair: Pair): TemplateResult {
  const words = textsOf(view);
  const { runs, done } = pair;
  const names = runs.map((run) => nameOf(view, run, pair));
  const range = [0, Math.max(1, done)] as const;
  const curves = runs.map(({ losses }, at) => ({ points: pointsOf(losses), classes: at === 0 ? '' : 'second' }));
  const legend = (at: number) => html`<span class="runs-legend ${at === 0 ? '' : 'second'}">${names[at]}</span>`;
  const figure = (which: number[]) =>
    plotFigure(
      'run',
      AREA,
      lossPlot(
        view,
        AREA,
        which.map((at) => curves[at]),
        range,
      ),
      html`${which.map(legend)}`,
      words.plot(which.map((at) => names[at]).join(', ')),
    );
  const together = runs[0].loss === runs[1].loss;
  return html`<div class="runs-plots">${together ? figure([0, 1]) : [figure([0]), figure([1])]}</div>
    ${table(view, pair, names)}
    <p class="why">${together ? nothing : words.apart}</p>`;
}

function table(view: LessonView, { runs, done }: Pair, names: readonly string[]): TemplateResult {
  const words = textsOf(view);
  const outputs = (runs[0].before ?? []).slice(0, MOST_OUTPUTS);
  const last = view.work.design.network.layers.length;
  const number = (value: number | null | undefined) => (value === null || value === undefined ? '–' : view.text(value));
  const row = (name: string, text: (run: Run) => string) =>
    html`<tr>
      <th scope="row">${name}</th>
      ${runs.map((run) => html`<td>${text(run)}</td>`)}
    </tr>`;
  return html`<div class="scroll" tabindex="0" role="group" aria-label=${words.title}>
    <table class="runs-table">
      <thead>
        <tr>
          <td></td>
          ${names.map((name) => html`<th scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${row(words.first, ({ losses }) => number(losses[0]))}
        ${row(words.after(done), (run) => lossAfter(view, run, words.broken))}
        ${outputs.map((before, k) => row(words.output(view.label(`a.${last}.${k}`)), ({ after }) => `${number(before)} → ${number(after?.[k])}`))}
      </tbody>
    </table>
  </div>`;
}

/** The loss at the end, or after how many iterations it was no finite number any more. */
function lossAfter(view: LessonView, { losses }: Run, broken: (iterations: number) => string): string {
  const last = losses[losses.length - 1];
  return last === null ? broken(losses.length - 1) : view.text(last);
}
