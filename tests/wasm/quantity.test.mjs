/** Quantity ids; the shape of a network; the settings that a document leaves out. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { api, article, core, withSession } from './help.mjs';

const { formatQuantityId, initOf, parameterCount, parseQuantityId, quantityExists, shapeOf, trainingOf } = api;

const ids = 'x.0 t.1 w.2.0.1 b.2.0 z.2.0 a.2.0 L L.0 delta.2.0 dw.2.0.1 db.2.0 eta'.split(' ');

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
]) {
  test(`${JSON.stringify(text)} is not an id`, () => assert.equal(parseQuantityId(text), null));
}

test('a network has the quantities of its shape and no others', () => {
  const shape = [2, 3, 1];
  const has = (id) => quantityExists(parseQuantityId(id), shape);
  const present = 'x.1 t.0 w.1.2.1 w.2.0.2 b.1.2 z.2.0 a.1.0 L L.0 delta.2.0 dw.1.0.0 db.2.0 eta';
  const absent = 'x.2 t.1 w.1.3.0 w.1.0.2 w.2.0.3 w.3.0.0 b.2.1 z.3.0 a.1.3 L.1 delta.3.0 dw.2.1.0 db.1.3';
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
  const usual = { optimizer: 'sgd', learningRate: 0.5, batchSize: 1, batchReduction: 'mean', updateBiases: true };
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
