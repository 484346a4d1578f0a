/**
 * `npm run bench`: the benchmarks of tests/bench: of the core natively and as wasm in Node, of the lab's training beside other
 * libraries, of the built page in Chromium. `npm run bench -- lab` runs one of them: core lab page.
 */
import { build } from './build.mjs';
import { buildTargets } from './cmake.mjs';
import { buildNeeds, ensure, ensureNode } from './needs.mjs';
import { exists, run, stop } from './shell.mjs';

ensureNode();
ensure([...buildNeeds, 'gcc', 'catch2', 'json']);
const benchmarks = {
  core: async () =>
    (await compiled('native', 'backprop_bench')) &&
    run('build/native/backprop_bench', []) &&
    (await compiled('wasm', 'backprop_bench')) &&
    run(process.execPath, ['build/wasm/backprop_bench.js']),
  lab: async () =>
    (await compiled('native', 'backprop_bench_lab')) &&
    (await compiled('wasm', 'backprop_peers', 'backprop_lab')) &&
    installPeers() &&
    run(process.execPath, ['tests/bench/lab/lab.mjs']),
  page: async () => (await build(['site'])) && run(process.execPath, ['tests/bench/page.mjs']),
};

const compiled = async (preset, ...targets) => (await buildTargets(preset, targets)).ok;

/** The libraries that the lab is compared with, fetched for this alone: no test needs them. */
function installPeers() {
  const packages = ['convnetjs@0.3.0', '@tensorflow/tfjs@4.22.0', '@tensorflow/tfjs-backend-wasm@4.22.0'];
  const folder = 'build/bench';
  if (exists(`${folder}/node_modules/convnetjs`)) return true;
  const options = ['--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--no-package-lock'];
  return run('npm', ['install', ...options, '--prefix', folder, ...packages]);
}

const wanted = process.argv.slice(2);
for (const [name, benchmark] of Object.entries(benchmarks))
  if ((wanted.length === 0 || wanted.includes(name)) && !(await benchmark())) stop(`The benchmark '${name}' failed.`);
