/** The steps that a moving picture has. */
import type { Phase } from '../../wasm/index';
import type { Lesson } from '../lesson/lesson';

/** The steps of one phase, or of the whole iteration. */
export type Part = Phase | 'all';

/** More of them are no picture for a page any more. */
export const MOST_STOPS = 60;

/** Where it stops on the way through that part, at the reader's pace; one more than the most tells that there are too many. */
export function stopsOf({ steps, choices, batchIndex }: Lesson, part: Part): number[] {
  const { samples, sampleLength, sampleGroups, restGroups } = steps.outline;
  const ofSample = sampleGroups.filter(({ phase }) => phase === part);
  const groups = ofSample.length > 0 ? ofSample : restGroups.filter(({ phase }) => phase === part);
  const before = (ofSample.length > 0 ? batchIndex : samples.length) * sampleLength;
  const isWhole = part === 'all';
  if (!isWhole && groups.length === 0) return [];
  const end = isWhole ? steps.length : Math.min(steps.length, before + groups[groups.length - 1].end);
  const stops: number[] = [];
  for (let at = isWhole ? 0 : before + groups[0].start; at < end && stops.length <= MOST_STOPS; at = stops.at(-1)!)
    stops.push(steps.rangeOf(at, choices.granularity).end);
  return stops;
}
