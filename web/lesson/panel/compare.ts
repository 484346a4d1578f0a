/** Two losses side by side for the same parameter and the same numbers: what differs, and how little that is. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Derivation, DerivationPath, Factor, LossId } from '../../../wasm/index';
import { isFault } from '../../work/problem';
import { compare as en } from './compare.en';
import { derivationTexts } from '../../kit/derivationTexts';
import { addStyles } from '../../kit/lateStyles';
import { lateTexts } from '../../kit/texts';
import { compare as zhCN } from './compare.zh-CN';
import { outputActivationOf } from '../../work/design';
import { otherLoss } from '../../work/losses';
import { generalRule } from './generalRule';
import { meantSentence } from '../proof/meant';
import { parameterChooser } from './parameterChooser';
import { pathThrough, tint } from './paths';
import { twoRuns } from '../runs/runs';
import { notice } from '../../kit/notice';
import type { LessonView } from '../view';
import { compareStyles } from './compare.styles';
import { styled } from '../../kit/styled';
import { derivationStyles } from './derivation.styles';

addStyles(derivationStyles);
addStyles(compareStyles);

const textsOf = lateTexts({ en, 'zh-CN': zhCN });

export function comparePanel(view: LessonView): TemplateResult {
  const { lesson, work, messages } = view;
  const words = textsOf(view);
  const other = otherLoss(work.design.loss, outputActivationOf(work.design));
  const mine = lesson.answers.derivation();
  const theirs = lesson.answers.derivationUnder(other);
  if (!mine || !theirs) return html``;
  const fault = isFault(mine) ? mine : isFault(theirs) ? theirs : null;
  if (fault || isFault(mine) || isFault(theirs)) {
    const numeric = fault!.key === 'overflow' || fault!.key === 'undefinedValue';
    const failing = messages.lossShort[fault === mine ? work.design.loss : other];
    const reason = fault === mine || numeric ? words.under(failing) : words.notPossible;
    return html`${parameterChooser(view)} ${notice(`${reason} ${view.fault(fault!)}`)}
    ${twoRuns(view, numeric ? other : null)}`;
  }
  const [a, b] = [messages.lossShort[work.design.loss], messages.lossShort[other]];
  return html`
    ${parameterChooser(view)}
    <h2 class="step-title">${words.title(a, b)}</h2>
    ${meantSentence(view)} ${factorNotes(view, [work.design.loss, other])} ${pathsTable(view, [mine, theirs], [a, b])}
    <p class="compare-total">
      ${view.tex(mine.symbol)} <span>${a}: ${view.number(`d${mine.id}`, mine.value)}</span>
      <span>${b}: ${view.number(`d${mine.id}`, theirs.value)}</span>
    </p>
    ${twoRuns(view, other)}
    ${generalRule(view, lesson.answers.ruleUnder(work.design.loss), lesson.answers.ruleUnder(other), [a, b])}
  `;
}

/** What the factor of a loss that is a mean does with so many outputs as there are. */
function factorNotes({ work, messages }: LessonView, losses: readonly LossId[]): TemplateResult | typeof nothing {
  const outputs = work.design.network.layers[work.design.network.layers.length - 1].units;
  const notes = losses.flatMap((loss) => messages.lossFactor(loss, outputs) ?? []);
  return notes.length > 0 ? html`<p class="why">${notes.join(' ')}</p>` : nothing;
}

function sameFactor(a: Factor, b: Factor | undefined): boolean {
  return b !== undefined && a.of === b.of && a.wrt === b.wrt && a.result === b.result && a.value === b.value;
}

/** All paths in one table, so that the columns of one are those of the others. */
function pathsTable(
  view: LessonView,
  [mine, theirs]: [Derivation, Derivation],
  [a, b]: [string, string],
): TemplateResult {
  const words = textsOf(view);
  return html`
    <section class="stage compare-paths">
      <div class="scroll" tabindex="0" role="group" aria-label=${words.title(a, b)}>
        <table class="two-losses">
          <thead>
            <tr>
              <td></td>
              <th scope="col">${a}</th>
              <th scope="col">${b}</th>
              <td></td>
            </tr>
          </thead>
          ${mine.paths.map((path, index) => pathRows(view, mine, theirs, index, path))}
        </table>
      </div>
    </section>
  `;
}

function pathRows(
  view: LessonView,
  mine: Derivation,
  theirs: Derivation,
  index: number,
  path: DerivationPath,
): TemplateResult {
  const words = textsOf(view);
  const derivation = derivationTexts(view);
  const opposite = theirs.paths[index]?.factors ?? [];
  const same = path.factors.map((factor, at) => sameFactor(factor, opposite[at]));
  const differing = same.filter((equal) => !equal).length;
  const several = mine.pathCount > 1;
  const name = html`<tr>
    <th class="path-name" colspan="4" scope="rowgroup">${derivation.path(index + 1, pathThrough(view, path))}</th>
  </tr>`;
  return html`<tbody class="compare-path ${several ? 'tinted' : ''}" style=${styled(tint(index))}>
    ${several ? name : nothing} ${path.factors.map((factor, at) => compareRow(view, factor, opposite[at], same[at]))}
    ${
      index === 0
        ? html`<tr>
            <td colspan="4"><p class="why">${words.explain(differing, path.factors.length)}</p></td>
          </tr>`
        : nothing
    }
  </tbody>`;
}

function compareRow(view: LessonView, mine: Factor, theirs: Factor | undefined, same: boolean): TemplateResult {
  const words = textsOf(view);
  const cell = (factor: Factor | undefined) =>
    factor === undefined
      ? nothing
      : html`<span class="cell-symbol">${view.tex(factor.result)}</span>
          <span class="cell-value">${view.tex(view.plainNumber(factor.value))}</span>`;
  return html`<tr class=${same ? 'same' : 'differs'}>
    <th scope="row">${view.tex(mine.symbol)}</th>
    <td>${cell(mine)}</td>
    <td>${cell(theirs)}</td>
    <td class="verdict">${same ? words.same : words.differs}</td>
  </tr>`;
}
