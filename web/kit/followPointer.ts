/** A pointer that goes down on a part and is followed until it is let go, wherever it moves meanwhile. */

/** `end` is also called where the browser takes the pointer away, as it does to scroll: then by `pointercancel`. */
export function followPointer(
  down: PointerEvent,
  move: (moved: PointerEvent) => void,
  end: (ended: PointerEvent) => void = () => {},
): void {
  const part = down.currentTarget as HTMLElement | SVGElement;
  const letGo = new AbortController();
  const { signal } = letGo;
  const on = (type: 'pointermove' | 'pointerup' | 'pointercancel', act: (event: PointerEvent) => void) =>
    (part as HTMLElement).addEventListener(type, (event) => event.pointerId === down.pointerId && act(event), {
      signal,
    });
  const ended = (event: PointerEvent) => {
    letGo.abort();
    end(event);
  };
  part.setPointerCapture(down.pointerId);
  on('pointermove', move);
  on('pointerup', ended);
  on('pointercancel', ended);
}
