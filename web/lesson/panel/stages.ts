/** A stage of a derivation: its heading, what it is for, and its rows. */
import { html, nothing, type TemplateResult } from 'lit';
import type {
  Agreement,
  DerivationRow,
  DerivationRule,
  DerivationStage,
  Notation,
  QuantityId,
} from '../../../wasm/index';
import { copyFormula } from './copyFormula';
import { derivationTexts } from '../../kit/derivationTexts';
import { gradually } from '../../kit/gradually';
import { agreementMark, agreementNotes } from '../proof/agreement';
import { tint } from './paths';
import type { LessonView } from '../view';
import { styled } from '../../kit/styled';

/** The subject of a derivation: rows of another one must not be shown under its heading. */
export const subjectOf = ({ id, notation }: { id: QuantityId; notation: Notation }): string => `${id} ${notation}`;

export function stageSection(
  view: LessonView,
  stage: DerivationStage,
  body: TemplateResult,
): TemplateResult | typeof nothing {
  // The numbers are shown under their factors.
  if (stage.kind === 'numbers') return nothing;
  const words = derivationTexts(view);
  return html`<section class="stage" data-stage=${stage.kind}>
    <div class="stage-head">
      <h2>${words.stages[stage.kind]}</h2>
      ${hasNumbers(stage) ? agreementMark(view, stage.agreement, words.agreement.stage) : nothing}
    </div>
    <p class="why">${words.stageWhy[stage.kind]}</p>
    ${body} ${agreementNotes(view, [stage.agreement, ...stage.rows.flatMap(({ agreement }) => agreement ?? [])])}
    ${stage.kind === 'factors' ? nothing : copyFormula(view, stage.rows.flatMap(linesOf))}
  </section>`;
}

/** Every stage except the general rule. */
const hasNumbers = ({ kind }: DerivationStage): boolean => kind !== 'rule';

const linesOf = ({ latex, numbers }: DerivationRow): string[] => (numbers ? [latex, withSign(numbers)] : [latex]);

/** `paths`: so many rows are each a path's, in its tint; `head` comes before the formula of a row. */
export function stageRows(
  view: LessonView,
  stage: DerivationStage,
  derivation: { id: QuantityId; notation: Notation },
  { paths = 0, head }: { paths?: number; head?: (row: DerivationRow) => TemplateResult },
): TemplateResult {
  return html`<div class="stage-rows">
    ${gradually(
      stage.rows.map((row, index) => () => {
        const path = index < paths ? index : -1;
        return html`<div
          class="stage-row ${path >= 0 ? 'tinted' : ''} ${goesOn(row) ? 'continued' : ''}"
          style=${styled(tint(path))}
        >
          ${head?.(row)} ${view.tex(row.latex)} ${row.rule ? rowRule(view, row.rule, row.agreement) : nothing}
          ${row.numbers ? rowNumbers(view, withSign(row.numbers)) : nothing}
        </div>`;
      }),
      derivation,
      subjectOf(derivation),
      (from) => (goesOn(stage.rows[from]) ? html`<div class="stage-row continued">+ …</div>` : nothing),
    )}
  </div>`;
}

/** The row is a further term of the sum that the row before it began. */
const goesOn = ({ latex }: DerivationRow): boolean => /^\s*\+/.test(latex);

/** The rule of algebra that led to the row. */
function rowRule(view: LessonView, rule: DerivationRule, agreement: Agreement = 'same'): TemplateResult {
  const words = derivationTexts(view);
  return html`<span class="line-rule"
    >${words.rules[rule]} ${agreementMark(view, agreement, words.agreement.line)}</span
  >`;
}

/** In a line of its own; where that is too short, what it comes to goes on in the next with its sign. */
function rowNumbers(view: LessonView, numbers: string): TemplateResult {
  const sign = numbers.lastIndexOf(' = ');
  if (sign <= 0) return html`<span class="row-numbers">${view.tex(numbers)}</span>`;
  return html`<span class="row-numbers"
    >${view.tex(numbers.slice(0, sign))} <span class="outcome">${view.tex(numbers.slice(sign + 1))}</span></span
  >`;
}

function withSign(latex: string): string {
  return /^\s*(=|\+|\\leftarrow)/.test(latex) ? latex : `= ${latex}`;
}
