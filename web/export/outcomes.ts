/** Each kind of export, made. */
import katex from 'katex';
import {
  exportLatex,
  exportMarkdown,
  exportScript,
  scriptFile,
  stepLines,
  trainingOf,
  type DocumentTexts,
  type ScriptTarget,
} from '../../wasm/index';
import { latexNames } from '../../wasm/export/latexText';
import { derivationTexts } from '../kit/derivationTexts';
import { formulaLatex } from '../kit/formulaLatex';
import { escaped, svgAddress } from '../kit/markup';
import { pngOf } from '../kit/raster';
import type { ExportKind } from '../lesson/pageState';
import type { LessonView } from '../lesson/view';
import { encodeLink } from '../link/codec';
import { mathMarkup } from '../pieces/mathml';
import type { Fault } from '../work/problem';
import { phaseSentence, wordsOf } from '../work/stepFacts';
import { printable } from './print';
import { blockSnippet, elementSnippet, iframeSnippet, pictureLine, piecesSnippet } from './snippets';
import { animated } from './animation';
import { MOST_STOPS, stopsOf, type Part } from './stops';
import { standaloneSvg } from './svg';
import { exportTextsOf } from './texts';

/** An export: its text, the name of its file, and its media type. */
export interface Exported {
  text: string;
  file: string;
  type: string;
  /** what is saved, where it is no text */
  blob?: Blob;
  /** long lines are broken where it is shown */
  wraps?: boolean;
  /** the address of what is shown in place of the text */
  picture?: string;
  /** what stands for the picture where it cannot be seen */
  alt?: string;
  /** a line for the text that the saved picture is to stand in */
  line?: string;
  /** its measures, in words */
  measures?: string;
}

/** `problem`: why there is none, as a sentence, or as a fault whose sentence may be still on its way. */
export type Outcome = Exported | { problem: string | Fault };

const HTML = { file: 'backprop.html', type: 'text/html', wraps: true };
/** Dots of a PNG for each pixel of the screen. */
const DOTS = 2;

/** `part`: of the iteration, for the moving picture. Some take their time. */
export function exportNow(view: LessonView, kind: ExportKind, part: Part): Outcome | Promise<Outcome> {
  switch (kind) {
    case 'element':
      return { ...HTML, text: elementSnippet(view) };
    case 'pieces':
      return { ...HTML, text: piecesSnippet(view) };
    case 'block':
      return { text: blockSnippet(view), file: 'backprop.md', type: 'text/markdown' };
    case 'iframe':
      return encodeLink(view.lesson.link).then((link) => ({ ...HTML, text: iframeSnippet(view, link, titleOf(view)) }));
    case 'link':
      return addressOf(view).then((text) => ({
        text: `${text}\n`,
        file: 'backprop.txt',
        type: 'text/plain',
        wraps: true,
      }));
    case 'animation':
    case 'svg':
    case 'png':
      return picture(view, kind, part);
    default:
      return document(view, kind);
  }
}

/** Of this page in exactly this state. */
const addressOf = async ({ lesson }: LessonView): Promise<string> =>
  new URL(`#${await encodeLink(lesson.link)}`, location.href).href;

// ------------------------------------------------------------------ pictures

function picture(view: LessonView, kind: 'animation' | 'svg' | 'png', part: Part): Outcome | Promise<Outcome> {
  const words = exportTextsOf(view);
  const drawn = view.actions.picture();
  if (!drawn) return { problem: words.noPicture };
  if (kind === 'animation') return animation(view, part, drawn);
  const text = standaloneSvg(view);
  const type = 'image/svg+xml';
  if (kind === 'svg') return withLine(view, { text, file: 'network.svg', type, picture: svgAddress(text) });
  return pngOf(text, DOTS).then(async ({ blob, width, height }) => {
    const measures = words.pixels(width, height);
    return withLine(view, { text, file: 'network.png', type: 'image/png', blob, picture: await read(blob), measures });
  });
}

/** Its bytes as an address. */
const read = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error as Error);
    reader.readAsDataURL(blob);
  });

async function animation(view: LessonView, part: Part, drawn: SVGSVGElement): Promise<Outcome> {
  const words = exportTextsOf(view);
  if (stopsOf(view.lesson, part).length > MOST_STOPS) return { problem: words.tooManyFrames(MOST_STOPS) };

  const { svg: text, frames, seconds } = await animated(view, part, drawn);
  const measures = words.played(frames, Math.round(seconds), Math.ceil(new Blob([text]).size / 1000));
  return withLine(view, { text, file: 'steps.svg', type: 'image/svg+xml', picture: svgAddress(text), measures });
}

/** With the line that puts it into a text; on a page of its own the picture leads back to it. */
async function withLine(view: LessonView, exported: Exported): Promise<Exported> {
  const address = view.page.linked ? await addressOf(view).catch(() => null) : null;
  const alt = `${titleOf(view)} · ${view.messages.diagram.label}`;
  return { ...exported, alt, line: pictureLine(exported.file, alt, address) };
}

// ------------------------------------------------------------------ documents and programs

function document(
  view: LessonView,
  kind: 'formula' | 'mathml' | 'derivation' | 'markdown' | 'print' | ScriptTarget,
): Outcome | Promise<Outcome> {
  const { lesson, page } = view;
  const words = exportTextsOf(view);
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
    case 'mathml':
      return step ? mathml(view, formulaLatex(stepLines(step))) : { problem: words.noStep };
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
    default:
      return { text: script(view, kind, title), file: scriptFile[kind], type: 'text/plain' };
  }
}

/** The formula as the browser sets it by itself, with a link to this state where the page has an address. */
async function mathml(view: LessonView, latex: string): Promise<Exported> {
  const formula = mathMarkup(katex, latex, true).replace('<math', '<math display="block"');
  const address = view.page.linked ? await addressOf(view).catch(() => null) : null;
  const link = address === null ? '' : `<p><a href="${escaped(address)}">${escaped(titleOf(view))}</a></p>\n`;
  return { text: `${formula}\n${link}`, file: 'formula.html', type: 'text/html', wraps: true };
}

/** The whole batch, as the next update takes it; one sample where that is what it takes. */
function script(view: LessonView, target: ScriptTarget, title: string): string {
  const { lesson, work } = view;
  const single = trainingOf(work.design).batchSize === 1 && work.sampleCount > 1;
  const sample = single ? { sample: lesson.sample } : {};
  return exportScript(work.session, target, { ...sample, title, texts: exportTextsOf(view).script });
}

function titleOf({ work, messages }: LessonView): string {
  const { scenarioId } = work;
  if (scenarioId) return messages.scenarios[scenarioId as keyof typeof messages.scenarios].title;
  return work.design.title ?? messages.toolbar.own;
}

/** The page's own words in a document. */
function documentTextsOf(view: LessonView): DocumentTexts {
  const { work, messages } = view;
  const words = exportTextsOf(view).document;
  const { phases } = messages;
  const derivation = derivationTexts(view);
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
    updateSentence: messages.groupSentence[phaseSentence('update', work.design)],
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
