/** The keys, and the conventions of symbols. Fetched when it is first opened. */
import { html, type TemplateResult } from 'lit';
import { help as en } from './help.en';
import { lateTexts } from '../../kit/texts';
import { help as zhCN } from './help.zh-CN';
import type { LessonView } from '../view';

const textsOf = lateTexts({ en, 'zh-CN': zhCN });

export function help(view: LessonView): TemplateResult {
  const words = textsOf(view);
  return html`
    <dl class="keys">
      ${words.keys.map(
        ([keys, what]) =>
          html`<dt><kbd>${keys}</kbd></dt>
            <dd>${what}</dd>`,
      )}
    </dl>
    <p class="why">${words.conventions}</p>
    <p class="why">${view.messages.panel.rounded(view.lesson.choices.digits)}</p>
  `;
}
