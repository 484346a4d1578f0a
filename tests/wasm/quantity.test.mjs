/** Quantity ids; the shape of a network; the settings that a document leaves out. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { api, article, core, withSession } from './help.mjs';

const { formatQuantityId, initOf, parameterCount, parseQuantityId, quantityExists, shapeOf, trainingOf } = api;

const ofOptimizers =
  'gw.2.0.1 vw.2.0.1 vb.2.0 mw.2.0.1 mb.2.0 sw.2.0.1 sb.2.0 mhatw.2.0.1 mhatb.2.0 shatw.2.0.1 shatb.2.0 ' +
  'etan mu beta1 beta2 epsilon lambda';
const ids = `x.0 t.1 w.2.0.1 b.2.0 z.2.0 a.2.0 L L.0 delta.2.0 dw.2.0.1 db.2.0 eta ${ofOptimizers}`.split(' ');

for (const id of ids) {
  test(`the id ${id} is read and written again`, () => assert.equal(formatQuantityId(parseQuantityId(id)), id));
}

for (const text of [
  '',
  'x',
  'x.',
  'x.-1',
  'x.01',
  'x.1.0',
  'w.0.0.0',
  'w.1.0',
  'z.0.0',
  'L.',
  'eta.0',
  'X.0',
  'x.0 ',
  'x.1e2',
  'x.0\n',
  'gb.2.0',
  'vhatw.1.0.0',
  'beta3',
  'mu.0',
  'mhat.1.0',
]) {
  test(`${JSON.stringify(text)} is not an id`, () => assert.equal(parseQuantityId(text), null));
}

test('a network has the quantities of its shape and no others', () => {
  const shape = [2, 3, 1];
  const has = (id) => quantityExists(parseQuantityId(id), shape);
  const present = 'x.1 t.0 w.1.2.1 w.2.0.2 b.1.2 z.2.0 a.1.0 L L.0 delta.2.0 dw.1.0.0 db.2.0 eta mhatw.1.2.1 sb.2.0';
  const absent =
    'x.2 t.1 w.1.3.0 w.1.0.2 w.2.0.3 w.3.0.0 b.2.1 z.3.0 a.1.3 L.1 delta.3.0 dw.2.1.0 db.1.3 vw.1.3.0 shatb.3.0';
  for (const id of present.split(' ')) assert.equal(has(id), true, id);
  for (const id of absent.split(' ')) assert.equal(has(id), false, id);
});

test('the shape of a network is its inputs and the units of each layer', () => {
  const document = { network: { inputs: 2, layers: [{ units: 3 }, { units: 1 }] } };
  assert.deepEqual(shapeOf(document), [2, 3, 1]);
  assert.equal(parameterCount(shapeOf(document)), 2 * 3 + 3 + 3 + 1);
  assert.throws(() => shapeOf({}), { name: 'ArgumentError', key: 'unreadable', path: 'scenario' });
});

test('training settings that a document leaves out are those that a session uses', () => {
  const numbers = { momentum: 0.9, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 };
  const steps = { learningRate: 0.5, batchSize: 1, batchReduction: 'mean', updateBiases: true };
  const usual = { optimizer: 'sgd', ...steps, ...numbers };
  const { training: _, ...document } = article();
  assert.deepEqual(trainingOf(document), usual);
  assert.deepEqual(trainingOf({ training: { batchSize: 3, shuffleSeed: 0 } }), {
    ...usual,
    batchSize: 3,
    shuffleSeed: 0,
  });
  withSession(document, (session) => {
    assert.deepEqual(session.scenario().training, { learningRate: usual.learningRate });
    assert.equal(session.status().nextBatch.length, usual.batchSize);
  });
});

test('weights that a document does not give are drawn by its init, or by xavier_uniform with seed 1', () => {
  assert.deepEqual(initOf({}), { kind: 'xavier_uniform', seed: 1 });
  assert.deepEqual(initOf({ init: { kind: 'zeros' } }), { kind: 'zeros', seed: 1 });
  const { network, ...document } = article();
  const layers = network.layers.map(({ units, activation }) => ({ units, activation }));
  const { init: _, ...given } = core.reshape({ ...document, network }, {});
  withSession({ ...given, network: { ...network, layers }, init: { kind: 'uniform' } }, (session) =>
    assert.deepEqual(session.scenario().init, initOf({ init: { kind: 'uniform' } })),
  );
});
