/** The tutorial: to be read without scripts, then alive: every number of the article follows one change. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { before, test } from 'node:test';
import { loadCore } from '../../dist/core.js';
import { openPage, readData, useBrowser, violations } from './help.mjs';
import { expectedOf } from './tutorialWords.mjs';
import { seededRandom } from '../wasm/help.mjs';

const root = resolve(import.meta.dirname, '../..');
const languages = ['en', 'zh-CN'];
let core;

useBrowser();
before(async () => {
  core = await loadCore({ wasmBinary: readFileSync(resolve(root, 'dist/backprop.wasm')) });
});

async function open(language, { scripts = true, width = 1280, search = '', ...options } = {}) {
  const opened = await openPage(`tutorial/${language}.html${search}`, {
    viewport: { width, height: 900 },
    reducedMotion: 'no-preference',
    prepare: (page) => !scripts && page.route('**/*.js', (route) => route.abort()),
    ...options,
  });
  if (scripts) await opened.page.waitForFunction(() => !document.querySelector('.bar').hidden);
  return opened;
}

/** When every number is what it is by now. */
const drawn = (page) =>
  page.evaluate(() => Promise.all([...document.querySelectorAll('backprop-value')].map((one) => one.updateComplete)));

/** Settles when the piece is no longer as it was written. */
const alive = async (piece) => {
  await piece.scrollIntoViewIfNeeded();
  await piece.evaluate(async (element) => {
    while (!element.shadowRoot) await new Promise(requestAnimationFrame);
    await element.updateComplete;
  });
};

/** The words of every value of the article's own session that is an id, with what stands there. */
const valuesOf = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('backprop-value:not([session], [words])')].map((value) => ({
      of: value.getAttribute('of'),
      digits: Number(value.getAttribute('digits') ?? 4),
      text: [...(value.shadowRoot?.querySelector('.value') ?? value).childNodes]
        .filter((part) => part.nodeType === Node.TEXT_NODE)
        .map((part) => part.data)
        .join('')
        .trim(),
    })),
  );

const idOf = (of, layers) =>
  of.replace(/\blast(?:-(\d+))?/, (_, back = '0') => String(layers - Number(back))).replace(/^a\.0\./, 'x.');

/** The rounding that formatNumber gives, worked out anew: so many significant digits, without zeros at the end. */
function assertShows(text, value, digits, of) {
  if (value === 0) return assert.equal(text, '0', of);
  const [, mantissa, power] = /^(.*?)(?:×10(.+))?$/.exec(text.replaceAll('−', '-').replaceAll(' ', ''));
  const exponent = power ? Number(power.normalize('NFKC').replace('−', '-')) : 0;
  const shown = Number(mantissa) * 10 ** exponent;
  const unit = 10 ** (Math.floor(Math.log10(Math.abs(value))) - digits + 1);
  assert.ok(Math.abs(shown - value) <= 0.5000001 * unit, `${of}: ${text} for ${value}`);
}

/** Compares every value whose words are an id, or `new` and an id, with a session of the same document. */
function assertAllRight(values, document) {
  const session = core.open(document);
  const updated = core.open(document);
  updated.step();
  try {
    const layers = document.network.layers.length;
    let compared = 0;
    for (const { of, digits, text } of values) {
      const [, next, name] = /^(new )?([a-z]+\.[\w.-]+|L|eta)$/.exec(of) ?? [];
      if (!name) continue;
      const asked = next ? updated : session;
      let value;
      try {
        value = asked.value(idOf(name, layers));
      } catch {
        assert.equal(text, '–', of);
        continue;
      }
      assertShows(text, value, digits, of);
      compared += 1;
    }
    assert.ok(compared > 40, `${compared} numbers`);
  } finally {
    session.close();
    updated.close();
  }
}

const article = readData('worked/article.json').scenario;

for (const language of languages)
  test(`${language}, without scripts: every number is right, every formula is MathML, every figure says what it shows`, async () => {
    const { page, context } = await open(language, { scripts: false });
    const seen = await page.evaluate(async () => {
      const shown = (part) => !part.closest('[hidden]');
      const all = (tag) => [...document.querySelectorAll(tag)].filter(shown);
      return {
        empty: all('backprop-value, backprop-formula, backprop-network, backprop-plot')
          .filter((piece) => !piece.textContent.trim() && !piece.querySelector('math, img'))
          .map((piece) => piece.outerHTML.slice(0, 120)),
        formulas: all('backprop-formula').filter((formula) => formula.querySelector('math')).length,
        pictures: await Promise.all(
          all('img').map(async (picture) => {
            picture.loading = 'eager';
            await picture.decode();
            const file = new DOMParser().parseFromString(await (await fetch(picture.src)).text(), 'image/svg+xml');
            const drawn = [...file.querySelectorAll('text, tspan')].map(({ textContent }) => textContent.trim());
            return { of: picture.src, words: picture.alt, width: picture.naturalWidth, drawn };
          }),
        ),
        // A row with nothing in it; a function whose name runs into its argument.
        flaws: [
          ...[...document.querySelectorAll('.row')].filter((row) => !row.textContent.trim()),
          ...[...document.querySelectorAll('mo')].filter(
            (mo) => mo.textContent === '\u2061' && !/^m(o|space)$/.test(mo.nextElementSibling?.localName),
          ),
        ].length,
        defined: customElements.get('backprop-value') !== undefined,
        bar: document.querySelector('.bar').checkVisibility(),
      };
    });
    assert.deepEqual([seen.empty, seen.flaws], [[], 0]);
    assert.ok(!seen.defined && !seen.bar, 'scripts have run');
    assert.ok(seen.formulas > 40, `${seen.formulas} formulas`);
    assert.ok(seen.pictures.length >= 24, `${seen.pictures.length} pictures`);
    for (const { of, words, width, drawn } of seen.pictures) {
      assert.ok(words.length > 12 && width > 300, `${words}, ${width} px`);
      // The numbers that its words give to a network's quantities are in the picture.
      const numbers = of.includes('network-wide') ? [...words.matchAll(/ (−?[\d.]+)(?:,|$)/g)] : [];
      for (const [, number] of numbers)
        assert.ok(drawn.includes(number), `${number} is not in the picture of ${words}`);
    }
    assertAllRight(await valuesOf(page), article);
    await context.close();
  });

test('Both languages have the same sections, figures, formulas and numbers', () => {
  const [one, other] = languages.map((language) => {
    const text = readFileSync(resolve(root, `web/tutorial/${language}.html`), 'utf8');
    return [...text.matchAll(/<section id="([^"]*)">(.*?)<\/section>/gs)].map(([, id, inside]) => ({
      id,
      figures: [...inside.matchAll(/<backprop-(network|plot)\s+([^>]*)>/g)].map(([, tag, words]) => `${tag} ${words}`),
      formulas: [...inside.matchAll(/<backprop-formula\s+([^>]*display[^>]*)>/g)].map(([, words]) =>
        words.replace(/\s+/g, ' ').trim(),
      ),
      numbers: [...new Set([...inside.matchAll(/<backprop-value\s+of="([^"]*)"/g)].map(([, of]) => of))].sort(),
    }));
  });
  assert.equal(one.length, 13);
  assert.deepEqual(one, other);
});

test('One number changed in the prose or in a figure changes every other to what core computes, and the words; one click brings all back', async () => {
  const { page, context, complaints } = await open('en');
  const bits = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('backprop-value')].map(
        ({ shadowRoot }) => shadowRoot.querySelector('.value')?.dataset.value,
      ),
    );
  await drawn(page);
  const before = await bits();
  const startAgain = async () => {
    await page.getByRole('button', { name: 'Start again' }).click();
    await page.waitForFunction(() => !document.documentElement.classList.contains('own'));
    await drawn(page);
    assert.deepEqual(await bits(), before);
  };
  const weight = page.locator('#goal backprop-value[editable]').first();
  await alive(weight);
  await weight.click();
  await weight.locator('input:focus').waitFor();
  await page.keyboard.type('-4');
  await page.keyboard.press('Enter');
  const changed = structuredClone(article);
  changed.network.layers[1].weights[0][0] = -4;
  await page.waitForFunction(() => document.documentElement.classList.contains('own'));
  await drawn(page);
  assertAllRight(await valuesOf(page), changed);
  // The words are those of the new numbers.
  const wordsAgree = () =>
    page.evaluate(() => {
      const number = (of) =>
        Number(document.querySelector(`backprop-value[of="${of}"]`).shadowRoot.querySelector('.value').dataset.value);
      const shown = (test) => !document.querySelector(`backprop-when[test="${test}"]`).hasAttribute('hidden');
      const output = number('a.last.0');
      return (
        shown('less a.last.0 t.0') === output < number('t.0') && shown('more a.last.0 t.0') === output > number('t.0')
      );
    });
  assert.ok(await wordsAgree());
  // A formula with numbers is set anew.
  const formula = page.locator('backprop-formula[show="sum"]').first();
  await formula.locator('.formula math').first().waitFor();
  await startAgain();
  assertAllRight(await valuesOf(page), article);

  // By keys alone: into the figure, on to its weight, and another number for it.
  const figure = page.locator('#goal backprop-network');
  const weightInFigure = figure.locator('[data-handle][data-id="w.2.0.0"]');
  await page.locator('#goal [data-ways] backprop-value .value').focus();
  await page.keyboard.press('Tab');
  for (let presses = 0; presses < 60 && (await weightInFigure.getAttribute('tabindex')) !== '0'; presses++)
    await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await figure.locator('input').waitFor();
  await page.keyboard.press('Escape');
  await figure.locator('input').waitFor({ state: 'detached' });
  await page.keyboard.press(' ');
  await figure.locator('input').fill('-4');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.documentElement.classList.contains('own'));
  await drawn(page);
  assertAllRight(await valuesOf(page), changed);
  await startAgain();

  // The point of a curve too.
  const curve = page.locator('#w1 backprop-plot svg[role="slider"]');
  await page.locator('#w1 [part="value"]').last().focus();
  for (let presses = 0; presses < 9 && !(await curve.evaluate((svg) => svg.matches(':focus'))); presses++)
    await page.keyboard.press('Shift+Tab');
  const at = Number(await curve.getAttribute('aria-valuenow'));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await page.waitForFunction(() => document.documentElement.classList.contains('own'));
  await drawn(page);
  const moved = structuredClone(article);
  moved.network.layers[2].weights[0][0] = Number(await curve.getAttribute('aria-valuenow'));
  assert.ok(moved.network.layers[2].weights[0][0] > at + 0.5, `from ${at}`);
  assertAllRight(await valuesOf(page), moved);
  await startAgain();
  assert.deepEqual(complaints, []);
  await context.close();
});

test('A value is dragged sideways and turned by arrow keys, a wrong one is said to be wrong, and a link carries the network', async () => {
  const { page, context, complaints } = await open('zh-CN', { width: 360 });
  const input = page.locator('#forward backprop-value[of="x.0"][editable]').first();
  const numberOf = (locator) =>
    locator.evaluate((value) => Number(value.shadowRoot.querySelector('.value').dataset.value));
  await alive(input);
  const box = await input.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 40, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  await page.waitForFunction(
    () =>
      document.querySelector('#forward backprop-value[of="x.0"]').shadowRoot.querySelector('.value').dataset.value !==
      '0.6',
  );
  const dragged = await numberOf(input);
  assert.ok(dragged > 0.6, String(dragged));
  await input.locator('.value').press('ArrowDown');
  await page.waitForFunction(
    (before) =>
      Number(
        document.querySelector('#forward backprop-value[of="x.0"]').shadowRoot.querySelector('.value').dataset.value,
      ) < before,
    dragged,
  );
  await input.locator('.value').press('Enter');
  await input.locator('input').fill('much');
  await input.locator('input').press('Enter');
  await input.locator('.fault').filter({ hasText: /\S/ }).waitFor();
  await input.locator('input').fill('1/4');
  await input.locator('input').press('Enter');
  await page.waitForFunction(
    () =>
      document.querySelector('#forward backprop-value[of="x.0"]').shadowRoot.querySelector('.value')?.dataset.value ===
      '0.25',
  );
  await page.evaluate(() => (navigator.clipboard.writeText = async (text) => void (window.copied = text)));
  await page.locator('[data-act="link"]').click();
  const link = await (await page.waitForFunction(() => window.copied)).jsonValue();
  const second = await context.newPage();
  await second.goto(link);
  await second.waitForFunction(
    () =>
      document.querySelector('#forward backprop-value[of="x.0"]')?.shadowRoot?.querySelector('.value')?.dataset
        .value === '0.25',
  );
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(wide, 0);
  // No line begins with the comma after a formula.
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll('main backprop-formula:not([display])')]
      .filter(({ nextSibling }) => /^[,.;:，。、；：]/.test(nextSibling?.data ?? ''))
      .map((formula) => {
        const sign = document.createRange();
        sign.setStart(formula.nextSibling, 0);
        sign.setEnd(formula.nextSibling, 1);
        const math = [...(formula.shadowRoot?.querySelectorAll('math') ?? []), ...formula.querySelectorAll('math')];
        return [math.at(-1), sign.getBoundingClientRect()];
      })
      .filter(([math, { top }]) => math?.checkVisibility() && top > math.getBoundingClientRect().bottom)
      .map(([math]) => math.textContent),
  );
  assert.deepEqual(cut, []);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('Words bring the figure beside them to a step, and what is pointed at lights in prose, formula and figure', async () => {
  // Where the figure stands between the paragraphs, words alone lead it.
  const { page, context, complaints } = await open('en', { width: 1000 });
  const figure = page.locator('#w3 backprop-network');
  await page.locator('#w3 backprop-show').first().locator('button').click();
  await figure.locator('svg [aria-label*="?"], .unknown-mark').first().waitFor({ state: 'attached' });
  // Back to the very beginning too, where no step is done.
  const words = page.locator('#w3 backprop-show').first();
  await words.evaluate((show) => Object.assign(show, { step: 0, known: null, parameter: null }));
  await words.locator('button').click();
  await page.waitForFunction(() => document.querySelector('#w3 backprop-network').lesson.position === 0);
  const weight = page.locator('#goal backprop-value[of="w.last-1.0.0"]').first();
  await page.mouse.move(1, 1);
  await weight.locator('.value').focus();
  await page.locator('#goal backprop-network .lit').first().waitFor({ state: 'attached' });
  assert.deepEqual(complaints, []);
  await context.close();
});

test('Beside the text a figure goes to the step of the paragraph that is read, and back', async () => {
  const { page, context, complaints } = await open('zh-CN', { width: 1440 });
  const unknown = page.locator('#forward backprop-network .unknown-mark');
  const read = (place) =>
    page.locator(`#forward ${place}`).evaluate((part) => part.scrollIntoView({ block: 'center' }));
  const count = (many) =>
    page.waitForFunction((more) => {
      const figure = document.querySelector('#forward backprop-network').shadowRoot;
      return figure !== null && figure.querySelectorAll('.unknown-mark').length > 4 === more;
    }, many);
  await read('[data-step="1"]');
  await count(true);
  assert.ok((await unknown.count()) > 4);
  await read('[data-known="forward"]');
  await count(false);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('The whole article changes to cross-entropy and back by a link in its text', async () => {
  const { page, context, complaints } = await open('zh-CN');
  const link = (loss) => page.locator(`#cross-entropy backprop-show[loss="${loss}"] button`);
  await link('bce').click();
  await link('mse').waitFor();
  await drawn(page);
  assertAllRight(await valuesOf(page), { ...article, loss: 'bce' });
  await link('mse').click();
  await link('bce').waitFor();
  await drawn(page);
  assertAllRight(await valuesOf(page), article);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('The workbench opens on the network of the article, and what is done there the article is about', async () => {
  const { page, context, complaints } = await open('en');
  await page.locator('header [data-act="mine"]').click();
  const workbench = page.locator('.workshop backprop-playground');
  await workbench.locator('.scenario-select').selectOption('mazur');
  await page.waitForFunction(() => document.documentElement.classList.contains('own'));
  await page.locator('.workshop > button').click();
  await drawn(page);
  assertAllRight(await valuesOf(page), readData('worked/mazur-2015.json').scenario);
  assert.deepEqual(complaints, []);
  await context.close();
});

/** A network of 1 to 3 outputs and 1 to 3 hidden layers, with either loss. */
function randomNetwork(random, index) {
  const number = () => Math.round((random() * 4 - 2) * 1000) / 1000;
  const pick = (list) => list[Math.floor(random() * list.length)];
  const outputs = 1 + (index % 3);
  const sizes = [2, ...Array.from({ length: 1 + (Math.floor(index / 3) % 3) }, () => pick([2, 3])), outputs];
  const activation = pick(['sigmoid', 'tanh', 'relu']);
  const layers = sizes.slice(1).map((units, l) => ({
    units,
    activation: l === sizes.length - 2 ? 'sigmoid' : activation,
    weights: Array.from({ length: units }, () => Array.from({ length: sizes[l] }, number)),
    biases: Array.from({ length: units }, number),
  }));
  const t = Array.from({ length: outputs }, () => Math.round(random() * 100) / 100);
  return {
    version: 1,
    network: { inputs: 2, layers },
    loss: pick(['mse', 'bce']),
    samples: [{ x: [number(), number()], t }],
    training: { optimizer: 'sgd', learningRate: 0.5, batchSize: 1, updateBiases: true },
  };
}

/** What the article shows once it is about that network: each test of its words with whether they are shown, and faults. */
const articleOf = (page, network) =>
  page.evaluate(async (document_) => {
    document.querySelector('backprop-value').shared.work.replace(document_);
    const pieces = [...document.querySelectorAll('backprop-value, backprop-when, backprop-formula')];
    await Promise.all(pieces.map((one) => one.updateComplete));
    const words = [...document.querySelectorAll('backprop-when:not([session])')];
    return {
      words: words.map((when) => [when.getAttribute('test'), !when.hasAttribute('hidden')]),
      faults: pieces
        .filter((one) => one.shadowRoot.querySelector('.fault')?.textContent.trim())
        .map((one) => one.outerHTML.slice(0, 120)),
    };
  }, network);

test('Words follow signs, counts and comparisons: for 50 random networks those are shown that are right', async () => {
  const { page, context, complaints } = await open('en');
  await alive(page.locator('backprop-value').first());
  const seed = 11;
  const random = seededRandom(seed);
  const seen = new Map();
  for (let index = 0; index < 50; index++) {
    const network = randomNetwork(random, index);
    const { words, faults } = await articleOf(page, network);
    const place = `network ${index} of seed ${seed}`;
    assert.deepEqual(faults, [], place);
    const [session, later] = [core.open(network), core.open(network)];
    let done = 0;
    const updated = (count) => {
      for (; done < count; done++) later.step();
      return later;
    };
    // Those after more updates come last: one run serves all.
    const byUpdates = words.toSorted(([one], [other]) => one.includes('after') - other.includes('after'));
    for (const [words_, isShown] of byUpdates) {
      assert.equal(isShown, expectedOf(words_, network, session, updated), `${place}: ${words_}`);
      if (isShown) seen.set(words_, (seen.get(words_) ?? new Set()).add(index));
    }
    for (const one of [session, later]) one.close();
    assertAllRight(await valuesOf(page), network);
  }
  const pairs = ['more a.last.0 t.0', 'less a.last.0 t.0', 'positive dw.last.0.0', 'equal outputs 1', 'loss bce'];
  for (const pair of pairs) {
    const { size } = seen.get(pair);
    assert.ok(size > 3 && size < 47, `${pair}: ${size} of 50`);
  }
  assert.deepEqual(complaints, []);
  await context.close();
});

test('Nothing moves while the pieces come alive', async () => {
  for (const width of [1440, 820, 360]) {
    const { page, context, complaints } = await open('en', {
      width,
      init: () => {
        window.moved = [];
        new PerformanceObserver((list) => window.moved.push(...list.getEntries())).observe({
          type: 'layout-shift',
          buffered: true,
        });
      },
    });
    await page.evaluate(async () => {
      const pieces = [...document.querySelectorAll('*')].filter(({ localName }) => /^backprop-/.test(localName));
      for (const piece of pieces) await piece.updateComplete;
      for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
    });
    const moved = await page.evaluate(() => window.moved.reduce((sum, { value }) => sum + value, 0));
    assert.ok(moved <= 0.02, `${moved} at ${width} px`);
    assert.deepEqual(complaints, []);
    await context.close();
  }
});

test('What is far from the window comes alive when it is near, or when a number changes', async () => {
  // No idle time in which all of it would.
  const { page, context, complaints } = await open('en', { init: () => (window.requestIdleCallback = () => 0) });
  const isAlive = (piece) => piece.evaluate(({ shadowRoot }) => shadowRoot !== null);
  const figure = page.locator('backprop-network').last();
  const first = page.locator('#goal backprop-value[editable]').first();
  await alive(first);
  assert.ok(!(await isAlive(figure)));
  await alive(figure);
  const far = page.locator('#goal ~ section:last-of-type backprop-value').first();
  await first.evaluate((value) => value.shared.work.set(value.shared.facts.id(value.of), -2, 0));
  await page.waitForFunction(() =>
    [...document.querySelectorAll('backprop-value')].every(({ shadowRoot }) => shadowRoot?.querySelector('.value')),
  );
  assert.ok(await isAlive(far));
  assert.deepEqual(complaints, []);
  await context.close();
});

test('An exercise says right, right as far as it goes, the other sign, or not yet', async () => {
  const { page, context } = await open('en');
  const exercise = page.locator('backprop-check').first();
  const of = idOf(await exercise.getAttribute('of'), 3);
  const session = core.open(article);
  const value = session.value(of);
  session.close();
  const answer = async (text, verdict) => {
    await exercise.locator('input').fill(text);
    await exercise.locator('button').click();
    await exercise.locator('[role=status]', { hasText: verdict }).waitFor();
  };
  await answer(value.toPrecision(4), /Right/);
  await answer(value.toPrecision(1), /as far as it goes/);
  await answer((-value).toPrecision(4), /sign/);
  await answer((value * 1.7).toPrecision(4), /Not yet/);
  await answer('two', /is not a number/);
  const fault = await exercise.locator('[role=status]').innerText();
  const told = exercise.locator('input').evaluate((field) => {
    const described = field.getRootNode().getElementById(field.getAttribute('aria-describedby'));
    return [field.ariaInvalid, described.innerText];
  });
  assert.deepEqual(await told, ['true', fault]);
  await context.close();
});

test('Both articles pass axe', async () => {
  for (const language of languages) {
    const { page, context } = await open(language, { width: language === 'en' ? 1280 : 360 });
    assert.deepEqual(await violations(page), []);
    await context.close();
  }
});
