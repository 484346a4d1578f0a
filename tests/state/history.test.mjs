/** Undo and redo across all kinds of changes, runs, and the curve of the loss. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bitsOf, lessonOf, own, pairs, runaway } from './help.mjs';

const changes = {
  'an update': (lesson) => lesson.nextIteration(),
  'a run': (lesson) => lesson.work.run(25),
  'an edited weight': (lesson) => lesson.changeValue('w.1.0.0', 0.9),
  'an edited input': (lesson) => lesson.changeValue('x.1', 0.4),
  'an edited learning rate': (lesson) => lesson.changeValue('eta', 0.1),
  'another loss': (lesson) => lesson.work.setLoss('half_sse'),
  'weights drawn anew': (lesson) => lesson.work.initialise({ kind: 'uniform', seed: 4 }),
  'another shape': (lesson) => lesson.work.reshape({ inputs: 3 }),
  'another scenario': (lesson) => lesson.openScenario('mazur'),
  'another document': (lesson) => lesson.openText(JSON.stringify(pairs)),
  'another sample': (lesson) => (lesson.openText(JSON.stringify(pairs)), lesson.lookAt(2)),
};

/** Everything that undo brings back. */
const wholeOf = (lesson) => ({
  bits: bitsOf(lesson),
  losses: [...lesson.work.losses],
  iteration: lesson.work.iteration,
  scenarioId: lesson.work.scenarioId,
  nextBatch: lesson.work.session.status().nextBatch,
  loss: lesson.work.design.loss,
  asOpened: lesson.work.isAsOpened,
});

for (const [name, change] of Object.entries(changes))
  test(`${name} is undone and done again, to the same bits and the same curve`, () => {
    const lesson = lessonOf();
    lesson.work.run(3);
    const before = wholeOf(lesson);
    change(lesson);
    const after = wholeOf(lesson);
    assert.notDeepEqual(after, before);
    while (wholeOf(lesson).iteration !== 3 || lesson.work.scenarioId !== 'article' || bitsOf(lesson) !== before.bits) {
      assert.equal(lesson.work.canUndo, true);
      lesson.work.undo();
    }
    assert.deepEqual(wholeOf(lesson), before);
    while (lesson.work.canRedo) lesson.work.redo();
    assert.deepEqual(wholeOf(lesson), after);
  });

test('all kinds of changes one after the other are undone to the beginning and done again to the end', () => {
  const lesson = lessonOf();
  const states = [wholeOf(lesson)];
  for (const change of Object.values(changes)) {
    change(lesson);
    states.push(wholeOf(lesson));
  }
  while (lesson.work.canUndo) lesson.work.undo();
  assert.deepEqual(wholeOf(lesson), states[0]);
  while (lesson.work.canRedo) lesson.work.redo();
  assert.deepEqual(wholeOf(lesson), states.at(-1));
});

test('a new change forgets what was undone', () => {
  const lesson = lessonOf();
  lesson.work.run(2);
  lesson.work.undo();
  assert.equal(lesson.work.canRedo, true);
  lesson.changeValue('b.1.0', 1);
  assert.equal(lesson.work.canRedo, false);
});

test('nothing to undo or to do again changes nothing', () => {
  const lesson = lessonOf();
  const { revision } = lesson.work.changes;
  lesson.work.undo();
  lesson.work.redo();
  assert.equal(lesson.work.changes.revision, revision);
});

test('a run is one change: one undo takes it back, one redo does it again', () => {
  const lesson = lessonOf();
  const before = wholeOf(lesson);
  lesson.work.run(500);
  const after = wholeOf(lesson);
  lesson.work.undo();
  assert.deepEqual(wholeOf(lesson), before);
  lesson.work.redo();
  assert.deepEqual(wholeOf(lesson), after);
});

test('two runs, one right after the other, are two changes', () => {
  const lesson = lessonOf();
  lesson.work.run(4);
  const between = bitsOf(lesson);
  lesson.work.run(4);
  lesson.work.undo();
  assert.equal(bitsOf(lesson), between);
});

test('back over the iterations a run can be left one by one, and done again together', () => {
  const lesson = lessonOf();
  lesson.work.run(10);
  const after = wholeOf(lesson);
  lesson.goTo(0);
  lesson.previous();
  lesson.goTo(0);
  lesson.previous();
  assert.equal(lesson.work.iteration, 8);
  lesson.work.redo();
  assert.deepEqual(wholeOf(lesson), after);
  lesson.goTo(0);
  lesson.previous();
  assert.equal(lesson.work.iteration, 9);
  lesson.work.undo();
  assert.equal(lesson.work.iteration, 0);
  lesson.work.redo();
  assert.equal(lesson.work.iteration, 10);
});

test('forward over a run that was undone goes one update at a time', () => {
  const lesson = lessonOf();
  lesson.work.run(3);
  const after = wholeOf(lesson);
  lesson.work.undo();
  for (let iteration = 1; iteration <= 3; iteration++) {
    lesson.nextIteration();
    assert.equal(lesson.work.iteration, iteration);
  }
  assert.equal(lesson.work.canRedo, false);
  assert.deepEqual(wholeOf(lesson), after);
});

test('updates that a link replays are undone one by one', () => {
  const lesson = lessonOf({ history: Array.from({ length: 3 }, () => ({ kind: 'update', count: 1 })) });
  lesson.work.undo();
  assert.equal(lesson.work.iteration, 2);
});

test('going through several losses leaves one change, and back to the first none', () => {
  const lesson = lessonOf();
  for (const loss of ['half_sse', 'bce', 'sse']) lesson.work.setLoss(loss);
  assert.deepEqual(lesson.link.history, [{ kind: 'loss', loss: 'sse' }]);
  lesson.work.setLoss('mse');
  assert.deepEqual(lesson.link.history, []);
  assert.equal(lesson.work.session.scenario().loss, 'mse');
  assert.equal(lesson.work.canUndo, false);
});

test('the curve has the loss at each iteration, the present one included', () => {
  const lesson = own(pairs);
  const losses = [lesson.work.session.loss()];
  for (let i = 0; i < 6; i++) {
    lesson.nextIteration();
    losses.push(lesson.work.session.loss());
  }
  assert.deepEqual(lesson.work.losses, losses);
});

test('after another loss the present point of the curve is of that loss, those before stay', () => {
  const lesson = lessonOf();
  lesson.work.run(2);
  const [first, second, third] = lesson.work.losses;
  lesson.work.setLoss('half_sse');
  assert.deepEqual(lesson.work.losses, [first, second, lesson.work.session.loss()]);
  lesson.work.setLoss('mse');
  assert.deepEqual(lesson.work.losses, [first, second, third]);
});

test('the curve begins anew with new weights, and undo brings the old one back', () => {
  const lesson = lessonOf();
  lesson.work.run(5);
  const before = [...lesson.work.losses];
  lesson.work.initialise({ kind: 'he_normal', seed: 2 });
  assert.equal(lesson.work.losses.length, 1);
  lesson.work.undo();
  assert.deepEqual(lesson.work.losses, before);
});

test('a loss that is no finite number is a gap in the curve', () => {
  const lesson = own(runaway);
  lesson.work.run(30);
  assert.equal(lesson.work.losses.at(-1), null);
  assert.ok(lesson.work.losses.slice(0, -1).every(Number.isFinite));
});

test('a run stops at the first update that is not finite, with those before it done and undone together', () => {
  const lesson = own(runaway);
  const before = bitsOf(lesson);
  lesson.work.run(1000);
  assert.equal(lesson.work.problem.place, 'run');
  assert.ok(lesson.work.iteration > 0 && lesson.work.iteration < 1000);
  lesson.work.undo();
  assert.equal(bitsOf(lesson), before);
});

test('a run in tasks tells where it is, and comes to the same bits as one at once', async () => {
  const [one, other] = [own(pairs), own(pairs)];
  const told = [];
  await one.work.runInTasks(3000, new AbortController().signal, (done) => told.push(done));
  other.work.run(3000);
  assert.equal(told.at(-1), 3000);
  assert.ok(told.every((done, i) => done > (told[i - 1] ?? 0)));
  assert.deepEqual(wholeOf(one), wholeOf(other));
});

test('a run in tasks can be stopped, and one undo takes back what it did', async () => {
  const lesson = own(pairs);
  const before = wholeOf(lesson);
  const stop = new AbortController();
  await lesson.work.runInTasks(1e6, stop.signal, () => stop.abort());
  assert.ok(lesson.work.iteration > 0 && lesson.work.iteration < 1e6);
  lesson.work.undo();
  assert.deepEqual(wholeOf(lesson), before);
});

test('a run in tasks ends where the reader changes anything, and what was changed stays', async () => {
  const lesson = own(pairs);
  let done = 0;
  const running = lesson.work.runInTasks(1e6, new AbortController().signal, (count) => (done = count));
  lesson.changeValue('w.1.0.0', 2);
  await running;
  assert.equal(lesson.work.iteration, done);
  assert.equal(lesson.work.document.network.layers[0].weights[0][0], 2);
});

test('a run in tasks that comes to a number that is not finite says so and is over', async () => {
  const lesson = own(runaway);
  await lesson.work.runInTasks(1000, new AbortController().signal, () => undefined);
  assert.equal(lesson.work.problem.place, 'run');
  assert.ok(lesson.work.iteration < 1000);
});

test('a value that is dragged is one change, however many places it passes', () => {
  const lesson = lessonOf();
  const before = bitsOf(lesson);
  lesson.drag('w.2.0.0', 0.5, 'start');
  for (const value of [0.6, 0.7, -0.4]) lesson.drag('w.2.0.0', value, 'move');
  lesson.drag('w.2.0.0', 0.9, 'end');
  assert.equal(lesson.given('w.2.0.0'), 0.9);
  assert.deepEqual(
    lesson.link.history.map(({ kind, id, value }) => [kind, id, value]),
    [['edit', 'w.2.0.0', 0.9]],
  );
  assert.equal(lesson.moved.from, 0.5);
  lesson.work.undo();
  assert.equal(bitsOf(lesson), before);
  assert.equal(lesson.moved, null);
  lesson.work.redo();
  assert.equal(lesson.given('w.2.0.0'), 0.9);
});

test('a second drag is a change of its own', () => {
  const lesson = lessonOf();
  for (const values of [
    [0.6, 0.7],
    [0.8, 0.9],
  ]) {
    lesson.drag('w.2.0.0', values[0], 'start');
    lesson.drag('w.2.0.0', values[1], 'end');
  }
  assert.equal(lesson.link.history.length, 2);
  lesson.work.undo();
  assert.equal(lesson.given('w.2.0.0'), 0.7);
});

test('a drag announces one place of the history, and then only values', () => {
  const lesson = lessonOf();
  const heard = [];
  lesson.work.changes.listen((meaningful) => heard.push(meaningful));
  lesson.drag('w.2.0.0', 0.6, 'start');
  lesson.drag('w.2.0.0', 0.7, 'move');
  lesson.drag('w.2.0.0', 0.8, 'move');
  assert.deepEqual(heard, [true, false, false]);
});
