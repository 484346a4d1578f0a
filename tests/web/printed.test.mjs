/** A published example beside its print: the table, the figures beside the steps, in whichever way the document came. */
import assert from 'node:assert/strict';
import test from 'node:test';
import {
  assertClean,
  find,
  openEditor,
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

const outside = readData('printed.json');

/** The printed figure beside the update of w3 in Mazur's example. */
const atUpdate = async (page) => {
  await page.evaluate(() => (document.querySelector('backprop-playground').step = 30));
  await settled(page);
  await find(page, '.printed').first().waitFor();
  return find(page, '.printed').first().innerText();
};

const table = async (page) => {
  await find(page, '.printed-all').waitFor();
  await find(page, '.printed-all summary').click();
  return (await find(page, '.printed-all tbody tr').allInnerTexts()).map((row) => row.replace(/\s+/g, ' ').trim());
};

test('figures are beside the steps by a link, from the list, from the editor and after a drop', async () => {
  const { page, complaints } = await openSite('scenario=mazur');
  const expected = await atUpdate(page);
  assert.match(expected, /0\.24975114[\s\S]*✓ agrees/);

  await openNext(page, 'scenario=article', '.start');
  await find(page, '.scenario-select').selectOption('mazur');
  await settled(page);
  assert.equal(await atUpdate(page), expected);

  const own = JSON.stringify(
    await page.evaluate(() => document.querySelector('backprop-playground').lesson.work.original),
  );
  await openNext(page, 'scenario=article', '.start');
  await openEditor(page, 'json');
  await find(page, '#document-input').fill(own);
  await find(page, '.sheet .primary-button').click();
  await settled(page);
  assert.equal(await atUpdate(page), expected);

  await openNext(page, 'scenario=article', '.start');
  await page.evaluate((text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], 'own.json', { type: 'application/json' }));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, own);
  await find(page, '.printed-all').waitFor();
  assert.equal(await atUpdate(page), expected);
  assertClean(complaints);
});

test('after an edit the figures are gone, and back when it is undone', async () => {
  const { page } = await openSite('scenario=article');
  await find(page, '.scenario-select').selectOption('mazur');
  await settled(page);
  await atUpdate(page);
  await find(page, '.eta-input').fill('0.4');
  await press(page, 'Enter');
  assert.equal(await find(page, '.printed').count(), 0);
  await find(page, '.toolbar [aria-label="Undo"]').click();
  await find(page, '.printed').first().waitFor();
});

test('a parameter’s figure is beside its update whichever sample is shown', async () => {
  const document = structuredClone(outside['batch-summed']);
  document.training.batchSize = 1;
  document.printed.figures = [{ id: 'w.1.0.0', after: 2, text: '0.4' }];
  const { page } = await openSite(`doc=${packed(document)}&h=1`);
  await press(page, 'End');
  await page.evaluate(() => {
    const element = document.querySelector('backprop-playground');
    element.step -= 2; // three weights are updated last
  });
  await settled(page);
  await find(page, '.printed').waitFor();
});

test('the table names the sample that a figure is of, and no sample for a parameter', async () => {
  const { page } = await openSite();
  for (const [locale, sample, parameter] of [
    ['en', /a.*sample 2 0\.27408027/, /w.*₁₁ after the update 0\.67423821/],
    ['zh-CN', /a.*样本 2 0\.27408027/, /w.*₁₁ 更新之后 0\.67423821/],
  ]) {
    await openNext(page, 'scenario=article', '.start');
    await openNext(page, `doc=${packed(outside['batch-summed'])}&lang=${locale}`);
    const rows = await table(page);
    assert.match(rows[1], sample);
    assert.match(rows[6], parameter);
  }
});

test('the mean of a batch is beside the step that computes it', async () => {
  const { page } = await openSite(`doc=${packed(outside.mean)}`);
  await find(page, '.printed-all').waitFor();
  const beside = await page.evaluate(async () => {
    const element = document.querySelector('backprop-playground');
    const found = [];
    for (let step = 1; step <= element.lesson.steps.length; step++) {
      element.step = step;
      while (!(await element.updateComplete));
      const printed = element.shadowRoot.querySelector('.printed');
      if (printed) found.push(printed.textContent.replace(/\s+/g, ' ').trim());
    }
    return found;
  });
  assert.deepEqual(beside, ['In print 2.5 Ours 2.5 ✓ agrees', 'In print 5 Ours 5 ✓ agrees']);
});

test('every verdict is shown in both languages, and what follows names the figure that it follows from', async () => {
  const document = structuredClone(outside.tanh);
  document.printed.figures = [
    { id: 'z.1.0', text: '0.37' },
    { id: 'a.1.0', text: '0.3539916998' },
    { id: 'L', after: 1, text: '0.3' },
    { id: 'L', text: '0.4003769124844312' },
  ];
  const { page, complaints } = await openSite();
  for (const [locale, ...wanted] of [
    ['en', /✗ differs/, /↳ follows from z/, /✓ agrees up to rounding|↳/],
    ['zh-CN', /✗ 不一致/, /↳ 由 z.* 引起/, /✓ 舍入误差内一致|↳/],
  ]) {
    await openNext(page, 'scenario=article', '.start');
    await openNext(page, `doc=${packed(document)}&lang=${locale}`);
    const rows = await table(page);
    assert.match(rows[0], wanted[0]);
    assert.match(rows[1], wanted[1]);
    assert.match(rows[3], wanted[2]);
  }
  await openNext(page, 'scenario=article', '.start');
  await openNext(page, `doc=${packed(outside['single-precision'])}&lang=zh-CN`);
  assert.match((await table(page))[1], /✓ 单精度下一致/);
  assertClean(complaints);
});

test('the page answers while a long comparison goes on, and the table comes when it is done', async () => {
  const document = structuredClone(outside['batch-summed']);
  const { page } = await openSite('scenario=article');
  await page.evaluate(() => {
    const root = document.querySelector('backprop-playground').shadowRoot;
    const look = () => (globalThis.sawComparing ||= /being compared/.test(root.querySelector('.panel').textContent));
    new MutationObserver(look).observe(root, { childList: true, characterData: true, subtree: true });
  });
  await openEditor(page, 'json');
  await find(page, '#document-input').fill(JSON.stringify(document));
  await find(page, '.sheet .primary-button').click();
  await find(page, '.printed-all').waitFor();
  assert.ok(await page.evaluate(() => globalThis.sawComparing), 'the page was drawn before all was compared');
  assert.match(await find(page, '.printed-all summary').innerText(), /19 of 20 agree/);
});

for (const locale of ['en', 'zh-CN'])
  test(`on a phone the verdicts of long figures can be read, and axe finds nothing (${locale})`, async () => {
    const { page } = await openSite(`doc=${packed(outside['single-precision'])}`, {
      locale,
      viewport: { width: 360, height: 740 },
      hasTouch: true,
      isMobile: true,
    });
    await table(page);
    const overflow = await page.evaluate(() => {
      const scroll = document.querySelector('backprop-playground').shadowRoot.querySelector('.printed-all .scroll');
      return scroll.scrollWidth - scroll.clientWidth;
    });
    assert.ok(overflow <= 0, `${overflow} px`);
    assert.deepEqual(await violations(page), []);
  });
