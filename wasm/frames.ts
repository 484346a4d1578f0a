/** The frames of the scenarios that undo and redo can lead to. */
import type { ScenarioFrame } from './convert';
import type { RawSession } from './raw';

/** Follows the numbers that the core gives its documents: 0 the one opened, n + 1 the one put in the place of n. */
export class Frames {
  /** by document number less `#first` */
  readonly #frames: ScenarioFrame[];
  #first = 0;

  constructor(opened: ScenarioFrame) {
    this.#frames = [opened];
  }

  /** The frame of the document that is in place; those that no undo leads to any more are dropped. */
  inPlace(raw: RawSession): ScenarioFrame {
    const first = raw.firstDocument();
    this.#frames.splice(0, first - this.#first);
    this.#first = first;
    return this.#frames[raw.document() - first]!;
  }

  /** The core has put a document in place: its frame follows, and those that a redo led to are dropped. */
  put(raw: RawSession, frame: ScenarioFrame): void {
    this.#frames.splice(raw.document() - this.#first, Infinity, frame);
  }
}
