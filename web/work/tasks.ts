/** Work cut into tasks, so that the page can answer between them. */

export const anotherTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Cuts a long job into tasks of so many milliseconds: what it gives settles when the job may go on. */
export function pauses(milliseconds: number): () => Promise<void> | undefined {
  let began = performance.now();
  return () => {
    if (performance.now() - began < milliseconds) return undefined;
    return anotherTask().then(() => void (began = performance.now()));
  };
}

/** A hidden page has no frames. */
const LONGEST_FRAME = 100;

/** Runs the job when the next frame is drawn: what is drawn by then is laid out before more comes. */
export function afterFrame(job: () => void): void {
  let after: ReturnType<typeof setTimeout> | undefined;
  const run = () => {
    cancelAnimationFrame(frame);
    clearTimeout(late);
    clearTimeout(after);
    job();
  };
  const frame = requestAnimationFrame(() => (after = setTimeout(run)));
  const late = setTimeout(run, LONGEST_FRAME);
}

const whenIdle: (job: () => void) => number =
  'requestIdleCallback' in globalThis ? (job) => requestIdleCallback(job) : (job) => Number(setTimeout(job, 50));
const cancelIdle: (handle: number) => void =
  'cancelIdleCallback' in globalThis ? (handle) => cancelIdleCallback(handle) : (handle) => clearTimeout(handle);

/** Prepares what the reader is likely to ask for next, while nothing else is to be done. */
export class Ahead {
  private handle = 0;
  private left: Iterator<() => unknown> | null = null;

  /** In place of what was left to do; each job in a time of its own, when the one before it is done. */
  prepare(jobs: Iterable<() => unknown>): void {
    this.left = jobs[Symbol.iterator]();
    this.next();
  }

  private next(): void {
    cancelIdle(this.handle);
    const { left } = this;
    const job = left?.next();
    if (!job || job.done) return;
    this.handle = whenIdle(async () => {
      await job.value();
      if (left === this.left) this.next();
    });
  }
}
