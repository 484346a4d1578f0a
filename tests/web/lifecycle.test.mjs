/** Elements that come and go: together, moved, hidden, from another address, two hundred times. */
import assert from 'node:assert/strict';
import { extname, join, resolve } from 'node:path';
import test from 'node:test';
import { assertClean, openSite, ready, settled, useBrowser } from './help.mjs';

useBrowser('dist');
const dist = resolve(import.meta.dirname, '../../dist');

const article = (body) => `<!doctype html>
  <html lang="en">
    <head><meta charset="utf-8" /><title>An article</title>
      <script type="module" src="./backprop-playground.js"></script></head>
    <body>${body}</body>
  </html>`;

const pieces = `<p><backprop-value of="dw.2.0.0">w</backprop-value> <backprop-value of="eta" editable>e</backprop-value>
    <backprop-formula of="w3" show="chain" display>f</backprop-formula>
    <backprop-when test="positive dw.2.0.0">up</backprop-when><backprop-when test="negative dw.2.0.0">down</backprop-when>
    <backprop-show step="31" parameter="w3">show</backprop-show></p>
  <backprop-network step="31"></backprop-network><backprop-plot over="w3"></backprop-plot>
  <backprop-plot over="updates"></backprop-plot><backprop-check of="dw.2.0.0">?</backprop-check>`;

test('two hundred elements that come and go leave nothing behind', async () => {
  const { page, context, complaints } = await openSite('', {
    html: article(
      `<backprop-playground id="one" parameter="w3"></backprop-playground><div id="stays">${pieces}</div><div id="place"></div>`,
    ),
  });
  const devtools = await context.newCDPSession(page);
  /** So many comings and goings; each element has drawn before it leaves. */
  const comeAndGo = (times) =>
    page.evaluate(
      async ([count, markup]) => {
        globalThis.gone ??= [];
        const drawn = (element) =>
          element.shadowRoot &&
          (element.matches('backprop-when') || element.shadowRoot.querySelector('svg, math, form, button, .value'));
        for (let time = 0; time < count; time++) {
          place.innerHTML =
            time % 4 === 0 ? '<backprop-playground controls="stepper" step="31"></backprop-playground>' : markup;
          const all = [...place.querySelectorAll('*')].filter(({ localName }) => /^backprop-/.test(localName));
          for (const element of all) {
            await element.ready;
            while (!drawn(element)) await new Promise(requestAnimationFrame);
            while (!(await element.updateComplete));
            gone.push(new WeakRef(element));
          }
          place.replaceChildren();
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
        return gone.length;
      },
      [times, pieces],
    );
  const counts = async () => {
    await devtools.send('HeapProfiler.collectGarbage');
    const { nodes, jsEventListeners } = await devtools.send('Memory.getDOMCounters');
    const left = await page.evaluate(() => gone.filter((ref) => ref.deref()).length);
    return { nodes, jsEventListeners, left };
  };
  /** The styles that Chromium keeps for elements alike hold the last one whose clip path they name; a new property empties them. */
  const forgetStyles = (time) =>
    page.evaluate((name) => CSS.registerProperty({ name, syntax: '*', inherits: false }), `--forget-${time}`);
  /** When nothing is left of any element: what is on its way for one may hold it for a while. */
  const countsWithoutThem = async () => {
    const end = Date.now() + 60_000;
    let now = await counts();
    while (now.left > 0 && Date.now() < end) {
      await forgetStyles(Date.now());
      now = await counts();
    }
    return now;
  };
  // What is made once, the set formulas among it, is there after the first.
  await comeAndGo(8);
  const before = await countsWithoutThem();
  const all = await comeAndGo(20);
  assert.ok(all > 200, `${all} elements`);
  // Gone before anything of them has come.
  await page.evaluate((markup) => {
    for (let time = 0; time < 20; time++) {
      place.innerHTML = `<backprop-playground></backprop-playground>${markup}`;
      for (const element of place.querySelectorAll('*'))
        if (/^backprop-/.test(element.localName)) gone.push(new WeakRef(element));
      place.replaceChildren();
    }
  }, pieces);
  const after = await countsWithoutThem();
  assert.deepEqual([before.left, after.left], [0, 0]);
  // One piece has more of both.
  assert.ok(after.nodes < before.nodes + 1000, `${before.nodes} nodes, then ${after.nodes}`);
  assert.ok(after.jsEventListeners < before.jsEventListeners + 20, `${before.jsEventListeners} listeners before`);
  assertClean(complaints);
});

test('several elements from another address, moved, hidden and shown: each works on, and the page has nothing of theirs', async () => {
  const { page, complaints } = await openSite('', {
    html: article(`<backprop-playground id="one" step="31"></backprop-playground><div id="stays">${pieces}</div>
      <backprop-playground id="two" controls="none" scenario="mazur"></backprop-playground>
      <div id="place"></div>`).replace(/<script.*<.script>/, ''),
    bypassCSP: true,
    waitForElement: false,
  });
  await page.route('https://elements.example/**', async (route) => {
    const path = join(dist, new URL(route.request().url()).pathname);
    const type = { '.js': 'text/javascript', '.wasm': 'application/octet-stream' }[extname(path)] ?? 'font/woff2';
    await route.fulfill({ path, headers: { 'content-type': type, 'access-control-allow-origin': '*' } });
  });
  await page.evaluate(() => {
    globalThis.names = new Set(Object.keys(globalThis));
    const script = Object.assign(document.createElement('script'), { type: 'module' });
    script.src = 'https://elements.example/backprop-playground.js';
    document.body.append(script);
  });
  await ready(page);
  const numbers = () =>
    page.evaluate(() =>
      [...stays.querySelectorAll('backprop-value')].map(({ shadowRoot }) => shadowRoot.textContent.trim()),
    );
  await page.waitForFunction(
    () =>
      stays.querySelector('backprop-network').shadowRoot?.querySelector('.neuron-part') &&
      [...stays.querySelectorAll('backprop-value')].every(({ shadowRoot }) => shadowRoot?.querySelector('.value')),
  );
  const before = await numbers();
  await page.evaluate(() => {
    place.append(...stays.children, one);
    two.hidden = true;
  });
  await page.evaluate(() => {
    stays.append(...[...place.children].filter((part) => part !== one));
    two.hidden = false;
  });
  await settled(page);
  assert.deepEqual(await numbers(), before);
  assert.deepEqual(await page.evaluate(() => [one.step, two.scenario, two.offsetWidth > 300]), [31, 'mazur', true]);
  await page.evaluate(() => stays.querySelector('[editable]').shared.work.set('w.2.0.0', 2));
  await page.waitForFunction(
    (old) => stays.querySelector('backprop-value').shadowRoot.textContent.trim() !== old,
    before[0],
  );
  const traces = await page.evaluate(() => ({
    sheets: document.adoptedStyleSheets.length + document.styleSheets.length,
    head: [...document.head.children].map(({ localName }) => localName),
    attributes: [...document.documentElement.attributes, ...document.body.attributes].map(({ name }) => name),
    globals: Object.keys(globalThis).filter((name) => !names.has(name) && name !== 'names'),
    hash: location.hash,
  }));
  assert.deepEqual(traces, {
    sheets: 0,
    head: ['meta', 'title'],
    attributes: ['lang'],
    globals: traces.globals.filter((name) => /^lit|^reactiveElement/.test(name)),
    hash: '',
  });
  assert.deepEqual(
    complaints.filter((text) => !text.startsWith('request to https://elements.example/')),
    [],
  );
});

test('a lazy element shows its poster and fetches no core before it comes near the window, and begins where it is shown', async () => {
  const { page, complaints } = await openSite('', {
    html: article(`<div style="height: 6000px"></div><backprop-playground id="far" loading="lazy"><img slot="poster" alt="The network" width="700" height="400"
        src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E" /></backprop-playground>
      <div id="tab" hidden><backprop-playground id="folded" loading="lazy"></backprop-playground></div>`),
    waitForElement: false,
  });
  await page.waitForFunction(() => customElements.get('backprop-playground') && document.readyState === 'complete');
  const fetched = () =>
    page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.wasm')).length);
  await page.evaluate(async () => {
    for (let frame = 0; frame < 20; frame++) await new Promise(requestAnimationFrame);
  });
  assert.equal(await fetched(), 0);
  assert.ok(await page.evaluate(() => far.offsetHeight >= 400), 'room is kept, the poster in it');
  const poster = page.locator('#far [slot="poster"]');
  assert.ok(await poster.isVisible());
  await page.evaluate(() => far.scrollIntoView());
  await page.evaluate(() => far.ready);
  assert.equal(await fetched(), 1);
  assert.equal(await poster.isVisible(), false);
  assert.equal(await page.evaluate(() => folded.lesson), null);
  await page.evaluate(() => (tab.hidden = false));
  await page.evaluate(() => folded.ready);
  assert.ok(await page.locator('#folded .neuron-part').count());
  assertClean(complaints);
});

test('a compact element has its height from the beginning: nothing of the article moves while it comes', async () => {
  const { page, complaints } = await openSite('', {
    html: article(`<p>Before.</p><backprop-playground id="one" compact controls="stepper" parameter="w3"></backprop-playground>
      <p id="after">${'After it. '.repeat(400)}</p>`).replace(
      '</head>',
      '<style>backprop-playground { display: block; height: 30rem } body { max-width: 760px }</style></head>',
    ),
    init: () => {
      globalThis.shifted = 0;
      new PerformanceObserver((list) => {
        for (const { value } of list.getEntries()) globalThis.shifted += value;
      }).observe({ type: 'layout-shift', buffered: true });
    },
  });
  await page.locator('#one .stage-row').first().waitFor();
  await settled(page);
  const { shift, height, scrolls, after } = await page.evaluate(() => ({
    shift: shifted,
    height: one.offsetHeight,
    scrolls: one.scrollHeight > one.clientHeight,
    after: document.querySelector('#after').getBoundingClientRect().top - one.getBoundingClientRect().bottom,
  }));
  assert.ok(shift <= 0.02, `layout shift ${shift}`);
  assert.deepEqual([height, scrolls, after < 30], [480, true, true]);
  assertClean(complaints);
});
