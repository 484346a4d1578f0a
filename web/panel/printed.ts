/** A published example beside its print: what the source prints, what it should be, and where it slipped. */
import { html, nothing, type TemplateResult } from 'lit';
import type { PrintedComparison, Step } from '../../wasm/index';
import type { View } from '../view';

/** The figure that the source prints of what this step computes. */
function figureOf({ controller }: View, step: Step): PrintedComparison | undefined {
  if (!controller.isAsOpened) return undefined;
  // An update's value is the parameter's after it.
  const after = controller.iteration + (step.phase === 'update' ? 1 : 0);
  return controller
    .printed()
    .find((figure) => figure.id === step.computes && figure.after === after && figure.sample === controller.sample);
}

/** Beside a step's result: the print, and whether it agrees. */
export function printedBeside(view: View, step: Step): TemplateResult | typeof nothing {
  const figure = figureOf(view, step);
  if (!figure) return nothing;
  const words = view.messages.printed;
  const note = slipOf(view, figure);
  return html`<div class="printed ${figure.agreement}">
    <p>
      <span class="printed-name">${words.inPrint}</span> <b class="figure">${inPrint(figure)}</b>
      <span class="printed-name">${words.ours}</span> <b class="figure">${ours(figure)}</b>
      <span class="mark">${words.marks[figure.agreement]}</span>
    </p>
    ${figure.negated ? html`<p class="why">${words.negated}</p>` : nothing}
    ${note ? html`<p class="slip">${note}</p>` : nothing}
  </div>`;
}

/** In a row of many steps there is room for the figure and its mark. */
export function printedInRow(view: View, step: Step): TemplateResult | typeof nothing {
  const figure = figureOf(view, step);
  if (!figure) return nothing;
  const words = view.messages.printed;
  return html`<span class="printed-cell ${figure.agreement}" title=${words.marks[figure.agreement]}>
    ${words.inPrint} <span class="figure">${inPrint(figure)}</span>
    <span aria-hidden="true">${words.signs[figure.agreement]}</span>
    <span class="visually-hidden">${words.marks[figure.agreement]}</span>
  </span>`;
}

/** All figures of the source, for the start of the example. */
export function printedTable(view: View): TemplateResult | typeof nothing {
  const { controller, messages } = view;
  const figures = controller.printed();
  if (figures.length === 0) return nothing;
  const words = messages.printed;
  const agreeing = figures.filter(({ agreement }) => agreement === 'agrees').length;
  return html`<details class="printed-all">
    <summary>${words.title(agreeing, figures.length)}</summary>
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

function printedRow(view: View, figure: PrintedComparison): TemplateResult {
  const words = view.messages.printed;
  const note = slipOf(view, figure);
  const name = `${figure.negated ? '−' : ''}${view.label(figure.id)}`;
  return html`<tr class=${figure.agreement}>
      <th scope="row">
        ${name}${figure.after ? html` <span class="after">${words.after(figure.after)}</span>` : nothing}
      </th>
      <td class="figure">${inPrint(figure)}</td>
      <td class="figure" title=${figure.value ?? nothing}>${ours(figure)}</td>
      <td class="verdict">${words.marks[figure.agreement]}</td>
    </tr>
    ${
      note
        ? html`<tr class="slip-row">
            <td colspan="4" class="slip">${note}</td>
          </tr>`
        : nothing
    }`;
}

const inPrint = ({ text }: PrintedComparison): string => text.replaceAll('-', '−');
const ours = ({ rounded }: PrintedComparison): string => rounded?.replace('-', '−') ?? '–';

/** Of the page's own scenarios in the page's language; of a document as it has it. */
function slipOf({ controller, messages }: View, { id, after, slip }: PrintedComparison): string | undefined {
  const { slips } = messages.printed;
  return slips[`${controller.scenarioId} ${id}${after ? ` ${after}` : ''}`] ?? slip;
}
