/** The weights and biases of a layer as a table: typed, pasted from a spreadsheet or as a program prints them. */
import assert from 'node:assert/strict';
import test from 'node:test';
import {
  assertClean,
  find,
  openEditor,
  openMenu,
  openSite,
  packed,
  press,
  settled,
  smallControls,
  useBrowser,
  violations,
} from './help.mjs';

useBrowser();

const grid = 'backprop-parameters-table';
const cell = (page) => find(page, `${grid} [role="gridcell"] input`);
const documentOf = (page) => page.evaluate(() => document.querySelector('backprop-playground').lesson.work.document);
const layerOf = async (page, layer) => {
  const { weights, biases } = (await documentOf(page)).network.layers[layer - 1];
  return { weights, biases };
};

const small = {
  version: 1,
  network: {
    inputs: 2,
    layers: [
      {
        units: 2,
        activation: 'sigmoid',
        weights: [
          [1, 2],
          [3, 4],
        ],
        biases: [5, 6],
      },
      { units: 1, activation: 'sigmoid', weights: [[7, 8]], biases: [9] },
    ],
  },
  loss: 'mse',
  samples: [{ x: [1, 0], t: [1] }],
};

async function paste(page, text, row = 0, column = 0) {
  await cell(page).focus();
  await press(page, 'Control+Home', ...Array(row).fill('ArrowDown'), ...Array(column).fill('ArrowRight'));
  await page.evaluate(
    ([copied, name]) => {
      const data = new DataTransfer();
      data.setData('text/plain', copied);
      const { shadowRoot } = document.querySelector('backprop-playground');
      const input = shadowRoot.querySelector(`${name} [role="gridcell"] input`);
      input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    },
    [text, grid],
  );
  await settled(page);
}

const prints = {
  'a spreadsheet': '0.1\t-0.2\n0.3\t0.4',
  'a spreadsheet with decimal commas': '0,1\t-0,2\n0,3\t0,4',
  'a NumPy print': '[[ 0.1 -0.2]\n [ 0.3  0.4]]',
  'a NumPy repr': 'array([[ 0.1, -0.2],\n       [ 0.3,  0.4]], dtype=float32)',
  'a PyTorch print': 'tensor([[ 0.1000, -0.2000],\n        [ 0.3000,  0.4000]])',
  'a PyTorch parameter': 'Parameter containing:\ntensor([[ 0.1, -0.2],\n        [ 0.3,  0.4]], requires_grad=True)',
  'a PyTorch print of a device':
    "tensor([[1.0000e-01, -2.0000e-01], [3e-1, .4]], device='cuda:0', grad_fn=<AddBackward0>)",
  'plain JSON': '[[0.1, -0.2], [0.3, 0.4]]',
};

test('weights are pasted from a spreadsheet, from NumPy, PyTorch and JSON, and one undo takes each back', async () => {
  const { page, complaints } = await openSite(`doc=${packed(small)}`);
  await openEditor(page, 'network');
  const before = await layerOf(page, 1);
  for (const [kind, text] of Object.entries(prints)) {
    await paste(page, text);
    assert.deepEqual(
      await layerOf(page, 1),
      {
        weights: [
          [0.1, -0.2],
          [0.3, 0.4],
        ],
        biases: [5, 6],
      },
      kind,
    );
    await find(page, '.sheet [aria-label="Undo"]').click();
    await settled(page);
    assert.deepEqual(await layerOf(page, 1), before, kind);
  }
  await paste(page, 'tensor([0.5, -0.25], requires_grad=True)', 0, 2);
  assert.deepEqual(await layerOf(page, 1), {
    weights: [
      [1, 2],
      [3, 4],
    ],
    biases: [0.5, -0.25],
  });
  await paste(page, '[[1, 2, 3]]', 1);
  assert.deepEqual(await layerOf(page, 1), {
    weights: [
      [1, 2],
      [1, 2],
    ],
    biases: [0.5, 3],
  });
  assertClean(complaints);
});

test('what cannot be pasted is named by its cell, in both languages, and nothing changes', async () => {
  const { page, complaints } = await openSite(`doc=${packed(small)}`);
  await openEditor(page, 'network');
  const before = await documentOf(page);
  const refused = [
    ['[[0.1, x], [0.3, 0.4]]', 'Row 1, column 2: “x” is not a number. Nothing was changed.', /^第 1 行第 2 列：“x”/],
    ['[[0.1 0.2]\n [0.3 nan]]', 'Row 2, column 2: “nan” is not a number. Nothing was changed.', /^第 2 行第 2 列/],
    ['[[0.1 ... 0.2]]', 'Row 1, column 2: “...” is not a number. Nothing was changed.', /^第 1 行第 2 列/],
    ['1\t2\nthree\t4', 'Row 2, column 1: “three” is not a number. Nothing was changed.', /^第 2 行第 1 列/],
    ['[[1, 2, 3, 4]]', 'Row 1 has 4 cells; from here on the table has 3. Nothing was changed.', /^第 1 行有 4 个/],
    ['[[1],[2],[3]]', 'That is 3 rows; from here on the table has 2. Nothing was changed.', /^粘贴了 3 行/],
    ['np.random.rand([2])', '“np.random.rand” stands beside the brackets of the array. Nothing was changed.', /np/],
    [`[[1]${', a=b'.repeat(60)}!`, /^“\[!” stands|^“!” stands/, /“!”/],
  ];
  for (const [text, english] of refused) {
    await paste(page, text);
    const said = (await find(page, `${grid} .editor-problem`).textContent()).trim();
    if (typeof english === 'string') assert.equal(said, english);
    else assert.match(said, english);
    assert.deepEqual(await documentOf(page), before, text);
  }
  await page.evaluate(() => document.querySelector('backprop-playground').lesson.choose('language', 'zh-CN'));
  await settled(page);
  for (const [text, , chinese] of refused) {
    await paste(page, text);
    assert.match((await find(page, `${grid} .editor-problem`).textContent()).trim(), chinese);
  }
  assert.deepEqual(await documentOf(page), before);
  assertClean(complaints);
});

test('cells take 0.5, 0,5, 1/3 and 1e-3, each is one undo, and the iteration stays', async () => {
  const { page, complaints } = await openSite(`doc=${packed(small)}`);
  await openEditor(page, 'network');
  for (const [text, value] of [
    ['0.5', 0.5],
    ['0,5', 0.5],
    ['1/3', 1 / 3],
    ['1e-3', 1e-3],
  ]) {
    await cell(page).focus();
    await press(page, 'Control+Home', 'ArrowDown', 'ArrowRight');
    await page.keyboard.type(text);
    await press(page, 'Enter');
    assert.equal((await layerOf(page, 1)).weights[1][1], value, text);
  }
  await find(page, '.sheet [aria-label="Undo"]').click();
  await settled(page);
  assert.equal((await layerOf(page, 1)).weights[1][1], 1 / 3);
  await cell(page).focus();
  await press(page, 'Control+Home');
  await page.keyboard.type('much');
  await press(page, 'Enter');
  await press(page, 'ArrowUp');
  assert.match(await find(page, `${grid} .editor-problem`).textContent(), /“much” is not a number/);
  assertClean(complaints);
});

test('each layer is in reach, its table says whose numbers they are, and Escape leaves it', async () => {
  const { page, complaints } = await openSite('scenario=article');
  await openEditor(page, 'network');
  await find(page, '[data-field="tableLayer"]').selectOption('3');
  await settled(page);
  assert.deepEqual(
    await find(page, `${grid} [role="columnheader"]`)
      .allInnerTexts()
      .then((all) => all.map((text) => text.trim())),
    ['neuron', 'N1', 'N2', 'N3', 'bias'],
  );
  assert.equal(await cell(page).getAttribute('aria-label'), 'weight w1 from N1 to N4');
  await cell(page).focus();
  await press(page, 'Escape');
  assert.equal(await page.evaluate(() => document.activeElement.shadowRoot.activeElement.dataset.field), 'kind');
  assertClean(complaints);
});

test('a network of the reader’s own has no name left over from the one before; undo brings them back', async () => {
  const { page, complaints } = await openSite('scenario=article&step=31');
  await openEditor(page, 'network');
  const { names } = await documentOf(page);
  await find(page, '[aria-label="Remove layer 1"]').click();
  for (const where of ['layer 1', 'outputs']) {
    await find(page, `[aria-label="one fewer: neurons of ${where}"]`).click();
    await settled(page);
  }
  assert.deepEqual((await documentOf(page)).names ?? {}, {});
  const seen = await find(page, '.diagram').textContent();
  for (const name of Object.values(names)) assert.ok(!seen.includes(name), name);
  for (let i = 0; i < 3; i++) await find(page, '.sheet [aria-label="Undo"]').click();
  await settled(page);
  assert.deepEqual((await documentOf(page)).names, names);
  // Another activation is no other shape; of inputs and targets that stay, the names do.
  await find(page, '[data-field="activation.1"]').selectOption('tanh');
  await settled(page);
  assert.deepEqual((await documentOf(page)).names, names);
  assertClean(complaints);
});

test('the factor of a loss is in its name, and what it does to the gradients is said for the outputs there are', async () => {
  const { page, complaints } = await openSite('scenario=article');
  const front = find(page, '.toolbar .segments button').first();
  assert.equal((await front.innerText()).trim(), 'MSE · 1/n');
  assert.match(await front.getAttribute('title'), /With 2 outputs 1\/n is ½: gradients are those of ½ SSE\.$/);
  await openEditor(page, 'network');
  await find(page, '[aria-label="one fewer: neurons of outputs"]').click();
  await settled(page);
  const said = await find(page, 'section[aria-labelledby="loss-title"]').innerText();
  assert.match(said, /With one output 1\/n is 1, and there is no ½: every gradient is twice that of ½ SSE\./);
  assertClean(complaints);
});

for (const [lang, width] of [
  ['en', 360],
  ['zh-CN', 1440],
])
  test(`the table is clean for axe and large enough for fingers (${lang}, ${width} px)`, async () => {
    const { page, complaints } = await openSite(`scenario=article&lang=${lang}`, {
      viewport: { width, height: 800 },
      locale: lang,
      ...(width === 360 ? { hasTouch: true, isMobile: true } : {}),
    });
    await openMenu(page);
    await openEditor(page, 'network');
    assert.deepEqual(await violations(page), []);
    if (width === 360) assert.deepEqual(await smallControls(page), []);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wider <= 0, `scrolls sideways by ${wider}`);
    assertClean(complaints);
  });
