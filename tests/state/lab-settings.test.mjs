/** The lab's settings: what is typed, which network and loss go together, and runs that go on with another training. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bundled, labOf } from './help.mjs';

const all = await bundled(
  'web/lab/setup.ts',
  'web/lab/losses.ts',
  'web/lab/settings/fields.ts',
  'web/lab/settings/outputs.ts',
  'wasm/lab/index.ts',
);
const { dataSets, documentOf, drawsParameters, isOfTraining, isPossible, limits, LossRecords, noteOf } = all;
const { outputKinds, parameterCount, presetForOwn, presetOf, readNumber, recordsOf, settingsOf } = all;
const { withLayer, withOutput } = all;
const { lab: runner, drawn } = await labOf(all);

const open = (setup, points) => runner.open(documentOf(setup, points), settingsOf(setup, points.length));

test('what is typed is read with a point or a comma; what is none of the possible numbers is told by its fault', () => {
  const { learningRate, batchSize, momentum, stopEpochs, stopLoss } = limits;
  const cases = [
    ['0.05', learningRate, { value: 0.05 }],
    [' 0,05 ', learningRate, { value: 0.05 }],
    ['3e-4', learningRate, { value: 0.0003 }],
    ['1000', learningRate, { value: 1000 }],
    ['0', learningRate, { fault: 'range' }],
    ['−1', learningRate, { fault: 'range' }],
    ['1e999', learningRate, { fault: 'range' }],
    ['1e9', learningRate, { fault: 'range' }],
    ['', learningRate, { fault: 'empty' }],
    ['fast', learningRate, { fault: 'notANumber' }],
    ['0x10', learningRate, { fault: 'notANumber' }],
    ['Infinity', learningRate, { fault: 'notANumber' }],
    ['7', batchSize, { value: 7 }],
    ['7.5', batchSize, { fault: 'whole' }],
    ['0', batchSize, { fault: 'range' }],
    ['1', momentum, { fault: 'range' }],
    ['0.999', momentum, { value: 0.999 }],
    ['', stopEpochs, { value: null }],
    ['0', stopEpochs, { fault: 'range' }],
    ['-0.5', stopLoss, { value: -0.5 }],
  ];
  for (const [text, limit, expected] of cases) {
    const { limit: _, ...read } = readNumber(text, limit);
    assert.deepEqual(read, expected, JSON.stringify(text));
  }
});

test('every number that a field takes is one that the worker takes', async () => {
  const data = await drawn(presetOf('circle'));
  const { points } = data;
  for (const [name, { least, above, most, below, whole }] of Object.entries(limits)) {
    if (name === 'samples') continue;
    const ends = [above ? 1e-300 : least, below ? 1 - 2 ** -53 : most];
    for (const value of whole ? ends.map(Math.round) : ends)
      for (const schedule of ['step', 'cosine']) {
        const setup = { ...presetOf('circle'), schedule, [name]: value };
        assert.ok(isPossible(setup, data), `${name} ${value}`);
        await open(setup, points);
      }
  }
});

test('a setup that was stored is possible with its own data alone', async () => {
  const [circle, curve] = await Promise.all(
    ['circle', 'curve'].map(async (kind) => [presetOf(kind), await drawn(presetOf(kind))]),
  );
  assert.ok(isPossible(...circle) && isPossible(...curve));
  assert.ok(!isPossible(circle[0], curve[1]) && !isPossible(curve[0], circle[1]));
  for (const part of [
    { learningRate: 0 },
    { batchSize: 1.5 },
    { momentum: 1 },
    { stopEpochs: 0 },
    { noise: null },
    { layers: [] },
  ])
    assert.ok(!isPossible({ ...circle[0], ...part }, circle[1]), JSON.stringify(part));
});

test('a batch larger than the data, and a rate that is absurd, are taken with a word', async () => {
  const setup = { ...presetOf('circle'), batchSize: 5000, learningRate: 1000 };
  assert.equal(noteOf('batchSize', setup, 160), 'largeBatch');
  assert.equal(noteOf('learningRate', setup, 160), 'largeRate');
  assert.equal(noteOf('batchSize', setup, 5000), undefined);
  assert.equal(noteOf('learningRate', presetOf('circle'), 160), undefined);
  const { points } = await drawn(setup);
  await open(setup, points);
  assert.equal((await runner.advance('batch')).epochs, 1);
});

test('outputs and losses that are offered fit the data, and each is trained', async () => {
  const three = {
    points: (await drawn(presetOf('circle'))).points.map(({ x }, i) => ({
      x,
      t: [0, 1, 2].map((k) => Number(k === i % 3)),
    })),
    inputs: ['a', 'b'],
    outputs: ['k', 'l', 'm'],
    task: 'classes',
  };
  for (const data of [...(await Promise.all(dataSets.map((kind) => drawn(presetOf(kind))))), three]) {
    const setup = presetForOwn(data);
    const kinds = outputKinds(data);
    assert.deepEqual(kinds[0], { activation: setup.layers.at(-1).activation, loss: setup.loss });
    for (const kind of kinds) {
      await open({ ...setup, ...withOutput(setup, kind) }, data.points);
      assert.ok(Number.isFinite((await runner.score()).loss));
    }
  }
});

test('layers are added at the end, changed and taken out; the last layer stays', () => {
  const setup = presetOf('spiral');
  const last = setup.layers.at(-1);
  assert.deepEqual(withLayer(setup, 2, {}).layers, [
    ...setup.layers.slice(0, 2),
    { units: 8, activation: 'tanh' },
    last,
  ]);
  assert.deepEqual(withLayer(setup, 0, { activation: 'relu' }).layers[0], { units: 16, activation: 'relu' });
  assert.deepEqual(withLayer(setup, 0, null).layers, setup.layers.slice(1));
  const alone = { ...setup, layers: [last] };
  assert.deepEqual(withLayer(alone, 0, { units: 3 }).layers, [{ units: 3, activation: 'tanh' }, last]);
});

test('schedule and stop conditions reach the worker', async () => {
  const setup = { ...presetOf('circle'), schedule: 'step', scheduleEpochs: 3, scheduleFactor: 0.5, stopEpochs: 7 };
  const { points } = await drawn(setup);
  await open(setup, points);
  const rates = [];
  for (let state = { epochs: 0 }; state.stopped === undefined; state = await runner.advance('epoch'))
    rates.push((await runner.snapshot()).learningRate);
  assert.deepEqual(
    rates,
    [0, 0, 0, 1, 1, 1, 2].map((k) => setup.learningRate * 0.5 ** k),
  );
  assert.deepEqual(settingsOf(setup, 200).stop, { epochs: 7 });
  const cosine = { ...setup, schedule: 'cosine', scheduleEpochs: 10, scheduleFloor: 0.001, stopEpochs: null };
  assert.deepEqual(documentOf(cosine, points).training.schedule, { kind: 'cosine', epochs: 10, floor: 0.001 });
});

test('only the training of a run can change while it goes on', () => {
  assert.ok(isOfTraining({ learningRate: 1 }) && isOfTraining({ optimizer: 'sgd', stopLoss: null }));
  for (const part of [
    { layers: [] },
    { weightSeed: 2 },
    { init: 'zeros' },
    { test: 10 },
    { learningRate: 1, samples: 50 },
  ])
    assert.ok(!isOfTraining(part), JSON.stringify(part));
});

test('records that come piece by piece are those of the whole run, also of one so long that they are thinned', async () => {
  const setup = { ...presetOf('plane'), samples: 2, test: 0 };
  const { points } = await drawn(setup);
  await open(setup, points);
  const records = new LossRecords();
  const sent = [];
  await runner.start();
  for (let epochs = 0; epochs < 20_000;) {
    const snapshot = await runner.snapshot(records.next);
    records.add(snapshot);
    sent.push(snapshot.losses.length / 3);
    ({ epochs } = snapshot);
  }
  await runner.pause();
  records.add(await runner.snapshot(records.next));
  const whole = await runner.snapshot();
  assert.ok(whole.recordStride > 1);
  assert.deepEqual(records.all, whole.losses);
  // Each was sent once: no more than there were epochs.
  assert.ok(sent.reduce((all, count) => all + count) <= whole.epochs, sent.join());
  const before = records.all;
  const copy = before.slice();
  await runner.advance('epoch');
  for (let epoch = 0; epoch < 10 * whole.recordStride; epoch++) await runner.advance('epoch');
  records.add(await runner.snapshot(records.next));
  assert.ok(records.all.length > copy.length);
  assert.deepEqual(before, copy);
  records.clear();
  assert.deepEqual([records.next, records.all.length], [0, 0]);
});

test('records are thinned to about as many as are asked for, with the first and the last', () => {
  const triples = Float64Array.from({ length: 3 * 1000 }, (_, at) => (at % 3 === 0 ? at / 3 : 1));
  for (const most of [1, 7, 400, 999, 1000, 5000, Infinity]) {
    const epochs = recordsOf(triples, most).map(({ epoch }) => epoch);
    assert.ok(epochs.length <= most + 2 && epochs.length >= Math.min(most, 1000) / 2, `${most}: ${epochs.length}`);
    assert.deepEqual([epochs[0], epochs.at(-1)], [1, 1000]);
  }
  assert.deepEqual(recordsOf(new Float64Array(), 5), []);
});

test('parameters that are given are those of one network: of another they are drawn', () => {
  const setup = presetOf('circle');
  assert.equal(parameterCount(setup), 2 * 8 + 8 + 8 + 1);
  const given = { ...setup, parameters: Float64Array.from({ length: 33 }, (_, index) => index) };
  assert.deepEqual(documentOf(given, []).network.layers[1], {
    ...setup.layers[1],
    weights: [[24, 25, 26, 27, 28, 29, 30, 31]],
    biases: [32],
  });
  const wider = { ...given, ...withLayer(given, 0, { units: 9 }) };
  assert.deepEqual(documentOf(wider, []).network.layers, wider.layers);
  assert.ok(
    drawsParameters({ weightSeed: 2 }) && drawsParameters({ layers: [] }) && !drawsParameters({ learningRate: 1 }),
  );
});
