/** `npm run bench`: the benchmarks of tests/bench, natively and as wasm in Node. */
import { buildTarget } from './cmake.mjs';
import { buildNeeds, ensure, ensureNode } from './needs.mjs';
import { run, stop } from './shell.mjs';

ensureNode();
ensure([...buildNeeds, 'gcc', 'catch2', 'json', 'json']);
const results = [
  buildTarget('native', 'backprop_bench') && run('build/native/backprop_bench', []),
  buildTarget('wasm', 'backprop_bench') && run(process.execPath, ['build/wasm/backprop_bench.js']),
];
if (results.includes(false)) stop('A benchmark failed.');
