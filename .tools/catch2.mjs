/**
 * Catch2 v3 is a compiled library, and a distribution's is compiled for the host. For the tests as wasm its source
 * is needed: Debian's source package of the same version, unpacked into the build folder. v2 is header only.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { exists, root, run, which } from './shell.mjs';

const folder = resolve(root, 'build/catch2');

/** cmake's options that name the source; none where v2 is installed or there is no apt (cmake then downloads it). */
export function catch2SourceOptions(preset) {
  const wanted = preset === 'wasm' && exists('/usr/include/catch2/catch_all.hpp') && which('apt-get');
  if (!wanted || !(exists('build/catch2/source/CMakeLists.txt') || fetchSource())) return [];
  return [`-DFETCHCONTENT_SOURCE_DIR_CATCH2=${folder}/source`];
}

/** Needs no rights: apt works on lists and a cache of its own, beside the system's. */
function fetchSource() {
  rmSync(folder, { recursive: true, force: true });
  for (const name of ['sources', 'lists/partial', 'cache/archives/partial', 'download', 'source']) {
    mkdirSync(`${folder}/${name}`, { recursive: true });
  }
  writeSourceLists();
  const options = [
    ['Dir::Etc::sourcelist', '/dev/null'],
    ['Dir::Etc::sourceparts', `${folder}/sources`],
    ['Dir::State::lists', `${folder}/lists`],
    ['Dir::Cache', `${folder}/cache`],
    ['APT::Sandbox::User', 'root'],
  ].flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  const download = `${folder}/download`;
  return (
    run('apt-get', [...options, '-q', 'update']) &&
    run('apt-get', [...options, '-q', 'source', '--download-only', 'catch2'], { cwd: download }) &&
    unpack(readdirSync(download).find((file) => file.includes('.orig.tar.')))
  );
}

const unpack = (archive) =>
  run('tar', ['-xf', `${folder}/download/${archive}`, '-C', `${folder}/source`, '--strip-components=1']);

/** The system's own sources, asked for source packages. */
function writeSourceLists() {
  const parts = '/etc/apt/sources.list.d';
  const files = exists(parts) ? readdirSync(parts).map((file) => `${parts}/${file}`) : [];
  for (const file of ['/etc/apt/sources.list', ...files]) {
    if (!exists(file) || !/\.(list|sources)$/.test(file)) continue;
    const text = readFileSync(file, 'utf8').replace(/^(Types:\s*)?deb(?=\s)/gm, '$1deb-src');
    writeFileSync(`${folder}/sources/${file.split('/').at(-1)}`, text);
  }
}
