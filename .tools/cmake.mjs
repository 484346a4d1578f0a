/** Configures a preset of CMakePresets.json where that is due, and builds a target of it. */
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { catch2SourceOptions } from './catch2.mjs';
import { emscriptenEnvironment } from './emscripten.mjs';
import { exists, root, run } from './shell.mjs';

export const environmentOf = (preset) => (preset === 'wasm' ? emscriptenEnvironment() : {});

/** True where `build/<preset>` then holds the target. */
export function buildTarget(preset, target, { tests = true } = {}) {
  const env = environmentOf(preset);
  return configure(preset, env, tests) && run('ninja', ['-C', `build/${preset}`, target], { env });
}

function configure(preset, env, tests) {
  const cache = readCache(preset);
  const usable =
    cache?.includes(`CMAKE_HOME_DIRECTORY:INTERNAL=${root}\n`) && cache.includes(env.EMSCRIPTEN_ROOT ?? '');
  const complete = cache?.includes('BACKPROP_TESTS:BOOL=ON') || !tests;
  if (usable && complete && !presetsChanged(preset)) return true;
  // A cache of another folder or another Emscripten is of no use.
  const fresh = cache && !usable ? ['--fresh'] : [];
  const options = tests ? ['-DBACKPROP_TESTS=ON', ...catch2SourceOptions(preset)] : ['-DBACKPROP_TESTS=OFF'];
  return run('cmake', ['--preset', preset, ...fresh, ...options], { env });
}

const cacheFile = (preset) => resolve(root, 'build', preset, 'CMakeCache.txt');

function readCache(preset) {
  return exists(`build/${preset}/build.ninja`) ? readFileSync(cacheFile(preset), 'utf8') : undefined;
}

const presetsChanged = (preset) =>
  statSync(resolve(root, 'CMakePresets.json')).mtimeMs > statSync(cacheFile(preset)).mtimeMs;
