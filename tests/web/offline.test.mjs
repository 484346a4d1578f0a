/** Once loaded, the page goes on without a network. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { assertClean, find, openEditor, openSite, press, settled, useBrowser } from './help.mjs';

useBrowser();

const parts = [
  'editorSheet',
  'compare',
  'graph',
  'export',
  'threeWays',
  'batchDerivation',
  'cornerNotes',
  'outputs',
  'help',
  'printed',
];

test('every part that is fetched when it is first shown opens offline too', async () => {
  const { page, context, complaints } = await openSite('scenario=article&step=31');
  await page.waitForFunction(
    (names) => {
      const loaded = performance.getEntriesByType('resource').filter(({ responseEnd }) => responseEnd > 0);
      const faces = [...document.fonts].every(({ status }) => status === 'loaded');
      return faces && names.every((name) => loaded.some((entry) => entry.name.includes(`/${name}-`)));
    },
    parts,
    { polling: 200 },
  );
  await context.setOffline(true);
  await openEditor(page, 'samples');
  await find(page, '.sheet-body .sheet-grid').waitFor();
  await press(page, 'Escape');
  await find(page, '#tab-compare').click();
  await find(page, '.compare-total').waitFor();
  await find(page, '.picture-switch [role="radio"]').nth(1).click();
  await find(page, '.operations').waitFor();
  await find(page, '#tab-derive').click();
  await find(page, '.check-button').first().click();
  await find(page, '.differences').waitFor();
  await press(page, 'Escape');
  await press(page, '?');
  await find(page, '.keys').waitFor();
  await press(page, 'Escape');
  await page.evaluate(() => (document.querySelector('backprop-playground').scenario = 'mazur'));
  await find(page, '#tab-step').click();
  await find(page, '.printed-all summary').waitFor();
  assert.equal(await find(page, '.notice').count(), 0);
  assertClean(complaints);
});
