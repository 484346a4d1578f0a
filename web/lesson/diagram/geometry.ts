/** Points and lines of the diagram, in its own units. */

export interface Point {
  x: number;
  y: number;
}

/** From rim to rim instead of from centre to centre. */
export function shorten(from: Point, to: Point, radius: number): { from: Point; to: Point } {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const x = ((to.x - from.x) / length) * radius;
  const y = ((to.y - from.y) / length) * radius;
  return { from: { x: from.x + x, y: from.y + y }, to: { x: to.x - x, y: to.y - y } };
}

export function along({ from, to }: { from: Point; to: Point }, share: number): Point {
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}
