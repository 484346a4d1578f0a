/**
 * A link costs what it shows. The inputs are so long that a reader whose work grows with their square would not be done
 * before the browser driver gives up; one that reads each character once answers at once.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import {
  addressSays,
  assertClean,
  assertCopied,
  find,
  openAnew,
  openEditor,
  openSite,
  packed,
  press,
  settled,
  share,
  state,
  useBrowser,
  wideNetwork,
} from './help.mjs';

useBrowser();

const LONG = 400_000;
const long = (text) => text.repeat(LONG / text.length);

const small = (rest = {}) => ({
  version: 1,
  network: {
    inputs: 2,
    layers: [
      {
        units: 2,
        activation: 'tanh',
        weights: [
          [0.5, -1e-9],
          [1e21, 0],
        ],
        biases: [0.25, 0],
      },
    ],
  },
  loss: 'sse',
  samples: [{ x: [1, 2], t: [0, 1] }],
  ...rest,
});

const notice = (page) => find(page, '.page-notice p').innerText();

const refused = [
  ['digits with a letter after them', `scenario=article&h=w.2.0.0:${long('1')}x`, /damaged at “h”/],
  ['digits', `scenario=article&h=w.2.0.0:${long('1')}`, /damaged at “h”/],
  ['a count', `scenario=article&h=${long('1')}x`, /damaged at “h”/],
  ['colons', `scenario=article&h=${long(':')}`, /damaged at “h”/],
  ['a scenario', `scenario=${long('a')}`, /no scenario called “a+…”/],
  ['a parameter', `scenario=article&param=w.${long('1')}`, /no parameter w\.1+…/],
  ['an unknown key', `${long('k')}=1`, /damaged at “k+”/],
];

test(`an address of ${LONG} characters is refused in a short sentence, and so is one that draws the weights of a large network again and again; the page works`, async () => {
  const { page } = await openSite();
  for (const [what, hash, sentence] of refused) {
    await openAnew(page, hash);
    const told = await notice(page);
    assert.match(told, sentence, what);
    assert.ok(told.length < 300, `${what}: ${told.length} characters`);
    await press(page, 'ArrowRight');
    assert.ok((await state(page)).step > 0, what);
  }
  await openAnew(page, `doc=${packed(wideNetwork(400))}&h=${'init:zeros.1,'.repeat(60_000)}1`);
  assert.match(await notice(page), /more iterations than can be worked through/);
  await press(page, 'ArrowRight');
  assert.ok((await state(page)).step > 0);
});

const typed = [long('1') + 'x', `.${long('1')}x`, `1e${long('1')}x`, long(' ') + 'x y', long('-')];

test('a learning rate of so many characters is answered, and the sentence about it is short', async () => {
  const { page } = await openSite();
  for (const text of typed) {
    await find(page, '.eta-input').evaluate((input, value) => {
      input.value = value;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    }, text);
    await settled(page);
    const told = await find(page, '#eta-problem').innerText();
    assert.match(told, /is not a number/);
    assert.ok(told.length < 300);
  }
});

test('pasted cells of so many characters are answered', async () => {
  const { page } = await openSite('scenario=xor-zero');
  await openEditor(page, 'samples');
  for (const text of [
    ...typed.slice(0, 3).map((cell) => `1\t${cell}\t1`),
    `${long(' ')}a b`,
    `${long('\n')}a b`,
    `a b${long('\n')}c d`,
    `1\t"${long('"')}\t1`,
    `1,${long('1')}x\n1,5`,
  ]) {
    await find(page, '[role="gridcell"] input').focus();
    await press(page, 'Home');
    await page.evaluate((copied) => {
      const data = new DataTransfer();
      data.setData('text/plain', copied);
      const input = document.querySelector('backprop-playground').shadowRoot.querySelector('[role="gridcell"] input');
      input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    }, text);
    await settled(page);
    const told = await find(page, '#cell-problem').innerText();
    assert.match(told, /Row \d+/);
    assert.ok(told.length < 300);
  }
});

// ------------------------------------------------------------------ the document as text

const strange = small({
  title: 'x [ a   b ] y {  "c":  [ 1,  2 ] } \\n [\u00a0 ] 神经网络 ½',
  names: { 'w.1.0.0': '[ q  r ]', 'b.1.0': '[   ]', 'x.0': '], [  ,  (' },
  printed: {
    source: '[ "quoted"   \\"   ]',
    url: 'https://example.org/[ a  ]?q=[  1 ]',
    figures: [{ id: 'w.1.0.0', text: '0.5', slip: '[  \\u0020  /*  */ [ 1,   2 ]  ]' }],
  },
});
const documentOf = (page) =>
  page.evaluate(() => JSON.stringify(document.querySelector('backprop-playground').lesson.work.document));

test('the JSON tab, its copy and its file hold the document to the last blank; opened unchanged it is the same', async () => {
  const { page, complaints } = await openSite(`doc=${packed(strange)}`, {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const before = await documentOf(page);
  await openEditor(page, 'json');
  const shown = await find(page, '#document-input').inputValue();
  assert.equal(JSON.stringify(JSON.parse(shown)), before);
  for (const text of Object.values(strange.names)) assert.ok(shown.includes(JSON.stringify(text)), text);
  assert.match(shown, /^ {10}\[0\.5, -1e-9\],$/m); // numbers are still in rows
  await find(page, '.copy-document').click();
  await assertCopied(page, shown);
  const [download] = await Promise.all([page.waitForEvent('download'), find(page, '.download-document').click()]);
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  assert.equal(Buffer.concat(chunks).toString('utf8'), shown);
  await find(page, '.sheet .primary-button').click();
  await settled(page);
  assert.equal(await documentOf(page), before);
  assertClean(complaints);
});

test('a text of opening brackets and blanks is shown in the JSON tab like any other', async () => {
  // Each bracket begins a list for whoever takes a text for numbers, and each blank may belong to it.
  const figure = { id: 'w.1.0.0', text: '0.5', slip: `[${' '.repeat(499)}` };
  const { page } = await openSite(`doc=${packed(small({ printed: { figures: Array(850).fill(figure) } }))}`);
  await openEditor(page, 'json');
  const shown = JSON.parse(await find(page, '#document-input').inputValue());
  assert.deepEqual(shown.printed.figures[849], figure);
});

// ------------------------------------------------------------------ a document that is none

for (const [number, language] of ['en', 'zh-CN'].entries()) {
  test(`an address whose document is no object says so (${language}), and the page works`, async () => {
    const values = [null, false, 0, '', [], JSON.stringify(small()), 'x'];
    const { page, complaints } = await openSite('', { locale: language });
    for (const value of share(values, number)) {
      await openAnew(page, `doc=${packed(value)}`);
      assert.match(await notice(page), language === 'en' ? /damaged at “doc”/ : /在“doc”处损坏/, JSON.stringify(value));
      await press(page, 'ArrowRight');
      assert.ok((await state(page)).step > 0);
    }
    assertClean(complaints);
  });
}

test('a number in an address that is too large for a double is announced as that', async () => {
  const text = JSON.stringify(small()).replace('"x":[1,', '"x":[1e999,');
  const { page } = await openSite(`doc=${deflateRawSync(Buffer.from(text)).toString('base64url')}`);
  const told = await notice(page);
  assert.match(told, /samples\[0\]\.x\[0\]: too large for a double/);
  assert.doesNotMatch(told, /Infinity/);
});

// ------------------------------------------------------------------ what a browser refuses

for (const [what, init] of [
  [
    'no streams that pack',
    () => {
      delete globalThis.CompressionStream;
      delete globalThis.DecompressionStream;
    },
  ],
  [
    'streams of older formats only',
    () => {
      for (const name of ['CompressionStream', 'DecompressionStream']) {
        const known = globalThis[name];
        globalThis[name] = class extends known {
          constructor(format) {
            if (format === 'deflate-raw') throw new TypeError(`Unsupported compression format: '${format}'`);
            super(format);
          }
        };
      }
    },
  ],
]) {
  test(`a browser with ${what} says that links with a network are not possible in it`, async () => {
    const { page, complaints } = await openSite(`doc=${packed(small())}`, { init });
    assert.match(await notice(page), /This browser cannot read or write links with a network/);
    await openEditor(page, 'json');
    await find(page, '#document-input').fill(JSON.stringify(small({ title: 'Mine' })));
    await find(page, '.sheet .primary-button').click();
    await find(page, '.page-notice').waitFor();
    assert.match(await notice(page), /This browser cannot read or write links with a network/);
    await press(page, 'ArrowRight');
    assert.ok((await state(page)).step > 0);
    assertClean(complaints);
  });
}

test('where the browser refuses to change the address for a while, the address follows later', async () => {
  const { page, complaints } = await openSite();
  await page.evaluate(() => {
    for (const name of ['pushState', 'replaceState']) {
      let refusals = 2;
      const change = History.prototype[name];
      History.prototype[name] = function (...args) {
        if (refusals-- > 0) throw new DOMException('too many calls', 'SecurityError');
        return change.apply(this, args);
      };
    }
  });
  const entries = await page.evaluate(() => history.length);
  await find(page, '.scenario-select').selectOption('mazur');
  await addressSays(page, 'scenario=mazur');
  assert.equal(await page.evaluate(() => history.length), entries + 1);
  assertClean(complaints);
});

test('properties of any type are taken as text or numbers, and the next right one works', async () => {
  const { page, complaints } = await openSite();
  await page.evaluate(async () => {
    const element = document.querySelector('backprop-playground');
    for (const property of ['lang', 'scenario', 'loss', 'parameter', 'step', 'theme', 'controls'])
      for (const wrong of [5, true, null, undefined, [], {}, 'x', -1, NaN]) {
        element[property] = wrong;
        await element.updateComplete;
      }
  });
  await page.evaluate(async () => {
    const element = document.querySelector('backprop-playground');
    Object.assign(element, { lang: 'zh-CN', scenario: 'mazur', theme: 'dark', controls: 'full' });
    await element.updateComplete;
    element.step = 3;
    await element.updateComplete;
  });
  await settled(page);
  const { scenario, step, lang } = await state(page);
  assert.deepEqual({ scenario, step, lang }, { scenario: 'mazur', step: 3, lang: 'zh-CN' });
  assert.match(await find(page, '#tab-step').innerText(), /这一步/);
  assertClean(complaints);
});
