/** After one visit the site works without a network; a newer version is said, and comes as a whole. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { writeWorker } from '../../.tools/worker.mjs';
import { assertClean, assertSettle, find, openSite, press, ready, state, useBrowser } from './help.mjs';

const site = mkdtempSync(join(tmpdir(), 'site-'));
before(() => cpSync(resolve(import.meta.dirname, '../../dist/site'), site, { recursive: true }));
after(() => rmSync(site, { recursive: true }));
useBrowser(site);

/** Waits until the site is stored. */
const stored = (page) =>
  page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    while (active.state !== 'activated')
      await new Promise((resolve) => active.addEventListener('statechange', resolve));
  });

test('visited once, the site opens offline, the tutorial with it; the next version is announced and takes over whole', async () => {
  const { page, context, complaints } = await openSite('scenario=mazur&step=4', { worker: true });
  await stored(page);
  await context.setOffline(true);
  await page.reload();
  await ready(page);
  assert.deepEqual(await state(page).then(({ scenario, step }) => [scenario, step]), ['mazur', 4]);
  await press(page, 'ArrowRight');
  await find(page, '.step-title').waitFor();
  await page.waitForFunction(() => [...document.fonts].some(({ status }) => status === 'loaded'));
  await find(page, '.edit-network').click();
  await find(page, '#sheet-tab-samples').click();
  await find(page, '.sheet-body .sheet-grid').waitFor();
  const { origin } = new URL(page.url());
  for (const language of ['en', 'zh-CN']) {
    await page.goto(`${origin}/tutorial/${language}.html?anything#goal`);
    await page.waitForFunction(() =>
      document.querySelector('backprop-network').shadowRoot?.querySelector('.neuron-part'),
    );
    await page.locator('.bar [data-act="mine"]').waitFor();
  }
  await page.goto(`${origin}/`);
  await ready(page);
  assertClean(complaints);

  // A second build: another page with another script; what is in the window stays of the first until the reader says so.
  await context.setOffline(false);
  const index = readFileSync(join(site, 'index.html'), 'utf8');
  const [, script] = /src="\.\/(assets\/index-[^"]+\.js)"/.exec(index);
  const next = script.replace(/-[\w-]{8}\.js$/, '-abcdefgh.js');
  writeFileSync(join(site, next), readFileSync(join(site, script)));
  rmSync(join(site, script));
  writeFileSync(join(site, 'index.html'), index.replaceAll(script, next).replace('<main>', '<main data-second>'));
  // Half of it is not taken: a file that is not what the list says.
  await writeWorker(site);
  const good = readFileSync(join(site, next));
  writeFileSync(join(site, next), `${good}\n// damaged on its way`);
  await page.reload();
  await ready(page);
  await page.evaluate(() => navigator.serviceWorker.getRegistration().then((one) => one.update().catch(() => {})));
  await page.waitForFunction(async () => {
    const { installing, waiting } = await navigator.serviceWorker.getRegistration();
    return !installing && !waiting;
  });
  assert.equal(await page.locator('main[data-second]').count(), 0);
  writeFileSync(join(site, next), good);
  await page.reload();
  await page.locator('.newer-version button').first().waitFor();
  assert.match(await page.locator('.newer-version').innerText(), /A new version of this page is available/);
  assert.equal(await page.locator('main[data-second]').count(), 0);
  // Nothing is under it. Put off, it gives the focus and the room back, and is said again on the next visit.
  const dockEnd = () => find(page, '.dock').evaluate((dock) => innerHeight - dock.getBoundingClientRect().bottom);
  const bar = await page.locator('.newer-version').evaluate(({ offsetHeight }) => offsetHeight);
  await assertSettle(dockEnd, () => bar);
  await find(page, '.edit-network').focus();
  await page.locator('.newer-version button').last().click();
  assert.equal(await page.locator('.newer-version').count(), 0);
  assert.ok(await find(page, '.edit-network:focus').count(), 'the focus is where it was');
  await assertSettle(dockEnd, () => 0);
  await page.reload();
  // Two windows: the one that comes second finds the new version at work.
  const other = await context.newPage();
  await other.goto(`${origin}/`);
  for (const one of [page, other]) await one.locator('.newer-version button').first().waitFor();
  for (const one of [page, other]) {
    await one.locator('.newer-version button').first().click();
    await one.locator('main[data-second]').waitFor();
  }
  await other.close();
  await ready(page);
  await context.setOffline(true);
  await page.reload();
  await ready(page);
  assert.equal(await page.locator('main[data-second]').count(), 1);
  assert.equal(await page.locator('.newer-version').count(), 0);
});

test('an embed is not stored, and the site says what it is where it is installed', async () => {
  const { page } = await openSite('', { worker: true });
  const files = await page.evaluate(async () => {
    const text = await (await fetch('worker.js')).text();
    const manifest = await (await fetch(document.querySelector('link[rel=manifest]').href)).json();
    const icons = await Promise.all(
      manifest.icons.map(async ({ src }) => (await fetch(src)).headers.get('content-type')),
    );
    return {
      text,
      icons,
      start: new URL(manifest.start_url, location.href).href === new URL('./', location.href).href,
    };
  });
  assert.doesNotMatch(files.text, /embed\.html/);
  assert.match(files.text, /tutorial\/zh-CN\.html/);
  assert.deepEqual(files.icons, ['image/svg+xml', 'image/png']);
  assert.ok(files.start);
});
