/** The gzip sizes that readers pay for, compared with their budgets. */
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { emscriptenVersion } from './emscripten.mjs';
import { root } from './shell.mjs';

// Emscripten 3.1.69 (Debian 13) makes the module 3.6 kB larger than 3.1.6 (Debian 12) does.
const [major, minor, patch] = emscriptenVersion();
const ofCompiler = major > 3 || minor > 1 || patch > 6 ? 4 : 0;

// The opening is all that is fetched before its number and formula are on the screen (tests/web/first-load.test.mjs): it takes
// one language, of which zh-CN is the longer. Idle times fetch the rest: KaTeX, steps, derivations, the sentences for faults, editor, exports (22 kB,
// a third of them for other people's pages), the graph, the other language. The single file holds them all. KaTeX alone is 68 kB, and about 40 kB of the core
// write derivations in four notations and compare each of their lines with the line before.
const budgets = [
  { what: 'the opening, with core and fonts', limit: 300, files: () => [...opening(), 'dist/backprop.wasm'] },
  // 2 kB of the core are the optimizer's state of a document, in and out, and the graph of an update; 1 kB of scripts reads and draws them.
  { what: 'wasm', limit: 142.5 + ofCompiler, files: () => ['dist/backprop.wasm'] },
  { what: 'JavaScript of the opening', limit: 115, files: () => opening().filter(isScript) },
  { what: 'JavaScript after it', limit: 192, files: () => scripts().filter((file) => !opening().includes(file)) },
  { what: 'the tutorial to be read', limit: 27, files: () => tutorial().filter((file) => !isScript(file)) },
  { what: 'its first figure alive, with core', limit: 253, files: () => [...tutorial(), 'dist/backprop.wasm'] },
  { what: 'the lab, with worker and module', limit: 200, files: lab },
  { what: 'the pieces at once, with core', limit: 234, files: () => [...entry('pieces'), 'dist/backprop.wasm'] },
  { what: 'an embed when it is shown, with core', limit: 273, files: () => [...embed(), 'dist/backprop.wasm'] },
  { what: 'auto where there is no block', limit: 1, files: () => entry('auto') },
  { what: 'JavaScript of the package', limit: 312.5, files: () => filesUnder('dist/chunks') },
  { what: 'single file, fonts included', limit: 482.3 + ofCompiler, files: () => ['dist/backprop-playground.html'] },
];

/** What the first script asks for by itself, without waiting for anybody, by name. */
const askedAtOnce = /^(workbench|slopePanel|zh-CN|KaTeX_(Main|Math))-/;
const isScript = (file) => file.endsWith('.js');
const isScriptOrStyle = (file) => /\.(js|css)$/.test(file);
const scripts = () => filesUnder('dist/site/assets').filter(isScript);

/** The page, what it names, what is asked for at once, and all that these scripts import. */
function opening() {
  const all = filesUnder('dist/site/assets').filter((file) => /\.(js|woff2)$/.test(file));
  return reachedFrom(['dist/site/index.html', ...all.filter((file) => askedAtOnce.test(basename(file)))], all);
}

/** A script of the package and all that it imports. */
const entry = (name) => reachedFrom([`dist/${name}.js`], filesUnder('dist/chunks'));

function embed() {
  const chunks = filesUnder('dist/chunks');
  return reachedFrom(
    ['dist/backprop-playground.js', ...chunks.filter((file) => askedAtOnce.test(basename(file)))],
    chunks,
  );
}

/** Those files, what the pages among them name, and what the scripts import. */
function reachedFrom(start, all) {
  const text = (file) => readFileSync(resolve(root, file), 'utf8');
  const named = (source) => all.filter((file) => source.includes(basename(file)));
  const found = new Set(start);
  const add = (files) => {
    for (const file of files) {
      if (found.has(file)) continue;
      found.add(file);
      addImports(file);
    }
  };
  // `import"./a.js"` and `from"./a.js"` are fetched with the script, `import("./a.js")` is not.
  const addImports = (file) => {
    if (isScript(file)) add(named((text(file).match(/\b(from|import)\s*["'`]\.\.?\/[^"'`]+["'`]/g) ?? []).join()));
  };
  for (const file of start)
    if (file.endsWith('.html')) add(named((text(file).match(/<(script|link)[^>]*>/g) ?? []).join()));
    else addImports(file);
  return [...found];
}

/** A page of the tutorial with its styles in it, the picture at its beginning, its scripts, and its language; zh-CN is the longer. */
function tutorial() {
  const own = filesUnder('dist/site/tutorial').filter((file) => /\.(js|svg)$/.test(file));
  const page = 'dist/site/tutorial/zh-CN.html';
  const text = readFileSync(resolve(root, page), 'utf8');
  const [picture] = /network-wide-[\w-]+\.svg/.exec(text);
  const language = own.filter((file) => /^zh-CN-/.test(basename(file)) && isMessages(file));
  return reachedFrom([page, ...own.filter((file) => basename(file) === picture), ...language], own);
}

/** The table of a language, and not the article in it, which a copy is made of. */
const isMessages = (file) => !readFileSync(resolve(root, file), 'utf8').includes('<!doctype');

/** The lab's page, what its script imports, its worker and its module. The workbench and the core come when a reader steps into an update. */
function lab() {
  const own = filesUnder('dist/site/lab/assets').filter(isScriptOrStyle);
  const worker = own.filter((file) => basename(file).startsWith('worker-'));
  return [...reachedFrom(['dist/site/lab/index.html', ...worker], own), 'dist/lab.wasm'];
}

const filesUnder = (folder) =>
  readdirSync(resolve(root, folder), { recursive: true }).map((file) => join(folder, file));
const gzipSize = (file) => gzipSync(readFileSync(resolve(root, file)), { level: 9 }).length;

let over = 0;
console.log('gzip, kB                              size  budget');
for (const { what, limit, files } of budgets) {
  const size = files().reduce((sum, file) => sum + gzipSize(file), 0) / 1000;
  if (size > limit) over += 1;
  console.log(
    `${what.padEnd(34)} ${size.toFixed(1).padStart(7)} ${String(limit).padStart(7)}${size > limit ? '  over' : ''}`,
  );
}
console.log(`${budgets.length - over} passed, ${over} failed`);
process.exitCode = over > 0 ? 1 : 0;
