/** The slope panel: the loss over one parameter and over two. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertClean, find, openSite, press, settled, state, useBrowser } from './help.mjs';

useBrowser();

const there = (page) => find(page, '.slope-figure .here').waitFor();

/** The picture in the numbers of its axes, read off from the marks of both. */
const readOff = (page) =>
  page.evaluate(() => {
    const figure = document.querySelector('backprop-playground').shadowRoot.querySelector('.slope-figure');
    const number = (part) => Number(part.textContent.replace('−', '-'));
    const ticks = [...figure.querySelectorAll('.axis-number')];
    const along = (anchor, axis) =>
      ticks
        .filter((tick) => tick.getAttribute('text-anchor') === anchor)
        .map((tick) => [Number(tick.getAttribute(axis)), number(tick)]);
    const scale =
      ([[p1, v1], [p2, v2]]) =>
      (at) =>
        v1 + ((at - p1) * (v2 - v1)) / (p2 - p1);
    const x = scale(along('middle', 'x'));
    const y = scale(along('end', 'y'));
    const at = (part, cx, cy) => [x(Number(part.getAttribute(cx))), y(Number(part.getAttribute(cy)))];
    const tangent = figure.querySelector('.tangent');
    const [one, other] = [at(tangent, 'x1', 'y1'), at(tangent, 'x2', 'y2')];
    const landing = figure.querySelector('.landing');
    return {
      here: at(figure.querySelector('.here'), 'cx', 'cy'),
      slope: (other[1] - one[1]) / (other[0] - one[0]),
      landing: landing && at(landing, 'cx', 'cy'),
      line: figure.querySelector('.slice-line').getAttribute('points').split(' ').length,
    };
  });

const near = (value, expected, tolerance) =>
  assert.ok(Math.abs(value - expected) <= tolerance, `${value} in place of ${expected}`);

test('the point is where the parameter and the loss are, and the tangent has the gradient as its slope', async () => {
  const { page, complaints } = await openSite('scenario=article');
  await there(page);
  const { here, slope, line } = await readOff(page);
  near(here[0], 0.5, 0.02);
  near(here[1], 0.1943, 0.0005);
  near(slope, -0.01958, 0.0002);
  assert.equal(line, 201);
  assertClean(complaints);
});

test('around the step the arrow leads to the value after the update, and to the loss there', async () => {
  const { page } = await openSite('scenario=article&range=near');
  await there(page);
  const { landing, slope } = await readOff(page);
  near(landing[0], 0.5 + 0.5 * 0.01958, 0.0005);
  near(landing[1], 0.1943 - 0.5 * 0.01958 ** 2, 0.00002);
  near(slope, -0.01958, 0.0005);
});

test('a learning rate that is too large is seen to overshoot', async () => {
  const { page } = await openSite('scenario=article&h=eta:600');
  await there(page);
  const { landing } = await readOff(page);
  near(landing[0], 0.5 + 600 * 0.01958, 0.2);
});

test('the curve is that of the parameter that is derived', async () => {
  const { page } = await openSite('scenario=article&param=b.3.1');
  await there(page);
  const { here, slope } = await readOff(page);
  near(here[0], -0.2, 0.02);
  near(slope, 0.1185, 0.002);
});

test('of a batch it is the loss of the batch', async () => {
  const { page } = await openSite('scenario=xor-zero');
  const all = await page.evaluate(() => {
    const { lesson } = document.querySelector('backprop-playground');
    const { document: own } = lesson.work;
    return lesson.openText(JSON.stringify({ ...own, training: { ...own.training, batchSize: 4 } }));
  });
  assert.equal(all, true);
  await settled(page);
  await there(page);
  assert.match(await find(page, '.slope-head').innerText(), /batch of 4/);
});

test('a second parameter turns the curve into contours, with the way of the iterations on them', async () => {
  const { page, complaints } = await openSite('scenario=article&h=20&range=near');
  await there(page);
  await find(page, '.slope-head select').selectOption('w.3.0.0');
  await find(page, '.contour').first().waitFor({ state: 'attached' });
  assert.equal(await find(page, '.contour').count(), 14);
  assert.equal(await find(page, '.passed').count(), 21);
  const [last, here] = await Promise.all([
    find(page, '.passed')
      .last()
      .evaluate((part) => [part.getAttribute('cx'), part.getAttribute('cy')]),
    find(page, '.slope-figure .here').evaluate((part) => [part.getAttribute('cx'), part.getAttribute('cy')]),
  ]);
  assert.deepEqual(last, here);
  assert.match(await find(page, '.slope-figure figcaption').innerText(), /20 iterations/);
  await find(page, '.slope-head select').selectOption('');
  await find(page, '.slice-line').waitFor({ state: 'attached' });
  assertClean(complaints);
});

test('where L is not a finite number the curve has a gap, and a sentence says so', async () => {
  const linear = { units: 1, activation: 'linear', weights: [[1]], biases: [0] };
  const document_ = {
    version: 1,
    network: { inputs: 1, layers: [linear] },
    loss: 'bce',
    samples: [{ x: [0.5], t: [1] }],
  };
  const { page } = await openSite('scenario=article');
  const opened = await page.evaluate(
    (text) => document.querySelector('backprop-playground').lesson.openText(text),
    JSON.stringify(document_),
  );
  assert.equal(opened, true);
  await settled(page);
  await there(page);
  assert.match(await find(page, '.slope-figure figcaption').innerText(), /not a finite number/);
});

test('where a step leads to no finite loss, a sentence says so', async () => {
  const linear = { units: 1, activation: 'linear', weights: [[1]], biases: [0] };
  const { page } = await openSite('scenario=article');
  const opened = await page.evaluate(
    (text) => document.querySelector('backprop-playground').lesson.openText(text),
    JSON.stringify({
      version: 1,
      network: { inputs: 1, layers: [linear] },
      loss: 'bce',
      samples: [{ x: [0.5], t: [1] }],
      // Up the slope, to where the output is negative.
      training: { learningRate: -10 },
    }),
  );
  assert.equal(opened, true);
  await settled(page);
  await there(page);
  assert.equal(await find(page, '.landing').count(), 0);
  assert.match(
    await find(page, '.slope-figure figcaption').innerText(),
    /where a step leads, L is not a finite number/,
  );
});

test('a drag that the browser ends keeps the last value', async () => {
  const { page } = await openSite('scenario=article');
  await there(page);
  const value = () => page.evaluate(() => document.querySelector('backprop-playground').lesson.given('w.2.0.0'));
  const box = await find(page, '.slope-figure .here').boundingBox();
  await page.mouse.move(box.x + 6, box.y + 6);
  await page.mouse.down();
  await page.mouse.move(box.x + 46, box.y + 6, { steps: 3 });
  const held = await value();
  assert.ok(held > 1, `${held}`);
  await find(page, '.slope-figure svg').evaluate((picture) =>
    picture.dispatchEvent(new PointerEvent('pointercancel', { pointerId: 1, clientX: 0, bubbles: true })),
  );
  await page.mouse.move(box.x + 96, box.y + 6);
  await page.mouse.up();
  assert.equal(await value(), held);
});

test('the nudge of the finite differences is a secant on the curve', async () => {
  const { page, complaints } = await openSite('scenario=article&panel=derive&param=w.2.0.0');
  await find(page, '.check-button').first().click();
  await find(page, '.differences .slope-figure').waitFor();
  assert.equal(await find(page, '.differences .secant').count(), 2);
  const gap = () =>
    find(page, '.differences .secant').evaluateAll((lines) => {
      const tangent = lines[0].parentElement.querySelector('.tangent');
      const slope = (line) =>
        (line.getAttribute('y2') - line.getAttribute('y1')) / (line.getAttribute('x2') - line.getAttribute('x1'));
      return Math.abs(slope(lines[0]) - slope(tangent));
    });
  await find(page, '.dial input').focus();
  await press(page, 'End');
  const wide = await gap();
  await press(page, 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft');
  assert.ok((await gap()) < wide / 5, 'a smaller nudge is closer to the tangent');
  assertClean(complaints);
});

test('the range is part of the link', async () => {
  const { page } = await openSite('scenario=article');
  await there(page);
  await find(page, '.slope-head [role=radio]').first().click();
  await page.waitForFunction(() => location.hash.includes('range=near'));
  assert.equal((await state(page)).step, 0);
});

/** What is said and drawn about η: its number beside the slider and in the field, the step's end, the sentence. */
const rate = (page) =>
  page.evaluate(() => {
    const { shadowRoot: root, lesson } = document.querySelector('backprop-playground');
    const text = (selector) => root.querySelector(selector).textContent.replace(/\s+/g, ' ').trim();
    return {
      eta: lesson.given('eta'),
      shown: [text('.rate output'), root.querySelector('.eta-input').value],
      landing: Number(root.querySelector('.slope-figure .landing').getAttribute('cx')),
      said: text('.rate .sentence'),
    };
  });

test('η is moved by keys, in sight of its step and of what the update comes to with it and with ten times as much; all is one change', async () => {
  const { page, complaints } = await openSite('scenario=article&range=near');
  await there(page);
  await find(page, '.rate input').focus();
  const before = await rate(page);
  assert.deepEqual(before.shown, ['0.5', '0.5']);
  assert.equal(
    before.said,
    'With η = 0.5 the update takes w3 to 0.5098 and L from 0.1943 down to 0.1712. With ten times as much, η = 5, it takes w3 to 0.5979 and L down to 0.04279.',
  );
  const places = await page.evaluate(() => history.length);
  await press(page, 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight');
  const after = await rate(page);
  assert.equal(after.eta, 0.79);
  assert.deepEqual(after.shown, ['0.79', '0.79']);
  assert.match(after.said, /^With η = 0\.79 .* η = 7\.9,/);
  assert.ok(after.landing > before.landing + 20, 'the step is seen to be longer');
  await page.waitForFunction(() => location.hash.includes('0.79'));
  assert.equal(await page.evaluate(() => history.length), places + 1);
  // The slider needs no letters for itself.
  await press(page, 'z');
  assert.deepEqual((await rate(page)).shown, ['0.5', '0.5']);
  // Far beyond what helps, the sentence says which way the loss goes.
  await find(page, '.eta-input').fill('60');
  await find(page, '.eta-input').press('Enter');
  await settled(page);
  assert.match((await rate(page)).said, /η = 600, .* L (up|down) to/);
  assertClean(complaints);
});

test('in the update chapter η is dragged by a finger, and the step follows in the same frame', async () => {
  const { page } = await openSite('scenario=article&step=60&range=near&by=step', {
    hasTouch: true,
    isMobile: true,
    viewport: { width: 360, height: 740 },
  });
  await there(page);
  const slider = find(page, '.rate input');
  await slider.evaluate((part) => part.scrollIntoView({ block: 'center' }));
  const box = await slider.boundingBox();
  const client = await page.context().newCDPSession(page);
  const y = box.y + box.height / 2;
  const touch = (type, share) =>
    client.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: share === null ? [] : [{ x: box.x + share * box.width, y }],
    });
  const before = await rate(page);
  await touch('touchStart', 0.54);
  for (const share of [0.56, 0.6, 0.7]) await touch('touchMove', share);
  await settled(page);
  const held = await rate(page);
  assert.ok(held.eta > 1.5 && held.eta < 8, String(held.eta));
  assert.equal(held.shown[0], String(held.eta));
  assert.notEqual(held.landing, before.landing);
  await touch('touchEnd', null);
  await settled(page);
  await press(page, 'z');
  assert.equal((await rate(page)).eta, 0.5);
});
