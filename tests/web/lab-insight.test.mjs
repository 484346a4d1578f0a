/** Seeing inside the training: the finding with its buttons, neurons, sizes, the loss around the weights, the scenarios. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useBrowser, violations } from './help.mjs';
import { change, choose, openLab, save, train } from './labHelp.mjs';

useBrowser();

/** The lab with its first finding. */
async function openWhy(options) {
  const opened = await openLab(options);
  await opened.page.locator('.why li').waitFor();
  return opened;
}

const explore = (page, id) => choose(page, 'explore', id);
const found = (page, finding) => page.locator(`.why li.first-finding[data-finding=${finding}]`).waitFor();

test('a finding has its numbers, and its button changes the cause', async () => {
  const { page, complaints } = await openWhy();
  await explore(page, 'dying');
  await found(page, 'deadUnits');
  assert.match(await page.locator('.why .first-finding p').innerText(), /^7 of 8 neurons of layer 1 are dead/);
  assert.match(await page.locator('.explore p').innerText(), /\. .*\.$/);
  await page.getByRole('button', { name: 'Leaky ReLU in place of ReLU' }).click();
  await found(page, 'healthy');
  assert.match(await page.locator('.network-frame').innerText(), /x₁/);
  await page.waitForFunction(
    () => document.querySelector('backprop-lab').shadowRoot.querySelector('select[name=explore]').value === '',
  );

  await explore(page, 'vanishing');
  await train(page, 3);
  await found(page, 'vanishing');
  const [, ratio] = /are ([\d.×10⁻⁰¹²³⁴⁵⁶⁷⁸⁹e−-]+) times/.exec(await page.locator('.why .first-finding p').innerText());
  assert.ok(ratio.length > 0);
  await page.getByRole('button', { name: 'tanh in the hidden layers' }).click();
  await found(page, 'healthy');

  await explore(page, 'small');
  await found(page, 'tooSmall');
  await page.getByRole('button', { name: /^Go on with η = / }).click();
  await found(page, 'healthy');

  await explore(page, 'overshooting');
  await train(page, 1);
  await found(page, 'overshooting');
  await page.getByRole('button', { name: /^Begin again with η = / }).click();
  await found(page, 'healthy');
  await page.waitForFunction(() => document.querySelector('backprop-lab').run.shown.snapshot.iteration === 0);
  assert.deepEqual(complaints, []);
  await page.close();
});

test('a finding leads to the derivation behind it', async () => {
  const { page, complaints } = await openWhy();
  await page.locator('.why .derive').click();
  const workbench = page.locator('dialog.workbench-over backprop-playground');
  await workbench.waitFor();
  await page.waitForFunction(() => {
    const { shadowRoot } = document.querySelector('backprop-lab');
    return shadowRoot.querySelector('backprop-playground')?.shadowRoot?.querySelector('h2') !== undefined;
  });
  assert.deepEqual(complaints, []);
  await page.close();
});

test('every neuron has its field; a chosen one is large and told in words', async () => {
  const { page, complaints } = await openWhy();
  assert.equal(await page.locator('.neuron canvas').count(), 9);
  assert.equal(await page.locator('.neurons line').count(), 24);
  const painted = () =>
    page.evaluate(() => {
      const canvas = document.querySelector('backprop-lab').shadowRoot.querySelector('.neuron canvas');
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      return data.filter((value, index) => index % 4 === 3 && value > 0).length;
    });
  assert.ok((await painted()) > 100);
  const neuron = page.getByRole('button', { name: /^Neuron 3 of layer 1: output from/ });
  await neuron.focus();
  await page.keyboard.press('Enter');
  await page.locator('.large-field canvas').waitFor();
  assert.match(await page.locator('.large-field').innerText(), /Neuron 3 of layer 1, tanh[\s\S]*above 0 on \d+ %/);
  assert.equal(await neuron.getAttribute('aria-pressed'), 'true');
  const saved = async (kind) => {
    const { file, bytes } = await save(page, page.locator('.large-field .save', { hasText: kind }));
    return [file, String(bytes)];
  };
  const [name, picture] = await saved('SVG');
  assert.equal(name, 'neuron-1-3.svg');
  assert.match(picture, /<title>Neuron 3 of layer 1, tanh<.*<image .*href="data:image\/png.*>x₁<.*>x₂</s);
  const [head, first, ...more] = (await saved('CSV'))[1].trim().split('\n');
  assert.equal(head, '"x₁","x₂",output');
  assert.equal(more.length, 96 * 96 - 1);
  assert.deepEqual(first.split(',').slice(0, 2).map(Number), [-1.4, -1.4]);
  await page.locator('.large-field .plain-button').click();
  await page.locator('.large-field').waitFor({ state: 'detached' });
  await page.locator('select[name=data]').selectOption('curve');
  await page.waitForFunction(
    () => document.querySelector('backprop-lab').shadowRoot.querySelectorAll('.neuron').length === 13,
  );
  assert.deepEqual(complaints, []);
  await page.close();
});

test('sizes of gradients and updates are drawn layer by layer and told; histograms have every weight', async () => {
  const { page, complaints } = await openWhy();
  await train(page, 5);
  await page.waitForFunction(() =>
    /After epoch 5 it is/.test(
      document.querySelector('backprop-lab').shadowRoot.querySelector('.update-sizes')?.textContent,
    ),
  );
  assert.equal(await page.locator('.gradient-sizes polyline.layer-line').count(), 2);
  assert.match(await page.locator('.gradient-sizes').innerText(), /in layer 1 and .* in layer 2/);
  assert.match(await page.locator('.histogram').first().getAttribute('aria-label'), /^Histogram of 16 weights from −/);
  assert.equal(await page.locator('table.layers tbody tr').count(), 2);
  const { file, bytes } = await save(page, page.getByRole('button', { name: /Gradients and updates by layer.*CSV/ }));
  assert.equal(file, 'gradients.csv');
  const [names, ...rows] = String(bytes).trim().split('\n');
  assert.equal(names, 'epoch,gradient 1,gradient 2,update 1,update 2');
  assert.deepEqual(
    rows.map((row) => row.split(',')[0]),
    ['1', '2', '3', '4', '5'],
  );
  assert.deepEqual(complaints, []);
  await page.close();
});

test('the loss around the weights: contours with the way, convex and not, halfway, the closed form', async () => {
  const { page, complaints } = await openWhy();
  await page.locator('.landscape summary').click();
  await page.locator('.surface .level').first().waitFor();
  await train(page, 20);
  await page.waitForFunction(() =>
    /it has \d{3} points/.test(
      document.querySelector('backprop-lab').shadowRoot.querySelector('.surface')?.textContent,
    ),
  );
  assert.match(await page.locator('.output-slice').innerText(), /This curve is convex/);
  assert.match(await page.locator('.midpoint').innerText(), /is not convex in its weights/);
  await page.locator('select[name=first-weight]').selectOption('w.1.2.0');
  await page.locator('.weight-slice', { hasText: 'w⁽¹⁾₃,₁' }).waitFor();
  await explore(page, 'line');
  await train(page, 30);
  await page.locator('.least-squares').waitFor();
  assert.match(await page.locator('.least-squares').innerText(), /Least squares give the last layer the loss/);
  assert.deepEqual(complaints, []);
  await page.close();
});

test('the loss around the weights is drawn of large networks and wide last layers too', async () => {
  const { page, complaints } = await openWhy();
  await page.locator('.landscape summary').click();
  for (const units of [32, 200]) {
    const layer = { units, activation: 'tanh' };
    await change(page, { layers: [layer, layer, { units: 1, activation: 'sigmoid' }] });
    await page.waitForFunction(
      (name) =>
        document
          .querySelector('backprop-lab')
          .shadowRoot.querySelector('.surface figcaption')
          ?.textContent.includes(name),
      units === 32 ? 'w⁽³⁾₁,₁' : 'w⁽³⁾',
    );
  }
  assert.deepEqual(complaints, []);
});

test('axe finds nothing, and 360 pixels are wide enough, in both languages', async () => {
  for (const [language, colorScheme] of [
    ['en', 'light'],
    ['zh-CN', 'dark'],
  ]) {
    const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
    const { page, complaints } = await openWhy({ language, colorScheme, ...phone });
    await explore(page, 'vanishing');
    await train(page, 2);
    await found(page, 'vanishing');
    await page.locator('.landscape summary').click();
    await page.locator('.surface .level').first().waitFor();
    await page.locator('.neuron').first().click();
    await page.locator('.large-field canvas').waitFor();
    assert.deepEqual(await violations(page), [], language);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
    assert.deepEqual(complaints, []);
    await page.close();
  }
});
