/** A parameter has one name on the screen: in picture, menu, formula, tip and labels, in every notation and by every scheme of names. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertClean, find, openSite, settled, useBrowser } from './help.mjs';

useBrowser();

const notations = ['scalar', 'indexed', 'matrix', 'article'];
const namings = ['own', 'layers', 'units', 'reading'];

/** Letters and digits alone; in formulas the indices come in another order. */
const bare = (name) => name.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
const sorted = (name) => [...bare(name)].sort().join('');

const choose = async (page, choices) => {
  await page.evaluate((all) => {
    const { lesson } = document.querySelector('backprop-playground');
    for (const [name, value] of Object.entries(all)) lesson.choose(name, value);
  }, choices);
  await settled(page);
};

/** What each parameter is called in each place. */
const namesOn = (page) =>
  page.evaluate(() => {
    const root = document.querySelector('backprop-playground').shadowRoot;
    const partsOf = (label) => [...label.querySelectorAll('.symbol, .index')].map((part) => part.textContent).join('');
    return [...root.querySelectorAll('.chooser option')].map(({ value: id, textContent: menu }) => {
      const label = root.querySelector(`.edge-label[data-id="${id}"]`);
      const formulas = [...root.querySelectorAll(`.panel .katex-html [data-id="${id}"]:not([data-value])`)];
      return {
        id,
        menu,
        picture: label ? partsOf(label) : null,
        spoken: root.querySelector(`svg.diagram [data-handle][data-id="${id}"]`).getAttribute('aria-label'),
        formulas: formulas.map((part) => part.textContent),
      };
    });
  });

test('picture, menu, formula and labels call a parameter the same', async () => {
  const { page, complaints } = await openSite('scenario=article&step=30&panel=derive', {
    viewport: { width: 1440, height: 900 },
  });
  await find(page, '.panel .katex-html').first().waitFor();
  let inFormulas = 0;
  for (const scenario of ['article', 'mazur']) {
    await page.evaluate((id) => document.querySelector('backprop-playground').lesson.openScenario(id), scenario);
    for (const notation of notations)
      for (const naming of namings) {
        await choose(page, { panel: 'derive', notation, naming });
        for (const { id, menu, picture, spoken, formulas } of await namesOn(page)) {
          const where = `${id}, ${scenario}, ${notation}, ${naming}`;
          if (id.startsWith('w.')) assert.equal(bare(picture), bare(menu), `picture: ${where}`);
          assert.ok(spoken.includes(menu), `spoken: ${where}: ${spoken}`);
          for (const formula of formulas) assert.equal(sorted(formula), sorted(menu), `formula: ${where}`);
          inFormulas += formulas.length;
        }
      }
  }
  assert.ok(inFormulas > 100, `${inFormulas}`);
  assertClean(complaints);
});

test('the reader chooses the names, each shown by the parameter at hand; a tip and the address follow', async () => {
  const { page } = await openSite('scenario=article&step=30&param=w.2.0.0', {
    viewport: { width: 1440, height: 900 },
  });
  const chooser = find(page, '.naming select');
  await chooser.waitFor();
  const offered = await chooser.locator('option').allTextContents();
  assert.deepEqual(
    offered.map((text) => text.trim().split(' · ')[0]),
    ['w3', 'w⁽²⁾₁₁', 'w₆₃', 'w7'],
  );
  for (const [naming, name] of [
    ['layers', 'w⁽³⁾₁₁'],
    ['units', 'w₉₆'],
    ['reading', 'w16'],
    ['own', 'w1'],
  ]) {
    await chooser.selectOption(naming);
    await settled(page);
    await find(page, '.panel [data-id="w.3.0.0"][data-value]').first().hover();
    await find(page, '.tip-name').filter({ hasText: name }).waitFor();
    // The address follows a moment later; what is usual is not written.
    const written = naming === 'own' ? '' : `names=${naming}`;
    await page.waitForFunction((text) => (/names=\w+/.exec(location.hash)?.[0] ?? '') === text, written);
  }
  // Sums and matrices run over the indices of layers: there is nothing to choose.
  await choose(page, { notation: 'matrix' });
  assert.equal(await chooser.count(), 0);
});

test('a network drawn anew has no name of the former one, by any scheme', async () => {
  const { page } = await openSite('scenario=article&step=30');
  await page.evaluate(() => {
    const { work } = document.querySelector('backprop-playground').lesson;
    work.reshape({ inputs: 2, layers: [2, 1].map((units) => ({ units, activation: 'sigmoid' })) });
  });
  for (const naming of namings) {
    await choose(page, { naming });
    const texts = await find(page, 'svg.diagram text').allTextContents();
    assert.ok(texts.length > 15, `${texts.length}`);
    assert.doesNotMatch(texts.join(' '), /[NH]\d/);
  }
  await find(page, '.naming option').first().waitFor({ state: 'attached' });
  const offered = await find(page, '.naming option').allTextContents();
  assert.equal(offered.length, 3, offered.join());
});
