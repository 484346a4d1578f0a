import test from 'node:test';
import { find, openSite, settled, useBrowser } from '../help.mjs';
useBrowser();
test('t', async () => {
  const { page } = await openSite('scenario=article&step=7');
  page.on('console', (m) => console.log(m.text()));
  await page.evaluate(() => {
    const el = document.querySelector('backprop-playground');
    for (const k of ['focusin', 'focusout']) el.shadowRoot.addEventListener(k, (e) => console.log(k, e.target.className, e.target.isConnected, e.relatedTarget?.className));
    el.addEventListener('keydown', (e) => console.log('key', e.key));
    const old = el.keepFocus; el.keepFocus = function () { console.log('keep', this.focused?.className, this.focused?.isConnected, document.activeElement.tagName, this.shadowRoot.activeElement?.className); return old.call(this); };
  });
  await find(page, '.equation [role="img"]').first().focus();
  await page.keyboard.press('ArrowRight');
  await page.waitForTimeout(300);
  console.log(await page.evaluate(() => document.activeElement.tagName));
});
