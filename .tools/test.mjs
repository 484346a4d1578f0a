/**
 * `npm test` installs what is missing and runs every stage; `npm test -- native web` runs those. Every stage is run
 * even where an earlier one failed, and each one's outcome is in the summary.
 */
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from './build.mjs';
import { buildTarget, environmentOf } from './cmake.mjs';
import { fuzz, fuzzNeeds } from './fuzz.mjs';
import { buildNeeds, ensure, ensureNode, ensureNodeModules } from './needs.mjs';
import { exists, root, runCaptured, stop } from './shell.mjs';

const nativeNeeds = ['cmake', 'ninja', 'eigen', 'catch2', 'json'];

const stages = {
  native: { title: 'core, g++', needs: [...nativeNeeds, 'gcc'], run: () => catch2('native') },
  asan: {
    title: 'core, clang++ with ASan and UBSan',
    needs: [...nativeNeeds, 'gcc', 'clang', 'sanitizers'],
    run: () => catch2('asan'),
  },
  fuzz: { title: 'core, any bytes as a scenario', needs: fuzzNeeds, run: () => fuzz('asan') },
  wasm: {
    title: 'core, the same program as wasm in Node',
    needs: [...buildNeeds, 'catch2', 'json'],
    run: () => catch2('wasm'),
  },
  structure: { title: 'which file may name which', needs: [], run: () => nodeTests('tests/structure') },
  state: {
    title: 'state of the page in Node, with the real core',
    needs: buildNeeds,
    run: () => builtThen(() => nodeTests('tests/state')),
  },
  api: { title: 'headless API in Node', needs: buildNeeds, run: () => builtThen(() => nodeTests('tests/wasm')) },
  web: {
    title: 'page in Chromium',
    needs: [...buildNeeds, 'chrome', 'cjkFont'],
    // A page waits more than it computes: more files at a time than there are cores in a small machine.
    run: () => builtThen(() => nodeTests('tests/web', '--test-concurrency=3')),
  },
  firefox: {
    title: 'main flow of the page in Firefox, compared with Chromium',
    needs: [...buildNeeds, 'chrome', 'firefox'],
    run: () => builtThen(() => nodeTest('tests/engines/firefox.test.mjs')),
  },
  webkit: {
    title: 'main flow of the page in WebKit, compared with Chromium',
    needs: [...buildNeeds, 'chrome', 'webkitDriver', 'webkit', 'screen'],
    run: () => builtThen(() => nodeTest('tests/engines/webkit.test.mjs')),
  },
  export: {
    title: 'exports: run by Python and g++, compiled by LaTeX, read as Markdown',
    needs: [...buildNeeds, 'gcc', 'numpy', 'torch', 'pdflatex', 'xelatex', 'cjkFont'],
    run: () => builtThen(() => nodeTests('tests/export', '--test-concurrency=2')),
  },
  types: { title: 'TypeScript', needs: [], run: () => tool('typescript/bin/tsc', '--noEmit') },
  format: { title: 'formatting', needs: [], run: () => tool('../.tools/format.mjs', '--check') },
  budgets: { title: 'sizes', needs: buildNeeds, run: () => builtThen(() => tool('../.tools/budgets.mjs')) },
};

async function catch2(preset) {
  if (!buildTarget(preset, 'backprop_tests')) return failure('not run: the build failed');
  const args = ['--test-dir', `build/${preset}`, '--no-tests=error', '--output-on-failure', '-j2'];
  return runCaptured('ctest', args, { env: environmentOf(preset) });
}

function nodeTests(folder, ...options) {
  const files = exists(folder) ? readdirSync(resolve(root, folder)).filter((file) => /[.-]test\.mjs$/.test(file)) : [];
  if (files.length === 0) return failure(`not run: no *.test.mjs in ${folder}`);
  return nodeTest(...options, ...files.map((file) => `${folder}/${file}`));
}

function nodeTest(...args) {
  const reporter = process.stdout.isTTY ? 'spec' : 'tap';
  return runCaptured(process.execPath, ['--test', `--test-reporter=${reporter}`, ...args]);
}

const tool = (file, ...args) => runCaptured(process.execPath, [`node_modules/${file}`, ...args]);

let built;
async function builtThen(test) {
  built ??= build();
  return (await built) ? test() : failure('not run: the build failed');
}

function failure(reason) {
  console.error(reason);
  return { ok: false, output: reason };
}

/** The lines in which the runners sum up: ctest's, node's, and a plain count or reason. */
const closingLine =
  /^(\d+% tests passed.*|[#ℹ] (tests|pass|fail) \d+|\d+ passed, \d+ failed|fuzz \w+: .*|not run: .*|No tests were found.*)$/gm;

const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const unknown = wanted.find((name) => !stages[name]);
if (unknown) stop(`Unknown stage '${unknown}'; there are: ${Object.keys(stages).join(' ')}.`);
const chosen = Object.entries(stages).filter(([name]) => wanted.length === 0 || wanted.includes(name));

ensureNode();
ensure([...new Set(chosen.flatMap(([, stage]) => stage.needs))]);
ensureNodeModules();

const outcomes = [];
for (const [name, stage] of chosen) {
  console.log(`\n== ${name}: ${stage.title}`);
  const start = performance.now();
  const { ok, output } = await stage.run();
  const seconds = Math.round((performance.now() - start) / 1000);
  outcomes.push({ name, ok, seconds, closing: (output.match(closingLine) ?? []).join(', ') });
}

console.log('\n== summary');
for (const { name, ok, seconds, closing } of outcomes) {
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name.padEnd(8)} ${String(seconds).padStart(4)} s  ${closing}`);
}
process.exitCode = outcomes.every(({ ok }) => ok) ? 0 : 1;
