/** What the worker is asked besides the lab's picture: of the moment that this shows, not too often while the run goes on. No DOM. */
import type { Lab } from '../../../wasm/lab/index';
import type { Run, Shown } from '../run';

export abstract class Asked<T> {
  now: T | undefined;
  #seen: Shown | undefined;
  #asking = false;
  #last = -Infinity;

  /** `pause`: milliseconds between two questions of a run that goes on. */
  constructor(
    protected readonly run: Run,
    protected readonly changed: () => void,
    private readonly pause: number,
  ) {}

  protected abstract ask(lab: Lab, shown: Shown): Promise<T>;

  /** Whether somebody looks at it. */
  protected get isWanted(): boolean {
    return true;
  }

  /** Something else is asked for from now on. */
  protected again(): void {
    this.#seen = undefined;
    this.#last = -Infinity;
    this.changed();
  }

  /** Asks for the moment that the lab shows, unless that was done just now; called whenever the lab draws. */
  follow(): void {
    const { shown, lab, running, setup } = this.run;
    // Until a new setup is shown the worker may have the old one or the new one.
    if (!this.isWanted || !shown || !lab || shown === this.#seen || shown.setup !== setup || this.#asking) return;
    if (running && performance.now() - this.#last < this.pause) return;
    this.#seen = shown;
    this.#asking = true;
    void this.#take(lab, shown);
  }

  async #take(lab: Lab, shown: Shown): Promise<void> {
    try {
      this.now = await this.ask(lab, shown);
    } catch (error) {
      // The run tells of a worker that is gone; and between two questions it may have become another one, whose next picture asks.
      if (lab === this.run.lab && shown.setup === this.run.setup) console.error(error);
    } finally {
      this.#asking = false;
      // Something else may have been asked for meanwhile.
      if (this.#seen === shown) this.#last = performance.now();
    }
    this.changed();
  }
}
