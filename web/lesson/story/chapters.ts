/** The iteration as a story: six chapters over its steps, each with one question. */
import type { StepGroup } from '../../../wasm/index';
import type { ChapterId } from '../../work/storyWords';
import type { Lesson } from '../lesson';

export interface Chapter {
  id: ChapterId;
  /** position before its first step, and after its last */
  start: number;
  end: number;
}

/** Which chapter the steps of a group belong to, in a network of so many layers. */
function chapterOf({ phase, layer, neuron }: Pick<StepGroup, 'phase' | 'layer' | 'neuron'>, layers: number): ChapterId {
  if (phase === 'forward') return 'predict';
  if (phase === 'loss') return 'wrong';
  if (phase !== 'backward') return 'down';
  if (layer === layers) return 'nudge';
  return layer === layers - 1 && neuron === 0 ? 'ways' : 'blame';
}

/** The chapters of the sample that is shown; the last is the whole batch's. A network without hidden layers has no `ways` and no `blame`. */
export function chapters({ steps, batchIndex, work }: Pick<Lesson, 'steps' | 'batchIndex' | 'work'>): Chapter[] {
  const { samples, sampleLength, sampleGroups, restGroups } = steps.outline;
  const found: Chapter[] = [];
  const add = (groups: readonly StepGroup[], first: number) => {
    for (const group of groups) {
      const id = chapterOf(group, work.design.network.layers.length);
      const last = found.at(-1);
      if (last?.id === id) last.end = first + group.end;
      else found.push({ id, start: first + group.start, end: first + group.end });
    }
  };
  add(sampleGroups, batchIndex * sampleLength);
  // Adding to the sums of a batch belongs to the sample, the update to all of them.
  if (samples.length > 1 && found.at(-1)?.id === 'down') found.pop();
  add(restGroups, samples.length * sampleLength);
  return found;
}

/** The chapter of a position; null before the first step. */
export function chapterAt(lesson: Pick<Lesson, 'steps' | 'work'>, position: number): ChapterId | null {
  if (position === 0) return null;
  return chapterOf(lesson.steps.placeOf(position - 1), lesson.work.design.network.layers.length);
}
