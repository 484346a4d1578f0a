/** The general rule from special cases: its numbers are δ, and two losses differ in one factor of it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readData, withSession } from './help.mjs';

const article = readData('worked/article.json').scenario;
const ruleOf = (loss, id = 'w.1.0.0') => withSession({ ...article, loss }, (session) => session.generalRule(id));

test('from the output back to the first layer, then in symbols', () => {
  assert.deepEqual(
    ruleOf('mse').map(({ kind, layer }) => [kind, layer]),
    [
      ['output', 3],
      ['hidden', 2],
      ['hidden', 1],
      ['output', null],
      ['hidden', null],
      ['weight', null],
    ],
  );
});

test('each special case is the δ of back-propagation, and the product of its factors', () => {
  for (const loss of ['mse', 'bce']) {
    const deltas = withSession({ ...article, loss }, (session) =>
      session.gradients(0).layers.map(({ delta }) => delta),
    );
    for (const { layer, value, factors } of ruleOf(loss).filter((one) => one.layer !== null)) {
      const expected = deltas[layer - 1][0];
      const product = factors.reduce((total, factor) => total * factor.value, 1);
      assert.ok(Math.abs(value - expected) <= 1e-12 * Math.abs(expected), `${loss}, layer ${layer}: ${value}`);
      assert.ok(Math.abs(product - expected) <= 1e-12 * Math.abs(expected), `${loss}, layer ${layer}: ${product}`);
    }
  }
});

test('MSE and BCE differ in ∂L/∂a of the output layer and in no other factor', () => {
  const [mse, bce] = [ruleOf('mse'), ruleOf('bce')];
  const differing = mse.flatMap(({ kind, layer, factors }, at) =>
    factors.flatMap(({ result }, i) => (result === bce[at].factors[i].result ? [] : [[kind, layer, i]])),
  );
  assert.deepEqual(differing, [
    ['output', 3, 0],
    ['output', null, 0],
  ]);
});

test('a case of the parameter’s own layer is that of its neuron', () => {
  assert.match(ruleOf('mse', 'w.2.1.0')[1].symbol, /delta\.2\.1/);
});

test('what is no weight or bias is refused by its name', () => {
  assert.throws(() => ruleOf('mse', 'z.1.0'), /z\.1\.0/);
});

test('after a softmax δ of the output is one sum over its outputs, in which the losses differ', () => {
  const document = {
    ...article,
    network: {
      inputs: 2,
      layers: [
        { units: 2, activation: 'tanh' },
        { units: 3, activation: 'softmax' },
      ],
    },
    init: { kind: 'xavier_uniform', seed: 1 },
    samples: [{ x: [0.6, 0.9], t: [1, 0, 0] }],
  };
  const [mse, crossEntropy] = ['mse', 'softmax_cross_entropy'].map((loss) =>
    withSession({ ...document, loss }, (session) => {
      const deltas = session.gradients(0).layers.map(({ delta }) => delta);
      const rule = session.generalRule('w.1.0.0');
      for (const { layer, value, factors } of rule.filter((one) => one.layer !== null)) {
        const product = factors.reduce((total, factor) => total * factor.value, 1);
        for (const got of [value, product]) {
          assert.ok(Math.abs(got - deltas[layer - 1][0]) <= 1e-12 * Math.abs(got), `${loss}, layer ${layer}: ${got}`);
        }
      }
      return rule;
    }),
  );
  for (const [at, { kind, factors }] of mse.entries()) {
    assert.equal(factors[0].result !== crossEntropy[at].factors[0].result, kind === 'output', `${kind} ${at}`);
  }
});
