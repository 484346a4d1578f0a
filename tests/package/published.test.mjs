/** What tools that judge packages say about the tarball, without an exception of ours that is not named here. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { install } from './installed.mjs';

const { tarball } = install();
const bytes = new Uint8Array(readFileSync(tarball));

test('publint finds nothing to suggest', async () => {
  const { messages, pkg } = await publint({ pack: { tarball: bytes.buffer }, strict: true });
  assert.deepEqual(
    messages.map((message) => formatMessage(message, pkg)),
    [],
  );
});

test('attw finds types that fit wherever ES modules are imported, and by the old resolution for the whole package', async () => {
  // A file of bytes has no types.
  const options = { excludeEntrypoints: ['./backprop.wasm', './lab.wasm'] };
  const { problems } = await checkPackage(createPackageFromTarballData(bytes), options);
  // The package has ES modules only: `require` gets them from Node 20.19 on; before `exports` there were no entries but one.
  const known = ({ kind, resolutionKind, entrypoint }) =>
    (kind === 'CJSResolvesToESM' && resolutionKind === 'node16-cjs') ||
    (kind === 'NoResolution' && resolutionKind === 'node10' && entrypoint !== '.');
  assert.deepEqual(
    problems.filter((problem) => !known(problem)),
    [],
  );
});
