/**
 * When a piece begins, and when it is drawn: those near the window first, each change at once where the reader sees it, the
 * others one after another, with the page answering in between.
 */
import { Ahead, pauses } from '../work/tasks';

/** Milliseconds of one task: laying out what was drawn comes on top, and a phone takes four times as long. */
const SLICE = 5;

/** Pieces that begin in one idle time. */
const TOGETHER = 6;

/** Pieces that are still as the page was written, each with what makes it begin. */
const asleep = new Map<Element, () => Promise<unknown>>();
let nearness: IntersectionObserver | null = null;
const ahead = new Ahead();

/**
 * Calls `begin` once: when the element is less than a window away, when all wake, or when nothing else is to be done. What it
 * gives settles when the element is drawn, or has left. Returns what gives it up.
 */
export function whenNear(element: Element, begin: () => Promise<unknown>): () => void {
  nearness ??= new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) if (isIntersecting) void wake(target);
    },
    { rootMargin: '100%' },
  );
  asleep.set(element, begin);
  nearness.observe(element);
  if (asleep.size === 1) ahead.prepare(sleepers());
  return () => {
    asleep.delete(element);
    nearness!.unobserve(element);
  };
}

/** Their numbers have changed: what the page was written with is no longer so. */
export function wakeAll(): void {
  for (const element of asleep.keys()) void wake(element);
}

function wake(element: Element): Promise<unknown> | undefined {
  const begin = asleep.get(element);
  asleep.delete(element);
  nearness!.unobserve(element);
  return begin?.();
}

/** Some at a time: after each the page is laid out. */
function* sleepers(): Generator<() => unknown> {
  while (asleep.size > 0) yield () => Promise.all([...asleep.keys()].slice(0, TOGETHER).map(wake));
}

const inSight = new WeakSet<Element>();
let sight: IntersectionObserver | null = null;

/** From now on the element's turns depend on whether it is in the window. Returns what ends it. */
export function watchSight(element: Element): () => void {
  sight ??= new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) inSight[isIntersecting ? 'add' : 'delete'](target);
  });
  sight.observe(element);
  return () => {
    sight?.unobserve(element);
    inSight.delete(element);
  };
}

let last: Promise<unknown> = Promise.resolve();
const nextTurn = pauses(SLICE);

/** Does the job when its turn has come, and settles when it is done; one that fails keeps none of the others from theirs. */
export const inTurn = (job: () => Promise<unknown>): Promise<unknown> =>
  (last = last.then(nextTurn).then(job).catch(reportError));

/** Settles when the element may be drawn anew. */
export function turnOf(element: Element): Promise<unknown> | undefined {
  if (inSight.has(element)) return undefined;
  return (last = last.then(nextTurn));
}
