/** The signs, what colours and lines mean, and the keys. Fetched when it is first opened. */
import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { addStyles } from '../../kit/lateStyles';
import { lateTexts } from '../../kit/texts';
import type { LessonView } from '../view';
import { help as en } from './help.en';
import { helpStyles } from './help.styles';
import { help as zhCN } from './help.zh-CN';

addStyles(helpStyles);
const textsOf = lateTexts({ en, 'zh-CN': zhCN });

/** Each sign of the formulas, as LaTeX. */
export const SIGNS = {
  x: 'x',
  w: 'w,\\; b',
  z: 'z',
  a: 'a',
  t: 't',
  L: 'L',
  partial: '\\dfrac{\\partial L}{\\partial w}',
  delta: '\\delta',
  eta: '\\eta',
  arrow: '\\leftarrow',
  sum: '\\textstyle\\sum',
  odot: '\\odot',
} as const;

/** Each colour and line of the page, by the class that draws it here. */
export const MARKS = [
  'forward',
  'loss',
  'backward',
  'batch',
  'update',
  'positive',
  'negative',
  'unknown',
  'writes',
  'reads',
  'point',
  'paths',
] as const;

export function help(view: LessonView): TemplateResult {
  const words = textsOf(view);
  return html`
    <div class="help-parts">
      <section>
        <h3>${words.signs}</h3>
        <dl class="glossary">
          ${Object.entries(SIGNS).map(
            ([sign, latex]) =>
              html`<dt>${view.tex(latex)}</dt>
                <dd>${words.sign[sign as keyof typeof SIGNS]}</dd>`,
          )}
          <dt><span class="mark-check">✓</span></dt>
          <dd>${words.check}</dd>
        </dl>
      </section>
      <section>
        <h3>${words.marks}</h3>
        <dl class="glossary">
          ${MARKS.map(
            (mark) =>
              html`<dt>${swatch(mark)}</dt>
                <dd>${words.mark[mark]}</dd>`,
          )}
        </dl>
      </section>
      <section>
        <h3>${words.keyboard}</h3>
        <dl class="keys">
          ${words.keys.map(
            ([keys, what]) =>
              html`<dt><kbd>${keys}</kbd></dt>
                <dd>${what}</dd>`,
          )}
        </dl>
      </section>
    </div>
    <p class="why">${words.conventions}</p>
    <p class="why">${view.messages.panel.rounded(view.lesson.choices.digits)}</p>
  `;
}

/** The mark as the page draws it, small. */
function swatch(mark: (typeof MARKS)[number]): TemplateResult {
  return html`<svg class="swatch ${mark}" viewBox="0 0 44 18" width="44" height="18" aria-hidden="true">
    ${drawingOf(mark)}
  </svg>`;
}

function drawingOf(mark: (typeof MARKS)[number]): SVGTemplateResult {
  switch (mark) {
    case 'positive':
    case 'negative':
      return svg`<path d="M2,9 H42" />`;
    case 'unknown':
      return svg`<circle cx="22" cy="9" r="7.5" /><text x="22" y="9" dy="0.34em" text-anchor="middle">?</text>`;
    case 'writes':
    case 'reads':
      return svg`<circle cx="22" cy="9" r="7.5" />`;
    case 'paths':
      return svg`<path class="first" d="M2,5 H42" /><path class="second" d="M2,13 H42" />`;
    default:
      return svg`<rect x="8" y="3" width="28" height="12" rx="2" />`;
  }
}
