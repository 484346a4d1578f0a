/** The middle of the panel's first page, fetched after the opening: the current step as symbols, numbers, result, and one sentence. */
import { isFault } from '../../work/problem';
import { html, nothing, type TemplateResult } from 'lit';
import { stepLines, type Step } from '../../../wasm/index';
import { fetched } from '../../kit/fetched';
import { Lazy } from '../../kit/lazy';
import { checkButton } from '../proof/check';
import { gradientNote, stepCorners } from '../proof/corner';
import { phaseSentence, wordsOf, type StepWords } from '../../work/stepFacts';
import { parameterOf } from '../../work/quantity';
import type { LessonView } from '../view';
import { activationPlot } from './activationPlot';
import { copyFormula } from './copyFormula';
import { failureNote } from './failureNote';
import { breakable, splitEquation } from '../../kit/formula';
import { chapterText } from '../story/chapterBar';
import { chapters } from '../story/chapters';
import { iterationCard } from '../story/card';
import { leadOf, parameterShown, stepToRead } from '../story/ideas';
import { rateBox } from '../slope/slopeBox';
import { knob } from '../story/knob';
import { articleLimitNote, notationSwitch } from './notationSwitch';
import { addStyles } from '../../kit/lateStyles';
import { derivationStyles } from './derivation.styles';

addStyles(derivationStyles);

const printedPart = new Lazy(() => import('./printed'));

/** More rows than this are too many to read at once; the rest are counted. */
const MAX_GROUP_ROWS = 40;

export function stepPanel(view: LessonView, step: Step): TemplateResult {
  const { lesson } = view;
  return html`
    ${notationSwitch(view)}
    <div class="step" data-phase=${step.phase}>
      ${lesson.isDone ? iterationCard(view) : nothing} ${stepsShown(view, step)}
      ${step.failure ? failureNote(view, step) : nothing} ${offerDerivation(view, step)} ${chapterNote(view)}
    </div>
  `;
}

function stepsShown(view: LessonView, step: Step): TemplateResult {
  const { group, choices } = view.lesson;
  if (group.length === 1) return oneStep(view, step);
  return choices.granularity === 'idea' ? ideaSteps(view, group) : groupRows(view, group);
}

/** One idea: a step in full, and folded those that go likewise. */
function ideaSteps(view: LessonView, group: Step[]): TemplateResult {
  const { lesson, page, actions, messages } = view;
  const { start, end } = leadOf(lesson);
  const lead = lesson.steps.slice(start, end);
  const others = group.filter(({ index }) => index < start || index >= end);
  return html`${lead.map((step) => oneStep(view, step))}
  ${
    others.length === 0
      ? nothing
      : html`<details
          class="likewise"
          ?open=${page.likewiseOpen}
          @toggle=${(event: Event) => {
            const { open } = event.target as HTMLDetailsElement;
            if (open !== page.likewiseOpen) actions.change({ likewiseOpen: open });
          }}
        >
          <summary>${messages.story.likewise(others.length)}</summary>
          ${page.likewiseOpen ? rows(view, others) : nothing}
        </details>`
  }`;
}

/** At the beginning of a chapter one thing to do, at its end a sentence to keep. */
function chapterNote(view: LessonView): TemplateResult | typeof nothing {
  const { lesson, messages } = view;
  const chapter = chapters(lesson).find(({ start, end }) => start < lesson.position && lesson.position <= end);
  if (!chapter || lesson.failureReached) return nothing;
  const { trial, keep } = chapterText(view, chapter.id);
  const isFirst = lesson.groupRange.start === chapter.start;
  const shown = parameterShown(lesson);
  return html`${lesson.position === chapter.end ? html`<p class="keep"><b>${messages.story.keep}</b> ${keep}</p>` : nothing}
  ${isFirst ? html`<p class="aside trial"><b>${messages.story.trial}</b> ${trial}</p>` : nothing}
  ${isFirst && chapter.id === 'nudge' && shown && view.canEdit(shown) ? knob(view, shown) : nothing}
  ${chapter.id === 'down' ? rateBox(view, shown) : nothing}`;
}

/** A step in words: title, value, sentence. */
export function announcement(view: LessonView): string {
  const { lesson, messages } = view;
  const step = stepToRead(lesson);
  if (!step) return '';
  const words = stepWords(view, step);
  const value = step.value === null ? messages.diagram.unknown : view.text(step.value);
  const position = messages.timeline.position(lesson.position, lesson.steps.length);
  return messages.announce(position, messages.stepTitle(words), value, messages.stepSentence(words));
}

function stepWords({ lesson, work, label }: LessonView, step: Step): StepWords {
  const batch = lesson.steps.samples.length;
  const reduction = work.design.training.batchReduction;
  const kind = batch === 1 ? 'd' : `${reduction}d`;
  const gradient = step.rule === 'update' ? lesson.known().get(`${kind}${step.computes}`) : undefined;
  return wordsOf(step, work.design, label, { gradient, batch });
}

function oneStep(view: LessonView, step: Step): TemplateResult {
  const { messages } = view;
  const words = stepWords(view, step);
  return html`
    <h2 class="step-title">${messages.stepTitle(words)}</h2>
    <p class="sentence">${messages.stepSentence(words)}</p>
    ${stepCorners(view, [step])} ${gradientCorners(view, step)} ${articleLimitNote(view, step.articleLimit)}
    ${equation(view, step)} ${besidePrint(view, [step], (part) => part.printedBeside(view, step))}
    ${activationPlot(view, step)}
  `;
}

/** The figures that the source prints of the steps, where it prints some. */
function besidePrint(
  view: LessonView,
  steps: Step[],
  draw: (part: typeof import('./printed')) => TemplateResult[] | typeof nothing,
): TemplateResult | typeof nothing {
  const some = steps.some((step) => view.lesson.printedOf(step).length > 0);
  return some ? fetched(view, printedPart, (part) => html`${draw(part)}`) : nothing;
}

function equation(view: LessonView, step: Step): TemplateResult {
  const lines = splitEquation(step.symbols);
  const line = (left: string, sign: string, right: TemplateResult, classes = '') => html`
    <span class="eq-left">${left ? view.tex(left) : nothing}</span>
    <span class="eq-sign">${view.tex(sign)}</span>
    <span class="eq-right ${classes}">${right}</span>
  `;
  return html`<div class="equation" part="formula">
    ${lines.map(({ left, sign, right }) => line(left, sign, view.tex(breakable(right))))}
    ${step.numbers ? line('', '=', view.tex(breakable(step.numbers))) : nothing}
    ${step.value === null ? nothing : line('', '=', html`${view.tex(step.result)} ${checked(view, step)} ${copyFormula(view, stepLines(step))}`, 'result')}
  </div>`;
}

/** Typesets what the next step has to show, one formula after the other. */
export function formulasOfNextStep(view: LessonView): (() => void)[] {
  const formulas = () => {
    const step = view.lesson.nextStep;
    if (!step) return [];
    const ofSymbols = splitEquation(step.symbols).flatMap(({ left, sign, right }) => [left, sign, breakable(right)]);
    return [...ofSymbols, breakable(step.numbers), step.result].filter((latex) => latex !== '');
  };
  const MOST = 8;
  return Array.from({ length: MOST }, (_, at) => () => {
    const latex = formulas()[at];
    if (latex) view.prepareTex(latex);
  });
}

/** Notes on slopes in a gradient that are conventions. */
function gradientCorners(view: LessonView, step: Step): TemplateResult | typeof nothing {
  const parameter = step.phase === 'backward' && step.value !== null ? parameterOf(step.computes) : null;
  const proof = parameter && view.lesson.answers.verification(parameter);
  if (!proof || isFault(proof)) return nothing;
  return gradientNote(view, { ...proof.parameters[0], value: step.value! });
}

/** Beside the gradient of a parameter: whether the other two ways give it too. */
function checked(view: LessonView, step: Step): TemplateResult | typeof nothing {
  const parameter = step.phase === 'backward' ? parameterOf(step.computes) : null;
  return parameter ? checkButton(view, parameter) : nothing;
}

function groupRows(view: LessonView, group: Step[]): TemplateResult {
  const { messages } = view;
  const last = group[group.length - 1];
  const words = stepWords(view, last);
  const oneLayer = group.every((step) => step.layer === last.layer);
  const oneNeuron = group.every((step) => step.neuron === last.neuron && step.layer === last.layer);
  const title = messages.groupTitle(
    messages.phases[last.phase],
    oneLayer ? last.layer : null,
    oneNeuron && last.neuron !== null ? words.neuron : null,
  );
  return html`
    <h2 class="step-title">${title}</h2>
    <p class="sentence">${messages.groupSentence[phaseSentence(last.phase, view.work.design)]}</p>
    ${stepCorners(view, group)} ${rows(view, group, title)}
  `;
}

/** Steps in a line each; of very many the first ones. */
function rows(view: LessonView, steps: Step[], name?: string): TemplateResult {
  const all = view.lesson.choices.notation === 'matrix' ? onePerLayer(steps) : steps;
  const shown = all.slice(0, MAX_GROUP_ROWS);
  return html`${besidePrint(view, shown, () => nothing)}
    <div class="rows" part="formula" tabindex="0" role="group" aria-label=${name ?? view.messages.panel.label}>
      ${shown.map(
        (step) =>
          html`<div class="row">
            ${view.tex(step.symbols)}
            ${step.value === null ? nothing : html`<span class="row-value">${view.tex(`= ${step.result}`)}</span>`}
            ${printedPart.here?.printedInRow(view, step)} ${copyFormula(view, stepLines(step))}
          </div>`,
      )}
    </div>
    ${all.length > shown.length ? html`<p class="why">${view.messages.panel.moreRows(all.length - shown.length)}</p>` : nothing}`;
}

/** In matrices the last step of a layer says all that those before it say. */
function onePerLayer(group: Step[]): Step[] {
  const last = new Map<string, Step>();
  for (const step of group) last.set(step.phase === 'loss' ? step.computes : `${step.rule} ${step.layer}`, step);
  return [...last.values()];
}

function offerDerivation(view: LessonView, step: Step): TemplateResult | typeof nothing {
  const parameter = parameterOf(stepToRead(view.lesson)?.computes ?? '');
  if (!parameter || step.phase !== 'backward') return nothing;
  return html`<button class="link-button" @click=${() => view.lesson.select(parameter)}>
    ${view.messages.panel.openDerivation(view.label(`d${parameter}`))} →
  </button>`;
}
