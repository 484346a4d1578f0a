/** What the data were before each change of them, so that none is lost. */
import type { Setup } from '../setup';
import type { DataSet, View } from './dataSet';

/** Data with the setup that they are shown in. */
export interface DataState {
  setup: Setup;
  data: DataSet;
  view: View;
}

interface Change {
  before: DataState;
  after: DataState;
}

const MOST_CHANGES = 200;
/** of all that is kept together */
const MOST_POINTS = 2_000_000;

export class DataHistory {
  #done: Change[] = [];
  #undone: Change[] = [];

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  record(before: DataState, after: DataState): void {
    this.#undone = [];
    this.#done.push({ before, after });
    let points = this.#done.reduce((sum, change) => sum + change.before.data.points.length, 0);
    while (this.#done.length > 1 && (this.#done.length > MOST_CHANGES || points > MOST_POINTS))
      points -= this.#done.shift()!.before.data.points.length;
  }

  /** The state before the last change; what else has been set up since stays. */
  undo(setup: Setup): DataState | undefined {
    const change = this.#done.pop();
    if (!change) return undefined;
    this.#undone.push(change);
    return turned(setup, change.after, change.before);
  }

  redo(setup: Setup): DataState | undefined {
    const change = this.#undone.pop();
    if (!change) return undefined;
    this.#done.push(change);
    return turned(setup, change.before, change.after);
  }
}

/** The other state; of its setup only what differs between the two. */
function turned(setup: Setup, from: DataState, to: DataState): DataState {
  const names = Object.keys(to.setup) as (keyof Setup)[];
  const changed = names.filter((name) => from.setup[name] !== to.setup[name]);
  return { ...to, setup: { ...setup, ...Object.fromEntries(changed.map((name) => [name, to.setup[name]])) } };
}
