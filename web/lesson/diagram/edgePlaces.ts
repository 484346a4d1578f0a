/** Where the texts and the arrows of the edges stand: found once for a layout and its names, and kept from step to step. */
import type { QuantityId } from '../../../wasm/index';
import { biasDot, boxShape, neuronShape, type DiagramLayout, type Edge } from './diagramLayout';
import {
  along,
  boxAround,
  boxesTouch,
  lengthOf,
  normalOf,
  shapeTouches,
  type Box,
  type Point,
  type Shape,
} from './geometry';
import { nodeTextBoxes } from './nodeTexts';
import { speaksUp, type Picture } from './parts';
import { place, type Candidates, type EdgePlaces, type Size, type Wanted } from './placing';
import { numberWidth, symbolWidth } from './textWidth';

/** Height of a text in ems: on one line, and with two indices one over the other. */
export const HEIGHT = { plain: 1.1, high: 1.42 };
/** From a name to its number, in ems. */
export const GAP = 0.3;
/** Half of an arrow, in ems. */
export const ARROW = 0.42;
/** A grip with its little arrows, in ems. */
const GRIP_WIDTH = 1.9;

const found = new WeakMap<DiagramLayout, Map<string, EdgePlaces>>();
const MOST_KEPT = 60;

/** A search that has not come to its end, and what it is for. */
const underWay = new WeakMap<DiagramLayout, { key: string; search: Generator<void, EdgePlaces> }>();

export const edgePlaces = (edges: readonly Edge[], picture: Picture): EdgePlaces =>
  searchPlaces(edges, picture, Infinity)!;

/** The places, or null where they are not found by then, as `performance.now()` has it: the next call goes on with the search. */
export function searchPlaces(edges: readonly Edge[], picture: Picture, until: number): EdgePlaces | null {
  const { layout, view } = picture;
  const kept = found.get(layout) ?? new Map<string, EdgePlaces>();
  found.set(layout, kept);
  const dense = layout.dense ? speaking(picture) : '';
  const key = [view.calledBy, asked(picture), dense, ...edges.map(({ id }) => view.label(id))].join();
  const places = kept.get(key);
  if (places) return places;
  const begun = underWay.get(layout);
  underWay.delete(layout);
  const searching = begun?.key === key ? begun.search : search(edges, picture);
  do {
    const step = searching.next();
    if (!step.done) continue;
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(key, step.value);
    return step.value;
  } while (performance.now() < until);
  underWay.set(layout, { key, search: searching });
  return null;
}

/** The neurons of a dense picture that have texts now. */
function speaking(picture: Picture): string {
  return picture.layout.neurons
    .flatMap((column, l) => column.shown.map(({ index }) => `${l + 1}.${index}`))
    .filter((at) => speaksUp([`a.${at}`, `z.${at}`, `delta.${at}`], picture))
    .join();
}

/** Which edges may do without their names. */
type MayBeBare = (id: QuantityId) => boolean;

/**
 * Each edge has its name, if all of them find room: beside the arrows at the rims, or else before the arrows. Where they do
 * not, those have theirs that have room, the parameter in question before all others.
 */
function* search(edges: readonly Edge[], picture: Picture): Generator<void, EdgePlaces> {
  const { compact } = picture.layout;
  const none: MayBeBare = () => false;
  const others: MayBeBare = (id) => id !== asked(picture);
  // In little room the texts come first, and arrows are where they leave room for them.
  const usually: [boolean, MayBeBare][] = [
    [compact, none],
    [true, none],
    [compact, others],
    [compact, () => true],
  ];
  const attempts = compact ? usually.slice(1) : usually;
  const known = new Map(attempts.map(([textsFirst]): [boolean, Candidates] => [textsFirst, new Map()]));
  let places: EdgePlaces;
  for (const [textsFirst, mayBeBare] of attempts) {
    places = yield* placed(edges, picture, textsFirst, mayBeBare, known.get(textsFirst)!);
    const { texts } = places;
    if (edges.every(({ id }) => texts.has(id) || (mayBeBare(id) && others(id)))) break;
  }
  return places!;
}

/** `known`: candidates with that order of texts and arrows. */
function* placed(
  edges: readonly Edge[],
  picture: Picture,
  textsFirst: boolean,
  mayBeBare: MayBeBare,
  known: Candidates,
): Generator<void, EdgePlaces> {
  const { layout } = picture;
  const { label } = layout.type;
  const taken = nodeTextBoxes(picture);
  const arrows = (others: Iterable<Box>) => {
    const boxes = [...taken, ...others];
    const at = (edge: Edge, ahead: boolean) => arrowAt(edge, ahead, boxes, layout);
    return new Map(edges.map((edge) => [edge.id, { ahead: at(edge, true), back: at(edge, false) }]));
  };
  const early = textsFirst ? null : arrows([]);
  const boxes = [...(early?.values() ?? [])].flatMap(({ ahead, back }) =>
    [ahead, back].flatMap((at) => (at ? arrowBox(at, layout) : [])),
  );
  yield;
  const texts = yield* place(
    edges.map((edge): Wanted => ({
      key: edge.id,
      line: edge,
      forms: [...named(edge.id, picture), ...(mayBeBare(edge.id) ? numbersAlone(picture) : [])],
      first: edge.id === asked(picture),
      spare: textsFirst ? 0 : (GRIP_WIDTH + 4 * ARROW) * label,
    })),
    {
      shapes: shapesOf(layout, 0.2 * label),
      boxes: [...taken, ...boxes],
      lines: layout.edges,
      paper: { left: 0, top: layout.heading * 0.9, right: layout.width, bottom: layout.height },
    },
    known,
  );
  yield;
  const grips = new Map(
    edges.flatMap((edge) => {
      const at = gripAt(edge, [...taken, ...boxes, ...usual(texts, edge, picture)], layout);
      return at ? [[edge.id, at]] : [];
    }),
  );
  return { texts, arrows: early ?? arrows(texts.values()), grips };
}

const asked = ({ view }: Picture): QuantityId | null => view.lesson.parameter;

/** What a text with its name may need: for a change, and with three digits or two; the two lines one over the other. */
function named(id: QuantityId, picture: Picture): Size[][] {
  const symbol = picture.view.symbolOf(id);
  const width = symbolWidth(symbol);
  const name = width + GAP;
  const [three, two, one] = ['−0.888', '−0.88', '−0.8'].map(numberWidth);
  const high = symbol.upper ? HEIGHT.high : HEIGHT.plain;
  return [
    [sized(Math.max(name + three, numberWidth('0.888 → 0.8888')), high, picture)],
    [sized(Math.max(name + three, numberWidth('0.88 → 0.888')), high, picture)],
    [sized(name + two, high, picture), sized(Math.max(width, two), high + HEIGHT.plain, picture)],
    [sized(Math.max(width, one), high + HEIGHT.plain, picture)],
  ];
}

const numbersAlone = (picture: Picture): Size[][] =>
  ['−0.888', '−0.88', '−0.8'].map((number) => [sized(numberWidth(number), HEIGHT.plain, picture)]);

function sized(width: number, height: number, { layout: { type } }: Picture): Size {
  return { width: (width + 0.3) * type.label, height: height * type.label };
}

/** Whether the text in this box stands on two lines: its name over its number. */
export function isStacked(box: Box, { layout: { type } }: Picture): boolean {
  return box.bottom - box.top > 1.6 * type.label;
}

function shapesOf(layout: DiagramLayout, air: number): Shape[] {
  const { inputs, neurons, targets, loss } = layout;
  const grown = (shape: Shape): Shape =>
    'r' in shape
      ? { ...shape, r: shape.r + air }
      : { ...shape, halfWidth: shape.halfWidth + air, halfHeight: shape.halfHeight + air };
  const cells = neurons.flatMap(({ shown }) => shown);
  const dots = layout.roomy ? [] : cells.map((at) => biasDot(at, layout));
  const circles = [...[...cells, loss].map((at) => neuronShape(at, layout)), ...dots];
  const boxes = [...inputs.shown, ...targets.shown].map((at) => boxShape(at, layout));
  const folds = [inputs, ...neurons].flatMap((column) => column.folds);
  return [...circles, ...boxes, ...folds.map((at) => ({ ...at, halfWidth: 30, halfHeight: 12 }))].map(grown);
}

/** At the rim, or as near to it as no text is in the way; null: nowhere. */
function arrowAt(edge: Edge, ahead: boolean, taken: readonly Box[], layout: DiagramLayout): Point | null {
  const half = ARROW * layout.type.label;
  const length = lengthOf(edge) || 1;
  const shape = (at: Point) => ({ ...at, r: 1.25 * half });
  for (let way = half; way < 0.6 * length; way += half / 2) {
    const at = along(edge, ahead ? 1 - way / length : way / length);
    if (!taken.some((box) => boxesTouch(box, arrowBox(at, layout)) && shapeTouches(shape(at), box))) return at;
  }
  return null;
}

function arrowBox(at: Point, layout: DiagramLayout): Box {
  const side = 2.5 * ARROW * layout.type.label;
  return boxAround(at, side, side);
}

/** What the text of an edge takes beside its grip, in ems. */
export function usualWidth(id: QuantityId, { view }: Picture): number {
  return symbolWidth(view.symbolOf(id)) + GAP + numberWidth('−0.888');
}

/** The places of the texts; of the edge's own so much as it needs but for a change, during which it has no grip. */
function usual(written: ReadonlyMap<QuantityId, Box>, { id }: Edge, picture: Picture): Box[] {
  const needed = (usualWidth(id, picture) + 0.3) * picture.layout.type.label;
  return [...written].map(([other, box]) => {
    const spare = other === id ? Math.max(0, (box.right - box.left - needed) / 2) : 0;
    return { ...box, left: box.left + spare, right: box.right - spare };
  });
}

/** On the edge or close to it, as near to its middle as nothing is in the way. */
function gripAt(edge: Edge, taken: readonly Box[], layout: DiagramLayout): Point | null {
  const { label } = layout.type;
  const shapes = shapesOf(layout, 0);
  const normal = normalOf(edge);
  for (const aside of [0, 1.1, -1.1, 2, -2])
    for (let away = 0; away <= 0.4; away += 0.04)
      for (const share of [0.5 - away, 0.5 + away]) {
        const point = along(edge, share);
        const at = { x: point.x + aside * label * normal.x, y: point.y + aside * label * normal.y };
        // With its little arrows it is wider than tall.
        const box = boxAround(at, GRIP_WIDTH * label, 1.3 * label);
        if (!taken.some((other) => boxesTouch(other, box)) && !shapes.some((shape) => shapeTouches(shape, box)))
          return at;
      }
  return null;
}
