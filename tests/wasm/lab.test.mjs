/** The lab: a scenario that a worker trains, with the same numbers as a session, and never without an answer. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { Lab } from '../../dist/lab.js';
import { article, assertAllClose, readData, withSession } from './help.mjs';
import { newLab, small } from './labHelp.mjs';

const dist = new URL('../../dist/', import.meta.url);

const lab = await newLab();

const flatParameters = ({ network }) => network.layers.flatMap(({ weights, biases }) => [...weights.flat(), ...biases]);

test('epochs in the worker have the losses and parameters of a session', async () => {
  for (const document of [small(), article()]) {
    await lab.open(document);
    for (let epoch = 0; epoch < 5; epoch++) await lab.advance('epoch');
    const { parameters, losses, epoch, iteration } = await lab.snapshot();
    withSession(document, (session) => {
      const { loss } = session.train({ epochs: 5 });
      assertAllClose(
        Array.from(losses).filter((_, i) => i % 3 === 1),
        Array.from(loss),
        'losses',
        1e-12,
      );
      assertAllClose(Array.from(parameters), flatParameters(session.scenario()), 'parameters', 1e-12);
      assert.deepEqual([epoch, iteration], [5, session.status().iteration]);
    });
  }
});

test('it goes on by samples and batches; a reset has the same weights to the bit', async () => {
  const opened = await lab.open(small());
  assert.deepEqual([opened.iteration, opened.epochs, opened.running], [0, 0, false]);
  const { parameters: first } = await lab.snapshot();
  assert.equal((await lab.advance('sample')).taken, 1);
  assert.equal((await lab.advance('batch')).iteration, 1);
  assert.equal((await lab.advance('batch')).iteration, 2);
  assert.equal((await lab.advance('batch')).epochs, 1);
  assert.notDeepEqual((await lab.snapshot()).parameters, first);
  assert.equal((await lab.reset()).iteration, 0);
  assert.deepEqual((await lab.snapshot()).parameters, first);
});

test('a run that goes on by itself answers in between, pauses, and holds still', async () => {
  await lab.open(small({ learningRate: 1e-3 }));
  assert.equal((await lab.start()).running, true);
  let state = await lab.snapshot();
  while (state.epochs < 50) state = await lab.snapshot(state.epochs);
  assert.equal(state.running, true);
  const paused = await lab.pause();
  const still = await lab.snapshot();
  assert.deepEqual([paused.running, still.iteration], [false, paused.iteration]);
  assert.equal(still.losses.length, 3 * Math.ceil(still.epochs / still.recordStride));
  assert.equal((await lab.start(1000)).running, true);
  while ((await lab.snapshot(Infinity)).epochs < paused.epochs + 20);
  await lab.pause();
});

test('it stops by its conditions and tells of it, and goes on when it is started again', async () => {
  const stopped = () => new Promise((resolve) => (lab.onstop = resolve));
  const reasons = [];
  for (const stop of [{ loss: 0.6 }, { epochs: 30 }, { epochsWithoutProgress: 4, progress: 0.9 }]) {
    await lab.open(small(), { stop });
    const wait = stopped();
    await lab.start();
    const state = await wait;
    reasons.push(state.stopped);
    assert.equal(state.running, false);
    assert.equal((await lab.advance('epoch')).epochs, state.epochs);
  }
  assert.deepEqual(reasons, ['loss', 'epochs', 'noProgress']);
  await lab.start();
  while ((await lab.snapshot(Infinity)).epochs < 40);
  assert.equal((await lab.pause()).stopped, undefined);
});

test('a diverging run stops with the quantity that a session names, and keeps the parameters of its best epoch', async () => {
  const document = small({ learningRate: 1e200, batchSize: 9 });
  document.loss = 'mse';
  document.network.layers[1].activation = 'linear';
  await lab.open(document);
  const wait = new Promise((resolve) => (lab.onstop = resolve));
  await lab.start();
  const { stopped, failure, epochs, bestEpoch } = await wait;
  assert.equal(stopped, 'nonFinite');
  withSession(document, (session) => {
    assert.throws(
      () => session.train({ epochs: 1000 }),
      (error) => {
        assert.equal(failure.quantity, error.quantity);
        return true;
      },
    );
  });
  assert.ok(bestEpoch >= 0 && bestEpoch < epochs);
  assert.ok((await lab.best()).every(Number.isFinite));
  assert.ok((await lab.snapshot()).parameters.every(Number.isFinite));
});

test('every optimizer and schedule comes through: ten epochs are those of PyTorch, to 1e-10', async () => {
  for (const { name, settings, scenario, epochs } of readData('optimizers.json').cases) {
    await lab.open({ ...scenario, training: { ...scenario.training, ...settings } });
    for (let epoch = 0; epoch < epochs.length; epoch++) await lab.advance('epoch');
    const { parameters } = await lab.snapshot();
    assertAllClose(Array.from(parameters), epochs.at(-1).parameters, name, 1e-10);
  }
});

test('outputs over a grid are predictions, of the network and of each neuron; scores are those of the samples', async () => {
  const document = small();
  await lab.open(document, { trainingSamples: 7 });
  const axes = [
    { input: 0, from: -1, to: 1, count: 5 },
    { input: 1, from: 0, to: 2, count: 3 },
  ];
  const all = await lab.outputs({ axes, inputs: [0, 0] });
  const last = await lab.outputs({ axes, inputs: [0, 0], neuron: { layer: 2, index: 0 } });
  assert.equal(all.length, 5 * 15);
  assert.deepEqual(all.slice(4 * 15), last);
  const { losses } = (await lab.advance('epoch')) && (await lab.snapshot());
  const training = await lab.score('training');
  const tested = await lab.score('test');
  assert.deepEqual([training.samples, tested.samples], [7, 2]);
  assert.equal(tested.loss, losses[2]);
  const { right } = await lab.reset().then(() => lab.score('training'));
  withSession(document, (session) => {
    const places = Array.from({ length: 15 }, (_, i) => [(i % 5) / 2 - 1, Math.floor(i / 5)]);
    assertAllClose(
      Array.from(last),
      session.predict(places).map(([a]) => a),
      'outputs',
      1e-13,
    );
    const expected = document.samples.slice(0, 7).filter(({ x, t }) => session.predict([x])[0][0] > 0.5 === t[0] > 0.5);
    assert.equal(right, expected.length);
  });
});

test('a document or a setting with a fault is told by its place', async () => {
  await assert.rejects(lab.open({ ...small(), loss: 'none' }), { name: 'ScenarioError', path: 'loss' });
  for (const [settings, path] of [
    [{ stop: { epochs: 0.5 } }, 'settings.stop.epochs'],
    [{ trainingSamples: 10 }, 'settings.trainingSamples'],
  ])
    await assert.rejects(lab.open(small(), settings), { name: 'ArgumentError', path });
  for (const pace of [0, -1, Infinity, NaN, '5'])
    await assert.rejects(lab.start(pace), { name: 'ArgumentError', path: 'epochsPerSecond' });
});

test('a grid that is none of this network, or too large for one call, is told by its place', async () => {
  await lab.open(small());
  const axis = (input, count = 2) => ({ input, from: 0, to: 1, count });
  const rejected = (grid, error) => assert.rejects(lab.outputs(grid), { name: 'ArgumentError', ...error });
  await rejected({ axes: [axis(2)], inputs: [0, 0] }, { path: 'grid.axes[0].input' });
  const large = { axes: [axis(0, 1000), axis(1, 1000)], inputs: [0, 0] };
  await rejected(large, { path: 'grid.axes', key: 'tooManyItems' });
  assert.equal((await lab.outputs({ ...large, neuron: { layer: 1, index: 0 } })).length, 1e6);
});

test('the worker answers a grid of another network with an error, and the lab keeps the shape of the open one', async (t) => {
  const worker = new Worker(new URL('lab-worker.js', dist));
  t.after(() => worker.terminate());
  const ready = new Promise((resolve) => worker.once('message', resolve));
  worker.postMessage({ wasm: readFileSync(new URL('lab.wasm', dist)) });
  // Memory cannot be made short here: the second document finds none.
  let opened = 0;
  const strained = {
    postMessage: (message) =>
      message.kind === 'open' && ++opened === 2
        ? tried.hear({ request: message.request, error: { code: 'outOfMemory', detail: '' } })
        : worker.postMessage(message),
    terminate: () => worker.terminate(),
  };
  const tried = new Lab((await ready).ready, strained);
  worker.on('message', (reply) => tried.hear(reply));
  await tried.open(small());
  const wide = small();
  wide.network.inputs = 3;
  wide.samples = [{ x: [1, 2, 3], t: [1] }];
  await assert.rejects(tried.open(wide), { name: 'BackpropError', code: 'memory' });
  const axes = [{ input: 0, from: 0, to: 1, count: 2 }];
  await assert.rejects(tried.outputs({ axes, inputs: [0, 0, 0] }), { path: 'grid.inputs', key: 'wrongNumberCount' });
  assert.equal((await tried.outputs({ axes, inputs: [0, 0] })).length, 5 * 2);
  for (const [grid, path] of [
    [{ axes: [0, 0, 1, 2], inputs: [0, 0, 0], layer: 0, neuron: 0 }, 'grid.inputs'],
    [{ axes: [2, 0, 1, 2], inputs: [0, 0], layer: 0, neuron: 0 }, 'grid.axes'],
    [{ axes: [0, 0, 1, 2], inputs: [0, 0], layer: 3, neuron: 0 }, 'grid.neuron'],
    [{ axes: [0, 0, 1, 2], inputs: [0, 0], layer: 2, neuron: 1 }, 'grid.neuron'],
  ]) {
    const numbers = { axes: Float64Array.from(grid.axes), inputs: Float64Array.from(grid.inputs) };
    const reply = new Promise((resolve) => worker.on('message', (given) => given.request === path && resolve(given)));
    worker.postMessage({ kind: 'outputs', grid: { ...grid, ...numbers }, request: path });
    assert.deepEqual((await reply).error, { code: 'outOfRange', detail: '', path });
  }
});

test('a paced run finishes whole epochs, and so many in a row as were asked for', async () => {
  await lab.open(small({ learningRate: 1e-3 }), { stop: { epochs: 5 } });
  await lab.advance('sample');
  const stopped = new Promise((resolve) => (lab.onstop = resolve));
  await lab.start(200);
  const { epochs, position, taken } = await stopped;
  assert.deepEqual([epochs, position, taken], [5, 0, 0]);
});

test('without a run, without test samples', async () => {
  const empty = await newLab();
  await assert.rejects(empty.snapshot(), { name: 'SessionClosedError', code: 'closed' });
  await empty.open(small());
  assert.deepEqual(await empty.score('test'), { loss: NaN, right: 0, samples: 0 });
  empty.close();
});

test('a lab that was closed rejects what waits and what is asked later', async () => {
  const closed = await newLab();
  const waiting = closed.open(small());
  closed.close();
  for (const answer of [waiting, closed.snapshot(), closed.open(small())])
    await assert.rejects(answer, { name: 'SessionClosedError' });
});

test('what is no module of the lab, or is not there, is told when it is opened', async () => {
  const none = { locateFile: (name) => new URL(`nowhere/${name}`, dist) };
  await assert.rejects(newLab(none), { name: 'LoadError', message: /nowhere\/lab\.wasm/ });
  await assert.rejects(newLab({ wasmBinary: new Uint8Array(8) }), { name: 'LoadError', key: 'notWasm' });
  const header = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
  await assert.rejects(newLab({ wasmBinary: header }), { name: 'LoadError', key: 'wasmNotUsable' });
  const noWorker = { locateFile: (name) => new URL(name === 'lab.wasm' ? name : 'nowhere.js', dist) };
  await assert.rejects(newLab(noWorker), { name: 'BackpropError', key: 'coreFailed', message: /nowhere\.js/ });
  const noAddress = { locateFile: (name) => `dist/${name}` };
  await assert.rejects(newLab(noAddress), { name: 'BackpropError', key: 'coreFailed' });
  await assert.rejects(newLab({ wasm: 1 }), { name: 'ArgumentError', path: 'options.wasm' });
  await assert.rejects(newLab({ locateFile: 'here' }), { name: 'ArgumentError', path: 'options.locateFile' });
});

test('bytes of the module that are given, packed or not, are not looked for', async () => {
  const bytes = readFileSync(new URL('lab.wasm', dist));
  const locateFile = (name) => new URL(name === 'lab.wasm' ? 'nowhere.wasm' : name, dist);
  for (const wasmBinary of [bytes, gzipSync(bytes)]) {
    const given = await newLab({ wasmBinary, locateFile });
    assert.equal((await given.open(small())).epochs, 0);
  }
});

test('a worker that has died is told at once', async () => {
  const dead = await newLab();
  const waiting = dead.open(small());
  const told = new Promise((resolve) => (dead.onfail = resolve));
  dead.fail('gone');
  assert.equal(await told, 'gone');
  for (const answer of [waiting, dead.pause()]) await assert.rejects(answer, { key: 'coreFailed', message: /gone/ });
  dead.close();
});
