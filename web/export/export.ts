/** The dialog of the exports: their kinds, a preview, copy and download. Fetched when it is first opened. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import {
  trainingOf,
  exportLatex,
  exportMarkdown,
  exportScript,
  scriptFile,
  stepLines,
  type ScriptTarget,
} from '../../wasm/index';
import { latexNames } from '../../wasm/export/latexText';
import type { DocumentTexts } from '../../wasm/index';
import { addStyles } from '../kit/lateStyles';
import { anotherTask } from '../work/tasks';
import { exportTexts as en } from './export.en';
import { lateTexts } from '../kit/texts';
import { exportTexts as zhCN } from './export.zh-CN';
import { formulaLatex } from './formulaLatex';
import type { Lesson } from '../lesson/lesson';
import { wordsOf } from '../work/stepFacts';
import { faultOf } from '../work/problem';
import { exportStyles } from './export.styles';
import type { ExportKind } from '../lesson/pageState';
import { notice } from '../kit/notice';
import type { LessonView } from '../lesson/view';
import { copyText, downloadText } from '../kit/clipboard';
import { printable } from './print';
import { standaloneSvg } from './svg';

addStyles(exportStyles);

const textsOf = lateTexts({ en, 'zh-CN': zhCN });

const KINDS: readonly ExportKind[] = ['formula', 'derivation', 'markdown', 'print', 'svg', 'numpy', 'pytorch', 'eigen'];
/** More than this is not read in a preview; copied and saved is the whole. */
const PREVIEW_CHARACTERS = 40_000;

/** The kinds that have every step of an iteration, of how many steps they can be made, and from how many on they take a while. */
const WRITTEN_OUT: readonly ExportKind[] = ['markdown', 'print'];
const MOST_STEPS = 6000;
const MANY_STEPS = 500;

type Outcome = Exported | { problem: string };

/** An export: its text, the name of its file, and its media type. */
interface Exported {
  text: string;
  file: string;
  type: string;
}

export function exportDialog(view: LessonView): TemplateResult {
  const { page, actions } = view;
  const words = textsOf(view);
  const choose = (event: Event) => {
    actions.change({
      exportKind: (event.target as HTMLSelectElement).value as ExportKind,
      exportFormula: null,
      exportStatus: '',
    });
  };
  const outcome = exportOf(view, page.exportKind);
  return html`
    <label class="take-what">
      <span>${words.what}</span>
      <select @change=${choose}>
        ${KINDS.map((kind) => html`<option value=${kind} .selected=${live(kind === page.exportKind)}>${kindName(view, kind)}</option>`)}
      </select>
    </label>
    <p class="why">${words.explain[page.exportKind]}</p>
    ${outcome === null ? html`<p class="loading" role="status">${words.writing}</p>` : nothing}
    ${outcome && 'problem' in outcome ? notice(outcome.problem) : nothing}
    ${outcome && 'text' in outcome ? result(view, outcome) : nothing}
  `;
}

function kindName(view: LessonView, kind: ExportKind): string {
  const { parameter } = view.lesson;
  return textsOf(view).kinds[kind](parameter ? view.label(`d${parameter}`) : '');
}

function result(view: LessonView, exported: Exported): TemplateResult {
  const { page, actions } = view;
  const words = textsOf(view);
  const report = (exportStatus: string) => actions.change({ exportStatus });
  const copy = async (event: Event) => {
    const button = event.currentTarget as HTMLElement;
    const done = await copyText(exported.text, button);
    if (!done) button.closest('dialog')!.querySelector('textarea')?.select();
    report(done ? words.copied : words.copyByHand);
  };
  return html`
    ${preview(view, exported)}
    <p class="take-told" role="status">${page.exportStatus}</p>
    ${mayBeBlocked() ? html`<p class="why">${words.blocked}</p>` : nothing}
    <div class="dialog-buttons">
      <button class="plain-button" @click=${() => downloadText(exported.text, exported.file, exported.type)}>
        ${words.download(exported.file)}
      </button>
      ${
        page.exportKind === 'print'
          ? html`<button
              class="primary-button"
              @click=${(event: Event) => report(print(event) ? '' : words.printBlocked)}
            >
              ${words.print}
            </button>`
          : html`<button class="primary-button" @click=${copy}>${words.copy}</button>`
      }
    </div>
  `;
}

function preview(view: LessonView, { text }: Exported): TemplateResult {
  const { page } = view;
  const words = textsOf(view);
  if (page.exportKind === 'print')
    return html`<iframe class="take-paper" title=${words.preview} .srcdoc=${text}></iframe>`;
  if (page.exportKind === 'svg') {
    return html`<img
      class="take-picture"
      alt=${words.preview}
      src=${`data:image/svg+xml,${encodeURIComponent(text)}`}
    />`;
  }
  const short = text.length > PREVIEW_CHARACTERS;
  return html`<textarea
      class="take-text"
      readonly
      rows="14"
      spellcheck="false"
      aria-label=${words.preview}
      .value=${short ? `${text.slice(0, PREVIEW_CHARACTERS)}…` : text}
    ></textarea>
    ${short ? html`<p class="why">${words.shortened}</p>` : nothing}`;
}

// ------------------------------------------------------------------ the exports

const kept = new WeakMap<Lesson, { key: string; outcome: Outcome | null }>();

/** Written once for as long as nothing changes; null while a long text is being written. */
function exportOf(view: LessonView, kind: ExportKind): Outcome | null {
  const { lesson, page } = view;
  const key = [kind, view.work.changes.revision, page.diagramWidth, page.exportFormula].join('\n');
  const last = kept.get(lesson);
  if (last?.key === key) return last.outcome;
  const isLong = WRITTEN_OUT.includes(kind) && lesson.steps.outline.sampleLength > MANY_STEPS;
  const entry = { key, outcome: isLong ? null : write(view, kind) };
  kept.set(lesson, entry);
  if (isLong)
    void anotherTask().then(() => {
      if (kept.get(lesson) !== entry) return;
      entry.outcome = write(view, kind);
      view.actions.change({});
    });
  return entry.outcome;
}

function write(view: LessonView, kind: ExportKind): Outcome {
  const { steps } = view.lesson;
  const { writtenOut } = textsOf(view);
  if (WRITTEN_OUT.includes(kind) && steps.outline.sampleLength > MOST_STEPS)
    return { problem: writtenOut(steps.outline.sampleLength, MOST_STEPS) };
  try {
    return exportNow(view, kind);
  } catch (error) {
    return { problem: view.fault(faultOf(error)) };
  }
}

function exportNow(view: LessonView, kind: ExportKind): Outcome {
  const { lesson, page } = view;
  const words = textsOf(view);
  const { session } = view.work;
  const { sample, parameter, step } = lesson;
  const { digits, notation, naming } = lesson.choices;
  const title = titleOf(view);
  const options = { sample, digits, notation, naming, title, texts: documentTextsOf(view) };
  const batch = lesson.derivesBatch;
  switch (kind) {
    case 'formula': {
      const text = page.exportFormula ?? (step && formulaLatex(stepLines(step)));
      return text ? { text: latexNames(text), file: 'formula.tex', type: 'text/x-tex' } : { problem: words.noStep };
    }
    case 'derivation':
      return {
        text: exportLatex(session, parameter!, { ...options, batch }),
        file: 'derivation.tex',
        type: 'text/x-tex',
      };
    case 'markdown':
      return { text: exportMarkdown(session, options), file: 'iteration.md', type: 'text/markdown' };
    case 'print':
      return { text: printable(view, options), file: 'iteration.html', type: 'text/html' };
    case 'svg':
      return view.actions.picture()
        ? { text: standaloneSvg(view), file: 'network.svg', type: 'image/svg+xml' }
        : { problem: words.noPicture };
    default:
      return { text: script(view, kind, title), file: scriptFile[kind], type: 'text/plain' };
  }
}

/** The whole batch, as the next update takes it; one sample where that is what it takes. */
function script(view: LessonView, target: ScriptTarget, title: string): string {
  const { lesson, work } = view;
  const single = trainingOf(work.design).batchSize === 1 && work.sampleCount > 1;
  const sample = single ? { sample: lesson.sample } : {};
  return exportScript(work.session, target, { ...sample, title, texts: textsOf(view).script });
}

export function titleOf({ work, messages }: LessonView): string {
  const { scenarioId } = work;
  if (scenarioId) return messages.scenarios[scenarioId as keyof typeof messages.scenarios].title;
  return work.design.title ?? messages.toolbar.own;
}

/** The page's own words in a document. */
function documentTextsOf(view: LessonView): DocumentTexts {
  const { work, messages } = view;
  const words = textsOf(view).document;
  const { derivation, phases } = messages;
  const batch = work.session.status().nextBatch.length;
  const stepWords = (step: Parameters<DocumentTexts['stepTitle']>[0]) =>
    wordsOf(step, work.design, view.label, { gradient: undefined, batch });
  return {
    ...words,
    title: messages.title,
    label: view.label,
    names: work.design.names,
    phases,
    stepTitle: (step) => messages.stepTitle(stepWords(step)),
    stepSentence: (step) => messages.stepSentence(stepWords(step)),
    updateSentence: messages.groupSentence.update,
    rounded: words.rounded,
    given: ({ network, loss }, iteration, sample) =>
      words.given(
        [network.inputs, ...network.layers.map(({ units }) => units)].join('-'),
        [...new Set(network.layers.map(({ activation }) => activation))],
        messages.losses[loss],
        iteration + 1,
        sample + 1,
      ),
    ofSample: messages.batch.ofSample,
    ofBatch: messages.batch.ofBatch,
    paths: derivation.paths,
    morePaths: derivation.morePaths,
    stages: derivation.stages,
    stageWhy: { ...derivation.stageWhy, factors: words.factors },
    rule: (rule, chain) => {
      const name = derivation.rules[rule as keyof typeof derivation.rules];
      return chain ? derivation.withChain(name) : name;
    },
  };
}

// ------------------------------------------------------------------ out of the page

/** A frame without an origin of its own is a sandbox; a file on disk has none either, but may. */
const mayBeBlocked = (): boolean => self.origin === 'null' && location.protocol !== 'file:';

function print(event: Event): boolean {
  const paper = (event.currentTarget as HTMLElement).closest('dialog')!.querySelector('iframe');
  try {
    paper!.contentWindow!.print();
    return !mayBeBlocked();
  } catch {
    return false;
  }
}
