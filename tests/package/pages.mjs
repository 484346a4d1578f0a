/** Pages that use the installed package, served and opened in Chromium. */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { chromium } from 'playwright-core';
import { findChrome } from '../../.tools/browsers.mjs';
import { serve } from '../../.tools/serve.mjs';

/** Serves the folder during the tests of a file. `open` gives a page, also of another server, and what it complains about. */
export function browse(folder) {
  let server;
  let browser;
  before(async () => {
    server = await serve(folder, { port: 0 });
    browser = await chromium.launch({ executablePath: findChrome(), args: ['--no-sandbox', '--disable-gpu'] });
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });
  return {
    async open(path) {
      const page = await browser.newPage({ locale: 'en', reducedMotion: 'reduce' });
      const complaints = [];
      page.on('console', (message) => /error|warning/.test(message.type()) && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('response', (answer) => answer.status() >= 400 && complaints.push(`${answer.status()} ${answer.url()}`));
      await page.goto(new URL(path, server.url).href);
      return { page, complaints };
    },
  };
}

/** A page with one module: the address of a script, or its text. */
export const html = (script, body, head = '') =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8" /><link rel="icon" href="data:," /><title>A page</title>${head}
    <script type="module" ${script.includes(' ') ? `>${script}` : `src="${script}">`}</script></head><body>${body}</body></html>`;

/** A piece of each kind that loads files of its own, and the workbench. */
export const article = `<p>The gradient of w3 is <backprop-value of="dw.2.0.0">…</backprop-value>.</p>
  <backprop-formula of="w3" show="numbers">…</backprop-formula>
  <backprop-network step="31" parameter="w3"></backprop-network>
  <backprop-playground scenario="article" parameter="w3" controls="stepper"></backprop-playground>`;

/** The article's ∂L/∂w3, to the digits that are shown. */
export const gradientOfW3 = '−0.01958';

/** The elements of `article` are alive, with its number and the fonts of its formulas. */
export async function assertArticle({ page, complaints }) {
  assert.equal(await page.locator('[of="dw.2.0.0"] .value').innerText(), gradientOfW3);
  await page.locator('backprop-formula math').waitFor();
  await page.locator('backprop-network svg.diagram').waitFor();
  await page.waitForFunction(
    (digits) =>
      document.querySelector('backprop-playground').shadowRoot?.querySelector('.panel')?.textContent.includes(digits),
    gradientOfW3.slice(1),
  );
  await page.waitForFunction(() =>
    ['KaTeX_Main', 'KaTeX_Math'].every((name) =>
      [...document.fonts].some(({ family, status }) => family === name && status === 'loaded'),
    ),
  );
  assert.deepEqual(complaints, []);
}

/** A network of one neuron, whose gradient is (a - t) x. */
export const small = (layer) => ({
  version: 1,
  network: { inputs: 1, layers: [layer] },
  loss: 'bce',
  samples: [{ x: [2], t: [1] }],
});
export const neuron = { units: 1, activation: 'sigmoid', weights: [[0.5]], biases: [0] };
