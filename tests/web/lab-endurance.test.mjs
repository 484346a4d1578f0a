/** The lab trains for long: its memory stays, and the page keeps answering. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, useBrowser } from './help.mjs';

useBrowser();

/** Bytes of the page's heap and its nodes, once nothing more can be freed. */
async function heldBy(page, session) {
  for (let round = 0; round < 3; round++) await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name) => metrics.find((metric) => metric.name === name).value;
  return { bytes: of('JSHeapUsedSize'), nodes: of('Nodes') };
}

test('between 100 and 10,000 epochs a 2-8-8-1 network takes no more memory', async (t) => {
  const { page, context, complaints } = await openPage('lab/index.html#lang=en');
  await page.locator('.figures').waitFor();
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  await page.evaluate(async () => {
    const { run } = document.querySelector('backprop-lab');
    const hidden = { units: 8, activation: 'tanh' };
    await run.change({ layers: [hidden, hidden, { units: 1, activation: 'sigmoid' }] });
    await run.setSpeed(Infinity);
  });
  const trainTo = async (epochs) => {
    await page.evaluate(() => document.querySelector('backprop-lab').run.toggle());
    await page.waitForFunction(
      (least) => document.querySelector('backprop-lab').run.shown.snapshot.epochs >= least,
      epochs,
      { timeout: 300_000 },
    );
    await page.evaluate(() => document.querySelector('backprop-lab').run.pause());
    return heldBy(page, session);
  };
  const early = await trainTo(100);
  const late = await trainTo(10_000);
  t.diagnostic(`${early.bytes} and ${late.bytes} bytes, ${early.nodes} and ${late.nodes} nodes`);
  // The records of the losses grow to 8192 at most, three doubles each.
  assert.ok(late.bytes - early.bytes < 1_000_000, `${late.bytes - early.bytes} bytes more`);
  assert.ok(late.nodes - early.nodes < 200, `${late.nodes - early.nodes} nodes more`);
  assert.deepEqual(complaints, []);
});
