/** Finds, fetches and starts the compiled core: the same file serves pages and Node. */
import createModule from '#backprop-module';
import defaultAddress from '#backprop-wasm';
import { readOptions } from './reading/arguments';
import { argument, reasonOf } from './reading/place';
import { createCore, type Core } from './core';
import { LoadError } from './errors';
import { fileAddress } from './files';
import { requireFunction } from './reading/reader';
import { readWasm, wasmBytes } from './bytes';

export interface LoadOptions {
  /** the bytes of `backprop.wasm`, also packed by gzip; then nothing is fetched */
  wasmBinary?: ArrayBuffer | Uint8Array;
  /** where `backprop.wasm` lies; when left out, beside this module or where `<meta name="backprop-files">` says */
  locateFile?: (name: string) => string | URL;
}

const wasmName = 'backprop.wasm';
let shared: Promise<Core> | undefined;

/**
 * Loads the core. Without options once per page: later calls give the same core. With options a core of its own. After
 * a failure the next call tries again; and where a core has failed in a call, or found no memory in the midst of it,
 * the next gives a new one.
 *
 * @throws {LoadError} where there is no WebAssembly, no file, or one that this engine does not take
 */
export async function loadCore(options?: LoadOptions): Promise<Core> {
  const { wasmBinary, locateFile } = readOptions(options, ['wasmBinary', 'locateFile']) as LoadOptions;
  if (locateFile) requireFunction(locateFile, argument('options.locateFile'));
  if (wasmBinary || locateFile) return start({ wasmBinary, locateFile });
  const forget = (): void => void (shared = undefined);
  shared ??= start({}, forget).catch((error: unknown) => {
    forget();
    throw error;
  });
  return shared;
}

async function start(
  { wasmBinary, locateFile }: { [K in keyof LoadOptions]: LoadOptions[K] | undefined },
  onAbort?: () => void,
): Promise<Core> {
  if (typeof WebAssembly !== 'object' || typeof WebAssembly.instantiate !== 'function') {
    throw new LoadError('noWebAssembly', {});
  }
  const address = locateFile?.(wasmName) ?? fileAddress(wasmName, defaultAddress);
  const bytes = await wasmBytes(wasmBinary ?? (await readWasm(address)));
  const complaints: string[] = [];
  try {
    const silent = (): void => undefined;
    const complain = (text: string): unknown => complaints.push(text);
    return createCore(await createModule({ wasmBinary: bytes, print: silent, printErr: complain, onAbort }));
  } catch (error) {
    throw new LoadError('wasmNotUsable', { detail: complaints[0] ?? reasonOf(error) });
  }
}
