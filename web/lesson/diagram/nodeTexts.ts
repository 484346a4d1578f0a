/** Places of the texts around neurons, inputs and targets. They are kept free, whether or not the texts are there at this step. */
import type { QuantityId } from '../../../wasm/index';
import { boxAround, type Box, type Point } from './geometry';
import type { DiagramLayout } from './diagramLayout';
import { speaksUp, type Picture } from './parts';
import { numberWidth } from './textWidth';

/** The middle of a text, and its width in ems. */
export interface TextPlace extends Point {
  ems: number;
}

/** Height that is kept free, in ems. */
const HEIGHT = 1.12;
const HIGH = 1.44;

export function neuronTexts(at: Point, layout: DiagramLayout) {
  const { radius, roomy, type, compact } = layout;
  const below = at.y + radius + (roomy ? 0.86 : 0.78) * type.label;
  const digits = compact ? '−0.88' : '−0.888';
  return {
    name: { x: at.x, y: at.y - radius - 0.78 * type.name, ems: roomOver(at, layout) },
    bias: { x: at.x, y: below, ems: Math.max(0.9 + numberWidth(digits), compact ? 0 : numberWidth('0.88 → 0.888')) },
    delta: { x: at.x, y: roomy ? below + 1.24 * type.label : below, ems: 0.9 + numberWidth(`${digits}8`) },
  };
}

/** Above a box its name; a target above the loss has its term between the two, one below the loss likewise. */
export function boxTexts(at: Point, layout: DiagramLayout) {
  const { box, type, loss, stacked } = layout;
  const above = { x: at.x, y: at.y - box.halfHeight - 0.8 * type.name };
  const below = { x: at.x, y: at.y + box.halfHeight + 0.8 * type.name };
  const under = stacked && at.x === loss.x && at.y > loss.y;
  return {
    name: { ...(under ? below : above), ems: roomOver(at, layout) },
    term: { ...(under ? above : below), ems: (2 * layout.radius) / type.label + 1 },
  };
}

/** Ems for a name over the middle of a column: about as wide as the shape below it, and no wider than there is room. */
function roomOver(at: Point, { columns, width, radius, type }: DiagramLayout): number {
  const gaps = columns.map((x) => Math.abs(x - at.x)).filter((gap) => gap > 1);
  const room = Math.min(...gaps, 2 * at.x, 2 * (width - at.x), Math.max(60, 2 * radius)) - 2;
  return room / type.name;
}

/** All of them that may be there at some step; in a dense picture those that are there now. */
export function nodeTextBoxes(picture: Picture): Box[] {
  const { layout } = picture;
  const { type, dense, roomy, inputs, targets, neurons } = layout;
  const box = (place: TextPlace, size = type.label, height = HEIGHT) =>
    boxAround(place, place.ems * size, height * size);
  const nameBox = (id: QuantityId, name: TextPlace) =>
    box({ ...name, ems: Math.min(name.ems, 2) }, type.name, picture.view.symbolOf(id).upper ? HIGH : HEIGHT);
  const ofNeurons = neurons.flatMap((column, l) =>
    column.shown.flatMap((at) => {
      const ids = ['a', 'z', 'delta'].map((kind) => `${kind}.${l + 1}.${at.index}`);
      if (dense && !speaksUp(ids, picture)) return [];
      const { name, bias, delta } = neuronTexts(at, layout);
      return [nameBox(ids[0], name), ...(roomy ? [box(bias)] : []), box(delta)];
    }),
  );
  const ofBoxes = [...inputs.shown, ...targets.shown].flatMap((at) => {
    const { name, term } = boxTexts(at, layout);
    return at.x === layout.columns[0]
      ? [box({ ...name, ems: Math.min(name.ems, 2) }, type.name)]
      : [box(name), box(term)];
  });
  return [...ofNeurons, ...ofBoxes];
}
