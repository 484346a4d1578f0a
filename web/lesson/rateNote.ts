/** A remark about the learning rate: about itself, or about what the last update came to with it, as core measured it. */
import { followsSlope } from '../work/stepFacts';
import type { Lesson } from './lesson';

export type RateNote =
  | { kind: 'zero' }
  | { kind: 'negative' }
  /** `after` the update the loss is larger than `before` */
  | { kind: 'rose'; before: number; after: number }
  /** no gradient is left; `sum`: the largest weighted sum of the last layer */
  | { kind: 'saturated'; sum: number };

/** From here on the slope of a sigmoid is next to nothing. */
const LARGE_SUM = 30;
/** Rounding alone makes a loss rise by less. */
const LEAST_RISE = 1e-9;

export function rateNote(lesson: Lesson): RateNote | null {
  const { work } = lesson;
  const { learningRate, batchSize } = work.design.training;
  if (learningRate === 0) return { kind: 'zero' };
  if (learningRate < 0) return { kind: 'negative' };
  const { lastUpdate } = work;
  if (!lastUpdate) return null;
  // With momentum, or by weight decay, parameters move on without a gradient.
  const sum = followsSlope(work.design) ? saturated(lesson) : null;
  if (sum !== null) return { kind: 'saturated', sum };
  const { before, after } = lastUpdate;
  // Where an update is about some of the samples only, the loss over all may rise at any rate.
  if (before === null || after === null || batchSize < work.sampleCount) return null;
  return after > before + LEAST_RISE * Math.abs(before) ? { kind: 'rose', before, after } : null;
}

/** The largest weighted sum of the last layer where all of that layer's δ are exactly 0 and it is large; else null. */
function saturated({ work, sample }: Lesson): number | null {
  const { layers } = work.design.network;
  const layer = layers.length;
  let largest = 0;
  for (let neuron = 0; neuron < layers[layer - 1].units; neuron++) {
    const of = (kind: 'delta' | 'z') => work.numbers.computed({ kind, layer, neuron, from: -1 }, sample);
    if (of('delta') !== 0) return null;
    largest = Math.max(largest, Math.abs(of('z') ?? 0));
  }
  return largest >= LARGE_SUM ? largest : null;
}
