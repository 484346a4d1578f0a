/** While the page is being drawn, nothing stands as if it were whole; long steps are shown from their beginning. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { assertClean, find, openSite, press, settled, useBrowser } from './help.mjs';

useBrowser();

test('the beginning of a sum or of a product says that more is to come until it is whole', async () => {
  const { page, complaints } = await openSite('scenario=article');
  await page.evaluate(() => {
    const element = document.querySelector('backprop-playground');
    const root = element.shadowRoot;
    globalThis.seen = [];
    const look = () => {
      const sum = root.querySelector('[data-stage="chain"] .stage-rows');
      const rows = sum ? [...sum.querySelectorAll('.stage-row')].map((row) => row.textContent.trim()) : [];
      const products = [...root.querySelectorAll('.path-strip')].map((strip) => ({
        factors: [...strip.querySelectorAll('.factor')].map((factor) => factor.textContent.trim()),
        whole: strip.querySelector('.product') !== null,
      }));
      globalThis.seen.push({ rows, products });
    };
    new MutationObserver(look).observe(root, { childList: true, subtree: true });
    // Each look at the clock finds it later than a frame: one part is drawn at a time.
    const now = performance.now.bind(performance);
    let late = 0;
    performance.now = () => now() + (late += 50);
    element.lesson.select('w.2.0.0');
  });
  await settled(page);
  const seen = await page.evaluate(() => globalThis.seen);
  const last = seen.at(-1);
  assert.equal(last.rows.length, 2);
  assert.deepEqual(
    last.products.map(({ factors }) => factors.length),
    [5, 5],
  );
  for (const text of [...last.rows, ...last.products.flatMap(({ factors }) => factors)]) assert.doesNotMatch(text, /…/);
  let partial = 0;
  for (const { rows, products } of seen) {
    if (rows.length > 0 && !rows.at(-1).endsWith('…')) assert.equal(rows.length, 2, rows.join(' '));
    for (const { factors, whole } of products) {
      if (!whole || factors.length === 0) continue;
      if (factors.at(-1).endsWith('…')) partial++;
      else assert.equal(factors.length, 5, factors.join(' '));
    }
  }
  assert.ok(partial > 0, 'the page was seen while it was being drawn');
  assertClean(complaints);
});

test('a whole phase is shown from its first row, each row in full', async () => {
  for (const [phase, first, count] of [
    [1, /^z/, 16],
    [3, /^δ/, 37],
  ]) {
    const { page, complaints } = await openSite('scenario=article&by=phase', {
      viewport: { width: 1440, height: 900 },
    });
    await press(page, ...Array(phase).fill('ArrowRight'));
    const rows = find(page, '.rows .row');
    assert.equal(await rows.count(), count);
    assert.match((await rows.first().locator('.katex-html').first().innerText()).trim(), first);
    const cut = await find(page, '.rows').evaluate((box) => [box.scrollTop, box.scrollHeight - box.clientHeight]);
    assert.deepEqual(cut, [0, 0]);
    const { top, bottom } = await rows.first().evaluate((row) => row.getBoundingClientRect().toJSON());
    assert.ok(top >= 0 && bottom <= 900, `the first row is at ${top} … ${bottom}`);
    assertClean(complaints);
  }
});
