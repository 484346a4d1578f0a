/** The names under which the build provides the compiled module: see the aliases in vite.config.ts. */

/** The factory that Emscripten writes. */
declare module '#backprop-module' {
  import type { RawModule } from './raw';

  interface ModuleOptions {
    wasmBinary: ArrayBuffer | Uint8Array;
    print?: (text: string) => void;
    printErr?: (text: string) => void;
    /** it stopped: by a failure of its own, or an allocation that failed */
    onAbort?: () => void;
  }
  const createModule: (options: ModuleOptions) => Promise<RawModule>;
  export default createModule;
}

/** The address of backprop.wasm: a file beside the script, or a data: URL in the single file. */
declare module '#backprop-wasm' {
  const address: string;
  export default address;
}
