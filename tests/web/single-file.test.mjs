/** dist/backprop-playground.html is the whole page in one file. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { assertClean, assertClose, assertSettle, openFile, openSite, readData, useBrowser } from './help.mjs';

useBrowser('dist');

const file = 'dist/backprop-playground.html';
const articleLoss = readData('worked/article.json').values.mse.loss;

/** Walks to the loss and reads it, full double. */
async function lossAtTheEndOf(place) {
  return place.locator('backprop-playground').evaluate(async (element) => {
    await element.ready;
    element.step = 19;
    await element.updateComplete;
    const numbers = [...element.shadowRoot.querySelectorAll('[data-id="L"][data-value]')];
    return Number(numbers.at(-1)?.dataset.value);
  });
}

test('opened from disk and offline, the single file computes the article’s loss and asks for nothing else', async () => {
  const { page, complaints } = await openFile(file);
  assertClose(await lossAtTheEndOf(page), articleLoss, 'L');
  assertClean(complaints);
});

test('in a sandboxed iframe, the single file computes the article’s loss', async () => {
  const html = '<!doctype html><iframe sandbox="allow-scripts" src="backprop-playground.html" title="x"></iframe>';
  const { page } = await openSite('', { html, bypassCSP: true, waitForElement: false });
  const frame = page.frameLocator('iframe');
  await frame.locator('backprop-playground').waitFor();
  assertClose(await lossAtTheEndOf(frame), articleLoss, 'L');
});

test('in a closed frame copying still works, and a sentence says that downloads may not', async () => {
  const html =
    '<!doctype html><iframe sandbox="allow-scripts" src="backprop-playground.html" title="x" width="1200" height="800"></iframe>';
  const { page } = await openSite('', { html, bypassCSP: true, waitForElement: false });
  const frame = page.frameLocator('iframe');
  await frame.locator('[aria-label="Embed and export"]').click();
  await frame.locator('.take-what select').selectOption('numpy');
  assert.ok(await frame.getByText('which may forbid downloads').isVisible());
  await frame.locator('.dialog .primary-button').click();
  await frame.locator('.take-told', { hasText: 'Copied' }).waitFor();
});

test('in frames of a page on disk it shows the state of its address, tells its height, and leaves focus and history alone', async () => {
  const { page, complaints } = await openFile(file);
  const text = readFileSync(resolve(import.meta.dirname, '../..', file), 'utf8');
  const history = await page.evaluate((srcdoc) => {
    globalThis.heights = {};
    addEventListener('message', ({ data, source }) => {
      const frame = [...document.querySelectorAll('iframe')].find(({ contentWindow }) => contentWindow === source);
      if (data.type === 'backprop-playground:resize') heights[frame.id] = frame.height = data.height;
    });
    const frame = (id, more) => Object.assign(document.createElement('iframe'), { id, title: id, width: 800, ...more });
    const frames = [
      frame('disk', { src: 'backprop-playground.html?lang=zh-CN&controls=stepper#scenario=mazur&step=12' }),
      frame('inside', { srcdoc }),
    ];
    for (const one of frames) one.setAttribute('sandbox', 'allow-scripts');
    document.body.replaceChildren(...frames);
    // Frames out of sight are not drawn.
    document.body.style.display = 'flex';
    return globalThis.history.length;
  }, text);
  const [disk, inside] = ['#disk', '#inside'].map((id) => page.frameLocator(id).locator('backprop-playground'));
  const place = (element) =>
    element.evaluate(async (one) => {
      await one.ready;
      return [one.scenario, one.step, one.lang, one.controls, location.hash];
    });
  const hash = '#scenario=mazur&step=12';
  assert.deepEqual(await place(disk), ['mazur', 12, 'zh-CN', 'stepper', hash]);
  assert.deepEqual(await place(inside), ['article', 0, 'en', 'full', '']);
  assertClose(await lossAtTheEndOf(page.frameLocator('#inside')), articleLoss, 'L');
  await disk.evaluate((one) => void (one.scenario = 'article'));
  await page.waitForFunction(() =>
    [...document.querySelectorAll('iframe')].every(({ id }) => heights[id] > 400 && heights[id] < 2500),
  );
  // What is told is what there is, also after it has become the frame's.
  for (const [id, element] of [
    ['disk', disk],
    ['inside', inside],
  ])
    await assertSettle(
      () => page.evaluate((name) => heights[name], id),
      () => element.evaluate((one) => Math.ceil(one.getBoundingClientRect().height)),
    );
  assert.equal(await page.evaluate(() => document.activeElement?.localName), 'body');
  assert.equal(await page.evaluate(() => globalThis.history.length), history);
  assertClean(complaints);
});
