/** What the build puts in for the compiled module (vite.config.ts says where from). */

/** Emscripten's loader; it never looks for the .wasm itself, so always pass `wasmBinary`. */
declare module '#backprop-module' {
  export default function createModule(options: {
    wasmBinary: Uint8Array | ArrayBuffer;
  }): Promise<import('./raw').RawModule>;
}

/**
 * Address of backprop.wasm: a `file:` URL in Node, the file beside the script on a site,
 * a `data:` URL in the single-file page (decode that one with `atob`; a CSP may forbid to fetch it).
 */
declare module '#backprop-wasm' {
  const url: string;
  export default url;
}
