/** Names as long as a document may have them, in the picture and around it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertClean, find, openSite, packed, pairs, press, settled, useBrowser } from './help.mjs';

useBrowser();

/** Everything that can have a name has this one. */
function named(name) {
  const layers = [3, 3, 2];
  const ids = ['x.0', 'x.1', 't.0', 't.1', 'L.0', 'L.1', 'L'];
  layers.forEach((units, index) => {
    for (let to = 0; to < units; to++) {
      for (const kind of ['a', 'z', 'b']) ids.push(`${kind}.${index + 1}.${to}`);
      for (let from = 0; from < (layers[index - 1] ?? 2); from++) ids.push(`w.${index + 1}.${to}.${from}`);
    }
  });
  return {
    version: 1,
    network: { inputs: 2, layers: layers.map((units) => ({ units, activation: 'sigmoid' })) },
    init: { kind: 'xavier_uniform', seed: 1 },
    loss: 'mse',
    samples: [
      { x: [0.1, 0.2], t: [0, 1] },
      { x: [0.3, 0.4], t: [1, 0] },
    ],
    names: Object.fromEntries(ids.map((id) => [id, name])),
  };
}

/** Texts of the picture: those that leave it, and the names of nodes that overlap. */
const misplaced = (page) =>
  page.evaluate(() => {
    const svg = document.querySelector('backprop-playground').shadowRoot.querySelector('.picture svg');
    const paper = svg.getBoundingClientRect();
    const boxes = [...svg.querySelectorAll('text')].map((text) => ({
      what: `${text.getAttribute('class')}: ${text.textContent}`,
      name: text.matches('.name'),
      ...text.getBoundingClientRect().toJSON(),
    }));
    const outside = boxes.filter(
      ({ left, right, width }) => width > 0 && (left < paper.left - 0.5 || right > paper.right + 0.5),
    );
    const names = boxes.filter(({ name }) => name);
    const across = names.flatMap((a, index) =>
      names
        .slice(index + 1)
        .filter((b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 4 && b.top < a.bottom - 4)
        .map((b) => `${a.what} over ${b.what}`),
    );
    return [...outside.map(({ what }) => `outside: ${what}`), ...across];
  });

/** The parts that reach out of the window to the right, where the page can be scrolled there. */
const beyondWindow = (page) =>
  page.evaluate(() => {
    if (document.documentElement.scrollWidth <= innerWidth) return [];
    const parts = [...document.querySelector('backprop-playground').shadowRoot.querySelectorAll('*')];
    return parts
      .filter((part) => part.checkVisibility() && part.getBoundingClientRect().right > innerWidth)
      .map((part) => `${part.localName}.${part.getAttribute('class')} to ${part.getBoundingClientRect().right}`);
  });

/** The widest text on an edge, and the room between two columns of circles. */
const widestOnEdge = (page) =>
  page.evaluate(() => {
    const svg = document.querySelector('backprop-playground').shadowRoot.querySelector('.diagram');
    const widths = [...svg.querySelectorAll('.edge-text')].map((text) => text.getBoundingClientRect().width);
    const centres = [...svg.querySelectorAll('.neuron circle.node')].map((circle) => circle.cx.baseVal.value);
    const columns = [...new Set(centres)].sort((a, b) => a - b);
    const gap = columns[1] - columns[0] - 2 * svg.querySelector('.neuron circle.node').r.baseVal.value;
    return { widest: Math.max(0, ...widths), gap };
  });

for (const [[language, character], width] of pairs(
  [
    ['en', 'W'],
    ['zh-CN', '漢'],
    ['en', 'i'],
    ['zh-CN', '😀'],
  ],
  [360, 1440],
))
  test(`24 × ${character} as every name leaves the picture and the tabs readable (${width} px)`, async () => {
    const name = character.repeat(24);
    const { page, complaints } = await openSite(`doc=${packed(named(name))}&step=2`, {
      locale: language,
      viewport: { width, height: 900 },
    });
    for (const panel of ['step', 'derive']) {
      await find(page, `#tab-${panel}`).click();
      await settled(page);
      assert.deepEqual(await misplaced(page), [], panel);
      const { widest, gap } = await widestOnEdge(page);
      assert.ok(widest < Math.max(gap, 45), `${widest} px on an edge of ${gap} px`);
      const { left, right } = await find(page, '.position').evaluate((text) => text.getBoundingClientRect());
      assert.ok(left >= 0 && right <= width, `position at ${left} … ${right}`);
      assert.match(await find(page, '.position').innerText(), /2 \/ 85/);
      assert.deepEqual(await beyondWindow(page), [], panel);
    }
    for (const tab of ['step', 'derive', 'compare']) {
      const box = await find(page, `#tab-${tab}`).boundingBox();
      assert.ok(box.x >= 0 && box.x + box.width <= width && box.width > 20, tab);
    }
    // The whole name is read aloud, and the tab's title has it.
    assert.ok((await find(page, '.diagram .neuron-part').first().getAttribute('aria-label')).includes(name));
    assert.ok((await find(page, '#tab-derive').getAttribute('title')).includes(name));
    assert.ok((await find(page, '#tab-derive').getAttribute('aria-label')).includes(name));
    await press(page, 'ArrowRight');
    assertClean(complaints.filter((text) => !/No character metrics|unicode/i.test(text)));
  });

test('names of usual length are shown in full', async () => {
  const { page } = await openSite('scenario=article');
  const texts = await find(page, '.diagram .name').allTextContents();
  assert.ok(texts.includes('N4') && texts.includes('H1'), String(texts));
  assert.doesNotMatch(
    (await find(page, '.diagram')
      .innerText()
      .catch(() => '')) || texts.join(),
    /…/,
  );
  const hours = { ...named('x'), names: { 'x.0': 'hours', 'x.1': 'sleep', 'a.3.0': 'passed', 'w.1.0.0': 'w11' } };
  const { page: other } = await openSite(`doc=${packed(hours)}`);
  const all = (await find(other, '.diagram text').allTextContents()).map((text) => text.trim());
  for (const name of Object.values(hours.names))
    assert.ok(
      all.some((text) => text.startsWith(name)),
      `${name} among ${all}`,
    );
});

test('the letter of a loss term is whole in the picture', async () => {
  const { page } = await openSite('scenario=article&step=31');
  const words = await find(page, '.diagram').evaluate((svg) => svg.textContent);
  assert.doesNotMatch(words, /…/);
});
