/** The rule of back-propagation got from special cases, under two losses side by side: only one factor ever differs. */
import { html, nothing, type TemplateResult } from 'lit';
import type { RuleCase, RuleFactor } from '../../../wasm/index';
import { rule as en } from './generalRule.en';
import { lateTexts } from '../../kit/texts';
import { rule as zhCN } from './generalRule.zh-CN';
import type { Fault } from '../../work/problem';
import type { LessonView } from '../view';

const textsOf = lateTexts({ en, 'zh-CN': zhCN });

type Pair = readonly [RuleCase, RuleCase];

/** Nothing where one of the losses has no finite numbers here; the comparison above names the loss then. */
export function generalRule(
  view: LessonView,
  mine: RuleCase[] | Fault | null,
  theirs: RuleCase[] | Fault | null,
  losses: readonly [string, string],
): TemplateResult | typeof nothing {
  if (!Array.isArray(mine) || !Array.isArray(theirs)) return nothing;
  const words = textsOf(view);
  const pairs = mine.map((one, index): Pair => [one, theirs[index]]);
  const special = pairs.filter(([{ layer }]) => layer !== null);
  const general = pairs.filter(([{ layer }]) => layer === null);
  const deeper = special.slice(2);
  return html`
    <section class="general-rule" aria-labelledby="general-rule">
      <h2 id="general-rule" class="step-title">${words.title}</h2>
      <p class="why">${words.intro}</p>
      ${special.slice(0, 2).map((pair) => caseTable(view, pair, losses))}
      ${deeper.length > 0 ? andSoOn(view, deeper, losses) : nothing}
      <h3 class="rule-letters">${words.letters}</h3>
      <p class="why">${words.lettersWhy}</p>
      ${general.map((pair) => caseTable(view, pair, losses))}
      <p class="sentence">${words.conclusion}</p>
    </section>
  `;
}

function andSoOn(view: LessonView, deeper: readonly Pair[], losses: readonly [string, string]): TemplateResult {
  const words = textsOf(view);
  return html`<details class="and-so-on">
    <summary>${words.andSoOn(deeper.length)}</summary>
    <p class="why">${words.andSoOnWhy}</p>
    ${deeper.map((pair) => caseTable(view, pair, losses))}
  </details>`;
}

function caseTable(view: LessonView, [mine, theirs]: Pair, [a, b]: readonly [string, string]): TemplateResult {
  const words = textsOf(view);
  const title =
    mine.layer === null
      ? words.general[mine.kind]
      : mine.kind === 'output'
        ? words.output(mine.layer)
        : words.hidden(mine.layer);
  return html`
    <section class="stage rule-case" data-kind=${mine.kind} data-layer=${mine.layer ?? 'letters'}>
      <h3>${title}</h3>
      <div class="scroll" tabindex="0" role="group" aria-label=${title}>
        <table class="two-losses">
          <thead>
            <tr>
              ${symbolCell(view, `${mine.symbol} =`, 'col')}
              <th scope="col">${a}</th>
              <th scope="col">${b}</th>
              <td></td>
            </tr>
          </thead>
          <tbody>
            ${mine.factors.map((factor, at) => factorRow(view, factor, theirs.factors[at], at))}
            ${mine.form || theirs.form ? productRow(view, mine, theirs) : nothing}
          </tbody>
        </table>
      </div>
    </section>
  `;
}

/** A symbol heads its row or column where it can be pointed at and so has a name; in the general case it has none. */
function symbolCell(view: LessonView, latex: string, scope: 'row' | 'col'): TemplateResult {
  const symbol = view.tex(latex);
  return latex.includes('\\htmlData') ? html`<th scope=${scope}>${symbol}</th>` : html`<td>${symbol}</td>`;
}

const isSame = (mine: RuleFactor, theirs: RuleFactor | undefined): boolean => mine.result === theirs?.result;

function factorRow(view: LessonView, mine: RuleFactor, theirs: RuleFactor, at: number): TemplateResult {
  const words = textsOf(view);
  const same = isSame(mine, theirs);
  return html`<tr class=${same ? 'same' : 'differs'}>
    ${symbolCell(view, at > 0 ? `\\cdot\\; ${mine.symbol}` : mine.symbol, 'row')} ${ownCells(view, mine, theirs)}
    <td class="verdict">${same ? words.same : words.differs}</td>
  </tr>`;
}

/** The product of the factors. For a hidden layer its form is already that of the factors. */
function productRow(view: LessonView, mine: RuleCase, theirs: RuleCase): TemplateResult {
  const words = textsOf(view);
  const same = mine.form === theirs.form;
  // In a special case a form for both would be that of the factors once more.
  const isNew = mine.layer === null || !same;
  const own = ({ form, value }: RuleCase): RuleFactor => ({ symbol: '', result: isNew ? form : '', value });
  return html`<tr class="product-row ${same ? 'same' : 'differs'}">
    <th scope="row">${words.product}</th>
    ${ownCells(view, own(mine), own(theirs))}
    <td class="verdict">${same ? words.same : words.follows}</td>
  </tr>`;
}

function ownCells(view: LessonView, mine: RuleFactor, theirs: RuleFactor): TemplateResult {
  return html`${[mine, theirs].map(
    ({ result, value }) =>
      html`<td>
        ${result ? html`<span class="cell-symbol">${view.tex(result)}</span>` : nothing} ${cellValue(view, value)}
      </td>`,
  )}`;
}

function cellValue(view: LessonView, value: number | null): TemplateResult | typeof nothing {
  return value === null ? nothing : html`<span class="cell-value">${view.tex(view.plainNumber(value))}</span>`;
}
