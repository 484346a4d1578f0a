/** Finds, fetches and starts the compiled core: the same file serves pages and Node. */
import createModule from '#backprop-module';
import defaultAddress from '#backprop-wasm';
import { readOptions } from './reading/arguments';
import { argument, reasonOf } from './reading/place';
import { createCore, type Core } from './core';
import { LoadError } from './errors';
import { fileAddress } from './files';
import { requireFunction } from './reading/reader';

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
  const given = wasmBinary ?? (await readWasm(locateFile?.(wasmName) ?? fileAddress(wasmName, defaultAddress)));
  const bytes = startsWith(given, [0x1f, 0x8b]) ? await unpacked(given) : given;
  if (!isWasm(bytes)) throw new LoadError('notWasm', {});
  const complaints: string[] = [];
  try {
    const silent = (): void => undefined;
    const complain = (text: string): unknown => complaints.push(text);
    return createCore(await createModule({ wasmBinary: bytes, print: silent, printErr: complain, onAbort }));
  } catch (error) {
    throw new LoadError('wasmNotUsable', { detail: complaints[0] ?? reasonOf(error) });
  }
}

async function readWasm(location: string | URL): Promise<ArrayBuffer | Uint8Array> {
  const url = String(location);
  if (isNode() && !/^(https?|data):/.test(url)) return readFromDisk(url);
  let response: Response;
  try {
    response = await fetch(url);
  } catch {
    throw new LoadError('wasmNotFound', { url });
  }
  if (!response.ok) throw new LoadError('wasmNotFound', { url, status: response.status });
  return response.arrayBuffer();
}

async function readFromDisk(url: string): Promise<Uint8Array> {
  // A bundler for browsers looks for every module whose name it can read.
  const node = process.release.name;
  const { readFile } = (await import(/* @vite-ignore */ `${node}:fs/promises`)) as typeof import('node:fs/promises');
  try {
    return await readFile(url.startsWith('file:') ? new URL(url) : url);
  } catch {
    throw new LoadError('wasmNotFound', { url });
  }
}

function isNode(): boolean {
  const { process } = globalThis as { process?: { versions?: { node?: string } } };
  return typeof process?.versions?.node === 'string';
}

/** The module unpacked, where it is packed by gzip, as the single file holds it. */
async function unpacked(bytes: ArrayBuffer | Uint8Array): Promise<ArrayBuffer> {
  try {
    const packed = new Response(bytes as BodyInit).body!;
    return await new Response(packed.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
  } catch (error) {
    throw new LoadError('wasmNotUsable', { detail: reasonOf(error) });
  }
}

/** Whether the bytes start as WebAssembly does; a server's "not found" page does not. */
function isWasm(bytes: unknown): boolean {
  return startsWith(bytes, [0, 0x61, 0x73, 0x6d]);
}

function startsWith(bytes: unknown, beginning: readonly number[]): boolean {
  try {
    const view = bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes;
    return view instanceof Uint8Array && beginning.every((byte, index) => view[index] === byte);
  } catch {
    return false; // a revoked proxy
  }
}
