/** Batches as steps, and networks larger than a page: folded, and opened and stepped without a long task. */
import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import test from 'node:test';
import { digitNetwork } from '../data/digitNetwork.mjs';
import {
  addressSays,
  assertClean,
  assertClose,
  find,
  openEditor,
  openSite,
  packed,
  press,
  ready,
  result,
  settled,
  state,
  useBrowser,
  said,
} from './help.mjs';

useBrowser();

const open = (document, rest = '', options) => openSite(`doc=${packed(document)}${rest}`, options);

const xor = (training = {}) => ({
  version: 1,
  network: {
    inputs: 2,
    layers: [
      { units: 3, activation: 'tanh' },
      { units: 1, activation: 'sigmoid' },
    ],
  },
  init: { kind: 'xavier_uniform', seed: 3 },
  loss: 'bce',
  samples: [
    { x: [0, 0], t: [0] },
    { x: [0, 1], t: [1] },
    { x: [1, 0], t: [1] },
    { x: [1, 1], t: [0] },
  ],
  training: { learningRate: 0.5, batchSize: 4, ...training },
});

const digits = digitNetwork();

const steps = async (page) => Number(await find(page, '.track').getAttribute('aria-valuemax'));
const sentence = (page) => find(page, '.step .sentence').innerText();

test('a batch: every sample is gone through, its gradients are added up, their mean is what the one update goes by', async () => {
  const { page, complaints } = await open(xor());
  const sums = new Map();
  const means = new Map();
  const samples = [];
  const shownAt = await page.evaluate(async () => {
    const element = document.querySelector('backprop-playground');
    const all = [];
    while (element.step < element.lesson.steps.length) {
      element.lesson.next();
      while (!(await element.updateComplete));
      const [number, used, sample] = ['.result [data-value]', '.equation [data-value]', '.position .sample'].map(
        (part) => element.shadowRoot.querySelector(part),
      );
      const { id, value } = number.dataset;
      all.push({ id, value: Number(value), before: Number(used?.dataset.value), sample: sample.innerText });
    }
    return all;
  });
  assert.equal(shownAt.length, await steps(page));
  for (const { sample, before, ...shown } of shownAt) {
    const [kind] = shown.id.split('.');
    if (samples.at(-1) !== sample) samples.push(sample);
    const own = shown.id.replace(/^(sum|mean)/, '');
    if (kind.startsWith('d') && kind !== 'delta') sums.set(own, (sums.get(own) ?? 0) + shown.value);
    if (kind.startsWith('sumd')) assert.equal(shown.value, sums.get(own), shown.id);
    if (kind.startsWith('meand')) {
      assertClose(shown.value, sums.get(own) / 4, shown.id);
      means.set(own, shown.value);
    }
    if (kind === 'w' || kind === 'b') assertClose(shown.value, before - 0.5 * means.get(`d${shown.id}`), shown.id);
  }
  assert.deepEqual(samples, [
    'sample 1 · 1st of 4 in the batch',
    'sample 2 · 2nd of 4 in the batch',
    'sample 3 · 3rd of 4 in the batch',
    'sample 4 · 4th of 4 in the batch',
    'the batch of 4',
  ]);
  assert.equal(means.size, 13);
  assertClean(complaints);
});

test('the diagram shows the numbers of the sample that the step belongs to; back gives the same bits', async () => {
  const { page } = await open(xor(), '&step=1');
  const inputs = async () =>
    Promise.all([0, 1].map((i) => find(page, `.diagram [data-id="x.${i}"]`).getAttribute('data-value')));
  assert.deepEqual(await inputs(), ['0', '0']);
  await find(page, '.phase-names button', { hasText: '3' }).nth(2).click();
  await settled(page);
  assert.deepEqual(await inputs(), ['1', '0']);
  const { step } = await state(page);
  const there = await result(page);
  await press(page, 'ArrowLeft');
  assert.deepEqual(await inputs(), ['0', '1']);
  await press(page, 'ArrowRight');
  assert.equal((await state(page)).step, step);
  assert.deepEqual(await result(page), there);
});

test('a change of an input is one of the sample on the screen, also after a reload of the link', async () => {
  const { page } = await open(xor(), '&step=50');
  const sample = await find(page, '.position .sample').innerText();
  assert.equal(sample, 'sample 2 · 2nd of 4 in the batch');
  await find(page, '.diagram [data-handle][data-id="x.0"]').click();
  await find(page, '#editor-input').fill('0.25');
  await press(page, 'Enter');
  assert.equal(await find(page, '.diagram [data-id="x.0"]').getAttribute('data-value'), '0.25');
  await page.waitForFunction(() => location.hash.includes('x.0'));
  await page.reload();
  await page.waitForFunction(() =>
    document.querySelector('backprop-playground')?.shadowRoot?.querySelector('.diagram'),
  );
  await settled(page);
  assert.equal(await find(page, '.diagram [data-id="x.0"]').getAttribute('data-value'), '0.25');
});

test('a batch stops at the sample that overflows, and says so', async () => {
  const document = xor();
  document.network.layers[0] = { units: 1, activation: 'linear', weights: [[1e308, 0]], biases: [0] };
  document.network.layers[1] = { units: 1, activation: 'linear', weights: [[1e-308]], biases: [0] };
  document.loss = 'half_sse';
  document.samples[2].x[0] = 100;
  delete document.init;
  const { page } = await open(document);
  await press(page, 'End');
  assert.match(await said(find(page, '.step .notice')), /too large for a double/);
  assert.equal(await find(page, '.position .sample').innerText(), 'sample 3 · 3rd of 4 in the batch');
});

test('a layer of 17 neurons is folded, one of 16 is not; a fold is opened by click and by key', async () => {
  const layer = (units) => ({
    ...xor({ batchSize: 1 }),
    network: {
      inputs: 2,
      layers: [
        { units, activation: 'tanh' },
        { units: 1, activation: 'sigmoid' },
      ],
    },
  });
  const { page: whole, context } = await open(layer(16));
  assert.equal(await find(whole, '.neuron').count(), 17);
  assert.equal(await find(whole, '.fold-part').count(), 0);
  await context.close();
  const { page, complaints } = await open(layer(17));
  assert.equal(await find(page, '.neuron').count(), 8);
  const fold = find(page, '.fold-part');
  assert.equal(await fold.getAttribute('aria-label'), '10 more neurons of layer 1: show those from number 8 on');
  await fold.click();
  await settled(page);
  assert.equal(await find(page, '.neuron-part[data-id="a.1.7"]').count(), 1);
  assert.equal(await find(page, '.neuron-part[data-id="a.1.0"]').count(), 0);
  await find(page, '.fold-part').first().focus();
  await press(page, 'Enter');
  assert.equal(await find(page, '.neuron-part[data-id="a.1.0"]').count(), 1);
  assertClean(complaints);
});

test('the current step’s neuron and the derived parameter’s are never folded away', async () => {
  const { page } = await open(digits, '&step=180');
  assert.equal((await result(page)).id, 'a.1.89');
  assert.equal(await find(page, '.neuron-part[data-id="a.1.89"].writes').count(), 1);
  await press(page, 'd');
  const [neuron, from] = await find(page, '.chooser input').all();
  await neuron.fill('100');
  await neuron.press('Enter');
  await from.fill('700');
  await from.press('Enter');
  await settled(page);
  assert.equal((await state(page)).parameter, 'w.1.99.699');
  assert.equal(await find(page, '.edge-part[data-id="w.1.99.699"].selected').count(), 1);
});

test('784-128-64-10: opening, stepping, scrubbing, the next iteration, each in tasks that are counted', async (t) => {
  const observe = () => {
    window.longTasks = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.longTasks.push(Math.round(duration));
    }).observe({ type: 'longtask', buffered: true });
  };
  const { page, complaints } = await open(digits, '', { init: observe });
  assert.equal(await steps(page), 219_389);
  const taken = async (what) => {
    await page.waitForTimeout(300);
    const tasks = await page.evaluate(() => window.longTasks.splice(0));
    t.diagnostic(`${what}: ${tasks.length} tasks over 50 ms${tasks.length ? ` (${tasks.join(', ')} ms)` : ''}`);
  };
  await taken('opening');
  await press(page, 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight');
  await taken('4 steps');
  await press(page, 'PageDown', 'PageDown', 'PageDown');
  await taken('3 phases');
  assert.match(await sentence(page), /δ|its gradient/);
  await press(page, 'End');
  await taken('to the end');
  assert.equal((await result(page)).id, 'b.3.9');
  await press(page, 'n');
  await taken('next iteration');
  assert.match(await find(page, '.iteration').textContent(), /2/);
  await press(page, 'z');
  await taken('undo');
  await press(page, 'd');
  await taken('derivation');
  assertClean(complaints);
});

test('784-128-64-10 drawn from a seed has a short link: it carries the seed in place of 109,386 numbers', async () => {
  const { page, complaints } = await open(digits);
  const weights = () =>
    page.evaluate(() =>
      JSON.stringify(document.querySelector('backprop-playground').lesson.work.session.scenario().network),
    );
  await press(page, 'n');
  await addressSays(page, 'h=1');
  const before = await weights();
  assert.ok((await page.evaluate(() => location.hash.length)) < 10_000);
  assert.equal(await find(page, '.notice').count(), 0);
  await page.reload();
  await ready(page);
  assert.equal(await weights(), before);
  assertClean(complaints);
});

test('784-128-64-10 with all its numbers is downloaded, and opens again from the file to the same bits', async () => {
  const { page, complaints } = await open(digits);
  await press(page, 'n');
  const parameters = () =>
    page.evaluate(() =>
      JSON.stringify(document.querySelector('backprop-playground').lesson.work.session.scenario().network),
    );
  const before = await parameters();
  await openEditor(page, 'json');
  assert.match(await said(find(page, '.sheet-body .notice')), /characters/);
  const [download] = await Promise.all([page.waitForEvent('download'), find(page, '.download-document').click()]);
  const file = await download.path();
  assert.ok(statSync(file).size > 1_000_000);
  await press(page, 'Escape');
  await find(page, '.scenario-select').selectOption('xor-zero');
  await openEditor(page, 'json');
  await find(page, '.file-button input').setInputFiles(file);
  await find(page, '.sheet[open]').waitFor({ state: 'detached' });
  await settled(page);
  assert.equal(await parameters(), before);
  assertClean(complaints);
});
