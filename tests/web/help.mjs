/** The tests of the page share the built site under its strict CSP, one browser, and ways to read the screen. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { after, afterEach, before } from 'node:test';
import { pathToFileURL } from 'node:url';
import { deflateRawSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { findChrome } from '../../.tools/browsers.mjs';
import { contentSecurityPolicy, serve } from '../../.tools/serve.mjs';

const root = resolve(import.meta.dirname, '../..');
const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];

export function readData(name) {
  return JSON.parse(readFileSync(resolve(root, 'tests/data', name), 'utf8'));
}

/** Pairs in which each item of both lists occurs; with RUNS every pair. */
export const pairs = (first, second) =>
  process.env.RUNS
    ? first.flatMap((one) => second.map((other) => [one, other]))
    : first.map((one, index) => [one, second[index % second.length]]);

/** The part of a list that falls to a number, every second item; with RUNS the whole list falls to each. */
export const share = (list, number) =>
  process.env.RUNS ? list : list.filter((_, index) => (index + number) % 2 === 0);

let browser;
let server;
const contexts = new Set();

/** Starts server and browser around the tests of one file. */
export function useBrowser(folder = 'dist/site') {
  before(async () => {
    server = await serve(resolve(root, folder), { port: 0 });
    browser = await chromium.launch({
      executablePath: findChrome(),
      args: ['--no-sandbox', '--disable-gpu', ...quiet],
    });
  });
  // A page that nobody looks at goes on fetching what it may need.
  afterEach(async () => {
    await Promise.all([...contexts].map((context) => context.close()));
    contexts.clear();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });
}

/** A context of its own, which ends with the test. Nothing moves but where a test asks for motion: the processor draws each frame. */
export async function newContext(options) {
  const context = await browser.newContext({
    locale: 'en',
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    ...options,
  });
  contexts.add(context);
  return context;
}

/**
 * Opens a page of the site, such as `tutorial/en.html`. The answer has `page`, and `complaints`: console errors, uncaught
 * errors, requests that left the site. `init` runs before the page's scripts; `prepare` gets the page before it is opened;
 * `worker`: the site may store itself.
 */
export async function openPage(path, { init, prepare, worker = false, ...options } = {}) {
  const context = await newContext(options);
  const page = await context.newPage();
  const complaints = watch(page);
  if (!worker) await page.addInitScript(() => delete Navigator.prototype.serviceWorker);
  if (init) await page.addInitScript(init);
  await prepare?.(page);
  await page.goto(server.url + path);
  return { page, context, complaints };
}

/**
 * Opens the workbench at `hash`, as `openPage` does. `html` serves a page of its own from the same place, which may hold the
 * element in a frame (`waitForElement: false`).
 */
export async function openSite(address = '', { html, waitForElement = true, ...options } = {}) {
  const hash = inSingleSteps(address);
  const prepare = html && ((page) => page.route(`${server.url}embed.html`, (route) => route.fulfill(answer(html))));
  const opened = await openPage(`${html ? 'embed.html' : ''}${hash ? `#${hash}` : ''}`, { prepare, ...options });
  if (waitForElement) await ready(opened.page);
  return opened;
}

/** An address that names no pace, with the one that shows each step for itself. */
const inSingleSteps = (address) =>
  /^scenario=|^doc=/.test(address) && !/(^|&)by=/.test(address) ? `${address}&by=step` : address;

/** Opens the built single file as from a folder on disk: no server, no network. */
export async function openFile(file) {
  const context = await newContext({ offline: true });
  const page = await context.newPage();
  const url = pathToFileURL(resolve(root, file)).href;
  const complaints = watch(page, url);
  await page.goto(url);
  await ready(page);
  return { page, complaints };
}

const answer = (html) => ({
  contentType: 'text/html; charset=utf-8',
  headers: { 'content-security-policy': contentSecurityPolicy },
  body: html,
});

function watch(page, home = server.url) {
  const complaints = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(home) && !url.startsWith('data:')) complaints.push(`request to ${url}`);
  });
  return complaints;
}

export async function ready(page) {
  await page.waitForFunction(() => customElements.get('backprop-playground'));
  await page.evaluate(async () => {
    for (const element of document.querySelectorAll('backprop-playground')) await element.ready;
    await document.fonts.ready;
  });
  await settled(page);
}

/**
 * Opens another address in the page that is open, at a tenth of the cost of a page of its own: all that the address says or
 * leaves out is as there, but for the language where it names none. `part`: what shows that the view is there.
 */
export async function openNext(page, address, part) {
  const opened = await page.evaluate(
    (state) => document.querySelector('backprop-playground').setState(state),
    inSingleSteps(address),
  );
  assert.ok(opened, address);
  if (part) await find(page, part).first().waitFor();
  await settled(page);
}

/** Opens another address from the very beginning in the place of the page, at two thirds of the cost of a page of its own. */
export async function openAnew(page, address) {
  await page.goto('about:blank');
  await page.goto(`${server.url}#${inSingleSteps(address)}`);
  await ready(page);
}

/** Waits until everything asked for is drawn. */
export async function settled(page) {
  await page.evaluate(async () => {
    for (const element of document.querySelectorAll('backprop-playground')) {
      while (!(await element.updateComplete));
    }
  });
}

/** Taps a part: the browser makes the click of it, which the page may hear of when the driver has answered already. */
export async function tap(page, part) {
  const listen = () =>
    void (globalThis.clicked = new Promise((heard) => addEventListener('click', heard, { capture: true, once: true })));
  await page.evaluate(listen);
  await part.tap();
  await page.evaluate(() => globalThis.clicked);
  await settled(page);
}

export async function press(page, ...keys) {
  for (const key of keys) await page.keyboard.press(key);
  await settled(page);
}

/** The element's own view of where it is. */
export function state(page) {
  return page.evaluate(() => {
    const { step, loss, parameter, scenario, lang } = document.querySelector('backprop-playground');
    return { step, loss, parameter, scenario, lang };
  });
}

/** Waits until the clipboard holds that text, or a text of that pattern: a browser under load reads it as empty at times. */
export async function assertCopied(page, expected) {
  const holds = (text) => (typeof expected === 'string' ? text === expected : expected.test(text));
  const end = Date.now() + 60_000;
  let text = '';
  while (Date.now() < end) {
    text = await page.evaluate(() => navigator.clipboard.readText());
    if (holds(text)) return text;
    await page.waitForTimeout(50);
  }
  assert.fail(`the clipboard holds ${JSON.stringify(text)} in place of ${expected}`);
}

/** The result of the current step: its id, the whole double, and the text on the screen. */
export function result(page) {
  return page.evaluate(() => {
    const number = document.querySelector('backprop-playground').shadowRoot.querySelector('.result [data-value]');
    return number && { id: number.dataset.id, value: Number(number.dataset.value), text: number.textContent };
  });
}

/** Every number on the screen with all its digits: diagram, panel and loss curve, which takes its width with a frame. */
export function screen(page) {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    const root = document.querySelector('backprop-playground').shadowRoot;
    // The opening shows the parameter that was chosen last, whatever the work is.
    const numbers = [...root.querySelectorAll('.diagram [data-value]:not([aria-hidden]), .panel [data-value]')]
      .filter((part) => !part.closest('.knob, .slope-line'))
      .map((part) => `${part.dataset.id ?? ''} ${part.dataset.value}`);
    return {
      numbers,
      // Not innerText: rows far outside the window are not rendered.
      panel: root.querySelector('.panel').textContent.replace(/\s+/g, ' '),
      curve: root.querySelector('.curve-line')?.getAttribute('points') ?? '',
      undo: root.querySelector('[aria-label="Undo"], [aria-label="撤销"]')?.ariaDisabled === 'false',
      iteration: root.querySelector('.iteration')?.textContent ?? '',
    };
  });
}

/** Waits until the address says what is on the screen. */
export async function addressSays(page, part) {
  await page.waitForFunction((text) => decodeURIComponent(location.hash).includes(text), part);
}

/** A document as the address carries it. */
export const packed = (document) => deflateRawSync(Buffer.from(JSON.stringify(document))).toString('base64url');

/** A network of about units² weights, drawn from a seed. */
export const wideNetwork = (units) => ({
  version: 1,
  network: {
    inputs: units,
    layers: [
      { units, activation: 'tanh' },
      { units: 2, activation: 'sigmoid' },
    ],
  },
  init: { kind: 'xavier_uniform', seed: 3 },
  loss: 'mse',
  samples: [{ x: Array(units).fill(0.5), t: [0, 1] }],
});

/** Opens the menu into which a narrow toolbar folds its settings; elsewhere they are there already. */
export async function openMenu(page) {
  const menu = find(page, '.menu-button');
  if (await menu.isVisible()) await menu.click();
}

/** Opens one part of the editor: `network`, `samples` or `json`. */
export async function openEditor(page, part) {
  if (!(await find(page, '.sheet[open]').count())) await find(page, '.edit-network').click();
  await find(page, `#sheet-tab-${part}`).click();
  await settled(page);
}

/** A part of the shadow tree. */
export const find = (page, selector) => page.locator(`backprop-playground ${selector}`);

/** What a place for messages says, once it says something: its sentence may have to be fetched. */
export async function said(place) {
  const speaking = place.filter({ hasText: /\S/ }).first();
  await speaking.waitFor();
  return speaking.innerText();
}

export function assertClean(complaints) {
  assert.deepEqual(complaints, []);
}

/** The difference is relative to the expected number, or to 1e-3 where that is smaller. */
export function assertClose(actual, expected, quantity) {
  const difference = Math.abs(actual - expected) / Math.max(Math.abs(expected), 1e-3);
  assert.ok(difference <= 1e-12, `${quantity}: got ${actual}, expected ${expected}`);
}

/** Two numbers that change in turn come to be the same. */
export async function assertSettle(one, other) {
  const end = Date.now() + 60_000;
  let [a, b] = [NaN, NaN];
  while (a !== b && Date.now() < end) [a, b] = [await one(), await other()];
  assert.equal(a, b);
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * The faults that axe finds on the page, or in the dialog that stands before it, as `rule: places`. Set formulas are most of
 * the page's parts; those who say `formulas: false` leave them to the tests of accessibility, which look at their contrast in
 * both schemes (they are hidden from all other rules).
 */
export async function violations(page, { formulas = true, ...options } = {}) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
  return page.evaluate(
    async ([without, more]) => {
      const root = document.querySelector('backprop-playground')?.shadowRoot;
      const place = root?.querySelector('dialog:modal') ?? document;
      const set = without ? [...root.querySelectorAll('.katex')] : [];
      const { violations: found } = await globalThis.axe.run(
        set.length > 0 ? { include: [place], exclude: set } : place,
        { resultTypes: ['violations'], ...more },
      );
      return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).slice(0, 3)}`);
    },
    [!formulas && !process.env.RUNS, options],
  );
}

/** The fields that are shown in type so small that iOS enlarges the page for them. */
export const smallFields = (page) =>
  page.evaluate(() => {
    const parts = (root) =>
      [...root.querySelectorAll('*')].flatMap((part) => [part, ...(part.shadowRoot ? parts(part.shadowRoot) : [])]);
    return parts(document.querySelector('backprop-playground').shadowRoot)
      .filter((part) => part.matches('input, select, textarea') && part.checkVisibility())
      .map((part) => `${part.localName} ${part.ariaLabel ?? part.id}: ${getComputedStyle(part).fontSize}`)
      .filter((field) => parseFloat(field.split(': ').at(-1)) < 16);
  });

/** The controls that are shown and that a finger hits on less than so many pixels, probed from the middle of each. */
export const smallControls = (page, least = 44) =>
  page.evaluate((enough) => {
    const root = document.querySelector('backprop-playground').shadowRoot;
    const controls = 'button, select, input, summary, [role="slider"], [data-handle]:not(.edge-part)';
    // Controls behind an open dialog cannot be hit and need not be.
    return [...(root.querySelector('dialog:modal') ?? root).querySelectorAll(controls)]
      .filter((control) => control.checkVisibility() && control.getBoundingClientRect().width > 1)
      .flatMap((control) => {
        control.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
        const { x, y, width, height } = control.getBoundingClientRect();
        const own = (dx, dy) => {
          const at = root.elementFromPoint(x + width / 2 + dx, y + height / 2 + dy);
          return at !== null && (control.contains(at) || at.closest('label')?.control === control);
        };
        // Most controls are large: where both ends of the least size are hit there is no need to measure.
        const half = enough / 2 - 0.5;
        if ([-half, half].every((by) => own(by, 0) && own(0, by))) return [];
        const reach = (dx, dy) => {
          let pixels = 0;
          while (pixels < 60 && own(dx * (pixels + 0.5), dy * (pixels + 0.5))) pixels++;
          return pixels;
        };
        const size = [reach(-1, 0) + reach(1, 0), reach(0, -1) + reach(0, 1)];
        const narrow = size[0] < enough && !control.closest('.phase-names');
        return narrow || size[1] < enough ? [`${control.ariaLabel ?? control.innerText}: ${size.join(' × ')}`] : [];
      });
  }, least);
