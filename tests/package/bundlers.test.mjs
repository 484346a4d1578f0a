/** A page that imports the installed package, built by the bundlers that people use, and opened. */
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { install } from './installed.mjs';
import { article, assertArticle, browse, html, neuron, small } from './pages.mjs';

const { folder } = install();
const own = join(folder, 'node_modules/backprop-playground/dist');
const { open } = browse(folder);
const limit = { timeout: 600_000 };

const write = (file, text) => writeFileSync(join(folder, file), text);

write('app.js', "import 'backprop-playground';\nimport 'backprop-playground/auto';\n");
write(
  'compute.js',
  `import { loadCore } from 'backprop-playground/core';
   const session = (await loadCore()).open(${JSON.stringify(small(neuron))});
   document.body.dataset.gradient = session.value('dw.1.0.0');`,
);

write(
  'train.js',
  `import { openLab } from 'backprop-playground/lab';
   const lab = await openLab();
   const samples = await lab.draw({ kind: 'gaussians', samples: 50 });
   const network = { inputs: 2, layers: [{ units: 1, activation: 'sigmoid' }] };
   await lab.open({ version: 1, network, init: { kind: 'zeros' }, loss: 'bce', samples });
   document.body.dataset.epochs = (await lab.advance('epoch')).epochs;
   document.body.dataset.right = (await lab.score()).right;
   lab.close();`,
);

/** The lab trained in its worker. */
async function assertTrained({ page }) {
  await page.waitForFunction(() => document.body.dataset.right);
  assert.deepEqual(
    await page.evaluate(() => ({ ...document.body.dataset })).then(({ epochs, right }) => [epochs, right]),
    ['1', '50'],
  );
}

/** All scripts on one page: the elements, the headless core and the lab. `files`: the folder that the page names. */
async function assertBuilt(path, files = '') {
  const head = files && `<meta name="backprop-files" content="${files}" />`;
  if (files) mkdirSync(join(folder, path, files));
  for (const file of files && readdirSync(own).filter((name) => /\.(wasm|woff2)$|^lab-worker\.js$/.test(name)))
    copyFileSync(join(own, file), join(folder, path, files, file));
  write(
    `${path}/index.html`,
    html(
      './app.js',
      `${article}<script type="module" src="./compute.js"></script><script type="module" src="./train.js"></script>`,
      head,
    ),
  );
  const opened = await open(`${path}/index.html`);
  await opened.page.waitForFunction(() => document.body.dataset.gradient);
  assert.match(await opened.page.evaluate(() => document.body.dataset.gradient), /^-0\.5378828/);
  await assertArticle(opened);
  await assertTrained(opened);
  const fetched = await opened.page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  const others = fetched.filter(
    (name) => /\.(wasm|woff2)$|lab-worker/.test(name) && !name.includes(`/${path}/${files}`),
  );
  assert.deepEqual(others, []);
  await opened.page.close();
}

test('Vite builds pages, and a page of pieces does not load the workbench', limit, async () => {
  const { build } = await import('vite');
  const value = '<p>It is <backprop-value of="dw.1.0.0" src="./net.json">…</backprop-value>.</p>';
  write('pieces.html', html("import 'backprop-playground/pieces';", value));
  write('all.html', html("import './app.js'; import './compute.js'; import './train.js';", article));
  const complaints = [];
  await build({
    root: folder,
    configFile: false,
    logLevel: 'silent',
    base: './',
    build: {
      outDir: 'by-vite',
      rolldownOptions: {
        input: ['pieces.html', 'all.html'].map((file) => join(folder, file)),
        // How long a plugin took on a busy machine is no fault.
        onLog: (level, { code, message }) => level === 'warn' && code !== 'PLUGIN_TIMINGS' && complaints.push(message),
      },
    },
  });
  assert.deepEqual(complaints, []);
  write('by-vite/net.json', JSON.stringify(small(neuron)));
  const all = await open('by-vite/all.html');
  await assertArticle(all);
  await assertTrained(all);
  const cores = () =>
    performance.getEntriesByType('resource').filter(({ name }) => /\/backprop[\w-]*\.wasm$/.test(name)).length;
  assert.equal(await all.page.evaluate(cores), 1, 'elements and headless API share one core');

  const { page, ...pieces } = await open('by-vite/pieces.html');
  assert.equal(await page.locator('backprop-value .value').innerText(), '−0.5379');
  assert.deepEqual(pieces.complaints, []);
  const fetched = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  assert.deepEqual(
    fetched.filter((name) => /workbench|editorSheet/.test(name)),
    [],
  );
});

test('Vite serves a page during development', limit, async () => {
  const { createServer } = await import('vite');
  write('dev.html', html("import './app.js'; import './compute.js'; import './train.js';", article));
  const server = await createServer({
    root: folder,
    configFile: false,
    logLevel: 'silent',
    server: { port: 0, hmr: false, watch: null },
  });
  try {
    await server.listen();
    const opened = await open(new URL('dev.html', server.resolvedUrls.local[0]).href);
    await assertArticle(opened);
    await assertTrained(opened);
  } finally {
    await server.close();
  }
});

test('webpack builds a page without a setting for the package', limit, async () => {
  const { default: webpack } = await import('webpack');
  const compiler = webpack({
    mode: 'production',
    context: folder,
    entry: { app: './app.js', compute: './compute.js', train: './train.js' },
    output: { path: join(folder, 'by-webpack') },
    performance: { hints: false },
    // What it would make smaller is small already, and takes it half a minute.
    optimization: { minimize: false },
  });
  const stats = await new Promise((done, failed) =>
    compiler.run((error, result) => (error ? failed(error) : done(result))),
  );
  await new Promise((done) => compiler.close(done));
  const { errors, warnings } = stats.toJson({ all: false, errors: true, warnings: true });
  assert.deepEqual(
    [...errors, ...warnings].map(({ message }) => message),
    [],
  );
  await assertBuilt('by-webpack');
  await assertBuilt('by-webpack', 'files/');
});

test('esbuild, which leaves files behind, builds a page that names their folder', limit, async () => {
  const { build } = await import('esbuild');
  const { warnings } = await build({
    absWorkingDir: folder,
    entryPoints: ['app.js', 'compute.js', 'train.js'],
    outdir: 'by-esbuild',
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    logLevel: 'silent',
  });
  assert.deepEqual(warnings, []);
  await assertBuilt('by-esbuild', 'files/');
});

test('what runs at the edge of a network, in workers without a page, gets the entries of a server', async () => {
  const { build } = await import('esbuild');
  for (const condition of ['workerd', 'edge-light']) {
    const { outputFiles } = await build({
      stdin: {
        contents: "export * from 'backprop-playground'; import 'backprop-playground/auto';",
        resolveDir: folder,
      },
      conditions: [condition],
      bundle: true,
      format: 'esm',
      write: false,
    });
    const { text } = outputFiles[0];
    const { BackpropPlayground } = await import(`data:text/javascript,${encodeURIComponent(text)}`);
    assert.equal(typeof BackpropPlayground, 'function', condition);
  }
});
