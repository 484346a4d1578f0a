import assert from 'node:assert/strict';
import test from 'node:test';
import {
  addressSays,
  assertClean,
  assertClose,
  find,
  openEditor,
  openNext,
  openSite,
  press,
  result,
  screen,
  settled,
  state,
  useBrowser,
  said,
} from './help.mjs';

useBrowser();

/** Types a value where the quantity is shown, by keyboard alone. */
async function type(page, id, text) {
  await find(page, `.diagram [data-handle][data-id="${id}"]`).focus();
  await press(page, 'Enter');
  await page.keyboard.type(text);
  await press(page, 'Enter');
}

test('an edit mid-way computes everything anew and keeps the step; inputs, targets, biases and η can be typed too; escape leaves the value and gives the focus back; switching the loss keeps the step and changes the numbers', async () => {
  const { page, complaints } = await openSite('scenario=article&step=31');
  await type(page, 'w.3.0.0', '0.25');
  assert.equal((await state(page)).step, 31);
  // The number below is the gradient with w1 = 0.6, by an independent autodiff of the article's network.
  const { id, value } = await result(page);
  assert.equal(id, 'dw.2.0.0');
  assert.notEqual(value, -0.01958280725780408);
  assert.equal(await find(page, '.diagram [data-handle][data-id="w.3.0.0"]').getAttribute('data-value'), '0.25');
  await type(page, 'w.3.0.0', '0.6');
  assertClose((await result(page)).value, -0.01958280725780408, 'back at w1 = 0.6');
  await openNext(page, 'scenario=article&step=19', '.equation');
  const before = (await result(page)).value;
  for (const [id, text] of [
    ['x.0', '0.1'],
    ['t.1', '0.5'],
    ['b.2.1', '-0.3'],
  ]) {
    await type(page, id, text);
    assert.equal(await find(page, `.diagram [data-handle][data-id="${id}"]`).getAttribute('data-value'), text);
  }
  assert.notEqual((await result(page)).value, before);
  await find(page, '.eta-input').fill('0.05');
  await find(page, '.eta-input').press('Enter');
  await settled(page);
  assert.equal(await find(page, '.eta-field').getAttribute('data-value'), '0.05');
  await openNext(page, 'scenario=article&step=3', '.equation');
  const handle = find(page, '.diagram [data-handle][data-id="w.1.0.1"]');
  await handle.focus();
  await press(page, 'Enter');
  await page.keyboard.type('77');
  await press(page, 'Escape');
  assert.equal(await handle.getAttribute('data-value'), '0.2');
  assert.equal(await handle.evaluate((part) => part.getRootNode().activeElement === part), true);
  await openNext(page, 'scenario=article&step=31', '.equation');
  await find(page, '.segments button', { hasText: 'BCE' }).getByText('BCE').click();
  await settled(page);
  assert.equal((await state(page)).step, 31);
  assertClose((await result(page)).value, -0.07969452642541548, 'dw3 under BCE');
  assertClean(complaints);
});

test('undo takes an edit back to the same bits, redo does it again', async () => {
  const { page } = await openSite('scenario=article&step=30');
  const before = await screen(page);
  await type(page, 'w.2.1.1', '3.25');
  const after = await screen(page);
  assert.notDeepEqual(after.numbers, before.numbers);
  await press(page, 'z');
  assert.deepEqual((await screen(page)).numbers, before.numbers);
  await press(page, 'Shift+Z');
  assert.deepEqual((await screen(page)).numbers, after.numbers);
});

test('an edit after an update is undone with it on the way back, and comes again on the way forward', async () => {
  const { page } = await openSite('scenario=article');
  await press(page, 'End', 'ArrowRight');
  await type(page, 'w.1.0.0', '0.9');
  const edited = await screen(page);
  await press(page, 'ArrowLeft');
  assert.match((await screen(page)).iteration, /1/);
  await press(page, 'ArrowRight');
  assert.deepEqual((await screen(page)).numbers, edited.numbers);
});

test('a loss that is refused leaves the loss, the numbers and the undo as they were', async () => {
  const { page } = await openSite('scenario=article&step=31');
  await type(page, 't.0', '2');
  await find(page, '.more-losses').selectOption('half_sse');
  await settled(page);
  const before = await screen(page);
  await find(page, '.segments button').getByText('BCE').click();
  await settled(page);
  assert.match(await said(find(page, '.page-notice p')), /between 0 and 1/);
  assert.equal((await state(page)).loss, 'half_sse');
  assert.deepEqual(await screen(page), before);
  await find(page, '.more-losses').selectOption('bce_mean');
  await settled(page);
  assert.equal(await find(page, '.more-losses').inputValue(), 'half_sse', 'what is refused is not what stands there');
  await press(page, 'z');
  assert.equal((await state(page)).loss, 'mse');
  await press(page, 'z');
  assert.equal(await find(page, '.diagram [data-handle][data-id="t.0"]').getAttribute('data-value'), '1');
});

test('one undo goes back over a whole run to the same bits, one redo does it again', async () => {
  const { page } = await openSite('scenario=article&step=31');
  await press(page, 'n');
  const before = await screen(page);
  await find(page, '[aria-label="100 iterations"]').click();
  await settled(page);
  const after = await screen(page);
  await press(page, 'z');
  assert.deepEqual(await screen(page), before);
  await press(page, 'Shift+Z');
  assert.deepEqual(await screen(page), after);
});

test('a draft of the document outlives Esc and a selection that ends beside the editor', async () => {
  const { page } = await openSite('scenario=article');
  await openEditor(page, 'json');
  await find(page, '#document-input').fill('{"draft": 1}');
  const box = await find(page, '#document-input').boundingBox();
  await page.mouse.move(box.x + 50, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(5, 5);
  await page.mouse.up();
  await settled(page);
  assert.equal(await find(page, '#document-input').inputValue(), '{"draft": 1}');
  await press(page, 'Escape');
  await openEditor(page, 'json');
  assert.equal(await find(page, '#document-input').inputValue(), '{"draft": 1}');
});

test('a step that overflows says which quantity did, and undo brings everything back', async () => {
  const { page } = await openSite('scenario=article&step=31');
  const before = await screen(page);
  await type(page, 'w.1.0.0', '1e308');
  await type(page, 'x.0', '1e10');
  await press(page, 'End');
  assert.match(await said(find(page, '.panel .notice')), /z⁽¹⁾₁|z\(H1\)/);
  assert.match(await said(find(page, '.panel .notice')), /too large/);
  await find(page, '.panel .notice button').click();
  await press(page, 'z');
  await page.evaluate(() => (document.querySelector('backprop-playground').step = 31));
  await settled(page);
  assert.deepEqual((await screen(page)).numbers, before.numbers);
});

test('choosing a scenario is a change like any other: undo brings the work back to the same bits', async () => {
  const { page } = await openSite('scenario=article');
  await type(page, 'w.2.0.0', '0.9');
  await press(page, 'n', 'n');
  const before = await screen(page);
  await find(page, '.scenario-select').selectOption('mazur');
  await addressSays(page, 'scenario=mazur');
  await press(page, 'z');
  await addressSays(page, 'h=w.2.0.0:0.9,2');
  assert.deepEqual((await screen(page)).numbers, before.numbers);
  assert.equal((await screen(page)).curve, before.curve);
  assert.equal(await find(page, '.scenario-select').inputValue(), 'article');
  await press(page, 'Shift+Z');
  assert.equal((await state(page)).scenario, 'mazur');
  assert.equal(await find(page, '.scenario-select').inputValue(), 'mazur');
});

test('the last undo keeps the focus, and the keys go on; a value being typed for one network is not typed into the next; the field of η keeps what it cannot take while the reader goes on, and shows what holds once it is given up', async () => {
  const { page } = await openSite('scenario=article');
  await press(page, 'n');
  await find(page, '[aria-label="Undo"]').focus();
  await press(page, 'Enter', 'Enter', 'ArrowRight', 'ArrowRight');
  assert.equal(await find(page, '[aria-label="Undo"]').getAttribute('aria-disabled'), 'true');
  assert.equal((await state(page)).step, 2);
  await openNext(page, 'scenario=article', '.start');
  await find(page, '.diagram [data-handle][data-id="w.2.0.0"]').focus();
  await press(page, 'Enter');
  await page.keyboard.type('77');
  await find(page, '.scenario-select').selectOption('mazur');
  await settled(page);
  assert.equal(await find(page, '#editor-input').count(), 0);
  await find(page, '.scenario-select').selectOption('article');
  await settled(page);
  assert.equal(await find(page, '#editor-input').count(), 0);
  await openNext(page, 'scenario=article', '.start');
  await find(page, '.eta-input').fill('abc');
  await press(page, 'Enter');
  assert.equal(await find(page, '.eta-input').inputValue(), 'abc');
  assert.match(await find(page, '.eta-problem').innerText(), /not a number/);
  await find(page, '[aria-label="One step on"]').click();
  await settled(page);
  assert.equal(await find(page, '.eta-input').inputValue(), 'abc');
  assert.match(await find(page, '.eta-problem').innerText(), /not a number/);
  await find(page, '.eta-input').press('Escape');
  await settled(page);
  assert.equal(await find(page, '.eta-problem').innerText(), '');
  assert.equal(await find(page, '.eta-input').inputValue(), '0.5');
});
