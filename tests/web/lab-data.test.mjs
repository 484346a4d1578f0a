/** The lab's data: the reader's own points are never lost, on the built page under its strict CSP. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useBrowser, violations } from './help.mjs';
import { button, choose, openLab, untilRun } from './labHelp.mjs';

useBrowser();

/** Data and setup as they are now. */
const stateOf = (page) =>
  page.evaluate(() => {
    const { setup, data, view, own, shown } = document.querySelector('backprop-lab').run;
    return { setup, data, view, own: own?.data.points.length, samples: shown?.training.samples };
  });

/** The state once the lab's run is so. */
async function until(page, condition) {
  await untilRun(page, condition);
  return stateOf(page);
}

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

test('points that an earlier version stored are here; a setting stores the setup alone, and not the points again', async () => {
  const points = [-1, -0.5, 0.5, 1].map((x) => ({ x: [x, x * x], t: [x > 0 ? 1 : 0] }));
  const data = { points, inputs: ['a', 'b'], outputs: ['no', 'yes'], task: 'classes' };
  const before = JSON.stringify({ version: 1, setup: { learningRate: 0.05 }, data, shown: true });
  const key = 'backprop-playground-lab';
  const { page, complaints } = await openLab({
    init: `localStorage.getItem('${key}') ?? localStorage.setItem('${key}', ${JSON.stringify(before)});
      globalThis.stored = [];
      const { setItem } = Storage.prototype;
      Storage.prototype.setItem = function (name, value) { stored.push(name); setItem.call(this, name, value); };`,
  });
  const first = await stateOf(page);
  assert.deepEqual([first.data, first.setup.learningRate], [data, 0.05]);
  for (const rate of [0.1, 0.3, 1]) {
    await choose(page, 'learningRate', rate);
    await page.waitForFunction(
      (eta) => document.querySelector('backprop-lab').run.shown.setup.learningRate === eta,
      rate,
    );
  }
  assert.deepEqual(await page.evaluate('stored'), [`${key}-data`, key, key, key]);
  await page.reload();
  await page.locator('.figures').waitFor();
  const again = await stateOf(page);
  assert.deepEqual([again.data, again.setup.learningRate], [data, 1]);
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

const flowers = 'length;width;kind\n4,7;1,4;versicolor\n5,1;1,9;virginica\n1,4;0,2;setosa\n4,5;1,5;versicolor\n';
const table = (rows) => `a,b,c,kind\n${rows.map((row) => row.join(',')).join('\n')}\n`;
const four = Array.from({ length: 60 }, (_, i) => [i % 7, 100 + (i % 11), (i % 5) - 2, i % 7 > 3 ? 'yes' : 'no']);

/** Drops a file on the page, or pastes a text, as a browser does. */
const dropped = (page, text, name) =>
  page.evaluate(
    ([content, file]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([content], file, { type: 'text/csv' }));
      for (const kind of ['dragenter', 'dragover', 'drop'])
        document.body.dispatchEvent(
          new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true, composed: true }),
        );
    },
    [text, name],
  );
const pasted = (page, text) =>
  page.evaluate((content) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', content);
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);

test('a table is pasted: its classes are named, and three of them are learnt', async () => {
  const { page, complaints } = await openLab();
  await button(page, 'CSV …').click();
  await page.locator('.csv textarea').fill(flowers);
  assert.match(
    await page.locator('.csv [role=status]').innerText(),
    /4 points, 2 inputs, 3 classes: setosa, versicolor, virginica/,
  );
  await button(page, 'Use these data').click();
  const { setup, data } = await until(
    page,
    ({ setup, shown }) => setup.data === 'own' && shown?.setup.inputs === 2 && shown.outputs.length === 3 * 64 * 64,
  );
  assert.deepEqual(data.points[0], { x: [4.7, 1.4], t: [0, 1, 0] });
  assert.deepEqual([setup.layers.at(-1), setup.loss], [{ units: 3, activation: 'softmax' }, 'softmax_cross_entropy']);
  assert.match(await page.locator('.legend').innerText(), /class virginica\s+class versicolor\s+class setosa/);
  await choose(page, 'test', 0);
  await choose(page, 'speed', 'Infinity');
  await button(page, 'Train').click();
  await until(page, ({ shown }) => shown?.training.right === 4);
  await button(page, 'Pause').click();
  // Text that is pasted beside any field opens the form too.
  await pasted(page, table(four));
  await page.locator('.csv .preview').waitFor();
  await button(page, 'Cancel').click();
  assert.deepEqual((await stateOf(page)).data, data);
  assert.deepEqual(complaints, []);
  await page.close();
});

test('a file is dropped on the page: three inputs, any two of which are the axes; it is saved and read back to the bit', async () => {
  const { page, complaints } = await openLab();
  await dropped(page, table(four), 'four.csv');
  await button(page, 'Use these data').click();
  const { setup, data, view } = await until(
    page,
    ({ setup, shown }) => setup.inputs === 3 && shown?.setup.inputs === 3,
  );
  assert.equal(setup.scaling.length, 3);
  assert.deepEqual(view.axes, [0, 1]);
  assert.ok(view.y.from < 100 && view.y.to > 110, JSON.stringify(view));
  await choose(page, 'axis-0', 'c');
  await until(page, ({ view, shown }) => view.axes[0] === 2 && shown.view === view);
  assert.match(await page.locator('svg.points').getAttribute('aria-label'), /over c from −\S+ to \S+ and b from 99/);
  // A point there has the mean of the input that is on no axis.
  await page.mouse.click(...(await placeAt(page, 0.5, 105.5)));
  const added = await until(page, ({ points }) => points.length === 61);
  const mean = data.points.reduce((sum, { x }) => sum + x[0] / 60, 0);
  assert.ok(Math.abs(added.data.points[0].x[0] - mean) < 1e-9);
  const download = page.waitForEvent('download');
  await button(page, 'Save as CSV').click();
  const saved = await (await download).path();
  await choose(page, 'data', 'circle');
  await button(page, 'CSV …').click();
  await page.locator('.csv input[type=file]').setInputFiles(saved);
  await page.locator('.csv .preview').waitFor();
  await button(page, 'Use these data').click();
  const back = await until(page, ({ setup, shown }) => setup.inputs === 3 && shown?.setup.inputs === 3);
  assert.deepEqual(back.data, added.data);
  await button(page, 'Undo the last change of the data').click();
  await until(page, ({ setup, shown }) => setup.data === 'circle' && shown?.setup.inputs === 2);

  // Files that are read when they are told to: the later one stays, and what is typed meanwhile.
  await page.evaluate(() => {
    globalThis.read = {};
    const bytes = File.prototype.arrayBuffer;
    File.prototype.arrayBuffer = async function () {
      await new Promise((resolve) => (read[this.name] = resolve));
      return bytes.call(this);
    };
  });
  const field = page.locator('.csv textarea');
  const arrives = (name) =>
    page.evaluate(async (file) => {
      read[file]();
      // Another file takes as long to be read.
      await new Blob(['1']).arrayBuffer();
      await new Promise((resolve) => setTimeout(resolve));
      await document.querySelector('backprop-lab').updateComplete;
    }, name);
  for (const name of ['slow', 'quick', 'late']) {
    await dropped(page, `a,b\n1,${name.length}\n2,0`, name);
    await page.waitForFunction((file) => globalThis.read[file], name);
  }
  const newest = 'a,b\n1,2\n3,4';
  await arrives('late');
  assert.match(await field.inputValue(), /1,4/);
  await arrives('quick');
  assert.match(await field.inputValue(), /1,4/);
  await field.fill(newest);
  await arrives('slow');
  assert.equal(await field.inputValue(), newest);
  assert.deepEqual(complaints, []);
  await page.close();
});

test('what cannot be read is said with its line and column in both languages, and what was there stays', async () => {
  const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
  for (const [language, expected, options] of [
    ['en', /Line 3, column 2 \(b\): “five” is not a number\. What was there stays\./, {}],
    ['zh-CN', /第 3 行，第 2 列（b）：“five” 不是数。\s*原有数据保持不变。/, { colorScheme: 'dark', ...phone }],
  ]) {
    const { page, complaints } = await openLab({ language, ...options });
    const before = await stateOf(page);
    await dropped(page, 'a,b,kind\n1,2,x\n4,five,y\n6,7,x\n', 'bad.csv');
    await page.locator('.csv [role=alert]').waitFor();
    assert.match(await page.locator('.csv [role=alert]').innerText(), expected);
    assert.ok(await page.locator('.csv .use').isDisabled());
    assert.deepEqual(await violations(page), [], language);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), options.viewport?.width ?? 1280);
    // The reader leaves the column out.
    await page.locator('.preview select').nth(1).selectOption('unused');
    await page.locator('.csv [role=alert]').waitFor({ state: 'detached' });
    assert.ok(await page.locator('.csv .use').isEnabled());
    assert.deepEqual((await stateOf(page)).data, before.data);
    const rows = Array.from({ length: 100_001 }, (_, index) => `${index % 7},${index % 2}`).join('\n');
    await dropped(page, rows, 'long.csv');
    await page.locator('.csv [role=alert]').waitFor();
    assert.match(await page.locator('.csv [role=alert]').innerText(), /100,?001/);
    assert.deepEqual((await stateOf(page)).data, before.data);
    assert.deepEqual(complaints, []);
    // As many as can be are read in one of the languages, on the phone.
    if (language === 'en' && !process.env.RUNS) {
      await page.close();
      continue;
    }
    await dropped(page, rows.slice(0, rows.lastIndexOf('\n')), 'longest.csv');
    await page.locator('.csv [role=alert]').waitFor({ state: 'detached' });
    await page.locator('.csv .use').click();
    await until(page, ({ shown, points }) => points.length === 100_000 && shown?.training.samples === 80_000);
    assert.equal(await page.locator('svg.points .point').count(), 1000);
    assert.deepEqual(complaints, []);
    await page.close();
  }
});
