/** The tutorial taken away: as Markdown with pictures, as one HTML file, on paper; about the network that the reader has. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import katex from 'katex';
import MarkdownIt from 'markdown-it';
import { formatNumber, loadCore } from '../../dist/core.js';
import { newContext, openPage, readData, useBrowser, violations } from './help.mjs';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'backprop-copies-'));
let core;

useBrowser();
before(async () => {
  core = await loadCore({ wasmBinary: readFileSync(resolve(root, 'dist/backprop.wasm')) });
});
after(() => rmSync(folder, { recursive: true }));

/** The page about a network, with the ways to take it along open. */
async function open(language, document, options) {
  const opened = await openPage(`tutorial/${language}.html`, {
    reducedMotion: 'no-preference',
    init: () => {
      window.print = () => void (window.top.printed = document.documentElement.outerHTML);
    },
    ...options,
  });
  const { page } = opened;
  await page.waitForFunction(
    () => !document.querySelector('.bar').hidden && document.querySelector('backprop-value').shared,
  );
  await page.evaluate((changed) => document.querySelector('backprop-value').shared.work.replace(changed), document);
  await page.waitForFunction(() => document.documentElement.classList.contains('own'));
  await page.locator('[data-act="take"]').focus();
  await page.keyboard.press('Enter');
  await page.locator('dialog.take[open]').waitFor();
  return opened;
}

async function save(page, way) {
  const button = page.locator(`[data-way="${way}"]`);
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  const file = join(folder, `${Math.random()}-${download.suggestedFilename()}`);
  await download.saveAs(file);
  return file;
}

/** What stands on the living page, in reading order: its words without formulas and figures, and what its values are of. */
const reading = (page) =>
  page.evaluate(() => {
    const values = [];
    const wordsOf = (node) => {
      if (node.nodeType === Node.TEXT_NODE) return node.data;
      if (node.nodeType !== Node.ELEMENT_NODE) return '';
      if (node.matches('[hidden], [data-live], .bar, .display, math, backprop-formula, svg')) return ' ';
      if (node.localName === 'backprop-plot') {
        const sentence = node.shadowRoot.querySelector('figcaption');
        return sentence ? ` ${sentence.textContent} ` : '';
      }
      if (node.localName === 'backprop-value') {
        const parts = [...node.shadowRoot.querySelector('.value').childNodes];
        const text = parts.find((part) => part.nodeType === Node.TEXT_NODE && part.data.trim());
        if (!node.hasAttribute('session') && !node.hasAttribute('words'))
          values.push({ of: node.getAttribute('of'), text: text.data.trim() });
        return text.data;
      }
      return (
        [...node.childNodes].map(wordsOf).join('') + (/^(p|h\d|td|th|figcaption)$/.test(node.localName) ? '\n' : '')
      );
    };
    return { words: wordsOf(document.querySelector('main')), values };
  });

const numbersIn = (text) => text.match(/[−-]?\d+(\.\d+)?(×10[⁻⁰-⁹¹²³]+)?/g) ?? [];
const squeezed = (text) => text.replace(/\s+/g, '');
/** Each with the characters right before and after it. */
const formulasIn = (markdown) =>
  [...markdown.matchAll(/\$\$\n(.*?)\n\$\$|(?<!\\)\$([^$\n]+)\$/gs)].map((match) => ({
    latex: match[1] ?? match[2],
    beside: [markdown[match.index - 1], markdown[match.index + match[0].length]],
  }));

/** As Markdown is read: without formulas, pictures, links' targets and escapes. */
const proseOf = (markdown) =>
  markdown
    .replace(/^> .*\n/m, '') // the note at the head
    .replace(/\$\$\n.*?\n\$\$|(?<!\\)\$[^$\n]+\$/gs, ' ')
    .replace(/!\[.*?(?<!\\)\]\([^)]*\)/g, '')
    .replace(/(?<!\\)\[(.*?)(?<!\\)\]\(<[^>]*>\)/g, '$1')
    .replace(/^(#+|>) |^\|( --- \|)+$|^\| | \|$/gm, '')
    .replaceAll(' | ', '\n')
    .replace(/(?<!\\)\*/g, '')
    .replace(/\\(.)/g, '$1');

/** Every value's text is the core's number, rounded as core rounds. */
function assertRight(values, document) {
  const [session, updated] = [core.open(document), core.open(document)];
  updated.step();
  const layers = document.network.layers.length;
  let compared = 0;
  for (const { of, text } of values) {
    const [, next, name] = /^(new )?([a-z]+\.[\w.-]+|L|eta)$/.exec(of) ?? [];
    if (!name) continue;
    const id = name
      .replace(/\blast(?:-(\d+))?/, (_, back = '0') => String(layers - Number(back)))
      .replace(/^a\.0\./, 'x.');
    assert.equal(text, formatNumber((next ? updated : session).value(id), 4).text, of);
    compared += 1;
  }
  session.close();
  updated.close();
  assert.ok(compared > 60, `${compared} numbers`);
}

const article = readData('worked/article.json').scenario;
const changed = structuredClone(article);
changed.network.layers[1].weights[0][0] = -4;
changed.loss = 'bce';

for (const [language, document, options] of [
  ['en', changed, {}],
  // Here the figures of the page are narrow, and dark; those of a copy are not.
  [
    'zh-CN',
    readData('worked/mazur-2015.json').scenario,
    { viewport: { width: 360, height: 780 }, colorScheme: 'dark' },
  ],
])
  test(`${language}: the article leaves as Markdown, as a page and on paper, with the numbers and words that it has now`, async () => {
    const { page, context, complaints } = await open(language, document, options);
    assert.deepEqual(await violations(page), []);
    const files = unzipSync(readFileSync(await save(page, 'markdown')));
    const { words, values } = await reading(page);
    assertRight(values, document);

    const markdown = strFromU8(files['backprop-svg.md']);
    assert.equal(strFromU8(files['backprop-png.md']), markdown.replace(/\(svg\/([\w-]+)\.svg\)/g, '(png/$1.png)'));
    assert.deepEqual(numbersIn(proseOf(markdown)), numbersIn(words));
    assert.equal(squeezed(proseOf(markdown)), squeezed(words));

    const formulas = formulasIn(markdown);
    assert.ok(formulas.length > 100, `${formulas.length} formulas`);
    for (const { latex, beside } of formulas) {
      katex.renderToString(latex, { throwOnError: true, strict: 'ignore' });
      assert.doesNotMatch(latex, /htmlData/);
      for (const character of beside) assert.doesNotMatch(character, /[\p{L}\p{N}]/u, latex);
    }
    // The numbers of a formula are the core's too.
    const session = core.open(document);
    const results = [...markdown.matchAll(/^ {2}&= (-?[\d.]+)\n\\end/gm)].map(([, text]) => text.replace('-', '−'));
    for (const id of ['z.1.0', 'a.1.0', 'L']) assert.ok(results.includes(formatNumber(session.value(id), 4).text), id);
    session.close();

    const markup = new MarkdownIt({ html: false }).render(markdown);
    const count = (tag) => markup.match(new RegExp(`<${tag}[ >]`, 'g'))?.length ?? 0;
    assert.deepEqual([count('h1'), count('h2'), count('table')], [1, 13, 2]);
    assert.doesNotMatch(markup, /backprop-(value|when|formula)|undefined|\[object/);
    const address = new URL(/> .*\(<([^>]*)>\)/.exec(markdown)[1]);
    assert.ok(address.searchParams.get('network'), address.href);

    const pictures = [...markdown.matchAll(/!\[(.{12,}?)(?<!\\)\]\(([^)]*)\)/g)].map(([, , path]) => path);
    assert.equal(pictures.length, count('img'));
    assert.ok(pictures.length >= 13, `${pictures.length} pictures`);
    const loss = numbersIn(values.find(({ of }) => of === 'L').text)[0];
    const drawn = await page.evaluate(
      (texts) =>
        texts.map((text) => {
          const picture = new DOMParser().parseFromString(text, 'image/svg+xml');
          return {
            isWhole: !picture.querySelector('parsererror') && picture.documentElement.localName === 'svg',
            words: [...picture.querySelectorAll('text')].map((part) => part.textContent.trim()),
            width: Number(picture.documentElement.getAttribute('width')),
          };
        }),
      pictures.map((path) => strFromU8(files[path])),
    );
    for (const [index, { isWhole, words: texts, width }] of drawn.entries()) {
      assert.ok(isWhole && texts.length > 5 && width > 500, pictures[index]);
      const png = Buffer.from(files[pictures[index].replaceAll('svg', 'png')]);
      assert.equal(png.readUInt32BE(16), Math.round(2 * width));
    }
    assert.ok(drawn[0].words.includes(loss), drawn[0].words.join(' '));

    await assertPage(await save(page, 'page'), words, pictures.length);
    await page.locator('[data-way="print"]').click();
    await page.waitForFunction(() => window.printed);
    assert.equal(squeezed(await page.evaluate(() => window.printed)).includes('<button'), false);
    assert.equal(numbersIn(await page.evaluate(() => window.printed)).length > 100, true);
    await page.keyboard.press('Escape');
    await page.locator('dialog.take[open]').waitFor({ state: 'detached' });
    assert.equal(await page.evaluate(() => document.activeElement.dataset.act), 'take');
    assert.deepEqual(complaints, []);
    await context.close();
  });

/** The file, opened from disk where no script may run: whole, in words, formulas and figures, on a screen and on paper. */
async function assertPage(file, words, pictures) {
  const context = await newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 780 } });
  const page = await context.newPage();
  const requests = [];
  page.on('request', (request) => requests.push(request.url().slice(0, 100)));
  await page.goto(pathToFileURL(file).href);
  const seen = await page.evaluate(() => {
    const copy = document.querySelector('main').cloneNode(true);
    for (const part of copy.querySelectorAll('math, .note')) part.replaceWith(' ');
    return {
      text: copy.textContent,
      formulas: document.querySelectorAll('math').length,
      pictures: [...document.images].map(({ naturalWidth, alt }) => naturalWidth > 500 && alt.length > 12),
      active: document.querySelectorAll('script, button, input, backprop-value, [data-id], [data-latex]').length,
      tooWide: document.documentElement.scrollWidth - innerWidth,
    };
  });
  assert.equal(squeezed(seen.text), squeezed(words));
  assert.ok(seen.formulas > 100, `${seen.formulas} formulas`);
  assert.deepEqual(seen.pictures, Array(pictures).fill(true));
  assert.equal(seen.active, 0);
  assert.ok(seen.tooWide <= 0, `${seen.tooWide} px too wide`);
  assert.deepEqual(
    requests.filter((url) => !url.startsWith('data:')),
    [pathToFileURL(file).href],
  );
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const pages = pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;
  assert.ok(pages > 8 && pages < 24, `${pages} pages`);
  await context.close();
}
