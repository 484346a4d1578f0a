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

export function boxAround({ x, y }: Point, width: number, height: number): Box {
  return { left: x - width / 2, top: y - height / 2, right: x + width / 2, bottom: y + height / 2 };
}

export function boxesTouch(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** Whether the box is in part inside of the shape. */
export function shapeTouches(shape: Shape, box: Box): boolean {
  if (!('r' in shape)) return boxesTouch(boxAround(shape, 2 * shape.halfWidth, 2 * shape.halfHeight), box);
  const dx = Math.max(box.left - shape.x, shape.x - box.right, 0);
  const dy = Math.max(box.top - shape.y, shape.y - box.bottom, 0);
  return Math.hypot(dx, dy) < shape.r;
}

/** How much of the line lies in the box. */
export function lengthInside({ from, to }: Line, box: Box): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  let [enter, leave] = [0, 1];
  for (const [start, delta, low, high] of [
    [from.x, dx, box.left, box.right],
    [from.y, dy, box.top, box.bottom],
  ]) {
    if (delta === 0) {
      if (start < low || start > high) return 0;
      continue;
    }
    const [a, b] = [(low - start) / delta, (high - start) / delta];
    enter = Math.max(enter, Math.min(a, b));
    leave = Math.min(leave, Math.max(a, b));
  }
  return leave > enter ? (leave - enter) * Math.hypot(dx, dy) : 0;
}
