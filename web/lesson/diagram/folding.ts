/** Which neurons of a large layer are shown, and which are folded away. */
import { shapeOf, type QuantityId } from '../../../wasm/index';
import { isFault } from '../../work/problem';
import { parseId } from '../../work/quantity';
import type { Point } from './geometry';
import type { LessonView } from '../view';

/** A layer of at most so many neurons is shown whole. */
export const MOST_UNFOLDED = 16;
/** A larger one is shown through a window of so many. */
export const WINDOW = 7;
/** A step that reads more than this does not unfold them all. */
const MOST_READS = 8;
/** So many paths of a derivation are shown in full. */
const MOST_PATHS = 6;

export interface Folding {
  /** the first neuron of each column's window; column 0 is the inputs */
  windows: Readonly<Record<number, number>>;
  /** neurons that are shown whatever the windows say */
  pinned: ReadonlyMap<number, ReadonlySet<number>>;
}

/** Neurons `from` … `from + count − 1` of a column, folded into one place. */
export interface Folded {
  column: number;
  from: number;
  count: number;
}

type Row = number | Folded;

/** The rows of a column: neurons by their index, and what is folded between them. */
export function foldColumn(column: number, units: number, { windows, pinned }: Folding): Row[] {
  if (units <= MOST_UNFOLDED) return Array.from({ length: units }, (_, index) => index);
  const first = Math.max(0, Math.min(windows[column] ?? 0, units - WINDOW));
  const shown = new Set([...Array.from({ length: WINDOW }, (_, i) => first + i), ...(pinned.get(column) ?? [])]);
  const rows: Row[] = [];
  let next = 0;
  for (const index of [...shown].filter((index) => index < units).sort((a, b) => a - b)) {
    fold(rows, column, next, index);
    rows.push(index);
    next = index + 1;
  }
  fold(rows, column, next, units);
  return rows;
}

/** A single neuron takes no more room than the fold that would hide it. */
function fold(rows: Row[], column: number, from: number, end: number): void {
  if (end - from === 1) rows.push(from);
  else if (end > from) rows.push({ column, from, count: end - from });
}

/** The neurons and folds of a column, each at its point. */
export class Column {
  readonly shown: (Point & { index: number })[] = [];
  readonly folds: (Point & Folded)[] = [];
  private readonly places = new Map<number, Point>();

  constructor(rows: readonly Row[], points: readonly Point[]) {
    rows.forEach((row, at) => {
      if (typeof row !== 'number') return void this.folds.push({ ...row, ...points[at] });
      this.places.set(row, points[at]);
      this.shown.push({ index: row, ...points[at] });
    });
  }

  /** null: folded away. */
  at(index: number): Point | null {
    return this.places.get(index) ?? null;
  }
}

/** Pins the neurons that have to be seen now: the current step's, the chosen parameter's with its paths, and what is being edited. */
export function foldingOf({ lesson, work, page }: LessonView): Folding {
  const pinned = new Map<number, Set<number>>();
  const shape = shapeOf(work.design);
  if (Math.max(...shape) <= MOST_UNFOLDED) return { windows: page.windows, pinned };
  const pin = (column: number, index: number) => pinned.set(column, (pinned.get(column) ?? new Set()).add(index));
  const pinId = (id: QuantityId) => {
    const q = parseId(id);
    if (!q || q.neuron < 0) return;
    pin(q.layer || (q.kind === 'x' ? 0 : shape.length - 1), q.neuron);
    if (q.from >= 0) pin(q.layer - 1, q.from);
  };
  const { step, parameter } = lesson;
  const { panel } = lesson.choices;
  if (step) [step.computes, ...(step.reads.length <= MOST_READS ? step.reads : [])].forEach(pinId);
  if (page.editing) pinId(page.editing.id);
  if (panel === 'step' || !parameter) return { windows: page.windows, pinned };
  pinId(parameter);
  const derivation = lesson.answers.derivation();
  if (derivation && !isFault(derivation))
    derivation.paths.slice(0, MOST_PATHS).forEach((path) => path.nodes.forEach(pinId));
  return { windows: page.windows, pinned };
}

/** Where the window goes when a fold is opened: on to its first neurons, or back to its last ones. */
export function windowInto({ from, count }: Folded, first: number): number {
  return from >= first ? from : Math.max(0, from + count - WINDOW);
}
