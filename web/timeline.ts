/** All steps of the iteration, grouped by phase and layer: scrub, step, play, iterate. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Phase, Step } from '../wasm/index';
import { wordsOf } from './describe';
import { icon, type IconName } from './icons';
import { GRANULARITIES, type Granularity } from './urlstate';
import type { View } from './view';

export function timeline(view: View): TemplateResult {
  const full = view.page.controls === 'full';
  return html`<div class="dock">
    <div class="timeline" part="timeline">${transport(view)} ${track(view)}</div>
    ${full ? iterations(view) : nothing}
  </div>`;
}

// ------------------------------------------------------------------ transport

function button(name: IconName, label: string, action: () => void, disabled = false): TemplateResult {
  // aria-disabled instead of disabled: a disabled button would drop the focus, and with it the keys.
  return html`<button
    class="icon-button"
    aria-label=${label}
    title=${label}
    aria-disabled=${disabled}
    @click=${disabled ? nothing : action}
  >
    ${icon(name)}
  </button>`;
}

function transport(view: View): TemplateResult {
  const { controller, messages, page, actions } = view;
  const words = messages.timeline;
  const atStart = controller.position === 0;
  const atEnd = controller.position >= controller.steps.length;
  const stuck = controller.failureReached;
  return html`<div class="transport" role="group" aria-label=${words.label}>
    ${button('first', words.first, () => controller.goTo(0), atStart)}
    ${button('previous', words.previous, () => controller.previous(), atStart && controller.iteration === 0)}
    ${
      stuck
        ? button('next', words.next, () => undefined, true)
        : button('next', atEnd ? words.applyAndNext : words.next, () => controller.next())
    }
    ${button('last', words.last, () => controller.goTo(controller.steps.length), atEnd)}
    ${button(page.playing ? 'pause' : 'play', page.playing ? words.pause : words.play, () => actions.togglePlay(), stuck)}
  </div>`;
}

// ------------------------------------------------------------------ the track

/** A phase of few steps gets at least this share of the track, or its name would not fit. */
const LEAST_SHARE = 0.11;

interface Segment {
  phase: Phase;
  layer: number | null;
  first: number;
  count: number;
  /** its width on the track */
  weight: number;
}

/** Runs of steps of one phase and layer. */
export function segmentsOf(steps: readonly Step[]): Segment[] {
  const segments: Segment[] = [];
  for (const step of steps) {
    const layer = step.phase === 'loss' ? null : step.layer;
    const last = segments[segments.length - 1];
    if (last && last.phase === step.phase && last.layer === layer) last.count++;
    else segments.push({ phase: step.phase, layer, first: step.index, count: 1, weight: 0 });
  }
  for (const segment of segments) {
    const alone = segments.filter(({ phase }) => phase === segment.phase).length;
    const least = (LEAST_SHARE * steps.length) / alone;
    segment.weight = Math.max(segment.count, least);
  }
  return segments;
}

/** Where on the track a position is: 0 … 1. */
function shareOf(position: number, segments: Segment[]): number {
  const total = segments.reduce((sum, segment) => sum + segment.weight, 0);
  const before = segments.reduce(
    (sum, { first, count, weight }) => sum + (weight * Math.max(0, Math.min(count, position - first))) / count,
    0,
  );
  return total ? before / total : 0;
}

/** The position that is nearest to a place on the track. */
function positionAt(share: number, segments: Segment[]): number {
  let rest = share * segments.reduce((sum, segment) => sum + segment.weight, 0);
  for (const { first, count, weight } of segments) {
    if (rest <= weight) return first + Math.round((count * Math.max(0, rest)) / weight);
    rest -= weight;
  }
  return segments.reduce((sum, segment) => sum + segment.count, 0);
}

function valueText(view: View): string {
  const { controller, messages } = view;
  const step = controller.step;
  const what = step
    ? messages.stepTitle(wordsOf(step, controller.document))
    : messages.start.title(controller.iteration);
  return messages.timeline.valueText(controller.position, controller.steps.length, what);
}

function track(view: View): TemplateResult {
  const { controller, messages } = view;
  const { steps, position } = controller;
  const segments = segmentsOf(steps);
  const phases = [...new Set(segments.map((segment) => segment.phase))];
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
      <div class="thumb" style="left: ${100 * shareOf(position, segments)}%"></div>
    </div>
    <div class="phase-names">
      ${phases.map((phase) => {
        const own = segments.filter((segment) => segment.phase === phase);
        const weight = own.reduce((sum, segment) => sum + segment.weight, 0);
        const current = controller.step?.phase === phase;
        return html`<button
          style="flex-grow: ${weight}"
          data-phase=${phase}
          aria-current=${current ? 'step' : nothing}
          @click=${() => controller.goTo(own[0].first + 1, true)}
        >
          ${messages.phases[phase]}
        </button>`;
      })}
    </div>
  </div>`;
}

function segmentBar(view: View, segment: Segment): TemplateResult {
  const { position } = view.controller;
  const done = Math.max(0, Math.min(segment.count, position - segment.first));
  return html`<div class="segment" data-phase=${segment.phase} style="flex-grow: ${segment.weight}">
    <div class="done" style="width: ${(100 * done) / segment.count}%"></div>
  </div>`;
}

/** Drags along the track; a step is where the pointer is. */
function scrub(view: View, segments: Segment[], event: PointerEvent): void {
  if (event.button !== 0) return;
  const bar = event.currentTarget as HTMLElement;
  const move = ({ clientX }: PointerEvent) => {
    const { left, width } = bar.getBoundingClientRect();
    view.controller.goTo(positionAt((clientX - left) / width, segments));
  };
  bar.setPointerCapture(event.pointerId);
  bar.addEventListener('pointermove', move);
  const end = () => {
    bar.removeEventListener('pointermove', move);
    bar.removeEventListener('pointerup', end);
    bar.removeEventListener('pointercancel', end);
  };
  bar.addEventListener('pointerup', end);
  bar.addEventListener('pointercancel', end);
  move(event);
}

// ------------------------------------------------------------------ iterations

function iterations(view: View): TemplateResult {
  const { controller, messages } = view;
  const words = messages.timeline;
  const problem = view.problemAt('run');
  return html`<div class="iterations">
    <span class="iteration" aria-live="off">${words.iteration(controller.iteration + 1)}</span>
    <button class="plain-button" @click=${() => controller.nextIteration()}>${words.nextIteration}</button>
    ${[10, 100].map(
      (count) =>
        html`<button
          class="plain-button"
          aria-label=${words.run(count)}
          title=${words.run(count)}
          @click=${() => controller.run(count)}
        >
          +${count}
        </button>`,
    )}
    <label class="granularity">
      <span>${words.granularityLabel}</span>
      <select
        @change=${(event: Event) => controller.setGranularity((event.target as HTMLSelectElement).value as Granularity)}
      >
        ${GRANULARITIES.map(
          (granularity) =>
            html`<option value=${granularity} ?selected=${granularity === controller.granularity}>
              ${words.granularity[granularity]}
            </option>`,
        )}
      </select>
    </label>
    ${problem ? html`<p class="notice" role="alert">${problem}</p>` : nothing}
  </div>`;
}
