/** The gzip sizes that readers pay for, compared with their budgets. */
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { emscriptenVersion } from './emscripten.mjs';
import { root } from './shell.mjs';

// Emscripten 3.1.69 (Debian 13) makes the module 3.6 kB larger than 3.1.6 (Debian 12) does.
const [major, minor, patch] = emscriptenVersion();
const ofCompiler = major > 3 || minor > 1 || patch > 6 ? 4 : 0;

// A visit takes one language; the other, and parts that not everybody opens (editor, exports, the graph), are loaded when
// they are asked for, each part with its texts in both languages. The element and the single file hold them all. KaTeX
// alone is 68 kB, and about 40 kB of the core write derivations in four notations and compare each of their lines with
// the line before.
const budgets = [
  { what: 'wasm', limit: 134 + ofCompiler, files: () => ['dist/backprop.wasm'] },
  { what: 'JavaScript of a visit', limit: 171, files: () => scripts().atOnce },
  { what: 'JavaScript on demand', limit: 75, files: () => scripts().onDemand },
  { what: 'JavaScript of the element', limit: 220, files: () => ['dist/backprop-playground.js'] },
  { what: 'single file, fonts included', limit: 424 + ofCompiler, files: () => ['dist/backprop-playground.html'] },
];

// Every visit loads these parts, by import() so that each runs in a task of its own; zh-CN is the longer language.
const onEveryVisit = /^(workbench|katex|zh-CN)-/;

/** The site's scripts: those that its page loads with all that they import, and the rest. */
function scripts() {
  const all = filesUnder('dist/site').filter((file) => /\.js$/.test(file));
  const text = (file) => readFileSync(resolve(root, file), 'utf8');
  const named = (source) => all.filter((file) => source.includes(basename(file)));
  const atOnce = new Set(named(text('dist/site/index.html')));
  for (const file of all) if (onEveryVisit.test(basename(file))) atOnce.add(file);
  // `import"./a.js"` and `from"./a.js"` are fetched with the script, `import("./a.js")` is not.
  for (const file of atOnce) {
    const imported = text(file).match(/\b(from|import)\s*["'`]\.\/[^"'`]+["'`]/g) ?? [];
    for (const other of named(imported.join())) atOnce.add(other);
  }
  return { atOnce: [...atOnce], onDemand: all.filter((file) => !atOnce.has(file)) };
}

const filesUnder = (folder) =>
  readdirSync(resolve(root, folder), { recursive: true }).map((file) => join(folder, file));
const gzipSize = (file) => gzipSync(readFileSync(resolve(root, file)), { level: 9 }).length;

let over = 0;
console.log('gzip, kB                          size  budget');
for (const { what, limit, files } of budgets) {
  const size = files().reduce((sum, file) => sum + gzipSize(file), 0) / 1000;
  if (size > limit) over += 1;
  console.log(
    `${what.padEnd(30)} ${size.toFixed(1).padStart(7)} ${String(limit).padStart(7)}${size > limit ? '  over' : ''}`,
  );
}
console.log(`${budgets.length - over} passed, ${over} failed`);
process.exitCode = over > 0 ? 1 : 0;
