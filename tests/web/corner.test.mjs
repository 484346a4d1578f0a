/** The page where an activation has no derivative: steps, derivations, the check, finite differences. */
import assert from 'node:assert/strict';
import test from 'node:test';
import {
  assertClean,
  find,
  openNext,
  openSite,
  packed,
  press,
  readData,
  settled,
  useBrowser,
  violations,
} from './help.mjs';

useBrowser();

const { reluAtZero, zeroByHand } = readData('corners.json');
const leaky = structuredClone(reluAtZero);
leaky.network.layers[0].activation = 'leaky_relu';
const twoCorners = structuredClone(reluAtZero);
twoCorners.network.layers = [
  { units: 1, activation: 'linear', weights: [[1]], biases: [0] },
  { units: 2, activation: 'relu', weights: [[1], [-1]], biases: [0, 0] },
  { units: 1, activation: 'linear', weights: [[1, -1]], biases: [0] },
];

const open = (document, rest, options) => openSite(`doc=${packed(document)}&${rest}`, options);

const note = async (page, place = '.panel') => {
  await find(page, `${place} .corner`).first().waitFor();
  await settled(page);
  return (await find(page, `${place} .corner`).first().innerText()).replace(/\s+/g, ' ');
};

async function openCheck(page) {
  await find(page, '.check-button').first().click();
  await find(page, '.differences').waitFor();
  await settled(page);
}

const lesson = (page) =>
  page.evaluate(() => {
    const root = document.querySelector('backprop-playground').shadowRoot;
    return {
      whole: root.querySelector('dialog[open]').innerText.replace(/\s+/g, ' '),
      seen: root.querySelector('.seen').innerText,
      spoken: root.querySelector('.dial input').getAttribute('aria-valuetext'),
      plots: root.querySelectorAll('.difference-plot').length,
      quotients: [...root.querySelectorAll('.quotient > .why')].map((one) => one.innerText),
      underlined: root.querySelectorAll('.quotient .agree').length,
    };
  });

test('at δ of a ReLU at 0 the page gives both slopes and calls the one taken a convention, at a leaky ReLU too; a gradient that nothing comes through a corner for is none', async () => {
  const { page, complaints } = await open(reluAtZero, 'step=9');
  assert.equal(
    await note(page),
    'ReLU has no derivative at 0: from the left the slope is 0, from the right 1. The convention here is 0.',
  );
  await openNext(page, `doc=${packed(leaky)}&step=2`);
  assert.match(
    await note(page),
    /leaky ReLU has no derivative at 0: .* 0\.01, from the right 1\. The convention here is 0\.01\./,
  );
  await openNext(page, `doc=${packed(reluAtZero)}&panel=derive&param=w.1.0.0`, '.stage');
  assert.match(await note(page), /Nothing comes through there, so the gradient is the same with any slope\./);
  assertClean(complaints);
});

test('a sum that is 0 by hand says so where it is computed; the derivation says what each slope makes of the gradient, and the factor that it is one of two', async () => {
  const { page } = await open(zeroByHand, 'step=1');
  const atStep = await note(page);
  assert.match(atStep, /= 5\.551×10⁻¹⁷ is 0 up to rounding/);
  assert.match(atStep, /by hand the sum may be exactly 0, where ReLU has no derivative/);
  assert.match(atStep, /from the left the slope is 0, from the right 1\. At the computed z.* it is 1\./);
  await openNext(page, `doc=${packed(zeroByHand)}&panel=derive&param=w.1.0.0`, '.stage');
  const said = await note(page);
  assert.match(said, /With the left slope the gradient is 0, with the right one −1\./);
  assert.match(said, /goes by the side on which z.* came out/);
  await find(page, '.factor-button').nth(3).click();
  await settled(page);
  assert.match(await note(page, '.factor-lines'), /ReLU has no derivative/);
});

test('two corners are both named', async () => {
  const { page } = await open(twoCorners, 'panel=derive&param=b.1.0');
  const said = await note(page);
  assert.match(said, /2 weighted sums .*z⁽²⁾₁, z⁽²⁾₂/);
  assert.match(said, /When the parameter grows, L changes at the rate 1; when it falls, at 1\. The gradient shown, 0,/);
  await openCheck(page);
  assert.match((await lesson(page)).seen, /both tend to 1, the slope that L really has/);
});

test('the check says that three ways share the slope, and finite differences what they tend to; no digit is right', async () => {
  const { page, complaints } = await open(reluAtZero, 'panel=derive&param=b.1.0');
  await openCheck(page);
  assert.match(await note(page, 'dialog'), /All three ways take the same slope there/);
  const said = await lesson(page);
  assert.match(said.seen, /slope is 1 when b.* grows and 0 when it falls/);
  assert.match(said.seen, /the forward difference tends to 1 and the central one to the mean of both, 0\.5/);
  assert.match(said.spoken, /^ε = .*; forward difference 1.*, central difference 0\.5.*, complex step 0$/);
  assert.deepEqual(said.quotients, ['tends to 1', 'tends to 0.5', 'by the slope taken']);
  assert.doesNotMatch(said.whole, /digits? right|one more for|truncation/);
  assert.equal(said.plots, 0);
  assert.equal(said.underlined, 0);
  await find(page, '.dial input').focus();
  for (let i = 0; i < 20; i++) {
    await press(page, 'ArrowLeft');
    assert.doesNotMatch((await lesson(page)).whole, /digits? right|one more for|truncation/);
  }
  assertClean(complaints);
});

test('a corner is explained in Chinese too, and axe finds nothing', async () => {
  const { page } = await open(reluAtZero, 'panel=derive&param=b.1.0&lang=zh-CN', {
    viewport: { width: 360, height: 800 },
  });
  assert.match(
    await note(page),
    /ReLU 在 0 处不可导，左侧斜率为 0，右侧斜率为 1。取左侧斜率，梯度为 0；取右侧斜率，梯度为 1。这里给出的 0 是约定的结果。/,
  );
  assert.deepEqual(await violations(page), []);
  await openCheck(page);
  const said = await lesson(page);
  assert.match(said.seen, /前向差分趋于 1，中心差分趋于两者的平均 0\.5/);
  assert.doesNotMatch(said.whole, /位正确|多对一位/);
  assert.deepEqual(await violations(page), []);
});

test('where no activation has a corner no sentence mentions one', async () => {
  const { page } = await openSite('scenario=article&panel=derive&param=w.2.0.0');
  await openCheck(page);
  assert.equal(await find(page, '.corner').count(), 0);
});
