/** Keeps the address in step with what is on the screen, and opens what an address says. */
import type { Controller } from '../work/controller';
import { PageError } from '../work/problem';
import { decodeLink, encodeLink, LinkError, type LinkState } from './codec';

/** Browsers refuse many changes of the address in a short time. */
const WRITE_DELAY = 200;
/** And go on refusing for a while. */
const REFUSED_DELAY = 5000;

export class LocationLink {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private push = false;
  private writing = 0;
  private tooLarge = false;
  private arrival = new AbortController();
  private stop: () => void;

  /** `start`: what the bare address stands for */
  constructor(
    private readonly controller: Controller,
    private readonly start: LinkState,
  ) {
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
    this.writeIn(WRITE_DELAY);
  }

  private writeIn(delay: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.write(), delay);
  }

  private async write(): Promise<void> {
    const turn = ++this.writing;
    let hash: string | null = null;
    let fault: unknown;
    try {
      hash = `#${await encodeLink(this.controller.link())}`;
    } catch (error) {
      fault = error;
    }
    // Something newer is on its way.
    if (turn !== this.writing) return;
    const { push, tooLarge } = this;
    this.push = false;
    this.tooLarge = hash === null;
    // Said once: saying it is a change too.
    if (hash === null && !tooLarge) this.controller.fail('page', fault);
    if (hash === null || hash === location.hash) return;
    try {
      if (push) history.pushState(null, '', hash);
      else history.replaceState(null, '', hash);
    } catch {
      // Too many changes of the address in a short time, for this browser: later it is possible again.
      this.push ||= push;
      this.writeIn(REFUSED_DELAY);
    }
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
      // Otherwise the work goes on, and the address is to say so.
      if (!opened) return this.changed(false);
      clearTimeout(this.timer);
      this.push = false;
    });
  };
}

/**
 * True when the address said something and it is on the screen. What is damaged is said; the work at hand stays, as it
 * does when it is no longer asked for.
 */
export function openAddress(controller: Controller, signal?: AbortSignal): Promise<boolean> {
  return controller.openStateInTasks(readAddress, signal);
}

async function readAddress(): Promise<LinkState | null> {
  try {
    return await decodeLink(location.hash);
  } catch (error) {
    throw error instanceof LinkError ? new PageError('damagedLink', { part: error.part }) : error;
  }
}
