/** Writes the declarations of the package's entries into dist/, each in one file. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { generateDtsBundle } from 'dts-bundle-generator';
import { root } from './shell.mjs';

/** Entries of one program of TypeScript: it is read once for them, and what one declares globally comes into each. */
const programs = [
  { core: 'wasm/index.ts', lab: 'wasm/lab/index.ts', auto: 'web/auto/api.ts' },
  { 'backprop-playground': 'web/api.ts' },
];
const output = { noBanner: true, inlineDeclareGlobals: true };

for (const entries of programs) {
  const files = Object.values(entries).map((file) => ({ filePath: resolve(root, file), output }));
  const bundles = generateDtsBundle(files, { preferredConfigPath: resolve(root, 'tsconfig.json') });
  for (const [index, name] of Object.keys(entries).entries())
    writeFileSync(resolve(root, `dist/${name}.d.ts`), bundles[index]);
}
