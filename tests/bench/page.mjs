/**
 * How light the built page is: `node tests/bench/page.mjs [runs]`, part of `npm run bench`. Milliseconds from the navigation to the
 * first number and the first formula, how much of the layout moved, and the longest tasks of the main thread, in time of the
 * processor: after the opening, while all steps are gone through for the first time, and while a weight and η are dragged. Each is
 * the least of several runs: what else the machine does only makes them longer.
 */
import { resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { findChrome } from '../../.tools/browsers.mjs';
import { serve } from '../../.tools/serve.mjs';
import { root } from '../../.tools/shell.mjs';

const runs = Number(process.argv[2] ?? 5);
const pages = {
  article: '',
  'article, 360 px': '',
  mazur: 'scenario=mazur',
  derivation: 'scenario=article&panel=derive',
};

/** Runs before the page's scripts. */
function watch() {
  const seen = (globalThis.seen = { number: null, formula: null, shift: 0 });
  const inRoot = (selector) => {
    const part = document.querySelector('backprop-playground')?.shadowRoot?.querySelector(selector);
    return part?.checkVisibility({ visibilityProperty: true }) ? part : null;
  };
  const look = () => {
    const now = performance.now();
    if (/\d/.test(inRoot('.diagram .value')?.textContent ?? '')) seen.number ??= now;
    if (inRoot('.slope-line math, .formula .katex')) seen.formula ??= now;
    if (seen.number === null || seen.formula === null) requestAnimationFrame(look);
    else performance.mark('opened');
  };
  requestAnimationFrame(look);
  new PerformanceObserver((list) => {
    for (const { value } of list.getEntries()) seen.shift += value;
  }).observe({ type: 'layout-shift', buffered: true });
}

/** Waits until the page has fetched and prepared what it does in idle times. */
const idle = (page) => page.evaluate(() => new Promise((done) => requestIdleCallback(() => setTimeout(done, 2500))));

const CATEGORIES = ['toplevel', 'blink.user_timing', '__metadata'];

/** Milliseconds of the longest task of the page's main thread while something is done; where it opens a page, only after that. */
async function longestTask(browser, page, action) {
  await browser.startTracing(page, { categories: CATEGORIES });
  await action();
  const { traceEvents: events } = JSON.parse(await browser.stopTracing());
  const threads = events.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain');
  const opened = Math.max(0, ...events.filter(({ name }) => name === 'opened').map(({ ts }) => ts));
  const tasks = events.filter(
    ({ name, ph, ts, pid, tid }) =>
      name.endsWith('RunTask') &&
      ph === 'X' &&
      ts >= opened &&
      threads.some((thread) => thread.pid === pid && thread.tid === tid),
  );
  // A task that is under way at the end has no length.
  return Math.max(0, ...tasks.map(({ tdur, dur }) => (tdur ?? dur ?? 0) / 1000));
}

async function stepThrough(page) {
  await page.evaluate(async () => {
    const element = document.querySelector('backprop-playground');
    const { lesson } = element;
    lesson.choose('panel', 'step');
    lesson.goTo(0);
    for (let step = 0; step < lesson.steps.length; step++) {
      lesson.next('step');
      while (!(await element.updateComplete));
      await new Promise(requestAnimationFrame);
    }
    lesson.goTo(0);
    while (!(await element.updateComplete));
  });
}

async function drag(page, selector) {
  const slider = page.locator(`backprop-playground ${selector}`);
  await slider.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await slider.boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  for (let share = 0.5; share < 0.9; share += 0.02) await page.mouse.move(x + share * width, y + height / 2);
  await page.mouse.up();
}

async function measure(browser, url, name) {
  const phone = name.includes('360');
  const viewport = phone ? { width: 360, height: 740 } : { width: 1440, height: 900 };
  const page = await browser.newPage({ viewport, locale: 'en' });
  await page.addInitScript(watch);
  const after = await longestTask(browser, page, async () => {
    await page.goto(url);
    await page.waitForFunction(() => globalThis.seen.formula !== null);
    await idle(page);
  });
  const { number, formula, shift } = await page.evaluate(() => globalThis.seen);
  const stepping = await longestTask(browser, page, () => stepThrough(page));
  const dragging = await longestTask(browser, page, async () => {
    for (const selector of ['[data-knob]:not([data-knob="eta"])', '[data-knob="eta"]']) await drag(page, selector);
    await idle(page);
  });
  await page.close();
  return { number, formula, shift, after, stepping, dragging };
}

/** Seconds of training that frames are counted in. */
const TRAINING = 4;

/** The lab while a 2-8-8-1 network trains as fast as it goes, with its boundary and its curves. */
async function measureLab(browser, url) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en' });
  await page.goto(`${url}lab/index.html`);
  await page.locator('.figures').waitFor();
  await page.evaluate(async () => {
    const { run } = document.querySelector('backprop-lab');
    const hidden = { units: 8, activation: 'tanh' };
    await run.change({ data: 'moons' });
    await run.change({ layers: [hidden, hidden, { units: 1, activation: 'sigmoid' }] });
    await run.setSpeed(Infinity);
    await run.toggle();
  });
  await idle(page);
  let counted;
  const training = await longestTask(browser, page, async () => {
    counted = await page.evaluate(async (seconds) => {
      const { run } = document.querySelector('backprop-lab');
      const [begin, before] = [performance.now(), run.shown.snapshot.epochs];
      let frames = 0;
      let pictures = 0;
      let last;
      while (performance.now() - begin < seconds * 1000) {
        await new Promise(requestAnimationFrame);
        frames++;
        if (run.shown !== last) pictures++;
        last = run.shown;
      }
      const passed = (performance.now() - begin) / 1000;
      return {
        frames: frames / passed,
        pictures: pictures / passed,
        epochs: (run.shown.snapshot.epochs - before) / passed,
      };
    }, TRAINING);
  });
  await page.close();
  return { ...counted, training };
}

const site = await serve(resolve(root, 'dist/site'), { port: 0 });
const browser = await chromium.launch({ executablePath: findChrome(), args: ['--no-sandbox', '--disable-gpu'] });
try {
  for (const [name, hash] of Object.entries(pages)) {
    const all = [];
    for (let run = 0; run < runs; run++) all.push(await measure(browser, `${site.url}#${hash}`, name));
    const least = (what) => Math.min(...all.map((times) => times[what]));
    console.log(`${name}, the least of ${runs} runs
  first number     ${least('number').toFixed(0)} ms
  first formula    ${least('formula').toFixed(0)} ms
  layout shift     ${least('shift').toFixed(4)}
  longest task     ${['after', 'stepping', 'dragging'].map((what) => `${least(what).toFixed(0)} ms ${what === 'after' ? 'after the opening' : what}`).join(', ')}`);
  }
  const labs = [];
  for (let run = 0; run < runs; run++) labs.push(await measureLab(browser, site.url));
  const most = (what) => Math.max(...labs.map((lab) => lab[what])).toFixed(0);
  console.log(`lab, 2-8-8-1, the best of ${runs} runs of ${TRAINING} s
  frames           ${most('frames')} a second, ${most('pictures')} of them with a new picture
  epochs           ${most('epochs')} a second
  longest task     ${Math.min(...labs.map(({ training }) => training)).toFixed(0)} ms`);
} finally {
  await browser.close();
  await site.close();
}
