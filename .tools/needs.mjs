/**
 * What the project needs from the machine: how its presence is detected, and the Debian packages that bring it.
 * This is the only place that knows package names. `node .tools/needs.mjs chrome numpy` installs what is missing of those
 * and of node_modules.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findChrome, findFirefox, findPythonWithWebkit } from './browsers.mjs';
import { findEmscripten } from './emscripten.mjs';
import { findPython } from './python.mjs';
import { exists, read, root, run, stop, which } from './shell.mjs';

const includes = ['/usr/include', '/usr/local/include', '/opt/homebrew/include'];
const header = (...names) => exists(...includes.flatMap((folder) => names.map((name) => `${folder}/${name}`)));

const needs = {
  cmake: { package: 'cmake', present: () => which('cmake') },
  ninja: { package: 'ninja-build', present: () => which('ninja') },
  emscripten: { package: 'emscripten', present: findEmscripten },
  eigen: { package: 'libeigen3-dev', present: () => header('eigen3/Eigen/Core') },
  gcc: { package: 'g++', present: () => which('g++') },
  clang: { package: 'clang', present: () => which('clang++') },
  sanitizers: { package: 'libclang-rt-dev', present: sanitizersLink },
  catch2: { package: 'catch2', present: () => header('catch2/catch.hpp', 'catch2/catch_all.hpp') },
  json: { package: 'nlohmann-json3-dev', present: () => header('nlohmann/json.hpp') },
  chrome: { package: 'chromium-headless-shell', present: findChrome },
  firefox: { package: 'firefox-esr', present: findFirefox },
  webkitDriver: { package: 'webkit2gtk-driver', present: () => which('WebKitWebDriver') },
  webkit: { package: 'python3-gi gir1.2-webkit2-4.1', present: findPythonWithWebkit },
  screen: { package: 'xvfb', present: () => which('Xvfb') },
  numpy: { package: 'python3-numpy', present: () => findPython('numpy') },
  torch: { package: 'python3-torch', present: () => findPython('torch') },
  pdflatex: { package: 'texlive-latex-base', present: () => which('pdflatex') },
  xelatex: { package: 'texlive-xetex', present: () => which('xelatex') },
  hugo: { package: 'hugo', present: () => which('hugo') },
  jekyll: { package: 'jekyll', present: () => which('jekyll') },
  mkdocs: { package: 'mkdocs', present: () => which('mkdocs') },
  nbconvert: { package: 'jupyter-nbconvert', present: () => which('jupyter-nbconvert') },
  cjkFont: { package: 'fonts-noto-cjk', present: cjkFont },
};

export const buildNeeds = ['cmake', 'ninja', 'emscripten', 'eigen'];

function sanitizersLink() {
  const args = ['-fsanitize=address,undefined', '-x', 'c++', '-', '-o', '/dev/null'];
  return spawnSync('clang++', args, { input: 'int main() {}' }).status === 0;
}

function cjkFont() {
  return which('fc-list') ? read('fc-list', [':lang=zh-cn']) : exists('/usr/share/fonts/opentype/noto');
}

/** Installs what is missing of the named needs, or says how to and stops. */
export function ensure(names) {
  const missing = names.filter((name) => !needs[name].present());
  if (missing.length === 0) return;
  const packages = missing.flatMap((name) => needs[name].package.split(' '));
  if (!which('apt-get')) {
    if (missing.includes('emscripten')) stop(noEmscripten, 2);
    stop(
      `Missing: ${missing.join(', ')}. Install them and run this again (Debian's packages: ${packages.join(' ')}).`,
      2,
    );
  }
  if (!mayInstall()) {
    stop(`Missing: ${missing.join(', ')}. Install them with\n\n  ${installLine(packages)}\n\nand run this again.`, 2);
  }
  install(packages);
  const still = missing.filter((name) => !needs[name].present());
  if (still.includes('emscripten')) stop(noEmscripten, 2);
  if (still.length > 0) stop(`Still missing after the installation: ${still.join(', ')}.`, 2);
}

const isRoot = () => process.getuid?.() === 0;
const mayInstall = () => isRoot() || process.env.CI === 'true' || process.argv.includes('--yes');
const installLine = (packages) =>
  `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`;

const noEmscripten =
  'Emscripten is not installed, and the packages of this system do not have it. Install the emsdk ' +
  '(https://emscripten.org/docs/getting_started/downloads.html), activate it in this shell and run this again.';

function install(packages) {
  const apt = (...args) =>
    isRoot()
      ? run('apt-get', args, { env: { DEBIAN_FRONTEND: 'noninteractive' } })
      : run('sudo', ['DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args]);
  // An update that fails in part (a broken third-party list) need not stop the installation.
  apt('update', '-q');
  if (!apt('install', '-y', '-q', '--no-install-recommends', ...packages)) {
    if (packages.includes('emscripten') && !read('apt-cache', ['show', 'emscripten'])) stop(noEmscripten, 2);
    stop(`Could not install ${packages.join(' ')}.`, 2);
  }
}

/** Runs `npm ci` where node_modules is not what the lock file says. */
export function ensureNodeModules() {
  if (nodeModulesCurrent()) return;
  if (!run('npm', ['ci', '--loglevel=error'])) stop('npm ci failed.', 2);
}

function nodeModulesCurrent() {
  const packagesOf = (file) => JSON.parse(readFileSync(resolve(root, file), 'utf8')).packages;
  if (!exists('node_modules/.package-lock.json')) return false;
  const wanted = packagesOf('package-lock.json');
  const installed = packagesOf('node_modules/.package-lock.json');
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
  );
}

/** The tools, the tests and the API support Node 20 and newer. */
export function ensureNode() {
  if (Number(process.versions.node.split('.')[0]) < 20)
    stop(`Node 20 or newer is needed; this is ${process.version}.`, 2);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  ensureNode();
  ensure(process.argv.slice(2).filter((argument) => !argument.startsWith('--')));
  ensureNodeModules();
}
