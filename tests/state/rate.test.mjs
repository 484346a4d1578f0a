/** Remarks about the learning rate: said only where core has measured it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lessonOf, own, pairs, state } from './help.mjs';

const noteAfter = (lesson, eta, updates = 1) => {
  lesson.changeValue('eta', eta);
  for (let i = 0; i < updates; i++) lesson.nextIteration();
  return state.rateNote(lesson);
};

test('a rate that falls has no remark, before and after updates', () => {
  const lesson = lessonOf();
  assert.equal(state.rateNote(lesson), null);
  assert.equal(noteAfter(lesson, 0.4, 20), null);
});

test('0 and a negative rate are said to be so at once', () => {
  assert.deepEqual(noteAfter(lessonOf(), 0, 0), { kind: 'zero' });
  assert.deepEqual(noteAfter(lessonOf(), -0.5, 0), { kind: 'negative' });
});

test('a rate of 1e9 that gives a loss of 0 is said to have saturated the outputs', () => {
  const lesson = lessonOf();
  lesson.changeValue('eta', 1e9);
  assert.equal(state.rateNote(lesson), null, 'nothing has been done with it');
  lesson.nextIteration();
  const note = state.rateNote(lesson);
  assert.equal(note.kind, 'saturated');
  assert.ok(note.sum > 1e6, String(note.sum));
  assert.equal(lesson.work.session.loss(), 0);
});

test('with momentum or weight decay parameters move on without a gradient: nothing is said to have stopped', () => {
  for (const change of [{ optimizer: 'momentum' }, { weightDecay: 1e-12 }]) {
    const { document } = lessonOf().work;
    const lesson = own({ ...document, training: { ...document.training, ...change } });
    assert.notEqual(noteAfter(lesson, 1e9)?.kind, 'saturated', JSON.stringify(change));
    const before = lesson.work.session.value('w.1.0.0');
    lesson.nextIteration();
    assert.notEqual(lesson.work.session.value('w.1.0.0'), before);
  }
});

test('an update that raises the loss is named with both losses, and no other change keeps the remark', () => {
  const document = {
    version: 1,
    network: { inputs: 1, layers: [{ units: 1, activation: 'linear', weights: [[1]], biases: [0] }] },
    loss: 'mse',
    samples: [{ x: [1], t: [0] }],
    training: { learningRate: 0.1 },
  };
  const lesson = own(document);
  assert.equal(noteAfter(lesson, 0.1), null);
  const note = noteAfter(lesson, 3);
  assert.equal(note.kind, 'rose');
  assert.ok(note.after > note.before);
  lesson.changeValue('eta', 0.1);
  assert.equal(state.rateNote(lesson), null);
});

test('where an update is about some of the samples, a loss over all that rises is no fault of the rate', () => {
  assert.equal(pairs.training.batchSize < pairs.samples.length, true);
  const lesson = own(pairs);
  for (let i = 0; i < 10; i++) {
    lesson.nextIteration();
    assert.equal(state.rateNote(lesson), null);
  }
});
