/**
 * A published example beside its print: what the source prints, what it should be, and where it slipped. Fetched for a
 * document that has figures of its source.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { PrintedComparison, Step } from '../../../wasm/index';
import { printed as en } from './printed.en';
import { addStyles } from '../../kit/lateStyles';
import { lateTexts } from '../../kit/texts';
import { printed as zhCN } from './printed.zh-CN';
import { isOfSample } from '../printed';
import type { LessonView } from '../view';
import { printedStyles } from './printed.styles';

addStyles(printedStyles);

const textsOf = lateTexts({ en, 'zh-CN': zhCN });

/** Beside a step's result: the print, and whether it agrees. */
export function printedBeside(view: LessonView, step: Step): TemplateResult[] {
  const words = textsOf(view);
  return view.lesson.printedOf(step).map((figure) => {
    const note = slipOf(view, figure);
    return html`<div class="printed ${figure.agreement}">
      <p>
        <span class="printed-name">${words.inPrint}</span> <b class="figure">${inPrint(figure)}</b>
        <span class="printed-name">${words.ours}</span> <b class="figure">${ours(figure)}</b>
        <span class="mark">${markOf(view, figure)}</span>
      </p>
      ${figure.negated ? html`<p class="why">${words.negated}</p>` : nothing}
      ${note ? html`<p class="slip">${note}</p>` : nothing}
    </div>`;
  });
}

/** In a row of many steps there is room for the figure and its mark. */
export function printedInRow(view: LessonView, step: Step): TemplateResult[] {
  const words = textsOf(view);
  return view.lesson.printedOf(step).map((figure) => {
    const mark = markOf(view, figure);
    return html`<span class="printed-cell ${figure.agreement}" title=${mark}>
      ${words.inPrint} <span class="figure">${inPrint(figure)}</span>
      <span aria-hidden="true">${[...mark][0]}</span>
      <span class="visually-hidden">${mark}</span>
    </span>`;
  });
}

/** All figures of the source, for the start of the example. */
export function printedTable(view: LessonView): TemplateResult | typeof nothing {
  const words = textsOf(view);
  const figures = view.lesson.printed();
  if (!figures) return html`<p class="aside">${words.comparing}</p>`;
  if (figures.length === 0) return nothing;
  const count = (...wanted: PrintedComparison['agreement'][]) =>
    figures.filter(({ agreement }) => wanted.includes(agreement)).length;
  const agreeing = count('agrees', 'rounding', 'single_precision');
  return html`<details class="printed-all">
    <summary>${words.title(agreeing, figures.length, count('follows'))}</summary>
    <div class="scroll" tabindex="0" role="group" aria-label=${words.table}>
      <table>
        <thead>
          <tr>
            <th scope="col">${words.quantity}</th>
            <th scope="col">${words.inPrint}</th>
            <th scope="col">${words.ours}</th>
            <th scope="col"><span class="visually-hidden">${words.verdict}</span></th>
          </tr>
        </thead>
        <tbody>
          ${figures.map((figure) => printedRow(view, figure))}
        </tbody>
      </table>
    </div>
  </details>`;
}

function printedRow(view: LessonView, figure: PrintedComparison): TemplateResult {
  const note = slipOf(view, figure);
  return html`<tr class=${figure.agreement}>
      <th scope="row">
        <span class="quantity">${figure.negated ? '−' : ''}${view.label(figure.id)}</span>
        <span class="after">${placeOf(view, figure)}</span>
      </th>
      <td class="figure">${inPrint(figure)}</td>
      <td class="figure" title=${figure.value ?? nothing}>${ours(figure)}</td>
      <td class="verdict">${markOf(view, figure)}</td>
    </tr>
    ${
      note
        ? html`<tr class="slip-row">
            <td colspan="4" class="slip">${note}</td>
          </tr>`
        : nothing
    }`;
}

/** After how many updates it holds, and of which sample it is where there are several. */
function placeOf(view: LessonView, { id, after, sample }: PrintedComparison): string {
  const words = textsOf(view);
  const parts = isOfSample(id) && view.work.sampleCount > 1 ? [words.sample(sample + 1)] : [];
  if (after) parts.push(words.after(after));
  return parts.join(words.comma);
}

function markOf(view: LessonView, { agreement, cause }: PrintedComparison): string {
  const words = textsOf(view);
  const from = cause === undefined ? undefined : view.lesson.printed()?.[cause];
  if (!from) return words.marks[agreement];
  return words.followsFrom(`${view.label(from.id)} ${placeOf(view, from)}`.trim());
}

const inPrint = ({ text }: PrintedComparison): string => text.replaceAll('-', '−');
const ours = ({ rounded }: PrintedComparison): string => rounded?.replaceAll('-', '−') ?? '–';

/** The source of the page's own scenarios is named in the page's language, that of a document in its own words. */
function slipOf(view: LessonView, { id, after, slip }: PrintedComparison): string | undefined {
  const { slips } = textsOf(view);
  return slips[`${view.work.scenarioId} ${id}${after ? ` ${after}` : ''}`] ?? slip;
}
