/** Chromium by Playwright. */
import { chromium } from 'playwright-core';
import { findChrome } from '../../../.tools/browsers.mjs';
import { watchScript } from './watch.mjs';

export async function startChromium() {
  const browser = await chromium.launch({
    executablePath: findChrome(),
    args: ['--no-sandbox', '--disable-gpu'],
    ignoreDefaultArgs: ['--hide-scrollbars'],
  });
  const page = await (await browser.newContext({ locale: 'en', reducedMotion: 'reduce' })).newPage();
  await page.addInitScript(watchScript);
  return {
    run: (expression) => page.evaluate(expression),
    open: (url) => page.goto(url),
    reload: () => page.reload(),
    resize: (width, height) => page.setViewportSize({ width, height }),
    press: (chord) => page.keyboard.press(chord),
    drag: async ([first, ...others]) => {
      await page.mouse.move(...first);
      await page.mouse.down();
      for (const point of others) await page.mouse.move(...point);
      await page.mouse.up();
    },
    screenshot: () => page.screenshot(),
    close: () => browser.close(),
  };
}
