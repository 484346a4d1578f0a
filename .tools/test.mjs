/**
 * `npm test` installs what is missing and runs every stage; `npm test -- native web` runs those. Every stage is run
 * even where an earlier one failed, and each one's outcome is in the summary. Two run side by side, beside the installation
 * of what only later ones need; each one's output comes when it has ended.
 */
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { buildTargets, environmentOf } from './cmake.mjs';
import { fuzz, fuzzNeeds } from './fuzz.mjs';
import { buildNeeds, ensure, ensureNode } from './needs.mjs';
import { exists, root, runCaptured, stop } from './shell.mjs';

const nativeNeeds = ['cmake', 'ninja', 'eigen', 'catch2', 'json'];

/**
 * `early`: runs while the rest is installed. `after`: the stages that have to be over. `dist`: uses what is built there. The
 * others begin in this order, the longest first.
 */
const stages = {
  native: { title: 'core, g++', early: true, needs: [...nativeNeeds, 'gcc'], run: () => catch2('native') },
  asan: {
    title: 'core, clang++ with ASan and UBSan',
    early: true,
    needs: [...nativeNeeds, 'gcc', 'clang', 'sanitizers'],
    run: () => catch2('asan'),
  },
  dist: {
    title: 'the module, the element, the site',
    needs: buildNeeds,
    run: () => runCaptured(process.execPath, ['.tools/build.mjs'], { show }),
  },
  web: {
    title: 'page in Chromium',
    dist: true,
    needs: [...buildNeeds, 'chrome', 'cjkFont'],
    // Each file has a browser of several processes: more at a time than this and they only wait for one another.
    run: () => nodeTests('tests/web', 2),
  },
  api: { title: 'headless API in Node', dist: true, needs: buildNeeds, run: () => nodeTests('tests/wasm', 2) },
  // In the build folder of the module.
  wasm: {
    title: 'core, the same program as wasm in Node',
    after: ['dist'],
    needs: [...buildNeeds, 'catch2', 'json'],
    run: () => catch2('wasm'),
  },
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
  fuzz: {
    title: 'core, any bytes as a scenario',
    after: ['asan'],
    needs: fuzzNeeds,
    run: () => fuzz('asan', undefined, { show }),
  },
  state: {
    title: 'state of the page in Node, with the real core',
    dist: true,
    needs: buildNeeds,
    run: () => nodeTests('tests/state', 2),
  },
  format: { title: 'formatting', needs: [], run: () => tool('../.tools/format.mjs', '--check') },
  types: { title: 'TypeScript', dist: true, needs: buildNeeds, run: () => tool('typescript/bin/tsc', '--noEmit') },
  structure: { title: 'which file may name which', needs: [], run: () => nodeTests('tests/structure', 1) },
  budgets: { title: 'sizes', dist: true, needs: buildNeeds, run: () => tool('../.tools/budgets.mjs') },
};

/** Whether a stage's output is shown while it runs. */
let show = true;

async function catch2(preset) {
  const built = await buildTargets(preset, ['backprop_tests'], { show });
  if (!built.ok) return failure('not run: the build failed', built.output);
  const args = ['--test-dir', `build/${preset}`, '--no-tests=error', '--output-on-failure', '-j2'];
  return runCaptured('ctest', args, { env: environmentOf(preset), show });
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

function failure(reason, before = '') {
  if (show) console.error(reason);
  return { ok: false, output: `${before}\n${reason}` };
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

const needsOf = (entries) => [...new Set(entries.flatMap(([, { needs }]) => needs))];
const isEarly = ([, { early }]) => early;
ensureNode();
ensure(needsOf(chosen.filter(isEarly)));
const later = chosen.filter((entry) => !isEarly(entry));
if (later.length > 0) chosen.unshift(['install', installation(needsOf(later))]);

/** A stage that takes no place: it waits for the network most of the time. */
function installation(needs) {
  const args = ['.tools/needs.mjs', ...needs, ...process.argv.slice(2).filter((argument) => argument.startsWith('--'))];
  const run = () => runCaptured(process.execPath, args, { show, gently: true });
  return { title: 'what the later stages need', early: true, aside: true, run };
}

// These two are over before any other that is wanted beside them.
show = chosen.filter(([name]) => name !== 'install' && name !== 'dist').length <= 1;
const outcomes = new Map();
const over = new Map();
const enter = places(2);
for (const entry of chosen) over.set(entry[0], runStage(entry));
await Promise.all(over.values());

async function runStage([name, { title, early, aside, dist, after = [], run }]) {
  const needed = [...(early ? [] : ['install']), ...(dist ? ['dist'] : [])];
  await Promise.all([...needed, ...after].map((one) => over.get(one)));
  const leave = aside ? undefined : await enter();
  const heading = `\n== ${name}: ${title}`;
  console.log(show ? heading : `-- ${name} has begun`);
  const start = performance.now();
  const missing = needed.find((one) => !outcomes.get(one).ok);
  const { ok, output } = await (missing ? failure(`not run: ${missing} failed`) : run());
  const seconds = Math.round((performance.now() - start) / 1000);
  if (!show) console.log(`${heading}\n${output}`);
  outcomes.set(name, { ok, seconds, closing: (output.match(closingLine) ?? []).join(', ') });
  leave?.();
}

/** So many at a time: who wants to enter waits for a place, and gets the function that gives it back. */
function places(free) {
  const queue = [];
  const leave = () => (queue.length > 0 ? queue.shift()(leave) : free++);
  return () => new Promise((enters) => (free > 0 ? (free--, enters(leave)) : queue.push(enters)));
}

console.log('\n== summary');
for (const [name] of chosen) {
  const { ok, seconds, closing } = outcomes.get(name);
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name.padEnd(8)} ${String(seconds).padStart(4)} s  ${closing}`);
}
process.exitCode = [...outcomes.values()].every(({ ok }) => ok) ? 0 : 1;
