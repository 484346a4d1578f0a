/** Finite differences: quotients of the losses they show, compared with the exact gradient. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  api,
  article,
  assertClose,
  core,
  gradientOf,
  parameterIds,
  randomScenario,
  seededRandom,
  withSession,
} from './help.mjs';

test('left out, the steps run 1e-1, 5e-2, 2e-2, 1e-2 … down to 1e-16', () =>
  withSession(article(), (session) => {
    const epsilons = session.differences('w.2.0.0').points.map(({ epsilon }) => epsilon);
    assert.deepEqual(epsilons.slice(0, 5), [1e-1, 5e-2, 2e-2, 1e-2, 5e-3]);
    assert.equal(epsilons.at(-1), 1e-16);
    assert.equal(epsilons.length, 46);
  }));

test('the losses are those of a session in which the parameter was moved', () =>
  withSession(article(), (session) => {
    const { points, loss, exact } = session.differences('w.2.0.0', { epsilons: [1e-3] });
    const [{ lossAbove, lossBelow, forward, central }] = points;
    assert.equal(loss, session.forward().loss);
    assert.equal(exact, gradientOf(session.gradients(0), 'w.2.0.0'));
    const w = session.scenario().network.layers[1].weights[0][0];
    for (const [moved, expected] of [
      [w + 1e-3, lossAbove],
      [w - 1e-3, lossBelow],
    ]) {
      session.set('w.2.0.0', moved);
      assert.equal(session.forward().loss, expected);
    }
    assert.equal(forward.value, (lossAbove - loss) / 1e-3);
    assert.equal(central.value, (lossAbove - lossBelow) / 2e-3);
    assert.ok(forward.truncation && central.truncation);
  }));

const seed = 20260103;
test(`nothing is changed, and the complex step is exact at 1e-16 for every parameter (seed ${seed})`, () => {
  const random = seededRandom(seed);
  for (let i = 0; i < 20; i++)
    withSession(randomScenario(random), (session) => {
      const before = session.scenario();
      for (const id of parameterIds(before)) {
        const { exact, points } = session.differences(id, { sample: 0, epsilons: new Float64Array([1e-4, 1e-16]) });
        assertClose(points[1].complexStep.value, exact, id);
      }
      assert.deepEqual(session.scenario(), before);
      assert.equal(session.undo(), null);
    });
});

test('where the step leaves the domain of the loss there is no value', () => {
  const scenario = {
    version: 1,
    network: { inputs: 1, layers: [{ units: 1, activation: 'linear', weights: [[0.95]], biases: [0] }] },
    loss: 'bce',
    samples: [{ x: [1], t: [0.5] }],
  };
  withSession(scenario, (session) => {
    const [outside, inside] = session.differences('w.1.0.0', { epsilons: [0.1, 0.01] }).points;
    assert.equal(outside.lossAbove, null);
    assert.deepEqual([outside.forward.value, outside.forward.relativeError], [null, null]);
    assert.equal(outside.forward.correctDigits, 0);
    assert.notEqual(inside.forward.value, null);
  });
});

const refused = [
  ['an id that is no parameter', (s) => s.differences('a.2.0'), 'id', 'notAParameter'],
  ['a parameter the network has not', (s) => s.differences('w.2.0.9'), 'id', 'unknownQuantity'],
  ['a sample that is not there', (s) => s.differences('b.1.0', { sample: 3 }), 'options.sample', 'noSuchSample'],
  ['no step', (s) => s.differences('b.1.0', { epsilons: [] }), 'options.epsilons', 'tooFewItems'],
  [
    '1001 steps',
    (s) => s.differences('b.1.0', { epsilons: Array(1001).fill(0.1) }),
    'options.epsilons',
    'tooManyItems',
  ],
  ['a step of 0', (s) => s.differences('b.1.0', { epsilons: [0.1, 0] }), 'options.epsilons[1]', 'outOfRange'],
  ['a step below 0', (s) => s.differences('b.1.0', { epsilons: [-0.1] }), 'options.epsilons[0]', 'outOfRange'],
  ['a step above 1', (s) => s.differences('b.1.0', { epsilons: [1.5] }), 'options.epsilons[0]', 'outOfRange'],
  ['a step as text', (s) => s.differences('b.1.0', { epsilons: ['0.1'] }), 'options.epsilons[0]', 'expectedNumber'],
  ['a step NaN', (s) => s.differences('b.1.0', { epsilons: [NaN] }), 'options.epsilons[0]', 'notFinite'],
  ['a misspelt option', (s) => s.differences('b.1.0', { epsilon: [0.1] }), 'options.epsilon', 'unknownKey'],
];

for (const [name, call, path, key] of refused)
  test(`differences: ${name} is refused`, () =>
    withSession(article(), (session) => {
      assert.throws(
        () => call(session),
        (error) => {
          assert.ok(error instanceof api.ArgumentError, String(error));
          assert.deepEqual([error.path, error.key], [path, key]);
          return true;
        },
      );
    }));

test('a network that is not finite is refused with the first quantity that is not', () => {
  const session = core.open(article((document) => (document.network.layers[0].weights[0][0] = 1e308)));
  session.set('x.0', 1e308);
  assert.throws(() => session.differences('w.1.0.0'), { key: 'overflow', quantity: 'z.1.0' });
  session.close();
});
