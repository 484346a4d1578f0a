/** Long contents drawn a part at a time, so that no single task keeps the page from answering. */
import { AsyncDirective } from 'lit/async-directive.js';
import { directive } from 'lit/directive.js';
import { noChange, nothing, type ChildPart } from 'lit';

/** Milliseconds for which a task goes on drawing parts. */
const SLICE = 10;

/** Drawings under way, by the element that they belong to. */
const underWay = new WeakMap<object, Set<Promise<void>>>();

/** Settles when everything begun in the element is drawn, also what one part begins inside another. */
export async function allDrawn(host: object): Promise<void> {
  for (let drawings = underWay.get(host); drawings?.size;) await Promise.all(drawings);
}

class Gradually extends AsyncDirective {
  private parts: readonly (() => unknown)[] = [];
  private key: unknown;
  /** how many parts stand on the screen, and how many of them are up to date */
  private shown = 0;
  private current = 0;
  private slice: ReturnType<typeof setTimeout> | undefined;
  private finish: (() => void) | null = null;

  render(_parts: readonly (() => unknown)[], _key: unknown): unknown {
    return noChange;
  }

  override update({ options }: ChildPart, [parts, key]: [readonly (() => unknown)[], unknown]): unknown {
    if (key !== this.key) this.current = 0;
    this.key = key;
    this.parts = parts;
    this.shown = Math.min(parts.length, this.shown);
    const drawn = this.draw(0, Math.min(parts.length, Math.max(1, this.current)));
    if (this.current < parts.length) this.begin(options?.host ?? this);
    else this.end();
    return drawn;
  }

  override disconnected(): void {
    this.end();
  }

  override reconnected(): void {
    if (this.current < this.parts.length) this.slice = setTimeout(() => this.goOn());
  }

  private begin(host: object): void {
    if (this.finish) return;
    const drawing = new Promise<void>((resolve) => (this.finish = resolve));
    const others = underWay.get(host) ?? new Set();
    underWay.set(host, others.add(drawing));
    void drawing.then(() => others.delete(drawing));
    this.slice = setTimeout(() => this.goOn());
  }

  private goOn(): void {
    const until = performance.now() + SLICE;
    do this.setValue(this.draw(this.current, this.current + 1));
    while (this.current < this.parts.length && performance.now() < until);
    if (this.current < this.parts.length) this.slice = setTimeout(() => this.goOn());
    else this.end();
  }

  /** The parts `from` … `to − 1` anew, all others on the screen as they are. */
  private draw(from: number, to: number): unknown[] {
    this.current = to;
    this.shown = Math.max(this.shown, to);
    return Array.from({ length: this.shown }, (_, at) => (at >= from && at < to ? this.parts[at]() : noChange));
  }

  private end(): void {
    clearTimeout(this.slice);
    this.finish?.();
    this.finish = null;
  }
}

/**
 * The first part at once, the others in the tasks after. Under a new `key` all are drawn anew, each in the place of what
 * stood there, so that nothing jumps; under the same one those drawn before are kept up to date at once.
 */
export const gradually = directive(Gradually);

/** A region of the page, drawn in a task of its own the first time and under each new `key`. */
export const inItsTurn = (region: () => unknown, key: unknown): unknown => gradually([() => nothing, region], key);
