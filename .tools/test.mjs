/**
 * `npm test` installs what is missing and runs every stage; `npm test -- native web` runs those. Every stage is run
 * even where an earlier one failed, and each one's outcome is in the summary. First come the stages that compile, which
 * fill all cores, one by one. The others wait much: two run side by side, and each one's output comes when it has ended.
 */
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from './build.mjs';
import { buildTarget, environmentOf } from './cmake.mjs';
import { fuzz, fuzzNeeds } from './fuzz.mjs';
import { buildNeeds, ensure, ensureNode, ensureNodeModules } from './needs.mjs';
import { exists, root, runCaptured, stop } from './shell.mjs';

const nativeNeeds = ['cmake', 'ninja', 'eigen', 'catch2', 'json'];

/** `compiles`: runs by itself. `dist`: uses what is built there. Of the others the longest begins first. */
const stages = {
  native: { title: 'core, g++', compiles: true, needs: [...nativeNeeds, 'gcc'], run: () => catch2('native') },
  asan: {
    title: 'core, clang++ with ASan and UBSan',
    compiles: true,
    needs: [...nativeNeeds, 'gcc', 'clang', 'sanitizers'],
    run: () => catch2('asan'),
  },
  fuzz: { title: 'core, any bytes as a scenario', compiles: true, needs: fuzzNeeds, run: () => fuzz('asan') },
  wasm: {
    title: 'core, the same program as wasm in Node',
    compiles: true,
    needs: [...buildNeeds, 'catch2', 'json'],
    run: () => catch2('wasm'),
  },
  dist: { title: 'the module, the element, the site', compiles: true, needs: buildNeeds, run: buildDist },
  web: {
    title: 'page in Chromium',
    dist: true,
    needs: [...buildNeeds, 'chrome', 'cjkFont'],
    // A page waits more than it computes: more files at a time than there are cores in a small machine.
    run: () => nodeTests('tests/web', 3),
  },
  api: { title: 'headless API in Node', dist: true, needs: buildNeeds, run: () => nodeTests('tests/wasm', 2) },
  engines: {
    title: 'main flow of the page in Firefox and WebKit, compared with Chromium',
    dist: true,
    needs: [...buildNeeds, 'chrome', 'firefox', 'webkitDriver', 'webkit', 'screen'],
    run: () => nodeTest('tests/engines/engines.test.mjs'),
  },
  export: {
    title: 'exports: run by Python and g++, compiled by LaTeX, read as Markdown',
    dist: true,
    needs: [...buildNeeds, 'gcc', 'numpy', 'torch', 'pdflatex', 'xelatex', 'cjkFont'],
    run: () => nodeTests('tests/export', 2),
  },
  package: {
    title: 'the package, installed: in Node, in bundlers, written by a server, as the one script of a blog',
    dist: true,
    needs: [...buildNeeds, 'chrome'],
    run: () => nodeTests('tests/package', 2),
  },
  blogs: {
    title: 'the recipes for blogs: Hugo, Jekyll, Hexo, MkDocs, Jupyter',
    dist: true,
    needs: [...buildNeeds, 'chrome', 'hugo', 'jekyll', 'mkdocs', 'nbconvert'],
    run: () => nodeTests('tests/blogs', 1),
  },
  state: {
    title: 'state of the page in Node, with the real core',
    dist: true,
    needs: buildNeeds,
    run: () => nodeTests('tests/state', 2),
  },
  format: { title: 'formatting', needs: [], run: () => tool('../.tools/format.mjs', '--check') },
  types: { title: 'TypeScript', needs: [], run: () => tool('typescript/bin/tsc', '--noEmit') },
  structure: { title: 'which file may name which', needs: [], run: () => nodeTests('tests/structure', 1) },
  budgets: { title: 'sizes', dist: true, needs: buildNeeds, run: () => tool('../.tools/budgets.mjs') },
};

/** Whether a stage's output is shown while it runs. */
let show = true;

async function catch2(preset) {
  if (!buildTarget(preset, 'backprop_tests')) return failure('not run: the build failed');
  const args = ['--test-dir', `build/${preset}`, '--no-tests=error', '--output-on-failure', '-j2'];
  return runCaptured('ctest', args, { env: environmentOf(preset) });
}

/** The test files of a folder, so many at a time. */
function nodeTests(folder, atATime) {
  const files = exists(folder) ? readdirSync(resolve(root, folder)).filter((file) => /[.-]test\.mjs$/.test(file)) : [];
  if (files.length === 0) return failure(`not run: no *.test.mjs in ${folder}`);
  return nodeTest(`--test-concurrency=${atATime}`, ...files.map((file) => `${folder}/${file}`));
}

function nodeTest(...args) {
  const reporter = process.stdout.isTTY ? 'spec' : 'tap';
  // A test that waits for ever is named as the one that failed.
  const limit = `--test-timeout=${15 * 60_000}`;
  return runCaptured(process.execPath, ['--test', `--test-reporter=${reporter}`, limit, ...args], { show });
}

const tool = (file, ...args) => runCaptured(process.execPath, [`node_modules/${file}`, ...args], { show });

let built = false;
async function buildDist() {
  built = await build();
  return built ? { ok: true, output: '' } : failure('not run: the build failed');
}

function failure(reason) {
  if (show) console.error(reason);
  return { ok: false, output: reason };
}

/** The lines in which the runners sum up: ctest's, node's, and a plain count or reason. */
const closingLine =
  /^(\d+% tests passed.*|[#ℹ] (tests|pass|fail) \d+|\d+ passed, \d+ failed|fuzz \w+: .*|not run: .*|No tests were found.*)$/gm;

const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const unknown = wanted.find((name) => !stages[name]);
if (unknown) stop(`Unknown stage '${unknown}'; there are: ${Object.keys(stages).join(' ')}.`);
const isWanted = (name) => wanted.length === 0 || wanted.includes(name);
const needsDist = Object.entries(stages).some(([name, { dist }]) => dist && isWanted(name));
const chosen = Object.entries(stages).filter(([name]) => isWanted(name) || (name === 'dist' && needsDist));

ensureNode();
ensure([...new Set(chosen.flatMap(([, stage]) => stage.needs))]);
ensureNodeModules();

const outcomes = new Map();
async function runStage([name, { title, dist, run }]) {
  const heading = `\n== ${name}: ${title}`;
  if (show) console.log(heading);
  const start = performance.now();
  const { ok, output } = await (dist && !built ? failure('not run: the build failed') : run());
  const seconds = Math.round((performance.now() - start) / 1000);
  if (!show) console.log(`${heading}\n${output}`);
  outcomes.set(name, { ok, seconds, closing: (output.match(closingLine) ?? []).join(', ') });
}

for (const entry of chosen.filter(([, { compiles }]) => compiles)) await runStage(entry);
const waiting = chosen.filter(([, { compiles }]) => !compiles);
show = waiting.length === 1;
const takeTurns = async () => {
  for (let entry = waiting.shift(); entry; entry = waiting.shift()) await runStage(entry);
};
await Promise.all([takeTurns(), takeTurns()]);

console.log('\n== summary');
for (const [name] of chosen) {
  const { ok, seconds, closing } = outcomes.get(name);
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name.padEnd(8)} ${String(seconds).padStart(4)} s  ${closing}`);
}
process.exitCode = [...outcomes.values()].every(({ ok }) => ok) ? 0 : 1;
