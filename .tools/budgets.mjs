/** The gzip sizes that readers pay for, held to their budgets. */
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './shell.mjs';

// A visit loads the module and the page's script: 220 kB together. The module takes more of it than first planned (it
// differentiates, derives and proves; the number printing moved out of it), the script takes that much less.
const budgets = [
  { what: 'wasm', limit: 68, files: () => ['dist/backprop.wasm'] },
  {
    what: 'JavaScript of the site',
    limit: 152,
    files: () => filesUnder('dist/site').filter((file) => /\.js$/.test(file)),
  },
  { what: 'JavaScript of the element', limit: 152, files: () => ['dist/backprop-playground.js'] },
  { what: 'single file, fonts included', limit: 350, files: () => ['dist/backprop-playground.html'] },
];

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
