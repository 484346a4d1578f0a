/** The lab's worker, in a page and in Node: it gets the lab's module, then hears requests (see lab/messages.ts). */
import createModule from '#lab-module';
import { LabRunner } from './lab/runner';
import type { LabMessage, LabReply, LabStart } from './lab/messages';
import { reasonOf } from './reading/place';

/** A worker's own end of the channel, whichever the worker. */
interface Port {
  postMessage(reply: LabReply, transfer: ArrayBuffer[]): void;
  addEventListener(type: 'message', hear: (event: { data: LabMessage | LabStart }) => void): void;
}

async function ownPort(): Promise<Port> {
  if (typeof (globalThis as { postMessage?: unknown }).postMessage === 'function') return globalThis as unknown as Port;
  // A bundler for browsers looks for every module whose name it can read.
  const node = process.release.name;
  const name = `${node}:worker_threads`;
  const { parentPort } = (await import(/* @vite-ignore */ name)) as typeof import('node:worker_threads');
  return {
    postMessage: (reply, transfer) => parentPort!.postMessage(reply, transfer),
    addEventListener: (_, hear) => parentPort!.on('message', (data: LabMessage | LabStart) => hear({ data })),
  };
}

/** Calls back after the messages that wait, and sooner than a timer. */
function makeSoon(): (call: () => void) => void {
  // Node hears up to a thousand messages of one channel before those of another.
  if (typeof setImmediate === 'function') return (call) => void setImmediate(call);
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return (call) => {
    waiting.push(call);
    port2.postMessage(null);
  };
}

async function runnerOf({ wasm }: LabStart, port: Port): Promise<LabRunner> {
  const module = await createModule({ wasmBinary: wasm, print: () => undefined });
  port.postMessage({ ready: module.catalog() }, []);
  return new LabRunner(module, {
    post: (reply, transfer) => port.postMessage(reply, transfer),
    soon: makeSoon(),
    later: (call, milliseconds) => void setTimeout(call, milliseconds),
    now: () => performance.now(),
  });
}

/** The first message brings the module; requests come when it is ready. */
function serve(port: Port): void {
  let runner: LabRunner | undefined;
  port.addEventListener('message', ({ data }) => {
    if (!('wasm' in data)) return runner?.hear(data);
    runnerOf(data, port).then(
      (made) => void (runner = made),
      (error: unknown) => port.postMessage({ failed: reasonOf(error) }, []),
    );
  });
}

void ownPort().then(serve);
