/** The steps of the coming iteration by number. Each is written by the core when it is first asked for. */
import type { BatchOutline, QuantityId, Session, Step, StepGroup, TraceOptions } from '../../wasm/index';
import { parseId } from '../work/quantity';
import type { Granularity } from '../work/choices';

/** Steps written together: all the neighbours in a short iteration, single ones in a long. */
const CHUNK = { short: 64, long: 1 };
/** An iteration of at most so many steps is short. */
const SHORT = 4000;

/** The place of a step in the iteration. */
export interface StepPlace extends StepGroup {
  /** which of the batch's samples it belongs to; after the last, how many there are */
  batchIndex: number;
}

/** The places of the steps of one kind in one layer: evenly spaced. */
interface Series {
  /** counted among a sample's steps, or among those after the last sample */
  ofSample: boolean;
  start: number;
  /** from neuron to neuron */
  stride: number;
}

export class Steps {
  private known: BatchOutline | null = null;
  private readonly written = new Map<number, Step[]>();
  private series: Map<string, Series> | null = null;

  constructor(
    private readonly session: Session,
    private readonly options: TraceOptions,
  ) {}

  get outline(): BatchOutline {
    return (this.known ??= this.session.outlineBatch());
  }

  /** how many steps there are, a failing one included */
  get length(): number {
    return this.outline.length;
  }

  get isShort(): boolean {
    return this.length <= SHORT;
  }

  private get chunk(): number {
    return this.isShort ? CHUNK.short : CHUNK.long;
  }

  get samples(): number[] {
    return this.outline.samples;
  }

  at(index: number): Step | null {
    if (index < 0 || index >= this.length) return null;
    const first = index - (index % this.chunk);
    let part = this.written.get(first);
    if (!part) {
      part = this.session.traceBatch({ ...this.options, from: first, count: this.chunk });
      this.written.set(first, part);
    }
    return part[index - first] ?? null;
  }

  slice(from: number, to: number): Step[] {
    const steps: Step[] = [];
    for (let index = Math.max(0, from); index < Math.min(to, this.length); index++) steps.push(this.at(index)!);
    return steps;
  }

  /** The step whose value is not finite: then it is the last. */
  get failure(): Step | null {
    return this.outline.failure ? this.at(this.length - 1) : null;
  }

  placeOf(index: number): StepPlace {
    const { batchIndex, groups, first } = this.part(index);
    const group = groups[groupIndex(groups, index - first)];
    return { ...group, start: first + group.start, end: first + group.end, batchIndex };
  }

  /** The steps around one that one press goes over: `start` … `end − 1`. */
  rangeOf(index: number, by: Granularity): { start: number; end: number } {
    if (by === 'step') return { start: index, end: index + 1 };
    const { groups, first } = this.part(index);
    const at = groupIndex(groups, index - first);
    const key = groupKey(groups[at], by);
    let [low, high] = [at, at];
    while (low > 0 && groupKey(groups[low - 1], by) === key) low--;
    while (high + 1 < groups.length && groupKey(groups[high + 1], by) === key) high++;
    let [start, end] = [first + groups[low].start, first + groups[high].end];
    // δ is an idea of its own; the gradients that follow from it are the next.
    if (by === 'idea' && isFirstOfBackward(groups[at])) {
      if (index === start) end = start + 1;
      else start++;
    }
    return { start, end: Math.min(this.length, end) };
  }

  /** The step that computes a quantity, for the sample at that place in the batch; null where none does. */
  indexOf(id: QuantityId, batchIndex: number): number | null {
    const q = parseId(id);
    if (!q) return null;
    const { samples, sampleLength } = this.outline;
    this.series ??= seriesOf(this.outline);
    const series = this.series.get(`${q.kind}.${q.layer}.${q.kind === 'L' && q.neuron >= 0}`);
    if (!series) return null;
    const place = series.start + Math.max(0, q.neuron) * series.stride + Math.max(0, q.from);
    return place + (series.ofSample ? Math.min(batchIndex, samples.length - 1) : samples.length) * sampleLength;
  }

  private part(index: number): { batchIndex: number; groups: StepGroup[]; first: number } {
    const { samples, sampleLength, sampleGroups, restGroups } = this.outline;
    const batchIndex = Math.min(samples.length, Math.floor(index / sampleLength));
    const groups = batchIndex < samples.length ? sampleGroups : restGroups;
    return { batchIndex, groups, first: batchIndex * sampleLength };
  }
}

function groupKey({ phase, layer, neuron }: StepGroup, by: Granularity): string {
  if (by === 'phase') return phase;
  // The first neuron of a layer is worked out, the others likewise.
  if (by === 'idea')
    return phase === 'forward'
      ? `${phase} ${layer}`
      : phase === 'backward'
        ? `${phase} ${layer} ${neuron === 0}`
        : phase;
  return by === 'layer' ? `${phase} ${layer}` : `${phase} ${layer} ${neuron}`;
}

const isFirstOfBackward = ({ phase, neuron }: StepGroup): boolean => phase === 'backward' && neuron === 0;

/** Which group holds the step: they follow each other without a gap. */
function groupIndex(groups: StepGroup[], step: number): number {
  let [low, high] = [0, groups.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (groups[middle].end <= step) low = middle + 1;
    else high = middle;
  }
  return low;
}

const isPerWeight = (kind: string): boolean => kind.endsWith('w');

function seriesOf({ sampleGroups, restGroups }: BatchOutline): Map<string, Series> {
  const all = new Map<string, Series>();
  const add = (groups: StepGroup[], ofSample: boolean) => {
    for (const { layer, neuron, kinds, start, end } of groups) {
      if (neuron) continue;
      const perWeight = kinds.filter(isPerWeight).length;
      const weights = (end - start - (kinds.length - perWeight)) / perWeight;
      let place = start;
      for (const kind of kinds) {
        const ofTerm = kind === 'L' && neuron !== null;
        all.set(`${kind}.${layer ?? 0}.${ofTerm}`, { ofSample, start: place, stride: end - start });
        place += isPerWeight(kind) ? weights : 1;
      }
    }
  };
  add(sampleGroups, true);
  add(restGroups, false);
  return all;
}
