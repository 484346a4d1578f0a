/** What the page gives for other pages, pasted there: each shows the same network at the same step, with the same numbers. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { after, before, test } from 'node:test';
import MarkdownIt from 'markdown-it';
import { chromium } from 'playwright-core';
import { findChrome } from '../../.tools/browsers.mjs';
import { serve } from '../../.tools/serve.mjs';
import {
  assertClean,
  assertCopied,
  find,
  openMenu,
  openSite,
  press,
  ready,
  settled,
  state,
  useBrowser,
} from './help.mjs';

useBrowser('dist/site');

const root = resolve(import.meta.dirname, '../..');
let host;
before(async () => (host = await serve(resolve(root, 'dist'), { port: 0 })));
after(() => host?.close());

async function take(page, kind) {
  if (!(await find(page, 'dialog[open]').count())) {
    await openMenu(page);
    await find(page, '.settings button:has(path[d^="M10 3v9"])').click();
  }
  await find(page, '.take-what select').selectOption(kind);
  await settled(page);
}

async function snippet(page, kind) {
  await take(page, kind);
  return find(page, '.take-text').inputValue();
}

/** An empty page of another site, beside the files of the package, with that in its body. */
async function paste(context, body) {
  // The page stands for one of the internet, and those may not ask for what is on this machine.
  await context.grantPermissions(['local-network-access']);
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.route(`${host.url}post.html`, (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      body: `<!doctype html><html><body>${body}</body></html>`,
    }),
  );
  await page.goto(`${host.url}post.html`);
  return { page, errors };
}

/** The numbers in the picture by their ids, and what the element says about itself. */
const pictured = (page, element = 'backprop-playground') =>
  page.evaluate((name) => {
    const parts = document.querySelector(name).shadowRoot.querySelectorAll('.diagram [data-value]:not([aria-hidden])');
    return Object.fromEntries([...parts].map(({ dataset }) => [dataset.id, dataset.value]));
  }, element);

// A weight by hand and an update: numbers that no scenario has.
const edited = 'scenario=article&h=w.2.0.0:-4,1&step=23&param=w.2.0.0&edges=gradient&lang=zh-CN';

test('element, code block and pieces, pasted into an empty page, show what was on the screen', async () => {
  for (const [address, theme] of [
    [edited, 'dark'],
    ['scenario=mazur&loss=bce&step=9&lang=en', 'auto'],
    // The next update begins with another sample than the first.
    ['scenario=xor-zero&h=w.1.0.0:0.3,2&step=9&lang=en', 'light'],
  ]) {
    const { page, context, complaints } = await openSite(address);
    await page.evaluate((chosen) => (document.querySelector('backprop-playground').theme = chosen), theme);
    await settled(page);
    const [shown, numbers] = [await state(page), await pictured(page)];
    assert.ok(Object.keys(numbers).length > 10);
    const { scenario: _, ...place } = shown;

    const text = await snippet(page, 'element');
    // From the site itself, to be pasted as it is.
    assert.ok(text.includes(new URL('elements/backprop-playground.js', page.url()).href), text);
    const element = await paste(context, text);
    await ready(element.page);
    const { scenario: __, ...there } = await state(element.page);
    assert.deepEqual(there, place);
    assert.deepEqual(await pictured(element.page), numbers);
    assert.equal(await element.page.evaluate(() => document.querySelector('backprop-playground').theme), theme);

    // There nothing leads to an address of its own: it has none.
    await element.page.evaluate(() => (document.querySelector('backprop-playground').controls = 'full'));
    await settled(element.page);
    await take(element.page, 'png');
    assert.doesNotMatch(await find(element.page, '.take-line').inputValue(), /http/);
    assert.equal(await find(element.page, '.take-what option:is([value="iframe"], [value="link"])').count(), 0);

    const block = new MarkdownIt().render(await snippet(page, 'block'));
    const post = await paste(context, `${block}<script type="module" src="auto.js"></script>`);
    await post.page.waitForSelector('backprop-playground');
    await ready(post.page);
    assert.deepEqual(await pictured(post.page), numbers);

    const pieces = await paste(context, await snippet(page, 'pieces'));
    await pieces.page.locator('backprop-network .diagram').waitFor();
    const formula = pieces.page.locator('backprop-formula math').last();
    await formula.waitFor();
    await pieces.page.waitForFunction(
      () =>
        document.querySelector('backprop-network').shadowRoot.querySelectorAll('.neuron, [data-id^="a."]').length > 2,
    );
    const drawn = await pictured(pieces.page, 'backprop-network');
    assert.deepEqual(
      Object.keys(drawn).filter((id) => drawn[id] !== numbers[id]),
      [],
    );
    assert.ok(Object.keys(drawn).length > 10);
    await press(page, 'Escape');
    const result = await find(page, '.result [data-value]').first().getAttribute('data-value');
    const values = await pieces.page
      .locator('backprop-formula [data-value]')
      .evaluateAll((parts) => parts.map(({ dataset }) => dataset.value));
    assert.ok(values.includes(result), `${result} is not among ${values.join(' ')}`);
    for (const { errors } of [element, post, pieces]) assert.deepEqual(errors, []);
    assertClean(complaints);
  }
});

test('the frame asks for this state and takes the height that its page tells; the link opens exactly this state', async () => {
  const { page, context, complaints } = await openSite(edited);
  const numbers = await pictured(page);
  const link = (await snippet(page, 'link')).trim();
  const markup = await snippet(page, 'iframe');
  const site = new URL('.', page.url()).href;
  await context.route(`${site}embed.html*`, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<script>parent.postMessage({ type: 'backprop-playground:resize', height: 1234 }, '*')</script>`,
    }),
  );
  const post = await paste(context, markup);
  const frame = post.page.locator('iframe');
  await post.page.waitForFunction(() => document.querySelector('iframe').style.height === '1234px');
  const address = new URL(await frame.getAttribute('src'));
  assert.equal(address.href.split('?')[0], `${site}embed.html`);
  assert.deepEqual(Object.fromEntries(address.searchParams), { lang: 'zh-CN', theme: 'auto', controls: 'stepper' });
  assert.equal(address.hash, new URL(link).hash);
  const there = await context.newPage();
  await there.goto(link);
  await ready(there);
  assert.deepEqual(await state(there), await state(page));
  assert.deepEqual(await pictured(there), numbers);
  assert.deepEqual(post.errors, []);
  assertClean(complaints);
});

test('the PNG has the size that it says, and a formula is MathML with a link to this state', async () => {
  const { page } = await openSite(edited);
  await take(page, 'png');
  const [width, height] = (await find(page, '.take-measures').innerText()).match(/\d+/g).map(Number);
  const [download] = await Promise.all([page.waitForEvent('download'), find(page, '.dialog .primary-button').click()]);
  assert.equal(download.suggestedFilename(), 'network.png');
  const file = readFileSync(await download.path());
  assert.deepEqual([file.readUInt32BE(16), file.readUInt32BE(20)], [width, height]);
  const shown = find(page, '.take-picture');
  const size = (image) => image.decode().then(() => [image.naturalWidth, image.naturalHeight]);
  assert.deepEqual(await shown.evaluate(size), [width, height]);
  const link = (await snippet(page, 'link')).trim();
  const markup = await snippet(page, 'mathml');
  const read = await page.evaluate((text) => {
    const { body } = new DOMParser().parseFromString(text, 'text/html');
    return { href: body.querySelector('a').href, words: body.querySelector('math[display="block"]').textContent };
  }, markup);
  assert.equal(read.href, link);
  const value = await find(page, '.result [data-value]').first().textContent();
  assert.ok(read.words.endsWith(value.trim()), `${read.words} ends with ${value}`);
});

test('the moving picture plays inside an image, step after step with its sentence, and stands still for who wants that', async () => {
  const { page, context } = await openSite('scenario=article&step=5&by=layer&lang=en', {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await take(page, 'animation');
  await find(page, '.take-part').selectOption('forward');
  await find(page, '.take-measures', { hasText: /3/ }).getByText('3 pictures').waitFor();
  await find(page, '.dialog').getByText('Copy the line').click();
  const line = await assertCopied(page, /^\[!\[.*\]\(steps\.svg\)\]\(<http.*#scenario=article.*>\)$/);
  assert.ok(line.includes(new URL(page.url()).hash.slice(1, 20)));
  const source = await find(page, '.take-picture').getAttribute('src');
  const svg = decodeURIComponent(source.replace('data:image/svg+xml,', ''));
  assert.doesNotMatch(svg, /<script|href=|foreignObject|@import|url\(/);

  // As a document of its own the time can be set.
  const alone = await context.newPage();
  await alone.emulateMedia({ reducedMotion: 'no-preference' });
  await alone.setContent(svg.replace(/<\?xml.*\?>/, ''));
  const seenAt = (time) =>
    alone.evaluate((at) => {
      for (const animation of document.getAnimations()) {
        animation.pause();
        animation.currentTime = at;
      }
      const seen = [...document.querySelectorAll('text')].filter(
        (part) => getComputedStyle(part).visibility === 'visible',
      );
      return seen.map((part) => part.textContent);
    }, time);
  const seconds = Number(/animation:s0 ([\d.]+)s/.exec(svg)[1]);
  const frames = [];
  for (const [index, at] of [0.01, 0.4, 0.99].entries()) {
    const texts = await seenAt(at * seconds * 1000);
    assert.ok(texts.includes(`${index + 1} / 3`), texts.join(' | '));
    assert.equal(texts.filter((text) => / \/ 3$/.test(text)).length, 1);
    frames.push(texts);
  }
  const words = [...svg.matchAll(/\d \/ 3\. (.*?)\. /g)].map(([, title]) => title);
  assert.equal(words.length, 3);
  for (const [index, title] of words.entries()) assert.ok(frames[index].includes(title), title);
  // Only what a step has computed is there.
  assert.ok(!frames[0].includes('0.5964') && frames[2].includes('0.5964'));
  const colours = await Promise.all(
    ['light', 'dark'].map(async (colorScheme) => {
      const scheme = await context.newPage();
      await scheme.emulateMedia({ colorScheme });
      await scheme.setContent(svg.replace(/<\?xml.*\?>/, ''));
      return scheme.evaluate(() => getComputedStyle(document.querySelector('rect')).fill);
    }),
  );
  assert.deepEqual(colours, ['rgb(255, 255, 255)', 'rgb(22, 24, 28)']);

  await assertPlays(svg);
});

/** In an image nothing can be asked: there the picture is looked at, played faster. */
async function assertPlays(svg) {
  const faster = svg.replace(/animation:(\w+) [\d.]+s/g, 'animation:$1 1s');
  for (const still of [false, true]) {
    const args = ['--no-sandbox', '--disable-gpu', ...(still ? ['--force-prefers-reduced-motion'] : [])];
    const browser = await chromium.launch({ executablePath: findChrome(), args });
    try {
      const page = await browser.newPage({ viewport: { width: 700, height: 520 } });
      await page.setContent(`<img alt="" src="data:image/svg+xml,${encodeURIComponent(faster)}">`);
      await page.evaluate(() => document.images[0].decode());
      const seen = new Set();
      const look = async () => seen.add((await page.screenshot()).toString('base64'));
      // However slow the machine is, the frames come round again.
      if (still) for (let times = 0; times < 8; times++) await look();
      else for (let times = 0; times < 300 && seen.size < 2; times++) await look();
      assert.equal(seen.size > 1, !still);
    } finally {
      await browser.close();
    }
  }
}
