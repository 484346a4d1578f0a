/** Undo and redo: back over updates, edits, changes of the loss and training, to the same bits. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { article, randomScenario, seededRandom, withSession } from './help.mjs';

/** All answers of a session, compared bit by bit (deepStrictEqual tells −0 from 0). */
function everything(session) {
  const samples = session.scenario().samples.length;
  const { canUndo, canRedo, ...status } = session.status();
  const trace = session.trace();
  return { scenario: session.scenario(), status, gradients: session.gradients(), samples, trace };
}

const actions = {
  update: (session) => session.step(),
  'three updates': (session) => [1, 2, 3].forEach(() => session.step()),
  'an edit of a weight': (session) => session.set('w.2.0.0', 0.123),
  'an edit of a bias': (session) => session.set('b.1.2', -7),
  'an edit of an input': (session) => session.set('x.1', 0.25),
  'an edit of a target': (session) => session.set('t.0', 0.75),
  'an edit of η': (session) => session.set('eta', 3),
  'a change of the loss': (session) => session.setLoss('bce'),
  training: (session) => session.train({ epochs: 50 }),
};

for (const [name, act] of Object.entries(actions)) {
  test(`undo goes back over ${name} to the same bits, redo forth again`, () =>
    withSession(article(), (session) => {
      session.step();
      const before = everything(session);
      const length = entries(session);
      act(session);
      const after = everything(session);
      assert.notDeepStrictEqual(after, before);
      while (entries(session) > length) assert.ok(session.undo());
      assert.deepStrictEqual(everything(session), before);
      while (session.redo());
      assert.deepStrictEqual(everything(session), after);
    }));
}

/** Goes back to the start; returns how many undos that took. */
function undoAll(session) {
  let count = 0;
  while (session.undo()) count++;
  return count;
}

/** How many undos there are; the session is left as it was. */
function entries(session) {
  const count = undoAll(session);
  for (let redone = 0; redone < count; redone++) session.redo();
  return count;
}

test('undo returns what it took back', () =>
  withSession(article(), (session) => {
    session.step();
    session.set('w.2.0.0', 0.5);
    session.setLoss('bce');
    session.train({ epochs: 3 });
    assert.deepEqual(
      [1, 2, 3, 4].map(() => session.undo()).map(({ kind, id, iteration }) => [kind, id, iteration]),
      [
        ['training', undefined, 1],
        ['loss', undefined, 1],
        ['edit', 'w.2.0.0', 1],
        ['update', undefined, 0],
      ],
    );
    assert.equal(session.undo(), null);
    assert.equal(session.redo().kind, 'update');
  }));

test('the status tells whether there is something to undo or redo', () =>
  withSession(article(), (session) => {
    const can = () => [session.status().canUndo, session.status().canRedo];
    assert.deepEqual(can(), [false, false]);
    session.step();
    assert.deepEqual(can(), [true, false]);
    session.undo();
    assert.deepEqual(can(), [false, true]);
    session.redo();
    assert.deepEqual(can(), [true, false]);
  }));

test('a new action after an undo leaves nothing to redo', () =>
  withSession(article(), (session) => {
    session.step();
    session.undo();
    session.set('eta', 0.1);
    assert.equal(session.status().canRedo, false);
    assert.equal(session.redo(), null);
  }));

test('undone and done again, an update takes the same samples and makes the same changes', () => {
  const seed = 20260103;
  const random = seededRandom(seed);
  for (let round = 0; round < 30; round++) {
    withSession(randomScenario(random), (session) => {
      const first = Array.from({ length: 12 }, () => session.step());
      for (let step = 0; step < 12; step++) session.undo();
      assert.equal(session.status().iteration, 0, `seed ${seed}, round ${round}`);
      const second = Array.from({ length: 12 }, () => session.step());
      assert.deepStrictEqual(second, first, `seed ${seed}, round ${round}`);
    });
  }
});

test('a random walk of actions undone in full gives the first document, redone in full the last', (t) => {
  const seed = 20260104;
  t.diagnostic(`seed ${seed}`);
  const random = seededRandom(seed);
  const list = Object.values(actions);
  for (let round = 0; round < 20; round++) {
    withSession(article(), (session) => {
      const first = everything(session);
      for (let action = 0; action < 15; action++) {
        list[Math.floor(random() * list.length)](session);
        if (random() < 0.2) session.undo();
      }
      const last = everything(session);
      const undone = undoAll(session);
      assert.deepStrictEqual(everything(session), first, `round ${round}, undone`);
      for (let redone = 0; redone < undone; redone++) session.redo();
      assert.deepStrictEqual(everything(session), last, `round ${round}, redone`);
    });
  }
});

test('a refused edit leaves no trace in the history', () =>
  withSession(
    article((document) => (document.loss = 'bce')),
    (session) => {
      assert.throws(() => session.set('t.0', 2));
      assert.throws(() => session.set('w.2.0.0', NaN));
      assert.equal(session.status().canUndo, false);
    },
  ));
