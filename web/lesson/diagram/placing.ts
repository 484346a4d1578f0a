/** A search for places: each text gets the best of its candidates that touches nothing, or none. A pure function. */
import {
  along,
  boxAround,
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
  /** sizes to be tried, the widest first: with less room less is written */
  sizes: readonly Size[];
  /** so much of the line a text that stands on it leaves free */
  spare: number;
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

/** Shares of the line at which its text may stand. */
const SHARES = Array.from({ length: 17 }, (_, at) => 0.1 + at * 0.05);
/** The place that is best if nothing else speaks against it. */
const BEST_SHARE = 0.34;
/** To stand beside the line and not on it costs as much as to cross so many others. */
const BESIDE = 2.4;

/** So much more a place may cost that has room for more. */
const WORTH = 1.6;

/** Places by key. */
export function place(wanted: readonly Wanted[], around: Surroundings): Map<string, Box> {
  const places = new Map<string, Box>();
  const offers = new Map(
    wanted.map((one) => [one.key, one.sizes.map((size) => candidates(one, size, around))] as const),
  );
  const offered = ({ key }: Wanted, tier: number) => offers.get(key)!.at(Math.max(-offers.get(key)!.length, tier))!;
  // Everyone gets a short place first, those with the least choice before the others; then each grows if it can.
  const order = [...wanted].sort((a, b) => offered(a, -1).length - offered(b, -1).length);
  for (const one of order) {
    const free = offered(one, -1).find(({ box }) => isFree(box, one.key, places));
    if (free) places.set(one.key, free.box);
    else makeRoom(one, offered(one, -1), order, (other) => offered(other, -1), places);
  }
  const tiers = Math.max(0, ...wanted.map(({ sizes }) => sizes.length));
  const costs = new Map<string, number>();
  for (let tier = -1; tier >= -tiers; tier--)
    for (const one of order) {
      if (!places.has(one.key)) continue;
      const better = offered(one, tier).find(({ box }) => isFree(box, one.key, places));
      if (!better || better.cost > (costs.get(one.key) ?? Infinity) + WORTH) continue;
      places.set(one.key, better.box);
      costs.set(one.key, better.cost);
    }
  return places;
}

function isFree(box: Box, key: string, places: ReadonlyMap<string, Box>): boolean {
  for (const [other, taken] of places) if (other !== key && boxesTouch(box, taken)) return false;
  return true;
}

/** Another text moves, if it is the only one in the way and has another place. */
function makeRoom(
  one: Wanted,
  offered: readonly Candidate[],
  all: readonly Wanted[],
  offersOf: (other: Wanted) => readonly Candidate[],
  places: Map<string, Box>,
): void {
  for (const { box } of offered) {
    const inTheWay = all.filter(({ key }) => places.has(key) && boxesTouch(box, places.get(key)!));
    if (inTheWay.length !== 1) continue;
    const [other] = inTheWay;
    const before = places.get(other.key)!;
    places.set(one.key, box);
    const elsewhere = offersOf(other).find((offer) => isFree(offer.box, other.key, places));
    if (elsewhere) return void places.set(other.key, elsewhere.box);
    places.delete(one.key);
    places.set(other.key, before);
  }
}

/** All places of a text that touch no shape and no box, the best first. */
function candidates({ line, spare }: Wanted, { width, height }: Size, around: Surroundings): Candidate[] {
  const longest = lengthOf(line) - spare;
  const normal = normalOf(line);
  // Beside the line the box has to clear it, which a wide one does later on a steep line.
  const aside = (Math.abs(normal.x) * width + Math.abs(normal.y) * height) / 2 + 1;
  const found: Candidate[] = [];
  for (const share of SHARES)
    for (const side of [0, 1, -1]) {
      const point = along(line, share);
      const middle: Point = { x: point.x + normal.x * side * aside, y: point.y + normal.y * side * aside };
      const box = boxAround(middle, width, height);
      if (!fits(box, around) || (side === 0 && lengthInside(line, box) > longest)) continue;
      const cost =
        Math.abs(share - BEST_SHARE) * 2.2 + (side === 0 ? 0 : BESIDE) + crossings(box, line, height, around);
      found.push({ box, cost });
    }
  return found.sort((a, b) => a.cost - b.cost);
}

function fits(box: Box, { shapes, boxes, paper }: Surroundings): boolean {
  if (box.left < paper.left || box.right > paper.right || box.top < paper.top || box.bottom > paper.bottom)
    return false;
  return !boxes.some((other) => boxesTouch(other, box)) && !shapes.some((shape) => shapeTouches(shape, box));
}

/** Other lines through the box: the text might be taken for theirs. */
function crossings(box: Box, own: Line, height: number, { lines }: Surroundings): number {
  let sum = 0;
  for (const line of lines) {
    if (line === own) continue;
    const inside = lengthInside(line, box);
    if (inside > 0) sum += 0.5 + inside / height;
  }
  // On its own line it says whose it is.
  return sum + (lengthInside(own, box) > 0 || lengthOf(own) === 0 ? 0 : 0.2);
}
