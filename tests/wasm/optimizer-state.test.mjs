/** What an optimizer keeps is part of the document: what opens it goes on as the session that wrote it, to the bit. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { api, article, assertAllClose, core, withSession } from './help.mjs';
import { newLab, small, withParameters } from './labHelp.mjs';

const lab = await newLab();
const schedules = [undefined, { kind: 'step', epochs: 2, factor: 0.3 }, { kind: 'cosine', epochs: 5, floor: 0.01 }];
const trainings = ['sgd', 'momentum', 'adam'].flatMap((optimizer) =>
  schedules.flatMap((schedule) =>
    [{}, { weightDecay: 0.03, updateBiases: false }, { shuffleSeed: 3 }].map((more) => ({
      optimizer,
      batchSize: 2,
      learningRate: 0.4,
      ...(schedule && { schedule }),
      ...more,
    })),
  ),
);
const isPlain = ({ optimizer = 'sgd', schedule, shuffleSeed }) =>
  optimizer === 'sgd' && !schedule && shuffleSeed === undefined;
const example = (training) => ({
  ...article(),
  samples: [0, 1, 2].map((i) => ({ x: [0.5 + i, 1 - i], t: [i / 2, 0.25] })),
  training,
});
const stepped = (session, updates) => {
  for (let update = 0; update < updates; update++) session.step({ changes: false });
  return session.scenario();
};

test('a session opened from the document of another goes on as it does, to the bit, for every optimizer and schedule', () => {
  for (const training of trainings) {
    if (isPlain(training)) continue;
    for (let before = 0; before < 5; before++)
      withSession(example(training), (session) => {
        const text = JSON.stringify(stepped(session, before));
        assert.deepEqual(core.read(text), session.scenario());
        withSession(text, (other) => {
          assert.deepEqual(other.scenario(), session.scenario());
          assert.deepEqual(other.traceBatch(), session.traceBatch(), JSON.stringify(training));
          for (const target of ['numpy', 'pytorch', 'eigen'])
            assert.equal(api.exportScript(other, target), api.exportScript(session, target));
          assert.deepEqual(stepped(other, 4), stepped(session, 4), JSON.stringify(training));
        });
      });
  }
});

test('the state has the shape of the network; plain gradient descent, and a session that has not begun, write none', () => {
  for (const training of trainings)
    withSession(example(training), (session) => {
      assert.deepEqual(session.scenario(), example(training));
      const { state, network } = stepped(session, 3);
      if (isPlain(training)) return assert.equal(state, undefined);
      const kept = { sgd: [], momentum: ['velocity'], adam: ['firstMoment', 'secondMoment'] }[training.optimizer];
      assert.deepEqual(Object.keys(state), ['updates', 'epoch', 'position', ...kept]);
      assert.deepEqual([state.updates, state.epoch, state.position], [3, 1, 2]);
      const shape = (layers) => layers.map(({ weights, biases }) => [weights.map((row) => row.length), biases.length]);
      for (const name of kept) assert.deepEqual(shape(state[name]), shape(network.layers));
      if (kept.length > 0)
        assert.equal(state[kept[0]][1].weights[0][2], session.value(`${kept[0][0] === 'v' ? 'v' : 'm'}w.2.0.2`));
      assert.throws(() => session.set('vw.1.0.0', 1), { key: 'notSettable' });
      session.initialise({ kind: 'he_normal', seed: 2 });
      assert.equal(session.scenario().state, undefined);
      session.undo();
      assert.deepEqual(session.scenario().state, state);
    });
});

test('what a state leaves out is 0: updates alone correct a bias, an epoch alone is what a schedule goes by', () => {
  withSession({ ...example({ optimizer: 'adam' }), state: { updates: 9 } }, (session) => {
    const { numbers } = session.traceBatch().find(({ rule }) => rule === 'bias_correction');
    assert.match(numbers, /\^\{10\}/);
    assert.equal(session.value('mw.1.0.0'), 0);
    assert.equal(session.status().iteration, 0);
  });
  const schedule = { kind: 'step', epochs: 2, factor: 0.5 };
  withSession(
    { ...example({ learningRate: 1, schedule }), state: { updates: 0, epoch: 5, position: 2 } },
    (session) => {
      assert.equal(session.value('etan'), 0.25);
      assert.deepEqual([...session.status().nextBatch], [2]);
    },
  );
});

test('another document in its place brings its state, and undo brings back the one before', () =>
  withSession(example({ optimizer: 'momentum' }), (session) => {
    const first = stepped(session, 2);
    const adam = withSession(example({ optimizer: 'adam' }), (other) => stepped(other, 3));
    session.replace(adam);
    assert.deepEqual(session.scenario(), adam);
    session.undo();
    assert.deepEqual(session.scenario(), first);
    session.redo();
    assert.deepEqual(session.scenario(), adam);
    assert.equal(core.reshape(adam, { inputs: 3 }).state, undefined);
  }));

test('printed figures of a document with a state are those of the updates after it', () => {
  for (const [optimizer, ids] of [
    ['momentum', ['vw.1.0.0', 'vb.2.0']],
    ['adam', ['mw.1.0.0', 'sb.2.0', 'mhatw.2.0.1', 'w.1.0.0']],
  ])
    withSession(example({ optimizer, batchSize: 3 }), (session) => {
      const document = stepped(session, 4);
      const figures = [0, 1, 2].flatMap((after) => {
        if (after > 0) session.step();
        const steps = session.traceBatch();
        return ids.map((id) => ({
          id,
          after,
          text: String(/hat/.test(id) ? steps.find(({ computes }) => computes === id).value : session.value(id)),
        }));
      });
      for (const { id, after, agreement } of core.printed({ ...document, printed: { figures } }))
        assert.equal(agreement, 'agrees', `${id} after ${after}`);
      const slipped = figures.map((figure, index) => (index === 0 ? { ...figure, text: '12.5' } : figure));
      assert.notEqual(core.printed({ ...document, printed: { figures: slipped } })[0].agreement, 'agrees');
    });
});

test('each setting of training is edited in its range, is in the document after it, and one undo brings it back', () =>
  withSession(example({ optimizer: 'adam' }), (session) => {
    stepped(session, 2);
    const before = session.scenario();
    const settings = { mu: 'momentum', beta1: 'beta1', beta2: 'beta2', epsilon: 'epsilon', lambda: 'weightDecay' };
    const faults = [
      ['mu', 1],
      ['mu', -0.1],
      ['beta1', 1],
      ['beta2', -1],
      ['epsilon', 0],
      ['lambda', -1e-9],
      ['lambda', NaN],
    ];
    for (const [id, value] of faults)
      assert.throws(
        () => session.set(id, value),
        ({ name, path, key }) =>
          name === 'ArgumentError' && path === 'value' && /outOfRange|notAbove|notFinite/.test(key),
        `${id} ${value}`,
      );
    assert.deepEqual(session.scenario(), before);
    for (const [id, name] of Object.entries(settings)) {
      session.set(id, 0.25);
      assert.equal(session.value(id), 0.25);
      const after = session.scenario();
      assert.deepEqual(after, { ...before, training: { ...before.training, [name]: 0.25 } });
      withSession(after, (other) => assert.deepEqual(other.step().changes, session.step().changes));
      session.undo();
      session.undo();
      assert.deepEqual(session.scenario(), before);
    }
  }));

const assertNear = (actual, expected, what) => {
  assert.equal(actual.length, expected.length, what);
  for (const [index, value] of expected.entries()) {
    const difference = Math.abs(actual[index] - value) / Math.max(1, Math.abs(value));
    assert.ok(difference <= 1e-13, `${what} ${index}: ${actual[index]}, expected ${value}`);
  }
};

test('a paused run of the lab gives its state: the steps of its next update come to what that update gives, to 1e-13', async () => {
  for (const training of trainings) {
    const document = small({ ...training, batchSize: 4 });
    await lab.open(document);
    for (let update = 0; update < 5; update++) await lab.advance('batch');
    const { parameters, batch } = await lab.snapshot();
    const state = await lab.state();
    const samples = Array.from(batch, (sample) => document.samples[sample]);
    const { shuffleSeed: _, ...settings } = { ...document.training, batchSize: samples.length };
    const paused = {
      ...withParameters(document, parameters),
      samples,
      training: settings,
      state: { ...state, position: 0 },
    };
    await lab.advance('batch');
    const after = await lab.snapshot();
    const stateAfter = await lab.state();
    withSession(paused, (session) => {
      const derived = new Map(session.traceBatch().map(({ computes, value }) => [computes, value]));
      session.step();
      const now = session.scenario();
      const flat = (all) => all.flatMap(({ weights, biases }) => [...weights.flat(), ...biases]);
      assertNear([...after.parameters], flat(now.network.layers), JSON.stringify(training));
      for (const name of ['velocity', 'firstMoment', 'secondMoment'])
        if (stateAfter[name]) assertNear(flat(stateAfter[name]), flat(now.state[name]), name);
      assert.equal(derived.get('w.1.0.0'), now.network.layers[0].weights[0][0]);
      for (const [id, name] of Object.entries({ v: 'velocity', m: 'firstMoment', s: 'secondMoment' }))
        if (stateAfter[name]) assert.equal(derived.get(`${id}w.2.0.3`), now.state[name][1].weights[0][3]);
    });
  }
});

test('a run of the lab begins with a document’s state', async () => {
  for (const training of trainings.filter((one) => !isPlain(one))) {
    const document = withSession(small({ ...training, batchSize: 4 }), (session) => stepped(session, 4));
    await lab.open(document);
    assert.deepEqual(await lab.state(), document.state);
    for (let update = 0; update < 3; update++) await lab.advance('batch');
    const { parameters } = await lab.snapshot();
    withSession(document, (session) => {
      const { layers } = stepped(session, 3).network;
      assertAllClose(
        [...parameters],
        layers.flatMap(({ weights, biases }) => [...weights.flat(), ...biases]),
        '',
        1e-12,
      );
    });
  }
});
