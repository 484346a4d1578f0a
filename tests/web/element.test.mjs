import assert from 'node:assert/strict';
import test from 'node:test';
import { assertClean, find, openSite, packed, press, said, screen, settled, useBrowser, wideNetwork } from './help.mjs';

useBrowser('dist');

const article = (body) => `<!doctype html>
  <html lang="en">
    <head><meta charset="utf-8" /><title>An article</title>
      <script type="module" src="./backprop-playground.js"></script></head>
    <body style="margin: 20px">${body}</body>
  </html>`;

test('two elements on one page know nothing of each other', async () => {
  const { page, complaints } = await openSite('', {
    html: article(`
      <backprop-playground id="one" scenario="article" parameter="w3" step="31" controls="stepper" lang="zh-CN"></backprop-playground>
      <backprop-playground id="two" scenario="mazur" controls="full"></backprop-playground>`),
  });
  await page.locator('#one').evaluate((element) => element.focus());
  await press(page, 'ArrowRight');
  const steps = await page.evaluate(() => [one.step, two.step, one.scenario, two.scenario, location.hash]);
  assert.deepEqual(steps, [34, 0, 'article', 'mazur', '']);
  assert.match(await page.locator('#one [role="tab"]').first().innerText(), /这一步/);
  assert.match(await page.locator('#two [role="tab"]').first().innerText(), /This step/);
  assert.equal(await page.locator('#one .toolbar').count(), 0);
  assertClean(complaints);
});

test('an article drives the element by properties and hears its events', async () => {
  const { page, complaints } = await openSite('', {
    html: article('<backprop-playground id="one" controls="none"></backprop-playground>'),
  });
  await page.evaluate(() => {
    globalThis.heard = [];
    one.addEventListener('stepchange', ({ detail }) => heard.push(`step ${detail.step}`));
    one.addEventListener('parameterselect', ({ detail }) => heard.push(`parameter ${detail.id}`));
    one.step = 21;
    one.parameter = 'w1';
  });
  await settled(page);
  assert.deepEqual(await page.evaluate(() => heard), ['step 21', 'parameter w.3.0.0']);
  await page.evaluate(() => ((one.loss = 'bce'), (one.scenario = 'nielsen-saturated')));
  await settled(page);
  assert.deepEqual(await page.evaluate(() => one.scenario), 'nielsen-saturated');
  assert.equal(await find(page, '.dock').count(), 0);
  assertClean(complaints);
});

test('the property names the scenario also where the reader has a network of their own, and undo brings it back', async () => {
  const { page } = await openSite('', { html: article('<backprop-playground id="one"></backprop-playground>') });
  await find(page, '.edit-network').click();
  await find(page, '[aria-label="one more: neurons of layer 1"]').click();
  await settled(page);
  const shown = () => page.evaluate(() => one.shadowRoot.querySelectorAll('.neuron-part').length);
  const own = await shown();
  await page.evaluate(() => (one.scenario = 'mazur'));
  await settled(page);
  assert.equal(await find(page, '.scenario-select').inputValue(), 'mazur');
  assert.equal(await shown(), 4);
  await find(page, '.sheet [aria-label="Undo"]').click();
  await settled(page);
  assert.equal(await shown(), own);
});

const own = (weights) => ({
  version: 1,
  network: { inputs: 1, layers: [{ units: 1, activation: 'sigmoid', weights: [weights], biases: [0] }] },
  loss: 'bce',
  samples: [{ x: [2], t: [1] }],
  names: { 'w.1.0.0': 'slope' },
});

test('a network of the author’s own is shown, with its names; what is wrong with one is said with the path', async () => {
  const inside = (document) => `<script type="application/json">${JSON.stringify(document)}</script>`;
  const { page } = await openSite('', {
    html: article(`<backprop-playground id="one" parameter="slope">${inside(own([0.5]))}</backprop-playground>
      <backprop-playground id="two">${inside(own([0.5, 1]))}</backprop-playground>
      <backprop-playground id="three" src="./nowhere.json"></backprop-playground>
      <p><backprop-value id="four" of="L" session="four" src="./nowhere.json">some number</backprop-value>
        <backprop-value id="five" of="L" session="four">0.69</backprop-value></p>`),
  });
  const neurons = () => page.evaluate(() => one.shadowRoot.querySelectorAll('.neuron-part').length);
  assert.deepEqual([await neurons(), await page.evaluate(() => one.parameter)], [1, 'w.1.0.0']);
  assert.match(await said(page.locator('#two .page-notice p')), /network\.layers\[0\]\.weights\[0\]: expected 1/);
  assert.match(await said(page.locator('#three .page-notice p')), /nowhere\.json/);
  assert.match(await said(page.locator('#four .fault')), /nowhere\.json/);
  assert.equal(await page.locator('#five').innerText(), '0.69');

  const wide = own([0.5]);
  Object.assign(wide.network.layers[0], { units: 2, weights: [[1], [2]], biases: [0, 0] });
  wide.samples[0].t = [1, 0];
  await page.evaluate((document) => void (one.document = document), wide);
  await page.waitForFunction(() => one.shadowRoot.querySelectorAll('.neuron-part').length === 2);
  await page.evaluate(() => void (one.document = '{ "version": 1'));
  assert.match(await said(page.locator('#one .page-notice p')), /[Ll]ine 1/);
  assert.equal(await neurons(), 2);

  // A piece follows what it is given later, and takes the others of its session along.
  const values = () => page.locator('#four .value, #five .value').allInnerTexts();
  const shown = (element, text) =>
    page.waitForFunction(
      ([id, text]) => document.getElementById(id).shadowRoot.textContent.includes(text),
      [element, text],
    );
  await page.evaluate((document) => void (four.document = document), own([0.5]));
  await shown('four', '0.3133');
  await page.evaluate(() => void (five.scenario = 'mazur'));
  for (const id of ['four', 'five']) await shown(id, '0.2984');
  assert.deepEqual(await values(), ['0.2984', '0.2984']);
  await page.evaluate(() => {
    const moved = document.getElementById('four');
    const { parentElement } = moved;
    moved.remove();
    moved.session = 'six';
    parentElement.prepend(moved);
  });
  await shown('four', '0.3133');
  assert.deepEqual(await values(), ['0.3133', '0.2984']);
});

test('of what a script opens the newest stays, also where it takes longer than what was asked for before', async () => {
  const { page, complaints } = await openSite('', {
    html: article('<backprop-playground id="one" state="nope=1"></backprop-playground>'),
  });
  const opened = await page.evaluate(
    (large) => Promise.all([one.setState('scenario=mazur&step=4'), one.setState(large)]),
    `doc=${packed(wideNetwork(60))}`,
  );
  assert.deepEqual(opened, [false, true]);
  assert.equal(await page.evaluate(() => one.lesson.work.design.network.inputs), 60);
  assert.ok(await page.evaluate(() => (one.reset(), one.setState('scenario=mazur&step=4'))));
  await settled(page);
  assert.equal(await page.evaluate(() => one.scenario), 'mazur');

  // Addresses answer when they are told to.
  await page.evaluate(
    (documents) => {
      globalThis.answer = {};
      globalThis.fetch = async (address) => {
        const name = String(address).split('/').at(-1);
        await new Promise((resolve) => (answer[name] = resolve));
        return { ok: name in documents, text: async () => JSON.stringify(documents[name]) };
      };
    },
    Object.fromEntries([1, 2, 3, 5].map((weight) => [`${weight}.json`, own([weight])])),
  );
  const give = async (part) => {
    await page.evaluate((given) => Object.assign(one, given), part);
    await page.waitForFunction((src) => !src || answer[src], part.src);
  };
  const answered = async (name) => {
    await page.evaluate((src) => (answer[src](), new Promise((resolve) => setTimeout(resolve))), name);
    await settled(page);
  };
  const weight = () => page.evaluate(() => one.valueOfQuantity('w.1.0.0'));
  await give({ src: '1.json' });
  await give({ src: '2.json' });
  await answered('2.json');
  assert.equal(await weight(), 2);
  await answered('1.json');
  assert.equal(await weight(), 2);
  for (const [src, newer, expected] of [
    ['3.json', { document: own([4]) }, 4],
    ['5.json', { scenario: 'article' }, 0.1],
    ['nowhere.json', { scenario: 'mazur' }, 0.15],
  ]) {
    await give({ src, document: null });
    await give(newer);
    await settled(page);
    assert.equal(await weight(), expected, src);
    await answered(src);
    assert.equal(await weight(), expected, src);
  }
  assert.equal(await find(page, '.page-notice').count(), 0);
  assertClean(complaints);
});

test('pieces that are moved while they begin come alive', async () => {
  const { page, complaints } = await openSite('', {
    html: article(
      `<div id="here"></div><div id="there"></div><backprop-value id="four" of="w.1.0.0"></backprop-value>`,
    ),
    waitForElement: false,
  });
  await page.evaluate(async () => {
    const kinds = ['value of="w.1.0.0"', 'network', 'plot over="w.1.0.0"'];
    here.innerHTML = kinds.map((kind) => `<backprop-${kind}></backprop-${kind.split(' ')[0]}>`).join('');
    const pieces = [...here.children];
    // To and fro from before the core has come until all are drawn.
    for (let place = there; !pieces.every(({ shadowRoot }) => shadowRoot); place = place === here ? there : here) {
      place.append(...pieces);
      await new Promise(requestAnimationFrame);
    }
  });
  await page.waitForFunction(() =>
    [...document.querySelectorAll('#here > *, #there > *')].every(({ shadowRoot }) =>
      shadowRoot.querySelector('.value, svg'),
    ),
  );
  await page.evaluate(() => void (four.scenario = 'mazur'));
  await page.waitForFunction(
    () =>
      document.querySelector(':is(#here, #there) backprop-value').shadowRoot.querySelector('.value').innerText ===
      '0.15',
  );
  assertClean(complaints);
});

test('without controls nothing can be edited, by keys neither', async () => {
  const { page } = await openSite('', {
    html: article('<backprop-playground id="one" controls="none" step="7"></backprop-playground>'),
  });
  for (const key of ['Enter', 'Space']) {
    await find(page, '.diagram [data-handle][data-id="w.2.0.0"]').focus();
    await press(page, key);
    assert.equal(await find(page, '.editor').count(), 0);
  }
});

test('in a column of 360 pixels on a wide page the element keeps to its column', async () => {
  const { page } = await openSite('', {
    html: article('<div style="width: 360px"><backprop-playground id="one" step="31"></backprop-playground></div>'),
  });
  const box = await page.locator('#one').boundingBox();
  assert.ok(box.width <= 360);
  const outside = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.equal(outside, 0);
  assert.ok(await page.locator('#one .diagram.compact').count());
});

test('a wrong attribute is announced in the element, which shows its first scenario', async () => {
  const { page } = await openSite('', {
    html: article('<backprop-playground id="one" scenario="nothing" lang="zh-CN"></backprop-playground>'),
  });
  assert.match(await said(page.locator('#one .notice')), /nothing/);
  assert.equal(await page.evaluate(() => one.scenario), 'article');
});

test('a step that is no number is the beginning', async () => {
  const { page, complaints } = await openSite('', {
    html: article('<backprop-playground id="one" step="abc"></backprop-playground>'),
  });
  assert.equal(await page.evaluate(() => one.step), 0);
  assert.match(await page.locator('#one .position').innerText(), /^0 /);
  await page.evaluate(() => (one.step = 7));
  await settled(page);
  await page.evaluate(() => one.setAttribute('step', 'x'));
  await settled(page);
  assert.equal(await page.evaluate(() => one.step), 0);
  assertClean(complaints);
});

for (const controls of ['full', 'stepper', 'none']) {
  test(`only the wrong attribute is dropped, and announced (${controls})`, async () => {
    const { page } = await openSite('', {
      html: article(`
        <backprop-playground id="one" scenario="mazur" parameter="w99" step="3" controls="${controls}"></backprop-playground>
        <backprop-playground id="two" scenario="mazur" loss="hinge" controls="${controls}"></backprop-playground>
        <backprop-playground id="three" scenario="nope" controls="${controls}"></backprop-playground>`),
    });
    assert.deepEqual(await page.evaluate(() => [one, two, three].map(({ scenario }) => scenario)), [
      'mazur',
      'mazur',
      'article',
    ]);
    assert.equal(await page.evaluate(() => one.step), 3);
    assert.match(await said(page.locator('#one .page-notice p')), /w99/);
    assert.match(await said(page.locator('#two .page-notice p')), /hinge/);
    assert.match(await said(page.locator('#three .page-notice p')), /nope/);
    await page.evaluate(() => (two.parameter = 'w.9.9.9'));
    await settled(page);
    assert.match(await said(page.locator('#two .page-notice p')), /w\.9\.9\.9/);
  });
}

test('moved in the page, the element keeps its edits, its iterations and its undo', async () => {
  const { page, complaints } = await openSite('', {
    html: article('<backprop-playground id="one" step="5"></backprop-playground><div id="there"></div>'),
  });
  await find(page, '.diagram [data-handle][data-id="w.2.0.0"]').focus();
  await press(page, 'Enter');
  await page.keyboard.type('0.3');
  await press(page, 'Enter', 'n', 'n');
  const before = await screen(page);
  await page.evaluate(() => there.append(one));
  await settled(page);
  assert.deepEqual(await screen(page), before);
  await page.evaluate(() => (globalThis.kept = one).remove());
  await page.waitForFunction(() => kept.lesson === null);
  await page.evaluate(() => document.body.append(kept));
  await page.waitForFunction(() => kept.lesson !== null);
  await settled(page);
  assert.deepEqual(await screen(page), before);
  assertClean(complaints);
});

test('taken out of the page and put back, the element works again', async () => {
  const { page, complaints } = await openSite('', {
    html: article('<backprop-playground id="one" step="5"></backprop-playground>'),
  });
  await page.evaluate(() => {
    const element = document.querySelector('#one');
    element.remove();
    document.body.append(element);
  });
  await page.waitForFunction(() => one.shadowRoot.querySelector('.step-title'));
  await page.evaluate(() => one.focus());
  await press(page, 'ArrowRight');
  assert.equal(await page.evaluate(() => one.step), 6);
  assertClean(complaints);
});

test('within an article a derivation makes neither the element nor the page as long as itself', async () => {
  const { page, complaints } = await openSite('', {
    html: article(
      '<backprop-playground id="one" scenario="article" parameter="w3" controls="stepper"></backprop-playground>',
    ),
  });
  await find(page, '.stage').first().waitFor();
  await settled(page);
  const { height, inside, below } = await page.evaluate(() => {
    const body = one.shadowRoot.querySelector('.panel-body');
    const below = document.documentElement.scrollHeight - Math.max(innerHeight, one.getBoundingClientRect().bottom);
    return { height: one.offsetHeight, inside: body.scrollHeight, below };
  });
  assert.ok(inside > 1200, `the derivation has ${inside} px`);
  assert.ok(below < 40, `${below} px of nothing below the element`);
  assert.ok(height < 1300, `the element has ${height} px`);
  assertClean(complaints);
});

test('a property that is taken back is what it was at first, and what a piece cannot show it says in its place', async () => {
  const { page, complaints } = await openSite('', {
    html: article(`<backprop-playground id="one" scenario="mazur" controls="stepper" state="scenario=mazur&step=4"></backprop-playground>
      <p><backprop-value id="value" of="L" digits="9"></backprop-value> <backprop-when id="when" test="loss mse">yes</backprop-when>
      <backprop-formula id="formula" of="w3" show="symbol" notation="indexed"></backprop-formula></p>
      <backprop-network id="net" parameter="w3" edges="gradient"></backprop-network><backprop-plot id="plot" over="w3"></backprop-plot>`),
  });
  await page.waitForFunction(() => plot.shadowRoot?.querySelector('svg') && net.shadowRoot?.querySelector('.diagram'));
  /** All at once, as frameworks do it, or one by one, as a page removes attributes. */
  const takeBack = (value) =>
    page.evaluate(async (nothing) => {
      const names = {
        one: ['state'],
        value: ['digits'],
        formula: ['show', 'notation', 'latex'],
        net: ['parameter', 'edges'],
      };
      for (const [id, all] of Object.entries(names))
        for (const name of all) {
          const element = document.getElementById(id);
          if (nothing === 'attribute') element.removeAttribute(name);
          else element[name] = undefined;
        }
      for (const id of Object.keys(names)) while (!(await document.getElementById(id).updateComplete));
      const faults = [...document.body.querySelectorAll('*')].map(
        ({ shadowRoot }) => shadowRoot?.querySelector('.fault, .page-notice')?.textContent,
      );
      return [
        value.digits,
        formula.show,
        formula.notation,
        formula.latex,
        net.edges,
        net.parameter,
        ...faults.filter(Boolean),
      ];
    }, value);
  const first = [4, 'all', 'scalar', null, 'weight', null];
  assert.deepEqual(await takeBack('undefined'), first);
  await page.evaluate(() => {
    for (const [name, text] of Object.entries({ digits: '9' })) value.setAttribute(name, text);
    formula.setAttribute('show', 'symbol');
    net.setAttribute('edges', 'gradient');
  });
  assert.deepEqual(await takeBack('attribute'), first);

  await page.evaluate(() => {
    net.parameter = 'w99';
    plot.over = undefined;
    when.test = undefined;
    value.of = undefined;
  });
  const faults = await Promise.all(['net', 'plot', 'value'].map((id) => said(page.locator(`#${id} .fault`))));
  assert.match(faults[0], /w99/);
  assert.doesNotMatch(faults.join(), /should not have/);
  await page.evaluate(() => (net.parameter = 'w3'));
  await page.locator('#net .diagram').waitFor();
  assertClean(complaints);
});
