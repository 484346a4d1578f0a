/** The line along which a grid of values passes through a level. */

/**
 * An SVG path of segments, one or two a cell (marching squares). `values`: row by row from the foot, `count` each;
 * `x` and `y`: where a place of the grid is drawn.
 */
export function contour(
  values: ArrayLike<number>,
  count: number,
  level: number,
  x: (column: number) => number,
  y: (row: number) => number,
): string {
  const parts: string[] = [];
  const at = (column: number, row: number) => values[row * count + column] - level;
  for (let row = 0; row + 1 < count; row++) {
    for (let column = 0; column + 1 < count; column++) {
      const corners = [at(column, row), at(column + 1, row), at(column + 1, row + 1), at(column, row + 1)];
      const crossings = crossed(corners).map(
        ([across, up]) => `${x(column + across).toFixed(1)},${y(row + up).toFixed(1)}`,
      );
      for (let pair = 0; pair + 1 < crossings.length; pair += 2)
        parts.push(`M${crossings[pair]}L${crossings[pair + 1]}`);
    }
  }
  return parts.join('');
}

/** The corners of a cell, around it. */
const PLACES = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
] as const;

/** Where the level passes the sides of a cell: in parts of the cell, side after side. */
function crossed(corners: readonly number[]): [number, number][] {
  return corners.flatMap((from, side): [number, number][] => {
    const end = (side + 1) % 4;
    const to = corners[end];
    if (from < 0 === to < 0) return [];
    const part = from / (from - to);
    const [[x0, y0], [x1, y1]] = [PLACES[side], PLACES[end]];
    return [[x0 + part * (x1 - x0), y0 + part * (y1 - y0)]];
  });
}
