/** A run of the lab that goes on with another training, or with other stop conditions. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newLab, small, withParameters } from './labHelp.mjs';

const lab = await newLab();
const epochs = async (count) => {
  for (let epoch = 0; epoch < count; epoch++) await lab.advance('epoch');
};
const adam = { optimizer: 'adam', learningRate: 0.05 };
const { training } = small(adam);

test('the same training and other stop conditions change nothing of a run, to the bit', async () => {
  await lab.open(small(adam));
  await epochs(4);
  await lab.advance('sample');
  await epochs(2);
  const undisturbed = await lab.snapshot();
  await lab.open(small(adam));
  await epochs(2);
  await lab.retrain(training);
  await epochs(2);
  await lab.advance('sample');
  assert.equal((await lab.setStop({ epochs: 6 })).taken, 1);
  await epochs(1);
  assert.equal((await lab.setStop({ loss: -1 })).stopped, undefined);
  await epochs(1);
  assert.deepEqual(await lab.snapshot(), undisturbed);
});

test('another rate goes on with the moments and the count of epochs; another optimizer begins with its own', async () => {
  const after = async (change) => {
    await lab.open(small(adam));
    await epochs(3);
    const before = await lab.snapshot();
    await change(before);
    await epochs(3);
    return lab.snapshot();
  };
  const slower = { ...training, learningRate: 0.01 };
  const goingOn = await after(() => lab.retrain(slower));
  assert.deepEqual([goingOn.epochs, goingOn.iteration, goingOn.losses.length], [6, 18, 18]);
  assert.equal(goingOn.learningRate, 0.01);
  const anew = await after(({ parameters }) => lab.open(withParameters(small(slower), parameters)));
  assert.notDeepEqual(goingOn.parameters, anew.parameters);
  // There and back the moments are lost, and the epochs are not.
  const back = await after(async () => {
    await lab.retrain({ ...training, optimizer: 'sgd' });
    await lab.retrain(slower);
  });
  assert.equal(back.epochs, 6);
  assert.notDeepEqual(back.parameters, goingOn.parameters);
});

test('a condition that holds already stops at once; without it the run goes on', async () => {
  await lab.open(small());
  await epochs(5);
  const stopped = await lab.setStop({ epochs: 3 });
  assert.deepEqual([stopped.stopped, stopped.epochs], ['epochs', 5]);
  assert.equal((await lab.advance('epoch')).epochs, 5);
  assert.equal((await lab.setStop({})).stopped, undefined);
  assert.equal((await lab.advance('epoch')).epochs, 6);
});

test('a slow run by itself that has a condition which holds already is told to have stopped at once', async () => {
  await lab.open(small());
  await epochs(2);
  const told = new Promise((resolve) => (lab.onstop = resolve));
  await lab.start(1e-6);
  const { running, stopped } = await lab.setStop({ epochs: 1 });
  assert.deepEqual({ running, stopped }, { running: false, stopped: 'epochs' });
  assert.equal((await told).epochs, 2);
});

test('reset after another optimizer and back begins with the moments that the document has', async () => {
  await lab.open(small(adam));
  await epochs(2);
  const document = { ...small(adam), state: await lab.state() };
  await lab.open(document);
  await lab.retrain({ ...training, optimizer: 'sgd' });
  await lab.reset();
  const { epoch, position } = document.state;
  assert.deepEqual(await lab.state(), { updates: 0, epoch, position });
  await lab.retrain(training);
  await lab.reset();
  assert.deepEqual(await lab.state(), document.state);
});

test('a document whose training was within an epoch of all samples trains some of them', async () => {
  const document = { ...small(adam), state: { updates: 5, epoch: 1, position: 8 } };
  const { epochs: none } = await lab.open(document, { trainingSamples: 6 });
  assert.equal(none, 0);
  assert.equal((await lab.state()).position, 0);
});

test('a run that goes on by itself is stopped by a condition that comes later', async () => {
  await lab.open(small({ learningRate: 1e-3 }));
  await lab.start();
  const told = new Promise((resolve) => (lab.onstop = resolve));
  await lab.setStop({ loss: 1000 });
  assert.equal((await told).stopped, 'loss');
});

test('a reset has the weights of the beginning, the training of now and its stop conditions', async () => {
  await lab.open(small());
  const { parameters } = await lab.snapshot();
  await epochs(2);
  await lab.retrain({ ...training, learningRate: 0.125 });
  await lab.setStop({ epochs: 1 });
  const reset = await lab.reset();
  assert.deepEqual([reset.learningRate, reset.epochs, reset.stopped], [0.125, 0, undefined]);
  assert.deepEqual((await lab.snapshot()).parameters, parameters);
  assert.equal((await lab.advance('epoch')).stopped, 'epochs');
});

test('a fault is told by its place, and nothing is changed', async () => {
  await lab.open(small());
  for (const [change, path] of [
    [() => lab.retrain({ learningRate: 'fast' }), 'training.learningRate'],
    [() => lab.retrain({ momentum: 1 }), 'training.momentum'],
    [() => lab.retrain({ rate: 1 }), 'training.rate'],
    [() => lab.setStop({ epochs: 0 }), 'stop.epochs'],
  ])
    await assert.rejects(change(), { name: 'ArgumentError', path });
  assert.equal((await lab.snapshot()).learningRate, 0.3);
});
