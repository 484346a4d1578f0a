/** The outputs of the network for every sample, beside the targets. Fetched when first opened. */
import { isFault } from '../../work/problem';
import { html, nothing, type TemplateResult } from 'lit';
import { outputs as en } from './outputs.en';
import { lateTexts } from '../../kit/texts';
import { outputs as zhCN } from './outputs.zh-CN';
import { notice } from '../../kit/notice';
import type { LessonView } from '../view';

const textsOf = lateTexts({ en, 'zh-CN': zhCN });

/** More rows than this are counted, not listed. */
const MOST_ROWS = 64;

export function outputsTable(view: LessonView): TemplateResult {
  const { lesson, work } = view;
  const words = textsOf(view);
  const { samples } = work.numbers;
  const outputs = lesson.answers.outputs(MOST_ROWS);
  if (isFault(outputs)) return notice(view.fault(outputs));
  const numbers = (row: ArrayLike<number>) => Array.from(row, (value) => view.text(value)).join('  ');
  return html`<div class="scroll" tabindex="0" role="group" aria-label=${words.table}>
      <table>
        <thead>
          <tr>
            ${[words.sample, words.inputs, words.output, words.target].map((name) => html`<th scope="col">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${outputs.map(
            (output, index) =>
              html`<tr>
                <th scope="row">${index + 1}</th>
                <td>${numbers(samples[index]!.x)}</td>
                <td data-output=${index}>${numbers(output)}</td>
                <td>${numbers(samples[index]!.t)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${samples.length > MOST_ROWS ? html`<p class="why">${words.more(samples.length - MOST_ROWS)}</p>` : nothing}`;
}
