/** Names and titles that no formula, picture or page could hold as they are are shown as text without complaint. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertClean, assertCopied, find, openSite, packed, press, settled, useBrowser } from './help.mjs';

useBrowser('dist/site');

const names = {
  'x.0': '∑ of & 1',
  'x.1': '\u0301x',
  'w.1.0.0': '🙂|--%_^',
  'w.1.0.1': 'ạ\u0331 가중치',
  'b.1.0': '≠ #1',
  'a.1.0': "ℒ'' [q]",
  't.0': '&lt;b&gt;',
};
const strange = packed({
  version: 1,
  title: ']]> --> <b>&amp;</b> \u0301',
  network: { inputs: 2, layers: [{ units: 1, activation: 'sigmoid', weights: [[0.5, -0.5]], biases: [0.25] }] },
  loss: 'mse',
  samples: [{ x: [1, 2], t: [0] }],
  names,
});

/** The visible and the spoken half of all formulas under `root`, and how many are errors. */
const formulas = (root) => ({
  errors: root.querySelectorAll('.katex-error').length,
  seen: [...root.querySelectorAll('.katex-html')].map((part) => part.textContent).join('\n'),
  spoken: [...root.querySelectorAll('.katex-mathml')].map((part) => part.textContent).join('\n'),
});

const asShown = (text) => text.replaceAll('\u00A0', ' ').normalize();

for (const lang of ['en', 'zh-CN'])
  test(`every step of a network with such names has its formulas, and the console stays silent (${lang})`, async () => {
    const { page, complaints } = await openSite(`doc=${strange}&lang=${lang}`);
    const said = [];
    page.on('console', (message) => said.push(message.text()));
    const texts = { seen: '', spoken: '' };
    for (let step = 0; step < 10; step++) {
      const { errors, seen, spoken } = await find(page, '.workbench').evaluate(formulas);
      assert.equal(errors, 0, `step ${step}`);
      texts.seen += seen;
      texts.spoken += spoken;
      await press(page, 'ArrowRight');
      await settled(page);
    }
    for (const id of ['x.0', 'x.1', 'w.1.0.0', 'w.1.0.1', 'b.1.0', 'a.1.0', 't.0'])
      for (const half of ['seen', 'spoken'])
        assert.ok(asShown(texts[half]).includes(asShown(names[id])), `${half}: ${names[id]}\n${texts[half]}`);
    assert.deepEqual(said, []);
    assertClean(complaints);
  });

async function take(page, kind) {
  if (!(await find(page, 'dialog[open]').count())) await find(page, '[aria-label="Embed and export"]').click();
  await find(page, '.take-what select').selectOption(kind);
  await find(page, '.take-text, .take-paper, .take-picture').waitFor();
  await settled(page);
}

test('the exported picture is well-formed XML with the names in it', async () => {
  const { page, complaints } = await openSite(`doc=${strange}&step=9&lang=en`);
  for (const view of ['network', 'graph']) {
    if (view === 'graph') {
      await page.goto(page.url().replace(/#/, '#view=graph&'));
      await find(page, '.graph-scroll').waitFor();
    }
    await take(page, 'svg');
    const source = await find(page, '.take-picture').getAttribute('src');
    const svg = decodeURIComponent(source.slice(source.indexOf(',') + 1));
    const read = await page.evaluate((text) => {
      const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
      return {
        fault: parsed.querySelector('parsererror')?.textContent ?? null,
        foreign: parsed.querySelectorAll('script, foreignObject, b').length,
        words: parsed.documentElement.textContent,
      };
    }, svg);
    assert.equal(read.fault, null);
    assert.equal(read.foreign, 0);
    // In the picture's little room a long name is cut with an ellipsis.
    assert.ok(asShown(read.words).includes(asShown(names['x.0']).slice(0, 4)), read.words);
    await press(page, 'Escape');
  }
  assertClean(complaints);
});

test('the printed iteration and the copied formula have the names, as text and as commands', async () => {
  const { page, complaints } = await openSite(`doc=${strange}&step=1&lang=en`, {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await find(page, '.equation .copy-formula').first().click();
  await assertCopied(page, /\\text\{\\\(\\sum\\\) of \\& 1\}/);
  await take(page, 'print');
  await page.waitForFunction(
    (frame) => frame.contentDocument.URL === 'about:srcdoc' && frame.contentDocument.readyState === 'complete',
    await find(page, '.take-paper').elementHandle(),
  );
  const printed = await page.frameLocator('.take-paper').locator('body').evaluate(formulas);
  assert.equal(printed.errors, 0);
  for (const name of [names['w.1.0.0'], names['a.1.0']]) assert.ok(asShown(printed.seen).includes(asShown(name)), name);
  assertClean(complaints);
});
