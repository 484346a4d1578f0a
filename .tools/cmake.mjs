/** Configures a preset of CMakePresets.json where that is due, and builds a target of it. */
import { readFileSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { catch2SourceOptions } from './catch2.mjs';
import { emscriptenEnvironment } from './emscripten.mjs';
import { exists, root, runCaptured } from './shell.mjs';

export const environmentOf = (preset) => (preset === 'wasm' ? emscriptenEnvironment() : {});

/** `ok` where `build/<preset>` then holds the targets; where `show` is false the output is only handed back. */
export async function buildTargets(preset, targets, { tests = true, show = true } = {}) {
  const options = { env: environmentOf(preset), show };
  const configured = await configure(preset, tests, options);
  if (!configured.ok) return configured;
  // Two builds may run side by side: ninja itself would begin more than there are cores.
  return runCaptured('ninja', [`-j${availableParallelism()}`, '-C', `build/${preset}`, ...targets], options);
}

async function configure(preset, tests, options) {
  const { env } = options;
  const cache = readCache(preset);
  const usable =
    cache?.includes(`CMAKE_HOME_DIRECTORY:INTERNAL=${root}\n`) && cache.includes(env.EMSCRIPTEN_ROOT ?? '');
  const complete = cache?.includes('BACKPROP_TESTS:BOOL=ON') || !tests;
  if (usable && complete && !presetsChanged(preset)) return { ok: true, output: '' };
  // A cache of another folder or another Emscripten is of no use.
  const fresh = cache && !usable ? ['--fresh'] : [];
  const wanted = tests ? ['-DBACKPROP_TESTS=ON', ...catch2SourceOptions(preset)] : ['-DBACKPROP_TESTS=OFF'];
  return runCaptured('cmake', ['--preset', preset, ...fresh, ...wanted], options);
}

const cacheFile = (preset) => resolve(root, 'build', preset, 'CMakeCache.txt');

function readCache(preset) {
  return exists(`build/${preset}/build.ninja`) ? readFileSync(cacheFile(preset), 'utf8') : undefined;
}

const presetsChanged = (preset) =>
  statSync(resolve(root, 'CMakePresets.json')).mtimeMs > statSync(cacheFile(preset)).mtimeMs;
