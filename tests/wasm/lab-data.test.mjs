/** Data sets to train on: the worker draws the points that were always drawn. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dataSets } from '../../dist/lab.js';
import { readData } from './help.mjs';
import { newLab } from './labHelp.mjs';

const lab = await newLab();
const { cases, hashes } = readData('data_sets.json');
const rows = (samples) => samples.flatMap(({ x, t }) => [...x, ...t]);

/** FNV-1a over all numbers in millionths, 32 bits each. */
function hashOf(numbers) {
  let hash = 0x811c9dc5;
  for (const number of numbers) {
    const millionths = Math.round(number * 1e6) | 0;
    for (let shift = 0; shift < 32; shift += 8)
      hash = Math.imul(hash ^ ((millionths >>> shift) & 255), 0x01000193) >>> 0;
  }
  return hash;
}

test('points are those that were always drawn, to the bit', async () => {
  for (const { points, ...options } of cases) assert.deepEqual(rows(await lab.draw(options)), points, options.kind);
  for (const { hash, ...options } of hashes)
    assert.equal(hashOf(rows(await lab.draw(options))), hash, JSON.stringify(options));
  assert.deepEqual([...new Set(hashes.map(({ kind }) => kind))], [...dataSets]);
});

test('one seed gives one set of samples, another seed another; without a seed and noise they are 1 and 0', async () => {
  for (const kind of dataSets) {
    const options = { kind, samples: 40, noise: 0.1, seed: 3 };
    assert.deepEqual(await lab.draw(options), await lab.draw(options));
    assert.notDeepEqual(await lab.draw(options), await lab.draw({ ...options, seed: 4 }));
    const plain = { kind, samples: 7 };
    assert.deepEqual(await lab.draw(plain), await lab.draw({ ...plain, noise: 0, seed: 1 }));
    assert.deepEqual(
      (await lab.draw(plain)).map(({ x, t }) => [x.length, t.length]),
      Array(7).fill([kind === 'curve' ? 1 : 2, 1]),
    );
  }
});

test('wrong options are rejected with their path', async () => {
  for (const [options, path] of [
    [{ kind: 'ring', samples: 10 }, 'options.kind'],
    [{ samples: 10 }, 'options.kind'],
    [{ kind: 'xor', samples: 1 }, 'options.samples'],
    [{ kind: 'xor', samples: 10, noise: -1 }, 'options.noise'],
    [{ kind: 'xor', samples: 10, seed: 0.5 }, 'options.seed'],
    [{ kind: 'xor', samples: 10, size: 1 }, 'options.size'],
  ])
    await assert.rejects(lab.draw(options), { name: 'ArgumentError', path }, JSON.stringify(options));
});
