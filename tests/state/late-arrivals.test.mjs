/** Copies and the worker of the lab take their time: what the reader does meanwhile holds. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { bundled } from './help.mjs';

const { Pointing, Run } = await bundled('web/kit/pointing.ts', 'web/lab/run.ts');

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

test('what is asked of the lab before its worker is there is done then, also of a worker that is started again', async () => {
  const run = new Run(() => {});
  after(() => run.close());
  for (const stride of ['epoch', 'batch']) {
    void run.start();
    await run.advance(stride);
    const { epochs, iteration } = run.shown.snapshot;
    assert.deepEqual([epochs, iteration > 0, run.failed], [stride === 'epoch' ? 1 : 0, true, undefined]);
    if (stride === 'epoch') run.lab.fail('by a test');
  }
});
