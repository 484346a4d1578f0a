import assert from 'node:assert/strict';
import test from 'node:test';
import { assertClean, find, openEditor, openSite, pairs, press, settled, useBrowser, violations } from './help.mjs';

useBrowser();

const derivation = 'scenario=article&panel=derive&param=w.2.0.0';

async function openLesson(options, hash = derivation) {
  const site = await openSite(hash, options);
  await find(site.page, '.check-button').first().click();
  await find(site.page, '.differences').waitFor();
  await settled(site.page);
  return site;
}

const texts = (page) =>
  page.evaluate(() => {
    const root = document.querySelector('backprop-playground').shadowRoot;
    const input = root.querySelector('.dial input');
    return {
      seen: root.querySelector('.seen').innerText,
      spoken: input.getAttribute('aria-valuetext'),
      forward: Number(root.querySelector('.quotient.forward [data-value]').dataset.value),
      complex: Number(root.querySelector('.quotient.complexStep [data-value]').dataset.value),
      agreeing: root.querySelector('.quotient.forward .agree').textContent,
      points: [...root.querySelectorAll('.dial-point')].map((point) => Number(point.getAttribute('cx'))),
      line: Number(root.querySelector('.dial-line').getAttribute('x1')),
    };
  });

/** Presses the arrow until the dial says this ε. */
async function turnTo(page, epsilon) {
  await find(page, '.dial input').focus();
  for (let i = 0; i < 50; i++) {
    if ((await texts(page)).spoken.startsWith(`ε = ${epsilon};`)) return texts(page);
    await press(page, 'ArrowLeft');
  }
  throw new Error(`the dial never said ${epsilon}`);
}

const exact = -0.019582807257804081;

test('the dial is turned by keys, says its value, and the sentences follow from truncation to round-off', async () => {
  const { page, complaints } = await openLesson();
  const large = await turnTo(page, '1e−2');
  assert.match(large.seen, /truncation error. The forward difference has 3 digits right, the central one 5\./);
  assert.equal(large.agreeing, '−0.0195');
  const between = await turnTo(page, '1e−6');
  assert.match(between.seen, /chord of the forward difference is still too long/);
  const small = await turnTo(page, '1e−12');
  assert.match(small.seen, /round-off error/);
  assert.ok(Math.abs(small.forward / exact - 1) > 1e-5, `forward ${small.forward}`);
  assert.ok(Math.abs(small.complex / exact - 1) < 1e-15, `complex ${small.complex}`);
  const none = await turnTo(page, '1e−16');
  assert.match(none.seen, /does not change in a single one of its digits|is w3 itself/);
  assert.equal(none.forward, 0);
  assertClean(complaints);
});

test('the point of the dial is on every curve, also when the plot itself is dragged', async () => {
  const { page } = await openLesson();
  const before = await texts(page);
  assert.deepEqual(before.points, [before.line, before.line, before.line]);
  await find(page, '.difference-plot').scrollIntoViewIfNeeded();
  const box = await find(page, '.difference-plot').boundingBox();
  await page.mouse.move(box.x + box.width * 0.8, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height / 2);
  await page.mouse.up();
  await settled(page);
  const after = await texts(page);
  assert.ok(after.line < before.line);
  assert.deepEqual(after.points, [after.line, after.line, after.line]);
});

test('the thumb of the dial is under its point of the plot', async () => {
  const { page } = await openLesson();
  for (const key of ['Home', 'End']) {
    await find(page, '.dial input').focus();
    await press(page, key);
    const { thumb, line } = await page.evaluate(() => {
      const root = document.querySelector('backprop-playground').shadowRoot;
      const input = root.querySelector('.dial input');
      const box = input.getBoundingClientRect();
      const share = Number(input.value) / Number(input.max);
      const plot = root.querySelector('.dial-line').getBoundingClientRect();
      return { thumb: box.left + 11 + share * (box.width - 22), line: plot.left + plot.width / 2 };
    });
    assert.ok(Math.abs(thumb - line) < 2, `${key}: thumb ${thumb}, line ${line}`);
  }
});

test('the table holds every decade from 1e-1 to 1e-16', async () => {
  const { page } = await openLesson();
  await find(page, '.differences summary').click();
  assert.equal(await find(page, '.differences tbody tr').count(), 16);
});

test('a step that leaves the domain of the loss is announced', async () => {
  // w x = 0.95 under cross-entropy on a linear output: at w + 0.1 the logarithm has no value
  const document = {
    version: 1,
    network: { inputs: 1, layers: [{ units: 1, activation: 'linear', weights: [[0.95]], biases: [0] }] },
    loss: 'bce',
    samples: [{ x: [1], t: [0.5] }],
  };
  const { page } = await openSite('scenario=article');
  await openEditor(page, 'json');
  await find(page, 'textarea').fill(JSON.stringify(document));
  await find(page, '.sheet .primary-button').click();
  await settled(page);
  await find(page, '[role="tab"]').nth(1).click();
  await find(page, '.check-button').first().click();
  await find(page, '.dial input').focus();
  await press(page, 'End');
  const seen = await find(page, '.seen').innerText();
  assert.match(seen, /leaves the numbers for which the loss has a value/);
  assert.match(await find(page, '.quotient.forward').innerText(), /no finite value/);
});

for (const [locale, width] of pairs(['en', 'zh-CN'], [360, 1280]))
  test(`axe finds nothing, and nothing is wider than the dialog (${locale}, ${width} px)`, async () => {
    const phone = width === 360 ? { hasTouch: true, isMobile: true } : {};
    const { page, complaints } = await openLesson(
      { locale, viewport: { width, height: 800 }, ...phone },
      `${derivation}&lang=${locale}`,
    );
    await find(page, '.differences summary').click();
    assert.deepEqual(await violations(page), []);
    const wider = await page.evaluate(() => {
      const dialog = document.querySelector('backprop-playground').shadowRoot.querySelector('dialog');
      return dialog.scrollWidth - dialog.clientWidth;
    });
    assert.equal(wider, 0);
    assertClean(complaints);
  });
