/** All steps of the iteration, grouped by phase and layer: scrub, step, play, iterate. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { wordsOf } from '../../work/stepFacts';
import { choices, type Granularity } from '../../work/choices';
import { followPointer } from '../../kit/followPointer';
import { notice } from '../../kit/notice';
import type { LessonView } from '../view';
import { icon, iconButton, type IconName } from '../../kit/icons';
import { partsOf, positionAt, shareOf, weightOf, type Part, type Segment } from './segments';
import { styled } from '../../kit/styled';

export function timeline(view: LessonView): TemplateResult {
  const full = view.page.controls === 'full';
  return html`<div class="dock">
    <div class="timeline" part="timeline">${transport(view)} ${track(view)}</div>
    ${full ? iterations(view) : nothing}
  </div>`;
}

// ------------------------------------------------------------------ transport

function transport(view: LessonView): TemplateResult {
  const { lesson, work, messages, page, actions } = view;
  const words = messages.timeline;
  const atStart = lesson.position === 0;
  const atEnd = lesson.position >= lesson.steps.length;
  const stuck = lesson.failureReached;
  const button = (sign: IconName, name: string, press: () => void, disabled: boolean) =>
    iconButton(name, icon(sign), press, { disabled, classes: `step-${sign}` });
  return html`<div class="transport" role="group" aria-label=${words.label}>
    ${button('first', words.first, () => lesson.goTo(0), atStart)}
    ${button('previous', words.previous, () => lesson.previous(), atStart && work.iteration === 0)}
    ${button('next', atEnd && !stuck ? words.applyAndNext : words.next, () => lesson.next(), stuck)}
    ${button('last', words.last, () => lesson.goTo(lesson.steps.length), atEnd)}
    ${button(page.playing ? 'pause' : 'play', page.playing ? words.pause : words.play, () => actions.togglePlay(), stuck)}
  </div>`;
}

// ------------------------------------------------------------------ the track

function valueText(view: LessonView): string {
  const { lesson, work, messages } = view;
  const step = lesson.step;
  const what = step ? messages.stepTitle(wordsOf(step, work.design, view.label)) : messages.start.title(work.iteration);
  return messages.timeline.valueText(lesson.position, lesson.steps.length, what);
}

function track(view: LessonView): TemplateResult {
  const { lesson, messages } = view;
  const { steps, position } = lesson;
  const parts = partsOf(steps, lesson.batchIndex);
  const segments = parts.flatMap((part) => part.segments);
  return html`<div class="track-box">
    <div
      class="track"
      role="slider"
      tabindex="0"
      aria-label=${messages.timeline.label}
      aria-valuemin="0"
      aria-valuemax=${steps.length}
      aria-valuenow=${position}
      aria-valuetext=${valueText(view)}
      @pointerdown=${(event: PointerEvent) => scrub(view, segments, event)}
    >
      ${segments.map((segment) => segmentBar(view, segment))}
      <div class="thumb" style=${styled(`left: ${100 * shareOf(position, segments)}%`)}></div>
    </div>
    <div class="phase-names">${parts.map((part) => partName(view, part))}</div>
  </div>`;
}

/** A phase or a sample by its name; pressed, its first step is shown. */
function partName(view: LessonView, { phase, samples, segments }: Part): TemplateResult {
  const { lesson, messages } = view;
  const [first, last] = [segments[0].first, segments[segments.length - 1]];
  const current = lesson.position > first && lesson.position <= last.first + last.count;
  const numbers = samples?.map((batchIndex) => lesson.steps.samples[batchIndex] + 1);
  const name = numbers ? messages.batch.part(numbers[0], samples![1] - samples![0] + 1) : messages.phases[phase!];
  const spokenName = numbers?.length && samples![0] === samples![1] ? messages.batch.toSample(numbers[0]) : name;
  return html`<button
    style=${styled(`flex-grow: ${weightOf(segments)}`)}
    data-phase=${phase ?? nothing}
    aria-current=${current ? 'step' : nothing}
    aria-label=${spokenName === name ? nothing : spokenName}
    @click=${() => lesson.goTo(first + 1, true)}
  >
    ${name}
  </button>`;
}

function segmentBar(view: LessonView, segment: Segment): TemplateResult {
  const { position } = view.lesson;
  const done = Math.max(0, Math.min(segment.count, position - segment.first));
  return html`<div
    class="segment"
    data-phase=${segment.phase ?? nothing}
    style=${styled(`flex-grow: ${segment.weight}`)}
  >
    <div class="done" style=${styled(`width: ${(100 * done) / segment.count}%`)}></div>
  </div>`;
}

/** Drags along the track; a step is where the pointer is. */
function scrub(view: LessonView, segments: readonly Segment[], event: PointerEvent): void {
  if (event.button !== 0) return;
  const bar = event.currentTarget as HTMLElement;
  const move = ({ clientX }: PointerEvent) => {
    const { left, width } = bar.getBoundingClientRect();
    view.lesson.goTo(positionAt((clientX - left) / width, segments));
  };
  followPointer(event, move);
  move(event);
}

// ------------------------------------------------------------------ iterations

function iterations(view: LessonView): TemplateResult {
  const { lesson, work, messages, page, actions } = view;
  const words = messages.timeline;
  const problem = view.problemAt('run');
  return html`<div class="iterations">
    <span class="iteration" aria-live="off">${words.iteration(work.iteration + 1)}</span>
    <button class="plain-button next-iteration" @click=${() => lesson.nextIteration()}>${words.nextIteration}</button>
    ${[10, 100].map(
      (count) =>
        html`<button
          class="plain-button"
          aria-label=${words.run(count)}
          title=${words.run(count)}
          @click=${() => work.run(count)}
        >
          +${count}
        </button>`,
    )}
    ${iconButton(words.more, icon('more'), () => actions.change({ dockOpen: !page.dockOpen }), {
      classes: 'dock-more',
      expanded: page.dockOpen,
    })}
    <div class="further ${page.dockOpen ? 'open' : ''}">
      ${runField(view)} ${paceChooser(view)} ${speedChooser(view)}
    </div>
    ${problem ? notice(problem) : nothing}
  </div>`;
}

function paceChooser({ lesson, messages }: LessonView): TemplateResult {
  const words = messages.timeline;
  return html`<label class="granularity">
    <span>${words.granularityLabel}</span>
    <select
      @change=${(event: Event) => lesson.choose('granularity', (event.target as HTMLSelectElement).value as Granularity)}
    >
      ${choices.granularity.allowed.map(
        (granularity) =>
          html`<option value=${granularity} .selected=${live(granularity === lesson.choices.granularity)}>
            ${words.granularity[granularity]}
          </option>`,
      )}
    </select>
  </label>`;
}

/** How many times as fast as the sentences can be read. */
const SPEEDS = [0.5, 1, 2, 4];

function speedChooser({ page, messages, actions }: LessonView): TemplateResult {
  const words = messages.timeline;
  return html`<label class="speed">
    <span>${words.speedLabel}</span>
    <select @change=${(event: Event) => actions.change({ speed: Number((event.target as HTMLSelectElement).value) })}>
      ${SPEEDS.map(
        (speed) => html`<option value=${speed} .selected=${live(speed === page.speed)}>${words.speed(speed)}</option>`,
      )}
    </select>
  </label>`;
}

/** Any number of iterations, with what is wrong with it; while they run, how far they are and the way to stop them. */
function runField(view: LessonView): TemplateResult {
  const { messages, page, actions } = view;
  const words = messages.timeline;
  const problem = view.draftFault(page.runs);
  const { running } = page;
  return html`<form
    class="run-field"
    @submit=${(event: Event) => {
      event.preventDefault();
      actions.toggleRun();
    }}
  >
    <input
      type="text"
      inputmode="numeric"
      autocomplete="off"
      size="6"
      aria-label=${words.runCount}
      aria-invalid=${problem ? 'true' : 'false'}
      aria-describedby="run-problem"
      .value=${live(page.runs.text)}
      ?readonly=${running !== null}
      @input=${(event: Event) => actions.change({ runs: { text: (event.target as HTMLInputElement).value, fault: null } })}
    />
    <button class="plain-button" type="submit">${running ? words.stopRun : words.startRun}</button>
    ${running ? html`<span class="run-progress">${words.running(running.done, running.count)}</span>` : nothing}
    <span id="run-problem" class="editor-problem" role="alert">${problem ?? nothing}</span>
  </form>`;
}
