/** Runs the main flow in other engines and in Chromium side by side, and compares what they show. */
import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../../.tools/shell.mjs';
import { serve } from '../../.tools/serve.mjs';
import { startChromium } from './drivers/chromium.mjs';
import { flow } from './flow.mjs';
import { Page } from './page.mjs';

/** `engines`: how each is started, by its name. */
export function compareWithChromium(engines) {
  const names = Object.keys(engines);
  let site;
  let drivers = [];
  before(async () => {
    site = await serve(resolve(root, 'dist/site'), { port: 0 });
    drivers = await Promise.all([startChromium(), ...Object.values(engines).map((start) => start())]);
  });
  after(async () => {
    await Promise.all(drivers.map((driver) => driver.close()));
    await site?.close();
  });
  for (const [sentence, part] of Object.entries(flow))
    // Longer than any wait within: a page that never gets ready is a failure, and no standstill.
    test(`${names.join(' and ')}: ${sentence}`, { timeout: 300_000 }, async (t) => {
      const pages = drivers.map((driver) => new Page(driver, site.url));
      await Promise.all(pages.map((page) => page.resize(1280, 900)));
      // Each comes to its end, also where another fails: the next test has all to itself.
      const [expected, ...seen] = await Promise.allSettled(pages.map(part));
      if (expected.status === 'rejected') throw expected.reason;
      for (const [index, name] of names.entries())
        await t.test(name, () => {
          if (seen[index].status === 'rejected') throw seen[index].reason;
          assertSame(seen[index].value, expected.value);
        });
    });
}

/** Says only where two records part: a whole one is long. */
function assertSame(seen, expected, path = 'screen') {
  if (typeof seen !== 'object' || typeof expected !== 'object') return assert.equal(seen, expected, path);
  for (const key of new Set([...Object.keys(expected), ...Object.keys(seen)]))
    assertSame(seen[key], expected[key], `${path}.${key}`);
}
