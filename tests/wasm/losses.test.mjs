/** Slices and surfaces of the loss: each number is that of a session in which the quantities are set. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  api,
  article,
  assertClose,
  gradientOf,
  parameterIds,
  parameterOf,
  randomScenario,
  seededRandom,
  withSession,
} from './help.mjs';

/** NaN where the forward pass has no finite number, or the target is refused. */
function lossWhereSet(session, settings, sample) {
  const set = [];
  try {
    for (const [id, value] of settings) {
      session.set(id, value, { sample });
      set.push(id);
    }
    return session.forward(sample).loss;
  } catch (error) {
    assert.ok(error instanceof api.NumericError || error.key === 'targetOutsideUnitInterval', String(error));
    return NaN;
  } finally {
    for (const _ of set) session.undo();
  }
}

test('a slice has its ends exactly, and the loss of the article where w3 stands', () =>
  withSession(article(), (session) => {
    const { id, values, losses } = session.slice('w.2.0.0', -0.1, 0.9, 201);
    assert.equal(id, 'w.2.0.0');
    assert.ok(values instanceof Float64Array && losses instanceof Float64Array);
    assert.deepEqual([values.length, losses.length, values[0], values.at(-1)], [201, 201, -0.1, 0.9]);
    const w3 = parameterOf(session.scenario(), 'w.2.0.0');
    const [, at] = session.slice('w.2.0.0', w3 - 1, w3 + 1, 3).losses;
    assert.equal(at, session.forward().loss);
    assertClose(at, 0.1943, 'L of the article', 1e-3);
    for (const [i, value] of values.entries()) {
      assertClose(value, -0.1 + i * 0.005, `value ${i}`, 1e-12);
      assert.equal(losses[i], lossWhereSet(session, [['w.2.0.0', value]], 0));
    }
  }));

test('a surface has a row for each value of the second id', () =>
  withSession(article(), (session) => {
    const grid = { from: [-1, 0], to: [1, 3], n: [5, 4] };
    const { ids, values, losses } = session.surface('w.1.0.0', 'b.3.1', grid);
    assert.deepEqual(ids, ['w.1.0.0', 'b.3.1']);
    assert.deepEqual(values, [Float64Array.of(-1, -0.5, 0, 0.5, 1), Float64Array.of(0, 1, 2, 3)]);
    assert.equal(losses.length, 20);
    values[1].forEach((b, j) =>
      values[0].forEach((w, i) =>
        assert.equal(
          losses[j * 5 + i],
          lossWhereSet(
            session,
            [
              ['w.1.0.0', w],
              ['b.3.1', b],
            ],
            0,
          ),
        ),
      ),
    );
  }));

const seed = 20260107;
test(`on random networks every loss of a slice is that of set and forward, to the bit, and nothing changes (seed ${seed})`, () => {
  const random = seededRandom(seed);
  for (let i = 0; i < 60; i++)
    withSession(randomScenario(random), (session) => {
      const before = session.scenario();
      const { inputs } = before.network;
      const outputs = before.network.layers.at(-1).units;
      const ids = [
        ...parameterIds(before),
        ...Array.from({ length: inputs }, (_, index) => `x.${index}`),
        ...Array.from({ length: outputs }, (_, index) => `t.${index}`),
      ];
      const sample = before.samples.length - 1;
      for (const id of ids) {
        const { values, losses } = session.slice(id, -3, 3, 7, { sample });
        values.forEach((value, at) =>
          assert.equal(losses[at], lossWhereSet(session, [[id, value]], sample), `${id} = ${value}`),
        );
      }
      assert.deepEqual(session.scenario(), before);
      assert.equal(session.undo(), null);
    });
});

test(`the loss of a batch is that of the next update (seed ${seed})`, () => {
  const random = seededRandom(seed);
  for (let i = 0; i < 40; i++)
    withSession(randomScenario(random), (session) => {
      session.step();
      const ids = parameterIds(session.scenario());
      const id = ids[Math.floor(random() * ids.length)];
      const { values, losses } = session.slice(id, -2, 2, 5, { batch: true });
      values.forEach((value, at) => {
        session.set(id, value);
        assert.equal(losses[at], session.step({ changes: false }).loss, `${id} = ${value}`);
        session.undo();
        session.undo();
      });
    });
});

const anything = fc.oneof(
  fc.constantFrom('w.1.0.0', 'b.1.0', 'x.0', 't.0', 'L', 'eta', null, undefined),
  fc.double(),
  fc.integer({ min: -2, max: 20 }),
  fc.anything({ withBigInt: true, withTypedArray: true }),
);
const anyGrid = fc.oneof(
  anything,
  fc.record({ from: fc.array(anything), to: fc.array(anything), n: fc.array(anything) }, { requiredKeys: [] }),
);

test(`whatever is asked is a slice or surface of finite numbers and NaN, or an ArgumentError with a path (seed ${seed})`, () =>
  withSession(article(), (session) => {
    const before = session.scenario();
    const answersOrRefuses = (call) => {
      try {
        for (const loss of call().losses) assert.ok(Number.isFinite(loss) || Number.isNaN(loss));
      } catch (error) {
        assert.ok(error instanceof api.ArgumentError && error.path, String(error?.stack));
      }
    };
    const numRuns = Number(process.env.RUNS ?? 2000);
    const slices = fc.property(anything, anything, anything, anything, anything, (...asked) =>
      answersOrRefuses(() => session.slice(...asked)),
    );
    const surfaces = fc.property(anything, anything, anyGrid, anything, (...asked) =>
      answersOrRefuses(() => session.surface(...asked)),
    );
    fc.assert(slices, { seed, numRuns });
    fc.assert(surfaces, { seed, numRuns });
    assert.deepEqual(session.scenario(), before);
    assert.equal(session.status().canUndo, false);
  }));

test('a large network or batch has a limit of its own, named in the error', () => {
  const document = {
    version: 1,
    network: {
      inputs: 1024,
      layers: [
        { units: 1000, activation: 'relu' },
        { units: 3, activation: 'linear' },
      ],
    },
    init: { kind: 'xavier_uniform' },
    loss: 'mse',
    samples: Array.from({ length: 400 }, () => ({ x: new Array(1024).fill(0.1), t: [1, 2, 3] })),
    training: { batchSize: 400 },
  };
  const most = Math.floor(2 ** 30 / (1024 * 1000 + 1000 + 3000 + 3 + 64));
  withSession(document, (session) => {
    assert.throws(() => session.slice('b.2.0', -1, 1, most + 1), {
      path: 'n',
      key: 'outOfRange',
      params: { min: 2, max: most, got: most + 1 },
    });
    assert.equal(session.slice('b.2.0', -1, 1, most).losses.length, most);
    assert.throws(() => session.slice('b.2.0', -1, 1, 5, { batch: true }), {
      path: 'n',
      params: { min: 2, max: 4, got: 5 },
    });
    const grid = { from: [-1, -1], to: [1, 1], n: [33, 33] };
    assert.throws(() => session.surface('b.2.0', 'b.2.1', grid), {
      path: 'grid.n',
      key: 'tooManyItems',
      params: { max: most, got: 1089 },
    });
  });
});

test('the slope of a slice is the gradient', () =>
  withSession(article(), (session) => {
    const gradients = session.gradients(0);
    for (const id of parameterIds(session.scenario())) {
      const at = session.value(id);
      const { values, losses } = session.slice(id, at - 1e-4, at + 1e-4, 3);
      assertClose((losses[2] - losses[0]) / (values[2] - values[0]), gradientOf(gradients, id), id, 1e-7);
    }
  }));

test('value gives any one number of an iteration', () =>
  withSession(article(), (session) => {
    const { layers, loss } = session.forward();
    const gradients = session.gradients(0);
    assert.equal(session.value('a.3.0'), layers[2].a[0]);
    assert.equal(session.value('z.1.2'), layers[0].z[2]);
    assert.equal(session.value('L'), loss);
    assert.equal(session.value('delta.2.1'), gradients.layers[1].delta[1]);
    assert.equal(session.value('dw.2.0.1'), gradients.layers[1].weights[0][1]);
    assert.equal(session.value('w.2.0.1'), session.scenario().network.layers[1].weights[0][1]);
    assert.equal(session.value('x.1'), session.scenario().samples[0].x[1]);
    assert.equal(session.value('eta'), session.scenario().training.learningRate);
    assert.throws(() => session.value('meandw.2.0.1'), { path: 'id', key: 'notOfOneSample' });
    assert.throws(() => session.value('L', 1), { path: 'sample', key: 'noSuchSample' });
  }));

const grid = { from: [0, 0], to: [1, 1], n: [3, 3] };
const surface = (s, change) => s.surface('w.1.0.0', 'b.1.0', { ...grid, ...change });
const refused = [
  ['no id', (s) => s.slice(), 'id', 'expectedText'],
  ['a weight that is not there', (s) => s.slice('w.4.0.0', 0, 1, 5), 'id', 'unknownQuantity'],
  ['a weighted sum', (s) => s.slice('z.2.0', 0, 1, 5), 'id', 'notVaried'],
  ['eta', (s) => s.slice('eta', 0, 1, 5), 'id', 'notVaried'],
  ['an input of a batch', (s) => s.slice('x.0', 0, 1, 5, { batch: true }), 'id', 'notVaried'],
  ['from NaN', (s) => s.slice('b.1.0', NaN, 1, 5), 'from', 'notFinite'],
  ['to as text', (s) => s.slice('b.1.0', 0, '1', 5), 'to', 'expectedNumber'],
  ['to Infinity', (s) => s.slice('b.1.0', 0, Infinity, 5), 'to', 'notFinite'],
  ['to = from', (s) => s.slice('b.1.0', 1, 1, 5), 'to', 'notAbove'],
  ['to below from', (s) => s.slice('b.1.0', 1, 0, 5), 'to', 'notAbove'],
  ['one value', (s) => s.slice('b.1.0', 0, 1, 1), 'n', 'outOfRange'],
  ['10,001 values', (s) => s.slice('b.1.0', 0, 1, 10001), 'n', 'outOfRange'],
  ['2½ values', (s) => s.slice('b.1.0', 0, 1, 2.5), 'n', 'expectedInteger'],
  ['no values', (s) => s.slice('b.1.0', 0, 1), 'n', 'expectedNumber'],
  ['sample 1 of 1', (s) => s.slice('b.1.0', 0, 1, 5, { sample: 1 }), 'options.sample', 'noSuchSample'],
  ['batch as text', (s) => s.slice('b.1.0', 0, 1, 5, { batch: 'no' }), 'options.batch', 'expectedBoolean'],
  ['a sample of a batch', (s) => s.slice('b.1.0', 0, 1, 5, { batch: true, sample: 0 }), 'options.sample', 'unknownKey'],
  ['a misspelt option', (s) => s.slice('b.1.0', 0, 1, 5, { batches: true }), 'options.batches', 'unknownKey'],
  ['the same id twice', (s) => s.surface('b.1.0', 'b.1.0', grid), 'id2', 'sameQuantity'],
  ['no second id', (s) => s.surface('b.1.0', undefined, grid), 'id2', 'expectedText'],
  ['no grid', (s) => s.surface('w.1.0.0', 'b.1.0'), 'grid', 'expectedObject'],
  ['a grid without n', (s) => surface(s, { n: undefined }), 'grid.n', 'missing'],
  ['one from for two', (s) => surface(s, { from: [0] }), 'grid.from', 'wrongNumberCount'],
  ['from as a number', (s) => surface(s, { from: 0 }), 'grid.from', 'expectedList'],
  ['the second to too low', (s) => surface(s, { to: [1, -1] }), 'grid.to[1]', 'notAbove'],
  ['n of 1', (s) => surface(s, { n: [3, 1] }), 'grid.n[1]', 'outOfRange'],
  ['n of 1001', (s) => surface(s, { n: [1001, 3] }), 'grid.n[0]', 'outOfRange'],
  ['a further member', (s) => surface(s, { step: 1 }), 'grid.step', 'unknownKey'],
];

for (const [name, call, path, key] of refused)
  test(`losses: ${name} is refused`, () =>
    withSession(article(), (session) => {
      const isExpected = (error) => {
        assert.ok(error instanceof api.ArgumentError, String(error));
        assert.deepEqual([error.path, error.key], [path, key]);
        return true;
      };
      assert.throws(() => call(session), isExpected);
      assert.equal(session.status().canUndo, false);
    }));

test('there is a gap where the forward pass is not finite, and at targets that the loss does not take', () => {
  const scenario = {
    version: 1,
    network: { inputs: 1, layers: [{ units: 1, activation: 'linear', weights: [[0.95]], biases: [0] }] },
    loss: 'bce',
    samples: [{ x: [1], t: [0.5] }],
  };
  withSession(scenario, (session) => {
    const { losses } = session.slice('w.1.0.0', -0.5, 1.5, 5);
    assert.deepEqual([...losses].map(Number.isNaN), [true, true, false, true, true]);
    const targets = session.slice('t.0', -1, 2, 4);
    assert.deepEqual([...targets.losses].map(Number.isNaN), [true, false, false, true]);
  });
});
