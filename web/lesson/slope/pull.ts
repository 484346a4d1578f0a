/** The point of a curve is held and drawn along it: it is the parameter that moves. */
import { followPointer } from '../../kit/followPointer';
import type { DragPhase } from '../lesson';
import type { Curve, Scales } from './curve';

/** The power of ten that is no larger. */
export const stepOf = (span: number): number => 10 ** Math.floor(Math.log10(Math.abs(span) || 1e-6));

/** So many steps, rounded to whole ones, without the digits that are rounding alone. */
export const onStep = (steps: number, step: number): number => Number((Math.round(steps) * step).toPrecision(12));

/** To be called when a pointer goes down on the picture. */
export function pull(
  event: PointerEvent,
  { width, point: [value] }: Curve,
  scales: Scales,
  drag: (value: number, phase: DragPhase) => void,
): void {
  if (event.button !== 0) return;
  const { left, width: shown } = (event.currentTarget as SVGSVGElement).getBoundingClientRect();
  const valueAt = (clientX: number) => scales.valueAt(((clientX - left) / shown) * width);
  const start = valueAt(event.clientX);
  // The point keeps its distance from the pointer, and takes round values.
  const step = stepOf(scales.valueAt(1) - scales.valueAt(0));
  const at = ({ clientX }: PointerEvent) => onStep((value + valueAt(clientX) - start) / step, step);
  let moved = value;
  drag(value, 'start');
  followPointer(
    event,
    (place) => drag((moved = at(place)), 'move'),
    () => drag(moved, 'end'),
  );
}
