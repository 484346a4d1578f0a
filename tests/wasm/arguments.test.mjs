/** Arguments of the headless API: whatever is not of the right type or range is rejected before the core sees it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { api, article, assertClose, core, withSession } from './help.mjs';

const two = article((document) => document.samples.push({ x: [1, -1], t: [0, 1] }));
const unitTargets = article((document) => (document.loss = 'bce'));

/** name, call, path, key, sentence */
const refused = [
  ['sample as text', (s) => s.forward('0'), 'sample', 'expectedNumber', 'expected a number, got text'],
  ['sample null', (s) => s.forward(null), 'sample', 'expectedNumber', 'expected a number, got null'],
  ['sample NaN', (s) => s.forward(NaN), 'sample', 'notFinite', 'expected a finite number, got NaN'],
  ['sample ½', (s) => s.forward(0.5), 'sample', 'expectedInteger', 'expected a whole number, got 0.5'],
  ['sample −1', (s) => s.forward(-1), 'sample', 'noSuchSample', /^there is no sample -1; the scenario has 2/],
  ['sample 2 of 2', (s) => s.gradients(2), 'sample', 'noSuchSample', /^there is no sample 2; the scenario has 2/],
  ['sample 2³²', (s) => s.trace(2 ** 32), 'sample', 'noSuchSample', /^there is no sample 4294967296/],
  ['gradients of sample −1', (s) => s.gradients(-1), 'sample', 'noSuchSample', /^there is no sample -1/],
  ['options null', (s) => s.trace(0, null), 'options', 'expectedObject', 'expected an object, got null'],
  ['options a number', (s) => s.trace(0, 4), 'options', 'expectedObject', 'expected an object, got a number'],
  ['a misspelt option', (s) => s.trace(0, { digit: 4 }), 'digit', 'unknownKey', /did you mean "digits"\?$/],
  ['one digit', (s) => s.trace(0, { digits: 1 }), 'options.digits', 'outOfRange', 'expected 2 … 17, got 1'],
  ['18 digits', (s) => s.trace(0, { digits: 18 }), 'options.digits', 'outOfRange', 'expected 2 … 17, got 18'],
  ['digits as text', (s) => s.derive('w.2.0.0', { digits: '4' }), 'options.digits', 'expectedNumber', /got text$/],
  ['no id', (s) => s.derive(), 'id', 'expectedText', 'expected text, got nothing'],
  ['an id that is none', (s) => s.derive('w3'), 'id', 'notAQuantityId', /^"w3" is not the id of a quantity/],
  ['an id with blanks', (s) => s.derive(' w.2.0.0'), 'id', 'notAQuantityId', /is not the id/],
  ['a huge index', (s) => s.derive(`w.2.0.${'9'.repeat(400)}`), 'id', 'notAQuantityId', /is not the id/],
  ['layer 4 of 3', (s) => s.derive('w.4.0.0'), 'id', 'unknownQuantity', 'this network has no w.4.0.0'],
  ['neuron 3 of 3', (s) => s.derive('b.2.3'), 'id', 'unknownQuantity', 'this network has no b.2.3'],
  ['a derivation of t', (s) => s.derive('t.0'), 'id', 'notDerivable', /^the loss cannot be derived by t.0/],
  ['a derivation of L', (s) => s.derive('L'), 'id', 'notDerivable', /^the loss cannot be derived by L/],
  [
    'an unknown notation',
    (s) => s.derive('w.2.0.0', { notation: 'tensor' }),
    'options.notation',
    'unknownChoice',
    /scalar/,
  ],
  [
    'an unknown scheme of names',
    (s) => s.symbol('w.2.0.0', { naming: 'mine' }),
    'options.naming',
    'unknownChoice',
    /own/,
  ],
  ['a symbol of nothing', (s) => s.symbol('a.9.0'), 'id', 'unknownQuantity', /no a.9.0/],
  ['no paths', (s) => s.derive('w.2.0.0', { pathLimit: 0 }), 'options.pathLimit', 'outOfRange', /^expected 1 …/],
  ['derive, sample 7', (s) => s.derive('w.2.0.0', { sample: 7 }), 'options.sample', 'noSuchSample', /no sample 7/],
  ['lines as text', (s) => s.derive('w.2.0.0', { lines: 'no' }), 'options.lines', 'expectedBoolean', /got text$/],
  ['a factor that skips', (s) => s.factorLines('L', 'z.3.0'), 'wrt', 'notAFactor', /^∂L\/∂z.3.0 is no factor/],
  ['a factor of nothing', (s) => s.factorLines('a.9.0', 'z.9.0'), 'of', 'unknownQuantity', /no a.9.0/],
  ['a factor by nothing', (s) => s.factorLines('L'), 'wrt', 'expectedText', 'expected text, got nothing'],
  ['verify of text', (s) => s.verify(0, 'w.2.0.0'), 'ids', 'expectedList', 'expected a list, got text'],
  [
    'verify of a neuron',
    (s) => s.verify(0, ['w.2.0.0', 'a.2.0']),
    'ids[1]',
    'notAParameter',
    'a.2.0 is not a weight or bias',
  ],
  ['verify of nothing there', (s) => s.verify(0, ['b.1.5']), 'ids[0]', 'unknownQuantity', 'this network has no b.1.5'],
  ['train without options', (s) => s.train(), 'options.epochs', 'missing', 'missing'],
  ['train with a number', (s) => s.train(5), 'options', 'expectedObject', 'expected an object, got a number'],
  ['no epochs', (s) => s.train({ epochs: 0 }), 'options.epochs', 'outOfRange', 'expected 1 … 1000000, got 0'],
  ['half an epoch', (s) => s.train({ epochs: 0.5 }), 'options.epochs', 'expectedInteger', /got 0.5$/],
  ['endless training', (s) => s.train({ epochs: Infinity }), 'options.epochs', 'notFinite', /got Infinity$/],
  ['no time', (s) => s.train({ epochs: 1, milliseconds: -1 }), 'options.milliseconds', 'outOfRange', /got -1$/],
  [
    'half a millisecond',
    (s) => s.train({ epochs: 1, milliseconds: 0.5 }),
    'options.milliseconds',
    'expectedInteger',
    /0.5/,
  ],
  ['resume as text', (s) => s.train({ epochs: 1, resume: 'yes' }), 'options.resume', 'expectedBoolean', /got text$/],
  ['set without a value', (s) => s.set('w.2.0.0'), 'value', 'expectedNumber', 'expected a number, got nothing'],
  ['set to text', (s) => s.set('w.2.0.0', '0.5'), 'value', 'expectedNumber', 'expected a number, got text'],
  ['set to empty text', (s) => s.set('w.2.0.0', ''), 'value', 'expectedNumber', 'expected a number, got text'],
  ['set to NaN', (s) => s.set('w.2.0.0', NaN), 'value', 'notFinite', 'expected a finite number, got NaN'],
  ['set to 1e999', (s) => s.set('w.2.0.0', 1e999), 'value', 'notFinite', 'expected a finite number, got Infinity'],
  ['set to a list', (s) => s.set('w.2.0.0', [1]), 'value', 'expectedNumber', 'expected a number, got a list'],
  ['set z', (s) => s.set('z.2.0', 1), 'id', 'notSettable', /^z.2.0 is computed/],
  ['set a gradient', (s) => s.set('dw.2.0.0', 1), 'id', 'notSettable', /^dw.2.0.0 is computed/],
  ['set x of sample 2', (s) => s.set('x.0', 1, { sample: 2 }), 'options.sample', 'noSuchSample', /no sample 2/],
  ['set x.2 of 2', (s) => s.set('x.2', 1), 'id', 'unknownQuantity', 'this network has no x.2'],
  ['an unknown loss', (s) => s.setLoss('huber'), 'id', 'unknownChoice', /^unknown loss "huber" \(known: mse, /],
  ['a loss that is a number', (s) => s.setLoss(1), 'id', 'expectedText', 'expected text, got a number'],
  ['predict nothing', (s) => s.predict(), 'xs', 'expectedList', 'expected a list, got nothing'],
  ['predict text', (s) => s.predict('1,2'), 'xs', 'expectedList', 'expected a list, got text'],
  ['predict flat numbers', (s) => s.predict([1, 2]), 'xs[0]', 'expectedList', 'expected a list, got a number'],
  ['predict a short row', (s) => s.predict([[1, 2], [1]]), 'xs[1]', 'wrongNumberCount', 'expected 2 numbers, got 1'],
  ['predict NaN', (s) => s.predict([[1, NaN]]), 'xs[0][1]', 'notFinite', 'expected a finite number, got NaN'],
  [
    'predict an odd count',
    (s) => s.predict(new Float64Array(3)),
    'xs',
    'wrongInputCount',
    'expected 2 for each sample, got 3 in all',
  ],
  ['predict flat NaN', (s) => s.predict(Float64Array.of(1, NaN)), 'xs[1]', 'notFinite', /got NaN$/],
  ['predict BigInts', (s) => s.predict(new BigInt64Array(2)), 'xs', 'expectedList', 'expected a list, got an object'],
  [
    'predict too many',
    (s) => s.predict(new Float64Array(2 ** 24 + 2)),
    'xs',
    'tooManyItems',
    /^expected at most 16777216/,
  ],
];

test(`${refused.length} bad arguments are rejected with the argument, the key and the sentence; nothing changes`, async (t) => {
  for (const [name, call, path, key, sentence] of refused) {
    await t.test(name, () =>
      withSession(two, (session) => {
        const before = session.scenario();
        assert.throws(
          () => call(session),
          (error) => {
            assert.ok(error instanceof api.ArgumentError, String(error.stack));
            const full = path === 'digit' ? 'options.digit' : path;
            assert.deepEqual(
              { code: error.code, path: error.path, key: error.key },
              { code: 'argument', path: full, key },
            );
            if (typeof sentence === 'string') assert.equal(api.sayError(error), sentence);
            else assert.match(api.sayError(error), sentence);
            return true;
          },
        );
        assert.deepStrictEqual(session.scenario(), before);
        assert.equal(session.status().canUndo, false);
      }),
    );
  }
});

test('a target of a cross-entropy is kept within 0 … 1, whichever of the two is changed', () => {
  withSession(unitTargets, (session) =>
    assert.throws(() => session.set('t.1', 1.01), { key: 'targetOutsideUnitInterval', path: 'value', quantity: 't.1' }),
  );
  withSession(two, (session) => {
    session.set('t.1', 3, { sample: 1 });
    assert.throws(() => session.setLoss('bce'), {
      key: 'targetOutsideUnitInterval',
      path: 'samples[1].t[1]',
      quantity: 't.1',
    });
    assert.equal(session.scenario().loss, 'mse');
    session.undo();
    session.setLoss('bce');
    assert.equal(session.scenario().loss, 'bce');
  });
});

test('a network too large to trace or to verify in full says so, and is verified in part', () => {
  const document = {
    version: 1,
    network: {
      inputs: 1024,
      layers: [
        { units: 1020, activation: 'relu' },
        { units: 3, activation: 'linear' },
      ],
    },
    init: { kind: 'xavier_uniform' },
    loss: 'mse',
    samples: [{ x: new Array(1024).fill(0.1), t: [1, 2, 3] }],
  };
  withSession(document, (session) => {
    assert.throws(() => session.trace(), { key: 'tooManyParameters', params: { max: 65536, got: 1048563 } });
    assert.throws(() => session.verify(), { key: 'tooManyItems', path: 'ids' });
    assert.ok(session.verify(0, ['w.1.0.0', 'b.2.2']).maxRelativeDifference <= 1e-12);
    assert.equal(session.derive('w.1.0.0').pathCount, 3);
  });
});

test('every call on a closed session says so, and closing twice is fine', () => {
  const session = core.open(article());
  session.close();
  session.close();
  const calls = {
    forward: (s) => s.forward(),
    gradients: (s) => s.gradients(),
    loss: (s) => s.loss(),
    outline: (s) => s.outline(),
    trace: (s) => s.trace(),
    outlineBatch: (s) => s.outlineBatch(),
    traceBatch: (s) => s.traceBatch(),
    derive: (s) => s.derive('w.2.0.0'),
    factorLines: (s) => s.factorLines('L', 'a.3.0'),
    generalRule: (s) => s.generalRule('w.2.0.0'),
    verify: (s) => s.verify(),
    graph: (s) => s.graph(),
    updateGraph: (s) => s.updateGraph('w.2.0.0'),
    differences: (s) => s.differences('w.2.0.0'),
    mistaken: (s) => s.mistaken('missing-path', 'dw.2.0.0'),
    slice: (s) => s.slice('w.2.0.0', 0, 1, 5),
    surface: (s) => s.surface('w.2.0.0', 'b.2.0', { from: [0, 0], to: [1, 1], n: [2, 2] }),
    value: (s) => s.value('L'),
    symbol: (s) => s.symbol('w.2.0.0'),
    step: (s) => s.step(),
    train: (s) => s.train({ epochs: 1 }),
    predict: (s) => s.predict([]),
    set: (s) => s.set('eta', 1),
    setLoss: (s) => s.setLoss('mse'),
    takeNext: (s) => s.takeNext(0),
    initialise: (s) => s.initialise({ kind: 'zeros' }),
    replace: (s) => s.replace(article()),
    scenario: (s) => s.scenario(),
    code: (s) => s.code('numpy'),
    undo: (s) => s.undo(),
    redo: (s) => s.redo(),
    status: (s) => s.status(),
  };
  const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(session));
  assert.deepEqual(
    methods.filter((name) => !['constructor', 'close'].includes(name)).sort(),
    Object.keys(calls).sort(),
  );
  for (const [name, call] of Object.entries(calls)) {
    assert.throws(
      () => call(session),
      (error) => {
        assert.ok(error instanceof api.SessionClosedError, `${name}: ${error}`);
        assert.equal(error.message, 'the session is closed');
        return true;
      },
    );
  }
});

test('a session is disposed of by close', () => {
  const session = core.open(article());
  session[Symbol.dispose]();
  assert.throws(() => session.forward(), api.SessionClosedError);
});

test('predict gives the outputs of the forward pass, rows for rows and flat for flat', () =>
  withSession(two, (session) => {
    const xs = two.samples.map(({ x }) => x);
    const rows = session.predict(xs);
    const flat = session.predict(Float64Array.from(xs.flat()));
    assert.equal(rows.length, 2);
    rows.forEach((row, sample) =>
      row.forEach((output, k) =>
        assertClose(output, session.forward(sample).layers[2].a[k], `output ${k} of ${sample}`),
      ),
    );
    assert.deepStrictEqual(
      [...flat],
      rows.flatMap((row) => [...row]),
    );
    assert.deepStrictEqual(session.predict([]), []);
    assert.deepStrictEqual(session.predict(new Float64Array()), new Float64Array());
  }));

test('results are copies: no later call changes them, and none is a view of the core’s memory', () =>
  withSession(two, (session) => {
    const results = () => [
      session.forward(),
      session.gradients(0),
      session.gradients(),
      session.predict([[1, 2]]),
      session.trace(),
    ];
    const first = results();
    const copies = structuredClone(first);
    for (let step = 0; step < 50; step++) session.step();
    session.train({ epochs: 10 });
    results();
    assert.deepStrictEqual(first, copies);
    const arrays = [];
    const collect = (value) => {
      if (ArrayBuffer.isView(value)) arrays.push(value);
      else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
    };
    collect(first);
    assert.ok(arrays.length > 10);
    for (const array of arrays) assert.equal(array.buffer.byteLength, array.byteLength);
  }));

test('the catalog is a copy, and names what documents may hold', () => {
  const catalog = core.catalog();
  const pointwise = ['linear', 'sigmoid', 'tanh', 'relu', 'leaky_relu', 'softplus', 'silu'];
  assert.deepEqual(catalog.activations, [...pointwise, 'softmax']);
  assert.deepEqual(catalog.layerActivations, ['softmax']);
  const probability = ['bce', 'bce_mean', 'bce_with_logits', 'softmax_cross_entropy'];
  assert.deepEqual(catalog.losses, ['mse', 'half_sse', 'sse', ...probability]);
  assert.deepEqual(catalog.probabilityLosses, probability);
  assert.deepEqual(catalog.lossOutputs, { bce_with_logits: 'linear', softmax_cross_entropy: 'softmax' });
  assert.deepEqual(catalog.inits, ['zeros', 'uniform', 'xavier_uniform', 'he_normal']);
  assert.deepEqual(catalog.limits, { layers: 12, units: 1024, parameters: 1048576, samples: 100000 });
  catalog.activations.push('other');
  assert.notDeepEqual(core.catalog(), catalog);
});
