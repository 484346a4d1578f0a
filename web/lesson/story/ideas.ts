/** What one press of "next" goes over at the pace of one idea a step, and the facts that its name needs. */
import type { QuantityId, Step } from '../../../wasm/index';
import { outputId, parameterOf } from '../../work/quantity';
import type { Lesson } from '../lesson';
import type { IdeaWords } from '../../work/storyWords';
import type { StepPlace } from '../steps';

/** More steps of a loss than this are shown as the first with the others folded. */
const MOST_LOSS_STEPS = 4;

/** The idea that begins at, or goes on over, the step of that number. */
export function ideaAt(
  { steps, work }: Pick<Lesson, 'steps' | 'work'>,
  index: number,
  label: (id: QuantityId) => string,
): IdeaWords {
  const place = steps.placeOf(index);
  const { layers } = work.design.network;
  const layer = place.layer ?? layers.length;
  const names = (first: number, count: number) =>
    Array.from({ length: count }, (_, i) => label(outputId(layer, first + i)));
  const kind = kindOf(place, index, steps.samples.length);
  const { units } = layers[layer - 1];
  const neurons = kind === 'likewise' ? names(1, units - 1) : kind === 'forward' ? names(0, units) : names(0, 1);
  return { kind, layer, isOutput: layer === layers.length, neurons };
}

function kindOf({ phase, neuron, start, batchIndex }: StepPlace, index: number, samples: number): IdeaWords['kind'] {
  switch (phase) {
    case 'backward':
      return neuron === 0 ? (index === start ? 'delta' : 'gradients') : 'likewise';
    case 'batch':
      return batchIndex < samples ? 'sums' : 'reduction';
    default:
      return phase;
  }
}

/** The step that is written in full first: at the pace of ideas that of its first neuron. */
export function stepToRead(lesson: Lesson): Step | null {
  if (lesson.position === 0 || lesson.choices.granularity !== 'idea') return lesson.step;
  return lesson.steps.at(leadOf(lesson).start);
}

/**
 * The parameter that the curve of L is about: the one whose gradient or update the step is, or that comes next after δ; else
 * the one that the reader has chosen.
 */
export function parameterShown(lesson: Lesson): QuantityId | null {
  const { choices, position, parameter } = lesson;
  if (choices.panel !== 'step' || position === 0 || lesson.isDone) return parameter;
  const step = stepToRead(lesson);
  if (step?.rule !== 'delta_output' && step?.rule !== 'delta_hidden')
    return (step && parameterOf(step.computes)) ?? parameter;
  return `w.${step.layer}.${step.neuron}.0`;
}

/** The steps of the present idea that are written in full: `start` … `end − 1`. The others go likewise. */
export function leadOf({ steps, groupRange: { start, end } }: Pick<Lesson, 'steps' | 'groupRange'>): {
  start: number;
  end: number;
} {
  const alone = { start: end - 1, end };
  // In the midst of an idea the present step is the one to read.
  if (end < steps.rangeOf(end - 1, 'idea').end) return alone;
  const { phase } = steps.placeOf(start);
  // A neuron's sum and its output.
  if (phase === 'forward') return { start, end: Math.min(end, start + 2) };
  if (phase === 'loss') return end - start <= MOST_LOSS_STEPS ? { start, end } : alone;
  return { start, end: start + 1 };
}
