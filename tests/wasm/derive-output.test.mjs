/** Derivatives of an output without a loss, against a worked example's number and against small steps. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  api,
  article,
  assertClose,
  core,
  parameterIds,
  randomScenario,
  readData,
  seededRandom,
  withSession,
} from './help.mjs';

/** One input, one hidden, two hidden, one output: ∂O/∂w1 over two paths. */
const worked = readData('derivative-of-output.json');
const expected = 0.0014291881022047;

test('∂O/∂w1 is the number of the worked example, over both paths, and every stage comes to it', () =>
  withSession(worked, (session) => {
    const { value, pathCount, paths, stages, of, symbol } = session.derive('w.1.0.0', { of: 'a.3.0' });
    assertClose(value, expected, '∂O/∂w1', 1e-11);
    assert.equal(of, 'a.3.0');
    assert.equal(pathCount, 2);
    assert.deepEqual(
      paths.map(({ nodes }) => nodes.join(' ')),
      ['a.3.0 z.3.0 a.2.0 z.2.0 a.1.0 z.1.0 w.1.0.0', 'a.3.0 z.3.0 a.2.1 z.2.1 a.1.0 z.1.0 w.1.0.0'],
    );
    for (const stage of stages) {
      assertClose(stage.value, expected, stage.kind, 1e-11);
      assert.equal(stage.agreement, 'same', stage.kind);
    }
    assert.ok(stages.every(({ rows }) => rows.every(({ latex }) => !latex.includes('id=L}'))));
    assert.match(symbol, /partial .*id=a\.3\.0/);
  }));

test('the loss does not enter: with any target the derivative of the output is the same', () =>
  withSession(worked, (session) => {
    const before = session.derive('w.1.0.0', { of: 'a.3.0' });
    session.set('t.0', 5);
    assert.deepEqual(session.derive('w.1.0.0', { of: 'a.3.0' }), before);
  }));

const seed = 20261128;
test(`the derivatives of random networks' outputs are those of a small step (seed ${seed})`, () => {
  const random = seededRandom(seed);
  const activations = ['sigmoid', 'tanh', 'softplus', 'silu', 'softmax', 'linear'];
  for (let round = 0; round < 25; round++) {
    const document = randomScenario(random, { losses: ['mse'], activations });
    withSession(document, (session) => {
      const { inputs, layers } = document.network;
      const last = layers.length;
      const outputs = () => session.forward().layers[last - 1].a;
      const ids = [...parameterIds(document), ...Array.from({ length: inputs }, (_, i) => `x.${i}`)];
      const now = session.scenario();
      for (const id of ids) {
        const [kind, layer, to, from] = id.split('.').map((part, i) => (i ? Number(part) : part));
        const at =
          kind === 'x'
            ? now.samples[0].x[layer]
            : kind === 'w'
              ? now.network.layers[layer - 1].weights[to][from]
              : now.network.layers[layer - 1].biases[to];
        const h = 1e-5;
        const [above, below] = [h, -h].map((step) => {
          session.set(id, at + step);
          return [...outputs()];
        });
        session.set(id, at);
        for (let k = 0; k < above.length; k++) {
          const slope = (above[k] - below[k]) / (2 * h);
          const of = `a.${last}.${k}`;
          if (layer === last && to !== k && kind !== 'x' && layers[last - 1].activation !== 'softmax') {
            assert.equal(slope, 0);
            assert.throws(() => session.derive(id, { of }), { key: 'notDependent' });
            continue;
          }
          const { value, stages } = session.derive(id, { of });
          assert.ok(Math.abs(value - slope) < 1e-8, `round ${round}, ∂${of}/∂${id}: ${value}, small step ${slope}`);
          for (const { kind: stage, agreement } of stages) assert.equal(agreement, 'same', `${stage} of ∂${of}/∂${id}`);
        }
      }
    });
  }
});

test('any weighted sum or output of a later layer can be differentiated; what it does not depend on is refused', () =>
  withSession(core.read(article()), (session) => {
    const { a, z } = session
      .derive('x.0', { of: 'z.2.1' })
      .paths[0].nodes.reduce((all, id) => ({ ...all, [id[0]]: id }), {});
    assert.deepEqual([a, z], ['a.1.0', 'z.1.0']);
    for (const [of, id] of [
      ['a.1.0', 'w.2.0.0'],
      ['a.1.0', 'w.1.1.0'],
      ['w.3.0.0', 'w.2.0.0'],
      ['t.0', 'w.2.0.0'],
      ['z.1.0', 'z.1.0'],
    ])
      assert.throws(
        () => session.derive(id, { of }),
        (error) => error instanceof api.ArgumentError && error.path === 'options.of' && error.message.includes(of),
      );
    assert.throws(() => session.derive('w.2.0.0', { of: 'a.9.0' }), { path: 'options.of', key: 'unknownQuantity' });
    assert.throws(() => session.derive('w.2.0.0', { batch: true, of: 'a.3.0' }), { path: 'options.of' });
    assert.deepEqual(session.derive('w.2.0.0', { of: 'L' }), session.derive('w.2.0.0'));
  }));
