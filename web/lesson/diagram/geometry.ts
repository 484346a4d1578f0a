/** Points, lines and boxes of the diagram, in its own units. */

export interface Point {
  x: number;
  y: number;
}

export interface Line {
  from: Point;
  to: Point;
}

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** A circle of radius `r`, or a rectangle, around its middle. */
export type Shape = Point & ({ r: number } | { halfWidth: number; halfHeight: number });

/** From rim to rim instead of from middle to middle: circles are cut as circles, rectangles at their sides. */
export function between(from: Shape, to: Shape): Line {
  return { from: rim(from, to), to: rim(to, from) };
}

function rim(shape: Shape, toward: Point): Point {
  const [dx, dy] = [toward.x - shape.x, toward.y - shape.y];
  const share =
    'r' in shape
      ? shape.r / (Math.hypot(dx, dy) || 1)
      : Math.min(shape.halfWidth / Math.abs(dx || 1e-9), shape.halfHeight / Math.abs(dy || 1e-9));
  return { x: shape.x + dx * share, y: shape.y + dy * share };
}

export function along({ from, to }: Line, share: number): Point {
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

export function lengthOf({ from, to }: Line): number {
  return Math.hypot(to.x - from.x, to.y - from.y);
}

/** At right angles to the line, of length 1, upward on a line that runs to the right. */
export function normalOf(line: Line): Point {
  const length = lengthOf(line) || 1;
  return { x: (line.to.y - line.from.y) / length, y: -(line.to.x - line.from.x) / length };
}

/** The smallest box that holds the line. */
export function boxOf({ from, to }: Line): Box {
  return {
    left: Math.min(from.x, to.x),
    top: Math.min(from.y, to.y),
    right: Math.max(from.x, to.x),
    bottom: Math.max(from.y, to.y),
  };
}

export function boxAround({ x, y }: Point, width: number, height: number): Box {
  return { left: x - width / 2, top: y - height / 2, right: x + width / 2, bottom: y + height / 2 };
}

export function boxesTouch(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** Whether the box is in part inside of the shape. */
export function shapeTouches(shape: Shape, box: Box): boolean {
  if (!('r' in shape)) {
    const { x, y, halfWidth, halfHeight } = shape;
    return (
      x - halfWidth < box.right && box.left < x + halfWidth && y - halfHeight < box.bottom && box.top < y + halfHeight
    );
  }
  const dx = Math.max(box.left - shape.x, shape.x - box.right, 0);
  const dy = Math.max(box.top - shape.y, shape.y - box.bottom, 0);
  return dx * dx + dy * dy < shape.r * shape.r;
}

/** How much of the line lies in the box. */
export function lengthInside({ from, to }: Line, box: Box): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const [left, right] = crossed(from.x, dx, box.left, box.right);
  const [top, bottom] = crossed(from.y, dy, box.top, box.bottom);
  const [enter, leave] = [Math.max(0, left, top), Math.min(1, right, bottom)];
  return leave > enter ? (leave - enter) * Math.hypot(dx, dy) : 0;
}

/** The shares of the way from `start` by `delta` at which it is between `low` and `high`. */
function crossed(start: number, delta: number, low: number, high: number): [number, number] {
  if (delta === 0) return [0, 1];
  const [a, b] = [(low - start) / delta, (high - start) / delta];
  return a < b ? [a, b] : [b, a];
}
