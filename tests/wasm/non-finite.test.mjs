/** Numbers that stop being finite: the call says which quantity did first, and the work is as it was. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { api, article, assertClose, withSession } from './help.mjs';

/** One linear neuron: z = w x. */
const linear = (w, x, loss = 'mse', t = 0, learningRate = 0.5) => ({
  version: 1,
  network: { inputs: 1, layers: [{ units: 1, activation: 'linear', weights: [[w]], biases: [0] }] },
  loss,
  samples: [{ x: [x], t: [t] }],
  training: { learningRate },
});

const failures = [
  ['a weighted sum that overflows', linear(1e200, 1e200), 'z.1.0', 'overflow', (s) => s.forward()],
  ['a loss that overflows', linear(1e200, 1), 'L', 'overflow', (s) => s.forward()],
  ['a logarithm of a negative number', linear(-1, 1, 'bce', 1), 'L', 'undefined', (s) => s.forward()],
  ['a gradient that overflows', linear(1e-10, 1e160, 'mse', -1e150), 'dw.1.0.0', 'overflow', (s) => s.gradients(0)],
  ['the loss of all samples', linear(1e200, 1e200), 'z.1.0', 'overflow', (s) => s.loss()],
  ['gradients of all samples', linear(1e200, 1e200), 'z.1.0', 'overflow', (s) => s.gradients()],
  ['a step', linear(1e200, 1e200), 'z.1.0', 'overflow', (s) => s.step()],
  [
    'a parameter that overflows in the update',
    linear(1e150, 1, 'mse', 0, 1e300),
    'w.1.0.0',
    'overflow',
    (s) => s.step(),
  ],
  ['training', linear(1, 10, 'mse', 0, 1e5), /^[zLwb]\b/, 'overflow', (s) => s.train({ epochs: 1000 })],
  ['a derivation', linear(1e200, 1e200), 'z.1.0', 'overflow', (s) => s.derive('w.1.0.0')],
  ['a proof', linear(1e200, 1e200), 'z.1.0', 'overflow', (s) => s.verify()],
];

for (const [name, document, quantity, cause, call] of failures) {
  test(`${name}: the first quantity that is not finite is named, nothing is changed`, () =>
    withSession(document, (session) => {
      const before = [session.scenario(), session.status()];
      assert.throws(
        () => call(session),
        (error) => {
          assert.ok(error instanceof api.NumericError, String(error.stack));
          if (typeof quantity === 'string') assert.equal(error.quantity, quantity);
          else assert.match(error.quantity, quantity);
          assert.equal(error.cause, cause);
          assert.equal(error.code, 'numeric');
          assert.equal(error.key, cause === 'overflow' ? 'overflow' : 'undefinedValue');
          assert.ok(error.message.startsWith(error.quantity), error.message);
          return true;
        },
      );
      assert.deepStrictEqual([session.scenario(), session.status()], before);
    }));
}

test('a trace stops at the step whose value is not finite, and says why', () =>
  withSession(linear(1e200, 1e200), (session) => {
    const last = session.trace().at(-1);
    assert.deepEqual(last.failure, { quantity: 'z.1.0', cause: 'overflow' });
    assert.equal(last.computes, 'z.1.0');
    assert.equal(last.value, null);
  }));

test('after an edit that overflows, undo brings the numbers back', () =>
  withSession(linear(0.5, 1), (session) => {
    const before = session.forward();
    session.set('w.1.0.0', 1e300);
    assert.throws(() => session.forward(), api.NumericError);
    session.undo();
    assert.deepStrictEqual(session.forward(), before);
  }));

test('a saturated sigmoid under cross-entropy is exact, not infinite: z = 40 and t = 0 cost 40', () => {
  const document = linear(40, 1, 'bce');
  document.network.layers[0].activation = 'sigmoid';
  withSession(document, (session) => {
    assertClose(session.forward().loss, 40, 'L');
    assert.equal(session.gradients(0).layers[0].delta[0], 1);
  });
  document.network.layers[0].weights[0][0] = 1000;
  withSession(document, (session) => assert.equal(session.forward().loss, 1000));
});

test('a cross-entropy after outputs that no double tells from 0 or 1 is right, by all three ways of the proof', () => {
  const document = linear(1000, 1, 'bce', 0.3);
  const layer = document.network.layers[0];
  for (const [activation, w, loss, delta] of [
    ['tanh', 1000, 0.7 * (2000 - Math.log(2)), 1.4],
    ['softplus', -1000, 300, -0.3],
  ]) {
    Object.assign(layer, { activation, weights: [[w]] });
    withSession(document, (session) => {
      assertClose(session.forward().loss, loss, 'L');
      assertClose(session.gradients(0).layers[0].weights[0][0], delta, 'dw.1.0.0');
      assert.ok(session.verify().maxRelativeDifference <= 1e-12);
      const { value, paths, stages } = session.derive('w.1.0.0');
      assertClose(value, delta, 'the derivation');
      assertClose(paths[0].value, delta, 'the path');
      assert.equal(paths[0].factors[0].value, null);
      assert.ok(stages.every((stage) => stage.agreement === 'same'));
      const step = session.trace().find((each) => each.computes === 'delta.1.0');
      assertClose(step.value, delta, 'the step');
      assert.match(step.numbers, /10\^\{-\d{3}\}/);
      session.step();
      assertClose(session.scenario().network.layers[0].weights[0][0], w - 0.5 * delta, 'w after a step');
    });
  }
});

test('a huge learning rate on the article overflows nowhere: sigmoids saturate', () =>
  withSession(
    article((document) => (document.training.learningRate = 1e6)),
    (session) => {
      session.train({ epochs: 100 });
      assert.ok(Number.isFinite(session.forward().loss));
    },
  ));

test('loss() is the loss of gradients() over all samples, to the bit, before and after an update', () => {
  const several = article((document) => {
    document.samples.push({ x: [-1, 0.25], t: [0, 1] });
    document.training = { ...document.training, batchReduction: 'sum' };
  });
  withSession(several, (session) => {
    assert.equal(session.loss(), session.gradients().loss);
    const before = session.loss();
    session.step();
    assert.notEqual(session.loss(), before);
    assert.equal(session.loss(), session.gradients().loss);
  });
});

test('loss() runs forward alone: it answers where only a gradient overflows', () =>
  withSession(linear(1e-10, 1e160, 'mse', -1e150), (session) => {
    assert.throws(() => session.gradients(), { quantity: 'dw.1.0.0' });
    assert.equal(session.loss(), session.forward().loss);
  }));
