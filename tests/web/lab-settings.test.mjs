/** The lab's settings on the built page: lists and fields, layers, schedules, stop conditions, and changes while it trains. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useBrowser, violations } from './help.mjs';
import { button, change, choose, openLab, untilRun } from './labHelp.mjs';

useBrowser();

const stateOf = (page) =>
  page.evaluate(() => {
    const { setup, shown, points } = document.querySelector('backprop-lab').run;
    const { epochs, iteration, parameters, losses, stopped } = shown.snapshot;
    return { setup, points, epochs, iteration, parameters: [...parameters], losses: losses.length / 3, stopped };
  });

/** The state once the lab's run is so. */
async function until(page, condition) {
  await untilRun(page, condition);
  return stateOf(page);
}

/** Types what the list has not. */
async function type(page, name, text) {
  await choose(page, name, 'other …');
  const field = page.locator(`input[name=${name}]`);
  await field.fill(text);
  await field.press('Enter');
}

test('a number is typed; what is not possible is said at its field, and nothing is lost', async () => {
  const { page, complaints } = await openLab();
  await type(page, 'learningRate', '0,07');
  await until(page, ({ setup }) => setup.learningRate === 0.07);
  assert.equal(await page.locator('select[name=learningRate]').inputValue(), '0.07');
  assert.equal(
    await page.evaluate(() => document.querySelector('backprop-lab').shadowRoot.activeElement.name),
    'learningRate',
  );
  const { setup, points } = await stateOf(page);
  for (const [text, sentence] of [
    ['', /A number is needed here, above 0/],
    ['fast', /not a number/],
    ['-1', /Only numbers above 0/],
  ]) {
    await type(page, 'learningRate', text);
    assert.match(await page.locator('#said-learningRate').innerText(), sentence);
    assert.equal(await page.locator('input[name=learningRate]').getAttribute('aria-invalid'), 'true');
    assert.deepEqual(await violations(page), []);
    await page.locator('input[name=learningRate]').press('Escape');
    await page.locator('select[name=learningRate]').waitFor();
  }
  const after = await stateOf(page);
  assert.deepEqual([after.setup, after.points], [setup, points]);
  await type(page, 'batchSize', '5000');
  await until(page, ({ setup }) => setup.batchSize === 5000);
  assert.match(await page.locator('#said-batchSize').innerText(), /160 points train: each batch is all of them/);
  await button(page, '1 batch').click();
  await until(page, ({ shown }) => shown.snapshot.epochs === 1);
  await type(page, 'learningRate', '1000');
  await until(page, ({ setup }) => setup.learningRate === 1000);
  assert.match(await page.locator('#said-learningRate').innerText(), /most likely overshoot/);
  assert.deepEqual(complaints, []);
  await page.close();
});

test('layers, neurons, activations, output and initial weights are chosen, and the network is that', async () => {
  const { page, complaints } = await openLab();
  await button(page, 'Add a layer').click();
  await choose(page, 'units-2', 4);
  await choose(page, 'activation-2', 'relu');
  await type(page, 'units-1', '5');
  await choose(page, 'output', 1);
  await choose(page, 'init', 'xavier_uniform');
  const { setup, parameters } = await until(
    page,
    ({ setup, shown }) => setup.init === 'xavier_uniform' && shown.snapshot.parameters.length === 3 * 5 + 6 * 4 + 5,
  );
  assert.deepEqual(setup.layers, [
    { units: 5, activation: 'tanh' },
    { units: 4, activation: 'relu' },
    { units: 1, activation: 'sigmoid' },
  ]);
  assert.equal(setup.loss, 'mse');
  assert.match(await page.locator('.network-text').innerText(), /2 – 5 tanh – 4 relu – 1 sigmoid/);
  await choose(page, 'init', 'zeros');
  await until(page, ({ shown }) => shown.snapshot.parameters.every((value) => value === 0));
  assert.ok(parameters.some((value) => value !== 0));
  await button(page, 'Remove hidden layer 1').click();
  await button(page, 'Remove hidden layer 1').click();
  await until(page, ({ shown }) => shown.snapshot.parameters.length === 3);
  await button(page, '1 epoch').click();
  await until(page, ({ shown }) => shown.snapshot.epochs === 1);
  // Parameters that were given are those of this network alone.
  await page.evaluate(() =>
    document.querySelector('backprop-lab').run.change({ parameters: Float64Array.of(1, 2, 3) }),
  );
  await until(page, ({ shown }) => shown.snapshot.parameters.join() === '1,2,3');
  await button(page, 'New weights').click();
  await until(page, ({ shown }) => shown.snapshot.parameters[0] !== 1);
  await page.evaluate(() =>
    document.querySelector('backprop-lab').run.change({ parameters: Float64Array.of(1, 2, 3) }),
  );
  await button(page, 'Add a layer').click();
  await until(page, ({ shown }) => shown.snapshot.parameters.length === 3 * 8 + 9);
  assert.deepEqual(complaints, []);
  await page.close();
});

test('settings that follow each other at once all hold, and what is unfolded stays so when the page is drawn then', async () => {
  const { page, complaints } = await openLab();
  const [units, isOpen] = await page.evaluate(async () => {
    const lab = document.querySelector('backprop-lab');
    const root = lab.shadowRoot;
    const pick = (name, value) => {
      const list = root.querySelector(`select[name=${name}]`);
      list.value = value;
      list.dispatchEvent(new Event('change'));
    };
    pick('units-1', '3');
    pick('activation-1', 'relu');
    pick('output', '1');
    const folded = [...root.querySelectorAll('.more')].at(-1);
    folded.querySelector('summary').click();
    lab.requestUpdate();
    await lab.updateComplete;
    return [lab.run.setup.layers, folded.open];
  });
  assert.deepEqual(units, [
    { units: 3, activation: 'relu' },
    { units: 1, activation: 'sigmoid' },
  ]);
  assert.equal(isOpen, true);
  await until(page, ({ shown }) => shown.setup.loss === 'mse' && shown.snapshot.parameters.length === 3 * 3 + 4);
  assert.deepEqual(complaints, []);
  await page.close();
});

test('another rate or optimizer goes on from the present weights with the whole curve, and is marked in it; Reset has the initial ones', async () => {
  const { page, complaints } = await openLab();
  const first = await stateOf(page);
  for (let epoch = 1; epoch <= 3; epoch++) {
    await button(page, '1 epoch').click();
    await until(page, `({ shown }) => shown.snapshot.epochs === ${epoch}`);
  }
  const before = await stateOf(page);
  assert.equal(await page.locator('.loss-plot .change').count(), 0);
  await choose(page, 'learningRate', 0.001);
  await choose(page, 'optimizer', 'momentum');
  await choose(page, 'momentum', 0.5);
  const after = await until(page, ({ shown }) => shown.setup.momentum === 0.5 && shown.setup.optimizer === 'momentum');
  assert.deepEqual(after.parameters, before.parameters);
  assert.deepEqual([after.epochs, after.losses], [3, 3]);
  // All three came after the same epoch: its place in the curve is marked.
  assert.match(await page.locator('.loss-plot .key').innerText(), /training changed after epoch 3/);
  const places = await page.evaluate(() => {
    const plot = document.querySelector('backprop-lab').shadowRoot.querySelector('.loss-plot');
    const marks = [...plot.querySelectorAll('.change')].map(({ x1 }) => x1.baseVal.value);
    return [marks, [...plot.querySelector('.training-line').points].map(({ x }) => x)];
  });
  assert.equal(places[0].length, 1);
  assert.ok(Math.abs(places[0][0] - places[1][2]) < 0.1, JSON.stringify(places));
  await button(page, '1 epoch').click();
  const more = await until(page, ({ shown }) => shown.snapshot.epochs === 4);
  assert.deepEqual([more.losses, more.iteration], [4, 64]);
  // A stop condition is no change of the training.
  await page.getByText('When the run stops by itself').click();
  await type(page, 'stopEpochs', '100000');
  const same = await until(page, ({ shown }) => shown.setup.stopEpochs === 100_000);
  assert.deepEqual([same.parameters, same.iteration, same.losses], [more.parameters, 64, 4]);
  assert.equal(await page.locator('.loss-plot .change').count(), 1);
  // While it trains by itself, too.
  await choose(page, 'speed', 300);
  await button(page, 'Train').click();
  await until(page, ({ shown }) => shown.snapshot.epochs > 10);
  await choose(page, 'optimizer', 'adam');
  await until(page, ({ shown, running }) => running && shown.setup.optimizer === 'adam' && shown.snapshot.epochs > 20);
  await button(page, 'Pause').click();
  assert.match(await page.locator('.changed').innerText(), /Changed after epoch \d+; the run went on from there/);
  await button(page, 'Reset').click();
  const reset = await until(page, ({ shown }) => shown.snapshot.iteration === 0);
  assert.deepEqual(reset.parameters, first.parameters);
  assert.equal(reset.losses, 0);
  assert.deepEqual(complaints, []);
  await page.close();
});

test('a stop condition is said when it holds, and the run goes on without it', async () => {
  const { page, complaints } = await openLab();
  await page.getByText('When the run stops by itself').click();
  await type(page, 'stopEpochs', '12');
  await choose(page, 'speed', 'Infinity');
  await button(page, 'Train').click();
  const stopped = await until(page, ({ shown }) => shown.snapshot.stopped === 'epochs');
  assert.equal(stopped.epochs, 12);
  assert.match(await page.locator('.held').innerText(), /Stopped: 12 epochs are finished/);
  assert.deepEqual(await violations(page), []);
  await button(page, 'Go on without this condition').click();
  await until(page, ({ shown, running }) => running && shown.snapshot.epochs > 20);
  await button(page, 'Pause').click();
  await choose(page, 'stopEpochs', 'null');
  await type(page, 'stopLoss', '0.05');
  await button(page, 'Reset').click();
  await until(page, ({ shown }) => shown.snapshot.iteration === 0);
  await button(page, 'Train').click();
  await until(page, ({ shown }) => shown.snapshot.stopped === 'loss');
  assert.match(await page.locator('.held').innerText(), /the loss of epoch \d+ is 0\.05 or less/);
  await page.getByText('Learning rate over time').click();
  await choose(page, 'schedule', 'cosine');
  await choose(page, 'scheduleEpochs', 10);
  await choose(page, 'scheduleFloor', 0.001);
  await page.locator('.rate-now').waitFor();
  await button(page, 'Reset').click();
  await button(page, '1 epoch').click();
  const { setup } = await until(page, ({ shown }) => shown.snapshot.epochs === 1);
  const expected = 0.001 + ((setup.learningRate - 0.001) * (1 + Math.cos(Math.PI / 10))) / 2;
  await until(page, `({ shown }) => Math.abs(shown.snapshot.learningRate - ${expected}) < 1e-15`);
  assert.deepEqual(complaints, []);
  await page.close();
});

test('360 pixels are wide enough for all settings in both languages, and axe finds nothing', async () => {
  const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
  for (const [language, colorScheme] of [
    ['en', 'dark'],
    ['zh-CN', 'light'],
  ]) {
    const { page, complaints } = await openLab({ language, colorScheme, ...phone });
    for (const summary of await page.locator('.more summary').all()) await summary.click();
    await choose(page, 'schedule', 'step');
    await choose(page, 'units-1', 'other …');
    await page.locator('input[name=units-1]').fill('1000');
    await page.locator('input[name=units-1]').press('Enter');
    await page.locator('#said-units-1').waitFor();
    assert.deepEqual(await violations(page), [], language);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
    const small = await page.evaluate(() =>
      [
        ...document
          .querySelector('backprop-lab')
          .shadowRoot.querySelectorAll('.settings :is(button, select, input, summary)'),
      ]
        .filter((control) => control.getBoundingClientRect().height < 43.5)
        .map(({ outerHTML }) => outerHTML.slice(0, 80)),
    );
    assert.deepEqual(small, []);
    assert.deepEqual(complaints, []);
    await page.close();
  }
});

test('as many layers as a network may have, and layers of 256, are trained and drawn', async () => {
  const { page, complaints } = await openLab();
  const add = button(page, 'Add a layer');
  for (let layers = 2; !(await add.isDisabled()); layers++) {
    await add.click();
    await until(page, ({ shown }) => shown?.setup.layers.length > 2);
    await page.waitForFunction(
      (count) => document.querySelector('backprop-lab').run.shown.setup.layers.length > count,
      layers,
    );
    assert.ok(layers < 12, `${layers} layers`);
  }
  assert.equal((await stateOf(page)).setup.layers.length, 12);
  await button(page, '1 epoch').click();
  await until(page, ({ shown }) => shown.snapshot.epochs === 1);

  const wide = { units: 256, activation: 'tanh' };
  await change(page, { layers: [wide, wide, wide, wide, wide, { units: 1, activation: 'sigmoid' }] });
  await until(page, ({ shown }) => shown.setup.layers.length === 6 && shown.across < 64);
  assert.equal(await page.getByRole('alert').count(), 0);
  assert.equal(
    await page.locator('.stage canvas').evaluate(({ width }) => width),
    await page.evaluate(() => document.querySelector('backprop-lab').run.shown.across),
  );
  assert.deepEqual(complaints, []);
});
