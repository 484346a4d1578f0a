/**
 * Each part of the page reached and used by keyboard alone and by touch alone, in both languages; on the phone axe looks
 * after every act.
 */
import assert from 'node:assert/strict';
import test from 'node:test';
import {
  addressSays,
  assertClean,
  find,
  openSite,
  packed,
  pairs,
  press,
  smallControls,
  smallFields,
  state,
  tap,
  useBrowser,
  violations,
} from './help.mjs';

useBrowser();

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

/** Tab, or back where the part stands before the one that has the focus. */
const tabTo = (part) =>
  part.evaluate((element) => {
    const { activeElement } = element.getRootNode();
    const place = activeElement ? element.compareDocumentPosition(activeElement) : 0;
    return place & Node.DOCUMENT_POSITION_FOLLOWING ? 'Shift+Tab' : 'Tab';
  });

/** Goes on from where the focus is, key by key, until the part has it; some tens of parts lie between. */
async function reach(page, part, key, most) {
  // The part swallows the keys once it has the focus, so that several can be pressed before it is asked.
  const element = await part.elementHandle();
  await element.evaluate((wanted) => {
    const hold = (event) => {
      if (wanted.getRootNode().activeElement !== wanted) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    addEventListener('keydown', hold, true);
    globalThis.letGo = () => removeEventListener('keydown', hold, true);
  });
  const isThere = () => element.evaluate((wanted) => wanted.getRootNode().activeElement === wanted);
  for (let presses = 0; !(await isThere()); presses += 5) {
    assert.ok(presses < most, `${part}: ${most} times ${key} do not come to it`);
    for (let more = 0; more < 5; more++) await page.keyboard.press(key);
  }
  await page.evaluate(() => globalThis.letGo());
}

/** A reader who only has keys. */
const keys = {
  options: { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
  async use(page, part) {
    const handle = await part.evaluate((element) => element.matches('[data-handle]'));
    if (handle) {
      // In the diagram the arrows go from part to part.
      const entrance = find(page, '.picture [data-handle][tabindex="0"]');
      await reach(page, entrance, await tabTo(entrance), 150);
      await reach(page, part, 'ArrowDown', 150);
    } else await reach(page, part, await tabTo(part), 150);
    await press(page, 'Enter');
  },
  /** Goes from the chosen one of a group to another. */
  async choose(page, group, index) {
    const radios = find(page, `${group} :is([role="radio"], [role="tab"])`);
    const chosen = await radios.evaluateAll((all) =>
      all.findIndex((one) => (one.ariaChecked ?? one.ariaSelected) === 'true'),
    );
    await reach(page, radios.nth(chosen), await tabTo(radios.nth(chosen)), 150);
    const by = index > chosen ? 'ArrowRight' : 'ArrowLeft';
    await press(page, ...Array.from({ length: Math.abs(index - chosen) }, () => by));
  },
  leave: (page) => press(page, 'Escape'),
  check: async () => {},
};

/** A reader who only has a finger, and little room. */
const finger = {
  options: phone,
  async use(page, part) {
    await part.scrollIntoViewIfNeeded();
    await tap(page, part);
  },
  choose: (page, group, index) => finger.use(page, find(page, `${group} :is([role="radio"], [role="tab"])`).nth(index)),
  leave: (page) => finger.use(page, find(page, 'dialog[open] .icon-button.text').first()),
  async check(page, where, least) {
    const wider = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.deepEqual(await violations(page, { formulas: false }), [], where);
    assert.equal(wider, 0, `${where}: scrolls sideways`);
    assert.deepEqual(await smallControls(page, least), [], where);
    assert.deepEqual(await smallFields(page), [], where);
  },
};

// English is the wider language: the finger checks the room in it.
for (const [lang, [hands, reader]] of pairs(['en', 'zh-CN'], Object.entries({ finger, keys }))) {
  const open = async (hash) => {
    const { page, complaints } = await openSite(`${hash}&lang=${lang}`, { ...reader.options, locale: lang });
    const stands = async (where, least) => {
      await reader.check(page, where, least);
    };
    return { page, complaints, stands };
  };

  test(`notations, derivation, general rule, graph (${hands}, ${lang})`, async () => {
    const { page, complaints, stands } = await open('scenario=article&step=27');
    let before = '';
    for (const [index, notation] of ['scalar', 'indexed', 'matrix', 'article'].entries()) {
      if (index > 0) {
        await reader.choose(page, '.notation-switch', index);
        await addressSays(page, `notation=${notation}`);
      }
      const formula = await find(page, '.equation').textContent();
      assert.notEqual(formula, before, notation);
      before = formula;
      if (index > 0) await stands(`a step, ${notation}`);
    }
    assert.equal((await state(page)).step, 27);
    await reader.choose(page, '.notation-switch', 0);
    await reader.choose(page, '.panel .tabs', 1);
    await reader.use(page, find(page, '.factor-button').nth(1));
    assert.equal(await find(page, '.factor-lines').count(), 1);
    await stands('an open factor');
    await reader.choose(page, '.notation-switch', 2);
    await stands('a derivation in matrices', 24);
    await reader.choose(page, '.panel .tabs', 2);
    await reader.use(page, find(page, '.and-so-on summary'));
    assert.equal(await find(page, '.and-so-on[open] .rule-case').count(), 1);
    await stands('the general rule');
    await reader.choose(page, '.panel .tabs', 0);
    await reader.choose(page, '.picture-switch', 1);
    await find(page, '.operations').waitFor();
    // The graph's operations are small; graph.test.mjs shows that what can be changed in it is not.
    await stands('the graph', 20);
    assertClean(complaints);
  });

  test(`the check, the editor and its parts (${hands}, ${lang})`, async () => {
    const { page, complaints, stands } = await open('scenario=article&step=27&panel=derive');
    await reader.use(page, find(page, '.check-button'));
    await find(page, '.differences').waitFor();
    await stands('the check');
    await reader.leave(page);
    // Behind the dialog is a panel of fewer parts.
    await reader.choose(page, '.panel .tabs', 0);
    const menu = find(page, '.menu-button');
    if (await menu.isVisible()) await reader.use(page, menu);
    await reader.use(page, find(page, '.edit-network'));
    await find(page, '#sheet-tab-network').waitFor();
    await stands('the network');
    await reader.choose(page, '.sheet .tabs', 1);
    await stands('the samples');
    await reader.choose(page, '.sheet .tabs', 2);
    await stands('the document');
    await reader.leave(page);
    assert.equal(await find(page, '.sheet[open]').count(), 0);
    assertClean(complaints);
  });

  test(`a batch, a folded layer and a softmax (${hands}, ${lang})`, async () => {
    const document = {
      version: 1,
      network: {
        inputs: 2,
        layers: [
          { units: 18, activation: 'silu' },
          { units: 3, activation: 'softmax' },
        ],
      },
      init: { kind: 'he_normal', seed: 7 },
      loss: 'softmax_cross_entropy',
      samples: [
        { x: [0.5, -1], t: [0, 1, 0] },
        { x: [1, 0.25], t: [1, 0, 0] },
      ],
      training: { learningRate: 0.1, batchSize: 2 },
    };
    const { page, complaints, stands } = await open(`doc=${packed(document)}&step=1`);
    // Rows of a full layer are closer than fingers are wide: there it is half a finger, and every part has its field too.
    await stands('a folded layer', 24);
    await reader.use(page, find(page, '.fold-part').first());
    assert.equal(await find(page, '.neuron-part[data-id="a.1.7"]').count(), 1);
    await stands('another part of it', 24);
    await reader.choose(page, '.panel .tabs', 1);
    await stands('the derivation behind a softmax', 24);
    assertClean(complaints);
  });
}
