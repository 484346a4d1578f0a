/** What a change costs, as calls of the core: nothing is copied that nobody looks at, and no answer is asked for twice. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bitsOf, callsOf, large, lessonOf, own } from './help.mjs';

test('steps, updates, edits and undo on a large network copy no document', () => {
  const lesson = own(large);
  const calls = callsOf(lesson, 'scenario');
  lesson.next('layer');
  lesson.nextIteration();
  lesson.work.run(2);
  lesson.work.setLoss('softmax_cross_entropy');
  lesson.changeValue('eta', 0.01);
  lesson.changeValue('eta', 0.02);
  lesson.work.undo();
  lesson.previous();
  lesson.work.redo();
  lesson.select('b.3.1');
  lesson.choose('digits', 6);
  assert.equal(calls.scenario, 0);
});

test('of a large network inputs, targets, η, outputs and sums are known without a copy, a weight with one', () => {
  const lesson = own(large);
  lesson.next('phase');
  lesson.nextIteration();
  const calls = callsOf(lesson, 'scenario', 'forward');
  const known = lesson.known();
  for (const id of ['x.783', 't.9', 'eta', 'z.1.100', 'a.2.3', 'z.3.9'])
    assert.equal(typeof known.get(id), 'number', id);
  assert.deepEqual(calls, { scenario: 0, forward: 1 });
  for (const id of ['w.1.5.700', 'w.3.0.0', 'b.2.1']) assert.equal(typeof known.get(id), 'number', id);
  assert.deepEqual(calls, { scenario: 1, forward: 1 });
});

test('the copy lasts until the next change of the numbers', () => {
  const lesson = lessonOf();
  const calls = callsOf(lesson, 'scenario');
  const { document } = lesson.work;
  lesson.next();
  lesson.select('w.1.0.0');
  lesson.choose('notation', 'matrix');
  assert.equal(lesson.work.document, document);
  lesson.nextIteration();
  assert.notEqual(lesson.work.document, document);
  assert.equal(calls.scenario, 2);
});

test('a walk through an iteration asks for one pass each way, one copy for its updates, and its steps in few calls', () => {
  const lesson = lessonOf();
  const calls = callsOf(lesson, 'scenario', 'forward', 'gradients', 'traceBatch', 'outlineBatch');
  for (; lesson.position < lesson.steps.length; lesson.next()) lesson.known().get(lesson.nextStep.computes);
  lesson.known().get('delta.1.0');
  lesson.known().get('a.1.0');
  assert.deepEqual(calls, { scenario: 1, forward: 1, gradients: 1, traceBatch: 2, outlineBatch: 0 });
});

test('a run makes its updates and the losses between them, copies nothing and prepares the steps once', () => {
  const lesson = lessonOf();
  const calls = callsOf(lesson, 'scenario', 'step', 'loss', 'outlineBatch', 'traceBatch');
  lesson.work.run(200);
  assert.deepEqual(calls, { scenario: 0, step: 200, loss: 200, outlineBatch: 1, traceBatch: 0 });
});

test('a run is one event of the history, whose result undo and redo exchange without computing it again', () => {
  const lesson = lessonOf();
  lesson.work.run(200);
  assert.equal(lesson.link.history.length, 1);
  const [losses, bits] = [[...lesson.work.losses], bitsOf(lesson)];
  const calls = callsOf(lesson, 'step', 'loss', 'scenario', 'outlineBatch');
  lesson.work.undo();
  lesson.work.redo();
  assert.deepEqual(calls, { step: 0, loss: 0, scenario: 0, outlineBatch: 2 });
  assert.deepEqual(lesson.work.losses, losses);
  assert.equal(bitsOf(lesson), bits);
});

test('a slice of a run in tasks tells the page once', async () => {
  const lesson = lessonOf();
  let heard = 0;
  let slices = 0;
  lesson.work.changes.listen(() => heard++);
  await lesson.work.runInTasks(3000, new AbortController().signal, () => slices++);
  assert.equal(heard, slices + 1);
  assert.equal(lesson.link.history.length, 1);
});
