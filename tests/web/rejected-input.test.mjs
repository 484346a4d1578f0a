import assert from 'node:assert/strict';
import test from 'node:test';
import { assertClean, find, openEditor, openSite, press, screen, settled, share, useBrowser, said } from './help.mjs';

useBrowser();

const languages = ['en', 'zh-CN'];
const isSentence = { en: /[a-z]{3,}.*[a-z]{3,}/, 'zh-CN': /[一-龥]{2,}/ };
const numbers = [
  '',
  '   ',
  'abc',
  '1e999',
  '-1e999',
  '1e-400',
  '-0.1e-400',
  'NaN',
  'Infinity',
  '1,234',
  '1/0',
  '0x10',
  '1 2',
  '--3',
  '１e５００',
];

for (const [number, language] of languages.entries()) {
  test(`what is no number is announced beside the field, the text stays, the work too (${language})`, async () => {
    const { page, complaints } = await openSite('scenario=article&step=31', { locale: language });
    const before = await screen(page);
    for (const text of share(numbers, number)) {
      await find(page, '.diagram [data-handle][data-id="w.2.0.0"]').focus();
      await press(page, 'Enter');
      await find(page, '#editor-input').fill(text);
      await press(page, 'Enter');
      assert.match(await find(page, '#editor-problem').innerText(), isSentence[language], `“${text}”`);
      assert.equal(await find(page, '#editor-input').inputValue(), text);
      assert.equal(await find(page, '#editor-input').getAttribute('aria-invalid'), 'true');
      await press(page, 'Escape');
      assert.deepEqual((await screen(page)).numbers, before.numbers, `“${text}”`);
    }
    assertClean(complaints);
  });

  test(`a learning rate that is no number is announced beside it (${language})`, async () => {
    const { page } = await openSite('scenario=article&step=31', { locale: language });
    const before = await screen(page);
    for (const text of ['fast', '1e999', '']) {
      await find(page, '.eta-input').fill(text);
      await find(page, '.eta-input').press('Enter');
      await settled(page);
      assert.match(await find(page, '#eta-problem').innerText(), isSentence[language], text);
      assert.deepEqual((await screen(page)).numbers, before.numbers);
    }
  });

  test(`a document that cannot be opened says where it is wrong (${language})`, async () => {
    const { page, complaints } = await openSite('scenario=article&step=31', { locale: language });
    const before = await screen(page);
    const article = {
      version: 1,
      network: { inputs: 1, layers: [{ units: 1, activation: 'sigmoid', weights: [[1]], biases: [0] }] },
      loss: 'mse',
      samples: [{ x: [1], t: [0] }],
    };
    const layer = (change) => ({
      ...article,
      network: { inputs: 1, layers: [{ ...article.network.layers[0], ...change }] },
    });
    const documents = [
      ['', null],
      ['{"version": 1,', null],
      ['[]', null],
      ['{}', 'version'],
      [JSON.stringify(layer({ activation: 'sigmod' })), 'network.layers[0].activation'],
      [JSON.stringify(layer({ weights: [[1, 2]] })), 'network.layers[0].weights[0]'],
      [JSON.stringify(layer({ weights: [['1']] })), 'network.layers[0].weights[0][0]'],
      [JSON.stringify(article).replace('"x":[1]', '"x":[1e999]'), 'samples[0].x[0]'],
      [JSON.stringify({ ...layer({ units: 300, weights: undefined }), init: { kind: 'zeros' } }), null],
      [JSON.stringify({ ...article, title: 'x'.repeat(600_000) }), null],
    ];
    for (const [text, path] of share(documents, number)) {
      await openEditor(page, 'json');
      await find(page, '#document-input').fill(text);
      await find(page, '.sheet .primary-button').click();
      await settled(page);
      const sentence = await said(find(page, '#document-problem'));
      assert.match(sentence, isSentence[language], text.slice(0, 60));
      if (path) assert.ok(sentence.includes(path), `${sentence} names ${path}`);
      assert.equal((await find(page, '#document-input').inputValue()).length, text.length);
      await press(page, 'Escape');
      await settled(page);
      assert.deepEqual((await screen(page)).numbers, before.numbers);
    }
    assertClean(complaints);
  });
}

test('a target outside 0 … 1 is refused under cross-entropy, with the reason', async () => {
  const { page } = await openSite('scenario=article&loss=bce&step=31');
  await find(page, '.diagram [data-handle][data-id="t.0"]').focus();
  await press(page, 'Enter');
  await find(page, '#editor-input').fill('1.5');
  await press(page, 'Enter');
  assert.match(await find(page, '#editor-problem').innerText(), /between 0 and 1/);
});

test('without WebAssembly there is a sentence, not a blank page', async () => {
  const { page } = await openSite('', { init: () => delete globalThis.WebAssembly });
  assert.match(await said(find(page, '.notice')), /WebAssembly/);
});
