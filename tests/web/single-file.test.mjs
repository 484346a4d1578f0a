/** dist/backprop-playground.html is the whole page in one file. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertClean, assertClose, openFile, openSite, readData, useBrowser } from './help.mjs';

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
  await frame.locator('[aria-label="Take it with you"]').click();
  await frame.locator('.take-what select').selectOption('numpy');
  assert.ok(await frame.getByText('which may forbid downloads').isVisible());
  await frame.locator('.dialog .primary-button').click();
  await frame.locator('.take-told', { hasText: 'Copied' }).waitFor();
});
