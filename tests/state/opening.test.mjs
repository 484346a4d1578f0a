/** Opening links and documents, in one go and in tasks; problems, with the work as it was. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bitsOf, callsOf, core, lessonOf, own, pairs, runaway, state } from './help.mjs';

const { Lesson, Work, plainLink, decodeLink } = state;
const link = (says) => ({ ...plainLink, scenario: 'article', ...says });
const wholeOf = (lesson) => ({ bits: bitsOf(lesson), link: lesson.link, steps: lesson.steps });

for (const [name, says, key] of [
  ['an unknown scenario', { scenario: 'nobody' }, 'unknownScenario'],
  ['a document that is none', { scenario: null, document: '{}' }, 'missing'],
  ['a loss that does not fit', { loss: 'softmax_cross_entropy' }, undefined],
  ['a parameter that is not there', { parameter: 'w.9.0.0' }, 'unknownParameter'],
  ['an edit of what is not there', { history: [{ kind: 'edit', id: 'w.9.0.0', value: 1 }] }, undefined],
  ['more updates than can be replayed', { history: [{ kind: 'update', count: 100_001 }] }, 'tooMuchToReplay'],
])
  test(`${name} is shown as a problem, and the work stays as it was`, async () => {
    const lesson = lessonOf({ step: 12 });
    lesson.work.run(3);
    const before = wholeOf(lesson);
    assert.equal(lesson.openState(link(says)), false);
    const { problem } = lesson.work;
    assert.equal(problem.place, 'page');
    if (key) assert.equal(problem.key, key);
    assert.deepEqual(wholeOf(lesson), before);
    lesson.work.dismissProblem();
    assert.equal(await lesson.openStateInTasks(async () => link(says)), false);
    assert.deepEqual(lesson.work.problem, problem);
    assert.deepEqual(wholeOf(lesson), before);
  });

test('with nothing open yet a problem is shown, and a link can be opened after it', () => {
  const lesson = new Lesson(new Work(core));
  assert.equal(lesson.openState(link({ scenario: 'nobody' })), false);
  assert.deepEqual([lesson.work.problem.key, lesson.work.isOpen], ['unknownScenario', false]);
  assert.equal(lesson.openState(link({})), true);
  assert.equal(lesson.work.problem, null);
});

test('in tasks a link comes to the same bits, curve and place as in one go', async () => {
  const says = link({ ...(await decodeLink('scenario=article&h=300,w.1.0.0:0.3,200&step=9')) });
  const [one, other] = [lessonOf(), lessonOf()];
  assert.equal(one.openState(says), true);
  assert.equal(await other.openStateInTasks(async () => says), true);
  assert.deepEqual([bitsOf(other), other.link, other.work.losses], [bitsOf(one), one.link, one.work.losses]);
});

test('what is being opened in tasks is given up for what is opened after it', async () => {
  const lesson = lessonOf();
  const slow = lesson.openStateInTasks(async () => link({ history: [{ kind: 'update', count: 20_000 }] }));
  const opened = await lesson.openStateInTasks(async () => link({ scenario: 'mazur' }));
  assert.deepEqual([opened, await slow, lesson.work.scenarioId], [true, false, 'mazur']);
});

test('what is being opened in tasks is given up when it is aborted or the reader does anything, but to choose what is chosen', async () => {
  const says = async () => link({ scenario: 'mazur', history: [{ kind: 'update', count: 20_000 }] });
  const lesson = lessonOf();
  const stop = new AbortController();
  const first = lesson.openStateInTasks(says, stop.signal);
  stop.abort();
  assert.equal(await first, false);
  const second = lesson.openStateInTasks(says);
  lesson.next();
  assert.equal(await second, false);
  assert.deepEqual([lesson.work.scenarioId, lesson.position, lesson.work.problem], ['article', 1, null]);
  const third = lesson.openStateInTasks(says);
  lesson.choose('language', lesson.choices.language);
  assert.equal(await third, true);
});

test('the session of what is given up is closed', async () => {
  const open = core.open;
  const sessions = [];
  core.open = function (...args) {
    sessions.push(open.apply(this, args));
    return sessions.at(-1);
  };
  try {
    const lesson = lessonOf();
    const stop = new AbortController();
    const opening = lesson.openStateInTasks(
      async () => link({ history: [{ kind: 'update', count: 20_000 }] }),
      stop.signal,
    );
    while (sessions.length < 2) await new Promise((resolve) => setTimeout(resolve));
    stop.abort();
    await opening;
    assert.throws(() => sessions[1].status(), { name: 'SessionClosedError' });
    lesson.openState(link({ scenario: 'mazur' }));
    assert.throws(() => sessions[0].status(), { name: 'SessionClosedError' });
  } finally {
    core.open = open;
  }
});

test('a link without an address opens nothing', async () => {
  const lesson = lessonOf({ step: 4 });
  assert.equal(await lesson.openStateInTasks(async () => null), false);
  assert.deepEqual([lesson.position, lesson.work.problem], [4, null]);
});

test('a document as text begins at its start; one that is wrong is shown with its path', () => {
  const lesson = lessonOf({ step: 12 });
  const before = bitsOf(lesson);
  const text = JSON.stringify({ ...pairs, samples: [{ x: [1], t: [0] }] });
  assert.equal(lesson.openText(text), false);
  assert.deepEqual([lesson.work.problem.place, lesson.work.problem.path], ['document', 'samples[0].x']);
  assert.deepEqual([bitsOf(lesson), lesson.position], [before, 12]);
  assert.equal(lesson.openText(JSON.stringify(pairs)), true);
  assert.deepEqual([lesson.work.scenarioId, lesson.work.design.title, lesson.position], [null, 'Pairs', 0]);
  assert.equal(lesson.work.problem, null);
});

test('an unknown scenario in the place of the present one is a problem of the page', () => {
  const lesson = lessonOf({ step: 3 });
  lesson.openScenario('nobody');
  assert.deepEqual(
    [lesson.work.problem.key, lesson.work.scenarioId, lesson.position],
    ['unknownScenario', 'article', 3],
  );
});

test('a value that cannot be is thrown to the field, and no problem of the page', () => {
  const lesson = own({ ...pairs, loss: 'bce' });
  const before = bitsOf(lesson);
  assert.throws(() => lesson.changeValue('t.0', 3), { key: 'targetOutsideUnitInterval' });
  assert.throws(() => lesson.changeValue('w.1.0.0', Infinity));
  assert.deepEqual([bitsOf(lesson), lesson.work.problem, lesson.work.canUndo], [before, null, false]);
});

test('a loss that does not fit is a problem of the page, with the loss as it was', () => {
  const lesson = lessonOf();
  lesson.work.setLoss('half_sse');
  lesson.work.setLoss('softmax_cross_entropy');
  assert.equal(lesson.work.problem.place, 'page');
  assert.deepEqual([lesson.work.design.loss, lesson.work.session.scenario().loss], ['half_sse', 'half_sse']);
  assert.deepEqual(lesson.link.history, [{ kind: 'loss', loss: 'half_sse' }]);
});

test('the activation that a loss needs is named where the output has another', () => {
  const { work } = lessonOf();
  assert.equal(work.outputNeededBy('softmax_cross_entropy'), 'softmax');
  assert.equal(work.outputNeededBy('bce'), null);
});

test('a problem goes with the next step, the next change, or when it is dismissed', () => {
  const lesson = own(runaway);
  for (const act of [
    () => lesson.goTo(1),
    () => lesson.changeValue('w.1.0.0', 0.5),
    () => lesson.work.dismissProblem(),
  ]) {
    lesson.work.fail('page', new Error('for this test'));
    assert.notEqual(lesson.work.problem, null);
    act();
    assert.equal(lesson.work.problem, null);
  }
});

test('whoever listens finds the lesson in step with the work', () => {
  const lesson = lessonOf({ step: 85 });
  let heard = 0;
  const stop = lesson.work.changes.listen(() => {
    heard++;
    assert.ok(lesson.position <= lesson.steps.length);
    const known = lesson.known();
    assert.equal(
      known.before('w.1.0.0') ?? known.get('w.1.0.0'),
      lesson.work.session.scenario().network.layers[0].weights[0][0],
    );
  });
  lesson.next();
  lesson.openScenario('bce-221');
  lesson.goTo(Infinity);
  lesson.work.undo();
  assert.equal(heard, 4);
  stop();
  lesson.next();
  assert.equal(heard, 4);
});

test('work can be looked at without a lesson', () => {
  const work = new Work(core);
  work.adopt(state.prepare(core, { scenario: 'mazur', history: [] }), false);
  const calls = callsOf({ work }, 'outlineBatch', 'traceBatch', 'derive');
  work.run(3);
  work.set('w.1.0.0', 0.2, 0);
  work.undo();
  assert.deepEqual([work.iteration, work.losses.length, work.design.network.inputs], [3, 4, 2]);
  assert.deepEqual(calls, { outlineBatch: 0, traceBatch: 0, derive: 0 });
});
