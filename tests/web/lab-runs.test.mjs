/** The lab's runs: kept and compared, gone back to, saved as pictures and numbers, and stepped into. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useBrowser, violations } from './help.mjs';
import { button, change, openLab, save, train, untilRun } from './labHelp.mjs';

useBrowser();

const shown = (page) =>
  page.evaluate(() => {
    const {
      setup,
      snapshot,
      training,
      data: { points },
    } = document.querySelector('backprop-lab').run.shown;
    const { parameters, batch, epochs, iteration, learningRate } = snapshot;
    const { learningRate: eta, data } = setup;
    return {
      parameters: [...parameters],
      batch: [...batch],
      epochs,
      iteration,
      learningRate,
      eta,
      data,
      training,
      points,
    };
  });

test('runs are kept with their settings, lie over each other, are named, and outlive a reload', async () => {
  const { page, complaints } = await openLab();
  await train(page, 4);
  const first = await shown(page);
  await button(page, 'Keep this run').click();
  await change(page, { learningRate: 0.1, optimizer: 'sgd' });
  await button(page, 'Begin again with the initial weights').click();
  await page.locator('.changed').waitFor({ state: 'detached' });
  await train(page, 3);
  await button(page, 'Keep this run').click();
  assert.equal(await page.locator('.loss-plot .kept-line').count(), 2);
  const rows = () => page.locator('.kept tr:has(input)').allInnerTexts();
  const [one, two] = await rows();
  assert.match(one, /Circle · 2 – 8 tanh – 1 sigmoid · Adam, η 0\.03 · batch 10\s+4\s/);
  assert.match(two, /SGD, η 0\.1 · batch 10\s+3\s/);

  await page.getByLabel('Name 1').fill('with Adam');
  await page.keyboard.press('Tab');
  await page.reload();
  await page.locator('.figures').waitFor();
  assert.equal(await page.getByLabel('Name 1').inputValue(), 'with Adam');
  assert.equal((await shown(page)).epochs, 0);

  // Its rate is also that of the run that the page begins with.
  await page.evaluate(() => void (globalThis.begun = document.querySelector('backprop-lab').run.shown));
  await page.locator('.restore').first().click();
  await page.getByText('with Adam is back').waitFor();
  await untilRun(page, ({ shown }) => shown !== globalThis.begun && shown.setup.learningRate === 0.03);
  const again = await shown(page);
  assert.deepEqual(again.parameters, first.parameters);
  assert.deepEqual(again.points, first.points);
  assert.deepEqual(again.training, first.training);

  await page.locator('.remove').first().click();
  assert.equal((await rows()).length, 1);
  assert.deepEqual(complaints, []);
});

test('a seventh run is not kept, and why is said', async () => {
  const { page, complaints } = await openLab();
  for (let run = 1; run <= 6; run++) await button(page, 'Keep this run').click();
  assert.equal(await page.locator('.kept tr:has(input)').count(), 6);
  assert.ok(await button(page, 'Keep this run').isDisabled());
  assert.match(await page.locator('.runs').innerText(), /Six runs are kept/);
  assert.deepEqual(complaints, []);
});

test('what an earlier visit stored may be no list of runs: the lab opens all the same', async () => {
  const noRun = {
    name: 'x',
    setup: { data: 'circle', inputs: 2, layers: [] },
    losses: [],
    training: {},
    parameters: [],
  };
  for (const text of ['{', '7', '[null]', '[{"name": "x"}]', '[{"name": "x", "setup": {}}]', JSON.stringify([noRun])]) {
    const { page, complaints } = await openLab({
      init: `localStorage.setItem('backprop-lab-runs', ${JSON.stringify(text)})`,
    });
    assert.match(await page.locator('.runs').innerText(), /Keep a run, change one thing/, text);
    assert.deepEqual(complaints, [], text);
  }
});

test('the ruler tells the losses of an epoch as they were recorded, on both kinds of axis', async () => {
  const { page, complaints } = await openLab();
  await train(page, 5);
  const losses = await page.evaluate(() => [...document.querySelector('backprop-lab').run.shown.snapshot.losses]);
  const ruler = page.getByLabel('Losses at epoch');
  await ruler.fill('2');
  const said = await page.locator('.loss-plot figcaption').innerText();
  const [, training, tested] = said.match(/Epoch 2: training loss (\d\.\d+), test loss (\d\.\d+)/);
  assert.ok(Math.abs(training - losses[4]) < 0.0005 && Math.abs(tested - losses[5]) < 0.0005, `${said}, ${losses}`);
  const heights = () =>
    page.locator('.loss-plot .training-line').evaluate(({ points }) => Array.from(points, ({ y }) => y));
  const linear = await heights();
  await page.getByLabel('Logarithmic axis').check();
  const logarithmic = await heights();
  assert.equal(logarithmic.length, 5);
  assert.notDeepEqual(logarithmic, linear);
  // On a logarithmic axis distances are those of the logarithms.
  const log = [0, 1, 4].map((epoch) => Math.log10(losses[3 * epoch + 1]));
  const ratio = (a, b, c) => (a - b) / (b - c);
  assert.ok(Math.abs(ratio(logarithmic[0], logarithmic[1], logarithmic[4]) / ratio(...log) - 1) < 0.05);
  assert.deepEqual(complaints, []);
});

test('pictures are saved as SVG and PNG, their numbers as CSV', async () => {
  const { page, complaints } = await openLab();
  await train(page, 3);
  const saved = (name) => save(page, button(page, name));
  const boundary = await saved('Save “Output and decision boundary” as SVG');
  assert.equal(boundary.file, 'boundary.svg');
  assert.match(boundary.bytes.toString(), /<image [^>]*href="data:image\/png;base64,.{1000}/s);
  // Class 1 is drawn as circles, of two half ones each.
  const { points } = await shown(page);
  const circles = boundary.bytes.toString().match(/ d="M[^"]*a4\.6,4\.6 [^"]*a4\.6,4\.6 /g);
  assert.equal(circles.length, points.filter(({ t }) => t[0] === 1).length);

  const png = await saved('Save “Loss” as PNG');
  assert.deepEqual([png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)], [800, 480]);

  const csv = (await saved('Save “Loss” as CSV')).bytes.toString().trim().split('\n');
  const losses = await page.evaluate(() => [...document.querySelector('backprop-lab').run.shown.snapshot.losses]);
  assert.equal(csv[0], 'run,epoch,training_loss,test_loss');
  assert.deepEqual(
    csv.slice(1).map((line) => line.split(',').slice(1).map(Number)),
    [0, 1, 2].map((epoch) => [epoch + 1, losses[3 * epoch + 1], losses[3 * epoch + 2]]),
  );
  assert.deepEqual(complaints, []);
});

/** Each picture of the lab with the file that it is saved as. */
const pictures = {
  'Output and decision boundary': 'boundary',
  Loss: 'loss',
  'What every neuron has learnt': 'network',
  'Gradients and updates by layer': 'gradients',
  'Histograms of the weights': 'weights',
  'The loss over two weights, and the way of the run': 'loss-surface',
  'The loss along one line': 'loss-slices',
};

/** So many parts of a kind in a text. */
const count = (text, pattern) => text.match(pattern)?.length ?? 0;

/** A run of three epochs, all of whose pictures are on the page; and what saves each of them, as text. A browser lets a page save ten files at once. */
async function openPictures(colorScheme) {
  const { page, complaints } = await openLab({ colorScheme });
  await train(page, 3);
  await page.getByText('The loss around these weights').click();
  await page.locator('.slice.midpoint').waitFor();
  // All is of the moment that is shown.
  await page.waitForFunction(() => {
    const { shadowRoot } = document.querySelector('backprop-lab');
    return /After epoch 3 /.test(shadowRoot.querySelector('.gradient-sizes figcaption')?.innerText);
  });
  const saveAll = async (kind) => {
    const files = {};
    for (const [title, file] of Object.entries(pictures)) {
      if (kind === 'CSV' && file === 'boundary') continue;
      const saved = await save(page, button(page, `Save “${title}” as ${kind}`));
      assert.equal(saved.file, `${file}.${kind.toLowerCase()}`);
      files[file] = saved.bytes.toString();
    }
    assert.deepEqual(complaints, []);
    return files;
  };
  return { page, saveAll };
}

/** Each picture as a browser draws it without the page: its first dot, how many are dark, how wide it is. */
const drawnIn = (page, files) =>
  page.evaluate(
    (all) =>
      Promise.all(
        all.map(async (text) => {
          const image = new Image();
          image.src = `data:image/svg+xml,${encodeURIComponent(text)}`;
          await image.decode();
          const canvas = document.createElement('canvas');
          [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
          const context = canvas.getContext('2d');
          context.drawImage(image, 0, 0);
          const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
          const ink = Array.from({ length: data.length / 4 }, (_, at) => data[4 * at] < 200).filter(Boolean).length;
          return { corner: [...data.slice(0, 4)], ink, width: canvas.width };
        }),
      ),
    Object.values(files),
  );

test('every picture is saved as a file that stands alone, on light paper whatever the page is', async () => {
  const dark = await openPictures('dark');
  const files = await dark.saveAll('SVG');
  const drawn = await drawnIn(dark.page, files);
  for (const [index, [file, text]] of Object.entries(files).entries()) {
    // White paper, and something on it.
    assert.deepEqual(drawn[index].corner, [255, 255, 255, 255], file);
    assert.ok(drawn[index].ink > 300 && drawn[index].width > 120, `${file}: ${JSON.stringify(drawn[index])}`);
    assert.ok(!/var\(|\sclass=|\sstyle=|color-mix|url\((?!["']?#)|(?:href|src)="(?!data:)/.test(text), file);
  }
  // Two inputs, eight neurons and one: their fields, their names, the weights between them.
  assert.deepEqual([count(files.network, /<image /g), count(files.network, /<line /g)], [9, 24]);
  assert.match(files.network, />x₁<.*>x₂</s);
  assert.match(files.gradients, />Size of the gradients<.*>Size of the updates</s);
  assert.match(files.weights, />layer 1, tanh<.*>layer 2, sigmoid</s);
  assert.equal(count(files.weights, /<rect /g), 1 + 2 * 21);
  assert.equal(count(files['loss-slices'], /<clipPath /g), 2);

  const light = await (await openPictures('light')).saveAll('SVG');
  const withoutImages = (text) => text.replace(/href="[^"]*"/g, '');
  for (const file of Object.keys(files)) assert.equal(withoutImages(files[file]), withoutImages(light[file]), file);
});

test('the numbers of every picture are saved', async () => {
  const { page, saveAll } = await openPictures('light');
  const tables = await saveAll('CSV');
  const { parameters } = await shown(page);
  const rows = (file) =>
    tables[file]
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','));
  assert.deepEqual(
    rows('network').map(([, value]) => Number(value)),
    parameters,
  );
  assert.deepEqual(
    [rows('network')[15][0], rows('network')[16][0], rows('network').at(-1)[0]],
    ['w.1.7.1', 'b.1.0', 'b.2.0'],
  );
  const weights = [1, 2].map((layer) =>
    rows('weights')
      .filter(([of]) => Number(of) === layer)
      .reduce((sum, [, , , number]) => sum + Number(number), 0),
  );
  assert.deepEqual(weights, [16, 8]);
  assert.equal(rows('loss-surface').length, 41 * 41);
  assert.deepEqual([...new Set(rows('loss-slices').map(([along]) => along))], ['a', 'w.2.0.0', 'midpoint']);
});

test('the next update is stepped through with the numbers of the paused network, to the bit', async () => {
  const { page, complaints } = await openLab();
  await train(page, 2);
  await page.evaluate(() => document.querySelector('backprop-lab').run.advance('batch'));
  const { parameters, batch, points, learningRate, iteration } = await shown(page);
  await button(page, 'Step through it').click();
  const workbench = page.locator('backprop-lab backprop-playground');
  await workbench.evaluate((element) => element.ready);
  const opened = await workbench.evaluate(({ lesson }) => {
    const { network, samples, training } = lesson.work.document;
    return { layers: network.layers, samples, training };
  });
  assert.deepEqual(
    opened.layers.flatMap(({ weights, biases }) => [...weights.flat(), ...biases]),
    parameters,
  );
  assert.deepEqual(
    opened.samples,
    batch.map((sample) => points[sample]),
  );
  assert.deepEqual([opened.training.learningRate, opened.training.batchSize], [learningRate, batch.length]);
  assert.match(await page.locator('#over-title').innerText(), new RegExp(`Update ${iteration + 1}, in epoch 3`));

  // Back again, the lab is as it was.
  await button(page, '← Back to the lab').click();
  await workbench.waitFor({ state: 'detached' });
  assert.deepEqual((await shown(page)).parameters, parameters);

  await page.locator('.samples button').nth(3).click();
  await workbench.evaluate((element) => element.ready);
  const alone = await workbench.evaluate(({ lesson }) => lesson.work.document.samples);
  assert.deepEqual(alone, [points[batch[3]]]);
  await page.keyboard.press('Escape');
  await workbench.waitFor({ state: 'detached' });
  assert.deepEqual(complaints, []);
});

for (const [optimizer, kept] of [
  ['momentum', ['velocity']],
  ['adam', ['firstMoment', 'secondMoment']],
])
  test(`the update that is stepped through is the one that the run makes next, with its own moments (${optimizer})`, async () => {
    const { page, complaints } = await openLab();
    const schedule = { schedule: 'cosine', scheduleEpochs: 20, weightDecay: 0.01 };
    await change(page, { ...schedule, optimizer, learningRate: 0.02 });
    await train(page, 2);
    await page.evaluate(() => document.querySelector('backprop-lab').run.advance('batch'));
    const { learningRate } = await shown(page);
    await button(page, 'Step through it').click();
    const workbench = page.locator('backprop-lab backprop-playground');
    await workbench.evaluate((element) => element.ready);
    const derived = await workbench.evaluate(({ lesson }) => {
      const { document, session } = lesson.work;
      const after = document.network.layers.flatMap(({ weights, biases }, index) => [
        ...weights.flatMap((row, to) => row.map((_, from) => lesson.valueAfter(`w.${index + 1}.${to}.${from}`))),
        ...biases.map((_, to) => lesson.valueAfter(`b.${index + 1}.${to}`)),
      ]);
      return { after, state: document.state, rate: session.value('etan') };
    });
    assert.equal(derived.rate, learningRate);
    const updates = 2 * 16 + 1;
    assert.deepEqual([derived.state.updates, derived.state.epoch], [updates, 2]);
    for (const name of kept) assert.notEqual(derived.state[name][0].weights[0][0], 0, name);
    await button(page, '← Back to the lab').click();
    await workbench.waitFor({ state: 'detached' });
    await page.evaluate(() => document.querySelector('backprop-lab').run.advance('batch'));
    const { parameters } = await shown(page);
    assert.equal(derived.after.length, parameters.length);
    for (const [index, value] of parameters.entries()) {
      const difference = Math.abs(derived.after[index] - value) / Math.max(1, Math.abs(value));
      assert.ok(difference <= 1e-13, `${index}: ${derived.after[index]}, ${value}`);
    }
    assert.deepEqual(complaints, []);
  });

test('a point is stepped into by a click and by the keyboard, and stays where it is', async () => {
  const { page, complaints } = await openLab();
  const { points } = await shown(page);
  const workbench = page.locator('backprop-lab backprop-playground');
  const opened = () =>
    workbench.evaluate(async (element) => {
      await element.ready;
      return element.lesson.work.document.samples;
    });
  await page.getByLabel('steps into a point').check();
  await page.locator('svg.points .point[data-index="7"]').click({ force: true });
  const [clicked] = await opened();
  assert.ok(
    points.some(({ x, t }) => x.join() === clicked.x.join() && t[0] === clicked.t[0]),
    JSON.stringify(clicked),
  );
  assert.deepEqual(await shown(page).then((now) => now.points), points);
  await page.keyboard.press('Escape');
  await workbench.waitFor({ state: 'detached' });

  await page.locator('svg.points').focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('i');
  const [chosen] = await opened();
  const distance = ({ x }) => Math.hypot(x[0], x[1] - 0.05);
  assert.equal(distance(chosen), Math.min(...points.map(distance)));
  assert.deepEqual(complaints, []);
});

test('axe finds nothing in the comparison and over the lab; 360 pixels are wide enough', async () => {
  const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, colorScheme: 'dark' };
  const { page, complaints } = await openLab({ language: 'zh-CN', ...phone });
  await train(page, 2);
  await button(page, '保留这次训练').click();
  assert.deepEqual(await violations(page), []);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
  await button(page, '逐步查看').click();
  await page.locator('backprop-lab backprop-playground').evaluate((element) => element.ready);
  await page.locator('backprop-lab backprop-playground .workbench').waitFor();
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(complaints, []);
});
