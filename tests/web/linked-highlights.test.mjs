import assert from 'node:assert/strict';
import test from 'node:test';
import { assertClean, assertCopied, find, openNext, openSite, press, settled, useBrowser } from './help.mjs';

useBrowser();

const litParts = (page, selector) =>
  page.evaluate(
    (wanted) =>
      [...document.querySelector('backprop-playground').shadowRoot.querySelectorAll(wanted)]
        .filter((part) => part.classList.contains('lit'))
        .map((part) => part.dataset.id),
    selector,
  );

test('pointing at a weight in the formula lights its edge, and nothing else', async () => {
  const { page, complaints } = await openSite('scenario=article&step=7');
  await find(page, '.equation [data-id="w.2.0.0"]').first().hover();
  await settled(page);
  assert.deepEqual(await litParts(page, '.edge-part'), ['w.2.0.0']);
  assertClean(complaints);
});

test('pointing at an edge lights its symbol and its number in the formula', async () => {
  const { page } = await openSite('scenario=article&step=7');
  await find(page, '.diagram .edge-part[data-id="w.2.0.1"]').focus();
  await settled(page);
  assert.deepEqual(await litParts(page, '.equation [data-id]'), ['w.2.0.1', 'w.2.0.1']);
  await find(page, '.diagram .edge-part[data-id="w.2.0.2"] .edge-hit').dispatchEvent('pointerover');
  await settled(page);
  assert.deepEqual(await litParts(page, '.equation [data-id]'), ['w.2.0.2', 'w.2.0.2']);
});

test('the pointer on an edge lights its symbol in the formula', async () => {
  const { page } = await openSite('scenario=article&step=7');
  const at = await find(page, '.diagram .edge-part[data-id="w.2.0.2"] .edge-hit').evaluate((line) => {
    const [x1, y1, x2, y2] = ['x1', 'y1', 'x2', 'y2'].map((name) => Number(line.getAttribute(name)));
    const { x, y } = new DOMPoint(x1 + 0.2 * (x2 - x1), y1 + 0.2 * (y2 - y1)).matrixTransform(line.getScreenCTM());
    return { x, y };
  });
  await page.mouse.move(at.x, at.y);
  await settled(page);
  assert.deepEqual(await litParts(page, '.equation [data-id]'), ['w.2.0.2', 'w.2.0.2']);
});

test('pointing at a neuron lights its output in the formula', async () => {
  const { page } = await openSite('scenario=article&step=7');
  await find(page, '.diagram .neuron-part[data-id="a.1.1"]').hover();
  await settled(page);
  assert.deepEqual(await litParts(page, '.equation [data-id]'), ['a.1.1', 'a.1.1']);
});

test('escape takes the tip away; a number tells its whole double when it is focused, and copies it', async () => {
  const { page } = await openSite('scenario=article&step=31', { permissions: ['clipboard-read', 'clipboard-write'] });
  const number = find(page, '.result [data-value]');
  await number.hover();
  assert.equal(await find(page, '.tip').count(), 1);
  await press(page, 'Escape');
  assert.equal(await find(page, '.tip').count(), 0);
  await number.focus();
  await settled(page);
  const whole = await number.getAttribute('data-value');
  assert.equal(whole.length > 15, true);
  assert.equal(await find(page, '.tip-value').textContent(), whole);
  await page.keyboard.press('Control+c');
  await assertCopied(page, whole);
});

test('the step lights what it reads and what it writes, differently; the paths of a derivation are tinted on the diagram, one tint each; focusing a symbol lights its neuron, and the arrow goes on to the next symbol', async () => {
  const { page } = await openSite('scenario=article&step=30');
  const marked = (mark) =>
    page.evaluate(
      (name) =>
        [...document.querySelector('backprop-playground').shadowRoot.querySelectorAll(`.diagram .${name}[data-id]`)]
          .map((part) => part.dataset.id)
          .filter((id, index, all) => all.indexOf(id) === index)
          .sort(),
      mark,
    );
  assert.deepEqual(await marked('writes'), ['a.2.0', 'delta.2.0']);
  const reads = await marked('reads');
  for (const id of ['w.3.0.0', 'w.3.1.0', 'delta.3.0', 'delta.3.1']) assert.ok(reads.includes(id), `${id} of ${reads}`);
  await openNext(page, 'scenario=article&panel=derive&param=w.2.0.0', '.path-tint');
  const tints = await page.evaluate(() => [
    ...new Set(
      [...document.querySelector('backprop-playground').shadowRoot.querySelectorAll('.path-tint')].map((line) =>
        line.getAttribute('style'),
      ),
    ),
  ]);
  assert.equal(tints.length, 2);
  await openNext(page, 'scenario=article&step=8', '.equation');
  await find(page, '.equation [role="img"]').first().focus();
  await settled(page);
  assert.equal((await litParts(page, '.neuron-part')).includes('a.2.0'), true);
  await press(page, 'ArrowDown');
  const focused = await page.evaluate(
    () => document.querySelector('backprop-playground').shadowRoot.activeElement.dataset.id,
  );
  assert.equal(focused, 'z.2.0');
});
