/** Keeps the address in step with the screen, and opens the link in an address. */
import type { Changes } from '../work/changes';
import type { Language } from '../work/choices';
import { PageError, type ProblemPlace } from '../work/problem';
import { decodeLink, encodeLink, LinkError, type LinkState, type WrittenLink } from './codec';

/** Browsers refuse many changes of the address in a short time. */
const WRITE_DELAY = 200;
/** After that they go on refusing for a while. */
const REFUSED_DELAY = 5000;

/** The address leads to a section of the page, and is no link of ours. */
export function isSection(hash: string): boolean {
  try {
    return document.getElementById(decodeURIComponent(hash.slice(1))) !== null;
  } catch {
    return false;
  }
}

/** A page whose state can be put into an address and opened from one. */
export interface Linked {
  readonly link: WrittenLink;
  readonly work: { readonly changes: Changes; fail(place: ProblemPlace, error: unknown): void };
  openState(link: LinkState): boolean;
  openStateInTasks(read: () => Promise<LinkState | null>, signal?: AbortSignal): Promise<boolean>;
}

export class LocationLink {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private push = false;
  private writing = 0;
  private tooLarge = false;
  private arrival = new AbortController();
  private stop: () => void;

  /** `start`: the state that an address without a link opens */
  constructor(
    private readonly linked: Linked,
    private readonly start: LinkState,
  ) {
    this.stop = linked.work.changes.listen((meaningful) => this.changed(meaningful));
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
      hash = `#${await encodeLink(this.linked.link)}`;
    } catch (error) {
      fault = error;
    }
    // Something newer is on its way.
    if (turn !== this.writing) return;
    const { push, tooLarge } = this;
    this.push = false;
    this.tooLarge = hash === null;
    // Shown once: showing it is a change too.
    if (hash === null && !tooLarge) this.linked.work.fail('page', fault);
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
    if (isSection(location.hash)) return;
    this.arrival.abort();
    this.arrival = new AbortController();
    const { signal } = this.arrival;
    clearTimeout(this.timer);
    this.push = false;
    this.writing++;
    const opening = location.hash
      ? openAddress(this.linked, location.hash, null, signal)
      : Promise.resolve(this.linked.openState(this.start));
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
 * True when the text, as an address has it after `#`, is a link and its state is on the screen. A damaged link is shown as a problem, with the work as it
 * was; a link that is no longer asked for changes nothing. `language` stands in the place of the link's own.
 */
export function openAddress(
  linked: Linked,
  text: string,
  language?: Language | null,
  signal?: AbortSignal,
): Promise<boolean> {
  return linked.openStateInTasks(async () => {
    const link = await readAddress(text);
    return link && language ? { ...link, choices: { ...link.choices, language } } : link;
  }, signal);
}

async function readAddress(text: string): Promise<LinkState | null> {
  try {
    return await decodeLink(text);
  } catch (error) {
    throw error instanceof LinkError ? new PageError('damagedLink', { part: error.part }) : error;
  }
}
