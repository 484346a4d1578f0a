/** The Emscripten in use: an active emsdk comes before Debian's. */
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { read, which } from './shell.mjs';

const DEBIAN_NODE_MODULES = '/usr/share/nodejs';

const sdkFolder = () => process.env.EMSDK && join(process.env.EMSDK, 'upstream/emscripten');

/** The path of emcc, or undefined. */
export function findEmscripten() {
  return (sdkFolder() && which('emcc', sdkFolder())) || which('emcc');
}

/** `[3, 1, 6]` */
export function emscriptenVersion() {
  const [, version] = /\b(\d+\.\d+\.\d+)\b/.exec(read(findEmscripten(), ['--version'])) ?? [];
  return (version ?? '0.0.0').split('.').map(Number);
}

/** The environment in which cmake and ninja build with it. */
export function emscriptenEnvironment() {
  const folder = dirname(findEmscripten());
  const env = { PATH: [folder, process.env.PATH].join(delimiter) };
  // Debian's em++ looks for its JavaScript libraries where only Debian's own node would.
  if (existsSync(DEBIAN_NODE_MODULES)) {
    env.NODE_PATH = [process.env.NODE_PATH, DEBIAN_NODE_MODULES].filter(Boolean).join(delimiter);
  }
  return { ...env, EMSCRIPTEN_ROOT: read(join(folder, 'em-config'), ['EMSCRIPTEN_ROOT'], env) };
}
