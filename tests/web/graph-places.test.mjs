/** No number of the graph lies over another, nor over a circle or a box of something else; no wire runs behind a box. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { assertClean, find, openSite, press, settled, useBrowser } from './help.mjs';

useBrowser();

const scenarios = ['article', 'mazur', 'han-kamber', 'bce-221', 'nielsen-saturated', 'xor-zero'];

/** What lies over what, in the units of the drawing. */
const collisions = (page) =>
  find(page, '.operations').evaluate((svg) => {
    const boxOf = (part) => {
      const { x, y, width, height } = part.getBBox();
      return { left: x, right: x + width, top: y, bottom: y + height };
    };
    const texts = [...svg.querySelectorAll('.op-numbers text, .wire-texts text')]
      .filter((text) => text.textContent.trim())
      .map((text) => {
        const box = boxOf(text);
        // A line of text is higher than its digits.
        const trim = (box.bottom - box.top) * 0.2;
        const at = text.closest('[data-of]')?.dataset.of;
        return {
          what: `${text.getAttribute('class')} ${text.textContent.trim()}`,
          at,
          ...box,
          top: box.top + trim,
          bottom: box.bottom - trim,
        };
      });
    const shapes = [...svg.querySelectorAll('.op')].map((op) => ({
      what: op.dataset.id,
      ...boxOf(op.querySelector('.op-shape')),
      leaf: op.classList.contains('leaf'),
    }));
    const over = (a, b) =>
      Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
      Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
    const inside = (text, box) =>
      text.left >= box.left - 4 &&
      text.right <= box.right + 4 &&
      text.top >= box.top - 2 &&
      text.bottom <= box.bottom + 2;
    const found = [];
    texts.forEach((a, at) => {
      for (const b of texts.slice(at + 1)) if (over(a, b)) found.push(`${a.what} / ${b.what}`);
      for (const shape of shapes)
        if (over(a, shape) && !(shape.leaf && inside(a, shape))) found.push(`${a.what} / ${shape.what}`);
    });
    shapes.forEach((a, at) => {
      for (const b of shapes.slice(at + 1)) if (over(a, b)) found.push(`${a.what} / ${b.what}`);
    });
    for (const wire of svg.querySelectorAll('.wire')) {
      const length = wire.getTotalLength();
      for (let at = 3; at < length - 3; at += 3) {
        const { x, y } = wire.getPointAtLength(at);
        const behind = shapes.find(
          ({ left, right, top, bottom }) => x > left + 1.5 && x < right - 1.5 && y > top + 1.5 && y < bottom - 1.5,
        );
        if (behind) {
          found.push(`wire behind ${behind.what}`);
          break;
        }
      }
    }
    return [...new Set(found)];
  });

for (const scenario of scenarios)
  test(`in the graph of ${scenario} no number lies over anything else, while stepping and in a derivation`, async () => {
    const { page, complaints } = await openSite(`scenario=${scenario}&view=graph`);
    await find(page, '.operations').waitFor();
    const length = await page.evaluate(() => document.querySelector('backprop-playground').lesson.steps.length);
    const go = async (step) => {
      await page.evaluate((to) => document.querySelector('backprop-playground').lesson.goTo(to), step);
      await settled(page);
    };
    const stride = process.env.RUNS ? 1 : Math.max(1, Math.floor(length / 12));
    for (const step of [...Array(Math.floor(length / stride) + 1).keys()].map((at) => at * stride)) {
      await go(step);
      assert.deepEqual(await collisions(page), [], `step ${step}`);
    }
    for (const parameter of await page.evaluate(() => {
      const { network } = document.querySelector('backprop-playground').lesson.work.design;
      return network.layers.map((_, l) => `w.${l + 1}.0.0`);
    })) {
      await page.evaluate((id) => document.querySelector('backprop-playground').lesson.select(id), parameter);
      await settled(page);
      assert.deepEqual(await collisions(page), [], `derivation of ${parameter}`);
    }
    assertClean(complaints);
  });

test('the panel is beside the graph, above the fold, and what a step computes is within its frame', async () => {
  const { page, complaints } = await openSite('scenario=article&view=graph', {
    viewport: { width: 1440, height: 900 },
  });
  await find(page, '.operations').waitFor();
  for (let presses = 0; presses < 12; presses++) {
    await press(page, 'ArrowRight');
    const places = await page.evaluate(() => {
      const root = document.querySelector('backprop-playground').shadowRoot;
      const box = (selector) => root.querySelector(selector)?.getBoundingClientRect().toJSON();
      return { title: box('.step-title'), frame: box('.graph-scroll'), active: box('.op.writes') };
    });
    assert.ok(places.title.bottom < 600, `the step is told at ${places.title.top}`);
    const { frame, active } = places;
    if (!active) continue;
    const within =
      active.left >= frame.left &&
      active.right <= frame.right &&
      active.top >= frame.top &&
      active.bottom <= frame.bottom;
    assert.ok(within, JSON.stringify(places));
  }
  assertClean(complaints);
});
