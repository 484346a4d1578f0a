/**
 * A session used for long, and memory that runs out. RUNS=100000 runs the long version: a million updates and ten million
 * edits in one session, with the times of the first and the last thousand.
 */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Worker } from 'node:worker_threads';
import { api, article, core, withSession } from './help.mjs';

const runs = Number(process.env.RUNS ?? 0);
const historyLimit = 64 * 2 ** 20;

/** A network of that shape with one sample, its weights left to a seed. */
function network(shape, change = () => {}) {
  const layers = shape.slice(1).map((units) => ({ units, activation: 'tanh' }));
  const sample = { x: Array(shape[0]).fill(0.5), t: Array(shape.at(-1)).fill(0) };
  const document = {
    version: 1,
    network: { inputs: shape[0], layers },
    init: { kind: 'xavier_uniform', seed: 1 },
    loss: 'mse',
    samples: [sample],
    training: { learningRate: 1e-3 },
  };
  change(document);
  return document;
}

// ---------------------------------------------------------------- long use

test('updates beyond what the history holds leave the heap where it is', () =>
  withSession(network([300, 300, 10]), (session) => {
    const parameters = 300 * 300 + 300 + 300 * 10 + 10;
    const held = Math.ceil(historyLimit / (8 * parameters));
    for (let step = 0; step < held + 5; step++) session.step({ changes: false });
    const before = core.usage().heapBytes;
    for (let step = 0; step < held; step++) session.step({ changes: false });
    assert.equal(core.usage().heapBytes, before);
    let undone = 0;
    while (session.undo()) undone++;
    assert.ok(undone === held || undone === held - 1, `${undone} of ${held} undone`);
    assert.equal(core.usage().heapBytes, before);
  }));

const long = [
  ['updates', 10 * runs, (session) => session.step()],
  ['edits', 100 * runs, (session, index) => session.set('w.1.0.0', index)],
];
for (const [name, count, change] of long) {
  test(
    `${count} ${name}: the last thousand take at most twice the time of the first, in bounded memory`,
    {
      skip: runs === 0 && 'RUNS=100000 asks for it',
    },
    (t) =>
      withSession(network([2, 8, 1]), (session) => {
        const start = core.usage().heapBytes;
        const times = [];
        let begin = process.cpuUsage();
        for (let index = 1; index <= count; index++) {
          change(session, index);
          if (index % 1000) continue;
          const { user, system } = process.cpuUsage(begin);
          times.push((user + system) / 1000);
          begin = process.cpuUsage();
        }
        const median = (list) => list.sort((a, b) => a - b)[list.length >> 1];
        // CPU time, so that a busy machine does not count; the first thousand are compiled while they run
        const [first, last] = [median(times.slice(0, 20)), median(times.slice(-20))];
        const grown = core.usage().heapBytes - start;
        t.diagnostic(`first ${first.toFixed(2)} ms, last ${last.toFixed(2)} ms a thousand; ${grown} bytes more`);
        assert.ok(last <= 2 * first, `${last} ms after ${first} ms`);
        assert.ok(grown <= 1.1 * historyLimit, `${grown} bytes`);
      }),
  );
}

test('documents put in place and taken back again and again are not kept', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  const other = network([2, 30, 1], (document) => {
    const ids = Array.from({ length: 30 }, (_, neuron) => [
      `a.1.${neuron}`,
      `w.1.${neuron}.0`,
      `w.1.${neuron}.1`,
    ]).flat();
    document.names = Object.fromEntries(ids.map((id) => [id, `name ${id}`]));
  });
  withSession(article(), (session) => {
    const grownBy = (count) => {
      collect();
      const before = process.memoryUsage().heapUsed;
      for (let round = 0; round < count; round++) {
        session.replace(other);
        session.undo();
      }
      collect();
      return process.memoryUsage().heapUsed - before;
    };
    grownBy(200);
    const grown = grownBy(4000);
    assert.ok(grown < 1e6, `${grown} bytes more on JavaScript's heap`);
    assert.deepEqual(session.scenario(), core.read(article()));
  });
});

test('undo leads through the documents that the history still holds, each with its own names', () => {
  const titled = (title) => network([500, 500, 10], (document) => (document.title = title));
  withSession(titled('0'), (session) => {
    for (let number = 1; number <= 40; number++) session.replace(titled(String(number)));
    // some 2 MB each
    const titles = [];
    while (session.undo()) titles.push(session.scenario().title);
    assert.ok(titles.length > 25 && titles.length < 40, `${titles.length} undone`);
    assert.deepEqual(
      titles,
      titles.map((_, index) => String(39 - index)),
    );
    session.redo();
    session.replace(titled('again'));
    assert.equal(session.scenario().title, 'again');
    session.undo();
    assert.equal(session.scenario().title, String(41 - titles.length));
  });
});

// ---------------------------------------------------------------- training in slices

const several = () =>
  article((document) => {
    for (const t of [0, 0.25, 0.5]) document.samples.push({ x: [t, 1 - t], t: [t, 1] });
    document.training = { ...document.training, batchSize: 2, shuffleSeed: 4 };
  });

test('training in slices of no time gives the numbers of one call, and is one change to undo', () =>
  withSession(several(), (whole) =>
    withSession(several(), (sliced) => {
      const epochs = 20_000;
      const expected = whole.train({ epochs });
      assert.equal(expected.done, true);
      const losses = [];
      let slices = 0;
      for (let done = false; !done; slices++) {
        const slice = sliced.train({ epochs: epochs - losses.length, milliseconds: 0, resume: slices > 0 });
        losses.push(...slice.loss);
        done = slice.done;
        assert.equal(done, losses.length === epochs);
      }
      assert.ok(slices > 10 && slices < 100, `${slices} slices`);
      assert.deepEqual(losses, [...expected.loss]);
      assert.deepEqual(sliced.scenario(), whole.scenario());
      assert.deepEqual(sliced.status(), whole.status());
      assert.equal(sliced.undo().kind, 'training');
      assert.equal(sliced.undo(), null);
    }),
  ));

test('a training that is given time enough is done in one call', () =>
  withSession(several(), (session) => {
    const { loss, done } = session.train({ epochs: 10, milliseconds: 86_400_000 });
    assert.deepEqual([loss.length, done], [10, true]);
  }));

test('so much work that one call would take for hours is refused with the bound; with time it begins', () => {
  const large = network([1000, 1000, 1], (document) => {
    for (let index = 1; index < 20; index++) document.samples.push(document.samples[0]);
  });
  withSession(large, (session) => {
    const max = Math.floor(2 ** 36 / (20 * (1001 * 1000 + 1001)));
    const before = session.status();
    assert.throws(
      () => session.train({ epochs: 1e6 }),
      ({ code, key, path, params, message }) => {
        assert.deepEqual({ code, key, path }, { code: 'argument', key: 'tooManyEpochs', path: 'options.epochs' });
        assert.deepEqual(params, { max, got: 1e6 });
        assert.match(message, /at most 3429 epochs .* got 1000000; with "milliseconds"/);
        return true;
      },
    );
    assert.deepEqual(session.status(), before);
    const { loss, done } = session.train({ epochs: 1e6, milliseconds: 0 });
    assert.deepEqual([loss.length, done], [0, false]);
    assert.equal(session.status().iteration, 1);
    assert.equal(session.undo().iteration, 0);
  });
});

test('a training that overflows names the iteration and the epoch, and changes nothing', () => {
  const diverging = {
    version: 1,
    network: { inputs: 1, layers: [{ units: 1, activation: 'linear', weights: [[1]], biases: [0] }] },
    loss: 'mse',
    samples: [1, 2, 3].map((x) => ({ x: [x], t: [0] })),
    training: { learningRate: 100 },
  };
  withSession(diverging, (session) => {
    session.train({ epochs: 2 });
    const before = [session.scenario(), session.status()];
    let failure;
    assert.throws(
      () => session.train({ epochs: 1000 }),
      (error) => (failure = error) instanceof api.NumericError,
    );
    assert.deepEqual([session.scenario(), session.status()], before);
    let iteration = session.status().iteration + 1;
    assert.throws(() => {
      for (; ; iteration++) session.step();
    }, api.NumericError);
    assert.deepEqual([failure.iteration, failure.epoch], [iteration, Math.floor((iteration - 1) / 3)]);
    assert.equal(failure.params.iteration, iteration);
    assert.match(failure.message, new RegExp(` in iteration ${iteration} is too large`));
  });
});

// ---------------------------------------------------------------- errors as plain data

const faults = {
  'a document': () => core.open(article((document) => document.samples[0].t.pop())),
  'an argument': () => withSession(article(), (session) => session.derive('w.9.0.0')),
  'a number': () =>
    withSession(
      article((document) => (document.network.layers[1].weights[0][0] = 1e308)),
      (session) => {
        session.set('w.2.0.1', 1e308);
        session.set('x.0', 1e300);
        session.train({ epochs: 1 });
      },
    ),
  'a closed session': () => {
    const session = core.open(article());
    session.close();
    session.step();
  },
};

function errorOf(call) {
  try {
    call();
  } catch (error) {
    return error;
  }
  return assert.fail('nothing was thrown');
}

const members = (error) => ({ ...error, name: error.name, message: error.message });

for (const [name, call] of Object.entries(faults)) {
  test(`an error of ${name} survives a copy by its description`, () => {
    const error = errorOf(call);
    const copy = api.errorFrom(structuredClone(api.describeError(error)));
    assert.equal(copy.constructor, error.constructor);
    assert.ok(copy instanceof Error && copy instanceof api.BackpropError);
    assert.deepEqual(members(copy), members(error));
    assert.equal(api.sayError(copy), api.sayError(error));
  });
}

test('an error crosses from a worker by its description', async () => {
  const source = `
    import { parentPort } from 'node:worker_threads';
    import { describeError, loadCore } from ${JSON.stringify(new URL('../../dist/core.js', import.meta.url).href)};
    try {
      (await loadCore()).open({ version: 2 });
    } catch (error) {
      parentPort.postMessage(describeError(error));
    }`;
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(source)}`));
  const error = api.errorFrom(await new Promise((resolve) => worker.once('message', resolve)));
  await worker.terminate();
  assert.ok(error instanceof api.ScenarioError);
  assert.deepEqual([error.code, error.key, error.path], ['scenario', 'unknownVersion', 'version']);
});

// ---------------------------------------------------------------- memory that runs out

const wasmBinary = readFileSync(new URL('../../dist/backprop.wasm', import.meta.url));

/** The module with a smaller maximum of memory, in pages of 64 kB: an engine then refuses more, as a small device does. */
function limited(bytes, pages) {
  const module = Uint8Array.from(bytes);
  const number = (at) => {
    let [value, shift, next] = [0, 0, at];
    do value += (module[next] & 0x7f) * 2 ** shift;
    while (((shift += 7), module[next++] & 0x80));
    return { value, next };
  };
  for (let at = 8; at < module.length;) {
    const size = number(at + 1);
    if (module[at] !== 5) {
      at = size.next + size.value;
      continue;
    }
    // one memory, with a maximum: flags, then the two sizes
    const least = number(size.next + 2);
    const most = number(least.next);
    assert.equal(module[size.next + 1], 1);
    assert.ok(least.value < pages && pages < most.value);
    for (let byte = least.next, rest = pages; byte < most.next; byte++, rest >>= 7) {
      module[byte] = (rest & 0x7f) | (byte + 1 < most.next ? 0x80 : 0);
    }
    return module;
  }
  return assert.fail('no memory');
}

const smallCore = (megabytes) => api.loadCore({ wasmBinary: limited(wasmBinary, megabytes * 16) });

function isOutOfMemory(error) {
  assert.ok(error instanceof api.BackpropError, String(error.stack));
  assert.deepEqual([error.code, error.key, error.params], ['memory', 'outOfMemory', {}]);
  assert.match(error.message, /^not enough memory; nothing has changed\./);
  return true;
}

/** Calls until memory runs out; how often that went well. */
function untilOutOfMemory(call) {
  for (let count = 0; ; count++) {
    assert.ok(count < 1e6, 'memory never runs out');
    try {
      call(count);
    } catch (error) {
      isOutOfMemory(error);
      return count;
    }
  }
}

test('sessions are opened until memory runs out; closed, they give all of it back', async () => {
  const small = await smallCore(64);
  const document = network([300, 300, 10]);
  small.open(document).close();
  const before = small.usage();
  const counts = [1, 2, 3].map(() => {
    const sessions = [];
    const count = untilOutOfMemory(() => sessions.push(small.open(document)));
    sessions.forEach((session, index) => {
      assert.equal(session.status().iteration, 0);
      if (index % 5 === 0) assert.ok(Number.isFinite(session.forward().loss));
      session.close();
    });
    assert.deepEqual(small.usage(), before);
    return count;
  });
  assert.ok(counts[0] >= 10, String(counts));
  assert.deepEqual(counts, [counts[0], counts[0], counts[0]]);
});

const changes = {
  'an update': (session) => session.step({ changes: false }),
  'a training': (session) => session.train({ epochs: 2 }),
  'new weights': (session) => session.initialise({ kind: 'he_normal', seed: 3 }),
  'another document': (session, document) => session.replace(document),
};
for (const [name, change] of Object.entries(changes)) {
  test(`${name} for which there is no memory changes nothing, and the session goes on`, async () => {
    const small = await smallCore(48);
    const document = network([300, 300, 10]);
    const session = small.open(document);
    let before;
    untilOutOfMemory(() => {
      before = [session.status(), session.gradients(), small.usage()];
      change(session, document);
    });
    assert.deepEqual([session.status(), session.gradients(), small.usage()], before);
    assert.ok(before[0].canUndo);
    if (name === 'an update') isOutOfMemory(errorOf(() => session.step()));
    assert.deepEqual([session.status(), session.gradients(), small.usage()], before);
    while (session.undo());
    assert.equal(session.status().iteration, 0);
    const fresh = core.open(document);
    assert.deepEqual(session.scenario(), fresh.scenario());
    fresh.close();
    session.close();
    assert.equal(small.usage().sessions, 0);
    small.open(document).close();
  });
}

test('edits for which there is no memory change nothing', async () => {
  const small = await smallCore(32);
  const session = small.open(article());
  const sessions = [];
  untilOutOfMemory(() => sessions.push(small.open(network([300, 300, 10]))));
  const edits = untilOutOfMemory((index) => session.set('w.1.0.0', index));
  assert.ok(edits > 0);
  assert.equal(session.scenario().network.layers[0].weights[0][0], edits - 1);
  isOutOfMemory(errorOf(() => session.setLoss('bce')));
  assert.equal(session.scenario().loss, 'mse');
  let undone = 0;
  while (session.undo()) undone++;
  assert.equal(undone, edits);
  sessions.forEach((other) => other.close());
  session.setLoss('bce');
});

test('a call that finds no memory in its midst says so; what is open is unchanged, and the next core is a new one', async () => {
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = (bytes, imports) => instantiate(limited(bytes, 24 * 16), imports);
  // A copy of the scripts has a core of its own.
  const folder = mkdtempSync(join(tmpdir(), 'backprop-'));
  for (const name of ['core.js', 'backprop.wasm', 'chunks'])
    cpSync(new URL(`../../dist/${name}`, import.meta.url), join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const dist = await import(pathToFileURL(join(folder, 'core.js')).href);
  try {
    const small = await dist.loadCore();
    assert.equal(await dist.loadCore(), small);
    const session = small.open(network([200, 200, 10]));
    session.step({ changes: false });
    const before = [session.status(), session.gradients()];
    const error = errorOf(() => session.trace());
    assert.deepEqual([error.code, error.key], ['memory', 'outOfMemory']);
    assert.deepEqual([session.status(), session.gradients()], before);
    assert.equal(session.undo().iteration, 0);
    assert.equal(session.redo().iteration, 1);
    for (let round = 0; round < 2000; round++) {
      assert.equal(errorOf(() => session.trace()).key, 'outOfMemory');
    }
    const next = await dist.loadCore();
    assert.notEqual(next, small);
    next.open(article()).close();
  } finally {
    WebAssembly.instantiate = instantiate;
    rmSync(folder, { recursive: true });
  }
});
