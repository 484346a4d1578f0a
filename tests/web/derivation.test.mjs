import assert from 'node:assert/strict';
import test from 'node:test';
import {
  assertClean,
  assertClose,
  find,
  openNext,
  openSite,
  packed,
  press,
  readData,
  settled,
  share,
  useBrowser,
} from './help.mjs';

useBrowser();

test("w3's two paths and their sum are those of the article", async () => {
  const { page, complaints } = await openSite();
  for (const loss of ['mse', 'bce']) {
    await openNext(page, `scenario=article&loss=${loss}&panel=derive`, '.stage');
    const values = await find(page, '.product [data-value]').evaluateAll((all) =>
      all.map((part) => +part.dataset.value),
    );
    const expected = readData('worked/article.json').values[loss]['dw.2.0.0'];
    assertClose(values[0], expected.throughN4, 'through N4');
    assertClose(values[1], expected.throughN5, 'through N5');
    const sum = await find(page, '.derivation-head .number').getAttribute('data-value');
    assertClose(Number(sum), expected.value, 'sum');
  }
  assertClean(complaints);
});

test('a factor opens to its own derivation, down to the product a(1 − a); each of its lines, and every stage with numbers, is marked as the same number', async () => {
  const { page, complaints } = await openSite('scenario=article&panel=derive');
  await find(page, '.factor-button').nth(1).click();
  await settled(page);
  const rules = await find(page, '.line-rule').allInnerTexts();
  assert.ok(rules.length >= 8, rules.join(' | '));
  assert.equal(await find(page, '.factor-button').nth(1).getAttribute('aria-expanded'), 'true');
  assert.match(rules.at(-1), /output/);
  assert.equal(await find(page, '.line-rule .agreement.same').count(), rules.length - 1);
  const stages = await find(page, '.stage:not([data-stage=rule])').count();
  assert.equal(await find(page, '.stage-head .agreement.same').count(), stages);
  assert.equal(await find(page, '.agreement:not(.same)').count(), 0);
  assertClean(complaints);
});

test('weights and biases of every layer can be chosen and derived', async () => {
  const { page, complaints } = await openSite('scenario=article&panel=derive');
  const ids = await find(page, '.chooser option').evaluateAll((options) => options.map((option) => option.value));
  assert.equal(ids.length, 29);
  for (const id of share(ids, 0)) {
    await find(page, '.chooser select').selectOption(id);
    await settled(page);
    assert.equal(await find(page, '.panel .notice').count(), 0, id);
    assert.ok((await find(page, '.stage').count()) >= 3, id);
  }
  assertClean(complaints);
});

test('the check shows three values that agree, and with them the one with twice the digits', async () => {
  const { page } = await openSite('scenario=article&panel=derive&param=w.1.2.1');
  await find(page, '.check-button').click();
  await find(page, '.check-values').waitFor();
  const values = await find(page, '.check-values dd').evaluateAll((all) => all.map((part) => +part.dataset.value));
  assert.equal(values.length, 4);
  for (const value of values) assertClose(value, values[0], 'w.1.2.1');
  await press(page, 'Escape');
  assert.equal(await find(page, 'dialog[open]').count(), 0);
});

test('a gradient step offers the derivation of its own parameter; more digits show more of each number; the slope under the curve is the factor of the derivation', async () => {
  const { page } = await openSite('scenario=article&step=21');
  await find(page, '.step .link-button').click();
  await settled(page);
  assert.match(await find(page, '[role="tab"][aria-selected="true"]').textContent(), /∂L\/∂w1/);
  await openNext(page, 'scenario=article&step=31', '.result');
  const before = (await find(page, '.result').textContent()).length;
  await find(page, '[aria-label="More digits"]').click();
  await find(page, '[aria-label="More digits"]').click();
  assert.ok((await find(page, '.result').textContent()).length > before);
  await openNext(page, 'scenario=article&step=30', '.plot-tangent');
  assert.match(await find(page, '.plot figcaption').innerText(), /slope is 0\.2374/);
  assert.equal(await find(page, '.plot-tangent').count(), 1);
});

test('XOR from zeros: every weight gradient is exactly 0, iteration after iteration', async () => {
  const { page } = await openSite('scenario=xor-zero');
  for (let iteration = 0; iteration < 8; iteration++) {
    const steps = await page.evaluate(() => {
      const element = document.querySelector('backprop-playground');
      const { steps } = element.lesson;
      return steps.slice(0, steps.length).map(({ computes, value }) => [computes, value]);
    });
    const gradients = steps.filter(([computes]) => computes.startsWith('dw.'));
    assert.equal(gradients.length, 6);
    for (const [id, value] of gradients) assert.ok(value === 0, `${id} is ${value} in iteration ${iteration}`);
    await press(page, 'n');
  }
});

test('each scenario opens, steps to its end and derives its parameter, in both languages', async () => {
  const scenarios = ['article', 'mazur', 'han-kamber', 'bce-221', 'nielsen-saturated', 'xor-zero'];
  const { page, complaints } = await openSite();
  for (const [number, lang] of ['en', 'zh-CN'].entries())
    for (const scenario of share(scenarios, number)) {
      await openNext(page, `scenario=${scenario}&lang=${lang}`, '.start');
      await press(page, 'End', 'd');
      await find(page, '.stage').nth(2).waitFor();
    }
  assertClean(complaints);
});

test("Mazur's error after one step is the right one", async () => {
  const { page } = await openSite('scenario=mazur&h=1');
  await press(page, 'Shift+ArrowRight', 'PageDown');
  const loss = await find(page, '.loss-part').getAttribute('data-value');
  assertClose(Number(loss), 0.29102777369359933, 'loss after one step');
});

test('the first of many paths are written out, more on request, and the gradient is the same', async () => {
  const layer = { units: 10, activation: 'tanh' };
  const document = {
    version: 1,
    network: { inputs: 2, layers: [layer, layer, layer, { units: 1, activation: 'sigmoid' }] },
    init: { kind: 'xavier_uniform', seed: 3 },
    loss: 'mse',
    samples: [{ x: [0.5, -0.5], t: [1] }],
  };
  const { page, complaints } = await openSite(`doc=${packed(document)}&panel=derive&param=w.1.0.0`);
  const gradient = () => find(page, '.derivation-head .number').getAttribute('data-value');
  const before = await gradient();
  assert.equal(await find(page, '.path-strip').count(), 8);
  assert.match(await find(page, '.more-paths').innerText(), /92 paths more/);
  await find(page, '.more-paths button').focus();
  await page.keyboard.press('Enter');
  await settled(page);
  assert.equal(await find(page, '.path-strip').count(), 16);
  assert.match(await find(page, '.more-paths').innerText(), /84 paths more/);
  assert.equal(await find(page, '.more-paths button').evaluate((button) => button.matches(':focus')), true);
  assert.equal(await gradient(), before);
  assertClean(complaints);
});

test('exactly the first of the factors differs under two losses; the general rule marks one factor, and goes on to the first layer', async () => {
  const { page, complaints } = await openSite('scenario=article&panel=compare');
  assert.equal(await find(page, '.compare-path tr.differs').count(), 2);
  assert.equal(await find(page, '.compare-path tr.same').count(), 8);
  assert.match(await find(page, 'tr.differs').first().innerText(), /differs/);
  await openNext(page, 'scenario=article&panel=compare&param=w.1.0.0', '.rule-case[data-layer="3"]');
  const special = find(page, '.rule-case[data-layer="3"]');
  assert.equal(await special.locator('tr.differs:not(.product-row)').count(), 1);
  assert.equal(await find(page, '.rule-case[data-kind=hidden] tr.differs').count(), 0);
  await find(page, '.and-so-on summary').focus();
  await press(page, 'Enter');
  const deepest = find(page, '.rule-case[data-layer="1"]');
  await deepest.waitFor({ state: 'visible' });
  const values = await deepest
    .locator('.product-row [data-value]')
    .evaluateAll((all) => all.map((part) => +part.dataset.value));
  const { mse, bce } = readData('worked/article.json').values;
  assertClose(values[0], mse.delta[0][0], 'MSE');
  assertClose(values[1], bce.delta[0][0], 'BCE');
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
  assertClean(complaints);
});

test('that σ′ cancels under cross-entropy is a named, checked step; under squared error there is none', async () => {
  const { page } = await openSite();
  for (const [loss, cancelled] of [
    ['bce', 2],
    ['mse', 0],
  ]) {
    await openNext(page, `scenario=article&loss=${loss}&step=31&panel=derive`, '.stage');
    const rules = await find(page, '.stage[data-stage="collapse"] .line-rule').allInnerTexts();
    assert.deepEqual(
      rules.map((text) => text.split('\n')[0].trim().replace(/\s+/g, ' ')),
      Array(cancelled).fill('cancel ✓'),
    );
  }
});
