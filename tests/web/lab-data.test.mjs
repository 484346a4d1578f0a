/** The lab's data: the reader's own points are never lost, on the built page under its strict CSP. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, useBrowser, violations } from './help.mjs';

useBrowser();

async function openLab({ language = 'en', ...options } = {}) {
  const opened = await openPage(`lab/index.html#lang=${language}`, { reducedMotion: 'no-preference', ...options });
  await opened.page.locator('.figures').waitFor();
  return opened;
}

/** Data and setup as they are now. */
const stateOf = (page) =>
  page.evaluate(() => {
    const { setup, data, view, own, shown } = document.querySelector('backprop-lab').run;
    return { setup, data, view, own: own?.data.points.length, samples: shown?.training.samples };
  });

/** Waits until the lab's run is so. */
async function until(page, condition) {
  const end = Date.now() + 60_000;
  while (!(await page.evaluate(`(${condition})(document.querySelector('backprop-lab').run)`))) {
    assert.ok(Date.now() < end, `${condition} never came`);
    await page.waitForTimeout(20);
  }
  return stateOf(page);
}

const choose = (page, name, value) => page.locator(`select[name=${name}]`).selectOption(String(value));
const button = (page, name) => page.getByRole('button', { name, exact: true });

/** Where the point at these values of the axes is on the screen. */
async function placeAt(page, right, up) {
  const { x, y, width, height } = await page.locator('svg.points').boundingBox();
  const { view } = await stateOf(page);
  const part = (value, { from, to }) => (value - from) / (to - from);
  return [x + (width * (40 + 456 * part(right, view.x))) / 520, y + (height * (460 - 438 * part(up, view.y))) / 500];
}

test('own points outlast another set, its settings, a setting of the training and a reload', async () => {
  const { page, complaints } = await openLab();
  await page.mouse.click(...(await placeAt(page, 1.2, 1.2)));
  const { data } = await until(page, ({ setup, shown }) => setup.data === 'own' && shown?.training.samples === 161);
  assert.equal(await page.locator('select[name=data]').inputValue(), 'own');
  await choose(page, 'learningRate', 0.3);
  await until(page, ({ setup }) => setup.learningRate === 0.3);
  assert.deepEqual((await stateOf(page)).data, data);

  await choose(page, 'data', 'moons');
  await choose(page, 'samples', 50);
  await choose(page, 'noise', 0.1);
  await choose(page, 'dataSeed', 3);
  await until(page, ({ setup, points }) => setup.dataSeed === 3 && points.length === 50);
  await choose(page, 'data', 'own');
  const back = await until(page, ({ setup }) => setup.data === 'own');
  assert.deepEqual(back.data, data);
  assert.equal(back.setup.learningRate, 0.3);

  await page.reload();
  await page.locator('.figures').waitFor();
  const again = await stateOf(page);
  assert.deepEqual(again.data, data);
  assert.deepEqual(again.setup, back.setup);
  await choose(page, 'data', 'xor');
  await until(page, ({ setup }) => setup.data === 'xor');
  await page.reload();
  await page.locator('.figures').waitFor();
  assert.equal((await stateOf(page)).setup.data, 'circle');
  assert.equal((await stateOf(page)).own, 201);
  assert.deepEqual(complaints, []);
  await page.close();
});

test('a click with the other class relabels a point; all are cleared; undo and redo bring each state back', async () => {
  const { page, complaints } = await openLab();
  const at = () => placeAt(page, -1.2, 1.2);
  await page.mouse.click(...(await at()));
  await until(page, ({ points }) => points.length === 201 && points[0].t[0] === 1);
  await page.getByLabel('adds class 0').check();
  await page.mouse.click(...(await at()));
  await until(page, ({ points }) => points.length === 201 && points[0].t[0] === 0);
  await page.mouse.click(...(await at()));
  assert.equal((await stateOf(page)).data.points.length, 201);

  await button(page, 'Clear all points').click();
  await until(page, ({ points, shown }) => points.length === 0 && shown === undefined);
  assert.match(await page.locator('p[role=status]').first().innerText(), /There are no points/);
  assert.ok(await button(page, 'Train').isDisabled());
  await page.locator('svg.points').focus();
  for (const key of ['1', 'Enter', 'Shift+ArrowUp', '0', 'Enter']) await page.keyboard.press(key);
  await until(page, ({ points, shown }) => points.length === 2 && shown?.training.samples === 2);
  // What is picked up takes the class of a digit.
  for (const key of [' ', '1', ' ']) await page.keyboard.press(key);
  await until(page, ({ points }) => points.length === 2 && points.every(({ t }) => t[0] === 1));

  const lengths = [];
  for (let length = 2; length !== 200;) {
    await page.keyboard.press('Control+z');
    length = (await stateOf(page)).data.points.length;
    lengths.push(length);
  }
  assert.deepEqual([...new Set(lengths)], [2, 1, 0, 201, 200]);
  assert.equal((await stateOf(page)).setup.data, 'circle');
  await button(page, 'Redo the change of the data').click();
  await until(page, ({ points, setup }) => points.length === 201 && setup.data === 'own');
  assert.deepEqual(complaints, []);
  await page.close();
});

test('a plane is shown by its values, with a scale, and takes points of a value', async () => {
  const { page, complaints } = await openLab();
  await choose(page, 'data', 'plane');
  await until(page, ({ setup, shown }) => setup.data === 'plane' && shown?.setup.data === 'plane');
  await page.locator('.scale').waitFor();
  await page.locator('input[name=value]').fill('0.75');
  await page.mouse.click(...(await placeAt(page, 1.2, -1.2)));
  const { data } = await until(page, ({ points }) => points.length === 201);
  assert.deepEqual(data.points[0].t, [0.75]);
  await page.locator('input[name=value]').fill('-0,5');
  await page.mouse.click(...(await placeAt(page, 1.2, -1.2)));
  await until(page, ({ points }) => points.length === 201 && points[0].t[0] === -0.5);
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(complaints, []);
  await page.close();
});
