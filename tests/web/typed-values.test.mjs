import assert from 'node:assert/strict';
import test from 'node:test';
import {
  assertClean,
  find,
  openEditor,
  openNext,
  openSite,
  press,
  screen,
  settled,
  state,
  useBrowser,
} from './help.mjs';

useBrowser();

const handle = (page, id) => find(page, `.diagram [data-handle][data-id="${id}"]`);
const valueOf = (page, id) => handle(page, id).getAttribute('data-value');
const iterationOf = (page) => page.evaluate(() => document.querySelector('backprop-playground').lesson.work.iteration);
const editor = (page) => find(page, '#editor-input');

const forms = [
  ['1/3', 1 / 3],
  ['-2/3', -2 / 3],
  ['0,5', 0.5],
  ['1e-3', 0.001],
  ['−0.25', -0.25],
  ['50 %', 0.5],
  ['3×10⁻²', 0.03],
];

test('a value is taken in every form that people write', async () => {
  const { page, complaints } = await openSite('scenario=article&step=31');
  for (const [text, value] of forms) {
    await handle(page, 'w.2.0.0').focus();
    await press(page, 'Enter');
    await editor(page).fill(text);
    await press(page, 'Enter');
    assert.equal(await valueOf(page, 'w.2.0.0'), String(value), text);
    await find(page, '.eta-input').fill(text.replace(/^[-−]/, ''));
    await find(page, '.eta-input').press('Enter');
    await settled(page);
    assert.equal(await find(page, '.eta-field').getAttribute('data-value'), String(Math.abs(value)), `η ${text}`);
  }
  assertClean(complaints);
});

test('fields of the editor and cells of the samples take the same forms', async () => {
  const { page } = await openSite('scenario=article');
  await openEditor(page, 'network');
  const eta = find(page, '.sheet [data-field="eta"]');
  await eta.fill('1/3');
  await eta.press('Tab');
  await settled(page);
  assert.equal(await find(page, '.eta-field').getAttribute('data-value'), String(1 / 3));
  await find(page, '#sheet-tab-samples').click();
  const cell = find(page, '.sheet-grid [aria-selected="true"] input');
  await cell.fill('0,25');
  await cell.press('Tab');
  await settled(page);
  assert.equal(await valueOf(page, 'x.0'), '0.25');
});

test('what was typed and not changed is no edit; a click on the page takes what was typed, and the next step is made with it; a click on another handle takes it too, and opens the other', async () => {
  const { page } = await openSite('scenario=article&step=31');
  await handle(page, 'w.2.0.0').click();
  await find(page, '.position').click();
  await settled(page);
  assert.equal(await editor(page).count(), 0);
  assert.equal(await page.evaluate(() => document.querySelector('backprop-playground').lesson.work.canUndo), false);
  await handle(page, 'w.2.0.0').click();
  await editor(page).fill('0.77');
  await find(page, '.transport button').nth(2).click();
  await settled(page);
  assert.equal(await valueOf(page, 'w.2.0.0'), '0.77');
  assert.equal((await state(page)).step, 32);
  assert.equal(await editor(page).count(), 0);
  await openNext(page, 'scenario=article&step=31', '.equation');
  await handle(page, 'w.2.0.0').click();
  await editor(page).fill('0.78');
  await handle(page, 'x.0').click();
  await settled(page);
  assert.equal(await valueOf(page, 'w.2.0.0'), '0.78');
  assert.match(await find(page, 'label[for="editor-input"]').innerText(), /x/);
});

test('what cannot be taken stays in its field with the reason, whatever is clicked; Escape gives it up', async () => {
  const { page } = await openSite('scenario=article&step=31');
  const before = await screen(page);
  await handle(page, 'w.2.0.0').click();
  await editor(page).fill('0.7.7');
  for (const elsewhere of [handle(page, 'x.0'), find(page, '.transport button').nth(2)]) {
    await elsewhere.click();
    await settled(page);
    assert.equal(await editor(page).inputValue(), '0.7.7');
    assert.match(await find(page, '#editor-problem').innerText(), /0\.7\.7.*not a number/);
    assert.equal(await editor(page).getAttribute('aria-invalid'), 'true');
  }
  assert.equal(await valueOf(page, 'w.2.0.0'), before.numbers['w.2.0.0'] ?? '0.5');
  await editor(page).focus();
  await press(page, 'Escape');
  assert.equal(await editor(page).count(), 0);
  assert.equal(await valueOf(page, 'w.2.0.0'), '0.5');
});

test('a learning rate that cannot be taken stays in its field while the reader goes on; Escape gives it up', async () => {
  const { page } = await openSite('scenario=article&step=3');
  const eta = find(page, '.eta-input');
  await eta.fill('fast');
  await find(page, '.transport button').nth(2).click();
  await settled(page);
  assert.equal(await eta.inputValue(), 'fast');
  assert.match(await find(page, '#eta-problem').innerText(), /not a number/);
  await eta.press('Escape');
  await settled(page);
  assert.equal(await eta.inputValue(), '0.5');
  assert.equal(await find(page, '#eta-problem').innerText(), '');
});

test('under another parameter no factor of the former one is left, not even for a frame', async () => {
  const { page } = await openSite('scenario=article&step=31&param=w.2.0.0&panel=derive');
  const factors = '.factor-symbol [data-id="w.2.0.0"]';
  assert.ok((await find(page, factors).count()) > 0);
  const left = await page.evaluate(async (factors) => {
    const element = document.querySelector('backprop-playground');
    element.lesson.select('w.1.0.0');
    // The element draws in a microtask; no frame comes before these are over.
    for (let turn = 0; turn < 100; turn++) await Promise.resolve();
    const { shadowRoot } = element;
    return {
      heading: shadowRoot.querySelectorAll('.derivation-head [data-id="w.1.0.0"]').length,
      factors: shadowRoot.querySelectorAll(factors).length,
    };
  }, factors);
  assert.ok(left.heading > 0);
  assert.equal(left.factors, 0);
});

// The worked case has weights and outputs after 50,000 updates from an independent source.
const xor = {
  version: 1,
  network: {
    inputs: 2,
    layers: [
      {
        units: 2,
        activation: 'sigmoid',
        weights: [
          [-0.12692590266986858, -0.844955757436316],
          [-0.9357427469178123, 0.8173651578783794],
        ],
        biases: [0.39650732687505963, -0.49808473788143637],
      },
      {
        units: 1,
        activation: 'sigmoid',
        weights: [[-0.5832662974097391, 0.5308947844782579]],
        biases: [0.2908941132572971],
      },
    ],
  },
  loss: 'half_sse',
  samples: [
    { x: [0, 0], t: [0] },
    { x: [0, 1], t: [1] },
    { x: [1, 0], t: [1] },
    { x: [1, 1], t: [0] },
  ],
  training: { learningRate: 0.01, batchSize: 1 },
};

const outputs = (page) => find(page, '[data-output]').allInnerTexts();
const openText = (page, document) =>
  page.evaluate(
    (text) => globalThis.document.querySelector('backprop-playground').lesson.openText(text),
    JSON.stringify(document),
  );

test('50,000 iterations are one run, and the outputs of all samples are side by side', async () => {
  const { page, complaints } = await openSite('scenario=article');
  await openText(page, xor);
  await find(page, '.dock-more').click();
  await find(page, '.run-field input').fill('50000');
  await find(page, '.run-field button').click();
  await find(page, '.run-field button', { hasText: 'Run' }).waitFor();
  await page.waitForFunction(() => document.querySelector('backprop-playground').page.running === null);
  assert.equal(await iterationOf(page), 50_000);
  await find(page, 'summary', { hasText: 'Outputs of all 4 samples' }).click();
  await find(page, '[data-output]').first().waitFor();
  const shown = (await outputs(page)).map((text) => Number(text).toFixed(3));
  assert.deepEqual(shown, ['0.473', '0.594', '0.432', '0.489']);
  await page.evaluate(() => document.querySelector('backprop-playground').lesson.work.undo());
  await settled(page);
  assert.equal(await iterationOf(page), 0);
  assertClean(complaints);
});

test('a run can be stopped, and leaves the iterations that are done', async () => {
  const { page } = await openSite('scenario=article');
  await find(page, '.dock-more').click();
  await find(page, '.run-field input').fill('100000');
  await page.evaluate(() => {
    const button = () => document.querySelector('backprop-playground').shadowRoot.querySelector('.run-field button');
    button().click();
    button().click();
  });
  await page.waitForFunction(() => document.querySelector('backprop-playground').page.running === null);
  const iteration = await iterationOf(page);
  assert.ok(iteration > 0 && iteration < 100_000, `${iteration}`);
  await page.evaluate(() => document.querySelector('backprop-playground').lesson.work.undo());
  assert.equal(await iterationOf(page), 0);
});

test('a number of iterations that is none is announced beside its field in both languages', async () => {
  const { page } = await openSite('scenario=article');
  await find(page, '.dock-more').click();
  for (const [language, words] of [
    ['en', /[a-z]{3,}.*[a-z]{2,}/],
    ['zh-CN', /[一-龥]{2,}/],
  ]) {
    await page.evaluate((lang) => (document.querySelector('backprop-playground').lang = lang), language);
    await settled(page);
    for (const text of ['', 'many', '0', '1.5', '1e9']) {
      await find(page, '.run-field input').fill(text);
      await find(page, '.run-field button').click();
      await settled(page);
      assert.match(await find(page, '#run-problem').innerText(), words, text);
      assert.equal(await iterationOf(page), 0);
    }
  }
});

test('what is being typed for η outlives a drawing of the page, and what is not taken goes with the focus', async () => {
  const { page } = await openSite('scenario=article');
  const eta = find(page, '.eta-input');
  await eta.fill('0.7');
  await page.evaluate(() => document.querySelector('backprop-playground').requestUpdate());
  await settled(page);
  assert.equal(await eta.inputValue(), '0.7');
  await eta.fill('0.5');
  await eta.blur();
  await page.evaluate(() => document.querySelector('backprop-playground').lesson.changeValue('eta', 2));
  await settled(page);
  assert.equal(await eta.inputValue(), '2');
});
