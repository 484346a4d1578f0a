/** The panel before the first step: a weight to move, and two ways on. */
import { html, nothing, type TemplateResult } from 'lit';
import { findScenario } from '../../scenarios/index';
import type { LessonView } from '../view';
import { slopeBox } from '../slope/slopeBox';
import { knob } from './knob';

/** `printed`: the figures of the document's source, where it has some. */
export function openingPanel(view: LessonView, printed: () => TemplateResult | typeof nothing): TemplateResult {
  const { lesson, work, messages } = view;
  const { parameter } = lesson;
  const entry = work.scenarioId ? findScenario(work.scenarioId) : undefined;
  const fresh = work.iteration === 0;
  return html`<div class="step start">
    ${parameter ? html`${knob(view, parameter)} ${view.page.narrow ? slopeBox(view) : nothing} ${slope(view, parameter)}` : nothing}
    ${fresh && entry ? html`<p class="aside">${messages.scenarios[entry.id].note}</p>` : nothing}
    ${fresh ? html`<p class="aside">${messages.start.tip}</p>` : nothing}
    ${fresh && work.original.printed ? printed() : nothing} ${fresh ? sourceLine(view) : nothing}
  </div>`;
}

/** The gradient where the parameter is now, and the way to where it comes from. */
function slope(view: LessonView, parameter: string): TemplateResult | typeof nothing {
  const { lesson, messages } = view;
  const gradient = lesson.known().get(`d${parameter}`);
  if (gradient === undefined) return nothing;
  const symbol = view.label(`d${parameter}`);
  return html`<p class="slope-line">
    ${view.quotient(parameter)} ${view.number(`d${parameter}`, gradient)}
    <button class="plain-button" @click=${() => lesson.select(parameter)}>
      ${messages.story.opening.derive(symbol)}
    </button>
  </p>`;
}

function sourceLine({ work, messages }: LessonView): TemplateResult | typeof nothing {
  const entry = work.scenarioId ? findScenario(work.scenarioId) : undefined;
  const { source, url } = work.original.printed ?? entry ?? {};
  if (!source) return nothing;
  return html`<p class="aside">
    ${messages.start.source(source, url !== undefined)}${url ? html`<span class="address">${url}</span>` : nothing}
  </p>`;
}
