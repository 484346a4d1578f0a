/** The derivation of the chosen parameter: chain, factors, numbers, sum, δ, the rule. */
import { isFault } from '../../work/problem';
import { html, nothing, type TemplateResult } from 'lit';
import type { Derivation, DerivationPath, DerivationStage, Factor } from '../../../wasm/index';
import { derivationTexts } from '../../kit/derivationTexts';
import { fetched } from '../../kit/fetched';
import { gradually } from '../../kit/gradually';
import { Lazy } from '../../kit/lazy';
import { agreementMark, agreementNotes } from '../proof/agreement';
import { checkButton } from '../proof/check';
import { cornerNotes, gradientNote } from '../proof/corner';
import { isParameter } from '../../work/quantity';
import { copyFormula } from './copyFormula';
import { meantSentence } from '../proof/meant';
import { meantSwitch } from './meantSwitch';
import { articleLimitNote, notationSwitch } from './notationSwitch';
import { parameterChooser } from './parameterChooser';
import { pathThrough, tint } from './paths';
import { stageRows, stageSection, subjectOf } from './stages';
import { notice } from '../../kit/notice';
import type { LessonView } from '../view';
import { styled } from '../../kit/styled';
import { addStyles } from '../../kit/lateStyles';
import { derivationStyles } from './derivation.styles';

addStyles(derivationStyles);

/** The choices are in one template with either derivation: the focus stays on them. */
export function derivationPanel(view: LessonView): TemplateResult {
  return html`${parameterChooser(view)} ${meantSwitch(view)}
  ${view.lesson.derivesBatch ? ofBatch(view) : ofSample(view)}`;
}

const batchPart = new Lazy(() => import('./batchDerivation'));

const ofBatch = (view: LessonView) =>
  html`${notationSwitch(view)} ${fetched(view, batchPart, (part) => part.batchDerivation(view))}`;

function ofSample(view: LessonView): TemplateResult {
  const derivation = view.lesson.answers.derivation();
  if (!derivation) return html``;
  if (isFault(derivation)) return notice(view.fault(derivation));
  return html`
    ${notationSwitch(view)} ${heading(view, derivation)} ${articleLimitNote(view, derivation.articleLimit)}
    ${gradually(
      derivation.stages.map((stage) => () => stageOf(view, derivation, stage)),
      derivation,
      subjectOf(derivation),
    )}
  `;
}

function heading(view: LessonView, derivation: Derivation): TemplateResult {
  const gradient = isParameter(derivation.id) ? `d${derivation.id}` : derivation.id;
  return html`
    <div class="derivation-head">
      ${view.tex(`${derivation.symbol} =`)} ${view.number(gradient, derivation.value)}
      ${isParameter(derivation.id) ? checkButton(view, derivation.id) : nothing}
    </div>
    ${meantSentence(view)}
    <p class="sentence">${derivationTexts(view).paths(derivation.pathCount, view.label(derivation.id))}</p>
    ${gradientNote(view, derivation)}
  `;
}

function stageOf(view: LessonView, derivation: Derivation, stage: DerivationStage): TemplateResult | typeof nothing {
  // A row for each path that is written out; where there are more, the last row counts them.
  const tinted = derivation.notation === 'scalar' && stage.kind === 'chain' && derivation.pathCount > 1;
  const paths = tinted ? derivation.paths.length : 0;
  return stageSection(
    view,
    stage,
    stage.kind === 'factors' ? pathStrips(view, derivation) : stageRows(view, stage, derivation, { paths }),
  );
}

// ------------------------------------------------------------------ factors in columns

function pathStrips(view: LessonView, derivation: Derivation): TemplateResult {
  const hidden = derivation.pathCount - derivation.paths.length;
  return html`
    ${gradually(
      derivation.paths.map((path, index) => () => pathStrip(view, derivation, path, index)),
      derivation,
      subjectOf(derivation),
    )}
    ${hidden > 0 ? hiddenPaths(view, hidden) : nothing}
  `;
}

/** How many are not written out, and the way to some more of them. */
function hiddenPaths(view: LessonView, hidden: number): TemplateResult {
  const { lesson } = view;
  const words = derivationTexts(view);
  return html`<p class="why more-paths">
    ${words.morePaths(hidden)}
    ${
      lesson.answers.hasMorePaths
        ? html`<button class="link-button" @click=${() => lesson.showMorePaths()}>${words.showMorePaths}</button>`
        : nothing
    }
  </p>`;
}

function pathStrip(view: LessonView, derivation: Derivation, path: DerivationPath, index: number): TemplateResult {
  const words = derivationTexts(view);
  const name = words.path(index + 1, pathThrough(view, path));
  const open = path.factors.findIndex((_, factor) => view.page.openFactor === `${index}:${factor}`);
  return html`
    <div class="path-strip tinted" style=${styled(tint(index))}>
      ${derivation.pathCount > 1 ? html`<h3>${name}</h3>` : nothing}
      <div class="factors" role="group" aria-label=${name}>
        ${gradually(
          path.factors.map((factor, at) => () => factorColumn(view, factor, `${index}:${at}`, at)),
          derivation,
          subjectOf(derivation),
          () => html`<div class="factor"><span class="dot">·</span><span class="factor-symbol">…</span></div>`,
        )}
      </div>
      ${open >= 0 ? factorDerivation(view, path.factors[open]) : nothing}
      ${path.factors.some(({ value }) => value === null) ? html`<p class="why">${words.noValue}</p>` : nothing}
      <p class="product">${view.tex(`= ${view.plainNumber(path.value)}`)} <span class="why">${words.product}</span></p>
    </div>
  `;
}

function factorColumn(view: LessonView, factor: Factor, key: string, at: number): TemplateResult {
  const words = derivationTexts(view);
  const open = view.page.openFactor === key;
  return html`<div class="factor ${open ? 'open' : ''}">
    <span class="dot" aria-hidden="true">${at > 0 ? '·' : ''}</span>
    <span class="factor-symbol">${view.tex(factor.symbol)}</span>
    <span class="equals" aria-hidden="true">=</span>
    <span class="factor-result">${view.tex(factor.result)}</span>
    <span class="equals" aria-hidden="true">=</span>
    <span class="factor-value">${view.tex(view.plainNumber(factor.value))}</span>
    <button
      class="factor-button"
      aria-expanded=${open}
      aria-label=${words.factorName(view.speak(factor.of, null), view.speak(factor.wrt, null), open ? words.closeFactor : words.openFactor)}
      title=${open ? words.closeFactor : words.openFactor}
      @click=${() => view.actions.toggleFactor(key)}
    >
      <span aria-hidden="true">${open ? '▴' : '▾'}</span>
    </button>
  </div>`;
}

function factorDerivation(view: LessonView, factor: Factor): TemplateResult {
  const words = derivationTexts(view);
  const lines = view.lesson.answers.factorLines(factor);
  if (isFault(lines)) return notice(view.fault(lines));
  const value = lines.find((line) => line.value !== null)?.value ?? factor.value;
  return html`<div class="factor-lines" role="group" aria-label=${words.factorTitle}>
    ${lines.map(
      (line, index) => html`
        <span class="line-formula">
          ${index === 0 ? view.tex(`${factor.symbol} = ${line.latex}`) : view.tex(`= ${line.latex}`)}
        </span>
        <span class="line-rule">
          ${line.chain ? words.withChain(words.rules[line.rule]) : words.rules[line.rule]}
          ${index === 0 ? nothing : agreementMark(view, line.agreement, words.agreement.line)}
        </span>
      `,
    )}
    ${copyFormula(
      view,
      lines.map(({ latex }, index) => (index ? `= ${latex}` : `${factor.symbol} = ${latex}`)),
    )}
    ${value === null ? nothing : html`<p class="why">${words.checkedBy} ${view.text(value)}</p>`}
    ${cornerNotes(view, factor.corner ? [factor.corner] : [])}
    ${agreementNotes(
      view,
      lines.map(({ agreement }) => agreement),
    )}
  </div>`;
}
