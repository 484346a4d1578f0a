/** Bad documents: each is rejected with the path, the message key and the sentence of its first fault. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { api, article, core } from './help.mjs';

const changed = (change) => article(change);
const layer = (index, change) => changed(({ network }) => change(network.layers[index]));
const training = (fields) => changed((document) => Object.assign(document.training, fields));
/** A number for each weight and bias of the article's network. */
const moments = (change = () => {}) => {
  const all = article().network.layers.map(({ weights, biases }) => ({
    weights: weights.map((row) => row.map(() => 0.5)),
    biases: biases.map(() => 0.5),
  }));
  change(all);
  return all;
};
const state = (optimizer, fields) => ({ ...training({ optimizer }), state: fields });
const velocity = (change) => state('momentum', { updates: 1, velocity: moments(change) });
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

/** input, the path of the fault, the message key, and what the message says after the path */
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
  ['hello', '', 'notJson', 'not JSON at line 1, column 1: unexpected h'],
  ['{"version": 1,\n "loss": }', '', 'notJson', 'not JSON at line 2, column 10: unexpected }'],
  ['{"version": 1,\n  loss: "mse"}', '', 'notJson', 'not JSON at line 2, column 3: unexpected l'],
  ['{"version": 1', '', 'notJson', 'not JSON at line 1, column 14: the text ends too early'],
  [`${'\n'.repeat(300)}[1,\n 2`, '', 'notJson', 'not JSON at line 302, column 3: the text ends too early'],
  ['[1,\n2,\n', '', 'notJson', 'not JSON at line 3, column 1: the text ends too early'],
  ['[1, 2,]', '', 'notJson', 'not JSON at line 1, column 7: unexpected ]'],
  ['{"a": 1,}', '', 'notJson', 'not JSON at line 1, column 9: unexpected }'],
  ['{"a" 1}', '', 'notJson', 'not JSON at line 1, column 6: unexpected 1'],
  ['{"a": [1}', '', 'notJson', 'not JSON at line 1, column 9: unexpected }'],
  ['{"a": "b\\x"}', '', 'notJson', 'not JSON at line 1, column 9: unexpected \\'],
  ['{"a": 01}', '', 'notJson', 'not JSON at line 1, column 8: unexpected 1'],
  ['[] []', '', 'notJson', 'not JSON at line 1, column 4: unexpected ['],
  ['{"a": "😀" 😀}', '', 'notJson', 'not JSON at line 1, column 12: unexpected 😀'],
  [`["${'a'.repeat(1_000_000)}`, '', 'notJson', 'not JSON at line 1, column 1000003: the text ends too early'],
  ['[1, 2]', '', 'expectedObject', 'expected an object, got a list'],
  ['"article"', '', 'expectedObject', 'expected an object, got text'],
  ['NaN', '', 'notJson', 'not JSON at line 1, column 1: unexpected N'],

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
    changed((d) => (d.loss = 'softmax_cross_entropy')),
    'loss',
    'lossNeedsOutput',
    'the loss softmax_cross_entropy needs softmax in the last layer, which has sigmoid',
  ],
  [
    changed((d) => (Object.assign(d, { loss: 'bce_with_logits' }).network.layers.at(-1).activation = 'softmax')),
    'loss',
    'lossNeedsOutput',
    'the loss bce_with_logits needs linear in the last layer, which has softmax',
  ],
  [
    changed((d) => (d.network.layers[0].activation = 'softmax')),
    'network.layers[0].activation',
    'lastLayerOnly',
    'softmax is possible in the last layer only: each of its outputs depends on the whole layer',
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
  [
    training({ optimizer: 'adamw' }),
    'training.optimizer',
    'unknownChoice',
    'unknown optimizer "adamw"; did you mean "adam"? (known: sgd, momentum, adam)',
  ],
  [training({ momentum: 1 }), 'training.momentum', 'outOfRange', 'expected 0 … 1, got 1'],
  [training({ beta1: -0.1 }), 'training.beta1', 'outOfRange', /got -0.1$/],
  [training({ beta2: '0.9' }), 'training.beta2', 'expectedNumber', 'expected a number, got text'],
  [training({ epsilon: 0 }), 'training.epsilon', 'notAbove', 'expected a number above 0, got 0'],
  [training({ weightDecay: -1 }), 'training.weightDecay', 'outOfRange', /got -1$/],
  [training({ schedule: { kind: 'linear' } }), 'training.schedule.kind', 'unknownChoice', /known: step, cosine/],
  [training({ schedule: { kind: 'step', epochs: 3 } }), 'training.schedule.factor', 'missing', 'missing'],
  [training({ schedule: { kind: 'step', epochs: 3, factor: 0 } }), 'training.schedule.factor', 'notAbove', /got 0$/],
  [training({ schedule: { kind: 'cosine', epochs: 0 } }), 'training.schedule.epochs', 'outOfRange', /got 0$/],
  [
    training({ schedule: { kind: 'cosine', epochs: 9, floor: -1 } }),
    'training.schedule.floor',
    'outOfRange',
    /got -1$/,
  ],
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
  // state
  [state('adam', 5), 'state', 'expectedObject', 'expected an object, got a number'],
  [state('adam', {}), 'state.updates', 'missing', 'missing'],
  [state('adam', { updates: -1 }), 'state.updates', 'outOfRange', 'expected 0 … 2147483646, got -1'],
  [state('adam', { updates: 1.5 }), 'state.updates', 'expectedInteger', 'expected a whole number, got 1.5'],
  [state('adam', { updates: 2 ** 31 }), 'state.updates', 'outOfRange', /got 2147483648$/],
  [state('sgd', { updates: 1, epoch: -1 }), 'state.epoch', 'outOfRange', /got -1$/],
  [state('sgd', { updates: 1, position: 1 }), 'state.position', 'outOfRange', 'expected 0 … 0, got 1'],
  [state('sgd', { updates: 1, velocity: moments() }), 'state.velocity', 'unknownKey', 'unknown key "velocity"'],
  [state('adam', { updates: 1, velocity: moments() }), 'state.velocity', 'unknownKey', 'unknown key "velocity"'],
  [state('momentum', { updates: 1, secondMoment: moments() }), 'state.secondMoment', 'unknownKey', /^unknown key/],
  [state('momentum', { updates: 1, velocity: {} }), 'state.velocity', 'expectedList', 'expected a list, got an object'],
  [velocity((all) => all.pop()), 'state.velocity', 'tooFewItems', /got 2$/],
  [velocity((all) => all.push(all[0])), 'state.velocity', 'tooManyItems', /got 4$/],
  [velocity((all) => delete all[1].weights), 'state.velocity[1].weights', 'missing', 'missing'],
  [velocity((all) => delete all[2].biases), 'state.velocity[2].biases', 'missing', 'missing'],
  [velocity((all) => (all[0].gradients = [])), 'state.velocity[0].gradients', 'unknownKey', /^unknown key/],
  [velocity((all) => all[1].weights.pop()), 'state.velocity[1].weights', 'wrongRowCount', /got 2$/],
  [velocity((all) => all[1].weights[2].push(0)), 'state.velocity[1].weights[2]', 'wrongNumberCount', /got 4$/],
  [velocity((all) => (all[0].weights[1][0] = NaN)), 'state.velocity[0].weights[1][0]', 'notFinite', /got NaN$/],
  [velocity((all) => (all[2].biases[1] = '0')), 'state.velocity[2].biases[1]', 'expectedNumber', /got text$/],
  [
    state('adam', { updates: 1, secondMoment: moments((all) => (all[1].biases[2] = -1e-300)) }),
    'state.secondMoment[1].biases[2]',
    'outOfRange',
    /got -1e-300$/,
  ],
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
  // no XML may hold them, and the page's picture is saved as XML
  ...['\uFFFE', '\uFFFF', '\uFDD0', '\u{1FFFE}'].flatMap((character) => {
    const sentence = `the character U+${character.codePointAt(0).toString(16).toUpperCase()} is not possible here`;
    return [
      [names({ 'a.2.0': `N${character}` }), 'names["a.2.0"]', 'textCharacter', sentence],
      [changed((d) => (d.title = character)), 'title', 'textCharacter', sentence],
    ];
  }),
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
  ['['.repeat(200_000), '', 'notJson', 'not JSON at line 1, column 200001: the text ends too early'],
  [`{"version": 1, "network": ${'['.repeat(5000)}${']'.repeat(5000)}}`, 'network', 'expectedObject', /got a list$/],
  [{ version: 1, ['k'.repeat(10_000)]: 1 }, `["${'k'.repeat(40)}…"]`, 'unknownKey', `unknown key "${'k'.repeat(40)}…"`],
];

test(`${refused.length} bad documents are rejected with the path, the key and the sentence of the first fault`, async (t) => {
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

test('a document whose inputs and targets together are too many is rejected before they are read', () => {
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
