/** The whole workbench, and the place of each part in it. */
import { html, nothing, type TemplateResult } from 'lit';
import { workbenchDialog } from './dialogs';
import { lossCurve } from '../timeline/lossCurve';
import type { Pointing } from '../../kit/pointing';
import { timeline } from '../timeline/timeline';
import { tip } from './tip';
import { toolbar } from './toolbar';
import { edgeSwitch } from '../diagram/diagram';
import { parameterShown } from '../story/ideas';
import { slopeBox } from '../slope/slopeBox';
import { headline } from '../story/headline';
import { fetched } from '../../kit/fetched';
import { typesetter } from '../../kit/formula';
import { inItsTurn } from '../../kit/gradually';
import { Lazy } from '../../kit/lazy';
import { problemNotice } from '../../kit/notice';
import { announcement, stepPage } from '../panel/stepPage';
import { beforePicture, picture, pictureSwitch } from './picture';
import { sheet } from './sheet';
import { choices, type Panel } from '../../work/choices';
import type { LessonView } from '../view';

export { followStep, partIds } from './picture';
export { formulasOfNextStep, soonShown } from '../panel/stepPage';

const derivation = new Lazy(() => import('../panel/derivation'));
const compare = new Lazy(() => import('../panel/compare'));
const outputsPart = new Lazy(() => import('../panel/outputs'));

/** `width`: of the element, in CSS pixels. */
export function workbench(view: LessonView, pointing: Pointing, width: number): TemplateResult {
  const { lesson, messages, page } = view;
  // Each panel of a large network is work enough for a task.
  const panelKey = lesson.steps.isShort ? '' : [view.drawingKey, lesson.choices.panel];
  return html`
    <div
      class="workbench ${page.controls} ${page.sheet ? 'editing' : ''}"
      part="workbench"
      tabindex="-1"
      data-phase=${lesson.step?.phase ?? nothing}
    >
      ${page.controls === 'full' ? toolbar(view) : problemNotice(view, view.problemAt('page') ?? view.problemAt('run'))}
      <div class="columns ${lesson.choices.picture} ${page.pinned ? 'pinned' : ''}" data-panel=${lesson.choices.panel}>
        <div class="drawing">
          ${headline(view)}
          ${page.controls === 'none' ? nothing : html`<div class="picture-choices">${pictureSwitch(view)} ${lesson.choices.picture === 'network' ? edgeSwitch(view) : nothing}</div>`}
          <section
            class="picture"
            aria-label=${lesson.choices.picture === 'graph' ? messages.graph.label : messages.diagram.label}
          >
            ${inItsTurn(() => picture(view), view.drawingKey, beforePicture(view))}
          </section>
          ${
            page.controls === 'none'
              ? nothing
              : html`${page.narrow && lesson.position === 0 && lesson.choices.panel === 'step' ? nothing : lesson.choices.picture === 'network' ? slopeBox(view, parameterShown(lesson)) : nothing}
                  <div class="under">${lossCurve(view)} ${outputs(view)}</div>`
          }
        </div>
        ${sheet(view)}
        <section class="panel" part="panel" aria-label=${messages.panel.label}>
          ${panelTabs(view)}
          <div class="panel-body" id="panel-body" role="tabpanel" aria-labelledby="tab-${lesson.choices.panel}">
            ${formulasMissing(view)} ${inItsTurn(() => panelBody(view), panelKey)}
          </div>
        </section>
      </div>
      ${page.controls === 'none' ? nothing : inItsTurn(() => timeline(view), view.drawingKey)}
      <p class="visually-hidden announced" aria-live="polite">${announcement(view)}</p>
      ${tip(view, pointing, width)} ${workbenchDialog(view)}
      ${page.dropping ? html`<p class="drop-hint">${messages.network.drop}</p>` : nothing}
    </div>
  `;
}

/** The outputs of all samples side by side, where there are several. */
function outputs(view: LessonView): TemplateResult | typeof nothing {
  const { messages, page, actions, work } = view;
  const { sampleCount: length } = work;
  if (length < 2) return nothing;
  return html`<details
    class="outputs"
    ?open=${page.outputsOpen}
    @toggle=${(event: Event) => {
      const { open } = event.target as HTMLDetailsElement;
      if (open !== page.outputsOpen) actions.change({ outputsOpen: open });
    }}
  >
    <summary>${messages.outputs.title(length)}</summary>
    ${page.outputsOpen ? fetched(view, outputsPart, (part) => part.outputsTable(view)) : nothing}
  </details>`;
}

function panelTabs(view: LessonView): TemplateResult {
  const { lesson, work, messages } = view;
  const parameter = lesson.parameter ? view.label(lesson.parameter) : '';
  const text: Record<Panel, string> = {
    step: messages.panel.step,
    derive: `∂L/∂${parameter}`,
    compare: messages.panel.compare,
  };
  const position = messages.timeline.position(lesson.position, lesson.steps.length);
  const samples = work.sampleCount;
  return html`<div class="panel-head">
    <div class="tabs" role="tablist" aria-label=${messages.panel.label}>
      ${choices.panel.allowed.map(
        (panel) =>
          html`<button
            role="tab"
            id="tab-${panel}"
            aria-selected=${lesson.choices.panel === panel}
            aria-controls="panel-body"
            title=${panel === 'derive' ? text.derive : nothing}
            aria-label=${panel === 'derive' ? `${messages.panel.derive} ${text.derive}` : nothing}
            tabindex=${lesson.choices.panel === panel ? 0 : -1}
            @click=${() => lesson.choose('panel', panel)}
          >
            ${text[panel]}
          </button>`,
      )}
    </div>
    <span class="position" title=${position}>
      ${samples > 1 ? html`<span class="sample">${sampleText(view, samples)}</span>` : nothing} ${lesson.position} /
      ${lesson.steps.length}
    </span>
  </div>`;
}

/** Which sample the current step belongs to; after the last of a batch, none. */
function sampleText({ lesson, messages }: LessonView, samples: number): string {
  const batch = lesson.steps.samples.length;
  const { sample } = lesson.step ?? lesson;
  if (sample === null) return messages.batch.whole(batch);
  if (batch === 1) return messages.timeline.sample(sample + 1, samples);
  return messages.batch.sample(sample + 1, lesson.batchIndex + 1, batch);
}

function panelBody(view: LessonView): TemplateResult | typeof nothing {
  switch (view.lesson.choices.panel) {
    case 'step':
      return stepPage(view);
    case 'derive':
      return fetched(view, derivation, (part) => part.derivationPanel(view));
    case 'compare':
      return fetched(view, compare, (part) => part.comparePanel(view));
  }
}

/** One sentence for all formulas where KaTeX could not be fetched. */
function formulasMissing(view: LessonView): TemplateResult | typeof nothing {
  return typesetter.failed ? fetched(view, typesetter, () => nothing) : nothing;
}
