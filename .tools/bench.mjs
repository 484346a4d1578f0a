/** `npm run bench`: the benchmarks of tests/bench: of the core natively and as wasm in Node, of the built page in Chromium. */
import { build } from './build.mjs';
import { buildTarget } from './cmake.mjs';
import { buildNeeds, ensure, ensureNode } from './needs.mjs';
import { run, stop } from './shell.mjs';

ensureNode();
ensure([...buildNeeds, 'gcc', 'catch2', 'json', 'json']);
const results = [
  buildTarget('native', 'backprop_bench') && run('build/native/backprop_bench', []),
  buildTarget('wasm', 'backprop_bench') && run(process.execPath, ['build/wasm/backprop_bench.js']),
  (await build(['site'])) && run(process.execPath, ['tests/bench/page.mjs']),
];
if (results.includes(false)) stop('A benchmark failed.');
