/** What the lab tells of the inside of a run: its condition, sizes, trail, surface and claims; all typed, all read. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAllClose, assertClose, withSession } from './help.mjs';
import { newLab, small } from './labHelp.mjs';

const lab = await newLab();
const document = small({ batchSize: 9, shuffleSeed: undefined });

const meanSquareRoot = (numbers) => Math.sqrt(numbers.reduce((sum, x) => sum + x * x, 0) / numbers.length);

test('the condition has the loss and the gradients of a session, layer by layer', async () => {
  await lab.open(document);
  await lab.advance('epoch');
  const { epochs, health, diagnoses } = await lab.condition();
  assert.equal(epochs, 1);
  assert.equal(diagnoses[0].finding, 'healthy');
  withSession(document, (session) => {
    session.train({ epochs: 1 });
    const { loss, layers } = session.gradients();
    assertClose(health.loss, loss, 'loss', 1e-12);
    for (const [index, { weights }] of layers.entries())
      assertClose(
        health.layers[index].gradient,
        meanSquareRoot(weights.flatMap((row) => [...row])),
        `layer ${index + 1}`,
        1e-12,
      );
  });
  for (const { histogram, units } of health.layers) {
    assert.equal(histogram.length, 21);
    assert.ok(units > 0);
  }
  assert.equal(
    health.layers[0].histogram.reduce((sum, count) => sum + count, 0),
    8,
  );
});

test('sizes are recorded epoch by epoch, and thinned for the page', async () => {
  await lab.open(document);
  assert.equal((await lab.sizes()).length, 0);
  for (let epoch = 0; epoch < 10; epoch++) await lab.advance('epoch');
  const all = await lab.sizes();
  assert.equal(all.length, 10 * 5);
  assert.deepEqual(
    Array.from(all).filter((_, i) => i % 5 === 0),
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  );
  const some = await lab.sizes(4);
  assert.ok(some.length <= 6 * 5 && some.at(-5) === 9);
});

test('the trail begins at the first parameters and ends at the present ones; the surface has the loss there', async () => {
  await lab.open(document);
  const first = (await lab.snapshot()).parameters;
  for (let epoch = 0; epoch < 10; epoch++) await lab.advance('epoch');
  const { parameters } = await lab.snapshot();
  const trail = await lab.trail(['w.1.0.1', 'b.2.0']);
  assert.equal(trail.length, 2 * 11);
  assert.deepEqual([...trail.subarray(0, 2)], [first[1], first[16]]);
  assert.deepEqual([...trail.subarray(20)], [parameters[1], parameters[16]]);
  const [w, b] = trail.subarray(20);
  const losses = await lab.surface([
    { id: 'w.1.0.1', from: w - 1, to: w + 1, count: 3 },
    { id: 'b.2.0', from: b, to: b + 2, count: 2 },
  ]);
  assert.equal(losses.length, 6);
  assertClose(losses[1], (await lab.score()).loss, 'loss here', 1e-12);
});

test('claims: convex in the output, the tangent of a weight is its gradient, and halfway the loss is larger', async () => {
  await lab.open(document);
  for (let epoch = 0; epoch < 300; epoch++) await lab.advance('epoch');
  const { output, weight, midpoint, leastSquares } = await lab.claims({ id: 'w.2.0.0', from: -5, to: 5, count: 101 });
  assert.equal(output.isConvex, true);
  assert.equal(weight.losses.length, 101);
  assertClose(weight.next, weight.at - 0.3 * weight.slope, 'next', 1e-12);
  assert.ok(midpoint.middle > midpoint.loss);
  assertAllClose([midpoint.losses[0], midpoint.losses[40]], [midpoint.loss, midpoint.loss], 'ends', 1e-12);
  assert.equal(leastSquares, undefined);
});

test('least squares are there for a linear last layer', async () => {
  const line = {
    ...document,
    network: { inputs: 2, layers: [{ units: 1, activation: 'linear' }] },
    loss: 'mse',
  };
  await lab.open(line);
  for (let epoch = 0; epoch < 2000; epoch++) await lab.advance('epoch');
  const { leastSquares, midpoint } = await lab.claims({ id: 'w.1.0.0', from: -5, to: 5, count: 11 });
  assert.equal(midpoint, undefined);
  assert.ok(leastSquares.distance < 1e-8, String(leastSquares.distance));
  assertAllClose([...leastSquares.parameters], [...(await lab.snapshot()).parameters], 'parameters', 1e-7);
});

test('what cannot be asked is rejected with its place', async () => {
  await lab.open(document);
  const axis = { id: 'w.1.0.0', from: -1, to: 1, count: 3 };
  const wrong = [
    [() => lab.trail(['w.9.0.0']), 'ids[0]'],
    [() => lab.trail([]), 'ids'],
    [() => lab.sizes(0), 'most'],
    [() => lab.sizes(2.5), 'most'],
    [() => lab.sizes('4'), 'most'],
    [() => lab.surface([{ ...axis, to: -2 }]), 'axes[0].to'],
    [() => lab.surface([{ ...axis, id: 'x.0' }]), 'axes[0].id'],
    [() => lab.surface([axis, axis]), 'axes'],
    [() => lab.surface([{ ...axis, count: 1 }]), 'axes[0].count'],
    [() => lab.claims({ ...axis, from: 'a' }), 'axes[0].from'],
  ];
  for (const [ask, path] of wrong)
    await assert.rejects(ask, (error) => {
      assert.equal(error.name, 'ArgumentError', String(error));
      assert.equal(error.path, path);
      return true;
    });
});
