/** The check says how many digits are right, also where the three ways agree on more. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { assertClean, find, openEditor, openSite, press, readData, settled, useBrowser } from './help.mjs';

useBrowser();

const saturated = readData('saturated.json');

const cancelling = {
  version: 1,
  network: {
    inputs: 2,
    layers: [
      { units: 1, activation: 'relu', weights: [[0.1, 0.2]], biases: [-0.3] },
      { units: 1, activation: 'linear', weights: [[1]], biases: [0] },
    ],
  },
  loss: 'half_sse',
  samples: [{ x: [1, 1], t: [1] }],
};

/** The check of the document's first weight, or of the one chosen. */
async function openCheck(document, { weight, ...options } = {}) {
  const site = await openSite('scenario=article', options);
  const { page } = site;
  await openEditor(page, 'json');
  await find(page, 'textarea').fill(JSON.stringify(document));
  await find(page, '.sheet .primary-button').click();
  await settled(page);
  await find(page, '[role="tab"]').nth(1).click();
  if (weight) {
    await page.evaluate((id) => (document.querySelector('backprop-playground').parameter = id), weight);
    await settled(page);
  }
  const button = find(page, '.check-button').first();
  const mark = (await button.innerText()).trim();
  const name = await button.getAttribute('aria-label');
  await button.click();
  await find(page, '.check-values').waitFor();
  await find(page, '.differences').waitFor();
  await find(page, '.dial input').focus();
  await press(page, 'Home'); // the smallest ε
  const check = await page.evaluate(() => {
    const root = document.querySelector('backprop-playground').shadowRoot;
    const text = (selector) => root.querySelector(selector).innerText.trim();
    return {
      values: [...root.querySelectorAll('.check-values dd')].map(({ dataset }) => Number(dataset.value)),
      underlined: [...root.querySelectorAll('.check-values .agree')].map(({ textContent }) => textContent),
      right: text('.right-digits'),
      spoken: root.querySelector('.dial input').getAttribute('aria-valuetext'),
      complex: root.querySelectorAll('.differences [aria-live] .sentence')[1].innerText,
    };
  });
  return { ...site, mark, name, ...check };
}

const digitsOf = (text) => text.replace(/\D/g, '').replace(/^0+/, '').length;

test('where the three ways share a rounded a − t, the digits underlined are right and the rest is named', async () => {
  const { values, underlined, right, mark, name, complex, spoken, complaints } = await openCheck(saturated);
  const [backprop, symbolic, complexStep, exact] = values;
  assert.ok(Math.abs(symbolic / backprop - 1) < 1e-14 && Math.abs(complexStep / backprop - 1) < 1e-14);
  assert.ok(Math.abs(exact / 1.6987211086887e-18 - 1) < 1e-13);
  const digits = Math.floor(-Math.log10(Math.abs(backprop / exact - 1)));
  assert.ok(digits === 6 || digits === 7, `${digits}`);
  for (const text of underlined) assert.ok(digitsOf(text) <= digits && digitsOf(text) >= 6, text);
  assert.match(right, new RegExp(`^${digits} digits are right\\. The rest is the rounding of a.* − t.*: nearly equal`));
  assert.equal(mark, `≈ ${digits} digits`);
  assert.match(name, new RegExp(`${digits} digits are right`));
  // The sentence counts leading digits in common, 1.698721 here: it may have one more than the relative error says.
  const said = Number(/the same rounded numbers: (\d+) digits right.* − t/.exec(complex)[1]);
  assert.ok(said === digits || said === digits + 1, complex);
  assert.match(spoken, new RegExp(`complex step ${said}$`));
  assertClean(complaints);
});

test('the digits that are right are named in Chinese too', async () => {
  const { right, mark } = await openCheck(saturated, { locale: 'zh-CN' });
  assert.match(right, /^\d 位正确。其余各位是 a.* − t.* 的舍入误差/);
  assert.match(mark, /^≈ \d 位$/);
});

test('where a weighted sum cancels, no digit of what is made of it counts as right', async () => {
  const { values, underlined, right, mark } = await openCheck(cancelling, { weight: 'w.2.0.0' });
  assert.equal(values[3], -(2 ** -55));
  assert.deepEqual(underlined, ['', '', '', '']);
  assert.match(right, /^No digit is right\. The rest is the rounding of z.*: its terms nearly cancel/);
  assert.equal(mark, '≈ 0 digits');
});
