/** The steps of an iteration as parts of a bar: by phase and layer, or, in a batch, by sample and phase. */
import type { Phase } from '../../../wasm/index';
import type { Steps } from '../steps';

/** A part of few steps gets at least this share of the bar, or its name would not fit. */
const LEAST_SHARE = 0.13;
/** In a batch the sample at hand and so many on either side have a part of their own. */
const NEIGHBOURS = 2;

export interface Segment {
  /** null: several samples */
  phase: Phase | null;
  first: number;
  count: number;
  /** its width on the bar */
  weight: number;
}

/** Segments under one name: a phase, or in a batch a sample, several samples, or what follows the last. */
export interface Part {
  phase: Phase | null;
  /** positions in the batch, from … to; null: not of samples */
  samples: [number, number] | null;
  segments: Segment[];
}

/** `at`: the sample at hand. */
export function partsOf(steps: Steps, at: number): Part[] {
  const { samples, sampleLength, sampleGroups, restGroups } = steps.outline;
  const after = samples.length * sampleLength;
  if (samples.length === 1) return withShares(phaseParts([...runs(sampleGroups, 0), ...runs(restGroups, after)]));
  const parts: Part[] = [];
  const near = (batchIndex: number) => Math.abs(batchIndex - at) <= NEIGHBOURS;
  for (let batchIndex = 0; batchIndex < samples.length; batchIndex++) {
    const first = batchIndex * sampleLength;
    const last = parts[parts.length - 1];
    if (near(batchIndex)) {
      const segments = merged(runs(sampleGroups, first), 0.6 * (batchIndex === at ? 4 : 1));
      parts.push({ phase: null, samples: [batchIndex, batchIndex], segments });
    } else if (last?.samples && !near(last.samples[0])) {
      last.samples[1] = batchIndex;
      last.segments[0].count += sampleLength;
    } else {
      const segments = [{ phase: null, first, count: sampleLength, weight: 0.6 }];
      parts.push({ phase: null, samples: [batchIndex, batchIndex], segments });
    }
  }
  return [...parts, ...phaseParts(merged(runs(restGroups, after), 1.6))];
}

/** One segment a phase, of the same total width whatever they hold. */
function merged(segments: Segment[], width: number): Segment[] {
  const phases: Segment[] = [];
  for (const segment of segments) {
    const last = phases[phases.length - 1];
    if (last?.phase === segment.phase) last.count += segment.count;
    else phases.push({ ...segment });
  }
  for (const phase of phases) phase.weight = width / phases.length;
  return phases;
}

/** Runs of groups of one phase and layer, `shift` steps later than their outline says. */
function runs(groups: Steps['outline']['sampleGroups'], shift: number): Segment[] {
  const segments: (Segment & { layer: number | null })[] = [];
  for (const { phase, layer, start, end } of groups) {
    const last = segments[segments.length - 1];
    if (last && last.phase === phase && last.layer === layer) last.count += end - start;
    else segments.push({ phase, layer, first: shift + start, count: end - start, weight: 0 });
  }
  return segments;
}

function phaseParts(segments: Segment[]): Part[] {
  const parts: Part[] = [];
  for (const segment of segments) {
    const last = parts[parts.length - 1];
    if (last?.phase === segment.phase) last.segments.push(segment);
    else parts.push({ phase: segment.phase, samples: null, segments: [segment] });
  }
  return parts;
}

function withShares(parts: Part[]): Part[] {
  const total = parts.flatMap(({ segments }) => segments).reduce((sum, { count }) => sum + count, 0);
  for (const { segments } of parts)
    for (const segment of segments) segment.weight = Math.max(segment.count, (LEAST_SHARE * total) / segments.length);
  return parts;
}

export function weightOf(segments: readonly Segment[]): number {
  return segments.reduce((sum, { weight }) => sum + weight, 0);
}

/** Where on the bar a position is: 0 … 1. */
export function shareOf(position: number, segments: readonly Segment[]): number {
  const before = segments.reduce(
    (sum, { first, count, weight }) => sum + (weight * Math.max(0, Math.min(count, position - first))) / count,
    0,
  );
  return before / weightOf(segments);
}

/** The position that is nearest to a place on the bar. */
export function positionAt(share: number, segments: readonly Segment[]): number {
  let rest = share * weightOf(segments);
  for (const { first, count, weight } of segments) {
    if (rest <= weight) return first + Math.round((count * Math.max(0, rest)) / weight);
    rest -= weight;
  }
  return segments.reduce((sum, { count }) => sum + count, 0);
}
