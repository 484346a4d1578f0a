/** No text of the network's picture is over another text, an arrow or a rim: at any step, size, notation, language, in any export. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertClean, find, openMenu, openSite, press, settled, useBrowser } from './help.mjs';
import { overlapsIn } from './overlaps.mjs';

useBrowser();

const widths = [320, 360, 768, 1024, 1440, 3840];
const scenarios = ['article', 'mazur', 'han-kamber', 'bce-221', 'nielsen-saturated', 'xor-zero'];
const notations = ['scalar', 'indexed', 'matrix', 'article'];
const longer = ['neuron', 'layer', 'phase'];
const namings = ['own', 'layers', 'units', 'reading'];
const languages = ['en', 'zh-CN'];
const modes = ['weight', 'gradient', 'update'];

/** With RUNS the whole list, otherwise the one of its items that falls to this number. */
const some = (list, number) => (process.env.RUNS ? list : [list[number % list.length]]);

/** Whether a scenario is walked through at a size: every second one, with RUNS each. */
const falls = (number, size) => Boolean(process.env.RUNS) || (number + size) % 2 === 0;

/** Opens the page with what the walk needs in it. */
async function open(width, language, hash = 'scenario=article', options = {}) {
  const site = await openSite(hash, {
    viewport: { width, height: Math.min(2160, Math.max(640, Math.round(width * 0.5625))) },
    locale: language,
    ...options,
  });
  await site.page.evaluate(`window.overlapsIn = ${overlapsIn}`);
  return site;
}

/** All steps with the present choices: what is over something else, at which step. */
const walk = (page, scenario, choices) =>
  page.evaluate(
    async ([id, chosen]) => {
      const element = document.querySelector('backprop-playground');
      const { lesson } = element;
      if (element.scenario !== id) lesson.openScenario(id);
      for (const [name, value] of Object.entries(chosen)) lesson.choose(name, value);
      const found = new Map();
      const heights = new Set();
      let steps = 0;
      for (let step = 0; step <= lesson.steps.length; step++, steps++) {
        if (step > 0 && step < lesson.steps.length && lesson.steps.rangeOf(step - 1, chosen.granularity).end !== step)
          continue;
        element.step = step;
        while (!(await element.updateComplete));
        const svg = element.shadowRoot.querySelector('svg.diagram');
        heights.add(Math.round(svg.closest('.picture').getBoundingClientRect().height));
        for (const fault of window.overlapsIn(svg)) found.set(fault, [...(found.get(fault) ?? []), step]);
      }
      return { steps, heights: [...heights], found: [...found].map(([fault, at]) => `${fault} at ${at}`) };
    },
    [scenario, choices],
  );

widths.forEach((width, size) => {
  test(`no text is over another, an arrow or a rim at any step (${width} px)`, async () => {
    for (const language of some(languages, size)) {
      const { page, complaints } = await open(width, language);
      const faults = [];
      for (const [number, scenario] of [...scenarios.entries()].filter(
        ([number]) => number === 0 || falls(number, size),
      ))
        for (const notation of some(notations, size + number))
          for (const edges of some(modes, size + number))
            for (const granularity of number === 0 ? ['step', ...some(longer, size)] : ['step']) {
              // In two of the notations names can be chosen.
              const naming = namings[(size + Math.floor(number / 2)) % namings.length];
              const choices = { notation, naming, edges, granularity, panel: 'step' };
              const { steps, heights, found } = await walk(page, scenario, choices);
              const name = [scenario, notation, naming, edges, `by ${granularity}`].join(', ');
              assert.ok(steps > (granularity === 'step' ? 8 : 3), `${steps} steps of ${scenario}`);
              assert.equal(heights.length, 1, `the picture of ${scenario} is ${heights} pixels high`);
              faults.push(...found.map((fault) => `${name}: ${fault}`));
            }
      assert.deepEqual(faults, []);
      assertClean(complaints);
    }
  });
});

test('nor while a parameter is derived, whichever it is, nor at an edge that is pointed at', async () => {
  for (const [odd, [width, language]] of [
    [360, 'zh-CN'],
    [1024, 'en'],
  ].entries()) {
    const { page } = await open(width, language, 'scenario=article&step=31');
    const found = await page.evaluate(
      async ({ odd, every }) => {
        const element = document.querySelector('backprop-playground');
        const svg = element.shadowRoot.querySelector('svg.diagram');
        const faults = [];
        const ids = [...svg.querySelectorAll('[data-handle]')].map((part) => part.dataset.id);
        for (const id of ids.filter((id) => /^[wb]/.test(id)).filter((_, index) => every || index % 2 === odd))
          for (const pointedAt of [null, id]) {
            element.lesson.select(id);
            element.highlight(pointedAt);
            while (!(await element.updateComplete));
            faults.push(...window.overlapsIn(svg).map((fault) => `${id}: ${fault}`));
          }
        return faults;
      },
      { odd, every: Boolean(process.env.RUNS) },
    );
    assert.deepEqual(found, [], `${width} px`);
  }
});

test('on a phone a small loss and a small output are numbers in their circles', async () => {
  const { page } = await open(360, 'en');
  const shown = await page.evaluate(async () => {
    const element = document.querySelector('backprop-playground');
    const texts = [];
    // The least losses in one line, and those with a power of ten.
    for (const [id, value] of Object.entries({ 'w.3.0.0': 30, 'w.3.1.0': -30, 'w.3.1.2': -20, 'w.3.0.2': 20 })) {
      element.lesson.changeValue(id, value);
      while (!(await element.updateComplete));
      const svg = element.shadowRoot.querySelector('svg.diagram');
      const inside = (part) => svg.querySelector(`[data-id="${part}"] .value`).textContent.trim();
      texts.push(inside('L'), inside('a.3.1'), ...window.overlapsIn(svg));
    }
    return texts;
  });
  for (const text of shown) assert.match(text, /^\d[\d.]*(×10[⁻⁰¹²³⁴-⁹]+)?$/);
  assert.ok(
    shown.some((text) => text.includes('×')),
    String(shown),
  );
});

test('nor in the exported picture', async () => {
  for (const [width, hash] of [
    [360, 'scenario=article&step=30'],
    [1440, 'scenario=article&step=40&by=layer'],
    [1440, 'scenario=mazur&step=40&edges=update'],
  ]) {
    const { page } = await open(width, 'en', hash);
    await openMenu(page);
    await find(page, '[aria-label="Embed and export"]').click();
    await find(page, '.take-what select').selectOption('svg');
    await settled(page);
    const source = await find(page, '.take-picture').getAttribute('src');
    const found = await page.evaluate(
      (markup) => {
        const place = document.body.appendChild(document.createElement('div'));
        place.innerHTML = markup;
        const svg = place.querySelector('svg');
        const texts = svg.querySelectorAll('text').length;
        return { texts: texts > 20, faults: window.overlapsIn(svg) };
      },
      decodeURIComponent(source.replace('data:image/svg+xml,', '')).replace(/^<\?xml.*\?>/, ''),
    );
    assert.deepEqual(found, { texts: true, faults: [] }, hash);
  }
});

/** The texts on the edges, by edge, with their names and places in a picture of that height, once all is drawn. */
const edgeLabels = async (page) => {
  await settled(page);
  return page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelector('backprop-playground').shadowRoot.querySelectorAll('.edge-label')].map((label) => {
        const plate = label.querySelector('.plate');
        const middle = ['x', 'y'].map((name, at) =>
          Math.round(plate[name].baseVal.value + plate[['width', 'height'][at]].baseVal.value / 2),
        );
        const name = [...label.querySelectorAll('.symbol, .index')].map((part) => part.textContent).join('');
        const height = label.closest('svg').getAttribute('height');
        return [
          label.dataset.id.replace(/^d/, ''),
          { text: label.textContent.trim(), name, at: middle.join(), height },
        ];
      }),
    ),
  );
};

test('each edge of a small network has its name and its value from the start', async () => {
  const { page } = await open(1440, 'en', 'scenario=article');
  for (const width of [768, 1024, 1440, 3840]) {
    await page.setViewportSize({ width, height: 900 });
    for (const naming of namings) {
      await page.evaluate((one) => document.querySelector('backprop-playground').lesson.choose('naming', one), naming);
      const labels = await edgeLabels(page);
      assert.equal(Object.keys(labels).length, 21);
      for (const [id, { text, name }] of Object.entries(labels)) {
        assert.ok(name, `${id} has no name at ${width} px, ${naming}: ${text}`);
        assert.match(text.slice(name.length), /^\s*−?\d/, `${id} has no value at ${width} px, ${naming}: ${text}`);
      }
      if (naming !== 'own') continue;
      assert.match(labels['w.3.0.0'].text, /^w1\s*0\.6$/);
      assert.match(labels['w.3.1.0'].text, /^w2\s*−0\.7$/);
    }
  }
});

test('with little room for names the parameter in question keeps its own', async () => {
  const { page } = await open(360, 'en', 'scenario=mazur');
  assert.equal(Object.values(await edgeLabels(page)).filter(({ name }) => name).length, 8);
  await page.evaluate(() => document.querySelector('backprop-playground').lesson.openScenario('article'));
  const ids = ['w.2.0.0', 'w.1.0.0', 'w.2.1.1', 'w.2.2.0', 'w.3.1.2'];
  for (const id of ids) {
    await page.evaluate((one) => document.querySelector('backprop-playground').lesson.select(one, 'step'), id);
    const labels = await edgeLabels(page);
    assert.ok(labels[id]?.name, `${id}: ${JSON.stringify(labels[id])}`);
    assert.match(labels[id].text.slice(labels[id].name.length), /^\s*−?\d/);
  }
});

test('a text on an edge stays at its place through the whole iteration; an update shows what was and what is', async () => {
  const { page } = await open(1440, 'en', 'scenario=mazur');
  // The picture's place may have another height at another step; in the same place the texts stay.
  const places = new Map();
  const changes = new Set();
  for (let step = 1; step <= 32; step++) {
    await press(page, 'ArrowRight');
    const labels = await edgeLabels(page);
    for (const [id, { text, at, height }] of Object.entries(labels)) {
      const key = `${id} ${height}`;
      if (!places.has(key)) places.set(key, at);
      assert.equal(at, places.get(key), `${id} at step ${step}`);
      if (text.includes('→')) changes.add(`${id} ${text}`);
    }
  }
  assert.ok(changes.has('w.2.0.0 0.4 → 0.3589'), [...changes].join());
  assert.ok(changes.size >= 4, [...changes].join());
  assert.ok(places.size <= 24, `${places.size} places of 8 texts`);
});
