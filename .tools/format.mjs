/** `npm run format` formats every language; with --check it only says what is not formatted, and fails. */
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { root, run } from './shell.mjs';

const check = process.argv.includes('--check');
const node = (command, ...args) => run(process.execPath, [`node_modules/${command}`, ...args]);

const cppFiles = ['core', 'wasm', 'tests'].flatMap((folder) =>
  readdirSync(resolve(root, folder), { recursive: true })
    .filter((file) => /\.[ch]pp$/.test(file))
    .map((file) => join(folder, file)),
);

// clang-format comes from npm: Debian's releases carry versions that format differently.
const clangFormat = '@wasm-fmt/clang-format/clang-format-cli.cjs';
const results = [
  node('prettier/bin/prettier.cjs', check ? '--check' : '--write', '--log-level', check ? 'log' : 'warn', '.'),
  node(clangFormat, ...(check ? ['--dry-run', '-Werror'] : ['-i']), ...cppFiles),
];
const failed = results.filter((ok) => !ok).length;
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
