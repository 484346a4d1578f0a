/** No number of the graph lies over another, nor over a circle or a box of something else; no wire runs behind a box. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { assertClean, find, openNext, openSite, packed, press, settled, useBrowser } from './help.mjs';

useBrowser();

const scenarios = ['article', 'mazur', 'han-kamber', 'bce-221', 'nielsen-saturated', 'xor-zero'];

/** What lies over what, in the units of the drawing. */
const collisions = (page, picture = '.operations') =>
  find(page, picture).evaluate((svg) => {
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
    const behind = (wire) => {
      const length = wire.getTotalLength();
      for (let at = 3; at < length - 3; at += 3) {
        const { x, y } = wire.getPointAtLength(at);
        const box = shapes.find(
          ({ left, right, top, bottom }) => x > left + 1.5 && x < right - 1.5 && y > top + 1.5 && y < bottom - 1.5,
        );
        if (box) return box.what;
      }
      return null;
    };
    // Most wires are where they were, among the same boxes: those are not gone along again.
    globalThis.wires ??= new Map();
    const places = JSON.stringify(shapes);
    for (const wire of svg.querySelectorAll('.wire')) {
      const key = `${wire.getAttribute('d')} ${places}`;
      if (!wires.has(key)) wires.set(key, behind(wire));
      if (wires.get(key) !== null) found.push(`wire behind ${wires.get(key)}`);
    }
    return [...new Set(found)];
  });

test('in the graph of any scenario no number lies over anything else, while stepping and in a derivation', async () => {
  const { page, complaints } = await openSite();
  for (const scenario of scenarios) {
    await openNext(page, `scenario=${scenario}&view=graph`, '.operations');
    const length = await page.evaluate(() => document.querySelector('backprop-playground').lesson.steps.length);
    const go = async (step) => {
      await page.evaluate((to) => document.querySelector('backprop-playground').lesson.goTo(to), step);
      await settled(page);
    };
    const stride = process.env.RUNS ? 1 : Math.max(1, Math.floor(length / 12));
    for (const step of [...Array(Math.floor(length / stride) + 1).keys()].map((at) => at * stride)) {
      await go(step);
      assert.deepEqual(await collisions(page), [], `${scenario}, step ${step}`);
    }
    for (const parameter of await page.evaluate(() => {
      const { network } = document.querySelector('backprop-playground').lesson.work.design;
      return network.layers.map((_, l) => `w.${l + 1}.0.0`);
    })) {
      await page.evaluate((id) => document.querySelector('backprop-playground').lesson.select(id), parameter);
      await settled(page);
      assert.deepEqual(await collisions(page), [], `${scenario}, derivation of ${parameter}`);
    }
  }
  assertClean(complaints);
});

const trained = (training) => ({
  version: 1,
  network: {
    inputs: 2,
    layers: [
      { units: 2, activation: 'tanh' },
      { units: 1, activation: 'sigmoid' },
    ],
  },
  init: { kind: 'xavier_uniform', seed: 4 },
  loss: 'bce',
  samples: [
    { x: [1, 0.5], t: [1] },
    { x: [-0.25, 1], t: [0] },
  ],
  training,
});
const schedule = { kind: 'cosine', epochs: 10, floor: 0.01 };

const updates = {
  'plain gradient descent': { schedule },
  'gradient descent with weight decay': { weightDecay: 0.1 },
  momentum: { optimizer: 'momentum' },
  'momentum with weight decay': { optimizer: 'momentum', weightDecay: 0.1 },
  Adam: { optimizer: 'adam', batchSize: 2 },
  'Adam with weight decay and a schedule': { optimizer: 'adam', weightDecay: 0.1, schedule },
};

test('an update by any optimizer has a graph of its own, in which each step lights what it computes', async () => {
  const { page, complaints } = await openSite();
  for (const [name, training] of Object.entries(updates)) {
    await openNext(page, `doc=${packed(trained(training))}&view=graph&h=3`, '.operations');
    const steps = await page.evaluate(() => {
      const { steps } = document.querySelector('backprop-playground').lesson;
      return steps.slice(0, steps.length).map(({ phase, computes, value }) => ({ phase, computes, value }));
    });
    const first = steps.findIndex(({ phase }) => phase === 'update');
    await page.evaluate((to) => document.querySelector('backprop-playground').lesson.goTo(to), first);
    await settled(page);
    assert.equal(await find(page, '.update-operations').count(), 0);
    for (const [index, { computes, value }] of steps.entries()) {
      if (!/^(?:etan|.*w\.2\.0\.1|.*b\.2\.0)$/.test(computes) || index < first) continue;
      await page.evaluate((to) => document.querySelector('backprop-playground').lesson.goTo(to), index + 1);
      await settled(page);
      const operations = await find(page, '.update-operations').evaluate((svg) =>
        [...svg.querySelectorAll('.op.operation')].map((op) => ({
          id: op.dataset.id,
          value: op.dataset.value,
          writes: op.classList.contains('writes'),
        })),
      );
      const lit = operations.filter(({ writes }) => writes);
      assert.ok(
        lit.every(({ id }) => id.startsWith(computes)),
        `${name}, ${computes}: ${lit.map(({ id }) => id)}`,
      );
      assert.equal(Number(lit.at(-1).value), value, computes);
      const later = operations.slice(operations.indexOf(lit.at(-1)) + 1);
      assert.deepEqual(
        later.filter((op) => op.value !== undefined),
        [],
        computes,
      );
      assert.deepEqual(await collisions(page, '.update-operations'), [], `${name}, ${computes}`);
    }
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
