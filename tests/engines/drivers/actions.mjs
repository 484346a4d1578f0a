/** Keys and mouse as sequences of actions, which WebDriver over HTTP and WebDriver BiDi write alike. */

const codes = {
  ArrowRight: '\uE014',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowDown: '\uE015',
  Enter: '\uE007',
  Escape: '\uE00C',
  Tab: '\uE004',
  Home: '\uE011',
  End: '\uE010',
  Shift: '\uE008',
};

const keySource = (actions) => [{ type: 'key', id: 'keys', actions }];
const mouseSource = (actions) => [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }];

/** `Enter`, `z` or `Shift+ArrowRight`, pressed and let go. */
export function keyPress(chord) {
  const keys = chord.split('+').map((key) => codes[key] ?? key);
  return keySource([
    ...keys.map((value) => ({ type: 'keyDown', value })),
    ...keys.toReversed().map((value) => ({ type: 'keyUp', value })),
  ]);
}

/** The mouse goes to the first point, is pressed, goes along the others, and is let go. */
export function mouseDrag([first, ...others]) {
  const to = ([x, y]) => ({ type: 'pointerMove', x: Math.round(x), y: Math.round(y), duration: 0, origin: 'viewport' });
  return mouseSource([
    to(first),
    { type: 'pointerDown', button: 0 },
    ...others.map(to),
    { type: 'pointerUp', button: 0 },
  ]);
}
