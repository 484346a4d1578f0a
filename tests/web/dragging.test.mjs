/** Values in the picture under the hand: dragged on their edge, moved by keys, and what follows. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertClean, find, openSite, press, settled, state, useBrowser } from './help.mjs';

useBrowser();

const given = (page, id) =>
  page.evaluate((which) => document.querySelector('backprop-playground').lesson.given(which), id);
const loss = (page) => find(page, '.diagram .loss-part').getAttribute('data-value').then(Number);
const grip = (page, id = 'w.2.0.0') => find(page, `.diagram .grip[data-id="${id}"]`);

/** Moves the pointer from the middle of a part sideways, in three moves. */
async function pull(page, part, by, { release = true } = {}) {
  const box = await part.boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (const share of [0.3, 0.6, 1]) await page.mouse.move(x + by * share, y);
  await page.evaluate(() => new Promise(requestAnimationFrame));
  await settled(page);
  if (release) await page.mouse.up();
  await settled(page);
}

test('the grip on the edge of w3 drags it: edge, loss and outputs follow, and the whole drag is one change', async () => {
  const { page, complaints } = await openSite('scenario=article');
  const [start, output] = [
    await loss(page),
    () => find(page, '.diagram .neuron-part[data-id="a.3.0"]').getAttribute('data-value'),
  ];
  const before = await output();
  await pull(page, grip(page), 60, { release: false });
  assert.equal(await given(page, 'w.2.0.0'), 1.1);
  assert.match(await find(page, '.edge-label[data-id="w.2.0.0"]').textContent(), /1\.1/);
  assert.ok((await loss(page)) < start);
  assert.notEqual(await output(), before);
  await page.mouse.up();
  await settled(page);
  assert.equal(await find(page, '#editor-input').count(), 0);
  await press(page, 'z');
  assert.equal(await given(page, 'w.2.0.0'), 0.5);
  assertClean(complaints);
});

test('inputs, targets, biases and edges are dragged where they stand; without a move a press still opens the field', async () => {
  const { page } = await openSite('scenario=article');
  for (const [id, expected] of [
    ['x.0', 0.9],
    ['t.1', 0.3],
    ['b.2.0', 0.5],
  ]) {
    await pull(page, find(page, `.diagram [data-handle][data-id="${id}"] :is(.node-hit, .bias-hit)`), 30);
    assert.equal(await given(page, id), expected, id);
    assert.equal(await find(page, '#editor-input').count(), 0);
  }
  await page.mouse.move(2, 2);
  await find(page, '.tip').waitFor({ state: 'detached' });
  await grip(page).click();
  await find(page, '#editor-input').waitFor();
  assert.equal(await find(page, '#editor-input').inputValue(), '0.5');
});

test('up and down move a grip that has the focus, each press is undone by itself, and the arrows sideways step', async () => {
  const { page } = await openSite('scenario=article');
  await grip(page).focus();
  await press(page, 'ArrowUp', 'ArrowUp', 'ArrowDown', 'ArrowUp', 'Shift+ArrowUp');
  assert.equal(await given(page, 'w.2.0.0'), 0.521);
  assert.equal(await grip(page).getAttribute('aria-valuenow'), '0.521');
  await press(page, 'z');
  assert.equal(await given(page, 'w.2.0.0'), 0.52);
  await grip(page).focus();
  await press(page, 'ArrowRight');
  assert.ok((await state(page)).step > 0);
});

test('a finger drags the grip, and the page does not scroll with it', async () => {
  const { page } = await openSite('scenario=article', {
    hasTouch: true,
    isMobile: true,
    viewport: { width: 360, height: 740 },
  });
  const box = await grip(page).boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const client = await page.context().newCDPSession(page);
  const touch = (type, at) =>
    client.send('Input.dispatchTouchEvent', { type, touchPoints: at === null ? [] : [{ x: at, y }] });
  await touch('touchStart', x);
  for (const by of [10, 25, 40]) await touch('touchMove', x + by);
  await touch('touchEnd', null);
  await page.evaluate(() => new Promise(requestAnimationFrame));
  await settled(page);
  // The first pixels of a finger are kept back by the browser, as those of a tap.
  const value = await given(page, 'w.2.0.0');
  assert.ok(value >= 0.7 && value <= 0.9, String(value));
  assert.equal(await page.evaluate(() => scrollY), 0);
});

/** Goes to a step and on by one press, and counts what moves then. The motions are fetched when the page has nothing else to do. */
const movingAfter = (page, step) =>
  page.evaluate(async (from) => {
    const element = document.querySelector('backprop-playground');
    element.lesson.goTo(from);
    await element.updateComplete;
    element.lesson.next();
    await element.updateComplete;
    const svg = element.shadowRoot.querySelector('svg.diagram');
    const count = (kind) => svg.querySelectorAll(`.motion ${kind}`).length;
    const animations = svg.getAnimations({ subtree: true });
    return {
      discs: count('.way'),
      parts: count('.parts'),
      sums: count('.sum'),
      animations: animations.length,
      longest: Math.max(0, ...animations.map((animation) => animation.effect.getTiming().duration)),
    };
  }, step);

async function motionsAreHere(page) {
  for (let tries = 0; tries < 40; tries++) {
    if ((await movingAfter(page, 6)).discs > 0) return;
    await page.waitForTimeout(500);
  }
  assert.fail('nothing moves');
}

test('numbers run along the edges after a step forward, and the next key finds them gone', async () => {
  const { page } = await openSite('scenario=article&by=step', { reducedMotion: 'no-preference' });
  await motionsAreHere(page);
  for (const [step, discs, sums, parts, what] of [
    [0, 2, 1, 0, 'a sum of two inputs'],
    [6, 3, 1, 0, 'a sum of three outputs'],
    [16, 2, 1, 0, 'a loss term of an output and a target'],
    [29, 2, 1, 2, 'a hidden δ of two, which part from those that go elsewhere and become one'],
    [30, 2, 0, 1, 'a gradient, where δ and an output meet'],
  ]) {
    const { longest, animations, ...moving } = await movingAfter(page, step);
    assert.deepEqual(moving, { discs, sums, parts }, what);
    assert.ok(longest >= 200 && longest <= 300, `${longest} ms`);
  }
  assert.equal((await movingAfter(page, 56)).animations, 1, 'a new weight');
  const seen = await page.evaluate(async () => {
    const element = document.querySelector('backprop-playground');
    const { lesson, shadowRoot } = element;
    lesson.goTo(6);
    await element.updateComplete;
    lesson.next();
    await element.updateComplete;
    const first = shadowRoot.querySelectorAll('.motion .way').length;
    lesson.next();
    await element.updateComplete;
    return { first, then: shadowRoot.querySelectorAll('.motion circle').length, step: element.step };
  });
  assert.deepEqual(seen, { first: 3, then: 0, step: 8 });
});

test('nothing runs or slides for a reader who wants less motion, nor where a step is jumped to', async () => {
  const { page } = await openSite('scenario=article&by=step', { reducedMotion: 'no-preference' });
  await motionsAreHere(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const step of [0, 29, 56]) {
    const { discs, animations } = await movingAfter(page, step);
    assert.deepEqual({ discs, animations }, { discs: 0, animations: 0 });
  }
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  const jumped = await page.evaluate(async () => {
    const element = document.querySelector('backprop-playground');
    element.lesson.goTo(20);
    await element.updateComplete;
    return element.shadowRoot.querySelectorAll('.motion').length;
  });
  assert.equal(jumped, 0);
});
