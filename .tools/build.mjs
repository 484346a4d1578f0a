/**
 * `npm run build` writes dist/; `node .tools/build.mjs site` one part of it. A part whose inputs have not changed is
 * left as it is.
 */
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildTarget } from './cmake.mjs';
import { buildNeeds, ensure, ensureNode, ensureNodeModules } from './needs.mjs';
import { exists, root, runCaptured, stop } from './shell.mjs';

const node = async (command, ...args) => (await runCaptured(process.execPath, [`node_modules/${command}`, ...args])).ok;
const vite = (mode) => node('vite/bin/vite.js', 'build', '--mode', mode, '--logLevel', 'warn');

const compiled = ['build/wasm/backprop.mjs', 'build/wasm/backprop.wasm'];
const settings = ['package-lock.json', 'tsconfig.json', 'vite.config.ts', '.tools/build.mjs'];

const parts = {
  core: { output: 'dist/core.js', inputs: ['wasm', ...compiled], make: () => vite('core') },
  types: { output: 'dist/core.d.ts', inputs: ['wasm', 'web'], make: bundleTypes },
  element: { output: 'dist/backprop-playground.js', inputs: ['wasm', 'web', ...compiled], make: () => vite('element') },
  site: { output: 'dist/site/index.html', inputs: ['wasm', 'web', ...compiled], make: buildSite },
  page: { output: 'dist/backprop-playground.html', inputs: ['wasm', 'web', ...compiled], make: singlePage },
};

async function buildSite() {
  return (await vite('site')) && vite('tutorial');
}

async function bundleTypes() {
  const bundle = (entry, output) => {
    const options = ['--project', 'tsconfig.json', '--no-banner', '--no-check', '--silent', '--inline-declare-global'];
    return node('dts-bundle-generator/dist/bin/dts-bundle-generator.js', ...options, '-o', output, entry);
  };
  return (await bundle('wasm/index.ts', 'dist/core.d.ts')) && bundle('web/api.ts', 'dist/backprop-playground.d.ts');
}

async function singlePage() {
  if (!(await vite('page'))) return false;
  copyFileSync(resolve(root, 'build/page/index.html'), resolve(root, 'dist/backprop-playground.html'));
  return true;
}

export const buildModule = () => buildTarget('wasm', 'backprop_wasm', { tests: false });

/** True where every named part (all when left out) is then in dist/. Two are built at a time: each takes one core. */
export async function build(names = Object.keys(parts)) {
  ensureNode();
  ensure(buildNeeds);
  ensureNodeModules();
  if (!buildModule()) return false;
  const waiting = [...names];
  const worker = async () => {
    for (let name = waiting.shift(); name; name = waiting.shift()) if (!(await buildPart(name))) return false;
    return true;
  };
  return (await Promise.all([worker(), worker()])).every(Boolean);
}

async function buildPart(name) {
  const { output, inputs, make } = parts[name];
  const stamp = resolve(root, 'build/stamps', name);
  const digest = digestOf([...inputs, ...settings]);
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
  const unknown = names.find((name) => name !== 'wasm' && !parts[name]);
  if (unknown) stop(`Unknown part '${unknown}'; there are: wasm ${Object.keys(parts).join(' ')}.`);
  const wanted = names.length === 0 ? undefined : names.filter((name) => name !== 'wasm');
  if (!(await build(wanted))) stop('The build failed.');
}
