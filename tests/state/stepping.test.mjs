/** Stepping: by step, neuron, layer and phase, over iterations, and to steps that cannot be finished. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bitsOf, lessonOf, own, pairs, runaway } from './help.mjs';

/** The step on the screen as `phase layer neuron`. */
const placeOf = ({ step }) => `${step.phase} ${step.layer} ${step.neuron}`;

/** Goes on to the end of the iteration; the position after each press of "next". */
function walk(lesson, by) {
  const positions = [];
  while (lesson.position < lesson.steps.length) {
    lesson.next(by);
    positions.push(lesson.position);
  }
  return positions;
}

test('step by step every position is passed, and back again', () => {
  const lesson = lessonOf();
  assert.deepEqual(
    walk(lesson),
    Array.from({ length: 85 }, (_, i) => i + 1),
  );
  for (let position = 84; position >= 0; position--) {
    lesson.previous();
    assert.equal(lesson.position, position);
  }
});

for (const [by, presses] of [
  ['idea', 14],
  ['neuron', 27],
  ['layer', 10],
  ['phase', 4],
])
  test(`by ${by} an iteration of the article takes ${presses} presses, and as many lead back`, () => {
    const lesson = lessonOf({ choices: { granularity: by } });
    const there = walk(lesson);
    assert.equal(there.length, presses);
    const back = [];
    while (lesson.position > 0) {
      lesson.previous();
      back.push(lesson.position);
    }
    assert.deepEqual(back.reverse(), [0, ...there.slice(0, -1)]);
  });

test('a group is the steps that one press went over, the last one the current', () => {
  const lesson = lessonOf({ choices: { granularity: 'layer' } });
  lesson.next();
  const { start, end } = lesson.groupRange;
  assert.deepEqual([start, end], [0, lesson.position]);
  assert.equal(lesson.group.length, end);
  assert.equal(lesson.group.at(-1), lesson.step);
  assert.ok(lesson.group.every(({ phase, layer }) => phase === 'forward' && layer === 1));
});

test('a key may go over a whole phase whatever is chosen', () => {
  const lesson = lessonOf();
  lesson.next('phase');
  assert.equal(lesson.step.phase, 'forward');
  assert.equal(lesson.nextStep.phase, 'loss');
  lesson.previous('phase');
  assert.equal(lesson.position, 0);
});

test('after the last step the update is made and the next iteration begins', () => {
  const lesson = lessonOf({ step: 85 });
  lesson.next();
  assert.deepEqual([lesson.work.iteration, lesson.position], [1, 0]);
});

test('before the first step lies the last step of the iteration before, with its numbers', () => {
  const lesson = lessonOf({ step: 85 });
  const before = bitsOf(lesson);
  lesson.next();
  assert.notEqual(bitsOf(lesson), before);
  lesson.previous();
  assert.deepEqual([lesson.work.iteration, lesson.position], [0, 85]);
  assert.equal(bitsOf(lesson), before);
});

test('before the first iteration there is nothing, and nobody is told of a change', () => {
  const lesson = lessonOf();
  const { revision } = lesson.work.changes;
  lesson.previous();
  assert.deepEqual([lesson.position, lesson.work.changes.revision], [0, revision]);
});

test('going back over an update and forward again brings back what was changed after it', () => {
  const lesson = lessonOf({ step: 85 });
  lesson.next();
  lesson.changeValue('w.1.0.0', 0.7);
  const edited = bitsOf(lesson);
  lesson.previous();
  lesson.next();
  assert.equal(bitsOf(lesson), edited);
  assert.equal(lesson.position, 0);
});

test('the next iteration is shown at the step that was shown', () => {
  const lesson = lessonOf({ step: 31 });
  const place = placeOf(lesson);
  lesson.nextIteration();
  assert.deepEqual([lesson.position, placeOf(lesson)], [31, place]);
  assert.equal(lesson.work.iteration, 1);
});

test('a position outside of the iteration is the nearest inside, and no number the beginning', () => {
  const lesson = lessonOf();
  for (const [asked, shown] of [
    [1000, 85],
    [-3, 0],
    [2.6, 3],
    [NaN, 0],
    ['7', 7],
  ]) {
    lesson.goTo(asked);
    assert.equal(lesson.position, shown);
  }
});

test('a batch goes over its samples one after the other, then sums, means and updates', () => {
  const lesson = own(pairs);
  const samples = new Set();
  const phases = [];
  for (; lesson.position < lesson.steps.length; lesson.next()) {
    if (lesson.step?.sample != null) samples.add(lesson.step.sample);
    const phase = lesson.step?.phase;
    if (phase && phase !== phases.at(-1)) phases.push(phase);
  }
  assert.deepEqual([...samples], [0, 1]);
  assert.deepEqual(phases, ['forward', 'loss', 'backward', 'batch', 'forward', 'loss', 'backward', 'batch', 'update']);
});

test('the sample shown is that of the current step, and stays the last one during the update', () => {
  const lesson = own(pairs);
  const { sampleLength } = lesson.steps.outline;
  for (const [position, sample] of [
    [0, 0],
    [1, 0],
    [sampleLength, 0],
    [sampleLength + 1, 1],
    [lesson.steps.length, 1],
  ]) {
    lesson.goTo(position);
    assert.equal(lesson.sample, sample, `at ${position}`);
  }
  lesson.nextIteration(0);
  assert.equal(lesson.sample, 2);
});

test('a sample that is looked at begins the next batch', () => {
  const lesson = own(pairs);
  lesson.lookAt(3);
  assert.equal(lesson.sample, 3);
  assert.equal(lesson.work.session.status().nextBatch[0], 3);
  lesson.work.undo();
  assert.equal(lesson.sample, 0);
});

test('from the derivation of a batch a sample leads to its own, at the step of the sample', () => {
  const lesson = own(pairs, { step: 3, parameter: 'w.1.0.0', choices: { meant: 'batch', panel: 'derive' } });
  assert.equal(lesson.derivesBatch, true);
  lesson.deriveSample(1);
  assert.equal(lesson.derivesBatch, false);
  assert.deepEqual([lesson.sample, lesson.position], [1, lesson.steps.outline.sampleLength + 3]);
});

test('an iteration with a number that is not finite ends at its step, and the update is refused', () => {
  const lesson = own(runaway);
  lesson.work.run(20);
  assert.equal(lesson.work.problem.place, 'run');
  lesson.goTo(Infinity);
  const { iteration } = lesson.work;
  assert.equal(lesson.failureReached, true);
  assert.equal(Number.isFinite(lesson.step.value ?? NaN), false);
  lesson.next();
  assert.deepEqual([lesson.work.iteration, lesson.work.problem.place, lesson.failureReached], [iteration, 'run', true]);
});

test('the first sample of a batch is shown at the present step; nothing has changed', () => {
  const lesson = own(pairs, { step: 3 });
  lesson.changeValue('w.1.0.0', 0.25);
  const [first, second] = lesson.steps.samples;
  lesson.goTo(lesson.steps.outline.sampleLength + 3);
  assert.equal(lesson.sample, second);
  const { history } = lesson.link;
  lesson.lookAt(first);
  assert.equal(lesson.sample, first);
  assert.equal(lesson.position, 3);
  assert.deepEqual(lesson.link.history, history);
  lesson.work.undo();
  assert.deepEqual(lesson.link.history, []);
  assert.equal(lesson.known().get('w.1.0.0'), 0.5);
});

test('back to where the history of the core begins, and no further', () => {
  // Ten updates are more than the core keeps of a million weights.
  const lesson = own({
    ...runaway,
    network: { inputs: 1000, layers: [{ units: 1000, activation: 'linear' }] },
    init: { kind: 'uniform', seed: 1 },
    samples: [{ x: Array(1000).fill(0.001), t: Array(1000).fill(0) }],
    training: { learningRate: 1e-3 },
  });
  for (let update = 0; update < 10; update++) lesson.nextIteration(0);
  for (let press = 0; press < 11; press++) {
    lesson.goTo(0);
    lesson.previous();
    assert.ok(Number.isInteger(lesson.position) && lesson.position <= lesson.steps.length, `${lesson.position}`);
  }
  assert.ok(lesson.work.iteration > 0, 'the core kept all updates');
  assert.equal(lesson.position, 0);
});
