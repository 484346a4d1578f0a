import assert from 'node:assert/strict';
import test from 'node:test';
import {
  assertClean,
  assertClose,
  find,
  openNext,
  openSite,
  press,
  readData,
  result,
  screen,
  state,
  useBrowser,
} from './help.mjs';

useBrowser();

/** The value that each step of the article's iteration must show, by the id of what it computes. */
function expectedValues(loss) {
  const values = readData('worked/article.json').values[loss];
  const expected = new Map();
  const perNeuron = (kind, layers) =>
    layers.forEach((row, l) => row.forEach((value, j) => expected.set(`${kind}.${l + 1}.${j}`, value)));
  const perWeight = (kind, layers) =>
    layers.forEach((rows, l) =>
      rows.forEach((row, j) => row.forEach((value, i) => expected.set(`${kind}.${l + 1}.${j}.${i}`, value))),
    );
  perNeuron('z', values.z);
  perNeuron('a', values.a);
  values.lossTerms.forEach((value, k) => expected.set(`L.${k}`, value));
  expected.set('L', values.loss);
  perNeuron('delta', values.delta);
  perNeuron('db', values.db);
  perWeight('dw', values.dW);
  perWeight('w', values.weightsAfter);
  perNeuron('b', values.biasesAfter);
  return expected;
}

/** `−8.98×10⁻⁴` and the like, as KaTeX sets them. */
function readShown(text) {
  const [mantissa, power] = text.replace(/[−]/g, '-').split(/[⋅×]\s*10/);
  return Number(mantissa.replace(/\s/g, '')) * 10 ** Number(power ?? 0);
}

for (const loss of ['mse', 'bce']) {
  test(`the right arrow alone shows every value of the article's iteration under ${loss}`, async () => {
    const { page, complaints } = await openSite(`scenario=article&loss=${loss}`);
    const expected = expectedValues(loss);
    const shown = new Set();
    const steps = Number(await find(page, '.track').getAttribute('aria-valuemax'));
    for (let step = 1; step <= steps; step++) {
      await press(page, 'ArrowRight');
      const [{ step: at }, { id, value, text }] = await Promise.all([state(page), result(page)]);
      assert.equal(at, step);
      assertClose(value, expected.get(id), id);
      assert.ok(
        Math.abs(readShown(text) - Number(value.toPrecision(4))) <= Math.abs(value) * 1e-9,
        `${id}: the screen says ${text} for ${value}`,
      );
      shown.add(id);
    }
    assert.deepEqual(
      [...expected.keys()].filter((id) => !shown.has(id)),
      [],
    );
    assertClean(complaints);
  });
}

test('back over an update gives the same bits, and forward again too', async () => {
  const { page } = await openSite('scenario=article&step=31');
  await press(page, 'End');
  const atEnd = await screen(page);
  await press(page, 'ArrowRight', 'ArrowRight');
  const inNext = await screen(page);
  assert.match(inNext.iteration, /2/);
  await press(page, 'ArrowLeft', 'ArrowLeft');
  assert.deepEqual(await screen(page), atEnd);
  await press(page, 'ArrowRight', 'ArrowRight');
  assert.deepEqual(await screen(page), inNext);
});

test('home, end, phase and page keys land where the timeline says; stepping by layer shows all results of the layer at once', async () => {
  const { page } = await openSite('scenario=article');
  const slider = find(page, '.track');
  await press(page, 'End');
  assert.equal(await slider.getAttribute('aria-valuenow'), await slider.getAttribute('aria-valuemax'));
  await press(page, 'Home');
  assert.equal(await slider.getAttribute('aria-valuenow'), '0');
  await press(page, 'Shift+ArrowRight');
  assert.match(await slider.getAttribute('aria-valuetext'), /step 16 of 85: Output of N5/);
  await press(page, 'PageDown');
  assert.match(await slider.getAttribute('aria-valuetext'), /The loss/);
  await press(page, 'Shift+ArrowLeft');
  assert.match(await slider.getAttribute('aria-valuetext'), /step 16/);
  await openNext(page, 'scenario=article&by=layer', '.start');
  await press(page, 'ArrowRight');
  assert.equal((await state(page)).step, 6);
  assert.equal(await find(page, '.rows .row').count(), 6);
});

test('N goes to the next iteration and keeps the step; the loss falls', async () => {
  const { page } = await openSite('scenario=article&step=31');
  await press(page, 'n', 'n', 'n');
  assert.equal((await state(page)).step, 31);
  assert.match(await find(page, '.iteration').textContent(), /4/);
  const heights = (await find(page, '.curve-line').getAttribute('points'))
    .split(' ')
    .map((point) => +point.split(',')[1]);
  assert.equal(heights.length, 4);
  assert.deepEqual(
    heights,
    [...heights].sort((a, b) => a - b),
  );
});

test('the edges show how far the update moves each weight, once a step has done it', async () => {
  const { page } = await openSite('scenario=article&edges=update');
  const unknown = () => find(page, '.edge-part .edge.unknown').count();
  assert.equal(await unknown(), await find(page, '.edge-part').count());
  await press(page, 'End');
  assert.equal(await unknown(), 0);
  const widths = await find(page, '.edge-part .edge').evaluateAll((lines) =>
    lines.map((line) => [line.parentElement.dataset.id, Number(line.getAttribute('stroke-width'))]),
  );
  // η is the same for all, so the widths are to each other as the gradients are.
  const gradients = readData('worked/article.json').values.mse.dW;
  const largest = Math.max(...gradients.flat(2).map(Math.abs));
  for (const [id, width] of widths) {
    const [, layer, neuron, from] = id.split('.').map(Number);
    assertClose(width, 0.8 + (3.2 * Math.abs(gradients[layer - 1][neuron][from])) / largest, id);
  }
});

test('space plays and pauses', async () => {
  const { page } = await openSite('scenario=article&by=phase');
  await press(page, 'Space');
  await page.waitForFunction(() => document.querySelector('backprop-playground').step > 0);
  await press(page, 'Space');
  assert.equal(await find(page, '.transport [aria-label="Play"]').count(), 1);
});

test('each step is announced in words; the keys go on working after the focused symbol is gone; space presses what acts as a button', async () => {
  const { page } = await openSite('scenario=article&step=29');
  await press(page, 'ArrowRight');
  const spoken = await find(page, '[aria-live="polite"]').textContent();
  assert.match(
    spoken,
    /step 30 of 85\. Error signal δ of N1: −0\.03352\. N1’s output reaches the loss through N4 and N5/,
  );
  await openNext(page, 'scenario=article&step=7', '.equation');
  await find(page, '.equation [role="img"]').first().focus();
  await press(page, 'ArrowRight', 'ArrowRight');
  assert.equal((await state(page)).step, 9);
  await find(page, '.diagram [data-handle][data-id="w.2.0.0"]').focus();
  await press(page, 'Space');
  await find(page, '#editor-input').waitFor();
  assert.equal(await find(page, '.transport [aria-label="Play"]').count(), 1);
});

test('the sentence of an update takes its sign from the gradient, whatever η does with it', async () => {
  const { page } = await openSite();
  for (const [eta, sentence] of [
    ['0.5', /is positive: lowering .* So it moves down/],
    ['-0.5', /is positive: lowering .* But η is negative, .* up: this climbs/],
    ['0', /^η is 0: nothing moves/],
    ['1e-30', /is positive: lowering .* less than the last bit .* stays where it is/],
  ]) {
    await openNext(page, `scenario=article&step=70&h=eta:${eta}`, '.step > .sentence');
    assert.match(await find(page, '.step > .sentence').innerText(), sentence, eta);
  }
});
