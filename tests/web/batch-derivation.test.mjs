/** Whose gradient is derived: of the sample shown, or of the batch that the next update takes. It is always shown. */
import assert from 'node:assert/strict';
import test from 'node:test';
import {
  addressSays,
  assertClean,
  find,
  openNext,
  openSite,
  packed,
  press,
  readData,
  settled,
  smallControls,
  useBrowser,
  violations,
} from './help.mjs';

useBrowser();

/** The article's network on several samples, `batchSize` of them in an update. */
function batchOf(batchSize, { samples = 4, reduction = 'mean' } = {}) {
  const { scenario, names } = readData('worked/article.json');
  return {
    ...scenario,
    names,
    samples: Array.from({ length: samples }, (_, i) => ({ x: [i / samples, 1 - i / samples], t: [i % 2, 0.25] })),
    training: { ...scenario.training, batchSize, batchReduction: reduction },
  };
}

const open = (document, rest = '', options = {}) =>
  openSite(`doc=${packed(document)}&panel=derive&param=w.2.0.0${rest}`, options);

const meant = (page) => find(page, '.panel .meant').innerText();
const head = async (page) => Number(await find(page, '.derivation-head .number').getAttribute('data-value'));
const radios = (page) => find(page, '.meant-switch [role=radio]');

/** The gradients as the element's own session has them: of the sample, and of the update. */
const gradients = (page) =>
  page.evaluate(() => {
    const { work, sample } = document.querySelector('backprop-playground').lesson;
    const { session } = work;
    const own = session.derive('w.2.0.0', { sample }).value;
    const batch = session.step().changes.find(({ id }) => id === 'w.2.0.0').gradient;
    session.undo();
    return { own, batch };
  });

const words = {
  en: {
    alone: 'Of sample 1 alone. The next update uses the mean over the 4 samples of the batch.',
    batch: 'The mean over the 4 samples of the batch: this is what the next update uses.',
  },
  'zh-CN': {
    alone: '这里只针对样本 1。下一次更新用的是批次中 4 个样本的平均。',
    batch: '批次中 4 个样本的平均：下一次更新用的就是它。',
  },
};

for (const [lang, { alone, batch }] of Object.entries(words))
  test(`${lang}: the switch leads from the sample's gradient to that of the update, and a sentence says which`, async () => {
    const { page, complaints } = await open(batchOf(4), `&lang=${lang}`);
    const expected = await gradients(page);
    assert.equal(await meant(page), alone);
    assert.equal(await head(page), expected.own);
    await radios(page).nth(1).click();
    await find(page, '.stage[data-stage=total]').waitFor();
    await settled(page);
    assert.equal(await meant(page), batch);
    assert.equal(await head(page), expected.batch);
    assert.equal(await find(page, '.share-button').count(), 4);
    assert.equal(await find(page, '.stage-head .agreement.same').count(), 3);
    assert.equal(await find(page, '.agreement:not(.same)').count(), 0);
    await addressSays(page, 'of=batch');
    await page.reload();
    await find(page, '.stage[data-stage=total]').waitFor();
    assert.equal(await meant(page), batch);
    assertClean(complaints);
  });

test('by keyboard: the arrows move the choice, Enter on a share opens the derivation of its sample alone', async () => {
  const { page, complaints } = await open(batchOf(4));
  await radios(page).first().focus();
  await press(page, 'ArrowRight');
  assert.equal(await radios(page).nth(1).getAttribute('aria-checked'), 'true');
  assert.equal(
    await radios(page)
      .nth(1)
      .evaluate((button) => button.matches(':focus')),
    true,
  );
  const third = find(page, '.share-button').nth(2);
  await third.waitFor();
  assert.equal(await third.getAttribute('aria-label'), 'Sample 3: derive its gradient');
  await third.focus();
  await press(page, 'Enter');
  assert.match(await meant(page), /^Of sample 3 alone\./);
  assert.equal(await head(page), (await gradients(page)).own);
  assert.equal(await radios(page).first().getAttribute('aria-checked'), 'true');
  // The update is still that of the whole batch.
  assert.deepEqual(
    await page.evaluate(() => document.querySelector('backprop-playground').lesson.work.session.status().nextBatch),
    [0, 1, 2, 3],
  );
  assertClean(complaints);
});

test('in every notation the batch comes to the same number', async () => {
  const { page, complaints } = await open(batchOf(3, { reduction: 'sum' }), '&of=batch');
  const expected = (await gradients(page)).batch;
  const notations = find(page, '.notation-switch:not(.meant-switch) [role=radio]');
  assert.equal(await notations.count(), 4);
  for (let i = 0; i < 4; i++) {
    await notations.nth(i).click();
    await settled(page);
    assert.equal(await head(page), expected);
    assert.equal(await find(page, '.stage-head .agreement.same').count(), 3);
    assert.equal(await find(page, '.katex-error').count(), 0);
  }
  assert.equal(await meant(page), 'The sum over the 3 samples of the batch: this is what the next update uses.');
  assertClean(complaints);
});

test('with one sample in an update there is no choice; one of several samples is named, a single one is not', async () => {
  const { page } = await open(batchOf(1));
  assert.equal(await radios(page).count(), 0);
  assert.equal(await meant(page), 'Of sample 1 alone.');
  await openNext(page, 'scenario=article&panel=derive&of=batch', '.path-strip');
  assert.equal(await radios(page).count(), 0);
  assert.equal(await find(page, '.meant').count(), 0);
  assert.ok((await find(page, '.path-strip').count()) > 0);
});

test('the first samples of a long batch and the last are shown, and how many are left out', async () => {
  const { page, complaints } = await open(batchOf(1200, { samples: 1200 }), '&of=batch');
  await find(page, '.stage[data-stage=total]').waitFor();
  assert.equal(await find(page, '.share-button').count(), 8);
  assert.equal(await find(page, '.share-button').last().innerText(), 'sample 1200 →');
  assert.match(await find(page, '.stage[data-stage=shares]').innerText(), /… and 1192 samples more/);
  assert.equal(await head(page), (await gradients(page)).batch);
  assertClean(complaints);
});

test('the two losses and the check say that they are of the one sample', async () => {
  const { page } = await open(batchOf(4));
  await find(page, '.check-button').click();
  assert.equal(await find(page, 'dialog .meant').innerText(), words.en.alone);
  await press(page, 'Escape');
  await openNext(page, `doc=${packed(batchOf(4))}&panel=compare&param=w.2.0.0`, '.rule-case');
  assert.equal(await meant(page), words.en.alone);
});

test('what is exported says whose gradient it is', async () => {
  const { page } = await open(batchOf(4), '&of=batch');
  await find(page, '.stage[data-stage=total]').waitFor();
  await find(page, '[aria-label="Embed and export"]').click();
  await find(page, '.take-what select').selectOption('derivation');
  await settled(page);
  const text = await find(page, '.take-text').inputValue();
  assert.match(text, /The mean over the 4 samples of the batch: this is what the next update uses\./);
  assert.doesNotMatch(text, /Of sample/);
});

test('axe finds nothing at the switch and the shares, and 360 pixels are enough', async () => {
  for (const [lang, colorScheme] of [
    ['en', 'light'],
    ['zh-CN', 'dark'],
  ]) {
    const viewport = { width: 360, height: 740 };
    const { page, complaints } = await open(batchOf(4), `&of=batch&lang=${lang}`, {
      viewport,
      colorScheme,
      isMobile: true,
      hasTouch: true,
    });
    await find(page, '.stage[data-stage=total]').waitFor();
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(await smallControls(page), []);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
    assertClean(complaints);
  }
});
