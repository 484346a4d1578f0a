/** How much of the curve is shown. */

/** To either side of 0 at least: there a sigmoid turns from one end to the other. */
const LEAST_REACH = 10;
/** How many steps are to be seen around the present one. */
const STEPS_SEEN = 3;
/** Of its length, between the end of a step and the end of the range. */
const LEAST_MARGIN = 0.15;

/** The whole of it: symmetrical, and as wide as a power of 2 that holds the value and where a step leads. */
export function wideRange(value: number, after: number | null): [number, number] {
  const furthest = Math.max(Math.abs(value), Math.abs(after ?? value)) * 1.1;
  const reach = Math.max(LEAST_REACH, LEAST_REACH * 2 ** Math.ceil(Math.log2(furthest / LEAST_REACH)));
  return [-reach, reach];
}

/**
 * Around the parameter, so that its next step is well seen. `before`: how many times as long as now the step was when the
 * reader took hold of η. The range stays as it was then, as long as the step ends in it: so the step is seen to grow.
 */
export function nearRange(value: number, after: number | null, before = 1): [number, number] {
  const step = Math.abs((after ?? value) - value);
  const least = 1e-9 * Math.max(1, Math.abs(value));
  const half =
    step > least ? step * Math.max(STEPS_SEEN * before, 1 + LEAST_MARGIN) : 0.05 * Math.max(1, Math.abs(value));
  return [value - half, value + half];
}
