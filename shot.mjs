import { chromium } from '/tmp/wt/notation/node_modules/playwright-core/index.mjs';
import { serve } from '/tmp/wt/notation/.tools/serve.mjs';
const server = await serve('/tmp/wt/notation/dist/site', { port: 0 });
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
for (const spec of process.argv.slice(2)) {
  const [name, width, height, hash] = spec.split('|');
  const page = await browser.newPage({ viewport: { width: +width, height: +height }, locale: 'en' });
  page.on('console', (m) => ['error', 'warning'].includes(m.type()) && console.log(name, m.text()));
  page.on('pageerror', (e) => console.log(name, e.message));
  await page.goto(`${server.url}#${hash}`);
  await page.waitForFunction(() => customElements.get('backprop-playground'));
  await page.evaluate(async () => {
    const e = document.querySelector('backprop-playground');
    await e.ready;
    await document.fonts.ready;
    await e.updateComplete;
  });
  const panel = name.startsWith('p-') ? page.locator('backprop-playground .panel') : null;
  await (panel
    ? panel.screenshot({ path: `/tmp/wt/me/${name}.png` })
    : page.screenshot({ path: `/tmp/wt/me/${name}.png`, fullPage: true }));
  await page.close();
}
await browser.close();
await server.close();
