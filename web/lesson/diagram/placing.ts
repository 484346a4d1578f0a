/** A search for places: each text gets the best of its candidates that touches nothing, or none. A pure function. */
import {
  along,
  boxAround,
  boxOf,
  boxesTouch,
  lengthInside,
  lengthOf,
  normalOf,
  shapeTouches,
  type Box,
  type Line,
  type Point,
  type Shape,
} from './geometry';

export interface Wanted {
  key: string;
  /** the text stands on this line or beside it */
  line: Line;
  /** forms of the text, the one that says most first: with less room less is written; of those that say the same, the best place decides */
  forms: readonly (readonly Size[])[];
  /** so much of the line a text that stands on it leaves free */
  spare: number;
  /** it has its place before all others, and keeps it */
  first: boolean;
}

export interface Size {
  width: number;
  height: number;
}

export interface Surroundings {
  shapes: readonly Shape[];
  boxes: readonly Box[];
  /** lines that a text may cross, and would rather not */
  lines: readonly Line[];
  /** texts stay inside */
  paper: Box;
}

/** Places on the edges, by their ids. */
export interface EdgePlaces {
  texts: ReadonlyMap<string, Box>;
  /** the middle of an arrow that goes on to the neuron ahead, and of one that goes back; null: there is no room for one */
  arrows: ReadonlyMap<string, { ahead: Point | null; back: Point | null }>;
  /** the middle of the grip by which the value is dragged */
  grips: ReadonlyMap<string, Point>;
}

interface Candidate {
  box: Box;
  cost: number;
}

/** Candidates by text and form, in one kind of surroundings: a search that tries again need not look for them anew. */
export type Candidates = Map<string, readonly Candidate[]>;

/** Shares of the line at which its text may stand. */
const SHARES = Array.from({ length: 17 }, (_, at) => 0.1 + at * 0.05);
/** The place that is best if nothing else speaks against it. */
const BEST_SHARE = 0.34;
/** To stand beside the line and not on it costs as much as to cross so many others. */
const BESIDE = 2.4;

/** So much more a place may cost that has room for more. */
const WORTH = 1.6;

/** For each text so many others may be moved to make room. */
const MOST_MOVED = 30;

/**
 * Places by key; of a text without one there is no place for its last form. It pauses where a longer search can be gone on
 * with in another task.
 */
export function* place(
  wanted: readonly Wanted[],
  around: Surroundings,
  known: Candidates,
): Generator<void, Map<string, Box>> {
  const bounds = around.lines.map(boxOf);
  const candidatesOf = (one: Wanted, form: readonly Size[]) => {
    const key = [one.key, ...form.flatMap(({ width, height }) => [width, height])].join();
    if (!known.has(key)) known.set(key, candidates(one, form, around, bounds));
    return known.get(key)!;
  };
  const offers = new Map<string, (readonly Candidate[])[]>();
  for (const one of wanted) {
    offers.set(
      one.key,
      one.forms.map((form) => candidatesOf(one, form)),
    );
    yield;
  }
  const offered = ({ key }: Wanted, form: number) => offers.get(key)!.at(Math.max(-offers.get(key)!.length, form))!;
  // Everyone gets a place for the shortest form first, those with the least choice before the others; then each grows if it can.
  const order = [...wanted].sort((a, b) => offered(a, -1).length - offered(b, -1).length);
  const places = settle(order, (one) => offered(one, -1));
  yield;
  const most = Math.max(0, ...wanted.map(({ forms }) => forms.length));
  const costs = new Map<string, number>();
  for (let form = -1; form >= -most; form--)
    for (const one of order) {
      if (!places.has(one.key)) continue;
      const better = offered(one, form).find(({ box }) => inTheWay(box, one.key, places).length === 0);
      if (!better || better.cost > (costs.get(one.key) ?? Infinity) + WORTH) continue;
      places.set(one.key, better.box);
      costs.set(one.key, better.cost);
    }
  return places;
}

function inTheWay(box: Box, key: string, places: ReadonlyMap<string, Box>): string[] {
  const keys = [];
  for (const [other, taken] of places) if (other !== key && boxesTouch(box, taken)) keys.push(other);
  return keys;
}

/** One after the other takes a place; where all are taken, the texts in the way look for another: those first that have moved least. */
function settle(order: readonly Wanted[], offersOf: (one: Wanted) => readonly Candidate[]): Map<string, Box> {
  const places = new Map<string, Box>();
  const moved = new Map(order.map(({ key, first }) => [key, first ? Infinity : 1]));
  const waiting = [...order].sort((a, b) => Number(b.first) - Number(a.first));
  for (let tries = MOST_MOVED * order.length; waiting.length > 0 && tries > 0; tries--) {
    const one = waiting.shift()!;
    let best: { box: Box; others: string[]; cost: number } | null = null;
    for (const { box } of offersOf(one)) {
      const others = inTheWay(box, one.key, places);
      const cost = others.reduce((sum, key) => sum + moved.get(key)!, 0);
      if (!best || cost < best.cost) best = { box, others, cost };
      if (cost === 0) break;
    }
    if (!best || best.cost === Infinity) continue;
    for (const key of best.others) {
      places.delete(key);
      moved.set(key, moved.get(key)! + 1);
      waiting.push(order.find((other) => other.key === key)!);
    }
    places.set(one.key, best.box);
  }
  return places;
}

/** All places of a text that touch no shape and no box, the best first. `bounds`: those of the lines. */
function candidates(
  { line, spare }: Wanted,
  form: readonly Size[],
  around: Surroundings,
  bounds: readonly Box[],
): Candidate[] {
  const longest = lengthOf(line) - spare;
  const normal = normalOf(line);
  const found: Candidate[] = [];
  for (const { width, height } of form) {
    // Beside the line the box has to clear it, which a wide one does later on a steep line.
    const aside = (Math.abs(normal.x) * width + Math.abs(normal.y) * height) / 2 + 1;
    for (const share of SHARES)
      for (const side of [0, 1, -1]) {
        const point = along(line, share);
        const middle: Point = { x: point.x + normal.x * side * aside, y: point.y + normal.y * side * aside };
        const box = boxAround(middle, width, height);
        if (!fits(box, around) || (side === 0 && lengthInside(line, box) > longest)) continue;
        const cost =
          Math.abs(share - BEST_SHARE) * 2.2 +
          (side === 0 ? 0 : BESIDE) +
          crossings(box, line, height, around.lines, bounds);
        found.push({ box, cost });
      }
  }
  return found.sort((a, b) => a.cost - b.cost);
}

function fits(box: Box, { shapes, boxes, paper }: Surroundings): boolean {
  if (box.left < paper.left || box.right > paper.right || box.top < paper.top || box.bottom > paper.bottom)
    return false;
  return !boxes.some((other) => boxesTouch(other, box)) && !shapes.some((shape) => shapeTouches(shape, box));
}

/** Other lines through the box: the text might be taken for theirs. */
function crossings(box: Box, own: Line, height: number, lines: readonly Line[], bounds: readonly Box[]): number {
  let sum = 0;
  for (let at = 0; at < lines.length; at++) {
    // Most lines pass far from it.
    if (!boxesTouch(bounds[at], box) || lines[at] === own) continue;
    const inside = lengthInside(lines[at], box);
    if (inside > 0) sum += 0.5 + inside / height;
  }
  // On its own line it says whose it is.
  return sum + (lengthInside(own, box) > 0 || lengthOf(own) === 0 ? 0 : 0.2);
}
