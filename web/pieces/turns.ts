/** When a piece is drawn: at once where the reader sees it, the others one after another, with the page answering in between. */
import { anotherTask } from '../work/tasks';

/** Milliseconds of one task: laying out what was drawn comes on top. */
const SLICE = 10;

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

let last: Promise<void> = Promise.resolve();
let began = 0;

/** Settles when the element may be drawn. */
export function turnOf(element: Element): Promise<void> | undefined {
  if (inSight.has(element)) return undefined;
  return (last = last.then(nextTurn));
}

async function nextTurn(): Promise<void> {
  if (performance.now() - began < SLICE) return;
  await anotherTask();
  began = performance.now();
}
