/** The scenario document: what is refused, with its place and sentence; what comes back out of a session. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { api, article, core, randomScenario, readData, seededRandom, withSession } from './help.mjs';

const changed = (change) => article(change);
const layer = (index, change) => changed(({ network }) => change(network.layers[index]));
const training = (fields) => changed((document) => Object.assign(document.training, fields));
const names = (labels) => changed((document) => (document.names = labels));
const text = (from, to) => JSON.stringify(article()).replace(from, to);
const zeros = (count) => new Array(count).fill(0);
const revoked = () => {
  const { proxy, revoke } = Proxy.revocable([], {});
  revoke();
  return proxy;
};
const throwing = (error) => ({
  get version() {
    throw error;
  },
});
const endless = new Proxy([], { get: (_, key) => (key === 'length' ? Infinity : 0) });
const cyclic = {};
cyclic.network = cyclic;

/** input, the place of the fault, the message key, and what the message says after the place */
const refused = [
  // not a document
  [undefined, '', 'expectedObject', 'expected an object, got nothing'],
  [null, '', 'expectedObject', 'expected an object, got null'],
  [7, '', 'expectedObject', 'expected an object, got a number'],
  [10n, '', 'expectedObject', 'expected an object, got a BigInt'],
  [true, '', 'expectedObject', 'expected an object, got true or false'],
  [Symbol('s'), '', 'expectedObject', 'expected an object, got a symbol'],
  [() => article(), '', 'expectedObject', 'expected an object, got a function'],
  [[article()], '', 'expectedObject', 'expected an object, got a list'],
  [new Float64Array(3), '', 'expectedObject', 'expected an object, got a list'],
  ['', '', 'emptyText', 'the text is empty; a scenario in JSON was expected'],
  [' \n\t', '', 'emptyText', 'the text is empty; a scenario in JSON was expected'],
  ['hello', '', 'notJson', /^not JSON/],
  ['{"version": 1,\n "loss": }', '', 'notJson', /^not JSON(: | at line 2, column 10: )/],
  ['{"version": 1,\n  loss: "mse"}', '', 'notJson', /^not JSON at line 2, column 3: /],
  ['{"version": 1', '', 'notJson', /^not JSON at line 1, column 14: /],
  ['[1, 2]', '', 'expectedObject', 'expected an object, got a list'],
  ['"article"', '', 'expectedObject', 'expected an object, got text'],
  ['NaN', '', 'notJson', /^not JSON/],

  // version and keys
  [{}, 'version', 'missing', 'missing'],
  [{ version: 2, anything: 1 }, 'version', 'unknownVersion', 'unknown version 2; this program reads version 1'],
  [{ version: '1' }, 'version', 'expectedNumber', 'expected a number, got text'],
  [{ versoin: 1 }, 'versoin', 'unknownKey', 'unknown key "versoin"; did you mean "version"?'],
  [{ version: 1, Loss: 'mse' }, 'Loss', 'unknownKey', 'unknown key "Loss"; did you mean "loss"?'],
  [{ version: 1, zebra: 1 }, 'zebra', 'unknownKey', 'unknown key "zebra"'],
  [{ version: 1, 'two words': 1 }, '["two words"]', 'unknownKey', 'unknown key "two words"'],
  [JSON.parse('{"version": 1, "__proto__": {}}'), '__proto__', 'unknownKey', 'unknown key "__proto__"'],
  [{ version: 1 }, 'network', 'missing', 'missing'],
  [Object.create(article()), 'version', 'missing', 'missing'],

  // text
  [changed((d) => (d.title = 5)), 'title', 'expectedText', 'expected text, got a number'],
  [changed((d) => (d.title = 'two\nlines')), 'title', 'textCharacter', 'the character U+000A is not possible here'],
  [changed((d) => (d.title = 'x'.repeat(201))), 'title', 'textTooLong', 'expected at most 200 characters, got 201'],

  // network
  [changed((d) => (d.network = [])), 'network', 'expectedObject', 'expected an object, got a list'],
  [changed((d) => (d.network.units = 2)), 'network.units', 'unknownKey', /^unknown key "units"/],
  [changed((d) => delete d.network.inputs), 'network.inputs', 'missing', 'missing'],
  [changed((d) => (d.network.inputs = 0)), 'network.inputs', 'outOfRange', 'expected 1 … 1024, got 0'],
  [changed((d) => (d.network.inputs = 2.5)), 'network.inputs', 'expectedInteger', 'expected a whole number, got 2.5'],
  [changed((d) => (d.network.inputs = '2')), 'network.inputs', 'expectedNumber', 'expected a number, got text'],
  [changed((d) => delete d.network.layers), 'network.layers', 'missing', 'missing'],
  [changed((d) => (d.network.layers = {})), 'network.layers', 'expectedList', 'expected a list, got an object'],
  [changed((d) => (d.network.layers = [])), 'network.layers', 'tooFewItems', 'expected at least 1, got 0'],
  [changed((d) => (d.network.layers = zeros(13))), 'network.layers', 'tooManyItems', 'expected at most 12, got 13'],
  [changed((d) => (d.network.layers[1] = null)), 'network.layers[1]', 'expectedObject', 'expected an object, got null'],
  [
    layer(1, (l) => (l.bias = [])),
    'network.layers[1].bias',
    'unknownKey',
    'unknown key "bias"; did you mean "biases"?',
  ],
  [layer(0, (l) => delete l.units), 'network.layers[0].units', 'missing', 'missing'],
  [layer(0, (l) => (l.units = 1025)), 'network.layers[0].units', 'outOfRange', 'expected 1 … 1024, got 1025'],
  [layer(0, (l) => (l.units = -1)), 'network.layers[0].units', 'outOfRange', 'expected 1 … 1024, got -1'],
  [layer(2, (l) => delete l.activation), 'network.layers[2].activation', 'missing', 'missing'],
  [
    layer(2, (l) => (l.activation = 'sigmod')),
    'network.layers[2].activation',
    'unknownChoice',
    `unknown activation "sigmod"; did you mean "sigmoid"? (known: ${core.catalog().activations.join(', ')})`,
  ],
  [layer(2, (l) => (l.activation = 3)), 'network.layers[2].activation', 'expectedText', 'expected text, got a number'],
  [layer(1, (l) => delete l.weights), 'network.layers[1].weights', 'missingWithoutInit', /^missing; .*"init"/],
  [layer(1, (l) => delete l.biases), 'network.layers[1].biases', 'missingWithoutInit', /^missing; .*"init"/],
  [layer(1, (l) => (l.weights = 1)), 'network.layers[1].weights', 'expectedList', 'expected a list, got a number'],
  [layer(1, (l) => l.weights.pop()), 'network.layers[1].weights', 'wrongRowCount', 'expected 3 rows, got 2'],
  [
    layer(1, (l) => l.weights[0].pop()),
    'network.layers[1].weights[0]',
    'wrongNumberCount',
    'expected 3 numbers, got 2',
  ],
  [
    layer(1, (l) => l.weights[2].push(0)),
    'network.layers[1].weights[2]',
    'wrongNumberCount',
    'expected 3 numbers, got 4',
  ],
  [
    layer(1, (l) => (l.weights[2] = 'abc')),
    'network.layers[1].weights[2]',
    'expectedList',
    'expected a list, got text',
  ],
  [
    layer(0, (l) => (l.weights[1][0] = '0.5')),
    'network.layers[0].weights[1][0]',
    'expectedNumber',
    'expected a number, got text',
  ],
  [
    layer(0, (l) => (l.weights[1][0] = null)),
    'network.layers[0].weights[1][0]',
    'expectedNumber',
    'expected a number, got null',
  ],
  [
    layer(0, (l) => (l.weights[1][0] = 1n)),
    'network.layers[0].weights[1][0]',
    'expectedNumber',
    'expected a number, got a BigInt',
  ],
  [
    layer(0, (l) => delete l.weights[1][0]),
    'network.layers[0].weights[1][0]',
    'expectedNumber',
    'expected a number, got nothing',
  ],
  [
    layer(0, (l) => (l.weights[1][1] = NaN)),
    'network.layers[0].weights[1][1]',
    'notFinite',
    'expected a finite number, got NaN',
  ],
  [
    layer(0, (l) => (l.biases[2] = -Infinity)),
    'network.layers[0].biases[2]',
    'notFinite',
    'expected a finite number, got -Infinity',
  ],
  [text('0.2]', '1e999]'), 'network.layers[0].weights[0][1]', 'tooLargeForDouble', /^too large for a double/],
  [layer(0, (l) => l.biases.push(0)), 'network.layers[0].biases', 'wrongNumberCount', 'expected 3 numbers, got 4'],
  [
    layer(0, (l) => (l.biases = new BigInt64Array(3))),
    'network.layers[0].biases',
    'expectedList',
    'expected a list, got an object',
  ],
  [
    {
      version: 1,
      network: { inputs: 1024, layers: zeros(2).map(() => ({ units: 1024, activation: 'tanh' })) },
      init: {},
    },
    'network.layers[0].units',
    'tooManyParameters',
    'too large: 1049600 weights and biases, at most 1048576 are possible',
  ],

  // init, loss, samples
  [changed((d) => (d.init = {})), 'init.kind', 'missing', 'missing'],
  [changed((d) => (d.init = { kind: 'xavier' })), 'init.kind', 'unknownChoice', /^unknown kind of init "xavier"/],
  [
    changed((d) => (d.init = { kind: 'zeros', seed: -1 })),
    'init.seed',
    'outOfRange',
    'expected 0 … 4294967295, got -1',
  ],
  [changed((d) => (d.init = { kind: 'zeros', seed: 2 ** 32 })), 'init.seed', 'outOfRange', /got 4294967296$/],
  [changed((d) => (d.init = { kind: 'zeros', seed: 0.5 })), 'init.seed', 'expectedInteger', /got 0.5$/],
  [changed((d) => delete d.loss), 'loss', 'missing', 'missing'],
  [
    changed((d) => (d.loss = 'half-sse')),
    'loss',
    'unknownChoice',
    `unknown loss "half-sse"; did you mean "half_sse"? (known: ${core.catalog().losses.join(', ')})`,
  ],
  [changed((d) => delete d.samples), 'samples', 'missing', 'missing'],
  [changed((d) => (d.samples = [])), 'samples', 'tooFewItems', 'expected at least 1, got 0'],
  [changed((d) => (d.samples = new Array(100_001))), 'samples', 'tooManyItems', 'expected at most 100000, got 100001'],
  [changed((d) => (d.samples = [[0.6, 0.9]])), 'samples[0]', 'expectedObject', 'expected an object, got a list'],
  [changed((d) => (d.samples[0].y = [])), 'samples[0].y', 'unknownKey', /^unknown key "y"/],
  [changed((d) => delete d.samples[0].x), 'samples[0].x', 'missing', 'missing'],
  [changed((d) => (d.samples[0].x = [1])), 'samples[0].x', 'wrongNumberCount', 'expected 2 numbers, got 1'],
  [
    changed((d) => d.samples.push({ x: [1, 2], t: [] })),
    'samples[1].t',
    'wrongNumberCount',
    'expected 2 numbers, got 0',
  ],
  [
    changed((d) => (d.samples[0].t[1] = undefined)),
    'samples[0].t[1]',
    'expectedNumber',
    'expected a number, got nothing',
  ],
  [
    changed((d) => Object.assign(d, { loss: 'bce' }).samples.push({ x: [1, 2], t: [0, 1.5] })),
    'samples[1].t[1]',
    'targetOutsideUnitInterval',
    'a target of the loss bce lies between 0 and 1, got 1.5',
  ],
  [
    changed((d) => (Object.assign(d, { loss: 'bce_mean' }).samples[0].t = [-0.1, 0])),
    'samples[0].t[0]',
    'targetOutsideUnitInterval',
    'a target of the loss bce_mean lies between 0 and 1, got -0.1',
  ],

  // training and names
  [training({ rate: 1 }), 'training.rate', 'unknownKey', 'unknown key "rate"'],
  [training({ learningrate: 1 }), 'training.learningrate', 'unknownKey', /did you mean "learningRate"\?$/],
  [training({ optimizer: 'adam' }), 'training.optimizer', 'unknownChoice', 'unknown optimizer "adam" (known: sgd)'],
  [
    training({ learningRate: Infinity }),
    'training.learningRate',
    'notFinite',
    'expected a finite number, got Infinity',
  ],
  [training({ learningRate: null }), 'training.learningRate', 'expectedNumber', 'expected a number, got null'],
  [training({ batchSize: 0 }), 'training.batchSize', 'outOfRange', 'expected 1 … 100000, got 0'],
  [training({ batchSize: 1.5 }), 'training.batchSize', 'expectedInteger', 'expected a whole number, got 1.5'],
  [training({ batchReduction: 'max' }), 'training.batchReduction', 'unknownChoice', /\(known: mean, sum\)$/],
  [training({ updateBiases: 1 }), 'training.updateBiases', 'expectedBoolean', 'expected true or false, got a number'],
  [training({ shuffleSeed: -3 }), 'training.shuffleSeed', 'outOfRange', 'expected 0 … 4294967295, got -3'],
  [names([]), 'names', 'expectedObject', 'expected an object, got a list'],
  [names({ N1: 'a' }), 'names.N1', 'notAQuantityId', /^"N1" is not the id of a quantity/],
  [names({ 'w.02.0.0': 'a' }), 'names["w.02.0.0"]', 'notAQuantityId', /^"w.02.0.0" is not the id/],
  [names({ 'a.4.0': 'N9' }), 'names["a.4.0"]', 'unknownQuantity', 'this network has no a.4.0'],
  [names({ 'w.1.0.2': 'w' }), 'names["w.1.0.2"]', 'unknownQuantity', 'this network has no w.1.0.2'],
  [names({ 'a.2.0': 1 }), 'names["a.2.0"]', 'expectedText', 'expected text, got a number'],
  [names({ 'a.2.0': '' }), 'names["a.2.0"]', 'labelEmpty', 'expected a name, got empty text'],
  [names({ 'a.2.0': '  ' }), 'names["a.2.0"]', 'labelEmpty', 'expected a name, got empty text'],
  [names({ 'a.2.0': 'N'.repeat(25) }), 'names["a.2.0"]', 'textTooLong', 'expected at most 24 characters, got 25'],
  [names({ 'a.2.0': '\\def' }), 'names["a.2.0"]', 'textCharacter', 'the character \\ is not possible here'],
  [names({ 'a.2.0': '<b>' }), 'names["a.2.0"]', 'textCharacter', 'the character < is not possible here'],
  [names({ 'a.2.0': 'N\u202E1' }), 'names["a.2.0"]', 'textCharacter', 'the character U+202E is not possible here'],
  [names({ 'a.2.0': '\uD800' }), 'names["a.2.0"]', 'textCharacter', 'the character U+D800 is not possible here'],

  // hostile
  [throwing(new Error('boom')), 'version', 'unreadable', 'cannot be read: boom'],
  [throwing(undefined), 'version', 'unreadable', 'cannot be read: a thrown undefined'],
  [throwing(revoked()), 'version', 'unreadable', 'cannot be read: a thrown object'],
  [revoked(), '', 'unreadable', /^cannot be read: /],
  [changed((d) => (d.samples = revoked())), 'samples', 'expectedList', 'expected a list, got an object'],
  [changed((d) => (d.network.layers = endless)), 'network.layers', 'unreadable', /^cannot be read: /],
  [
    layer(0, (l) => (l.weights = new Array(2 ** 32 - 1))),
    'network.layers[0].weights',
    'wrongRowCount',
    /got 4294967295$/,
  ],
  [{ version: 1, network: cyclic }, 'network.network', 'unknownKey', /^unknown key "network"/],
  ['['.repeat(200_000), '', 'notJson', /^not JSON/],
  [`{"version": 1, "network": ${'['.repeat(5000)}${']'.repeat(5000)}}`, 'network', 'expectedObject', /got a list$/],
  [{ version: 1, ['k'.repeat(10_000)]: 1 }, `["${'k'.repeat(40)}…"]`, 'unknownKey', `unknown key "${'k'.repeat(40)}…"`],
];

test(`${refused.length} bad documents are refused with the place, the key and the sentence of the first fault`, async (t) => {
  for (const [index, [input, path, key, sentence]] of refused.entries()) {
    await t.test(`row ${index}: ${path || 'the document'}: ${sentence}`, () => {
      const before = core.usage().sessions;
      assert.throws(
        () => core.open(input),
        (error) => {
          assert.ok(error instanceof api.ScenarioError, String(error.stack));
          assert.deepEqual({ code: error.code, path: error.path, key: error.key }, { code: 'scenario', path, key });
          const said = api.sayError(error);
          if (typeof sentence === 'string') assert.equal(said, sentence);
          else assert.match(said, sentence);
          assert.equal(error.message, path ? `${path}: ${said}` : said);
          return true;
        },
      );
      assert.equal(core.usage().sessions, before);
    });
  }
});

test('a document whose inputs and targets together are too many is refused before they are read', () => {
  const document = {
    version: 1,
    network: { inputs: 1024, layers: [{ units: 1, activation: 'linear' }] },
    init: { kind: 'zeros' },
    loss: 'mse',
    samples: new Array(16_385).fill({}),
  };
  assert.throws(() => core.open(document), { key: 'tooManySampleNumbers', path: 'samples' });
});

test('the first fault in the order of the description is the one reported', () => {
  const document = article((d) => {
    d.loss = 'nothing';
    d.network.layers[2].biases[1] = NaN;
    d.network.layers[1].units = 0;
  });
  assert.throws(() => core.open(document), { path: 'network.layers[1].units' });
});

const accepted = {
  'a byte order mark before the JSON': '\uFEFF' + JSON.stringify(article()),
  'blanks around the JSON': `\n ${JSON.stringify(article())} \n`,
  'a field that is undefined': article((d) => Object.assign(d, { title: undefined, init: undefined })),
  'typed arrays for numbers': article((d) => {
    d.network.layers[0].weights = d.network.layers[0].weights.map((row) => Float64Array.from(row));
    d.network.layers[0].biases = new Float32Array(3);
    d.samples[0].t = new Uint8Array([1, 0]);
  }),
  'frozen objects': Object.freeze(article((d) => Object.freeze(d.network))),
  'an object without a prototype': Object.assign(Object.create(null), article()),
  'init in place of weights and biases': article((d) => {
    d.init = { kind: 'he_normal', seed: 4294967295 };
    for (const one of d.network.layers) delete one.weights;
    delete d.network.layers[1].biases;
  }),
  'no training': article((d) => delete d.training),
  'a negative learning rate': article((d) => (d.training.learningRate = -1)),
  'a batch larger than the samples': article((d) => (d.training.batchSize = 1000)),
  'names of every kind': article((d) => {
    const ids = [
      'x.0',
      't.1',
      'w.1.0.0',
      'b.1.0',
      'z.1.0',
      'a.1.0',
      'L',
      'L.0',
      'delta.1.0',
      'dw.1.0.0',
      'db.1.0',
      'eta',
    ];
    d.names = Object.fromEntries(ids.map((id) => [id, `权重 ${id}_%&#~^'`]));
  }),
  'a name of 24 characters beyond the basic plane': article((d) => (d.names = { 'a.2.0': '𝑤'.repeat(24) })),
  'the largest network': {
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
    samples: [{ x: zeros(1024), t: zeros(3) }],
  },
  'the deepest network': {
    version: 1,
    network: {
      inputs: 1,
      layers: zeros(12).map(() => ({ units: 1, activation: 'tanh', weights: [[1]], biases: [0] })),
    },
    loss: 'sse',
    samples: [{ x: [1], t: [0] }],
  },
  'the most samples': article((d) => (d.samples = new Array(100_000).fill(d.samples[0]))),
};

for (const [name, document] of Object.entries(accepted)) {
  test(`${name}: opened, and the document that comes back gives the same bits`, () =>
    withSession(document, (session) => {
      const once = session.scenario();
      assert.ok(Number.isFinite(session.forward().loss));
      withSession(once, (again) => assert.deepStrictEqual(again.scenario(), once));
      withSession(JSON.stringify(once), (again) => assert.deepStrictEqual(again.scenario(), once));
    }));
}

test('−0 is taken as 0, so that JSON keeps every bit', () =>
  withSession(
    article((d) => (d.network.layers[0].weights[0][0] = -0)),
    (session) => {
      session.set('b.1.0', -0);
      const [{ weights, biases }] = session.scenario().network.layers;
      assert.ok(Object.is(weights[0][0], 0));
      assert.ok(Object.is(biases[0], 0));
    },
  ));

test('the document that comes back has everything as it came but today’s numbers', () => {
  const document = {
    ...article(),
    title: 'The article',
    init: { kind: 'xavier_uniform', seed: 42 },
    training: {
      optimizer: 'sgd',
      learningRate: 0.5,
      batchSize: 2,
      batchReduction: 'sum',
      updateBiases: false,
      shuffleSeed: 9,
    },
  };
  withSession(document, (session) => {
    assert.deepStrictEqual(session.scenario(), document);
    session.set('w.2.0.0', 0.25);
    session.set('eta', 0.125);
    session.set('x.1', 4);
    session.set('t.0', 0.5);
    session.setLoss('bce');
    const expected = structuredClone(document);
    expected.network.layers[1].weights[0][0] = 0.25;
    expected.training.learningRate = 0.125;
    expected.samples[0].x[1] = 4;
    expected.samples[0].t[0] = 0.5;
    expected.loss = 'bce';
    assert.deepStrictEqual(session.scenario(), expected);
  });
});

test('the document given is neither kept nor changed', () => {
  const document = article();
  const copy = structuredClone(document);
  withSession(document, (session) => {
    document.network.layers[0].weights[0][0] = 99;
    document.names['a.2.0'] = 'other';
    assert.deepStrictEqual(session.scenario().network.layers[0].weights, copy.network.layers[0].weights);
    assert.deepStrictEqual(session.scenario().names, copy.names);
    session.step();
    copy.network.layers[0].weights[0][0] = 99;
    copy.names['a.2.0'] = 'other';
    assert.deepStrictEqual(document, copy);
    session.scenario().network.layers[0].weights[0][0] = 77;
    assert.notEqual(session.scenario().network.layers[0].weights[0][0], 77);
  });
});

test('a document saved in mid-training goes on as the session would have', (t) => {
  const seed = 20260105;
  t.diagnostic(`seed ${seed}`);
  const random = seededRandom(seed);
  for (let round = 0; round < 20; round++) {
    const document = randomScenario(random);
    delete document.training.shuffleSeed;
    document.training.batchSize = document.samples.length;
    withSession(document, (session) => {
      session.train({ epochs: 5 });
      withSession(JSON.stringify(session.scenario()), (again) => {
        session.step();
        again.step();
        assert.deepStrictEqual(again.scenario(), session.scenario(), `round ${round}`);
      });
    });
  }
});

test('inits are the same on every opening, differ by seed, and fill only what is left out', () => {
  const open = (init) =>
    withSession(
      article((d) => {
        d.init = init;
        delete d.network.layers[0].weights;
      }),
      (session) => session.scenario().network.layers,
    );
  const one = open({ kind: 'uniform', seed: 1 });
  assert.deepStrictEqual(open({ kind: 'uniform', seed: 1 }), one);
  assert.deepStrictEqual(open({ kind: 'uniform' }), one, 'the seed left out is 1');
  assert.notDeepStrictEqual(open({ kind: 'uniform', seed: 2 })[0].weights, one[0].weights);
  assert.deepStrictEqual(one[1], article().network.layers[1]);
  assert.deepStrictEqual(one[0].biases, article().network.layers[0].biases);
  assert.deepStrictEqual(open({ kind: 'zeros' })[0].weights, [
    [0, 0],
    [0, 0],
    [0, 0],
  ]);
});

test('every worked example opens as an object and as text', () => {
  for (const file of ['article', 'mazur-2015', 'han-kamber-9-1', 'surafelml-bce-221', 'nielsen-saturated']) {
    const { scenario } = readData(`worked/${file}.json`);
    withSession(scenario, (object) =>
      withSession(JSON.stringify(scenario), (text) => assert.deepStrictEqual(text.scenario(), object.scenario())),
    );
  }
});
