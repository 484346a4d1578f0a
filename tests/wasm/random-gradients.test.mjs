/** Gradients of random networks against those of an independent automatic differentiation (tests/data/autodiff.json). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAllClose, assertClose, readData, withSession } from './help.mjs';

const { cases, seed, source } = readData('autodiff.json');

test(`the reference of ${source}, seed ${seed}, has single samples and batches`, () => {
  assert.ok(cases.length >= 50, `${cases.length} cases`);
  assert.ok(cases.some(({ scenario }) => scenario.samples.length > 1));
});

for (const { scenario, loss, dW, db, ...one } of cases) {
  const { samples, training } = scenario;
  const batch = samples.length === 1 ? 'one sample' : `${training.batchReduction} of ${samples.length} samples`;

  test(`${scenario.title}, ${scenario.loss}, ${batch}: loss and gradients are those of the reference`, () =>
    withSession(scenario, (session) => {
      const all = session.gradients();
      assertClose(all.loss, loss, 'loss', 1e-10);
      assertAllClose(
        all.layers.map(({ weights }) => weights),
        dW,
        '∂L/∂w',
        1e-10,
      );
      assertAllClose(
        all.layers.map(({ biases }) => biases),
        db,
        '∂L/∂b',
        1e-10,
      );
      if (one.z)
        assertAllClose(
          session.forward().layers.map(({ z }) => z),
          one.z,
          'z',
          1e-10,
        );
      if (one.a)
        assertAllClose(
          session.forward().layers.map(({ a }) => a),
          one.a,
          'a',
          1e-10,
        );
      const { loss: stepped, changes } = session.step();
      assertClose(stepped, loss, 'loss of the step', 1e-10);
      for (const { id, gradient } of changes) {
        const [kind, layer, to, from] = id.split('.');
        const expected = kind === 'w' ? dW[layer - 1][to][from] : db[layer - 1][to];
        assertClose(gradient, expected, `∂L/∂${id} of the step`, 1e-10);
      }
    }));
}
