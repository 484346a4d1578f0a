/** A part of the page that is fetched when it is first shown. */
export class Lazy<T> {
  private static readonly all: Lazy<unknown>[] = [];
  private part: T | null = null;
  private state: 'asleep' | 'loading' | 'failed' = 'asleep';
  private triedAhead = false;
  private waiting: (() => void)[] = [];

  constructor(private readonly load: () => Promise<T>) {
    Lazy.all.push(this);
  }

  /** Fetches the parts that nobody has shown yet, for idle times: then they open without a network too. Each once. */
  static *ahead(): Generator<() => unknown> {
    // A part that comes may have parts of its own.
    for (;;) {
      const next = Lazy.all.find(({ isUntried }) => isUntried);
      if (!next) return;
      yield () => next.ahead();
    }
  }

  /** Settles when every part that somebody waits for has come, or cannot be had; true where there was none. */
  static async allArrived(): Promise<boolean> {
    const awaited = Lazy.all.filter(({ waiting }) => waiting.length > 0);
    await Promise.all(awaited.map((one) => new Promise<void>((resolve) => one.waiting.push(resolve))));
    return awaited.length === 0;
  }

  /** Whether it is to be fetched ahead still. */
  get isUntried(): boolean {
    return this.state === 'asleep' && !this.part && !this.triedAhead;
  }

  /** Fetches it before anybody asks, once; settles when it is here or cannot be had. */
  async ahead(): Promise<void> {
    this.triedAhead = true;
    if (!this.part) await this.fetch();
  }

  /** The part where it is here; asking fetches nothing. */
  get here(): T | null {
    return this.part;
  }

  /** Whether it could not be had. */
  get failed(): boolean {
    return this.state === 'failed';
  }

  /** The part; or that it is on its way, and `arrived` is called then; or that it cannot be had until `retry`. */
  get(arrived: () => void): T | 'loading' | 'failed' {
    if (this.part) return this.part;
    if (this.state === 'failed') return 'failed';
    this.waiting.push(arrived);
    void this.fetch();
    return 'loading';
  }

  /** The part when it is here; rejects where it cannot be had. */
  async arrival(): Promise<T> {
    this.retry();
    await new Promise<void>((resolve) => {
      if (typeof this.get(resolve) !== 'string') resolve();
    });
    if (this.part === null) throw new Error('not fetched');
    return this.part;
  }

  /** After a failure the next who asks fetches it again. */
  retry(): void {
    if (this.state === 'failed') this.state = 'asleep';
  }

  private async fetch(): Promise<void> {
    if (this.state === 'loading') return;
    this.state = 'loading';
    try {
      const part = await this.load();
      // A script that came empty has nothing in it.
      if (!part || Object.keys(part).length === 0) throw new Error('empty');
      this.part = part;
    } catch {
      // Where nobody waits for it, the next who does tries again.
      this.state = this.waiting.length > 0 ? 'failed' : 'asleep';
    }
    for (const arrived of this.waiting.splice(0)) arrived();
  }
}
