/** The names under which the build provides the lab's compiled module: see the aliases in vite.config.ts. */

/** The factory of the lab's module. */
declare module '#lab-module' {
  import type { RawLabModule } from './raw';

  interface LabModuleOptions {
    wasmBinary: ArrayBuffer | Uint8Array;
    print?: (text: string) => void;
  }
  const createModule: (options: LabModuleOptions) => Promise<RawLabModule>;
  export default createModule;
}

/** The address of the worker's script. */
declare module '#lab-worker' {
  const address: string;
  export default address;
}

/** The address of lab.wasm. */
declare module '#lab-wasm' {
  const address: string;
  export default address;
}
