/** Data sets to train on: drawn from a seed, in equal parts, where their description says. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dataSets, drawData } from '../../dist/lab.js';

const radius = ({ x: [x1, x2] }) => Math.hypot(x1, x2);

test('one seed gives one set of samples, another seed another', () => {
  for (const kind of dataSets) {
    const options = { kind, samples: 40, noise: 0.1, seed: 3 };
    assert.deepEqual(drawData(options), drawData(options));
    assert.notDeepEqual(drawData(options), drawData({ ...options, seed: 4 }));
  }
});

test('the two classes are of one size, and mixed', () => {
  for (const kind of dataSets.filter((kind) => !['curve', 'plane'].includes(kind))) {
    const classes = drawData({ kind, samples: 200, seed: 1 }).map(({ t }) => t[0]);
    assert.equal(classes.filter((t) => t === 1).length, 100, kind);
    const firstHalf = classes.slice(0, 100).filter((t) => t === 1).length;
    assert.ok(firstHalf > 30 && firstHalf < 70, `${kind}: ${firstHalf} of the first 100`);
  }
});

test('without noise each point lies where its class does', () => {
  for (const sample of drawData({ kind: 'circle', samples: 500 })) {
    const r = radius(sample);
    assert.ok(sample.t[0] === 1 ? r <= 0.5 : r >= 0.7 - 1e-12 && r <= 1, `radius ${r} of class ${sample.t[0]}`);
  }
  for (const { x, t } of drawData({ kind: 'xor', samples: 500 })) assert.equal(t[0], x[0] * x[1] < 0 ? 1 : 0);
  for (const { x, t } of drawData({ kind: 'moons', samples: 500 })) {
    const sign = t[0] === 1 ? 1 : -1;
    const distance = Math.hypot(x[0] * sign + 0.325, x[1] * sign + 0.16);
    assert.ok(Math.abs(distance - 0.65) < 1e-12 && x[1] * sign + 0.16 >= 0);
  }
  for (const sample of drawData({ kind: 'spiral', samples: 500 })) {
    const along = (radius(sample) - 0.08) / 0.92;
    const angle = Math.atan2(sample.x[1], sample.x[0]) - 2.5 * Math.PI * along - (sample.t[0] === 1 ? 0 : Math.PI);
    assert.ok(Math.abs(Math.sin(angle / 2)) < 1e-9, `angle ${angle}`);
  }
  for (const { x, t } of drawData({ kind: 'curve', samples: 500 })) assert.equal(t[0], 0.8 * Math.sin(3 * x[0]));
  for (const { x, t } of drawData({ kind: 'plane', samples: 500 })) {
    assert.ok(Math.abs(t[0] - (0.5 * x[0] - 0.4 * x[1] + 0.1)) < 1e-15);
    assert.ok(x.every((value) => Math.abs(value) <= 1));
  }
});

test('means and standard deviations are those of the description', () => {
  const samples = 10_000;
  const all = drawData({ kind: 'gaussians', samples, seed: 2 }).flatMap(({ x, t }) => x.map((v) => v - (t[0] - 0.5)));
  const curve = drawData({ kind: 'curve', samples, noise: 0.3, seed: 2 }).map(
    ({ x, t }) => t[0] - 0.8 * Math.sin(3 * x[0]),
  );
  for (const [numbers, deviation] of [
    [all, 0.2],
    [curve, 0.3],
  ]) {
    const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
    const variance = numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0) / numbers.length;
    // Five standard errors.
    assert.ok(Math.abs(mean) < (5 * deviation) / Math.sqrt(numbers.length), `mean ${mean}`);
    assert.ok(
      Math.abs(Math.sqrt(variance) / deviation - 1) < 5 / Math.sqrt(2 * numbers.length),
      `variance ${variance}`,
    );
  }
});

test('wrong options are rejected with their path', () => {
  for (const [options, path] of [
    [{ kind: 'ring', samples: 10 }, 'options.kind'],
    [{ samples: 10 }, 'options.kind'],
    [{ kind: 'xor', samples: 1 }, 'options.samples'],
    [{ kind: 'xor', samples: 10, noise: -1 }, 'options.noise'],
    [{ kind: 'xor', samples: 10, seed: 0.5 }, 'options.seed'],
    [{ kind: 'xor', samples: 10, size: 1 }, 'options.size'],
  ])
    assert.throws(
      () => drawData(options),
      (error) => error.name === 'ArgumentError' && error.path === path,
      JSON.stringify(options),
    );
});
