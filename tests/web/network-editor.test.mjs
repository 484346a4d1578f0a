/** The form of the network, the table of samples, files dropped on the page. */
import assert from 'node:assert/strict';
import test from 'node:test';
import {
  addressSays,
  assertClean,
  find,
  openEditor,
  openNext,
  openSite,
  packed,
  pairs,
  press,
  screen,
  settled,
  useBrowser,
  said,
} from './help.mjs';

useBrowser();

const field = (page, key) => find(page, `[data-field="${key}"]`);
const shape = (page) =>
  page.evaluate(() => {
    const { work } = document.querySelector('backprop-playground').lesson;
    const { network } = work.document;
    return [network.inputs, ...network.layers.map(({ units }) => units)].join('-');
  });
const documentOf = (page) => page.evaluate(() => document.querySelector('backprop-playground').lesson.work.document);
const weight = (page, id) => find(page, `.diagram [data-handle][data-id="${id}"]`).getAttribute('data-value');

test('layers and neurons come and go, every weight that fits stays, and undo brings all back to the same bits', async () => {
  const { page, complaints } = await openSite('scenario=article&step=31&h=3');
  await openEditor(page, 'network');
  const before = await documentOf(page);
  await find(page, '[aria-label="one more: neurons of layer 2"]').click();
  await settled(page);
  assert.equal(await shape(page), '2-3-4-2');
  const wider = await documentOf(page);
  before.network.layers[1].weights.forEach((row, to) => assert.deepEqual(wider.network.layers[1].weights[to], row));
  await find(page, '[aria-label="Add a layer before layer 2"]').click();
  await settled(page);
  assert.equal(await shape(page), '2-3-3-4-2');
  await find(page, '[aria-label="Remove layer 1"]').click();
  await settled(page);
  assert.equal(await shape(page), '2-3-4-2');
  await field(page, 'inputs').fill('5');
  await field(page, 'inputs').press('Enter');
  await settled(page);
  assert.equal(await shape(page), '5-3-4-2');
  const after = await documentOf(page);
  await find(page, '.sheet h3').first().click();
  for (let i = 0; i < 4; i++) await find(page, '.sheet [aria-label="Undo"]').click();
  await settled(page);
  assert.deepEqual(await documentOf(page), before);
  for (let i = 0; i < 4; i++) await find(page, '.sheet [aria-label="Redo"]').click();
  await settled(page);
  assert.deepEqual(await documentOf(page), after);
  assertClean(complaints);
});

test('the address carries an edited network, and the browser’s back leads to the one before', async () => {
  const { page } = await openSite('scenario=article&step=31');
  await openEditor(page, 'network');
  await find(page, '[aria-label="one more: neurons of layer 1"]').click();
  await addressSays(page, 'doc=');
  const edited = await documentOf(page);
  await page.reload();
  await page.evaluate(() => document.querySelector('backprop-playground').ready);
  assert.deepEqual(await documentOf(page), edited);
  await page.goBack();
  await page.waitForFunction(
    () => document.querySelector('backprop-playground').lesson.work.document.network.layers[0].units === 3,
  );
});

test('what is no possible size stays in its field with the reason, and the network as it was', async () => {
  const { page } = await openSite('scenario=article&step=31');
  await openEditor(page, 'network');
  const before = await screen(page);
  for (const [key, text] of [
    ['units.0', '0'],
    ['units.1', '2.5'],
    ['inputs', 'many'],
    ['seed', '-1'],
    ['batchSize', '0'],
    ['eta', ''],
  ]) {
    await field(page, key).fill(text);
    await field(page, key).press('Enter');
    await settled(page);
    assert.match(await find(page, `[id="problem-${key}"]`).innerText(), /[a-z]{3,}/, key);
    assert.equal(await field(page, key).inputValue(), text);
  }
  assert.deepEqual((await screen(page)).numbers, before.numbers);
});

test('new weights are drawn with the seed shown, the same each time', async () => {
  const { page } = await openSite('scenario=article&step=0');
  await openEditor(page, 'network');
  const own = await weight(page, 'w.1.0.0');
  await field(page, 'seed').fill('7');
  await field(page, 'seed').press('Enter');
  await settled(page);
  assert.equal(await weight(page, 'w.1.0.0'), own);
  await find(page, '.draw').click();
  await settled(page);
  const drawn = await weight(page, 'w.1.0.0');
  assert.notEqual(drawn, own);
  await find(page, '.draw-next').click();
  await settled(page);
  assert.notEqual(await weight(page, 'w.1.0.0'), drawn);
  assert.equal(await field(page, 'seed').inputValue(), '8');
  await addressSays(page, 'init:xavier_uniform.8');
  await find(page, '.sheet [aria-label="Undo"]').click();
  await settled(page);
  assert.equal(await weight(page, 'w.1.0.0'), drawn);
  assert.equal(await field(page, 'seed').inputValue(), '7');
});

const paste = (page, text) =>
  page.evaluate((copied) => {
    const data = new DataTransfer();
    data.setData('text/plain', copied);
    const input = document.querySelector('backprop-playground').shadowRoot.querySelector('[role="gridcell"] input');
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);

test('cells are typed as in a spreadsheet, and each is one undo', async () => {
  const { page } = await openSite('scenario=xor-zero');
  await openEditor(page, 'samples');
  await find(page, '[role="gridcell"] input').focus();
  await press(page, 'ArrowDown');
  await page.keyboard.type('0.25');
  await press(page, 'Tab');
  await page.keyboard.type('0.5');
  await press(page, 'Enter', 'Delete');
  await page.keyboard.type('9');
  await press(page, 'ArrowUp');
  const { samples } = await documentOf(page);
  assert.deepEqual(
    samples.map(({ x }) => x),
    [
      [0, 0],
      [0.25, 0.5],
      [9, 0],
      [1, 1],
    ],
  );
  await find(page, '.sheet [aria-label="Undo"]').click();
  await settled(page);
  assert.deepEqual((await documentOf(page)).samples[2].x, [1, 0]);
});

test('cells of a spreadsheet are pasted, with decimal commas; a wrong one is named and nothing changes', async () => {
  const { page } = await openSite('scenario=xor-zero');
  await openEditor(page, 'samples');
  await find(page, '[role="gridcell"] input').focus();
  await paste(page, 'a\tb\tt\n0,5\t1,25\t1\n2\t3\t0\n4\t5\t1\n6\t7\t0\n8\t9\t1');
  await settled(page);
  const pasted = await documentOf(page);
  assert.deepEqual(
    pasted.samples.map(({ x, t }) => [...x, ...t]),
    [
      [0.5, 1.25, 1],
      [2, 3, 0],
      [4, 5, 1],
      [6, 7, 0],
      [8, 9, 1],
    ],
  );
  for (const [text, sentence] of [
    ['1\t2\t1\n3\tfour\t0', /Row 2, column 2: “four”/],
    ['1\t1,234\t1', /Row 1, column 2: .*thousands/],
    ['1,5\n2,5', /two numbers or one/],
    ['1\t2\t3\t4', /Row 1 has 4 cells/],
    ['1\t2\t1.5', /between 0 and 1/],
  ]) {
    await find(page, '[role="gridcell"] input').focus();
    await press(page, 'Home');
    await paste(page, text);
    await settled(page);
    assert.match(await find(page, '#cell-problem').innerText(), sentence);
    assert.deepEqual(await documentOf(page), pasted);
  }
});

test('samples are added, doubled, removed and looked at', async () => {
  const { page } = await openSite('scenario=xor-zero&step=3');
  await openEditor(page, 'samples');
  const count = async () => (await documentOf(page)).samples.length;
  await find(page, '.add-sample').click();
  assert.equal(await count(), 5);
  await find(page, '.grid-actions button').getByText('Duplicate').click();
  assert.equal(await count(), 6);
  await find(page, '.grid-actions button').getByText('Remove').click();
  assert.equal(await count(), 5);
  await find(page, '[aria-label="Look at sample 3"]').click();
  await settled(page);
  assert.equal(await weight(page, 'x.0'), '0');
  assert.equal(await weight(page, 'x.1'), '1');
  assert.equal(await find(page, '[aria-label="Look at sample 3"]').getAttribute('aria-pressed'), 'true');
  await addressSays(page, 'next:2');
});

test('only the rows in sight of 20,000 samples are drawn', async () => {
  const { page } = await openSite('scenario=xor-zero');
  await openEditor(page, 'samples');
  await find(page, '[role="gridcell"] input').focus();
  await paste(page, Array.from({ length: 20_000 }, (_, row) => `${row}\t0\t1`).join('\n'));
  await settled(page);
  await press(page, 'Control+Home');
  assert.equal(await find(page, '.sheet-grid').getAttribute('aria-rowcount'), '20001');
  await press(page, 'Control+End');
  assert.ok((await find(page, '.grid-row').count()) < 60);
  assert.match(
    await find(page, '.grid-row')
      .allInnerTexts()
      .then((rows) => rows.join()),
    /19999/,
  );
});

for (const [kind, text, seen] of [
  [
    'a scenario',
    JSON.stringify({
      version: 1,
      title: 'Dropped',
      network: { inputs: 1, layers: [{ units: 1, activation: 'tanh', weights: [[2]], biases: [0] }] },
      loss: 'sse',
      samples: [{ x: [1], t: [0] }],
    }),
    null,
  ],
  ['what is none', '{"version": 1, "network": 3}', /network/],
]) {
  test(`a file dropped on the page is opened, ${kind}`, async () => {
    const { page } = await openSite('scenario=article&step=5');
    const before = await documentOf(page);
    const drag = (type) =>
      page.evaluate(
        ([name, content]) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([content], 'one.json', { type: 'application/json' }));
          document.body.dispatchEvent(new DragEvent(name, { dataTransfer, bubbles: true, cancelable: true }));
        },
        [type, text],
      );
    await drag('dragenter');
    await find(page, '.drop-hint').waitFor();
    await drag('drop');
    if (seen) {
      assert.match(await said(find(page, '.page-notice p')), seen);
    } else {
      await page.waitForFunction(
        () => document.querySelector('backprop-playground').lesson.work.document.title === 'Dropped',
      );
      await find(page, '.toolbar [aria-label="Undo"]').click();
      await settled(page);
    }
    assert.deepEqual(await documentOf(page), before);
    assert.equal(await find(page, '.drop-hint').count(), 0);
  });
}

test('what was typed and does not hold is about its document: undo and another scenario leave none of it', async () => {
  const { page } = await openSite('scenario=xor-zero');
  await openEditor(page, 'samples');
  await find(page, '.add-sample').click();
  await find(page, '[role="gridcell"] input').fill('abc');
  await press(page, 'Enter');
  assert.equal(await find(page, '[role="gridcell"].wrong').count(), 1);
  await find(page, '.sheet [aria-label="Undo"]').click();
  await settled(page);
  assert.equal(await find(page, '[role="gridcell"].wrong').count(), 0);
  await openEditor(page, 'network');
  await field(page, 'units.0').fill('many');
  await press(page, 'Tab');
  await field(page, 'kind').selectOption('zeros');
  await field(page, 'batchSize').fill('2');
  await press(page, 'Tab');
  assert.equal(await field(page, 'units.0').inputValue(), 'many', 'a change beside it leaves it');
  await find(page, '.scenario-select').selectOption('mazur');
  await settled(page);
  assert.equal(await field(page, 'units.0').inputValue(), '2');
  assert.equal(await field(page, 'kind').inputValue(), 'xavier_uniform');
});

test('by keys alone the sample of the cell is looked at', async () => {
  const { page } = await openSite('scenario=xor-zero');
  await openEditor(page, 'samples');
  await find(page, '[role="gridcell"] input').focus();
  await press(page, 'ArrowDown', 'ArrowDown', 'End', 'Tab');
  for (let tabs = 0; tabs < 5; tabs++) {
    const text = await page.evaluate(() => document.activeElement.shadowRoot.activeElement.innerText);
    if (/Look at sample 3/.test(text)) break;
    await press(page, 'Tab');
  }
  await press(page, 'Enter');
  assert.equal(await weight(page, 'x.0'), '1');
  await addressSays(page, 'next:2');
});

test('one fewer of two leaves one, and the button keeps the focus', async () => {
  const { page } = await openSite('scenario=xor-zero');
  await openEditor(page, 'network');
  const fewer = find(page, '.counter button').first();
  await fewer.focus();
  await press(page, 'Enter', 'Enter');
  assert.equal(await fewer.getAttribute('aria-disabled'), 'true');
  assert.match(await shape(page), /^1-/);
  assert.equal(await fewer.evaluate((button) => button.getRootNode().activeElement === button), true);
});

test('8 layers of 16 are seen at once: no neuron over another, none outside, each a target of its own', async () => {
  const { page } = await openSite(
    `doc=${packed({
      version: 1,
      network: { inputs: 16, layers: Array.from({ length: 8 }, () => ({ units: 16, activation: 'tanh' })) },
      init: { kind: 'xavier_uniform', seed: 2 },
      loss: 'mse',
      samples: [{ x: Array(16).fill(0.5), t: Array(16).fill(0.25) }],
    })}`,
    { viewport: { width: 1440, height: 900 } },
  );
  const seen = await page.evaluate(() => {
    const root = document.querySelector('backprop-playground').shadowRoot;
    const scroll = root.querySelector('.diagram-scroll');
    const circles = [...root.querySelectorAll('.neuron-part circle.node')].map((circle) => {
      const { x, y, width } = circle.getBoundingClientRect();
      return { x: x + width / 2, y: y + width / 2, r: width / 2 };
    });
    const overlaps = circles.flatMap((a, i) =>
      circles.slice(i + 1).filter((b) => Math.hypot(a.x - b.x, a.y - b.y) < a.r + b.r),
    );
    return { count: circles.length, overlaps: overlaps.length, sideways: scroll.scrollWidth - scroll.clientWidth };
  });
  assert.deepEqual(seen, { count: 128, overlaps: 0, sideways: 0 });
});

test('up to ten rows no text of the picture is over another, and none is cut off', async () => {
  const pages = new Map();
  for (const [rows, width] of pairs([2, 3, 4, 5, 6, 8, 10], [1280, 360])) {
    if (!pages.has(width)) pages.set(width, await openSite('', { viewport: { width, height: 900 } }));
    const { page } = pages.get(width);
    const network = {
      inputs: rows,
      layers: [
        { units: rows, activation: 'tanh' },
        { units: 2, activation: 'sigmoid' },
      ],
    };
    const samples = [{ x: Array(rows).fill(-1.2345e10), t: [0, 1] }];
    const document = { version: 1, network, init: { kind: 'xavier_uniform', seed: 2 }, loss: 'mse', samples };
    await openNext(page, `doc=${packed(document)}&step=9999`);
    await screen(page);
    const found = await page.evaluate(() => {
      const root = document.querySelector('backprop-playground').shadowRoot;
      const svg = root.querySelector('svg.diagram').getBoundingClientRect();
      const texts = [...root.querySelectorAll('.diagram text:is(.name, .delta-text, .bias-text, .value)')]
        .filter((text) => text.textContent.trim())
        .map((text) => ({ what: text.textContent.trim(), at: text.getBoundingClientRect() }));
      const reach = (a, b) => [
        Math.min(a.right, b.right) - Math.max(a.left, b.left),
        Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top),
      ];
      // Boxes of texts are taller than their letters.
      const over = texts.flatMap((a, i) =>
        texts
          .slice(i + 1)
          .filter((b) => {
            const [across, down] = reach(a.at, b.at);
            return across > 1 && down > 6;
          })
          .map((b) => `${a.what} / ${b.what}`),
      );
      const cut = texts.filter(({ at }) => at.top < svg.top - 1 || at.bottom > svg.bottom + 3).map(({ what }) => what);
      return { over, cut };
    });
    assert.deepEqual(found, { over: [], cut: [] }, `${rows} rows, ${width} px`);
  }
});
