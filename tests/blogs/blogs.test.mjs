/** Each recipe for a blog is followed in an empty folder, as it stands in the documentation; its post is opened. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { serve } from '../../.tools/serve.mjs';
import { install, root } from '../package/installed.mjs';
import { browse, gradientOfW3 } from '../package/pages.mjs';
import { recipes } from './recipes.mjs';

const { folder } = install();
const dist = join(folder, 'node_modules/backprop-playground/dist');
const { open } = browse(folder);

const layout =
  '<!doctype html><html lang="en"><head><title>A post</title></head><body>{{ page.content | safe }}</body></html>';

/** The notebook after its cell has been run. */
function notebook({ py }) {
  const [, html] = /HTML\("""\n(.*?)"""\)/s.exec(py);
  const output = { output_type: 'display_data', data: { 'text/html': html }, metadata: {} };
  const cell = { cell_type: 'code', id: 'one', execution_count: 1, metadata: {}, source: py, outputs: [output] };
  return JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [cell] });
}

/** Where the built pages are, which of them is the post, and what an author has before following the recipe. */
const blogs = {
  'Plain HTML': { built: '', post: 'index.html' },
  Hugo: { built: 'public', post: 'posts/chain-rule/' },
  Jekyll: { built: '_site', post: '2024/01/01/chain-rule.html' },
  Hexo: {
    built: 'public',
    post: 'chain-rule/',
    has: () => ({
      'package.json':
        '{ "hexo": { "version": "" }, "dependencies": { "hexo": "*", "hexo-renderer-markdown-it": "*" } }',
      '_config.plain.yml': '',
      'themes/plain/layout/post.njk': layout,
    }),
    settings: 'title: A blog\ntheme: plain\npermalink: :title/\n',
  },
  MkDocs: { built: 'site', post: '' },
  Jupyter: {
    built: '',
    post: 'chain-rule.html',
    has: (recipe) => ({ 'chain-rule.ipynb': notebook(recipe) }),
    // Every page of a notebook asks for them, from where nbconvert was built to find them.
    own: /requirejs|mathjax/i,
  },
};

for (const [name, { built, post, has, settings = '', own }] of Object.entries(blogs)) {
  test(`${name}: a post has a number and a figure that are alive`, { timeout: 600_000 }, async () => {
    const recipe = recipes.get(name);
    const place = join(folder, name);
    for (const [file, text] of Object.entries({ ...has?.(recipe), ...recipe.files })) {
      mkdirSync(dirname(join(place, file)), { recursive: true });
      writeFileSync(join(place, file), file === '_config.yml' ? settings + text : text);
    }
    symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'));
    execFileSync('sh', ['-e', '-c', recipe.sh.replace('path/to/dist', dist)], { cwd: place, stdio: 'pipe' });

    // Themes write scripts into their pages. Nothing comes from another host.
    const policy = "default-src 'self' 'unsafe-inline' 'wasm-unsafe-eval' data:";
    const site = await serve(join(place, built), { port: 0, policy });
    try {
      const { page, complaints } = await open(site.url + post);
      assert.equal(await page.locator('backprop-value .value').innerText(), gradientOfW3);
      await page.waitForFunction(
        (digits) =>
          document
            .querySelector('backprop-playground')
            ?.shadowRoot?.querySelector('.panel')
            ?.textContent.includes(digits),
        gradientOfW3.slice(1),
      );
      assert.deepEqual(
        complaints.filter((complaint) => !own?.test(complaint)),
        [],
      );
      await page.close();
    } finally {
      await site.close();
    }
  });
}
