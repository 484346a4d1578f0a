/**
 * `npm run build` writes dist/; `node .tools/build.mjs site` one part of it, `package` those that are published. A part whose inputs have not changed is
 * left as it is. `SITE_ADDRESS=https://…/ npm run build` tells the site where it is going to be: it then answers oEmbed.
 */
import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeCdn } from './cdn.mjs';
import { buildTargets } from './cmake.mjs';
import { buildNeeds, ensure, ensureNode, ensureNodeModules } from './needs.mjs';
import { writeOembed } from './oembed.mjs';
import { exists, root, runCaptured, stop } from './shell.mjs';
import { writeWorker } from './worker.mjs';

const node = async (file, ...args) => (await runCaptured(process.execPath, [file, ...args])).ok;
const vite = (mode) => node('node_modules/vite/bin/vite.js', 'build', '--mode', mode, '--logLevel', 'warn');

/** Where the site is going to be served. */
const siteAddress = process.env.SITE_ADDRESS ?? '';

const compiled = ['build/wasm/backprop.mjs', 'build/wasm/backprop.wasm'];
const compiledLab = ['build/wasm/lab.mjs', 'build/wasm/lab.wasm'];
const settings = [
  '.tools/licenses.txt',
  'package-lock.json',
  'tsconfig.json',
  'vite.config.ts',
  '.tools/build.mjs',
  '.tools/worker.mjs',
];

const parts = {
  scripts: {
    output: 'dist/core.js',
    inputs: ['wasm', 'web', 'package.json', '.tools/cdn.mjs', ...compiled],
    make: buildScripts,
  },
  lab: { output: 'dist/lab-worker.js', inputs: ['wasm', ...compiledLab], make: () => vite('lab') },
  types: { output: 'dist/core.d.ts', inputs: ['wasm', 'web', '.tools/types.mjs'], make: bundleTypes },
  manifest: { output: 'dist/custom-elements.json', inputs: ['web', '.tools/manifest.mjs'], make: writeManifest },
  site: {
    output: 'dist/site/index.html',
    inputs: ['wasm', 'web', '.tools/oembed.mjs', ...compiled, ...compiledLab],
    make: buildSite,
  },
  page: { output: 'dist/backprop-playground.html', inputs: ['wasm', 'web', ...compiled], make: singlePage },
};

/** The parts that are published. */
const published = ['scripts', 'lab', 'types', 'manifest'];

async function buildScripts() {
  // Chunks of another state have other names.
  rmSync(resolve(root, 'dist/chunks'), { recursive: true, force: true });
  if (!(await vite('scripts')) || !(await vite('server'))) return false;
  writeCdn(resolve(root, 'dist'), JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')));
  return true;
}

async function buildSite() {
  for (const mode of ['site', 'tutorial', 'lab-page']) if (!(await vite(mode))) return false;
  if (siteAddress) writeOembed(resolve(root, 'dist/site'), siteAddress);
  return writeWorker(resolve(root, 'dist/site'));
}

async function bundleTypes() {
  if (!(await node('.tools/types.mjs'))) return false;
  // The pieces are declared with all elements: an element is then of one type, whichever entry it came by.
  writeFileSync(resolve(root, 'dist/pieces.d.ts'), piecesTypes());
  return true;
}

/** The exports of web/pieces/index.ts and the types of their elements. */
function piecesTypes() {
  const index = readFileSync(resolve(root, 'web/pieces/index.ts'), 'utf8');
  const classes = [...index.matchAll(/\bBackprop\w+/g)].map(([name]) => name);
  const types = ['BackpropPieceElement', 'BackpropElements', 'BackpropIntrinsicElements', 'BackpropVueComponents'];
  const names = [...classes, ...[...types, ...classes.map((name) => `${name}Element`)].map((name) => `type ${name}`)];
  return `export { ${names.join(', ')} } from './backprop-playground.js';\n`;
}

async function writeManifest() {
  // It needs a package that may only have been installed by now.
  const { manifest } = await import('./manifest.mjs');
  writeFileSync(resolve(root, 'dist/custom-elements.json'), `${JSON.stringify(manifest(), null, 2)}\n`);
  return true;
}

async function singlePage() {
  if (!(await vite('page'))) return false;
  copyFileSync(resolve(root, 'build/page/index.html'), resolve(root, 'dist/backprop-playground.html'));
  return true;
}

/** True where every named part (all when left out) is then in dist/. Two are built at a time: each takes one core. */
export async function build(names = Object.keys(parts)) {
  ensureNode();
  ensure(buildNeeds);
  ensureNodeModules();
  const module = await buildTargets('wasm', ['backprop_wasm', 'backprop_lab'], { tests: false });
  if (!module.ok) return false;
  const waiting = [...names];
  const worker = async () => {
    for (let name = waiting.shift(); name; name = waiting.shift()) if (!(await buildPart(name))) return false;
    return true;
  };
  const built = (await Promise.all([worker(), worker()])).every(Boolean);
  if (built) shareScripts();
  return built;
}

/** The site has the elements' scripts too, for pages of other sites that load them from it. */
function shareScripts() {
  if (!exists('dist/site/index.html') || !exists('dist/chunks')) return;
  const shared = resolve(root, 'dist/site/elements');
  rmSync(shared, { recursive: true, force: true });
  const isShared = (name) => name === 'chunks' || /^(?!lab|server).*\.(js|wasm|woff2)$|LICENSES/.test(name);
  for (const name of readdirSync(resolve(root, 'dist')).filter(isShared))
    cpSync(resolve(root, 'dist', name), join(shared, name), { recursive: true });
}

async function buildPart(name) {
  const { output, inputs, make } = parts[name];
  const stamp = resolve(root, 'build/stamps', name);
  const digest = digestOf([...inputs, ...settings]) + (name === 'site' ? siteAddress : '');
  if (exists(output) && exists(stamp) && readFileSync(stamp, 'utf8') === digest) return true;
  mkdirSync(resolve(root, 'dist'), { recursive: true });
  if (!(await make())) return false;
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, digest);
  return true;
}

function digestOf(paths) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap((path) => filesUnder(resolve(root, path)))) {
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function filesUnder(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  const groups = { wasm: [], package: published };
  const unknown = names.find((name) => !groups[name] && !parts[name]);
  if (unknown) stop(`Unknown part '${unknown}'; there are: ${Object.keys({ ...groups, ...parts }).join(' ')}.`);
  const wanted = names.length === 0 ? undefined : names.flatMap((name) => groups[name] ?? name);
  if (!(await build(wanted))) stop('The build failed.');
}
