import test from 'node:test';
import { find, openSite, settled, useBrowser } from '../help.mjs';
useBrowser();
test('shots', async () => {
  for (const [lang, w, notation] of [['en', 1360, 'scalar'], ['en', 1360, 'indexed'], ['zh-CN', 360, 'scalar'], ['en', 1360, 'matrix']]) {
    const { page } = await openSite(`scenario=article&loss=bce&step=31&panel=derive&notation=${notation}&lang=${lang}`, { viewport: { width: w, height: 1000 }, deviceScaleFactor: w === 360 ? 2 : 1, ...(w===360?{hasTouch:true,isMobile:true}:{}) });
    await settled(page);
    await find(page, '.stage[data-stage="collapse"], .stage[data-stage="layers"]').first().scrollIntoViewIfNeeded();
    await page.evaluate(() => document.querySelector('backprop-playground').shadowRoot.querySelector('.stage[data-stage="collapse"], .stage[data-stage="layers"]').scrollIntoView({ block: 'start' }));
    await settled(page);
    await page.screenshot({ path: `/tmp/shots/cancel-${notation}-${w}.png` });
  }
});
