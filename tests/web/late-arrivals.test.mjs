/** Addresses, files and parts of the page arrive late: the reader's work in the meantime is kept. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  addressSays,
  assertClean,
  find,
  openEditor,
  openSite,
  packed,
  press,
  ready,
  settled,
  state,
  useBrowser,
  wideNetwork,
  said,
} from './help.mjs';

useBrowser();

const one = (title, weight) => ({
  version: 1,
  title,
  network: { inputs: 1, layers: [{ units: 1, activation: 'linear', weights: [[weight]], biases: [0] }] },
  loss: 'sse',
  samples: [{ x: [1], t: [0] }],
});
const weight = (page) => find(page, '.diagram [data-handle][data-id="w.1.0.0"]').getAttribute('data-value');

test('a scenario chosen while an address is still opening is kept, and the address follows it', async () => {
  const { page, complaints } = await openSite();
  await page.evaluate(
    (hash) => {
      const choose = () => {
        const select = document.querySelector('backprop-playground').shadowRoot.querySelector('.scenario-select');
        select.value = 'mazur';
        select.dispatchEvent(new Event('change'));
      };
      addEventListener('popstate', () => setTimeout(choose, 1), { once: true });
      location.hash = hash;
    },
    `doc=${packed(wideNetwork(400))}`,
  );
  await addressSays(page, 'scenario=mazur');
  await page.waitForTimeout(500);
  await settled(page);
  assert.equal((await state(page)).scenario, 'mazur');
  assert.match(decodeURIComponent(new URL(page.url()).hash), /scenario=mazur/);
  assertClean(complaints);
});

test('an address that is changed while the page loads is the one that is opened', async () => {
  const { page, complaints } = await openSite('scenario=mazur', {
    waitForElement: false,
    init: () => {
      const decompress = globalThis.DecompressionStream;
      globalThis.DecompressionStream = class extends decompress {
        constructor(format) {
          super(format);
          if (format === 'deflate-raw') location.hash = 'scenario=han-kamber&step=3';
        }
      };
    },
  });
  await ready(page);
  await page.evaluate(
    (hash) => {
      history.replaceState(null, '', `#${hash}`);
      location.reload();
    },
    `doc=${packed(one('Before', 1))}`,
  );
  await page.waitForFunction(() => document.querySelector('backprop-playground')?.scenario === 'han-kamber');
  await ready(page);
  assert.equal((await state(page)).step, 3);
  assertClean(complaints);
});

test('a choice stays an entry of the history, also where the address takes long to be written', async () => {
  const { page } = await openSite(`doc=${packed(one('Mine', 2))}`, {
    init: () => {
      const whole = Blob.prototype.arrayBuffer;
      Blob.prototype.arrayBuffer = async function () {
        await new Promise((resolve) => setTimeout(resolve, 500));
        return whole.call(this);
      };
    },
  });
  const before = await page.evaluate(() => history.length);
  await page.evaluate(() => document.querySelector('backprop-playground').lesson.changeValue('w.1.0.0', 3));
  await page.waitForTimeout(300); // the document is being packed
  await press(page, 'ArrowRight');
  await addressSays(page, 'step=1');
  assert.equal(await page.evaluate(() => history.length), before + 1);
});

/** Drops a file whose text comes after so many milliseconds. */
const drop = (page, document, after) =>
  page.evaluate(
    ([text, delay]) => {
      const file = new File([text], 'network.json', { type: 'application/json' });
      file.text = () => new Promise((resolve) => setTimeout(() => resolve(text), delay));
      const dataTransfer = { types: ['Files'], files: [file] };
      window.dispatchEvent(Object.assign(new Event('drop', { cancelable: true }), { dataTransfer }));
    },
    [JSON.stringify(document), after],
  );

test('the later of two files is opened, also where the first takes longer to read', async () => {
  const { page, complaints } = await openSite();
  await drop(page, one('Slow', 5), 300);
  await drop(page, one('Quick', 7), 0);
  await page.waitForTimeout(600);
  await settled(page);
  assert.equal(await weight(page), '7');
  assertClean(complaints);
});

test('a file that is read after the element has left the page is let go', async () => {
  const { page, complaints } = await openSite();
  await drop(page, one('Slow', 5), 200);
  await page.evaluate(() => document.querySelector('backprop-playground').remove());
  await page.waitForTimeout(400);
  assertClean(complaints);
});

test('a part that cannot be fetched says so once, and comes when it is asked for again', async () => {
  const { page } = await openSite('scenario=article', { waitForElement: false });
  let asked = 0;
  let refused = true;
  await page.route(/\/graph-[^/]*\.js$/, (route) => {
    asked++;
    return refused ? route.abort() : route.continue();
  });
  await page.reload();
  await ready(page);
  for (let steps = 0; steps < 4; steps++) {
    await press(page, 'ArrowRight');
    await page.waitForTimeout(150);
  }
  assert.ok(asked <= 1, `fetched ahead ${asked} times`);
  await find(page, '.picture-switch [role="radio"]').nth(1).click();
  await find(page, '.missing-part').waitFor();
  const refusals = asked;
  await page.mouse.move(300, 300);
  await press(page, 'ArrowRight', 'ArrowRight');
  await page.waitForTimeout(300);
  assert.equal(asked, refusals);
  refused = false;
  await find(page, '.missing-part button').click();
  await find(page, '.operations').waitFor();
  assert.equal(await find(page, '.missing-part').count(), 0);
});

test('a link that asks for more work than a page should do is refused in a sentence, at once', async () => {
  const { page } = await openSite(`doc=${packed(wideNetwork(400))}&h=99999`);
  assert.match(await said(find(page, '.page-notice p')), /more iterations than can be worked through/);
  await press(page, 'ArrowRight');
  assert.ok((await state(page)).step > 0);
});

test('a language that cannot be fetched is announced, and the page stays in the one it speaks; then it comes', async () => {
  const { page } = await openSite('scenario=article', { waitForElement: false });
  let refused = true;
  await page.route(/\/zh-CN-[^/]*\.js$/, (route) => (refused ? route.abort() : route.continue()));
  await page.reload();
  await ready(page);
  await find(page, '.language').click();
  await find(page, '.page-notice').waitFor();
  assert.match(await said(find(page, '.page-notice p')), /Chinese texts could not be fetched/);
  assert.match(await find(page, '#tab-step').innerText(), /This step/);
  assert.equal((await state(page)).lang, 'en');
  refused = false;
  await find(page, '.language').click();
  await find(page, '#tab-step').getByText('这一步').waitFor();
  assert.equal((await state(page)).lang, 'zh-CN');
});

test('an open part speaks the language that is chosen while it is open', async () => {
  const { page, complaints } = await openSite('scenario=article');
  await openEditor(page, 'network');
  const title = find(page, '#layers-title');
  assert.equal(await title.innerText(), 'Layers');
  await find(page, '.language').click();
  await title.getByText('各层').waitFor();
  await find(page, '.language').click();
  await title.getByText('Layers').waitFor();
  assertClean(complaints);
});

test('where the figures of a source cannot be fetched, a group of steps says so once; then they come', async () => {
  const { page } = await openSite('scenario=mazur&by=phase&step=8', { waitForElement: false });
  let refused = true;
  await page.route(/\/printed-[^/]*\.js$/, (route) => (refused ? route.abort() : route.continue()));
  await page.reload();
  await ready(page);
  await find(page, '.missing-part').waitFor();
  assert.equal(await find(page, '.missing-part').count(), 1);
  assert.equal(await find(page, '.printed-cell').count(), 0);
  refused = false;
  await find(page, '.missing-part button').click();
  await find(page, '.printed-cell').first().waitFor();
  assert.equal(await find(page, '.missing-part').count(), 0);
});
