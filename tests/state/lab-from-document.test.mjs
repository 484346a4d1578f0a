/** Any network of the workbench becomes the lab's own data, with its training. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bundled, labOf } from './help.mjs';

const all = await bundled(
  'web/lab/fromDocument.ts',
  'web/lab/setup.ts',
  'web/scenarios/index.ts',
  'wasm/lab/index.ts',
  'wasm/index.ts',
);
const { documentOf, fromDocument, hasClasses, loadCore, networkText, scenarios, settingsOf } = all;
const { lab } = await labOf(all);
const core = await loadCore();

const parametersOf = ({ network }) => network.layers.flatMap(({ weights, biases }) => [...weights.flat(), ...biases]);

test('every scenario of the page trains in the lab as it does on the page', async () => {
  for (const { id, document } of scenarios) {
    const session = core.open(document);
    try {
      const { setup, data } = fromDocument(session.scenario());
      await lab.open(documentOf(setup, data.points), settingsOf(setup, data.points.length));
      assert.deepEqual([...(await lab.snapshot()).parameters], parametersOf(session.scenario()), id);
      // Both take the samples in one order: that of the lab is shuffled, so an update of all of them is compared.
      const whole = { ...setup, batchSize: data.points.length };
      await lab.open(documentOf(whole, data.points), settingsOf(whole, data.points.length));
      await lab.advance('batch');
      const next = core.open({
        ...session.scenario(),
        training: { ...document.training, batchSize: data.points.length },
      });
      next.step();
      const expected = parametersOf(next.scenario());
      next.close();
      for (const [index, value] of (await lab.snapshot()).parameters.entries())
        assert.ok(
          Math.abs(value - expected[index]) <= 1e-12 * Math.max(1, Math.abs(expected[index])),
          `${id} ${index}`,
        );
      assert.ok(networkText(setup).length > 0);
    } finally {
      session.close();
    }
  }
});

test('one sigmoid output of 0 and 1 tells classes apart, and so do three shares; any other output follows values', () => {
  const of = (activation, units, targets) => {
    const document = core.read({
      version: 1,
      network: { inputs: 2, layers: [{ units, activation }] },
      init: { kind: 'zeros' },
      loss: activation === 'softmax' ? 'softmax_cross_entropy' : 'mse',
      samples: targets.map((t) => ({ x: [1, 2], t })),
    });
    const session = core.open(document);
    const { setup, data } = fromDocument(session.scenario());
    session.close();
    return [hasClasses(setup), data.task, data.outputs];
  };
  assert.deepEqual(of('sigmoid', 1, [[0], [1]]), [true, 'classes', ['0', '1']]);
  assert.deepEqual(of('sigmoid', 1, [[0.2], [1]]), [false, 'values', ['t']]);
  assert.deepEqual(of('sigmoid', 2, [[0.01, 0.99]]), [false, 'values', ['t₁', 't₂']]);
  assert.deepEqual(of('softmax', 3, [[0, 1, 0]]), [true, 'classes', ['1', '2', '3']]);
  assert.deepEqual(of('softmax', 3, [[0.5, 0.5, 0]]), [false, 'values', ['t₁', 't₂', 't₃']]);
  assert.deepEqual(of('linear', 1, [[1]]), [false, 'values', ['t']]);
});
