/** A document as a short text for a link, and back. */
import type { Scenario } from '../../wasm/index';
import { PageError } from '../work/problem';

const MAX_DOCUMENT_BYTES = 2_000_000;

/** Part of a link cannot be read; `part` is its key. */
export class LinkError extends Error {
  constructor(readonly part: string) {
    super(`damaged link: ${part}`);
  }
}

async function throughStream(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
  limit = Infinity,
) {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.length;
    if (length > limit) throw new LinkError('doc');
    chunks.push(part.value as Uint8Array<ArrayBuffer>);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

/** Older browsers have no such streams, or not in this format. */
function streamOf<T>(create: () => T): T {
  try {
    return create();
  } catch {
    throw new PageError('noPacking');
  }
}

/** The start of a history is packed once. */
const packed = new WeakMap<Scenario, Promise<string>>();

export function packDocument(document: Scenario): Promise<string> {
  if (!packed.has(document)) packed.set(document, pack(document));
  return packed.get(document)!;
}

/** About how many bytes a document takes: its rows of numbers are of much the same length. */
function roughSize({ network, samples }: Scenario): number {
  const rows = (all: readonly unknown[] = []) => all.length * (JSON.stringify(all[0])?.length ?? 0);
  return network.layers.reduce((sum, { weights }) => sum + rows(weights), rows(samples));
}

async function pack(document: Scenario): Promise<string> {
  // Writing megabytes out to find that they are too many would keep the page waiting.
  if (roughSize(document) > MAX_DOCUMENT_BYTES) throw new PageError('linkTooLarge');
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  if (bytes.length > MAX_DOCUMENT_BYTES) throw new PageError('linkTooLarge');
  const short = await throughStream(
    bytes,
    streamOf(() => new CompressionStream('deflate-raw')),
  );
  let binary = '';
  for (const byte of short) binary += String.fromCharCode(byte);
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

/** The JSON text of an object. Throws a LinkError. */
export async function unpackDocument(text: string): Promise<string> {
  const unpacking = streamOf(() => new DecompressionStream('deflate-raw'));
  try {
    const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
    const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
    const plain = await throughStream(bytes, unpacking, MAX_DOCUMENT_BYTES);
    const json = new TextDecoder('utf-8', { fatal: true }).decode(plain);
    const value: unknown = JSON.parse(json);
    if (typeof value === 'object' && value && !Array.isArray(value)) return json;
  } catch {
    // one error for whatever is wrong with it
  }
  throw new LinkError('doc');
}
