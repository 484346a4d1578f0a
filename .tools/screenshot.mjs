/** `npm run screenshot`: the README's picture, of the built site: the opening. */
import { chromium } from 'playwright-core';
import { build } from './build.mjs';
import { findChrome } from './browsers.mjs';
import { serve } from './serve.mjs';
import { resolve } from 'node:path';
import { root, stop } from './shell.mjs';

const picture = '.github/backprop-playground.png';

if (!(await build())) stop('The build failed.');
const site = await serve(resolve(root, 'dist/site'), { port: 0 });
const browser = await chromium.launch({ executablePath: findChrome(), args: ['--no-sandbox'] });
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${site.url}#scenario=article&lang=en`);
  await page.evaluate(() => document.querySelector('backprop-playground').ready);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: resolve(root, picture) });
  console.log(picture);
} finally {
  await browser.close();
  await site.close();
}
