/** The outline of an iteration, ranges of its steps, and the steps of a batch. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { digitNetwork } from '../data/digitNetwork.mjs';
import { article, randomScenario, seededRandom, withSession } from './help.mjs';

const seed = 20260102;
const random = seededRandom(seed);
const documents = [
  article(),
  article((document) => (document.training.updateBiases = false)),
  ...Array.from({ length: 20 }, () => randomScenario(random)),
];

/** The ids that a group's steps compute, in order. */
function idsOf({ layer, neuron, kinds, start, end }) {
  const weights = end - start - (kinds.length - 1);
  return kinds.flatMap((kind) => {
    const place = [kind, layer, neuron].filter((part) => part !== null).join('.');
    return /w$/.test(kind) ? Array.from({ length: weights }, (_, from) => `${place}.${from}`) : [place];
  });
}

test(`outline: its groups name every step of the trace, in order (seed ${seed})`, () => {
  for (const document of documents) {
    withSession(document, (session) => {
      const { length, groups, failure } = session.outline();
      const steps = session.trace();
      assert.equal(failure, undefined);
      assert.equal(length, steps.length);
      assert.deepEqual(
        groups.flatMap(idsOf),
        steps.map(({ computes }) => computes),
      );
      for (const { phase, layer, neuron, start, end } of groups) {
        for (const step of steps.slice(start, end)) {
          assert.deepEqual([step.phase, step.layer, step.neuron], [phase, layer, neuron], step.computes);
        }
      }
    });
  }
});

test('trace: a range is that part of the whole; after the end it is empty', () =>
  withSession(article(), (session) => {
    const all = session.trace();
    for (const [from, count] of [
      [0, 1],
      [3, 5],
      [80, 100],
      [84, 1],
      [85, 3],
      [1000, 1],
      [7, 0],
    ]) {
      assert.deepEqual(session.trace(0, { from, count }), all.slice(from, from + count), `${from}, ${count}`);
    }
    assert.deepEqual(session.trace(0, { from: 80 }), all.slice(80));
  }));

test('trace: from and count are whole numbers in their range', () =>
  withSession(article(), (session) => {
    assert.throws(() => session.trace(0, { from: -1 }), { key: 'outOfRange', path: 'options.from' });
    assert.throws(() => session.trace(0, { from: 0.5 }), { key: 'expectedInteger', path: 'options.from' });
    assert.throws(() => session.trace(0, { count: 10001 }), { key: 'outOfRange', path: 'options.count' });
    assert.throws(() => session.traceBatch({ count: '3' }), { key: 'expectedNumber', path: 'options.count' });
    assert.throws(() => session.outline(1), { key: 'noSuchSample', path: 'sample' });
  }));

test('784-128-64-10: a short outline of all steps, any of which can be asked for', () =>
  withSession(digitNetwork(), (session) => {
    const parameters = 784 * 128 + 128 + 128 * 64 + 64 + 64 * 10 + 10;
    const { length, groups } = session.outline();
    assert.equal(length, 2 * parameters + 3 * (128 + 64 + 10) + 10 + 1);
    assert.ok(groups.length < 700, `${groups.length} groups`);
    assert.throws(() => session.trace(), { key: 'tooManyParameters', params: { max: 65536, got: parameters } });
    const [last] = session.trace(0, { from: length - 1, count: 1 });
    assert.equal(last.computes, 'b.3.9');
    const { biases } = session.gradients(0).layers[2];
    assert.equal(last.value, last.before - 0.1 * biases[9]);
    const backward = groups.find(({ phase, layer, neuron }) => phase === 'backward' && layer === 1 && neuron === 100);
    const [step] = session.trace(0, { from: backward.start + 1 + 391, count: 1 });
    assert.equal(step.computes, 'dw.1.100.391');
    assert.equal(step.value, session.gradients(0).layers[0].weights[100][391]);
  }));

test('a failure ends the outline at the step that it ends the trace', () => {
  const document = article((d) => (d.network.layers[1].activation = d.network.layers[0].activation = 'linear'));
  withSession(document, (session) => {
    session.set('w.2.1.0', 1e308);
    session.set('b.1.0', 1e10);
    const { length, failure } = session.outline();
    assert.deepEqual(failure, { quantity: 'z.2.1', cause: 'overflow' });
    const steps = session.trace();
    assert.equal(length, steps.length);
    assert.deepEqual(steps.at(-1).failure, failure);
    assert.equal(session.outlineBatch().length, length);
  });
});

for (const batchReduction of ['mean', 'sum']) {
  test(`traceBatch, ${batchReduction}: its outline names every step, and its update is that of step()`, () => {
    for (const document of documents) {
      const samples = Array.from({ length: 3 }, (_, s) => ({ ...document.samples[s % document.samples.length] }));
      const training = { ...document.training, batchSize: 2, batchReduction };
      withSession({ ...document, samples, training }, (session) => {
        const outline = session.outlineBatch();
        const steps = session.traceBatch();
        assert.equal(steps.length, outline.length);
        assert.deepEqual(outline.samples, session.status().nextBatch);
        const own = outline.sampleGroups.flatMap(idsOf);
        assert.equal(own.length, outline.sampleLength);
        const rest = outline.restGroups.flatMap(idsOf);
        assert.deepEqual(
          steps.map(({ computes }) => computes),
          [...own, ...own, ...rest],
        );
        assert.deepEqual(
          steps.map(({ sample }) => sample),
          [...outline.samples.flatMap((sample) => own.map(() => sample)), ...rest.map(() => null)],
        );
        const value = new Map(steps.map((step) => [step.computes, step.value]));
        const update = session.step();
        assert.equal(value.get(`${batchReduction}L`), update.loss);
        for (const { id, gradient, after } of update.changes) {
          assert.equal(value.get(`${batchReduction}d${id}`), gradient, id);
          assert.equal(value.get(id), after, id);
        }
      });
    }
  });
}

test('with one sample an update, traceBatch is the trace of the next sample, also after updates', () =>
  withSession(
    article((d) => d.samples.push({ x: [1, -1], t: [0, 1] })),
    (session) => {
      for (const sample of [0, 1, 0]) {
        assert.deepEqual(session.traceBatch(), session.trace(sample));
        assert.deepEqual(session.outlineBatch().samples, [sample]);
        session.step();
      }
    },
  ));

test('784-128-64-10 in a batch: any step of any sample can be asked for', () =>
  withSession(digitNetwork({ batchSize: 4 }), (session) => {
    const { samples, sampleLength, sampleGroups, length } = session.outlineBatch();
    assert.deepEqual(samples, [0, 1, 2, 3]);
    assert.throws(() => session.traceBatch(), { key: 'tooManyParameters' });
    const { start } = sampleGroups.find(
      ({ kinds, layer, neuron }) => kinds[0] === 'sumdw' && layer === 2 && neuron === 5,
    );
    let sum = 0;
    for (const [position, sample] of samples.entries()) {
      const [step] = session.traceBatch({ from: position * sampleLength + start + 7, count: 1 });
      const own = session.gradients(sample).layers[1].weights[5][7];
      assert.deepEqual([step.computes, step.sample, step.before], ['sumdw.2.5.7', sample, sum]);
      sum += own;
      assert.equal(step.value, sum);
    }
    const [last] = session.traceBatch({ from: length - 1, count: 1 });
    assert.equal(last.value, session.step().changes.at(-1).after);
  }));
