/**
 * `npm run tour -- folder`: pictures of every chapter and view of the built site, at four widths, light and dark, in both
 * languages, to be looked at one after the other.
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { findChrome } from './browsers.mjs';
import { serve } from './serve.mjs';
import { root, stop } from './shell.mjs';

const [folder] = process.argv.slice(2);
if (!folder) stop('Where to? npm run tour -- folder');
mkdirSync(folder, { recursive: true });

const sizes = [
  [360, 780],
  [820, 1180],
  [1440, 900],
  [3840, 2160],
];
const looks = [
  ['en', 'light'],
  ['zh-CN', 'dark'],
];
const views = {
  opening: 'scenario=article',
  predict: 'scenario=article&step=6',
  wrong: 'scenario=article&step=19',
  nudge: 'scenario=article&step=24&range=near',
  ways: 'scenario=article&step=30',
  blame: 'scenario=article&step=45&edges=gradient',
  down: 'scenario=article&step=85',
  trained: 'scenario=article&h=100',
  derive: 'scenario=article&panel=derive&param=w.2.0.0',
  compare: 'scenario=article&panel=compare',
  graph: 'scenario=article&view=graph&step=20',
  batch: 'scenario=xor-zero&step=10',
  printed: 'scenario=mazur',
};

const site = await serve(resolve(root, 'dist/site'), { port: 0 });
const browser = await chromium.launch({ executablePath: findChrome(), args: ['--no-sandbox'] });
try {
  for (const [width, height] of sizes)
    for (const [lang, colorScheme] of looks) {
      const phone = width < 600;
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme,
        hasTouch: phone,
        isMobile: phone,
      });
      for (const [name, address] of Object.entries(views)) {
        const page = await context.newPage();
        await page.goto(`${site.url}#${address}&lang=${lang}`);
        await page.evaluate(async () => {
          const element = document.querySelector('backprop-playground');
          await element.ready;
          await document.fonts.ready;
          while (!(await element.updateComplete));
        });
        await page.locator('backprop-playground .slope-figure, backprop-playground .panel').first().waitFor();
        await page.screenshot({ path: join(folder, `${width}-${lang}-${name}.png`) });
        await page.close();
      }
      await context.close();
    }
} finally {
  await browser.close();
  await site.close();
}
