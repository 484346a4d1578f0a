/** A pointer does one thing and leaves the keys to the page; who comes by keys has those of the control. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { assertClean, find, openNext, openSite, packed, press, settled, state, useBrowser, said } from './help.mjs';

useBrowser();

const stepOf = async (page) => (await state(page)).step;
const iterationOf = (page) => page.evaluate(() => document.querySelector('backprop-playground').lesson.work.iteration);
const choicesOf = (page) => page.evaluate(() => ({ ...document.querySelector('backprop-playground').lesson.choices }));

/** Everything that is pressed, chosen or switched beside the step; each may scroll or open something of its own. */
const clicks = {
  'a notation': '.notation-switch [role="radio"]:nth-child(3)',
  'the graph': '.picture-switch [role="radio"]:nth-child(2)',
  'the network': '.picture-switch [role="radio"]:nth-child(1)',
  'what edges show': '.edge-switch [role="radio"]:nth-child(2)',
  'the tab of the derivation': '#tab-derive',
  'the tab of the losses': '#tab-compare',
  'the tab of the step': '#tab-step',
  'a loss': '.toolbar .segments button:nth-child(2)',
  'more digits': '.digits button:last-child',
  'one step on': '.transport button:nth-child(3)',
  'the theme': '.settings button:nth-of-type(3)',
};

test('after a click on any button or choice the arrows step, N iterates, Z takes back and Space plays', async () => {
  const { page, complaints } = await openSite('scenario=article');
  const pauses = () => find(page, '.transport [aria-label="Pause"]').count();
  for (const [what, selector] of Object.entries(clicks)) {
    await page.evaluate(() => document.querySelector('backprop-playground').lesson.goTo(20));
    await settled(page);
    await find(page, selector).first().click();
    await settled(page);
    const start = await stepOf(page);
    const chosen = await choicesOf(page);
    await press(page, 'ArrowRight', 'ArrowRight', 'ArrowLeft', 'ArrowRight');
    assert.equal(await stepOf(page), start + 2, what);
    await press(page, 'n');
    assert.equal(await iterationOf(page), 1, what);
    await press(page, 'z');
    assert.equal(await iterationOf(page), 0, what);
    await press(page, 'Space');
    assert.equal(await pauses(), 1, what);
    await press(page, 'Space');
    assert.equal(await pauses(), 0, what);
    assert.deepEqual(await choicesOf(page), chosen, what);
  }
  assertClean(complaints);
});

test('thirty arrows after a click on the graph are thirty steps', async () => {
  const { page, complaints } = await openSite('scenario=article');
  await find(page, '.picture-switch [role="radio"]').nth(1).click();
  await find(page, '.operations').waitFor();
  await press(page, ...Array(30).fill('ArrowRight'));
  assert.equal(await stepOf(page), 30);
  assert.equal((await choicesOf(page)).picture, 'graph');
  assertClean(complaints);
});

test('after a choice from a list by pointer the arrows step; come to by keys, the list keeps them', async () => {
  const { page, complaints } = await openSite('scenario=article&step=20');
  await find(page, '.dock-more').click();
  const list = find(page, '.granularity select');
  // As a pointer does it: a press, and the change that the opened list reports.
  await list.dispatchEvent('pointerdown');
  await list.focus();
  await press(page, 'ArrowRight');
  assert.equal(await stepOf(page), 20, 'the list is open: its keys are its own');
  await list.selectOption('step');
  await list.dispatchEvent('change');
  await press(page, 'ArrowRight');
  assert.equal(await stepOf(page), 21);
  await press(page, 'Tab', 'Shift+Tab');
  await press(page, 'ArrowRight');
  assert.equal(await stepOf(page), 21);
  assertClean(complaints);
});

test('come to by keys, a choice keeps its arrows and a button its Space; in a field the keys write', async () => {
  const { page, complaints } = await openSite('scenario=article&step=20');
  await find(page, '#tab-derive').click();
  await find(page, '#tab-step').click();
  await press(page, 'Tab', 'Shift+Tab', 'ArrowRight');
  assert.equal((await choicesOf(page)).panel, 'derive');
  await press(page, 'Tab');
  await find(page, '.transport button').nth(1).focus();
  await press(page, 'Space');
  assert.equal(await stepOf(page), 19);
  await openNext(page, 'scenario=article&step=20', '.equation');
  await find(page, '.eta-input').click();
  await page.keyboard.press('End');
  await page.keyboard.type('nz ');
  await press(page, 'ArrowLeft');
  assert.equal(await stepOf(page), 20);
  assert.equal(await iterationOf(page), 0);
  assert.equal(await find(page, '.eta-input').inputValue(), '0.5nz ');
  assertClean(complaints);
});

test('a click on a neuron shows the step of its output, in a batch that of the sample at hand', async () => {
  const { page, complaints } = await openSite('scenario=article&panel=derive');
  await find(page, '.neuron-part[data-id="a.2.0"]').click();
  await settled(page);
  assert.equal(await find(page, '.step-title').textContent(), 'Output of N1');
  assert.equal(await find(page, '.result [data-value]').first().getAttribute('data-id'), 'a.2.0');
  const document = {
    version: 1,
    network: { inputs: 1, layers: [{ units: 1, activation: 'sigmoid' }] },
    init: { kind: 'xavier_uniform', seed: 1 },
    loss: 'mse',
    samples: [
      { x: [0.5], t: [0] },
      { x: [-0.5], t: [1] },
    ],
    training: { batchSize: 2 },
  };
  await openNext(page, `doc=${packed(document)}&step=12`, '.equation');
  await find(page, '.neuron-part[data-id="a.1.0"]').click();
  await settled(page);
  assert.match(await find(page, '.position').getAttribute('title'), /^step 11 of /);
  assertClean(complaints);
});

test('a click on a gradient derives it; on another fraction, its factor opens; Enter on a symbol of a gradient derives it', async () => {
  const { page, complaints } = await openSite('scenario=article&step=31');
  const gradient = find(page, '.equation .katex-html [data-id^="dw."], .equation .katex-html [data-id^="db."]').first();
  const id = (await gradient.getAttribute('data-id')).slice(1);
  await gradient.click();
  await settled(page);
  assert.deepEqual([(await choicesOf(page)).panel, (await state(page)).parameter], ['derive', id]);

  await page.evaluate(() => document.querySelector('backprop-playground').lesson.select('w.2.0.0'));
  await settled(page);
  const fraction = find(page, '[data-stage="chain"] .stage-row').nth(1).locator('.mfrac').nth(2);
  await fraction.click();
  await settled(page);
  assert.equal(await find(page, '.factor-lines').count(), 1);
  const open = find(page, '.path-strip').nth(1).locator('.factor.open');
  assert.equal(await open.count(), 1, 'the factor of the second path');
  assert.ok(await find(page, '.factor-lines').isVisible());
  await openNext(page, 'scenario=article&step=31', '.equation');
  const symbol = find(page, '.equation [role="img"][data-id^="dw."], .equation [role="img"][data-id^="db."]').first();
  await symbol.focus();
  await press(page, 'Enter');
  assert.equal((await choicesOf(page)).panel, 'derive');
  assertClean(complaints);
});

test('a fault of JSON is said in Chinese alone, with its line and column', async () => {
  const { page, complaints } = await openSite('scenario=article&lang=zh-CN', { locale: 'zh-CN' });
  await find(page, '.edit-network').click();
  await find(page, '#sheet-tab-json').click();
  await find(page, '#document-input').fill('{"version": 1,\n "loss": }');
  await find(page, '.sheet .primary-button').click();
  assert.equal(await said(find(page, '#document-problem')), '第 2 行第 10 列不符合 JSON 语法：不应出现“}”');
  await find(page, '#document-input').fill('{"version": 1');
  await find(page, '.sheet .primary-button').click();
  assert.equal(await said(find(page, '#document-problem')), '第 1 行第 14 列不符合 JSON 语法：文本在这里就结束了');
  assertClean(complaints);
});
