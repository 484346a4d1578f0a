/** The bytes of a compiled module, from wherever they are: fetched by a page, read from disk by Node, given, packed. */
import { LoadError } from './errors';
import { reasonOf } from './reading/place';

/**
 * The bytes of a module, unpacked where they are packed.
 *
 * @throws {LoadError} where they are not WebAssembly
 */
export async function wasmBytes(given: ArrayBuffer | Uint8Array): Promise<ArrayBuffer | Uint8Array> {
  const bytes = startsWith(given, [0x1f, 0x8b]) ? await unpacked(given) : given;
  if (!isWasm(bytes)) throw new LoadError('notWasm', {});
  return bytes;
}

/**
 * The bytes at an address.
 *
 * @throws {LoadError} where there is no file
 */
export async function readWasm(location: string | URL): Promise<ArrayBuffer | Uint8Array> {
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

export function isNode(): boolean {
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
