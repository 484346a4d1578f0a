/** Keeps the address in step with what is on the screen, and opens what an address says. */
import type { Controller } from './controller';
import { PageError } from './problem';
import { decodeLink, encodeLink, LinkError, type LinkState } from './urlstate';

/** Browsers refuse many changes of the address in a short time. */
const WRITE_DELAY = 200;

export class LocationLink {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private push = false;
  private writing = 0;
  private tooLarge = false;
  private arrival = new AbortController();
  private stop: () => void;
  /** what the bare address stands for; the language stays the reader's */
  private readonly start: LinkState;

  constructor(private readonly controller: Controller) {
    this.start = { ...controller.link(), language: undefined };
    this.stop = controller.onChange((meaningful) => this.changed(meaningful));
    window.addEventListener('popstate', this.arrived);
  }

  close(): void {
    this.stop();
    this.arrival.abort();
    clearTimeout(this.timer);
    window.removeEventListener('popstate', this.arrived);
  }

  private changed(meaningful: boolean): void {
    this.push ||= meaningful;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.write(), WRITE_DELAY);
  }

  private async write(): Promise<void> {
    const push = this.push;
    this.push = false;
    const turn = ++this.writing;
    let hash: string;
    try {
      hash = `#${await encodeLink(this.controller.link())}`;
    } catch (error) {
      // Said once: saying it is a change too.
      if (!this.tooLarge) this.controller.fail('page', error);
      this.tooLarge = true;
      return;
    }
    this.tooLarge = false;
    // Something newer is on its way, or the address says it already.
    if (turn !== this.writing || hash === location.hash) return;
    if (push) history.pushState(null, '', hash);
    else history.replaceState(null, '', hash);
  }

  /** Back, forward, or an address typed by hand. The newest is what is opened, also where it takes less time. */
  private arrived = (): void => {
    this.arrival.abort();
    this.arrival = new AbortController();
    const { signal } = this.arrival;
    clearTimeout(this.timer);
    this.push = false;
    this.writing++;
    const opening = location.hash
      ? openAddress(this.controller, signal)
      : Promise.resolve(this.controller.openState(this.start));
    void opening.then((opened) => {
      if (signal.aborted) return;
      clearTimeout(this.timer);
      this.push = false;
      if (!opened) this.changed(false);
    });
  };
}

/**
 * True when the address said something and it is on the screen. What is damaged is said; the work at hand stays, as it
 * does when the signal says that the address is no longer asked for.
 */
export async function openAddress(controller: Controller, signal?: AbortSignal): Promise<boolean> {
  try {
    const link = await decodeLink(location.hash);
    return link !== null && (await controller.openStateInTasks(link, signal));
  } catch (error) {
    if (signal?.aborted) return false;
    controller.fail('page', error instanceof LinkError ? new PageError('damagedLink', { part: error.part }) : error);
    return false;
  }
}
