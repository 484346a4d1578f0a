/** The story: chapters, one idea a press, what comes next, and what an iteration achieved. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertClean, find, openNext, openSite, press, settled, share, state, useBrowser } from './help.mjs';

useBrowser();

const ideas = 'scenario=article&by=idea';
const text = async (page, selector) => (await find(page, selector).innerText()).replace(/\s+/g, ' ').trim();

test('fourteen presses of the one button tell the whole iteration, and it says what comes each time', async () => {
  const { page, complaints } = await openSite(ideas);
  const names = [];
  while ((await state(page)).step < 85) {
    names.push(await text(page, '.story-nav .on'));
    await find(page, '.story-nav .on').click();
    await settled(page);
  }
  assert.deepEqual(names, [
    'Follow it step by step',
    ...[
      'Hidden layer 2',
      'The outputs',
      'The loss',
      'δ of N4',
      'Gradients at N4',
      'the same at N5',
      'δ of N1',
      'Gradients at N1',
    ].map((name) => `Next: ${name}`),
    ...['the same at N2 and N3', 'δ of H1', 'Gradients at H1', 'the same at H2 and H3', 'Every parameter moves'].map(
      (name) => `Next: ${name}`,
    ),
  ]);
  assert.equal(await text(page, '.story-nav .on'), 'Next: Iteration 2');
  assertClean(complaints);
});

test('Back leads over the same places to the opening; of an idea one neuron is written in full, the others likewise once they are asked for', async () => {
  const { page } = await openSite(`${ideas}&step=34`);
  const places = [];
  while ((await state(page)).step > 0) {
    await find(page, '.story-nav .back').click();
    await settled(page);
    places.push((await state(page)).step);
  }
  assert.deepEqual(places, [30, 29, 24, 20, 19, 16, 12, 6, 0]);
  assert.equal(await find(page, '.story-nav .back').getAttribute('aria-disabled'), 'true');
  await openNext(page, `${ideas}&step=6`, '.likewise');
  assert.equal(await find(page, '.equation').count(), 2);
  assert.match(await text(page, '.likewise summary'), /The 4 others likewise/);
  assert.equal(await find(page, '.likewise .row').count(), 0);
  await find(page, '.likewise summary').click();
  await find(page, '.likewise .row').nth(3).waitFor();
  assert.equal(await find(page, '.likewise .row').count(), 4);
});

test('each chapter has a question, a thing to try where it begins, and a sentence to keep where it ends', async () => {
  const { page } = await openSite(ideas);
  for (const [chapter, name] of [
    ['predict', '1 Predict'],
    ['wrong', '2 How wrong'],
    ['nudge', '3 Nudge one knob'],
    ['ways', '4 Two ways to the loss'],
    ['blame', '5 Hand the blame back'],
    ['down', '6 All step down'],
  ]) {
    await find(page, `[data-chapter=${chapter}]`).click();
    await settled(page);
    assert.equal(await text(page, `[data-chapter=${chapter}]`), name);
    assert.equal(await find(page, `[data-chapter=${chapter}]`).getAttribute('aria-current'), 'step');
    assert.match(await text(page, '.headline'), /\?$/);
    assert.match(await text(page, '.trial'), /^Try /);
  }
  for (const end of [16, 19, 29, 34, 56, 85]) {
    await page.evaluate((step) => (document.querySelector('backprop-playground').step = step), end);
    await settled(page);
    assert.match(await text(page, '.keep'), /^Remember /, `at ${end}`);
  }
});

test('the δ of a hidden neuron is derived in its step: both ways, the weights, then the numbers in that order', async () => {
  const { page } = await openSite(`${ideas}&step=30`);
  const lines = await find(page, '.equation .eq-right').evaluateAll((parts) =>
    parts.map((part) => part.querySelector('math').textContent.replace(/\s/g, '')),
  );
  assert.match(lines[0], /∂L.*∂z.*N4.*⋅.*∂z.*N4.*∂a.*N1.*\+.*∂L.*N5.*⋅.*N5.*N1.*⋅.*∂a.*N1.*∂z.*N1/);
  assert.match(lines[1], /w.*1.*δ.*N4.*\+.*w.*2.*δ.*N5.*a.*N1.*1[−-]a.*N1/);
  assert.match(lines[2], /0\.6.*0\.09714.*\+.*0\.7.*0\.1185.*0\.6124.*1[−-]0\.6124/);
  assert.match(lines[3], /0\.03352/);
});

test('an iteration ends on a card: loss, outputs and every parameter before and after, the largest move first', async () => {
  const { page, complaints } = await openSite(`${ideas}&step=85`);
  assert.match(await text(page, '.card-loss'), /0\.1943 → 0\.1712/);
  assert.match(await text(page, '.card-outputs'), /0\.5964 → 0\.6197.*0\.4751 → 0\.4448/);
  const rows = () =>
    find(page, '.card-changes tbody tr').evaluateAll((all) =>
      all.map((row) => [...row.cells].map((cell) => Number(cell.textContent.replace(/[→ ]/g, '').replace('−', '-')))),
    );
  // The six largest moves, and w3, which the reader looks at.
  assert.equal((await rows()).length, 7);
  assert.match(await text(page, '.card-changes tbody tr:last-child th'), /w ?3/);
  await find(page, '.card .link-button').click();
  await settled(page);
  const moves = (await rows()).map(([, before, now]) => Math.abs(now - before));
  assert.equal(moves.length, 29);
  // The numbers are rounded to four digits.
  moves.slice(1).forEach((move, index) => assert.ok(move <= moves[index] + 2e-4, `${move} after ${moves[index]}`));
  await find(page, '.story-nav .on').click();
  await settled(page);
  assert.match(await text(page, '.headline'), /After 1 iteration the network answers 0\.6197 and 0\.4448/);
  assertClean(complaints);
});

test('a step that is too long is said to be so', async () => {
  const { page } = await openSite('scenario=nielsen-unsaturated&h=eta:300&by=idea');
  await press(page, 'End');
  const card = await text(page, '.card');
  const [before, after] = /(\S+) → (\S+)/
    .exec(await text(page, '.card-loss'))
    .slice(1)
    .map(Number);
  assert.match(card, after > before ? /too long/ : /The loss fell/);
});

test('playing goes on by itself at the speed chosen, and stops at the end of the iteration', async () => {
  const { page } = await openSite(`${ideas}&step=45`);
  await find(page, '.dock-more').click();
  await find(page, '.speed select').selectOption('4');
  await find(page, '[aria-label="Play"]').click();
  await page.waitForFunction(() => document.querySelector('backprop-playground').step === 85, null, {
    timeout: 60_000,
  });
  await find(page, '[aria-label="Play"]').waitFor({ timeout: 60_000 });
  assert.equal((await state(page)).step, 85);
});

test('a step and playing have signs of their own; beside a derivation the picture knows all that it uses', async () => {
  const { page } = await openSite(ideas);
  const sign = (name) => find(page, `.transport [aria-label="${name}"] path`).getAttribute('d');
  assert.notEqual(await sign('One step on'), await sign('Play'));
  await openNext(page, 'scenario=article&panel=derive&param=w.2.0.0', '.stage');
  assert.equal(await find(page, '.unknown-mark').count(), 0);
  await press(page, 'ArrowRight');
  assert.equal(await find(page, '.unknown-mark').count(), 0);
});

test('every chapter of every scenario has its texts and formulas in both languages, and the console stays silent', async () => {
  const scenarios = ['article', 'mazur', 'nielsen-saturated', 'bce-221', 'han-kamber', 'xor-zero'];
  const { page, complaints } = await openSite();
  for (const [number, lang] of ['en', 'zh-CN'].entries())
    for (const scenario of share(scenarios, number)) {
      await openNext(page, `scenario=${scenario}&by=idea&lang=${lang}`, '.start');
      const length = await page.evaluate(() => document.querySelector('backprop-playground').lesson.steps.length);
      for (let [presses, step] = [0, 0]; step < length; presses++) {
        assert.ok(presses < 60, 'the end is reached');
        await press(page, 'ArrowRight');
        const seen = await page.evaluate(() => {
          const { step, shadowRoot } = document.querySelector('backprop-playground');
          const errors = shadowRoot.querySelectorAll('.katex-error').length;
          return { step, errors, words: shadowRoot.querySelector('.panel').innerText };
        });
        assert.doesNotMatch(seen.words, /undefined|NaN|\[object/);
        assert.equal(seen.errors, 0);
        step = seen.step;
      }
    }
  assertClean(complaints);
});

test('where edges are to show what is not computed yet, a sentence says when it comes', async () => {
  const { page } = await openSite('scenario=article&edges=update&step=20');
  const note = find(page, '.edges-note');
  assert.equal(await note.innerText(), 'Updates come last.');
  await page.setViewportSize({ width: 360, height: 740 });
  await page.waitForFunction(() => document.querySelector('backprop-playground').page.narrow);
  await settled(page);
  const { x, width } = await note.boundingBox();
  assert.ok(x >= 0 && x + width <= 360, `from ${x}, ${width} wide`);
  await page.evaluate(() => document.querySelector('backprop-playground').lesson.choose('edges', 'gradient'));
  await settled(page);
  assert.equal(await note.count(), 0);
  await page.evaluate(() => document.querySelector('backprop-playground').lesson.goTo(4));
  await settled(page);
  assert.equal(await note.innerText(), 'Gradients come later.');
  await page.evaluate(() => {
    const { lesson } = document.querySelector('backprop-playground');
    lesson.choose('edges', 'update');
    lesson.goTo(60);
  });
  await settled(page);
  assert.equal(await note.count(), 0);
});

test('at 200 % the whole formula of a step fits between the top of the screen and the dock', async () => {
  const { page } = await openSite('scenario=article&step=31', {
    viewport: { width: 720, height: 450 },
    deviceScaleFactor: 2,
  });
  await find(page, '.step-title').evaluate((part) => part.scrollIntoView({ block: 'start' }));
  const seen = await find(page, '.result').evaluate((part) => {
    const { x, y, width, height } = part.getBoundingClientRect();
    const root = document.querySelector('backprop-playground').shadowRoot;
    return root.elementFromPoint(x + width / 2, y + height / 2)?.closest('.result') === part;
  });
  assert.ok(seen, 'the result is behind something');
});
