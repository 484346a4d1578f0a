import assert from 'node:assert/strict';
import test from 'node:test';
import {
  assertClean,
  find,
  openEditor,
  openNext,
  openSite,
  pairs,
  screen,
  settled,
  share,
  smallControls,
  tap,
  useBrowser,
  violations,
} from './help.mjs';

useBrowser();

/** A step of each phase, the start, and every panel, each with a part that shows that the view is there. */
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

/** Goes to another of the views, and waits until it is drawn. */
const show = (page, [hash, part], locale) => openNext(page, `scenario=article&${hash}&lang=${locale}`, part);

for (const [number, [locale, colorScheme]] of pairs(['en', 'zh-CN'], ['light', 'dark']).entries())
  test(`axe finds nothing in any view (${locale}, ${colorScheme})`, async () => {
    const { page, complaints } = await openSite('', { locale, colorScheme });
    for (const [name, view] of share(Object.entries(views), number)) {
      await show(page, view, locale);
      assert.deepEqual(await violations(page), [], name);
    }
    assertClean(complaints);
  });

test('axe finds nothing in the dialogs, the editor and an open factor', async () => {
  const { page } = await openSite('scenario=article&panel=derive');
  await find(page, '.check-button').click();
  await find(page, '.differences').waitFor();
  await settled(page);
  assert.deepEqual(await violations(page), [], 'check');
  await page.keyboard.press('Escape');
  await find(page, '.factor-button').nth(1).click();
  await settled(page);
  assert.deepEqual(await violations(page), [], 'factor');
  // Behind the other dialogs is a panel of fewer parts: axe goes through them all.
  await openNext(page, 'scenario=article', '.start');
  await find(page, '[aria-label="Help"]').click();
  await find(page, 'dialog[open]').waitFor();
  await settled(page);
  assert.deepEqual(await violations(page), [], 'help');
  await page.keyboard.press('Escape');
  await settled(page);
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

test('a phone of 360 pixels scrolls downwards only, in every view', async () => {
  for (const [number, locale] of ['zh-CN', 'en'].entries()) {
    const options = { locale, viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
    const { page } = await openSite('', options);
    for (const [name, view] of share(Object.entries(views), number)) {
      await show(page, view, locale);
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.equal(wider, 0, `${name} (${locale})`);
    }
  }
});

test('a finger hits every control of a phone on 44 pixels each way, but for the edges and the width of phase names; axe finds nothing, and tapping a number shows all of it', async () => {
  const { page } = await openSite('scenario=article&step=31', {
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
  });
  assert.deepEqual(await smallControls(page), [], 'step');
  await tap(page, find(page, '.menu-button'));
  assert.deepEqual(await smallControls(page), [], 'menu');
  await tap(page, find(page, '.menu-button'));
  await tap(page, find(page, '[role="tab"]').nth(1));
  assert.deepEqual(await smallControls(page), [], 'derivation');
  await openNext(page, 'scenario=article&step=31', '.equation');
  assert.deepEqual(await violations(page), []);
  const number = find(page, '.result [data-value]');
  await number.scrollIntoViewIfNeeded();
  await tap(page, number);
  assert.equal(await find(page, '.tip-value').textContent(), await number.getAttribute('data-value'));
});

test('with forced colours and reduced motion the page works and axe finds nothing; at 200 % zoom nothing overflows', async () => {
  const { page, complaints } = await openSite('scenario=article&step=31', {
    forcedColors: 'active',
    reducedMotion: 'reduce',
  });
  assert.deepEqual(await violations(page), []);
  // A line says what a background says elsewhere: which tab is chosen, what is a button, how far a chapter is.
  const lines = await page.evaluate(() => {
    const host = document.querySelector('backprop-playground');
    const style = (selector) => getComputedStyle(host.shadowRoot.querySelector(selector));
    const paper = getComputedStyle(host).backgroundColor;
    return {
      chosen: style('.panel [role="tab"][aria-selected="true"]').borderBottomColor !== paper,
      other: style('.panel [role="tab"][aria-selected="false"]').borderBottomColor === paper,
      button: style('.primary-button').borderTopWidth,
      done: style('.chapter-bar span').backgroundColor !== style('.chapter-bar').backgroundColor,
    };
  });
  assert.deepEqual(lines, { chosen: true, other: true, button: '1px', done: true });
  await page.setViewportSize({ width: 640, height: 450 });
  await screen(page);
  assert.equal(
    await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    0,
  );
  assertClean(complaints);
});

test('Tab goes through the whole page, to each part once, and out of it', async () => {
  for (const hash of [
    'scenario=article&step=27',
    'scenario=article&step=27&panel=derive',
    'scenario=mazur&view=graph',
  ]) {
    const { page } = await openSite(hash);
    await page.evaluate(() => (globalThis.reached = new Set()));
    const goOn = () =>
      page.evaluate(() => {
        const { activeElement } = document.querySelector('backprop-playground').shadowRoot;
        if (activeElement === null) return 'left';
        if (reached.has(activeElement)) return `again: ${activeElement.outerHTML.slice(0, 80)}`;
        reached.add(activeElement);
        return 'next';
      });
    let outcome = 'next';
    for (let presses = 0; presses < 300 && outcome === 'next'; presses++) {
      await page.keyboard.press('Tab');
      outcome = await goOn();
    }
    assert.equal(outcome, 'left', hash);
    const missed = await page.evaluate(() =>
      [
        ...document
          .querySelector('backprop-playground')
          .shadowRoot.querySelectorAll('button, select, input, textarea, summary, [tabindex="0"]'),
      ]
        .filter((part) => part.tabIndex >= 0 && part.checkVisibility() && !part.closest('dialog:not([open])'))
        .filter((part) => !reached.has(part))
        .map((part) => part.outerHTML.slice(0, 80)),
    );
    assert.deepEqual(missed, [], hash);
  }
});
