/** Weighted sums where the activation has no derivative, in steps, derivations, proof and finite differences. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertClose, parameterIds, randomScenario, readData, seededRandom, withSession } from './help.mjs';

const { reluAtZero, zeroByHand } = readData('corners.json');

const leaky = structuredClone(reluAtZero);
leaky.network.layers[0].activation = 'leaky_relu';

test('a ReLU at 0 is at a corner: its sum, its output and its δ say so, with both slopes and the one taken', () =>
  withSession(reluAtZero, (session) => {
    const at = session.trace().filter((step) => step.corner);
    assert.deepEqual(
      at.map((step) => step.computes),
      ['z.1.0', 'a.1.0', 'delta.1.0'],
    );
    const { rounding, ...corner } = at[0].corner;
    assert.deepEqual(corner, { id: 'z.1.0', at: 0, z: 0, exact: true, left: 0, right: 1, taken: 0 });
    assert.ok(rounding >= 0 && rounding < 1e-300);
  }));

test('a leaky ReLU at 0 has the slopes 0.01 and 1', () =>
  withSession(leaky, (session) => {
    const { left, right, taken } = session.trace().find((step) => step.computes === 'delta.1.0').corner;
    assert.deepEqual([left, right, taken], [0.01, 1, 0.01]);
  }));

test('0.1 + 0.2 − 0.3 is 0 up to rounding, and each slope gives a gradient of its own', () =>
  withSession(zeroByHand, (session) => {
    const { corner } = session.trace().find((step) => step.computes === 'a.1.0');
    assert.equal(corner.exact, false);
    assert.equal(corner.z, 2 ** -54);
    assert.ok(corner.rounding >= corner.z && corner.rounding < 1e-15, `rounding ${corner.rounding}`);
    assert.equal(corner.taken, 1);
    for (const id of ['w.1.0.0', 'w.1.0.1', 'b.1.0']) {
      const { value, corners } = session.derive(id);
      assert.equal(corners.convention, true);
      assert.equal(corners.left, 0);
      assertClose(corners.right, -1, id);
      assert.equal(corners.right, value);
      assert.deepEqual(session.verify(0, [id]).parameters[0].corners, corners);
      assert.deepEqual(session.differences(id).corners, corners);
    }
    assert.equal(session.derive('w.2.0.0').corners, undefined);
  }));

test('the factor ∂a/∂z carries the corner, the others none', () =>
  withSession(reluAtZero, (session) => {
    const factors = session.derive('b.1.0').paths[0].factors;
    assert.deepEqual(
      factors.filter((factor) => factor.corner).map(({ of, wrt, value }) => [of, wrt, value]),
      [['a.1.0', 'z.1.0', 0]],
    );
  }));

test('at a corner the quotients tend to both sides and to their mean, and no digit is called right', () =>
  withSession(reluAtZero, (session) => {
    const { corners, points, exact } = session.differences('b.1.0');
    assert.equal(exact, 0);
    assert.deepEqual([corners.above, corners.below, corners.mean], [1, 0, 0.5]);
    for (const { forward, central, complexStep } of points)
      for (const { correctDigits, truncation, absoluteError, relativeError } of [forward, central, complexStep])
        assert.deepEqual([correctDigits, truncation, absoluteError, relativeError], [0, false, null, null]);
    const point = points.find(({ epsilon }) => epsilon === 1e-8);
    assertClose(point.forward.value, 1, 'forward', 1e-7);
    assertClose(point.central.value, 0.5, 'central', 1e-7);
  }));

test('where nothing comes through the corner the gradient is a derivative as ever', () =>
  withSession(reluAtZero, (session) => {
    const { corners, points } = session.differences('w.1.0.0'); // its input is 0
    assert.equal(corners.count, 1);
    assert.equal(corners.convention, false);
    assert.equal(points[0].forward.correctDigits, 16);
  }));

test('the first 16 of many corners are listed, and no single slope', () => {
  const layers = [1, 2].map(() => ({ units: 12, activation: 'relu', biases: Array(12).fill(0) }));
  const scenario = {
    version: 1,
    network: { inputs: 2, layers: [...layers, { units: 1, activation: 'linear' }] },
    init: { kind: 'he_normal', seed: 5 },
    loss: 'mse',
    samples: [{ x: [0, 0], t: [1] }],
  };
  withSession(scenario, (session) => {
    const { corners } = session.derive('b.1.3');
    assert.equal(corners.count, 13);
    assert.equal(corners.neurons[0].id, 'z.1.3');
    assert.deepEqual([corners.left, corners.right], [null, null]);
    assert.equal(session.derive('a.1.3').corners.count, 12);
  });
  scenario.network.layers[1].units = 20;
  scenario.network.layers[1].biases = Array(20).fill(0);
  withSession(scenario, (session) => {
    const { corners } = session.verify(0, ['b.1.3']).parameters[0];
    assert.equal(corners.count, 21);
    assert.equal(corners.neurons.length, 16);
  });
});

test('the steps of a batch have the corners of their own sample', () =>
  withSession(
    { ...reluAtZero, samples: [{ x: [2], t: [1] }, ...reluAtZero.samples], training: { batchSize: 2 } },
    (session) => {
      const at = session.traceBatch().filter((step) => step.corner);
      assert.deepEqual(
        at.map(({ sample, computes }) => [sample, computes]),
        [
          [1, 'z.1.0'],
          [1, 'a.1.0'],
          [1, 'delta.1.0'],
        ],
      );
    },
  ));

const seed = 20261127;
test(`no random network reports a corner (seed ${seed})`, () => {
  const random = seededRandom(seed);
  for (let i = 0; i < 40; i++)
    withSession(randomScenario(random), (session) => {
      assert.ok(session.trace().every((step) => step.corner === undefined));
      const id = parameterIds(session.scenario())[0];
      assert.equal(session.derive(id).corners, undefined);
    });
});
