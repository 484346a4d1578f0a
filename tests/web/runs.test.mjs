/** Curves of the loss: one loss each, with axes; two runs beside each other from the present start. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { assertClean, find, openSite, pairs, press, screen, settled, state, useBrowser, violations } from './help.mjs';

useBrowser();

const lossNow = (page) =>
  page.evaluate(() => {
    const { work } = document.querySelector('backprop-playground').lesson;
    return { loss: work.session.loss(), document: work.document, iteration: work.iteration };
  });
const axisTexts = (page, plot) => find(page, `${plot} :is(.axis-number, .axis-name)`).allTextContents();
const points = async (page, selector) => (await find(page, selector).getAttribute('points')).split(' ').length;

async function run(page, { kind, eta, count = '30' }) {
  if (kind)
    await find(page, '.runs [role="radio"]')
      .nth(kind === 'rates' ? 1 : 0)
      .click();
  if (eta) await find(page, '[data-runs="eta"]').fill(eta);
  await find(page, '[data-runs="count"]').fill(count);
  await find(page, '.runs-form [type="submit"]').click();
  await find(page, '.runs-form [type="submit"]')
    .getByText(/Run both|一起运行/)
    .waitFor();
  await settled(page);
}

test('after a change of the loss a new curve begins: no curve holds two losses, and undo brings the former back', async () => {
  const { page, complaints } = await openSite('scenario=nielsen-saturated&step=3');
  for (const _ of [0, 1]) await find(page, '.iterations [aria-label="100 iterations"]').click();
  await settled(page);
  assert.match(
    await find(page, '.curve figcaption').innerText(),
    /^Loss 0\.4822 at the start, 0\.311\d* after 200 iterations\.$/,
  );
  const { curve: before } = await screen(page);
  await find(page, '.toolbar .segments button').nth(1).click();
  await settled(page);
  const said = await find(page, '.curve figcaption').innerText();
  assert.match(said, /^From iteration 201 on the loss is BCE: a curve of its own\. Loss 1\.55\d* at the start\.$/);
  assert.equal(await points(page, '.curve-line'), 1);
  await press(page, 'n', 'n');
  assert.equal(await points(page, '.curve-line'), 3);
  assert.deepEqual(
    (await axisTexts(page, '.curve')).filter((text) => /^\d{3}$/.test(text)),
    ['200', '201', '202'],
  );
  await press(page, 'z', 'z', 'z');
  assert.equal((await screen(page)).curve, before);
  await press(page, 'Shift+Z', 'Shift+Z', 'Shift+Z');
  assert.equal(await points(page, '.curve-line'), 3);
  assertClean(complaints);
});

test('a curve of two losses opened from a link is of the second alone', async () => {
  const { page, complaints } = await openSite('scenario=nielsen-saturated&step=3&h=20,loss:bce,3');
  assert.equal((await state(page)).loss, 'bce');
  assert.equal(await points(page, '.curve-line'), 4);
  assertClean(complaints);
});

test('the plots of the loss and of an activation have axes with names and numbers', async () => {
  const { page, complaints } = await openSite('scenario=article&step=2&h=12');
  const curve = await axisTexts(page, '.curve');
  for (const text of ['iterations', 'L', '0', '10']) assert.ok(curve.includes(text), `${text} in ${curve}`);
  const sigmoid = await axisTexts(page, '.activation');
  for (const text of ['z', 'a', '0.5', '−5']) assert.ok(sigmoid.includes(text), `${text} in ${sigmoid}`);
  assertClean(complaints);
});

test('texts of the axes are not over one another, nor outside of the drawing', async () => {
  const hashes = [
    'step=2&h=12',
    'step=2&h=3',
    'step=2&h=100000',
    'step=2&h=eta:1e9,12',
    'scenario=nielsen-saturated&step=2&h=1',
  ];
  for (const [hash, width] of pairs(hashes, [360, 1280])) {
    const { page } = await openSite(`scenario=article&${hash}`, { viewport: { width, height: 900 } });
    const found = await find(page, '.plot svg').evaluateAll((plots) =>
      plots.flatMap((plot) => {
        const all = [...plot.querySelectorAll('text')].map((text) => [text.textContent, text.getBoundingClientRect()]);
        const { left, right } = plot.getBoundingClientRect();
        const outside = all.filter(([, box]) => box.left < left - 1 || box.right > right + 1).map(([text]) => text);
        const over = all.flatMap(([text, a], at) =>
          all
            .slice(at + 1)
            .filter(
              ([, b]) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3,
            )
            .map(([other]) => `${text} / ${other}`),
        );
        return [...outside, ...over];
      }),
    );
    assert.deepEqual(found, [], `${hash}, ${width} px`);
  }
});

test('two runs under two losses begin alike and have an axis each; the page stays where it is', async () => {
  const { page, complaints } = await openSite('scenario=article&panel=compare&h=2');
  const before = await lossNow(page);
  await run(page, { count: '30' });
  assert.deepEqual(await lossNow(page), before);
  assert.equal(await find(page, '.plot.run').count(), 2);
  for (const at of [0, 1]) {
    assert.equal(await find(page, '.plot.run').nth(at).locator('.curve-line').count(), 1, 'one loss a plot');
    assert.equal((await find(page, '.plot.run .curve-line').nth(at).getAttribute('points')).split(' ').length, 31);
  }
  const cells = await find(page, '.runs-table td').allInnerTexts();
  const ends = await page.evaluate(
    ({ document: start }) =>
      ['mse', 'bce'].map((loss) => {
        const { core } = document.querySelector('backprop-playground').lesson.work;
        const session = core.open({ ...start, loss });
        for (let i = 0; i < 30; i++) session.step();
        const value = session.loss();
        session.close();
        return value;
      }),
    before,
  );
  const shown = cells.slice(-6, -4);
  ends.forEach((value, at) =>
    assert.ok(Math.abs(Number(shown[at]) - value) < 1e-3 * value + 1e-6, `${shown} for ${ends}`),
  );
  assert.deepEqual(await violations(page), []);
  assertClean(complaints);
});

test('two learning rates are two curves in one plot; a change of the numbers takes them away', async () => {
  const { page, complaints } = await openSite('scenario=article&panel=compare&lang=zh-CN', { locale: 'zh-CN' });
  await run(page, { kind: 'rates', eta: '1e300', count: '20' });
  assert.equal(await find(page, '.plot.run').count(), 1);
  assert.equal(await find(page, '.plot.run .curve-line').count(), 2);
  await run(page, { eta: '-1/2' });
  assert.match(await find(page, '.runs-legend.second').innerText(), /η = −0\.5/);
  await run(page, { eta: 'much' });
  assert.match(await find(page, '#runs-problem').innerText(), /“much”不是数字/);
  await run(page, { eta: '1', count: '0.5' });
  assert.match(await find(page, '#runs-problem').innerText(), /\S/);
  await press(page, 'Tab');
  await page.evaluate(() => document.querySelector('backprop-playground').lesson.nextIteration());
  await settled(page);
  assert.equal(await find(page, '.plot.run').count(), 0);
  assert.deepEqual(await violations(page), []);
  assertClean(complaints);
});

test('a run whose numbers end is drawn to there and says so', async () => {
  const { page, complaints } = await openSite('scenario=article&panel=compare');
  await page.evaluate(() =>
    document.querySelector('backprop-playground').lesson.work.openText(
      JSON.stringify({
        version: 1,
        network: { inputs: 1, layers: [{ units: 1, activation: 'linear', weights: [[1]], biases: [0] }] },
        loss: 'mse',
        samples: [{ x: [10], t: [0] }],
      }),
      'page',
    ),
  );
  await settled(page);
  await run(page, { kind: 'rates', eta: '1e100', count: '20' });
  assert.match(await find(page, '.runs-table').innerText(), /no finite number from iteration \d+ on/);
  assertClean(complaints);
});

test('the columns of the comparison are the same in all its tables, one cell a loss', async () => {
  const { page, complaints } = await openSite('scenario=article&panel=compare');
  assert.equal(await find(page, '.compare-paths table').count(), 1);
  const edges = await find(page, '.two-losses thead th[scope="col"]:nth-child(3)').evaluateAll((cells) =>
    cells.filter((cell) => cell.checkVisibility()).map((cell) => Math.round(cell.getBoundingClientRect().left)),
  );
  assert.ok(edges.length > 3);
  // The tint of a path takes some pixels of its column.
  assert.ok(Math.max(...edges) - Math.min(...edges) <= 3, String(edges));
  assert.equal(await find(page, '.two-losses td[colspan="2"]').count(), 0);
  assertClean(complaints);
});
