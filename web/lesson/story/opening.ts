/** The panel before the first step: a weight to move, and two ways on. */
import { html, nothing, type TemplateResult } from 'lit';
import { findScenario, scenarios } from '../../scenarios/index';
import { followsSlope } from '../../work/stepFacts';
import type { LessonView } from '../view';
import { rateBox, slopeBox } from '../slope/slopeBox';
import { knob } from './knob';

/** `printed`: the figures of the document's source, where it has some. */
export function openingPanel(view: LessonView, printed: () => TemplateResult | typeof nothing): TemplateResult {
  const { lesson, work, messages } = view;
  const { parameter } = lesson;
  const entry = scenarios.find(({ id }) => id === work.scenarioId);
  const fresh = work.iteration === 0;
  return html`<div class="step start">
    ${parameter ? html`${knob(view, parameter)} ${view.page.narrow ? slopeBox(view, parameter) : nothing} ${slope(view, parameter)} ${nextValue(view, parameter)} ${rateBox(view, parameter)}` : nothing}
    ${lastIteration(view)} ${fresh && entry ? html`<p class="aside">${messages.scenarios[entry.id].note}</p>` : nothing}
    ${fresh ? html`<p class="aside">${messages.start.tip}</p>` : nothing} ${links(view, fresh)}
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

/** Where the coming update moves it. */
function nextValue(view: LessonView, parameter: string): TemplateResult | typeof nothing {
  const { lesson, messages } = view;
  const [value, after] = [lesson.given(parameter), lesson.valueAfter(parameter)];
  if (value === undefined || after === null) return nothing;
  const way = after === value ? 'stays' : !followsSlope(view.work.design) ? 'moves' : after > value ? 'up' : 'down';
  return html`<p class="sentence next-value">
    ${messages.story.opening.update[way]} ${view.symbol(parameter)} ${view.text(value)} → <b>${view.text(after)}</b>
  </p>`;
}

/** What the iteration before has achieved, and the way to its end. */
function lastIteration(view: LessonView): TemplateResult | typeof nothing {
  const { lesson, work, messages } = view;
  const { before, after } = work.lastUpdate ?? {};
  if (before == null || after == null) return nothing;
  const words = messages.story.opening;
  return html`<p class="aside">
    ${words.last(work.iteration, view.text(before), view.text(after), work.sampleCount)}
    <button class="link-button" @click=${() => lesson.previous()}>${words.lookBack}</button>
  </p>`;
}

/** Only the site has the tutorial and the lab beside it, and not the single file. */
function links({ messages, page }: LessonView, fresh: boolean): TemplateResult | typeof nothing {
  if (!page.linked || !location.protocol.startsWith('http')) return nothing;
  const lab = `lab/index.html#lang=${messages.language}`;
  // The address as it is by then goes along; a new tab and the menu of a link open what a press has set.
  const follow = ({ currentTarget }: Event) =>
    ((currentTarget as HTMLAnchorElement).href = lab + location.hash.replace('#', '&'));
  return html`<p class="aside">
    ${fresh ? html`<a href="tutorial/${messages.language}.html">${messages.start.tutorial}</a><br />` : nothing}
    <a href=${lab} @pointerdown=${follow} @click=${follow}>${messages.start.lab}</a>
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
