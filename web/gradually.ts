/** Long contents drawn a part at a time, so that no single task keeps the page from answering. */
import { AsyncDirective } from 'lit/async-directive.js';
import { directive } from 'lit/directive.js';
import type { ChildPart } from 'lit';

/** Milliseconds for which a task goes on drawing parts. */
const SLICE = 10;

/** Drawings under way, by the element that they belong to. */
const underWay = new WeakMap<object, Set<Promise<void>>>();

/** Settles when everything begun in the element is drawn. */
export async function allDrawn(host: object): Promise<void> {
  await Promise.all(underWay.get(host) ?? []);
}

class Gradually extends AsyncDirective {
  private parts: readonly (() => unknown)[] = [];
  private drawn: unknown[] = [];
  private key: unknown;
  /** of how many parts what is shown is up to date */
  private current = 0;
  private slice: ReturnType<typeof setTimeout> | undefined;
  private finish: (() => void) | null = null;

  render(_parts: readonly (() => unknown)[], _key: unknown): unknown {
    return this.drawn;
  }

  override update({ options }: ChildPart, [parts, key]: [readonly (() => unknown)[], unknown]): unknown {
    if (key !== this.key) this.current = 0;
    this.key = key;
    this.parts = parts;
    this.current = Math.min(parts.length, Math.max(1, this.current));
    for (let at = 0; at < this.current; at++) this.drawn[at] = parts[at]();
    this.drawn.length = Math.min(this.drawn.length, parts.length);
    if (this.current < parts.length) this.begin(options?.host ?? this);
    else this.end();
    return [...this.drawn];
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
    do {
      this.drawn[this.current] = this.parts[this.current]();
      this.current++;
      this.setValue([...this.drawn]);
    } while (this.current < this.parts.length && performance.now() < until);
    if (this.current < this.parts.length) this.slice = setTimeout(() => this.goOn());
    else this.end();
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
