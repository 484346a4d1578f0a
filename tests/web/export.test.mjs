/** "Embed and export": copy, download, print, by keyboard, on the phone, and in a closed frame. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  assertClean,
  assertCopied,
  find,
  openEditor,
  openFile,
  openMenu,
  openNext,
  openSite,
  packed,
  pairs,
  press,
  screen,
  settled,
  share,
  useBrowser,
  violations,
  wideNetwork,
  said,
} from './help.mjs';

useBrowser('dist/site');

const names = { en: 'Embed and export', 'zh-CN': '嵌入与导出' };
const kinds = [
  ...['element', 'iframe', 'block', 'pieces', 'animation', 'svg', 'png', 'formula', 'mathml', 'link'],
  ...['derivation', 'markdown', 'print', 'numpy', 'pytorch', 'eigen'],
];

async function take(page, kind, lang = 'en') {
  if (!(await find(page, 'dialog[open]').count())) {
    await openMenu(page);
    await find(page, `[aria-label="${names[lang]}"]`).click();
  }
  await find(page, '.take-what select').selectOption(kind);
  await settled(page);
}

const text = (page) => find(page, '.take-text').inputValue();

test('where an overflow leaves no picture there is a sentence in the place of an empty file', async () => {
  const { page, complaints } = await openSite('scenario=article&h=w.1.0.0:1e308,x.0:1e308&view=graph');
  await find(page, '.picture .notice').waitFor();
  await take(page, 'svg');
  assert.match(await said(find(page, '.dialog .notice')), /No picture is on the screen/);
  assert.equal(await find(page, '.take-picture').count(), 0);
  // The dialog is here again before the network is drawn.
  await page.evaluate(async () => {
    const { shadowRoot } = document.querySelector('backprop-playground');
    const press = (name) => shadowRoot.querySelector(name).click();
    const closed = new Promise((resolve) => shadowRoot.querySelector('.dialog').addEventListener('close', resolve));
    press('.dialog-head button');
    await closed;
    press('.picture-switch [role="radio"]');
    press('[aria-label="Embed and export"]');
  });
  await find(page, '.take-picture').waitFor();
  assert.match(await find(page, '.take-picture').getAttribute('alt'), / · The network$/);
  assertClean(complaints);
});

test('a fault of an export is said as soon as its sentence is here, and nothing is announced before', async () => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  const { page } = await openSite('scenario=article', {
    prepare: (page) => page.route(/\/faultTexts-[^/]*\.js$/, (route) => void held.then(() => route.continue())),
  });
  await take(page, 'element');
  await page.evaluate(() => {
    document.querySelector('backprop-playground').lesson.work.session.derive = () => {
      throw new Error('broken export');
    };
  });
  await find(page, '.take-what select').selectOption('derivation');
  const notice = find(page, '.dialog .notice');
  await notice.waitFor({ state: 'attached' });
  assert.equal((await notice.textContent()).trim(), '');
  release();
  await notice.getByText('broken export').waitFor();
});

for (const [number, [lang, width]] of pairs(['en', 'zh-CN'], [360, 1280]).entries()) {
  test(`everything that can be exported has a preview that fits, and axe finds nothing (${lang}, ${width} px)`, async () => {
    const { page, complaints } = await openSite(`scenario=article&step=27&lang=${lang}`, {
      viewport: { width, height: 800 },
    });
    const looked = share(kinds, number);
    for (const kind of kinds) {
      await take(page, kind, lang);
      await find(page, '.take-text, .take-paper, .take-picture').waitFor();
      if (looked.includes(kind)) assert.deepEqual(await violations(page, { iframes: false }), [], kind);
      const wide = await page.evaluate(() => {
        const dialog = document.querySelector('backprop-playground').shadowRoot.querySelector('dialog');
        return dialog.scrollWidth - dialog.clientWidth;
      });
      assert.equal(wide, 0, kind);
    }
    assertClean(complaints);
  });
}

test('the button beside a formula copies it as plain LaTeX, by keyboard; the outcome of the last copy is not shown for the next text', async () => {
  const { page } = await openSite('scenario=article&step=27', { permissions: ['clipboard-read', 'clipboard-write'] });
  await find(page, '.equation .copy-formula').focus();
  // It says so for a moment only.
  const told = find(page, '.equation .copy-formula[aria-label="Copied"]').waitFor();
  await press(page, 'Enter');
  await told;
  await assertCopied(
    page,
    '\\begin{aligned}\n  \\frac{\\partial L}{\\partial w^{(3)}_{22}} &= \\delta_{\\text{N5}} \\, a_{\\text{N2}} \\\\\n' +
      '  &= 0.1185 \\cdot 0.4786 \\\\\n  &= 0.0567\n\\end{aligned}',
  );
  await take(page, 'derivation');
  await find(page, '.take-what ~ .dialog-buttons .primary-button').click();
  await find(page, '.take-told').getByText('Copied.').waitFor();
  await press(page, 'Escape', 'ArrowRight');
  await take(page, 'derivation');
  assert.equal(await find(page, '.take-told').innerText(), '');
  // Nor where it comes late.
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => new Promise((resolve) => (globalThis.copyNow = resolve));
  });
  await find(page, '.take-what ~ .dialog-buttons .primary-button').click();
  await page.waitForFunction(() => globalThis.copyNow);
  await take(page, 'numpy');
  await page.evaluate(() => copyNow());
  await settled(page);
  assert.equal(await find(page, '.take-told').innerText(), '');
});

test('the document is copied and downloaded whole, and opens again to the same bits', async () => {
  const { page, complaints } = await openSite('scenario=mazur&h=3', {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await openEditor(page, 'json');
  const shown = await find(page, '#document-input').inputValue();
  await find(page, '.copy-document').focus();
  await press(page, 'Enter');
  await assertCopied(page, shown);
  const [download] = await Promise.all([page.waitForEvent('download'), find(page, '.download-document').click()]);
  assert.match(download.suggestedFilename(), /\.json$/);
  const file = await download.path();
  assert.equal(readFileSync(file, 'utf8'), shown);
  const before = await screen(page);
  await page.keyboard.press('Escape');
  await find(page, '.scenario-select').selectOption('xor-zero');
  await openEditor(page, 'json');
  await find(page, '.file-button input').setInputFiles(file);
  await find(page, '.sheet[open]').waitFor({ state: 'detached' });
  await settled(page);
  assert.deepEqual((await screen(page)).numbers, before.numbers);
  assertClean(complaints);
});

test('what is copied and what is downloaded is the preview', async () => {
  const { page } = await openSite('scenario=mazur', { permissions: ['clipboard-read', 'clipboard-write'] });
  await take(page, 'numpy');
  const [download] = await Promise.all([page.waitForEvent('download'), find(page, '.dialog .plain-button').click()]);
  assert.equal(download.suggestedFilename(), 'backprop_numpy.py');
  assert.equal(readFileSync(await download.path(), 'utf8'), await text(page));
  await find(page, '.dialog .primary-button').click();
  await find(page, '.take-told', { hasText: 'Copied' }).waitFor();
  await assertCopied(page, await text(page));
});

test('from a dark page the diagram stands alone and is light, with nothing to look up and every value; the printed iteration has its formulas, diagram and numbers on white pages and no controls; the workbench itself prints light and without its controls', async () => {
  const { page, context } = await openSite('scenario=article&step=27', { colorScheme: 'dark' });
  await take(page, 'svg');
  const source = await find(page, '.take-picture').getAttribute('src');
  const svg = decodeURIComponent(source.replace('data:image/svg+xml,', ''));
  assert.doesNotMatch(svg, / class=| style=|var\(|light-dark| data-|<script|href/);
  assert.match(svg, /0\.5964/);
  const alone = await context.newPage();
  await alone.setContent(svg);
  const colours = await alone.evaluate(() =>
    [...document.querySelectorAll('text')].map((part) => getComputedStyle(part).fill),
  );
  assert.ok(colours.includes('rgb(28, 32, 38)'), colours.join(' '));
  await take(page, 'print');
  const markup = await find(page, '.take-paper').evaluate((frame) => frame.srcdoc);
  const paper = await context.newPage();
  await paper.setContent(markup);
  const seen = await paper.evaluate(() => ({
    formulas: document.querySelectorAll('.katex-display').length,
    errors: document.querySelectorAll('.katex-error').length,
    diagrams: document.querySelectorAll('svg[role="img"]').length,
    rows: document.querySelectorAll('tbody tr').length,
    controls: document.querySelectorAll('button, select, input').length,
    paper: getComputedStyle(document.documentElement).backgroundColor,
  }));
  // 56 steps before the 29 updates, which have one formula and a table; inputs, targets and η have another.
  assert.deepEqual(seen, { formulas: 57, errors: 0, diagrams: 1, rows: 34, controls: 0, paper: 'rgb(255, 255, 255)' });
  const pdf = await paper.pdf({ preferCSSPageSize: true });
  const pages = pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;
  assert.ok(pages > 3 && pages < 20, `${pages} pages`);
  await press(page, 'Escape');
  await page.emulateMedia({ media: 'print' });
  for (const part of ['.timeline', '.settings', '.under'])
    assert.equal(await find(page, part).isVisible(), false, part);
  assert.equal(await find(page, '.diagram').isVisible(), true);
});

test('the single file opened from disk has it all', async () => {
  const { page, complaints } = await openFile('dist/backprop-playground.html');
  for (const kind of kinds.filter((one) => !['formula', 'mathml'].includes(one))) {
    await take(page, kind);
    await find(page, '.take-text, .take-paper, .take-picture').waitFor();
  }
  assertClean(complaints);
});

test('the source’s figure is beside ours, with its mark and where the source slipped', async () => {
  const { page } = await openSite('scenario=mazur&h=1&step=11');
  const beside = await find(page, '.printed').innerText();
  assert.match(beside, /0\.291027924[\s\S]*0\.291027774[\s\S]*✗ differs[\s\S]*already moved/);
  await find(page, '.eta-input').fill('0.4');
  await press(page, 'Enter');
  assert.equal(await find(page, '.printed').count(), 0);
});

test('in the graph it is the graph that is exported and printed', async () => {
  const { page } = await openSite('scenario=article&step=27&view=graph');
  await find(page, '.operations').waitFor();
  await take(page, 'svg');
  const svg = decodeURIComponent((await find(page, '.take-picture').getAttribute('src')).split(',').slice(1).join());
  assert.match(svg, /<svg[\s\S]*0\.5964/);
  assert.ok(await find(page, '.take-picture').evaluate((image) => image.decode().then(() => image.naturalWidth > 300)));
  await take(page, 'print');
  await page.frameLocator('.take-paper').locator('svg').first().waitFor();
});

test('the language can be changed after the document was copied', async () => {
  const { page, complaints } = await openSite('', { permissions: ['clipboard-read', 'clipboard-write'] });
  await openEditor(page, 'json');
  // The outcome stands for a moment only: both languages are here before.
  for (const word of ['复制', 'Copy']) {
    await find(page, '.language').click();
    await find(page, '.copy-document').getByText(word, { exact: true }).waitFor();
  }
  await find(page, '.copy-document').click();
  await find(page, '.copy-document').getByText('Copied').waitFor();
  await find(page, '.language').click();
  await settled(page);
  assert.equal(await find(page, '.copy-document').innerText(), '已复制');
  await find(page, '.copy-document').getByText('复制', { exact: true }).waitFor();
  assertClean(complaints);
});

test('an iteration of thousands of steps is not written out; what is shorter is, once', async () => {
  const { page } = await openSite(`doc=${packed(wideNetwork(40))}`);
  await take(page, 'markdown');
  await find(page, '.take-text').waitFor({ timeout: 60_000 });
  assert.match(await text(page), /^# /);
  await press(page, 'Escape');
  await openNext(page, `doc=${packed(wideNetwork(80))}`);
  await take(page, 'markdown');
  assert.match(await said(find(page, '.dialog .notice')), /This iteration has [\d,]+ steps/);
  await take(page, 'derivation');
  assert.match(await text(page), /frac/);
});
