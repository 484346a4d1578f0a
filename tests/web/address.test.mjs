import assert from 'node:assert/strict';
import test from 'node:test';
import {
  addressSays,
  assertClean,
  assertCopied,
  find,
  openAnew,
  openEditor,
  openSite,
  press,
  ready,
  screen,
  settled,
  share,
  state,
  useBrowser,
  said,
} from './help.mjs';

useBrowser();

test('a reload gives the same screen: bits, step, panel, loss curve and undo', async () => {
  const { page, complaints } = await openSite('scenario=article&step=31');
  await press(page, 'n', 'n', 'n');
  await find(page, '.diagram [data-handle][data-id="w.2.0.0"]').focus();
  await press(page, 'Enter');
  await page.keyboard.type('0.3');
  await press(page, 'Enter', 'n', 'n');
  await find(page, '.segments button').getByText('BCE').click();
  await find(page, '#tab-derive').click();
  await settled(page);
  const before = await screen(page);
  await addressSays(page, 'h=3,w.2.0.0:0.3,2,loss:bce');
  await addressSays(page, 'panel=derive');
  await page.reload();
  await ready(page);
  assert.deepEqual(await screen(page), before);
  await press(page, 'z', 'z', 'z', 'z');
  assert.equal(
    (await find(page, '.diagram [data-handle][data-id="w.2.0.0"]').getAttribute('data-value')) !== '0.3',
    true,
  );
  assertClean(complaints);
});

test('edits of one value are undone one by one; the same value again is no edit', async () => {
  const { page } = await openSite('scenario=article');
  for (const text of ['1', '2', '2']) {
    await find(page, '.diagram [data-handle][data-id="w.2.0.0"]').focus();
    await press(page, 'Enter');
    await page.keyboard.type(text);
    await press(page, 'Enter');
  }
  await addressSays(page, 'h=w.2.0.0:1,w.2.0.0:2&');
  for (const value of ['1', '0.5']) {
    await press(page, 'z');
    assert.equal(await find(page, '.diagram [data-handle][data-id="w.2.0.0"]').getAttribute('data-value'), value);
  }
});

test('back and forward of the browser go over choices, not over steps', async () => {
  const { page } = await openSite('scenario=article&step=5');
  await press(page, 'ArrowRight', 'ArrowRight');
  await addressSays(page, 'step=7');
  await find(page, '.scenario-select').selectOption('mazur');
  await addressSays(page, 'scenario=mazur');
  await page.goBack();
  await page.waitForFunction(() => document.querySelector('backprop-playground').scenario === 'article');
  await settled(page);
  assert.equal((await state(page)).step, 7);
  await page.goForward();
  await page.waitForFunction(() => document.querySelector('backprop-playground').scenario === 'mazur');
});

test('back to the bare address is back at the start', async () => {
  const { page } = await openSite();
  // It comes after the opening.
  await find(page, '[data-knob="eta"]').waitFor();
  const before = await screen(page);
  await find(page, '.diagram [data-handle][data-id="w.2.0.1"]').focus();
  await press(page, 'd');
  await addressSays(page, 'param=w.2.0.1');
  await press(page, 'n');
  await addressSays(page, 'h=1');
  await page.goBack();
  await page.goBack();
  await page.waitForFunction(() => location.hash === '');
  await settled(page);
  assert.deepEqual(await screen(page), before);
  await page.waitForTimeout(400);
  await page.goForward();
  await page.waitForFunction(() => document.querySelector('backprop-playground').parameter === 'w.2.0.1');
});

test('the last of several addresses that arrive at once is on the screen, whichever takes longer to open', async () => {
  const { page, complaints } = await openSite();
  // It comes after the opening.
  await find(page, '[data-knob="eta"]').waitFor();
  const before = await screen(page);
  await page.evaluate(async () => {
    for (const hash of ['#scenario=mazur&step=9', '#doc=damaged', '#scenario=article&h=3&panel=derive', '']) {
      history.replaceState(null, '', hash || location.pathname);
      dispatchEvent(new PopStateEvent('popstate'));
    }
    // The wait is longer than an opening and the writing of the address after it.
    await new Promise((resolve) => setTimeout(resolve, 600));
  });
  await settled(page);
  assert.deepEqual(await screen(page), before);
  assert.equal(await page.evaluate(() => location.hash), '');
  assert.equal(await find(page, '.page-notice').count(), 0);
  assertClean(complaints);
});

test('a network of the reader travels in the address', async () => {
  const { page, complaints } = await openSite();
  await openEditor(page, 'json');
  const document = {
    version: 1,
    title: 'Mine',
    network: {
      inputs: 1,
      layers: [
        { units: 2, activation: 'tanh' },
        { units: 1, activation: 'linear' },
      ],
    },
    init: { kind: 'xavier_uniform', seed: 5 },
    loss: 'sse',
    samples: [{ x: [0.5], t: [0.25] }],
  };
  await find(page, '#document-input').fill(JSON.stringify(document));
  await find(page, '.sheet .primary-button').click();
  await press(page, 'End');
  const before = await screen(page);
  await addressSays(page, 'doc=');
  await addressSays(page, 'step=');
  await page.reload();
  await ready(page);
  // A link begins with the document: what was before it is the browser's to bring back.
  assert.deepEqual(await screen(page), { ...before, undo: false });
  assert.match(await find(page, '.scenario-select').innerText(), /Mine/);
  assertClean(complaints);
});

test('what is too large for a link is announced, and the address stays readable', async () => {
  const { page } = await openSite('scenario=bce-221&h=99999');
  await find(page, '[aria-label="10 iterations"]').click();
  assert.match(await said(find(page, '.page-notice p')), /too large for a link/);
  assert.match(decodeURIComponent(new URL(page.url()).hash), /h=99999/);
  await press(page, 'ArrowRight');
  assert.equal((await state(page)).step, 1);
});

const damaged = [
  'scenario=article&h=3,,5',
  'scenario=article&h=w.2.0.0:abc',
  'scenario=article&h=w.2.0.0:1e999',
  'scenario=article&h=w.9.0.0:1',
  'scenario=article&h=999999999',
  'scenario=nonsense',
  'scenario=article&step=-4',
  'scenario=article&param=w.7.7.7',
  'scenario=article&loss=hinge',
  'doc=AAAA',
  'doc=%E0%A4%A',
  'what is this',
];

for (const [number, language] of ['en', 'zh-CN'].entries()) {
  test(`a damaged address is announced in a sentence (${language}), and the page works`, async () => {
    const { page } = await openSite('', { locale: language });
    for (const hash of share(damaged, number)) {
      await openAnew(page, hash);
      const sentence = await said(find(page, '.page-notice p'));
      assert.match(sentence, language === 'en' ? /[a-z]{3}/ : /[一-龥]{3}/, hash);
      assert.equal((await state(page)).scenario, 'article', hash);
      await press(page, 'ArrowRight');
      assert.ok((await state(page)).step > 0, hash);
    }
  });
}

test('a damaged address typed into a running page leaves the work as it is', async () => {
  const { page } = await openSite('scenario=mazur&step=9');
  const before = await screen(page);
  await page.evaluate(() => (location.hash = '#scenario=mazur&h=oops'));
  await find(page, '.page-notice').waitFor();
  assert.deepEqual((await screen(page)).numbers, before.numbers);
  assert.deepEqual((await state(page)).scenario, 'mazur');
});

/** As on a page that came by plain http. */
const withoutClipboard = () => delete Clipboard.prototype.writeText;

for (const [where, init] of [
  ['', undefined],
  [', also where the page is not given the clipboard', withoutClipboard],
])
  test(`the copied link opens what is on the screen${where}`, async () => {
    const permissions = ['clipboard-read', 'clipboard-write'];
    const { page } = await openSite('scenario=article&step=40', { permissions, init });
    await press(page, 'n', 'ArrowRight');
    // It says so for a moment only.
    const told = find(page, '[aria-label="Link copied"]').waitFor();
    await find(page, '[aria-label="Copy link"]').click();
    await told;
    const link = await assertCopied(page, /#./);
    const here = await screen(page);
    await openAnew(page, link.split('#')[1]);
    assert.deepEqual(await screen(page), here);
  });
