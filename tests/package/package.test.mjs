/** The installed package: what it holds, in plain Node, in a page as it is, and as the one script of a blog. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { install } from './installed.mjs';
import { serve } from '../../.tools/serve.mjs';
import { article, assertArticle, browse, html, neuron, small } from './pages.mjs';

const { folder, files } = install();
const own = join(folder, 'node_modules/backprop-playground');
const manifest = JSON.parse(readFileSync(join(own, 'dist/custom-elements.json'), 'utf8'));
const tags = manifest.modules[0].declarations.map(({ tagName }) => tagName);
const entries = ['backprop-playground', 'backprop-playground/pieces', 'backprop-playground/auto'];

const inNode = (source) =>
  execFileSync(process.execPath, ['--input-type=module', '-e', source], { cwd: folder, encoding: 'utf8' });

test('the package holds what its exports name and what those load, and neither sources, nor site, nor single page', () => {
  const { exports } = JSON.parse(readFileSync(join(own, 'package.json'), 'utf8'));
  const named = Object.values(exports).flatMap((one) => (typeof one === 'string' ? one : Object.values(one)));
  for (const file of named) assert.ok(files.includes(file.slice(2)), `${file} is missing`);
  const others = files.filter(
    (file) => !/^(dist\/|web\/embedding\.md$|package\.json$|README\.md$|LICENSE$)/.test(file),
  );
  assert.deepEqual(others, []);
  assert.deepEqual(
    files.filter((file) => /site\/|\.html$/.test(file)),
    ['dist/cdn.html'],
  );
});

test('the licences of what is compiled and bundled come along', () => {
  const text = readFileSync(join(own, 'dist/THIRD-PARTY-LICENSES.txt'), 'utf8');
  const works = [
    'Eigen',
    'Emscripten',
    'musl',
    'libc++',
    'KaTeX_Main',
    'SIL OPEN FONT LICENSE',
    'Mozilla Public License',
  ];
  const packages = ['lit-html', 'lit-element', '@lit/reactive-element', 'katex', 'd3-contour', 'd3-array'];
  for (const name of [...works, ...packages.map((one) => `\n${one} (`)]) assert.ok(text.includes(name), `no ${name}`);
});

test('the headless API runs from the installed package', () => {
  const printed = inNode(`
    import { loadCore } from 'backprop-playground/core';
    const core = await loadCore();
    const layer = { units: 1, activation: 'sigmoid', weights: [[0.5]], biases: [0] };
    const network = { inputs: 1, layers: [layer] };
    const session = core.open({ version: 1, network, loss: 'bce', samples: [{ x: [2], t: [1] }] });
    console.log(session.gradients(0).layers[0].weights[0][0]);`);
  const expected = (1 / (1 + Math.exp(-1)) - 1) * 2; // (a - t) x
  assert.ok(Math.abs(Number(printed) - expected) < 1e-15, `printed ${printed}, expected ${expected}`);
});

test('the lab trains in a worker from the installed package, in Node', () => {
  const printed = inNode(`
    import { openLab } from 'backprop-playground/lab';
    const lab = await openLab();
    const samples = await lab.draw({ kind: 'xor', samples: 200, noise: 0.02 });
    const layers = [{ units: 8, activation: 'tanh' }, { units: 1, activation: 'sigmoid' }];
    const training = { optimizer: 'adam', learningRate: 0.03, batchSize: 10, shuffleSeed: 1 };
    const init = { kind: 'he_normal', seed: 1 };
    await lab.open({ version: 1, network: { inputs: 2, layers }, init, loss: 'bce', samples, training });
    for (let epoch = 0; epoch < 100; epoch++) await lab.advance('epoch');
    console.log(JSON.stringify(await lab.score()));
    lab.close();`);
  const { right, samples } = JSON.parse(printed);
  assert.deepEqual([right, samples], [200, 200]);
});

test('the README’s training in a worker runs as it stands, and learns', () => {
  const code = /```js\n(import \{ openLab \}.*?)```/s.exec(readFileSync(join(own, 'README.md'), 'utf8'))[1];
  assert.match(inNode(code), /right: 40, samples: 40 \} learnt\s*$/);
});

/** The exports of each entry in plain Node. */
const namesInNode = () =>
  JSON.parse(
    inNode(`
      const names = {};
      for (const entry of ${JSON.stringify(entries)}) names[entry] = Object.keys(await import(entry)).sort();
      if (Object.keys(globalThis).some((name) => /document|customElements/.test(name))) throw new Error('globals');
      console.log(JSON.stringify(names));`),
  );

test('the wasm, the manifest and package.json are found by their names', () => {
  for (const name of ['backprop.wasm', 'lab.wasm', 'custom-elements.json', 'package.json'])
    inNode(
      `import { statSync } from 'node:fs'; statSync(new URL(import.meta.resolve('backprop-playground/${name}')));`,
    );
});

const { open } = browse(folder);

test('in Node every entry has the names that it has in a page, and does nothing', async () => {
  writeFileSync(join(folder, 'names.html'), html('data:text/javascript,', ''));
  const { page } = await open('names.html');
  const inPage = await page.evaluate(async () => {
    const names = {};
    for (const [entry, file] of Object.entries({ '': 'backprop-playground', '/pieces': 'pieces', '/auto': 'auto' }))
      names[`backprop-playground${entry}`] = Object.keys(
        await import(`/node_modules/backprop-playground/dist/${file}.js`),
      ).sort();
    return names;
  });
  const everywhere = namesInNode();
  for (const entry of entries)
    assert.deepEqual(
      inPage[entry].filter((name) => !everywhere[entry].includes(name)),
      [],
      entry,
    );

  const observed = await page.evaluate(
    (all) => Object.fromEntries(all.map((tag) => [tag, [...customElements.get(tag).observedAttributes].sort()])),
    tags,
  );
  for (const { tagName, attributes } of manifest.modules[0].declarations)
    assert.deepEqual(attributes.map(({ name }) => name).sort(), observed[tagName], tagName);
  assert.equal(tags.length, 8);
});

const block = (text) => `<pre><code class="language-backprop">${text}</code></pre>`;

test('the code blocks of a post become figures; a wrong one stays and says where it is wrong', async () => {
  const wrong = JSON.stringify(small({ ...neuron, weights: [[0.5, 1]] }), null, 1);
  writeFileSync(
    join(folder, 'post.html'),
    html(
      './node_modules/backprop-playground/dist/auto.js',
      `${block('scenario: article\nparameter: w3\nas: network\nstep: 31\n')}
       <pre class="backprop"><code><span>as: plot</span><br /><span>over: w3</span></code></pre>
       <div class="highlight"><pre><code class="backprop">${JSON.stringify(small(neuron))}</code></pre></div>
       ${block(wrong)} ${block('scenario: mazur\nparamter: w1')} ${block('scenario: article\nstep: 3.5')}
       <div lang="zh-CN">${block('as: table')}</div> <pre><code class="language-js">let a;</code></pre>`,
    ),
  );
  const { page, complaints } = await open('post.html');
  await page.waitForFunction(() => document.querySelectorAll('.backprop-fault').length === 4);
  const notes = await page.locator('.backprop-fault').allInnerTexts();
  assert.match(notes[0], /network\.layers\[0\]\.weights\[0\]/);
  assert.match(notes[1], /Line 2: there is no “paramter”/);
  assert.match(notes[2], /Line 2: step is a whole number/);
  assert.match(notes[3], /第 1 行：as 应为 playground、network、plot 之一/);
  assert.equal(await page.locator('.backprop-fault + pre').count(), 4);
  assert.equal(await page.locator('pre').count(), 5);
  await page.locator('backprop-network svg.diagram').waitFor();
  await page.locator('backprop-plot[over="w3"] svg').waitFor();
  await page.waitForFunction(() => document.querySelector('backprop-playground')?.shadowRoot.querySelector('.diagram'));
  assert.deepEqual(
    await page.evaluate(() =>
      [...document.querySelectorAll('backprop-network, backprop-playground')].map((element) => [
        element.localName,
        element.step,
        element.parentElement.localName,
      ]),
    ),
    [
      ['backprop-network', 31, 'body'],
      ['backprop-playground', 0, 'body'],
    ],
  );
  assert.deepEqual(complaints, []);
});

test('blocks and marks that come into the page later become figures and numbers, the marks only where the page has them', async () => {
  const script = './node_modules/backprop-playground/dist/auto.js';
  const text = `The gradient is [[dw.2.0.0]], w3 [[w3, editable]], L [[L, digits 9]]; <code>[[w3]]</code>, [[no end, [[w99]].`;
  const head = '<meta name="backprop-marks" content="[[ ]]" />';
  writeFileSync(join(folder, 'marks.html'), html(script, `<main><p>Go on.</p></main>`, head));
  const { page, complaints } = await open('marks.html');
  await page.evaluate(
    ([words, code]) => void (document.querySelector('main').innerHTML = `<p>${words}</p>${code}`),
    [text, block('as: network\nparameter: w3')],
  );
  await page.locator('backprop-network svg.diagram').waitFor();
  await page.locator('backprop-value .fault').waitFor();
  const values = await page.evaluate(() =>
    [...document.querySelectorAll('main backprop-value')].map((value) => [
      value.getAttribute('of'),
      value.editable,
      value.shadowRoot.textContent.trim().split(/\s/)[0],
    ]),
  );
  assert.deepEqual(values.slice(0, 3), [
    ['dw.2.0.0', false, '−0.01958'],
    ['w3', true, '0.5'],
    ['L', false, values[2][2]],
  ]);
  assert.match(values[2][2], /^0\.\d{9}$/);
  assert.match(values[3].join(), /^no end, \[\[w99,/);
  assert.equal(await page.locator('main code').innerText(), '[[w3]]');

  // Nothing else is read twice, and nothing where the page has no marks.
  await page.evaluate(() => {
    document.querySelector('meta[name=backprop-marks]').remove();
    document
      .querySelector('main')
      .insertAdjacentHTML('beforeend', '<p id="plain">[[L]]</p><pre class="backprop">as: plot\nover: w3</pre>');
  });
  await page.locator('backprop-plot svg').waitFor();
  assert.equal(await page.locator('#plain').innerText(), '[[L]]');
  assert.deepEqual(complaints, []);
});

const cdn = readFileSync(join(own, 'dist/cdn.html'), 'utf8');
const digest = (bytes) => `sha384-${createHash('sha384').update(bytes).digest('base64')}`;

test('the lines for a CDN have this version, and the digest of every script that a page gets', () => {
  const { version } = JSON.parse(readFileSync(join(own, 'package.json'), 'utf8'));
  const host = `https://cdn.jsdelivr.net/npm/backprop-playground@${version}/`;
  const { integrity } = JSON.parse(/<script type="importmap">(.*?)<\/script>/s.exec(cdn)[1]);
  // A worker is none of another site's: the lab is for pages that have it themselves.
  const scripts = files.filter((file) => file.endsWith('.js') && !/\/(server|lab|lab-worker)\.js$/.test(file));
  assert.deepEqual(Object.keys(integrity).sort(), scripts.map((file) => host + file).sort());
  for (const file of scripts) assert.equal(integrity[host + file], digest(readFileSync(join(own, file))), file);
  const lines = [...cdn.matchAll(/ src="(.*?)" integrity="(.*?)" crossorigin="anonymous"/g)];
  assert.deepEqual(
    lines.map(([, src, given]) => [src, given]),
    ['backprop-playground', 'pieces', 'auto'].map((name) => [
      `${host}dist/${name}.js`,
      integrity[`${host}dist/${name}.js`],
    ]),
  );
  for (const file of ['README.md', 'web/embedding.md'])
    assert.ok(readFileSync(join(own, file), 'utf8').includes(`src="${host}dist/backprop-playground.js"`), file);
});

test('a page loads the elements by those lines, and none where a byte of one script is another', async () => {
  writeFileSync(
    join(folder, 'from-cdn.html'),
    `<!doctype html><html lang="en"><head><link rel="icon" href="data:," /><title>A page</title>${cdn}</head><body>${article}</body></html>`,
  );
  const policy = "script-src 'unsafe-inline' 'wasm-unsafe-eval' https://cdn.jsdelivr.net";
  const server = await serve(folder, { port: 0, policy });
  const load = async (changed) => {
    const opened = await open('names.html');
    await opened.page.route('https://cdn.jsdelivr.net/**', async (route) => {
      const file = new URL(route.request().url()).pathname.split('/dist/')[1];
      const bytes = readFileSync(join(own, 'dist', file));
      const contentType = file.endsWith('.js') ? 'text/javascript' : 'application/octet-stream';
      await route.fulfill({
        body: file.startsWith(changed) ? Buffer.concat([bytes, Buffer.from('\n')]) : bytes,
        headers: { 'content-type': contentType, 'access-control-allow-origin': '*' },
      });
    });
    opened.complaints.length = 0;
    await opened.page.goto(`${server.url}from-cdn.html`);
    return opened;
  };
  try {
    await assertArticle(await load('no script'));
    const { page, complaints } = await load('chunks/common');
    await page.waitForFunction(() => document.readyState === 'complete');
    assert.match(complaints.join(), /integrity/);
    assert.equal(await page.evaluate(() => customElements.get('backprop-value')), undefined);
  } finally {
    await server.close();
  }
});
