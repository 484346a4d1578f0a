/** Values under the reader's hand: a part of the picture is pulled sideways, or its grip is moved by keys. */
import type { QuantityId } from '../../../wasm/index';
import { followPointer } from '../../kit/followPointer';
import type { DragPhase } from '../lesson';

/** Whose values they are. */
export interface Held {
  /** the value as it is now; undefined where there is none */
  given(id: QuantityId): number | undefined;
  canEdit(id: QuantityId): boolean;
  drag(id: QuantityId, value: number, phase: DragPhase): void;
}

/** So much a value of usual size changes with each pixel, and with Shift; a larger one in proportion to its size. */
const PER_PIXEL = 0.01;
const FINE = 0.1;
/** Pixels that a press may move and still be a click. */
const STILL = 3;

/** The change with each pixel or key: a power of 10. */
function unitOf(value: number): number {
  return PER_PIXEL * 10 ** Math.max(0, Math.floor(Math.log10(Math.abs(value) || 1)));
}

/** The nearest multiple of the unit, without the digits that adding leaves behind. */
function rounded(value: number, unit: number): number {
  const digits = Math.max(0, Math.round(-Math.log10(unit)));
  return Number((Math.round(value / unit) * unit).toFixed(digits));
}

/** To be called when a pointer goes down on a part: moved sideways it changes the value, let go in its place it is a click. */
export function hold(event: PointerEvent, id: QuantityId, held: Held): void {
  const start = held.given(id);
  if (event.button !== 0 || start === undefined || !held.canEdit(id)) return;
  const part = event.currentTarget as SVGElement;
  const unit = unitOf(start);
  let { clientX } = event;
  let [exact, value, frame, moving] = [start, start, 0, false];
  const tell = () => {
    frame = 0;
    held.drag(id, value, 'move');
  };
  const move = (moved: PointerEvent) => {
    if (!moving && Math.abs(moved.clientX - event.clientX) < STILL) return;
    if (!moving) {
      moving = true;
      held.drag(id, start, 'start');
    }
    const own = moved.shiftKey ? unit * FINE : unit;
    exact += (moved.clientX - clientX) * own;
    clientX = moved.clientX;
    value = rounded(exact, own);
    frame ||= requestAnimationFrame(tell);
  };
  const end = (ended: PointerEvent) => {
    if (ended.type === 'pointerup') move(ended);
    if (!moving) return;
    cancelAnimationFrame(frame);
    held.drag(id, value, 'end');
    swallowClick(part);
  };
  followPointer(event, move, end);
}

/** The click that follows a drag opens nothing. */
function swallowClick(part: SVGElement): void {
  const swallow = (event: Event) => event.stopImmediatePropagation();
  part.addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => part.removeEventListener('click', swallow, { capture: true }));
}

/** Up and down on a grip; while a key is held all its changes are one. */
export function turn(event: KeyboardEvent, id: QuantityId, held: Held): void {
  const sign = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
  const value = held.given(id);
  if (!sign || value === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  event.stopPropagation();
  if (event.type === 'keyup') return held.drag(id, value, 'end');
  const unit = unitOf(value) * (event.shiftKey ? FINE : 1);
  if (!event.repeat) held.drag(id, value, 'start');
  held.drag(id, rounded(value + sign * unit, unit), 'move');
}
