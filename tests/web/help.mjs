/** What the tests of the page share: the built site behind its strict CSP, one browser, and ways to read the screen. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { after, before } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { findChrome } from '../../.tools/chrome.mjs';
import { contentSecurityPolicy, serve } from '../../.tools/serve.mjs';

const root = resolve(import.meta.dirname, '../..');
const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];

export function readData(name) {
  return JSON.parse(readFileSync(resolve(root, 'tests/data', name), 'utf8'));
}

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
  after(async () => {
    await Promise.all([...contexts].map((context) => context.close()));
    await browser?.close();
    await server?.close();
  });
}

/**
 * Opens the site at `hash`. The answer has `page`, and `complaints`: console errors, uncaught errors, requests that
 * left the site. `html` serves a page of its own from the same place, which may hold the element in a frame
 * (`waitForElement: false`); `init` runs before the page's scripts.
 */
export async function openSite(hash = '', { html, init, waitForElement = true, ...options } = {}) {
  const context = await browser.newContext({ locale: 'en', viewport: { width: 1280, height: 900 }, ...options });
  contexts.add(context);
  const page = await context.newPage();
  const complaints = watch(page);
  if (init) await page.addInitScript(init);
  if (html) await page.route(`${server.url}embed.html`, (route) => route.fulfill(answer(html)));
  await page.goto(`${server.url}${html ? 'embed.html' : ''}${hash ? `#${hash}` : ''}`);
  if (waitForElement) await ready(page);
  return { page, context, complaints };
}

/** Opens the built single file as from a folder on disk: no server, no network. */
export async function openFile(file) {
  const context = await browser.newContext({ locale: 'en', offline: true });
  contexts.add(context);
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

/** Until everything asked for is drawn. */
export async function settled(page) {
  await page.evaluate(async () => {
    for (const element of document.querySelectorAll('backprop-playground')) {
      while (!(await element.updateComplete));
    }
  });
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

/** The result of the current step: what, the whole double, and the text on the screen. */
export function result(page) {
  return page.evaluate(() => {
    const number = document.querySelector('backprop-playground').shadowRoot.querySelector('.result [data-value]');
    return number && { id: number.dataset.id, value: Number(number.dataset.value), text: number.textContent };
  });
}

/** Every number on the screen with all its digits: diagram, panel and loss curve. */
export function screen(page) {
  return page.evaluate(() => {
    const root = document.querySelector('backprop-playground').shadowRoot;
    const numbers = [...root.querySelectorAll('.diagram [data-value]:not([aria-hidden]), .panel [data-value]')].map(
      (part) => `${part.dataset.id ?? ''} ${part.dataset.value}`,
    );
    return {
      numbers,
      panel: root.querySelector('.panel').innerText,
      curve: root.querySelector('.curve-line')?.getAttribute('points') ?? '',
      undo: !root.querySelector('[aria-label="Undo"], [aria-label="撤销"]')?.disabled,
      iteration: root.querySelector('.iteration')?.textContent ?? '',
    };
  });
}

/** Until the address says what is on the screen. */
export async function addressSays(page, part) {
  await page.waitForFunction((text) => decodeURIComponent(location.hash).includes(text), part);
}

/** Opens one part of the editor: `network`, `samples` or `json`. */
export async function openEditor(page, part) {
  if (!(await find(page, '.sheet[open]').count())) await find(page, '.edit-network').click();
  await find(page, `#sheet-tab-${part}`).click();
  await settled(page);
}

/** A part of the shadow tree. */
export const find = (page, selector) => page.locator(`backprop-playground ${selector}`);

export function assertClean(complaints) {
  assert.deepEqual(complaints, []);
}

/** Relative to the expected number, or to 1e-3 where that is smaller. */
export function assertClose(actual, expected, quantity) {
  const difference = Math.abs(actual - expected) / Math.max(Math.abs(expected), 1e-3);
  assert.ok(difference <= 1e-12, `${quantity}: got ${actual}, expected ${expected}`);
}
