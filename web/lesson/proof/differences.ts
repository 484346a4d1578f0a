/**
 * The proof as a lesson: the gradient by nudging its parameter, with the size of the nudge as a dial.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { DifferencePoint, DifferenceQuotient, Differences } from '../../../wasm/index';
import { isFault } from '../../work/problem';
import { addStyles } from '../../kit/lateStyles';
import { differenceStyles } from './differences.styles';
import type { LessonView } from '../view';
import { differenceWords } from './cornerNotes';
import { secantFigure } from '../slope/secant';
import { differencePlot } from './differencePlot';
import { digitsIn, epsilonText, sharedPrefix, whole } from './digits';
import { digitsRight, errorOf, WAYS, type Way } from './errors';
import { lostDigits } from './lostDigits';
import { differenceTexts } from './texts';
import type { DifferenceWords } from './words';

addStyles(differenceStyles);

export function differenceLesson(view: LessonView): TemplateResult | typeof nothing {
  const { lesson, page } = view;
  const words = differenceTexts(view);
  const all = lesson.answers.differences();
  if (!all || isFault(all)) return nothing;
  const at = Math.max(0, Math.min(all.points.length - 1, page.epsilon));
  const point = all.points[at];
  const facts = factsOf(view, all, point);
  const corner = differenceWords(view, all, point);
  const turn = dial(view, all, at, corner?.dial);
  return html`<section class="differences" aria-labelledby="differences-title">
    <h3 id="differences-title">${words.title}</h3>
    <p class="sentence">${words.explain(view.label(all.id))}</p>
    ${corner ? turn : html`${secantFigure(view, all, point)} ${differencePlot(view, all, at, turn)}`}
    <div aria-live="polite">
      <p class="sentence seen">${corner && facts.moved && !facts.outside ? corner.seen : words.seen(facts)}</p>
      <p class="sentence">${corner ? corner.complex : words.complex(facts)}</p>
    </div>
    <div class="quotients">${WAYS.map((way) => quotient(view, all, point, way, corner?.tends[way]))}</div>
    <p class="why">${corner ? corner.struck : words.marks}</p>
    ${all.exact === 0 && !corner ? html`<p class="why">${words.zero}</p>` : nothing}
    ${corner ? nothing : table(view, all)}
  </section>`;
}

function factsOf(view: LessonView, all: Differences, point: DifferencePoint): DifferenceWords {
  const verification = view.lesson.answers.verification();
  const way = (quotient: DifferenceQuotient) => ({
    truncation: quotient.truncation,
    digits: digitsRight(quotient, all),
  });
  return {
    epsilon: epsilonText(point.epsilon),
    parameter: view.label(all.id),
    outside: point.lossAbove === null || point.lossBelow === null,
    moved: point.moved,
    unchanged: point.lossAbove === all.loss,
    shared: digitsIn(sharedPrefix(whole(point.lossAbove), whole(all.loss))),
    forward: way(point.forward),
    central: way(point.central),
    complex: way(point.complexStep),
    lost: verification && !isFault(verification) ? lostDigits(view, verification.parameters[0]) : '',
  };
}

// ------------------------------------------------------------------ the dial

/** `said`: in place of the digits that are right. */
function dial(view: LessonView, all: Differences, at: number, said?: string): TemplateResult {
  const words = differenceTexts(view);
  const { points } = all;
  const { epsilon } = points[at];
  const [forward, central, complexStep] = WAYS.map((way) => digitsRight(points[at][way], all));
  const spoken = said ?? words.dialText(epsilonText(epsilon), forward, central, complexStep);
  // The points run from the largest ε down; on the dial, as on the plot's axis, the largest is on the right.
  const last = points.length - 1;
  return html`<label class="dial">
    <span class="dial-name">${words.dial} = <b>${epsilonText(epsilon)}</b></span>
    <input
      type="range"
      min="0"
      max=${last}
      step="1"
      aria-valuetext=${spoken}
      .value=${String(last - at)}
      @input=${(event: Event) =>
        view.actions.change({ epsilon: last - Number((event.target as HTMLInputElement).value) })}
    />
  </label>`;
}

// ------------------------------------------------------------------ the quotients

/** `tends`: to what, where there is no exact gradient to come near to. */
function quotient(
  view: LessonView,
  all: Differences,
  point: DifferencePoint,
  way: Way,
  tends?: string,
): TemplateResult {
  const words = differenceTexts(view);
  const { value } = point[way];
  return html`<section class="quotient ${way}">
    <h4><span class="swatch" aria-hidden="true"></span>${words[way]}</h4>
    <div class="quotient-formula">${view.tex(all[way])}</div>
    <dl>${terms(all, point, way, view.label(all.id))}</dl>
    <p class="quotient-value" data-value=${value ?? nothing}>
      ${value === null ? words.noValue : tends ? whole(value) : agreeing(whole(value), whole(all.exact))}
    </p>
    <p class="why">${value === null ? nothing : (tends ?? words.rightDigits(digitsRight(point[way], all)))}</p>
  </section>`;
}

/** The losses that are subtracted, one above the other, their common digits struck through. */
function terms(all: Differences, point: DifferencePoint, way: Way, p: string): TemplateResult[] {
  if (way === 'complexStep') return [term(`Im L(${p} + iε)`, whole(point.imaginaryLoss), 0)];
  const [first, second] = [point.lossAbove, way === 'forward' ? all.loss : point.lossBelow].map(whole);
  const shared = sharedPrefix(first, second).length;
  return [term(`L(${p} + ε)`, first, shared), term(way === 'forward' ? `L(${p})` : `L(${p} − ε)`, second, shared)];
}

function term(name: string, digits: string, shared: number): TemplateResult {
  return html`<dt>${name}</dt>
    <dd><span class="shared">${digits.slice(0, shared)}</span>${digits.slice(shared)}</dd>`;
}

function agreeing(text: string, exact: string): TemplateResult {
  const length = sharedPrefix(text, exact).length;
  return html`<span class="agree">${text.slice(0, length)}</span><span class="rest">${text.slice(length)}</span>`;
}

// ------------------------------------------------------------------ the table

function table(view: LessonView, all: Differences): TemplateResult {
  const words = differenceTexts(view);
  const cell = (quotient: DifferenceQuotient) => {
    const error = errorOf(quotient, all);
    return html`<td>${error === null ? words.noValue : view.text(error, 2)}</td>`;
  };
  const decades = all.points.filter(({ epsilon }) => /^1e/.test(epsilon.toExponential()));
  return html`<details>
    <summary>${words.table}</summary>
    <div class="scroll" tabindex="0" role="group" aria-label=${words.table}>
      <table>
        <caption class="visually-hidden">
          ${words.plot}
        </caption>
        <thead>
          <tr>
            <th scope="col">ε</th>
            ${WAYS.map((way) => html`<th scope="col">${words[way]}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${decades.map(
            (point) =>
              html`<tr>
                <th scope="row">${epsilonText(point.epsilon)}</th>
                ${WAYS.map((way) => cell(point[way]))}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}
