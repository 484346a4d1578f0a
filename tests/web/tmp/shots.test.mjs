import test from 'node:test';
import { find, openEditor, openSite, settled, useBrowser } from '../help.mjs';
useBrowser();
test('shots', async () => {
  for (const [lang, theme, width, height] of [['en','light',1360,900],['zh-CN','dark',1360,900],['zh-CN','light',360,740]]) {
    const opts = { locale: lang, viewport: { width, height }, colorScheme: theme, ...(width===360?{hasTouch:true,isMobile:true,deviceScaleFactor:2}:{}) };
    const shot = async (page, name) => { await settled(page); await page.screenshot({ path: `/tmp/shots/${name}-${lang}-${width}.png` }); };
    for (const [name, hash] of Object.entries({ step: 'scenario=article&step=27', derive: 'scenario=article&step=31&panel=derive', compare:'scenario=article&step=31&panel=compare', graph:'scenario=mazur&step=9&view=graph', mazur:'scenario=mazur&h=1&step=11', start: 'scenario=han-kamber' })) {
      const { page } = await openSite(hash, opts);
      await shot(page, name);
      if (name === 'step') {
        const menu = find(page, '.menu-button');
        if (await menu.isVisible()) await menu.click();
        await openEditor(page, 'network'); await shot(page, 'network');
        await openEditor(page, 'samples'); await shot(page, 'samples');
        await openEditor(page, 'json'); await shot(page, 'json');
        await page.keyboard.press('Escape');
        if (await menu.isVisible()) await menu.click();
        await find(page, `[aria-label="${lang === 'en' ? 'Take it with you' : '导出'}"]`).click();
        await shot(page, 'take');
      }
      await page.close();
    }
  }
});
