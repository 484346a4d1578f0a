/** The first thirty seconds: the page opens computed, asks a question, and answers the hand. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressSays, assertClean, find, openSite, press, settled, state, useBrowser } from './help.mjs';

useBrowser();

/** The numbers of the picture, the headline and the curve as they are now. */
const look = (page) =>
  page.evaluate(() => {
    const root = document.querySelector('backprop-playground').shadowRoot;
    const value = (id) => Number(root.querySelector(`.diagram [data-id="${id}"][data-value]`)?.dataset.value);
    const text = (selector) => root.querySelector(selector)?.textContent.replace(/\s+/g, ' ').trim() ?? '';
    return {
      unknown: root.querySelectorAll('.unknown-mark').length,
      outputs: [value('a.3.0'), value('a.3.1')],
      loss: value('L'),
      weight: Number(root.querySelector('.knob [data-value]')?.dataset.value),
      gradient: Number(root.querySelector('.slope-line [data-value]')?.dataset.value),
      headline: text('.headline'),
      said: text('.knob .sentence'),
      point: root.querySelector('.slope-figure .here')?.getAttribute('cx'),
      tangent: root.querySelector('.slope-figure .tangent')?.outerHTML,
    };
  });

const curveIsThere = (page) => find(page, '.slope-figure .here').waitFor();

for (const [lang, sentence, question] of [
  [
    'en',
    /answered 0\.5964 and 0\.4751 and should have answered 1 and 0\. Its loss is 0\.1943/,
    /Which way should w3 move\?/,
  ],
  ['zh-CN', /答案是 0\.5964 和 0\.4751，正确答案是 1 和 0。损失为 0\.1943/, /w3 应该往哪边调？/],
])
  test(`the page opens computed, with a sentence that has the numbers in it and a question (${lang})`, async () => {
    const { page, complaints } = await openSite(`lang=${lang}`);
    await curveIsThere(page);
    const seen = await look(page);
    assert.equal(seen.unknown, 0);
    assert.match(seen.headline, sentence);
    assert.match(seen.headline, question);
    assert.equal(seen.weight, 0.5);
    assert.ok(seen.gradient < 0);
    assertClean(complaints);
  });

test('the opening has the numbers of the published example', async () => {
  const { page } = await openSite('scenario=mazur');
  assert.match(
    (await look(page)).headline,
    /answered 0\.7514 and 0\.7729 and should have answered 0\.01 and 0\.99\. Its loss is 0\.2984/,
  );
});

test('while the slider is dragged values, outputs, loss, gradient, curve and sentence follow in the same frame', async () => {
  const { page, complaints } = await openSite('scenario=article');
  await curveIsThere(page);
  const before = await look(page);
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        const input = document.querySelector('backprop-playground').shadowRoot.querySelector('[data-knob="w.2.0.0"]');
        input.value = '1.5';
        input.dispatchEvent(new Event('input', { bubbles: true }));
        requestAnimationFrame(resolve);
      }),
  );
  const during = await look(page);
  assert.equal(during.weight, 1.5);
  assert.ok(during.loss < before.loss, `${during.loss} after ${before.loss}`);
  for (const what of ['gradient', 'headline', 'point', 'tangent']) assert.notEqual(during[what], before[what], what);
  assert.notDeepEqual(during.outputs, before.outputs);
  assert.match(during.said, /w3 went from 0\.5 to 1\.5 and the loss fell from 0\.1943 to 0\.\d+/);
  assertClean(complaints);
});

test('a drag is one change: undo brings back the value of before, to the bit', async () => {
  const { page } = await openSite('scenario=article');
  const before = await look(page);
  const box = await find(page, '[data-knob="w.2.0.0"]').boundingBox();
  await page.mouse.move(box.x + box.width * 0.62, box.y + box.height / 2);
  await page.mouse.down();
  for (const share of [0.7, 0.75, 0.8]) await page.mouse.move(box.x + box.width * share, box.y + box.height / 2);
  await page.mouse.up();
  await settled(page);
  assert.ok((await look(page)).weight > 1, 'the slider moved');
  await find(page, '.headline').click();
  await press(page, 'z');
  const after = await look(page);
  assert.deepEqual([after.weight, after.loss, after.outputs], [before.weight, before.loss, before.outputs]);
});

test('the slider moves by the arrow keys', async () => {
  const { page } = await openSite('scenario=article');
  await find(page, '[data-knob="w.2.0.0"]').focus();
  await press(page, 'ArrowRight', 'ArrowRight', 'ArrowRight');
  assert.equal(Number((await look(page)).weight.toFixed(9)), 0.53);
  assert.equal((await state(page)).step, 0);
});

test('the point of the curve is dragged with the mouse', async () => {
  const { page } = await openSite('scenario=article');
  await curveIsThere(page);
  const box = await find(page, '.slope-figure .here').boundingBox();
  await page.mouse.move(box.x + 6, box.y + 6);
  await page.mouse.down();
  await page.mouse.move(box.x + 66, box.y + 6, { steps: 4 });
  await page.mouse.up();
  await settled(page);
  const { weight } = await look(page);
  assert.ok(weight > 1 && weight < 4, `${weight}`);
});

test('two ways on: step by step, and the derivation', async () => {
  const { page } = await openSite('scenario=article&by=idea');
  await find(page, '.story-nav .on').click();
  await settled(page);
  assert.deepEqual(await state(page).then(({ step }) => step), 6);
  assert.ok((await look(page)).unknown > 0, 'the circles are empty again');
  await press(page, 'Home');
  await find(page, '.slope-line button').click();
  await settled(page);
  assert.equal(await find(page, '#tab-derive').getAttribute('aria-selected'), 'true');
  assert.equal((await look(page)).unknown, 0);
});

test('after iterations the sentence says how many, and the loss is that of now', async () => {
  const { page } = await openSite('scenario=article&h=100');
  const { headline, loss } = await look(page);
  assert.match(headline, /^After 100 iterations the network answers 0\.\d+ and 0\.\d+ in place of 1 and 0/);
  assert.ok(loss < 0.01, `${loss}`);
});

test('where an iteration breaks off the headline claims no answer', async () => {
  const { page } = await openSite('scenario=article&h=w.3.0.0:1e308,w.3.0.1:1e308,w.3.0.2:1e308');
  assert.doesNotMatch((await look(page)).headline, /NaN|Infinity|∞/);
});

test('opened in a new tab too, the lab gets the work of the reader', async () => {
  const { page, context } = await openSite('scenario=mazur&lang=en');
  const link = find(page, 'a[href^="lab/"]');
  await page.evaluate(() => document.querySelector('backprop-playground').lesson.changeValue('w.1.0.0', 0.25));
  await addressSays(page, 'w.1.0.0:0.25');
  const opened = context.waitForEvent('page');
  await link.click({ button: 'middle' });
  await opened;
  // What the tab was asked for; its own address is empty until it has begun.
  const { hash } = new URL(await link.evaluate(({ href }) => href));
  assert.match(decodeURIComponent(hash), /^#lang=en&.*scenario=mazur.*w\.1\.0\.0:0\.25/);
});
