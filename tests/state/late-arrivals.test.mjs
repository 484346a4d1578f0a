/** Copies take their time: what the reader does meanwhile holds. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bundled } from './help.mjs';

const { Pointing } = await bundled('web/kit/pointing.ts');

test('a number that is pointed at while another one is being copied is not said to be copied', async () => {
  const pointing = new Pointing({ addController() {}, requestUpdate() {} });
  const tip = (value) => ({ id: '', value, left: 0, top: 0, copied: false });
  let copied;
  const clipboard = { writeText: () => new Promise((resolve) => (copied = resolve)) };
  Object.defineProperty(globalThis, 'navigator', { value: { clipboard }, configurable: true });
  for (const [next, expected] of [
    [undefined, true],
    [tip('2'), false],
  ]) {
    pointing.tip = tip('1');
    const copying = pointing.copy();
    if (next) pointing.tip = next;
    copied();
    await copying;
    assert.equal(pointing.tip.copied, expected);
  }
});
