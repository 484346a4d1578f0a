/** The derivation of the chosen parameter's gradient over a batch. Fetched when it is first asked for. */
import { isFault } from '../../work/problem';
import { html, type TemplateResult } from 'lit';
import type { BatchDerivation, DerivationRow } from '../../../wasm/index';
import { gradually } from '../../kit/gradually';
import { meantSentence } from '../proof/meant';
import { articleLimitNote } from './notationSwitch';
import { stageRows, stageSection } from './stages';
import { notice } from '../../kit/notice';
import type { LessonView } from '../view';
import { addStyles } from '../../kit/lateStyles';
import { derivationStyles } from './derivation.styles';

addStyles(derivationStyles);

export function batchDerivation(view: LessonView): TemplateResult {
  const derivation = view.lesson.answers.batchDerivation();
  if (!derivation) return html``;
  if (isFault(derivation)) return notice(view.fault(derivation));
  return html`
    <div class="derivation-head">
      ${view.tex(`${derivation.symbol} =`)} ${view.number(derivation.id, derivation.value)}
    </div>
    ${meantSentence(view, true)} ${articleLimitNote(view, derivation.articleLimit)}
    ${gradually(
      derivation.stages.map((stage) => () => {
        const head = stage.kind === 'shares' ? (row: DerivationRow) => shareHead(view, derivation, row) : undefined;
        return stageSection(view, stage, stageRows(view, stage, derivation, { head }));
      }),
      derivation,
    )}
  `;
}

/** In front of a share the way to its sample's own derivation; in front of the gap how many are left out. */
function shareHead(view: LessonView, { samples, shares }: BatchDerivation, { sample }: DerivationRow): TemplateResult {
  const { lesson, messages } = view;
  const { batch: words } = messages;
  if (sample === undefined) return html`<p class="why">${words.moreShares(samples.length - shares.length)}</p>`;
  const name = words.openShare(sample + 1);
  return html`<button
    class="link-button share-button"
    aria-label=${name}
    title=${name}
    @click=${() => lesson.deriveSample(sample)}
  >
    ${words.toSample(sample + 1)} →
  </button>`;
}
