/** The opening is light: little is fetched before its number and formula are on the screen, and nothing moves after. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { assertClean, find, openSite, pairs, press, ready, settled, useBrowser } from './help.mjs';

useBrowser();

const site = resolve(import.meta.dirname, '../../dist/site');
/** kB, packed by gzip as servers send it */
const MOST_BEFORE = 300;
/** as browsers measure it: from 0.1 on a reader is disturbed */
const MOST_SHIFT = 0.005;

/** Runs before the page's scripts: notes when the opening is on the screen, and how much moved. */
function watch() {
  const seen = (globalThis.seen = { opening: null, shifts: [], long: [] });
  const root = () => document.querySelector('backprop-playground')?.shadowRoot;
  const isShown = (part) => part?.checkVisibility({ visibilityProperty: true }) ?? false;
  const look = () => {
    const [headline, formula] = ['.headline', '.slope-line math'].map((selector) => root()?.querySelector(selector));
    const fonts = [...document.fonts].filter(({ family }) => /KaTeX_(Main|Math)/.test(family));
    const isSet = fonts.length > 0 && fonts.every(({ status }) => status === 'loaded');
    if (isSet && isShown(formula) && /\d/.test(headline?.textContent ?? '')) seen.opening = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  const rect = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(' ');
  const name = ({ node, previousRect, currentRect }) =>
    `${node?.nodeName ?? ''} ${rect(previousRect)} → ${rect(currentRect)}`;
  new PerformanceObserver((list) => {
    for (const { value, startTime, sources } of list.getEntries())
      seen.shifts.push({ value, at: Math.round(startTime), what: sources.map(name) });
  }).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) seen.long.push([startTime, duration].map(Math.round));
  }).observe({ type: 'longtask', buffered: true });
}

/** Opens the page and waits until all fonts are here, which come last. `late`: files that take long. */
async function openWatched({ late, ...options }) {
  const opened = await openSite('', { waitForElement: false, reducedMotion: 'no-preference', ...options });
  const { page } = opened;
  await page.addInitScript(watch);
  if (late) await page.route(late, (route) => setTimeout(() => route.continue(), 400));
  await page.reload();
  await ready(page);
  await page.waitForFunction(() => [...document.fonts].every(({ status }) => status === 'loaded'), null, {
    polling: 100,
  });
  await settled(page);
  return { ...opened, ...(await page.evaluate(() => globalThis.seen)) };
}

/** kB of a file of the site as it is sent. */
function sent(url) {
  const bytes = readFileSync(resolve(site, `.${new URL(url).pathname}`));
  return (url.endsWith('.woff2') ? bytes : gzipSync(bytes)).length / 1000;
}

const boxOf = (page, selector) => find(page, selector).boundingBox();

for (const locale of ['en', 'zh-CN']) {
  test(`before the first number and formula at most ${MOST_BEFORE} kB are asked for (${locale})`, async () => {
    const { page, opening, complaints } = await openWatched({ locale });
    const requests = await page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name, startTime }) => ({ url: name, startTime })),
    );
    const before = requests.filter(({ startTime }) => startTime <= opening).map(({ url }) => url);
    assert.ok(before.length > 5, String(before));
    const sizes = [new URL('index.html', page.url()).href, ...before].map((url) => [url, sent(url)]);
    const total = sizes.reduce((sum, [, size]) => sum + size, 0);
    const list = sizes.map(([url, size]) => `${url.replace(/.*\//, '')} ${size.toFixed(1)}`);
    assert.ok(total <= MOST_BEFORE, `${total.toFixed(1)} kB: ${list}`);
    const notNeeded = /\/(katex|typesetter|stepPanel|derivation|surface|editor|export|graph)/;
    assert.deepEqual(
      list.filter((file) => notNeeded.test(`/${file}`)),
      [],
    );
    assertClean(complaints);
  });
}

for (const [[locale, width, height], [what, late]] of pairs(
  [
    ['en', 1440, 900],
    ['zh-CN', 820, 1100],
    ['en', 360, 740],
  ],
  [
    ['', undefined],
    [', where the slope comes late', /\/slopePanel-/],
    [', where fonts come late', /\.woff2$/],
  ],
))
  test(`nothing moves while the page opens at ${width} px (${locale})${what}`, async () => {
    const { shifts } = await openWatched({ locale, viewport: { width, height }, late });
    assert.ok(shifts.reduce((sum, { value }) => sum + value, 0) < MOST_SHIFT, JSON.stringify(shifts));
  });

for (const [width, height, touch] of [
  [1440, 900, false],
  [1024, 768, false],
  [820, 1100, true],
  [600, 900, false],
  [360, 740, true],
])
  test(`the curve comes into a place that was kept for it, at ${width} px ${touch ? 'by touch' : 'by mouse'}`, async () => {
    const { page } = await openSite('', {
      waitForElement: false,
      viewport: { width, height },
      hasTouch: touch,
      isMobile: touch,
    });
    let release;
    const held = new Promise((resolve) => (release = resolve));
    await page.route(/\/slopePanel-/, (route) => void held.then(() => route.continue()));
    await page.reload();
    await find(page, '.slope-line').waitFor();
    const before = await boxOf(page, '.slope-panel');
    release();
    await find(page, '.slope-figure').waitFor();
    await settled(page);
    const after = await boxOf(page, '.slope-panel');
    assert.deepEqual([after.x, after.y, after.height], [before.x, before.y, before.height]);
  });

// ------------------------------------------------------------------ KaTeX, which comes after

const KATEX = /\/katex-[^/]*\.js$/;
const sentence = /could not be fetched/;

/** Opens the page with KaTeX held back: `answer` says from then on what becomes of the requests for it. */
async function holdingKatex(hash = '') {
  const { page, ...rest } = await openSite('', { waitForElement: false });
  let asked = 0;
  let answer;
  const answered = new Promise((resolve) => (answer = resolve));
  let how;
  await page.route(KATEX, async (route) => {
    asked++;
    await answered;
    await how(route);
  });
  const { href } = new URL(`#${hash}`, page.url());
  await page.goto('about:blank');
  await page.goto(href);
  await find(page, '.headline').waitFor();
  return { page, ...rest, asked: () => asked, answer: (next) => ((how = next), answer()) };
}
const comes = (route) => route.continue();
const fails = (route) => route.abort();

test('the opening stands without KaTeX, which is fetched after it without being asked for', async () => {
  const { page, answer, asked, complaints } = await holdingKatex();
  await find(page, '.slope-line math').waitFor();
  assert.equal(await find(page, '.katex').count(), 0);
  assert.equal(await find(page, '.slope-line .number').getAttribute('data-id'), 'dw.2.0.0');
  answer(comes);
  await page.waitForResponse(KATEX);
  assert.equal(asked(), 1);
  assertClean(complaints);
});

test('a step that is asked for before KaTeX has come has its words at once, and its formulas in the places kept for them', async () => {
  const { page, answer, complaints } = await holdingKatex();
  await find(page, '.story-nav .on').click();
  await find(page, '.step-title').first().waitFor();
  assert.equal(await find(page, '.katex').count(), 0);
  assert.ok((await find(page, '.formula-place').count()) > 3);
  const before = await boxOf(page, '.equation >> nth=0');
  answer(comes);
  await find(page, '.equation .katex').first().waitFor();
  await settled(page);
  assert.equal(await find(page, '.formula-place').count(), 0);
  const after = await boxOf(page, '.equation >> nth=0');
  assert.deepEqual([after.x, after.y], [before.x, before.y]);
  assert.ok(Math.abs(after.height - before.height) <= 24, `${before.height} → ${after.height}`);
  assertClean(complaints);
});

for (const hash of ['scenario=article&step=30&by=step', 'scenario=article&panel=derive&param=w.2.0.0'])
  test(`a page opened at #${hash} is ready when its formulas are set`, async () => {
    const { page, answer, complaints } = await holdingKatex(hash);
    const isReady = page.evaluate(() => document.querySelector('backprop-playground').ready.then(() => true));
    const soon = new Promise((resolve) => setTimeout(resolve, 200, false));
    assert.equal(await Promise.race([isReady, soon]), false);
    answer(comes);
    assert.equal(await isReady, true);
    assert.ok((await find(page, '.katex').count()) > 3);
    assert.equal(await find(page, '.formula-place').count(), 0);
    assertClean(complaints);
  });

test('where KaTeX cannot be fetched there is one sentence, the page goes on, and “Try again” brings the formulas', async () => {
  const { page, answer } = await holdingKatex();
  let mended = false;
  answer((route) => (mended ? comes(route) : fails(route)));
  await ready(page);
  assert.equal(await find(page, '.missing-part').count(), 0);
  await press(page, 'ArrowRight', 'ArrowRight');
  assert.equal(await find(page, '.missing-part').count(), 1);
  assert.match(await find(page, '.missing-part').innerText(), sentence);
  assert.match(await find(page, '.step-title').first().innerText(), /\w/);
  await press(page, 'ArrowRight');
  assert.equal(await find(page, '.missing-part').count(), 1);
  mended = true;
  await find(page, '.missing-part button').click();
  await find(page, '.equation .katex').first().waitFor();
  await settled(page);
  assert.equal(await find(page, '.missing-part').count(), 0);
});
