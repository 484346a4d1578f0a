/** Memory: what is closed is given back, what is refused takes nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { article, core, withSession } from './help.mjs';

const rounds = process.env.RUNS ? 100_000 : 20_000;
const document = article();

/** The growth of the heap over many calls of `round`, after a warm-up. */
function growth(count, round) {
  for (let index = 0; index < 100; index++) round(index);
  const before = core.usage();
  for (let index = 0; index < count; index++) round(index);
  const after = core.usage();
  return { sessions: after.sessions - before.sessions, heapBytes: after.heapBytes - before.heapBytes };
}

test(`${rounds} sessions opened and closed leave the heap where it was`, () => {
  assert.deepEqual(
    growth(rounds, () => core.open(document).close()),
    { sessions: 0, heapBytes: 0 },
  );
});

test('10,000 refused documents leave the heap where it was', () => {
  const bad = article((d) => d.samples[0].t.pop());
  const refused = growth(10_000, () => assert.throws(() => core.open(bad)));
  assert.deepEqual(refused, { sessions: 0, heapBytes: 0 });
});

test('300 sessions used in every way and closed leave the heap where it was', () => {
  const used = growth(300, () =>
    withSession(document, (session) => {
      session.forward();
      session.gradients();
      session.trace();
      session.derive('w.2.0.0');
      session.verify(0, ['w.2.0.0']);
      session.step();
      session.set('w.1.0.0', 1);
      session.setLoss('bce');
      session.train({ epochs: 3 });
      session.predict([[1, 2]]);
      session.undo();
      session.redo();
      session.status();
      session.scenario();
      session.set('w.3.0.0', 1e308);
      session.set('w.3.0.1', 1e308);
      assert.throws(() => session.derive('w.9.0.0'));
    }),
  );
  assert.deepEqual(used, { sessions: 0, heapBytes: 0 });
});

test('calls that change nothing leave the heap of an open session where it was', () =>
  withSession(document, (session) => {
    const asked = growth(300, () => {
      session.forward();
      session.gradients();
      session.trace();
      session.derive('w.1.0.0');
      session.verify(0, ['b.1.0']);
      session.predict([[1, 2]]);
      session.scenario();
    });
    assert.deepEqual(asked, { sessions: 0, heapBytes: 0 });
  }));

test('many sessions are open side by side and know nothing of each other', () => {
  const sessions = Array.from({ length: 500 }, (_, index) =>
    core.open(article((d) => (d.network.layers[0].weights[0][0] = index))),
  );
  const before = core.usage().sessions;
  sessions.forEach((session, index) => index % 2 && session.close());
  assert.equal(core.usage().sessions, before - 250);
  sessions.forEach((session, index) => {
    if (index % 2 === 0) assert.equal(session.scenario().network.layers[0].weights[0][0], index);
    session.close();
  });
  assert.equal(core.usage().sessions, before - 500);
});

test('sessions that were forgotten are given back when the engine collects them', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  const before = core.usage().sessions;
  (() => {
    for (let index = 0; index < 100; index++) core.open(document).forward();
  })();
  for (let attempt = 0; attempt < 50 && core.usage().sessions > before; attempt++) {
    collect();
    await pause(10);
  }
  assert.equal(core.usage().sessions, before);
});
