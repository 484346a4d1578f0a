/** Long contents drawn a part at a time, so that no single task keeps the page from answering. */
import { noChange, nothing, svg, type ChildPart } from 'lit';
import { AsyncDirective } from 'lit/async-directive.js';
import { directive } from 'lit/directive.js';
import { afterFrame } from '../work/tasks';
import { notice } from './notice';

/** Milliseconds for which parts are drawn in one frame: laying formulas out takes several times as long as writing them. */
const SLICE = 4;

type Parts = readonly (() => unknown)[];
/** An element that is told of what could not be drawn, and answers with a sentence for its place. */
interface Host {
  undrawn?(error: unknown): string;
}
/** The content in the place of the parts that are not there yet; `from`: the first of them. */
type Rest = (from: number) => unknown;

/** Contents with parts still to be drawn, the next ones first. */
const waiting: Gradually[] = [];
/** Contents begun by the part that is being drawn now: they come before the parts that follow it. */
let begun: Gradually[] | null = null;
let scheduled = false;

function schedule(): void {
  if (scheduled || waiting.length === 0) return;
  scheduled = true;
  afterFrame(drawSome);
}

function drawSome(): void {
  scheduled = false;
  const until = performance.now() + SLICE;
  do drawNextPart();
  while (waiting.length > 0 && performance.now() < until);
}

function drawNextPart(): void {
  begun = [];
  try {
    waiting[0]?.drawNext();
  } finally {
    // A part that cannot be drawn keeps none of the others from it.
    waiting.unshift(...begun);
    begun = null;
    schedule();
  }
}

/** Drawings under way, by the element that they belong to. */
const underWay = new WeakMap<object, Set<Promise<void>>>();

/** Settles when everything begun in the element is drawn, also what one part begins inside another. */
export async function allDrawn(host: object): Promise<void> {
  for (let drawings = underWay.get(host); drawings?.size;) await Promise.all(drawings);
}

/** Keys of several parts are the same where their parts are. */
function sameKey(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  return a.length === b.length && a.every((part, index) => part === b[index]);
}

class Gradually extends AsyncDirective {
  private parts: Parts = [];
  private key: unknown;
  private subject: unknown;
  private rest: Rest | undefined;
  private host: object & Host = this;
  private inPicture = false;
  /** how many parts are on the screen, and how many of them are up to date */
  private shown = 0;
  private current = 0;
  private finish: (() => void) | null = null;

  /** All at once, where a page is written and nobody waits: a browser calls `update`. */
  render(parts: Parts, _key: unknown, _subject?: unknown, _rest?: Rest): unknown {
    return parts.map((part) => part());
  }

  override update(
    { options, parentNode }: ChildPart,
    [parts, key, subject, rest]: [Parts, unknown, unknown?, Rest?],
  ): unknown {
    if (!sameKey(key, this.key)) this.current = 0;
    if (subject !== this.subject) this.current = this.shown = 0;
    this.subject = subject;
    this.key = key;
    this.parts = parts;
    this.rest = rest;
    this.host = options?.host ?? this;
    this.inPicture = parentNode instanceof SVGElement;
    this.shown = Math.min(parts.length, this.shown);
    const drawn = this.draw(0, Math.min(parts.length, Math.max(1, this.current)));
    if (this.current < parts.length) this.begin();
    else this.end();
    return drawn;
  }

  drawNext(): void {
    const at = this.current;
    try {
      this.setValue(this.draw(at, at + 1));
    } catch (error) {
      // What the part returned could not be put in its place.
      this.parts = this.parts.with(at, () => this.instead(error));
      this.setValue(this.draw(at, at + 1));
    } finally {
      if (this.current >= this.parts.length) this.end();
    }
  }

  /** Away from the page nothing is drawn: what the parts are about may be closed. Back there, the element draws anew. */
  override disconnected(): void {
    this.end();
  }

  private begin(): void {
    if (this.finish || !this.isConnected) return;
    const drawing = new Promise<void>((resolve) => (this.finish = resolve));
    const others = underWay.get(this.host) ?? new Set();
    underWay.set(this.host, others.add(drawing));
    void drawing.then(() => others.delete(drawing));
    (begun ?? waiting).push(this);
    schedule();
  }

  /** The parts `from` … `to − 1` anew, all others on the screen as they are. */
  private draw(from: number, to: number): unknown[] {
    this.current = to;
    this.shown = Math.max(this.shown, to);
    const drawn = Array.from({ length: this.shown }, (_, at) => (at >= from && at < to ? this.part(at) : noChange));
    return this.rest && this.shown < this.parts.length ? [...drawn, this.rest(this.shown)] : drawn;
  }

  private part(at: number): unknown {
    try {
      return this.parts[at]();
    } catch (error) {
      return this.instead(error);
    }
  }

  /** A part that cannot be drawn is left out. */
  private instead(error: unknown): unknown {
    const sentence = this.host.undrawn?.(error) ?? nothing;
    return this.inPicture ? svg`<text y="20">${sentence}</text>` : notice(sentence);
  }

  private end(): void {
    if (!this.finish) return;
    for (const list of [waiting, begun ?? []]) if (list.includes(this)) list.splice(list.indexOf(this), 1);
    this.finish();
    this.finish = null;
  }
}

/**
 * The first part at once, the others in the frames after. Under a new `key` all are drawn anew, each in the place of what
 * stood there, so that nothing jumps; under the same one those drawn before are kept up to date at once. Where the parts
 * are about another `subject`, those of the former one are taken away first: they would be wrong under its heading.
 * `rest` stands for those that are still to come: the beginning of a sum or of a product is not the whole.
 */
export const gradually = directive(Gradually);

/** A region of the page, drawn in a task of its own the first time and under each new `key`; `before`: in tasks before it. */
export const inItsTurn = (region: () => unknown, key: unknown, before: readonly (() => void)[] = []): unknown =>
  gradually([() => nothing, ...before.map((job) => () => (job(), nothing)), region], key);
