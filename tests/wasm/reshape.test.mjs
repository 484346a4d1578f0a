/** New weights from a seed, another shape for a network, another scenario in its place. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { api, article, assertClose, core, withSession } from './help.mjs';

const weightsOf = ({ network }) => network.layers.map(({ weights, biases }) => ({ weights, biases }));
const layersOf = ({ network }) => network.layers.map(({ units, activation }, from) => ({ units, activation, from }));

// Drawn by Python's generator, seeded with init_genrand(42): 53 bits a number, in [−r, r), r = √(6 / (fan-in + fan-out)).
const seed42 = [
  [
    [-0.27486882787686717, 0.9874655704440256],
    [0.50827326053859, 0.21614990913593557],
    [-0.7536253999638911, -0.753678244468986],
  ],
  [[-1.0824696591617882, 0.8969447131275814, 0.24768018410639048]],
];

const small = (init) => ({
  version: 1,
  network: {
    inputs: 2,
    layers: [
      { units: 3, activation: 'tanh' },
      { units: 1, activation: 'sigmoid' },
    ],
  },
  init,
  loss: 'mse',
  samples: [{ x: [1, 0], t: [1] }],
});

test('Xavier’s weights of seed 42 are those of another program, from opening and from new weights alike', () => {
  withSession(small({ kind: 'xavier_uniform', seed: 42 }), (opened) =>
    withSession(small({ kind: 'zeros' }), (session) => {
      session.step();
      session.initialise({ kind: 'xavier_uniform', seed: 42 });
      assert.deepStrictEqual(session.scenario(), opened.scenario());
      assert.equal(session.status().iteration, 0);
      seed42.forEach((layer, l) =>
        layer.forEach((row, to) =>
          row.forEach((weight, from) => {
            const drawn = session.scenario().network.layers[l].weights[to][from];
            assertClose(drawn, weight, `w.${l + 1}.${to}.${from}`, 1e-15);
          }),
        ),
      );
    }),
  );
});

test('an initialisation that does not exist is rejected with its path, and nothing changes', () =>
  withSession(article(), (session) => {
    for (const [init, path] of [
      [{ kind: 'lucky' }, 'init.kind'],
      [{ kind: 'zeros', seed: -1 }, 'init.seed'],
      [{ kind: 'zeros', seed: 2 ** 32 }, 'init.seed'],
      [{ kind: 'zeros', sed: 1 }, 'init.sed'],
      [undefined, 'init'],
    ]) {
      assert.throws(
        () => session.initialise(init),
        (error) => error instanceof api.ArgumentError && error.path === path,
      );
    }
    assert.equal(session.status().canUndo, false);
  }));

test('another scenario in its place answers as if opened alone, and undo brings the first back with its way', () =>
  withSession(article(), (session) => {
    session.step();
    session.step();
    const before = { scenario: session.scenario(), status: session.status(), trace: session.trace() };
    const other = small({ kind: 'he_normal', seed: 3 });
    session.replace(other);
    withSession(other, (alone) => {
      for (const one of [session, alone]) one.step();
      assert.deepStrictEqual(session.scenario(), alone.scenario());
      assert.deepStrictEqual(session.trace(), alone.trace());
      assert.deepStrictEqual(session.derive('w.1.2.1'), alone.derive('w.1.2.1'));
    });
    assert.throws(() => session.derive('w.3.0.0'), api.ArgumentError);
    const after = session.scenario();
    assert.equal(session.undo().kind, 'update');
    assert.deepEqual(session.undo(), { kind: 'scenario', iteration: 2 });
    assert.deepStrictEqual(
      { ...before, status: { ...before.status, canRedo: true } },
      {
        scenario: session.scenario(),
        status: session.status(),
        trace: session.trace(),
      },
    );
    while (session.redo());
    assert.deepStrictEqual(session.scenario(), after);
    session.undo();
    session.undo();
    session.set('w.3.0.0', 1);
    session.replace(small({ kind: 'zeros' }));
    session.undo();
    assert.equal(session.scenario().network.layers.length, 3);
  }));

test('a scenario that is wrong is rejected with its path, and the one in place stays', () =>
  withSession(article(), (session) => {
    const before = session.scenario();
    const bad = article((d) => (d.network.layers[1].units = 4));
    assert.throws(
      () => session.replace(bad),
      (error) => error.path === 'network.layers[1].weights',
    );
    assert.throws(() => session.replace('{'), api.ScenarioError);
    assert.deepStrictEqual(session.scenario(), before);
    assert.equal(session.status().canUndo, false);
  }));

test('a neuron more keeps every weight; the new ones are those of the seed', () => {
  const layers = layersOf(article());
  layers[1].units = 4;
  const init = { kind: 'uniform', seed: 9 };
  const wider = core.reshape(article(), { layers, init });
  const drawn = core.reshape(article(), { layers: layers.map((layer) => ({ ...layer, from: null })), init });
  const old = core.read(article());
  wider.network.layers.forEach(({ weights, biases }, l) => {
    const [was, seeded] = [old.network.layers[l], drawn.network.layers[l]];
    weights.forEach((row, to) =>
      row.forEach((value, from) => assert.equal(value, was.weights[to]?.[from] ?? seeded.weights[to][from])),
    );
    biases.forEach((value, to) => assert.equal(value, was.biases[to] ?? seeded.biases[to]));
  });
  assert.equal(wider.network.layers[1].weights.length, 4);
  assert.equal(wider.network.layers[2].weights[1].length, 4);
  assert.deepEqual(wider.init, init);
  assert.deepEqual(wider.names, old.names);
});

test('a shape that is left as it is leaves the document as it is', () => {
  const { init, ...same } = core.reshape(article(), {});
  assert.deepEqual(init, { kind: 'xavier_uniform', seed: 1 });
  withSession(article(), (session) => {
    const { training, ...rest } = session.scenario();
    assert.deepStrictEqual(same, { ...rest, training: core.read(article()).training });
    assert.ok(training);
  });
});

test('a layer put in moves the names of those after it; a layer taken out takes its names along', () => {
  const old = core.read(article());
  const layers = layersOf(article());
  const deeper = core.reshape(article(), {
    layers: [layers[0], { units: 3, activation: 'relu' }, ...layers.slice(1)],
  });
  assert.equal(deeper.names['w.4.0.0'], 'w1');
  assert.equal(deeper.names['w.3.0.0'], 'w3');
  assert.deepEqual(deeper.network.layers[2].weights, old.network.layers[1].weights);
  const back = core.reshape(deeper, {
    layers: layersOf(deeper).filter((_, index) => index !== 1),
  });
  assert.deepEqual(weightsOf(back), weightsOf(old));
  assert.deepEqual(back.names, old.names);
  const shallow = core.reshape(article(), { layers: [layers[0], layers[2]] });
  assert.equal(shallow.names['w.2.0.0'], 'w1');
  assert.ok(Object.keys(shallow.names).every((id) => !id.startsWith('a.0')));
  assert.ok(!Object.values(shallow.names).includes('w3'));
  withSession(shallow, (session) => assert.ok(Number.isFinite(session.forward().loss)));
});

test('inputs and outputs that come and go take their numbers in the samples along', () => {
  const layers = layersOf(article());
  layers[2].units = 3;
  const { samples } = core.reshape(article(), { inputs: 1, layers });
  assert.deepEqual(samples, [{ x: [0.6], t: [1, 0, 0] }]);
});

test('a shape that is not possible is rejected with its path', () => {
  const layers = layersOf(article());
  for (const [shape, path] of [
    [{ inputs: 0 }, 'network.inputs'],
    [{ inputs: 1025 }, 'network.inputs'],
    [{ layers: [] }, 'network.layers'],
    [{ layers: [{ units: 2.5, activation: 'tanh' }] }, 'network.layers[0].units'],
    [{ layers: [{ units: 2, activation: 'than' }] }, 'network.layers[0].activation'],
    [{ layers: [{ ...layers[0], from: 3 }] }, 'shape.layers[0].from'],
    [{ layers: [{ ...layers[0], unit: 3 }] }, 'shape.layers[0].unit'],
    [{ init: { kind: 'lucky' } }, 'init.kind'],
  ]) {
    assert.throws(
      () => core.reshape(article(), shape),
      (error) => error.path === path,
      path,
    );
  }
});
