import assert from 'node:assert/strict';
import test from 'node:test';
import {
  addressSays,
  assertClean,
  assertClose,
  find,
  openNext,
  openSite,
  packed,
  pairs,
  press,
  readData,
  result,
  settled,
  share,
  tap,
  useBrowser,
  violations,
} from './help.mjs';

useBrowser();

async function openGraph(hash, options) {
  const site = await openSite(`scenario=article&view=graph&${hash}`, options);
  await find(site.page, '.operations').waitFor();
  await settled(site.page);
  return site;
}

const inRoot = (page, read, argument) =>
  page.evaluate(
    ([text, given]) =>
      new Function('root', 'given', `return (${text})(root, given)`)(
        document.querySelector('backprop-playground').shadowRoot,
        given,
      ),
    [String(read), argument],
  );

/** The ids of the nodes with this mark. */
const marked = (page, mark) =>
  inRoot(
    page,
    (root, given) => [...root.querySelectorAll(`.op.${given}`)].map(({ dataset }) => dataset.id).sort(),
    mark,
  );

const nodeOf = (page, id) => find(page, `.op[data-id="${id}"]`);
const labelOf = (page, id) => nodeOf(page, id).getAttribute('aria-label');

test('the switch draws the graph, the address keeps it, and a reload shows it again', async () => {
  const { page, complaints } = await openSite('scenario=article&step=7');
  await find(page, '.picture-switch [role="radio"]').nth(1).click();
  await find(page, '.operations').waitFor();
  assert.equal(await find(page, '.diagram').count(), 0);
  await addressSays(page, 'view=graph');
  await page.reload();
  await find(page, '.operations').waitFor();
  await find(page, '.picture-switch [aria-checked="true"]').focus();
  await press(page, 'ArrowLeft');
  await find(page, 'svg.diagram').waitFor();
  assertClean(complaints);
});

test('every step of the iteration marks a node that it computes', async () => {
  const { page } = await openGraph('step=1');
  const seen = await page.evaluate(async () => {
    const element = document.querySelector('backprop-playground');
    const all = [];
    for (element.step = 1; element.step <= 85 && all.length < 85; element.step++) {
      while (!(await element.updateComplete));
      const nodes = [...element.shadowRoot.querySelectorAll('.op.writes')].map(({ dataset }) => dataset.id);
      all.push([element.shadowRoot.querySelector('.result [data-value]').dataset.id, nodes]);
    }
    return all;
  });
  assert.equal(seen.length, 85);
  assert.equal(new Set(seen.map(([computes]) => computes)).size, 85);
  for (const [computes, nodes] of seen) {
    const own = computes.replace(/^delta\./, 'z.').replace(/^d([wb])\./, '$1.');
    assert.ok(nodes.includes(own), `${computes} marks ${nodes}`);
  }
});

test('stepping back through the graph fills in gradients, those of an independent autodiff', async () => {
  const { scenario } = readData('worked/article.json');
  const { page } = await openGraph('step=29&digits=17');
  assert.doesNotMatch(await labelOf(page, 'w.2.0.0'), /gradient/);
  await press(page, 'ArrowRight', 'ArrowRight');
  const label = await labelOf(page, 'w.2.0.0');
  const gradient = Number(/gradient (\S+?)\. Enter/.exec(label)[1].replace('−', '-'));
  assertClose(gradient, -0.019582807257804, 'dL/dw3');
  assert.match(label, new RegExp(`: ${scenario.network.layers[1].weights[0][0]},`));
});

test('stepping forward fills in values, and what a step computes is marked apart from what it reads; at a fork the shares that come back are written out and add up to the gradient', async () => {
  const { page } = await openGraph('step=7');
  const { value } = await result(page);
  assert.equal(Number(await nodeOf(page, 'z.2.0').getAttribute('data-value')), value);
  assert.equal(await nodeOf(page, 'a.2.0').getAttribute('data-value'), null);
  assert.deepEqual(await marked(page, 'writes'), ['z.2.0', 'z.2.0:0', 'z.2.0:1', 'z.2.0:2']);
  assert.deepEqual(await marked(page, 'reads'), ['a.1.0', 'a.1.1', 'a.1.2', 'b.2.0', 'w.2.0.0', 'w.2.0.1', 'w.2.0.2']);
  await openNext(page, 'scenario=article&view=graph&step=30', '.wire-flow');
  assert.deepEqual(
    (await marked(page, 'writes')).filter((id) => !id.includes(':')),
    ['a.2.0', 'z.2.0'],
  );
  const caption = await find(page, '.graph-head .sentence').innerText();
  const [, first, second, total] = /\((−[\d.]+)\) \+ \((−[\d.]+)\) = (−[\d.]+\d)/.exec(caption);
  const number = (text) => Number(text.replace('−', '-'));
  assert.ok(Math.abs(number(first) + number(second) - number(total)) < 1e-4, caption);
  assert.equal(await find(page, '.wire-flow').count(), 2);
  // the slope of the sigmoid is under its circle, the weights before their products
  const locals = await inRoot(page, (root) => [...root.querySelectorAll('.wire-text')].map((text) => text.textContent));
  assert.deepEqual(locals.toSorted(), ['·(−0.7)', '·0.2374', '·0.6'].toSorted());
});

test('a symbol of the formula lights its node, and a node its symbols; a weight is chosen from the graph, and its way to the loss is drawn with all its numbers', async () => {
  const { page } = await openGraph('step=7');
  await find(page, '.equation [data-id="w.2.0.1"]').first().hover();
  await settled(page);
  assert.deepEqual(await marked(page, 'lit'), ['w.2.0.1']);
  await nodeOf(page, 'a.1.2').hover();
  await settled(page);
  const lit = await inRoot(page, (root) =>
    [...root.querySelectorAll('.equation .lit')].map(({ dataset }) => dataset.id),
  );
  assert.deepEqual([...new Set(lit)], ['a.1.2']);
  await openNext(page, 'scenario=article&view=graph&step=0', '.operations');
  await nodeOf(page, 'w.2.0.1').click();
  await settled(page);
  assert.equal(await page.evaluate(() => document.querySelector('backprop-playground').parameter), 'w.2.0.1');
  const path = await marked(page, 'on-path');
  for (const id of ['w.2.0.1', 'z.2.0:1', 'z.2.0', 'a.2.0', 'z.3.0', 'z.3.1', 'L.0', 'L'])
    assert.ok(path.includes(id), id);
  for (const id of ['a.2.1', 'w.3.0.0', 'x.0']) assert.ok(!path.includes(id), id);
  assert.equal((await find(page, '.wire.active').count()) > 10, true);
  assert.match(await labelOf(page, 'w.2.0.1'), /gradient −0\.0/);
});

test('by keys alone: the arrows go from node to node, and Enter opens an activation into its operations', async () => {
  const { page, complaints } = await openGraph('step=12');
  await find(page, '.op[tabindex="0"]').focus();
  await press(page, 'ArrowDown');
  const first = await inRoot(page, (root) => root.activeElement.dataset.id);
  assert.notEqual(first, 'x.0');
  await nodeOf(page, 'a.2.0').focus();
  assert.equal(await nodeOf(page, 'a.2.0').getAttribute('aria-expanded'), 'false');
  await press(page, 'Enter');
  assert.equal(await nodeOf(page, 'a.2.0').getAttribute('aria-expanded'), 'true');
  const signs = await inRoot(page, (root) =>
    [...root.querySelectorAll('.op[data-id^="a.2.0"] .op-sign')].map((text) => text.textContent),
  );
  assert.deepEqual(signs, ['−x', 'eˣ', '1+', '1/x']);
  assert.equal(await inRoot(page, (root) => root.activeElement.dataset.id), 'a.2.0');
  await press(page, ' ');
  assert.equal(await nodeOf(page, 'a.2.0').getAttribute('aria-expanded'), 'false');
  await press(page, 'ArrowRight');
  assert.equal(await page.evaluate(() => document.querySelector('backprop-playground').step), 13);
  assertClean(complaints);
});

test('four neurons of each wide layer are drawn, the present one among them, and the others counted', async () => {
  const document = {
    version: 1,
    network: {
      inputs: 6,
      layers: [
        { units: 12, activation: 'tanh' },
        { units: 1, activation: 'sigmoid' },
      ],
    },
    init: { kind: 'xavier_uniform', seed: 3 },
    loss: 'bce',
    samples: [{ x: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6], t: [1] }],
  };
  const { page, complaints } = await openSite(`doc=${packed(document)}&view=graph&step=21`);
  await find(page, '.operations').waitFor();
  assert.deepEqual(await marked(page, 'writes').then((ids) => ids.filter((id) => !id.includes(':'))), ['z.1.10']);
  assert.equal(await find(page, '.op[data-id^="a.1."]').count(), 4);
  const headings = await find(page, '.operations .headings').textContent();
  assert.match(headings, /\+ 2 more/);
  assert.match(headings, /\+ 8 more/);
  assert.match(await find(page, '.graph-head .sentence').innerText(), /2 of the products are not drawn/);
  assertClean(complaints);
});

test('what a step computes is scrolled into view, and the graph can be made larger, smaller and whole', async () => {
  const options = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
  const { page } = await openGraph('step=1', options);
  const frame = () =>
    inRoot(page, (root) => {
      const box = root.querySelector('.graph-scroll');
      const own = box.getBoundingClientRect();
      const active = root.querySelector('.op.writes').getBoundingClientRect();
      return {
        inView: active.left >= own.left && active.right <= own.right,
        width: Math.round(root.querySelector('.operations').getBoundingClientRect().width),
        room: Math.round(own.width),
      };
    });
  for (const step of [8, 17, 30, 1]) {
    await page.evaluate((at) => (document.querySelector('backprop-playground').step = at), step);
    await settled(page);
    assert.ok((await frame()).inView, `step ${step}`);
  }
  const before = (await frame()).width;
  const zoom = find(page, '.graph-zoom button');
  await tap(page, zoom.nth(2));
  assert.ok((await frame()).width > before);
  await tap(page, zoom.nth(1));
  const whole = await frame();
  assert.equal(whole.width, whole.room);
});

test('on a phone every weight, bias and activation is hit on 44 pixels', async () => {
  const { page } = await openGraph('step=30', {
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
  });
  const small = await inRoot(
    page,
    (root) =>
      [...root.querySelectorAll('.op[role="button"] .op-hit')]
        .map((hit) => hit.getBoundingClientRect())
        .filter(({ width, height }) => Math.min(width, height) < 44).length,
  );
  assert.equal(small, 0);
  await tap(page, find(page, '.op[data-id="w.2.0.1"]'));
  assert.equal(await page.evaluate(() => document.querySelector('backprop-playground').parameter), 'w.2.0.1');
});

for (const [number, [locale, [width, colorScheme]]] of pairs(
  ['en', 'zh-CN'],
  [
    [360, 'light'],
    [1280, 'dark'],
  ],
).entries())
  test(`axe finds nothing and the page scrolls downwards only (${locale}, ${width} px, ${colorScheme})`, async () => {
    const phone = width === 360 ? { hasTouch: true, isMobile: true } : {};
    const options = { locale, colorScheme, viewport: { width, height: 800 }, ...phone };
    const { page, complaints } = await openSite('', options);
    for (const hash of share(['step=0', 'step=30', 'step=8', 'step=31&panel=derive', 'step=80'], number)) {
      await openNext(page, `scenario=article&view=graph&${hash}&lang=${locale}`, '.operations');
      const part = hash.includes('derive') ? '.stage' : hash === 'step=0' ? '.start' : '.equation';
      await find(page, part).first().waitFor();
      assert.deepEqual(await violations(page), [], hash);
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.equal(wider, 0, hash);
    }
    assertClean(complaints);
  });

test('spoken names are those of the document: a renamed neuron is called by its new name, operations by words', async () => {
  const { page } = await openSite();
  const named = (name) => ({
    version: 1,
    network: { inputs: 1, layers: [{ units: 1, activation: 'sigmoid', weights: [[0.5]], biases: [0] }] },
    loss: 'half_sse',
    samples: [{ x: [1], t: [0] }],
    names: { 'a.1.0': name },
  });
  const labels = () =>
    page.evaluate(() =>
      [...document.querySelector('backprop-playground').shadowRoot.querySelectorAll('[aria-label]')].map((part) =>
        part.getAttribute('aria-label'),
      ),
    );
  for (const [name, other] of [
    ['Alpha', 'Beta'],
    ['Beta', 'Alpha'],
  ]) {
    await page.evaluate(
      (text) => document.querySelector('backprop-playground').lesson.openText(text),
      JSON.stringify(named(name)),
    );
    await press(page, 'ArrowRight', 'ArrowRight');
    const spoken = await labels();
    assert.ok(spoken.filter((label) => label.includes(name)).length > 5, name);
    assert.deepEqual(
      spoken.filter((label) => label.includes(other)),
      [],
    );
  }
  await find(page, '.picture-switch [role="radio"]').nth(1).click();
  await find(page, '.operations').waitFor();
  await settled(page);
  const inner = (await labels()).filter((label) => label.includes(', inside '));
  assert.ok(inner.length > 0);
  for (const label of inner) assert.match(label, /^[a-z][\w ,.]+, inside /, label);
});
