/** The dialog of the exports: their kinds, a preview, copy and download. Fetched when it is first opened. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { copyText, downloadBlob, downloadText } from '../kit/clipboard';
import { addStyles } from '../kit/lateStyles';
import { notice } from '../kit/notice';
import type { Lesson } from '../lesson/lesson';
import type { ExportKind } from '../lesson/pageState';
import type { LessonView } from '../lesson/view';
import { faultOf, type Fault } from '../work/problem';
import { anotherTask } from '../work/tasks';
import { exportStyles } from './export.styles';
import { exportNow, type Exported, type Outcome } from './outcomes';
import { MOST_STOPS, stopsOf, type Part } from './stops';
import { exportTextsOf as textsOf } from './texts';

addStyles(exportStyles);

/** Where a reader means to take it. */
const groups = {
  page: ['element', 'iframe', 'block', 'pieces'],
  still: ['animation', 'svg', 'png', 'formula', 'mathml'],
  link: ['link'],
  documents: ['markdown', 'print', 'derivation'],
  programs: ['numpy', 'pytorch', 'eigen'],
} as const satisfies Record<string, readonly ExportKind[]>;
type Group = keyof typeof groups;
const GROUPS = Object.keys(groups) as Group[];

/** Those that take the picture from the screen. */
const PICTURED: readonly ExportKind[] = ['animation', 'svg', 'png', 'print'];

/** Only a page that has an address of its own can be led to. */
const LED_TO: readonly ExportKind[] = ['iframe', 'link'];
const PARTS: readonly Part[] = ['all', 'forward', 'loss', 'backward', 'batch', 'update'];

/** More than this is not read in a preview; copied and saved is the whole. */
const PREVIEW_CHARACTERS = 40_000;

/** The kinds that have every step of an iteration, of how many steps they can be made, and from how many on they take a while. */
const WRITTEN_OUT: readonly ExportKind[] = ['markdown', 'print'];
const MOST_STEPS = 6000;
const MANY_STEPS = 500;

export function exportDialog(view: LessonView): TemplateResult {
  const { page } = view;
  const words = textsOf(view);
  const outcome = exportOf(view, page.exportKind);
  return html`
    ${kindChooser(view)}
    <p class="why">${words.explain[page.exportKind]}</p>
    ${page.exportKind === 'animation' ? partChooser(view) : nothing}
    ${outcome === null ? html`<p class="loading" role="status">${words.writing}</p>` : nothing}
    ${outcome && 'problem' in outcome ? notice(said(view, outcome.problem)) : nothing}
    ${outcome && 'text' in outcome ? result(view, outcome) : nothing}
  `;
}

const said = (view: LessonView, problem: string | Fault): string =>
  typeof problem === 'string' ? problem : view.fault(problem);

/** Where to, and what. */
function kindChooser(view: LessonView): TemplateResult {
  const { page, actions } = view;
  const words = textsOf(view);
  const choose = (exportKind: ExportKind) => actions.change({ exportKind, exportFormula: null, exportStatus: '' });
  const offered = (group: Group) =>
    (groups[group] as readonly ExportKind[]).filter((kind) => page.linked || !LED_TO.includes(kind));
  const all = GROUPS.filter((group) => offered(group).length > 0);
  return html`
    <div class="segments take-groups" role="group" aria-label=${words.groupsName}>
      ${all.map(
        (group) =>
          html`<button
            aria-pressed=${offered(group).includes(page.exportKind)}
            @click=${() => choose(offered(group)[0])}
          >
            ${words.groups[group]}
          </button>`,
      )}
    </div>
    <label class="take-what">
      <span>${words.what}</span>
      <select @change=${(event: Event) => choose((event.target as HTMLSelectElement).value as ExportKind)}>
        ${all.map(
          (group) =>
            html`<optgroup label=${words.groups[group]}>
              ${offered(group).map(
                (kind) =>
                  html`<option value=${kind} .selected=${live(kind === page.exportKind)}>
                    ${kindName(view, kind)}
                  </option>`,
              )}
            </optgroup>`,
        )}
      </select>
    </label>
  `;
}

/** Which steps a moving picture has, where the reader has chosen them. */
const parts = new WeakMap<Lesson, Part>();

/** Otherwise the whole iteration, or of a long one the phase that is on the screen. */
function partOf(lesson: Lesson): Part {
  const { steps, position } = lesson;
  const usual = () =>
    stopsOf(lesson, 'all').length > MOST_STOPS ? steps.placeOf(Math.max(0, position - 1)).phase : 'all';
  return parts.get(lesson) ?? usual();
}

function partChooser(view: LessonView): TemplateResult {
  const { lesson, messages, actions } = view;
  const words = textsOf(view);
  const chosen = partOf(lesson);
  const choose = (event: Event) => {
    parts.set(lesson, (event.target as HTMLSelectElement).value as Part);
    actions.change({ exportStatus: '' });
  };
  return html`<label class="take-steps">
    <span>${words.steps}</span>
    <select class="take-part" @change=${choose}>
      ${PARTS.filter((part) => stopsOf(lesson, part).length > 0).map(
        (part) =>
          html`<option value=${part} .selected=${live(part === chosen)}>
            ${part === 'all' ? words.allSteps : messages.phases[part]}
          </option>`,
      )}
    </select>
  </label>`;
}

function kindName(view: LessonView, kind: ExportKind): string {
  const { parameter } = view.lesson;
  return textsOf(view).kinds[kind](parameter ? view.label(`d${parameter}`) : '');
}

function result(view: LessonView, exported: Exported): TemplateResult {
  const { page, actions } = view;
  const words = textsOf(view);
  const report = (exportStatus: string) => actions.change({ exportStatus });
  const copy = (text: string) => async (event: Event) => {
    const button = event.currentTarget as HTMLElement;
    const done = await copyText(text, button);
    // The reader has chosen another meanwhile.
    if (kept.get(view.lesson)?.outcome !== exported) return;
    const fields = [...button.closest('dialog')!.querySelectorAll('textarea')];
    const field = fields.find(({ value }) => value === text) ?? fields.find((one) => one.matches('.take-text'));
    if (!done) field?.select();
    report(done ? words.copied : field ? words.copyByHand : words.saveInstead);
  };
  return html`
    ${preview(view, exported)}
    <p class="take-told" role="status">${page.exportStatus}</p>
    ${mayBeBlocked() ? html`<p class="why">${words.blocked}</p>` : nothing}
    <div class="dialog-buttons">${buttons(view, exported, { copy, report })}</div>
  `;
}

interface Reports {
  copy: (text: string) => (event: Event) => void;
  report: (status: string) => void;
}

/** The last is what most readers want: a picture saved, a document printed, a text copied. */
function buttons(view: LessonView, exported: Exported, { copy, report }: Reports): TemplateResult {
  const words = textsOf(view);
  const { text, file, type, blob, line } = exported;
  const save = () => (blob ? downloadBlob(blob, file) : downloadText(text, file, type));
  const button = (kind: 'plain' | 'primary', name: string, press: (event: Event) => void) =>
    html`<button class="${kind}-button" @click=${press}>${name}</button>`;
  if (line !== undefined)
    return html`${blob ? nothing : button('plain', words.copySvg, copy(text))}
    ${button('plain', words.copyLine, copy(line))} ${button('primary', words.download(file), save)}`;
  const last =
    view.page.exportKind === 'print'
      ? button('primary', words.print, (event) => report(print(event) ? '' : words.printBlocked))
      : button('primary', words.copy, copy(text));
  return html`${button('plain', words.download(file), save)} ${last}`;
}

function preview(view: LessonView, { text, picture, alt, line, measures, wraps }: Exported): TemplateResult {
  const words = textsOf(view);
  if (view.page.exportKind === 'print')
    return html`<iframe class="take-paper" title=${words.preview} .srcdoc=${text}></iframe>`;
  if (picture !== undefined)
    return html`<img class="take-picture" alt=${alt ?? ''} src=${picture} />
      ${measures === undefined ? nothing : html`<p class="why take-measures">${measures}</p>`}
      <label class="stacked"
        >${words.line}<textarea class="take-line" readonly rows="2" spellcheck="false" .value=${line ?? ''}></textarea>
      </label>`;
  const short = text.length > PREVIEW_CHARACTERS;
  return html`<textarea
      class="take-text ${wraps ? 'wraps' : ''}"
      readonly
      rows=${wraps ? 8 : 14}
      spellcheck="false"
      aria-label=${words.preview}
      .value=${short ? `${text.slice(0, PREVIEW_CHARACTERS)}…` : text}
    ></textarea>
    ${short ? html`<p class="why">${words.shortened}</p>` : nothing}`;
}

// ------------------------------------------------------------------ the exports

const kept = new WeakMap<Lesson, { key: string; outcome: Outcome | null }>();

/** Made once for as long as nothing changes; null while it is being made. */
function exportOf(view: LessonView, kind: ExportKind): Outcome | null {
  const { lesson, page } = view;
  const key = [
    ...[kind, view.work.changes.revision, page.diagramWidth, page.exportFormula, page.theme],
    kind === 'animation' && partOf(lesson),
    PICTURED.includes(kind) && view.actions.picture() !== null,
  ].join('\n');
  const last = kept.get(lesson);
  if (last?.key === key) return last.outcome;
  const entry: { key: string; outcome: Outcome | null } = { key, outcome: null };
  kept.set(lesson, entry);
  const isLong = WRITTEN_OUT.includes(kind) && lesson.steps.outline.sampleLength > MANY_STEPS;
  // What is on the screen now may be the picture of before.
  const later = isLong || PICTURED.includes(kind) ? anotherTask().then(() => view.actions.drawn()) : null;
  const made = later ? later.then(() => kept.get(lesson) === entry && write(view, kind)) : write(view, kind);
  if (!(made instanceof Promise)) return (entry.outcome = made);
  void made
    .catch((error: unknown): Outcome => ({ problem: faultOf(error) }))
    .then((outcome) => {
      if (!outcome || kept.get(lesson) !== entry) return;
      entry.outcome = outcome;
      view.actions.change({});
    });
  return null;
}

function write(view: LessonView, kind: ExportKind): Outcome | Promise<Outcome> {
  const { lesson } = view;
  const { steps } = lesson;
  const { writtenOut } = textsOf(view);
  if (WRITTEN_OUT.includes(kind) && steps.outline.sampleLength > MOST_STEPS)
    return { problem: writtenOut(steps.outline.sampleLength, MOST_STEPS) };
  try {
    return exportNow(view, kind, partOf(lesson));
  } catch (error) {
    return { problem: faultOf(error) };
  }
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
