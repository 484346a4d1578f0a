/** The training lab's page, under the site's strict CSP: it trains, resets, takes points, stops honestly, and fits. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, useBrowser, violations } from './help.mjs';
import { button, choose, openLab } from './labHelp.mjs';

useBrowser();

/** The run, as it is asked for and as it is shown. */
const stateOf = (page) =>
  page.evaluate(() => {
    const { run } = document.querySelector('backprop-lab');
    const { snapshot, training, setup } = run.shown;
    const { epochs, iteration, taken } = snapshot;
    const { right, loss, samples } = training;
    const { points, running } = run;
    const parameters = [...snapshot.parameters];
    return {
      data: setup.data,
      noise: setup.noise,
      epochs,
      iteration,
      taken,
      parameters,
      right,
      loss,
      samples,
      points,
      running,
    };
  });

/** Waits until the run is so. */
async function until(page, condition) {
  const end = Date.now() + 60_000;
  let state = await stateOf(page);
  while (!condition(state)) {
    assert.ok(Date.now() < end, `${condition} never came: ${JSON.stringify({ ...state, parameters: 0, points: 0 })}`);
    await page.waitForTimeout(20);
    state = await stateOf(page);
  }
  return state;
}

test('it goes by samples, batches and epochs, and a reset has the same weights to the bit', async () => {
  const { page, complaints } = await openLab();
  const { parameters: first } = await stateOf(page);
  await button(page, '1 sample').click();
  await until(page, ({ taken }) => taken === 1);
  assert.match(await page.locator('.now').innerText(), /1 of the batch's 10 samples/);
  await button(page, '1 batch').click();
  await until(page, ({ iteration }) => iteration === 1);
  await button(page, '1 epoch').click();
  const trained = await until(page, ({ epochs }) => epochs === 1);
  assert.equal(trained.iteration, 16);
  assert.notDeepEqual(trained.parameters, first);
  await button(page, 'Reset').click();
  assert.deepEqual((await until(page, ({ iteration }) => iteration === 0)).parameters, first);
  await button(page, 'New weights').click();
  await until(page, ({ parameters }) => parameters[0] !== first[0]);
  assert.equal(await page.locator('select[name=weightSeed]').inputValue(), '2');
  assert.deepEqual(complaints, []);
  await page.close();
});

test('every data set is learnt at full speed; the picture, its words and the curves follow', async () => {
  const { page, complaints } = await openLab();
  await choose(page, 'speed', 'Infinity');
  for (const data of ['circle', 'xor', 'gaussians', 'moons', 'spiral', 'curve', 'plane']) {
    await choose(page, 'data', data);
    await until(page, (state) => state.data === data);
    await button(page, 'Train').click();
    await until(page, ({ right, loss }) => (['curve', 'plane'].includes(data) ? loss < 0.002 : right === 160));
    await button(page, 'Pause').click();
    await until(page, ({ running }) => !running);
    assert.equal(await page.locator('.points .boundary').count(), ['curve', 'plane'].includes(data) ? 0 : 1, data);
    assert.match(
      await page.locator('.loss-plot figcaption').innerText(),
      /Over \d+ epochs the training loss went from/,
    );
  }
  const picture = page.locator('svg.points');
  assert.match(await picture.getAttribute('aria-label'), /over x₁ .* 200 points are their targets/);
  assert.deepEqual(complaints, []);
  await page.close();
});

test('points are added, moved and removed by mouse and by keyboard', async () => {
  const { page, complaints } = await openLab();
  const picture = page.locator('svg.points');
  const { x, y, width, height } = await picture.boundingBox();
  // The middle of the picture's data, (0, 0), is at the middle between its axes.
  const at = (dx, dy) => [x + (width * (268 + 456 * (dx / 2.8))) / 520, y + (height * (241 - 438 * (dy / 2.8))) / 500];
  const first = () => page.evaluate(() => document.querySelector('backprop-lab').run.points[0]);
  const near = (sample, place) => sample.x.every((value, index) => Math.abs(value - place[index]) < 0.02);

  await page.getByLabel('adds class 0').check();
  await page.mouse.click(...at(1.2, 1.2));
  await until(page, ({ points, samples }) => points.length === 201 && samples === 161);
  assert.ok(near(await first(), [1.2, 1.2]), JSON.stringify(await first()));
  assert.deepEqual((await first()).t, [0]);

  await page.mouse.move(...at(1.2, 1.2));
  await page.mouse.down();
  await page.mouse.move(...at(1.2, -1), { steps: 3 });
  await page.mouse.up();
  await until(page, ({ points }) => points[0].x[1] < -0.9);
  assert.ok(near(await first(), [1.2, -1]), JSON.stringify(await first()));

  await page.getByLabel('removes').check();
  await page.mouse.click(...at(1.2, -1));
  await until(page, ({ points }) => points.length === 200);

  await picture.focus();
  for (const key of ['1', 'Shift+ArrowUp', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
  await until(page, ({ points }) => points.length === 201 && points[0].t[0] === 1);
  assert.match(await page.locator('.picture [role=status]').innerText(), /Point added at/);
  const placed = await first();
  for (const key of [' ', 'ArrowRight', ' ']) await page.keyboard.press(key);
  await until(page, ({ points }) => points[0].x[0] > placed.x[0]);
  await page.keyboard.press('Delete');
  await until(page, ({ points }) => points.length === 200);
  assert.deepEqual(complaints, []);
  await page.close();
});

test('a run that is no longer finite says what went first, and goes back to its best epoch', async () => {
  const { page, complaints } = await openLab();
  await choose(page, 'data', 'curve');
  await choose(page, 'optimizer', 'momentum');
  await choose(page, 'learningRate', '10');
  // Two updates an epoch: the first epochs end while the numbers still grow.
  await choose(page, 'batchSize', '100');
  await choose(page, 'speed', 'Infinity');
  await button(page, 'Train').click();
  await page.getByRole('alert').waitFor();
  assert.match(
    await page.getByRole('alert').innerText(),
    /Stopped in epoch \d+: the loss is no longer a finite number/,
  );
  const best = page.getByRole('button', { name: /^Back to epoch/ });
  await best.click();
  await page.getByRole('alert').waitFor({ state: 'detached' });
  const { loss, parameters } = await stateOf(page);
  assert.ok(Number.isFinite(loss) && parameters.every(Number.isFinite), `loss ${loss}`);
  assert.deepEqual(complaints, []);
  await page.close();
});

test('axe finds nothing, and 360 pixels are wide enough, in both languages', async () => {
  for (const [language, colorScheme] of [
    ['en', 'light'],
    ['zh-CN', 'dark'],
  ]) {
    const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
    const { page, complaints } = await openLab({ language, colorScheme, ...phone });
    await page.locator('.strides button').last().click();
    await until(page, ({ epochs }) => epochs === 1);
    await page.locator('.loss-plot').waitFor();
    assert.deepEqual(await violations(page), [], language);
    const picture = await page.locator('svg.points').boundingBox();
    await page.touchscreen.tap(picture.x + picture.width * 0.85, picture.y + picture.height * 0.1);
    await until(page, ({ points, samples }) => points.length === 201 && samples === 161);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
    assert.equal(await page.evaluate(() => document.documentElement.lang), language);
    assert.deepEqual(complaints, []);
    await page.close();
  }
});

test('a worker that dies is said to, and started again with the points and the settings as they were', async () => {
  const { page } = await openLab();
  await choose(page, 'noise', '0.1');
  await until(page, ({ noise }) => noise === 0.1);
  await page.evaluate(() => document.querySelector('backprop-lab').run.lab.fail('by a test'));
  await button(page, 'Start it again').click();
  await page.getByRole('alert').waitFor({ state: 'detached' });
  await button(page, '1 epoch').click();
  await until(page, ({ epochs, noise }) => epochs === 1 && noise === 0.1);
  await page.close();
});

test('the first picture needs the module of the lab alone: the core comes when an update is stepped into', async () => {
  const { page, complaints } = await openLab();
  const modules = () =>
    page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .flatMap(({ name }) => /(\w+)-[\w-]+\.wasm$/.exec(name)?.[1] ?? [])
        .sort(),
    );
  assert.deepEqual(await modules(), ['lab']);
  await button(page, 'Step through it').click();
  await page.locator('backprop-lab backprop-playground').evaluate((element) => element.ready);
  assert.deepEqual(await modules(), ['backprop', 'lab']);
  assert.deepEqual(complaints, []);
  await page.close();
});

test('the workbench leads to the lab in its language, and the lab back', async () => {
  const { page } = await openPage('#lang=zh-CN');
  await page.locator('backprop-playground a[href^="lab/"]').click();
  await page.getByRole('heading', { name: '训练实验室' }).waitFor();
  await page.locator('.figures').waitFor();
  await page.locator('backprop-lab header a').first().click();
  await page.locator('backprop-playground a[href^="lab/"]', { hasText: '训练实验室' }).waitFor();
  await page.close();
});

test('a point that is held is put down where it is when the focus goes on', async () => {
  const { page, complaints } = await openLab();
  await page.locator('svg.points').focus();
  for (const key of [' ', 'ArrowRight', 'ArrowRight', 'Tab']) await page.keyboard.press(key);
  const { points } = await until(page, ({ data }) => data === 'own');
  await page.waitForFunction(() => !document.querySelector('backprop-lab').shadowRoot.querySelector('.point.held'));
  assert.deepEqual(await page.evaluate(() => document.querySelector('backprop-lab').run.shown.data.points), points);
  await page.getByRole('button', { name: 'Undo the last change of the data' }).click();
  await until(page, ({ data }) => data === 'circle');
  assert.deepEqual(complaints, []);
});

test('the network of the workbench comes along, with what was done to it, and is trained', async () => {
  const { page, complaints } = await openPage('#scenario=mazur&lang=en&h=w.1.0.0:0.25,3');
  const element = page.locator('backprop-playground');
  await element.evaluate((playground) => playground.ready);
  const { network, loss, training } = await element.evaluate(({ lesson }) => lesson.work.document);
  await page.locator('backprop-playground a[href^="lab/"]').click();
  await page.locator('.figures').waitFor();
  // In the other language too.
  await page.locator('backprop-lab header a').last().click();
  await page.getByRole('button', { name: '训练工作台里的网络' }).waitFor();
  await page.locator('backprop-lab header a').last().click();
  await button(page, 'Train the network of the workbench').click();
  await until(page, ({ data }) => data === 'own');
  const opened = await page.evaluate(() => {
    const { setup, snapshot, data } = document.querySelector('backprop-lab').run.shown;
    return { setup, parameters: [...snapshot.parameters], points: data.points };
  });
  assert.deepEqual(
    opened.parameters,
    network.layers.flatMap(({ weights, biases }) => [...weights.flat(), ...biases]),
  );
  assert.deepEqual(opened.points, [{ x: [0.05, 0.1], t: [0.01, 0.99] }]);
  assert.deepEqual([opened.setup.loss, opened.setup.learningRate], [loss, training.learningRate]);
  await button(page, '1 epoch').click();
  assert.equal((await until(page, ({ epochs }) => epochs === 1)).iteration, 1);
  assert.deepEqual(complaints, []);
});

test('data that are chosen while the network of the workbench comes stay; what cannot be done is said until something can', async () => {
  const { page } = await openPage('lab/index.html#lang=en&scenario=mazur');
  await page.locator('.figures').waitFor();
  await button(page, '1 epoch').click();
  await until(page, ({ epochs }) => epochs === 1);
  let refused = true;
  await page.route(/\/(fromLink|savedPicture|csv)-[^/]*\.js$/, (route) => (refused ? route.abort() : route.continue()));
  const alert = page.getByRole('alert');
  for (const name of [
    'Train the network of the workbench',
    'Save “Output and decision boundary” as SVG',
    'Save as CSV',
  ]) {
    await button(page, name).click();
    await alert.getByText('That could not be done').waitFor();
    // Wherever the button is, the sentence is in the window.
    const { y } = await alert.boundingBox();
    assert.ok(y >= 0 && y < 900, `${name}: told at ${y}`);
    await button(page, 'Dismiss').click();
    await alert.waitFor({ state: 'detached' });
    await button(page, name).click();
    await alert.waitFor();
    // What is drawn needs no script.
    await Promise.all([page.waitForEvent('download'), button(page, 'Save “Loss” as CSV').click()]);
    await alert.waitFor({ state: 'detached' });
  }
  refused = false;
  await page.evaluate(() => {
    const { shadowRoot } = document.querySelector('backprop-lab');
    shadowRoot.querySelector('main').addEventListener('done', () => (globalThis.isDone = true));
    shadowRoot.querySelector('.from-workbench button').click();
    const data = shadowRoot.querySelector('select[name=data]');
    data.value = 'xor';
    data.dispatchEvent(new Event('change'));
  });
  await page.waitForFunction(() => globalThis.isDone);
  await until(page, ({ data }) => data === 'xor');
  assert.equal(await page.evaluate(() => document.querySelector('backprop-lab').run.setup.data), 'xor');
});
