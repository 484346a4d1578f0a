/** The help as a legend and a glossary, and remarks about the learning rate beside its field. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { assertClean, find, openSite, press, settled, smallControls, useBrowser, violations } from './help.mjs';

useBrowser();

for (const [lang, width] of [
  ['en', 1440],
  ['zh-CN', 360],
])
  test(`the help names every sign, every colour and line, and the keys (${lang}, ${width} px)`, async () => {
    const { page, complaints } = await openSite(`scenario=article&lang=${lang}`, {
      viewport: { width, height: 800 },
      locale: lang,
      ...(width === 360 ? { hasTouch: true, isMobile: true } : {}),
    });
    await press(page, '?');
    await find(page, '.glossary').first().waitFor();
    await settled(page);
    const signs = await find(page, '.glossary').first().locator('dt').allInnerTexts();
    for (const sign of ['z', 'a', 'δ', 'η', '∂', '⊙', 'L', 't', '✓'])
      assert.ok(
        signs.some((text) => text.includes(sign)),
        `${sign} among ${signs.join(' ')}`,
      );
    const meanings = await find(page, '.help-parts dd').allInnerTexts();
    for (const text of meanings) assert.ok(text.trim().length > 1);
    // Each swatch is drawn in the colour that the page has for it.
    const drawn = await find(page, '.swatch').evaluateAll((all) =>
      all.map((swatch) => {
        const shape = swatch.firstElementChild;
        const { fill, stroke } = getComputedStyle(shape);
        return fill !== 'none' ? fill : stroke;
      }),
    );
    assert.equal(drawn.length, 12);
    for (const colour of drawn) assert.match(colour, /^(rgb|color|oklch)/);
    assert.deepEqual(await violations(page), []);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
    if (width === 360) assert.deepEqual(await smallControls(page), []);
    assertClean(complaints);
  });

test('beside η it is said that 0 moves nothing, that a negative rate climbs, and what a far too large one has done', async () => {
  const { page, complaints } = await openSite('scenario=article');
  const set = async (eta) => {
    await find(page, '.eta-input').fill(eta);
    await press(page, 'Enter');
  };
  const note = () => find(page, '.eta-note').innerText();
  assert.equal(await note(), '');
  await set('0');
  assert.match(await note(), /no weight and no bias moves/);
  await set('-0.5');
  assert.match(await note(), /goes uphill/);
  await set('1e9');
  assert.equal(await note(), '', 'nothing has been done with it yet');
  await page.evaluate(() => document.querySelector('backprop-playground').lesson.nextIteration());
  await settled(page);
  assert.match(await note(), /no gradient is left/);
  assert.deepEqual(await violations(page), []);
  await page.evaluate(() => document.querySelector('backprop-playground').lesson.choose('language', 'zh-CN'));
  await settled(page);
  assert.match(await note(), /梯度全部消失/);
  assertClean(complaints);
});
