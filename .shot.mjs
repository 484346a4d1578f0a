import { chromium } from 'playwright-core';
import { serve } from '/work/main/.tools/serve.mjs';
const [, , path = 'tutorial/en.html', out = '/tmp/t', w = '1440', js = '1', scheme = 'light', max = '5'] = process.argv;
const site = await serve('/work/main/dist/site', { port: 0 });
const b = await chromium.launch({
  executablePath: '/usr/bin/chromium-headless-shell',
  args: ['--no-sandbox', '--disable-gpu'],
});
const c = await b.newContext({
  viewport: { width: +w, height: 1000 },
  javaScriptEnabled: js === '1',
  colorScheme: scheme,
});
const p = await c.newPage();
p.on('console', (m) => ['error', 'warning'].includes(m.type()) && console.log(m.text().slice(0, 300)));
p.on('pageerror', (e) => console.log('PAGEERROR', e.message.slice(0, 500), e.stack?.slice(0, 400)));
await p.goto(site.url + path);
await p.waitForTimeout(3000);
const h = await p.evaluate(() => document.documentElement.scrollHeight);
console.log('height', h, 'scrollWidth', await p.evaluate(() => document.documentElement.scrollWidth));
const step = 2400;
for (let y = 0, i = 0; y < h && i < +max; y += step, i++)
  await p.screenshot({
    path: `${out}-${i}.png`,
    fullPage: true,
    clip: { x: 0, y, width: +w, height: Math.min(step, h - y) },
  });
await b.close();
await site.close();
