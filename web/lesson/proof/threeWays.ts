/**
 * The proof of a gradient: one number found in three ways that share only the definitions of activation and loss, and how
 * many of its digits are right. Fetched when the check is first opened.
 */
import { isFault } from '../../work/problem';
import { html, nothing, type TemplateResult } from 'lit';
import { meantSentence } from './meant';
import { gradientNote } from './corner';
import { differenceLesson } from './differences';
import { leading, sharedPrefix, whole } from './digits';
import { lostDigits } from './lostDigits';
import { textsOf } from './texts';
import { notice } from '../../kit/notice';
import type { LessonView } from '../view';

export function checkDialog(view: LessonView): TemplateResult {
  const words = textsOf(view);
  const verification = view.lesson.answers.verification();
  if (!verification) return html``;
  if (isFault(verification)) return notice(view.fault(verification));
  const [parameter] = verification.parameters;
  const ways: [string, number][] = [
    [words.backprop, parameter.backprop],
    [words.symbolic, parameter.symbolic],
    [words.complexStep, parameter.complexStep],
    [words.exact, parameter.exact],
  ];
  const texts = ways.map(([, value]) => whole(value));
  const shared = sharedPrefix(texts[0], ...texts);
  const agreeing = parameter.digits < 16 ? leading(shared, parameter.digits) : shared;
  return html`
    ${meantSentence(view)}
    <p class="sentence">${words.explain}</p>
    <dl class="check-values">
      ${ways.map(([name, value], index) => {
        const digits = texts[index];
        return html`<dt>${name}</dt>
          <dd data-value=${value}>
            <span class="agree">${agreeing}</span><span class="rest">${digits.slice(agreeing.length)}</span>
          </dd>`;
      })}
    </dl>
    ${
      parameter.corners?.convention
        ? nothing
        : html`<p class="sentence right-digits">
            ${view.messages.check.right(parameter.digits)}${lostDigits(view, parameter)}
          </p>`
    }
    <p class="why">${words.agree} ${words.difference(view.text(parameter.relativeDifference, 2))}</p>
    ${gradientNote(view, { ...parameter, value: parameter.backprop, proof: true })} ${differenceLesson(view)}
  `;
}
