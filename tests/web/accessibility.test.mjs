import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import test from 'node:test';
import { assertClean, find, openEditor, openSite, settled, useBrowser } from './help.mjs';

useBrowser();

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function violations(page) {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations: found } = await globalThis.axe.run(document, { resultTypes: ['violations'] });
    return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).slice(0, 3)}`);
  });
}

/** A step of each phase, the start, and every panel; with a part that tells that the view is there. */
const views = {
  start: ['step=0', '.start'],
  forward: ['step=7', '.equation'],
  'forward, output': ['step=8', '.equation'],
  loss: ['step=17', '.equation'],
  'loss, sum': ['step=19', '.equation'],
  'backward, δ': ['step=30', '.equation'],
  'backward, gradient': ['step=31', '.equation'],
  update: ['step=70', '.equation'],
  'a whole layer': ['step=34&by=layer', '.rows'],
  derivation: ['step=31&panel=derive', '.stage'],
  'after iterations': ['step=32&h=12&edges=gradient', '.curve'],
  comparison: ['step=33&panel=compare', 'tr.differs'],
};

for (const locale of ['en', 'zh-CN'])
  for (const colorScheme of ['light', 'dark'])
    test(`axe finds nothing in any view (${locale}, ${colorScheme})`, async () => {
      const { page, complaints } = await openSite('', { locale, colorScheme });
      for (const [name, [hash, part]] of Object.entries(views)) {
        await page.evaluate((text) => (location.hash = text), `scenario=article&${hash}&lang=${locale}`);
        const step = Number(/step=(\d+)/.exec(hash)[1]);
        await page.waitForFunction((wanted) => document.querySelector('backprop-playground').step === wanted, step);
        await find(page, part).first().waitFor();
        await settled(page);
        assert.deepEqual(await violations(page), [], name);
      }
      assertClean(complaints);
    });

test('axe finds nothing in the dialogs, the editor and an open factor', async () => {
  const { page } = await openSite('scenario=article&panel=derive');
  await find(page, '.factor-button').nth(1).click();
  await settled(page);
  assert.deepEqual(await violations(page), [], 'factor');
  for (const [name, opener] of [
    ['help', '[aria-label="Help"]'],
    ['check', '.check-button'],
  ]) {
    await find(page, opener).click();
    await settled(page);
    assert.deepEqual(await violations(page), [], name);
    await page.keyboard.press('Escape');
    await settled(page);
  }
  for (const part of ['network', 'samples', 'json']) {
    await openEditor(page, part);
    assert.deepEqual(await violations(page), [], part);
  }
  await page.keyboard.press('Escape');
  await find(page, '.diagram [data-handle][data-id="w.2.0.0"]').focus();
  await page.keyboard.press('Enter');
  await settled(page);
  assert.deepEqual(await violations(page), [], 'editor');
});

test('a phone of 360 pixels scrolls downwards only, in every view and both languages', async () => {
  for (const locale of ['en', 'zh-CN'])
    for (const [name, [hash]] of Object.entries(views)) {
      const options = { locale, viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
      const { page, context } = await openSite(`scenario=article&${hash}`, options);
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.equal(wider, 0, `${name} (${locale})`);
      await context.close();
    }
});

/** The controls that are shown and that a finger hits on less than 44 pixels, probed from the middle of each. */
const smallControls = (page) =>
  page.evaluate(() => {
    const root = document.querySelector('backprop-playground').shadowRoot;
    const controls = 'button, select, input, summary, [role="slider"], [data-handle]:not(.edge-part)';
    return [...root.querySelectorAll(controls)]
      .filter((control) => control.checkVisibility() && control.getBoundingClientRect().width > 1)
      .flatMap((control) => {
        control.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
        const { x, y, width, height } = control.getBoundingClientRect();
        const own = (dx, dy) => {
          const at = root.elementFromPoint(x + width / 2 + dx, y + height / 2 + dy);
          return at !== null && (control.contains(at) || at.closest('label')?.control === control);
        };
        const reach = (dx, dy) => {
          let pixels = 0;
          while (pixels < 60 && own(dx * (pixels + 0.5), dy * (pixels + 0.5))) pixels++;
          return pixels;
        };
        const size = [reach(-1, 0) + reach(1, 0), reach(0, -1) + reach(0, 1)];
        const narrow = size[0] < 44 && !control.closest('.phase-names');
        return narrow || size[1] < 44 ? [`${control.ariaLabel ?? control.innerText}: ${size.join(' × ')}`] : [];
      });
  });

test('a finger hits every control of a phone on 44 pixels each way, but for the edges and the width of phase names', async () => {
  const { page } = await openSite('scenario=article&step=31', {
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
  });
  assert.deepEqual(await smallControls(page), [], 'step');
  await find(page, '.menu-button').tap();
  await settled(page);
  assert.deepEqual(await smallControls(page), [], 'menu');
  await find(page, '.menu-button').tap();
  await find(page, '[role="tab"]').nth(1).tap();
  await settled(page);
  assert.deepEqual(await smallControls(page), [], 'derivation');
});

test('axe finds nothing on a phone', async () => {
  const { page } = await openSite('scenario=article&step=31', {
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
  });
  assert.deepEqual(await violations(page), []);
});

test('tapping a number shows all of it', async () => {
  const { page } = await openSite('scenario=article&step=31', {
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
  });
  const number = find(page, '.result [data-value]');
  await number.scrollIntoViewIfNeeded();
  await number.tap();
  await settled(page);
  assert.equal(await find(page, '.tip-value').textContent(), await number.getAttribute('data-value'));
});

test('at 200 % zoom nothing overflows', async () => {
  const { page } = await openSite('scenario=article&step=31', { viewport: { width: 640, height: 450 } });
  assert.equal(
    await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    0,
  );
});

test('with forced colours and reduced motion the page stands and axe finds nothing', async () => {
  const { page, complaints } = await openSite('scenario=article&step=31', {
    forcedColors: 'active',
    reducedMotion: 'reduce',
  });
  assert.deepEqual(await violations(page), []);
  assertClean(complaints);
});
