/** Loading: once for all, from given bytes, and with a typed error where it cannot be. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { api, article, core } from './help.mjs';

const wasmFile = new URL('../../dist/backprop.wasm', import.meta.url);
const bytes = readFileSync(wasmFile);
const answer = (loaded) => {
  const session = loaded.open(article());
  const { loss } = session.forward();
  session.close();
  return loss;
};

test('without options the core is loaded once', async () => {
  const [one, two] = await Promise.all([api.loadCore(), api.loadCore()]);
  assert.equal(one, two);
  assert.equal(one, core);
});

for (const [name, wasmBinary] of Object.entries({
  'a Buffer': bytes,
  'a Uint8Array': new Uint8Array(bytes),
  'an ArrayBuffer': new Uint8Array(bytes).buffer,
  gzip: gzipSync(bytes),
})) {
  test(`the bytes can be given as ${name}, for a core of its own`, async () => {
    const loaded = await api.loadCore({ wasmBinary });
    assert.notEqual(loaded, core);
    assert.equal(answer(loaded), answer(core));
  });
}

for (const [name, location] of Object.entries({ 'a URL': wasmFile, 'the text of a URL': wasmFile.href })) {
  test(`the file can be placed by locateFile with ${name}`, async () => {
    const asked = [];
    const loaded = await api.loadCore({ locateFile: (file) => (asked.push(file), location) });
    assert.deepEqual(asked, ['backprop.wasm']);
    assert.equal(answer(loaded), answer(core));
  });
}

test('a file that is not there is a typed error that names it', async () => {
  const locateFile = () => new URL('./nowhere.wasm', wasmFile);
  await assert.rejects(api.loadCore({ locateFile }), (error) => {
    assert.ok(error instanceof api.LoadError);
    assert.equal(error.key, 'wasmNotFound');
    assert.match(error.message, /nowhere\.wasm$/);
    return true;
  });
});

const damaged = new Uint8Array(bytes);
damaged.fill(0xff, 2000, 2100);
for (const [name, wasmBinary] of Object.entries({
  'a page in place of the file': new TextEncoder().encode('<!doctype html>'),
  'an empty file': new Uint8Array(),
  'a file cut short': bytes.subarray(0, bytes.length / 2),
  'a damaged file': damaged,
  'a gzip cut short': gzipSync(bytes).subarray(0, 9000),
  'something else than bytes': 'backprop.wasm',
})) {
  test(`${name} is a typed error`, async () => {
    await assert.rejects(api.loadCore({ wasmBinary }), (error) => {
      assert.ok(error instanceof api.LoadError, String(error));
      assert.match(error.key, /^(notWasm|wasmNotUsable)$/);
      assert.equal(error.code, 'load');
      return true;
    });
  });
}

test('an engine without WebAssembly gets a sentence, and a later call tries again', () => {
  const script = `
    const { WebAssembly } = globalThis;
    delete globalThis.WebAssembly;
    const { loadCore, LoadError } = await import(${JSON.stringify(new URL('../../dist/core.js', import.meta.url).href)});
    try {
      await loadCore();
      console.log('loaded');
    } catch (error) {
      console.log(error instanceof LoadError, error.key, error.message);
    }
    globalThis.WebAssembly = WebAssembly;
    console.log((await loadCore()).catalog().losses[0]);
  `;
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  assert.deepEqual(output.trim().split('\n'), [
    'true noWebAssembly this browser has no WebAssembly, or it is switched off',
    'mse',
  ]);
});
