/** A part of the page that is fetched when it is first shown. */
export class Lazy<T> {
  private part: T | null = null;
  private state: 'asleep' | 'loading' | 'failed' = 'asleep';

  constructor(private readonly load: () => Promise<T>) {}

  /** The part; or that it is on its way, and `arrived` is called then; or that it cannot be had: asking again retries. */
  get(arrived: () => void): T | 'loading' | 'failed' {
    if (this.part) return this.part;
    if (this.state === 'failed') {
      this.state = 'asleep';
      return 'failed';
    }
    if (this.state === 'asleep') void this.fetch(arrived);
    return 'loading';
  }

  private async fetch(arrived: () => void): Promise<void> {
    this.state = 'loading';
    try {
      this.part = await this.load();
    } catch {
      this.state = 'failed';
    }
    arrived();
  }
}
