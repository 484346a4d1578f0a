/** Starts a lab with a worker of its own, in pages and in Node. */
import wasmAddress from '#lab-wasm';
import workerAddress from '#lab-worker';
import { isNode, readWasm, wasmBytes } from '../bytes';
import { BackpropError, LoadError } from '../errors';
import { fileAddress } from '../files';
import { Lab, type LabWorker } from './lab';
import type { LabReply, LabStart } from './messages';
import type { Catalog } from '../types/index';
import { readOptions } from '../reading/arguments';
import { argument, reasonOf } from '../reading/place';
import { requireFunction } from '../reading/reader';

export interface LabOptions {
  /** the bytes of `lab.wasm`, also packed by gzip; then they are not fetched */
  wasmBinary?: ArrayBuffer | Uint8Array;
  /**
   * where `lab.wasm` and `lab-worker.js` lie; when left out, beside this module or where `<meta name="backprop-files">` says
   */
  locateFile?: (name: string) => string | URL;
}

/**
 * A lab with a worker, which trains nothing yet. Close it when it is no longer needed: the worker lives, and holds a process
 * of Node, until then.
 *
 * @throws {LoadError} where there is no `lab.wasm`, or one that this engine does not take
 * @throws {BackpropError} where the worker cannot be started
 */
export async function openLab(options?: LabOptions): Promise<Lab> {
  const { wasmBinary, locateFile } = readOptions(options, ['wasmBinary', 'locateFile']) as LabOptions;
  if (locateFile) requireFunction(locateFile, argument('options.locateFile'));
  const addressOf = (name: string, beside: string) => String(locateFile?.(name) ?? fileAddress(name, beside));
  const { worker, listen } = await newWorker(addressOf('lab-worker.js', workerAddress)).catch((error: unknown) => {
    throw new BackpropError('internal', 'coreFailed', { detail: reasonOf(error) });
  });
  let lab: Lab | undefined;
  const ready = new Promise<Catalog>((resolve, reject) =>
    listen(
      (reply) => {
        if ('ready' in reply) resolve(reply.ready);
        else if (lab) lab.hear(reply);
        else if ('failed' in reply) reject(new LoadError('wasmNotUsable', { detail: reply.failed }));
      },
      (detail) => (lab ? lab.fail(detail) : reject(new BackpropError('internal', 'coreFailed', { detail }))),
    ),
  );
  // It may fail before it is waited for: the worker's script and the module come at the same time.
  ready.catch(() => {});
  try {
    const wasm = await wasmBytes(wasmBinary ?? (await readWasm(addressOf('lab.wasm', wasmAddress))));
    worker.postMessage({ wasm });
    lab = new Lab(await ready, worker);
    return lab;
  } catch (error) {
    worker.terminate();
    throw error;
  }
}

/** A worker, with what hears its messages and its end. */
interface StartedWorker {
  worker: LabWorker & { postMessage(message: LabStart): void };
  listen: (hear: (reply: LabReply) => void, fail: (detail: string) => void) => void;
}

async function newWorker(address: string): Promise<StartedWorker> {
  if (isNode()) {
    // A bundler for browsers looks for every module whose name it can read.
    const name = `${process.release.name}:worker_threads`;
    const { Worker } = (await import(/* @vite-ignore */ name)) as typeof import('node:worker_threads');
    // The process may have flags that fit no file, as --input-type.
    const worker = new Worker(address.startsWith('file:') ? new URL(address) : address, { execArgv: [] });
    return {
      worker,
      listen: (hear, fail) => void worker.on('message', hear).on('error', (error) => fail(String(error))),
    };
  }
  const worker = new Worker(address, { type: 'module' });
  const listen: StartedWorker['listen'] = (hear, fail) => {
    worker.addEventListener('message', ({ data }: MessageEvent<LabReply>) => hear(data));
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      fail(event.message ?? '');
    });
  };
  return { worker, listen };
}
