/** Whatever a function of the headless API is given, it answers or throws an error of its own: never a raw one. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { api, article, core, withSession } from './help.mjs';

const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};
const throwing = new Proxy(
  {},
  {
    get() {
      throw new Error('boom');
    },
    ownKeys() {
      throw new Error('boom');
    },
  },
);

/** The wrong values, each made anew for each call. */
const values = {
  nothing: () => undefined,
  null: () => null,
  true: () => true,
  zero: () => 0,
  half: () => 0.5,
  'minus one': () => -1,
  '1e999': () => 1e999,
  NaN: () => NaN,
  BigInt: () => 1n,
  'empty text': () => '',
  text: () => 'x\n#',
  'an id': () => 'w.1.0.0',
  symbol: () => Symbol('s'),
  function: () => () => 5,
  list: () => [],
  'list of null': () => [null],
  'list of BigInts': () => [1n, 2n],
  object: () => ({}),
  'object without a prototype': () => Object.create(null),
  'unknown key': () => ({ digit: 4 }),
  Map: () => new Map([['w.1.0.0', 'w1']]),
  Date: () => new Date(0),
  Promise: () => Promise.resolve(),
  'typed array': () => new Float64Array(2),
  'revoked proxy': revoked,
  'throwing proxy': () => throwing,
};

/** Each function with right arguments: each in turn is replaced by every value above, and so is each option. */
const calls = (session) => ({
  fileAddress: ['backprop.wasm', 'file:///dist/backprop.wasm'],
  formatNumber: [1.5, 4],
  formatText: ['one\ntwo', 40],
  shapeOf: [article()],
  trainingOf: [article()],
  initOf: [article()],
  readPrintedNumber: ['0.5'],
  parseQuantityId: ['w.1.0.0'],
  formatQuantityId: [{ kind: 'w', layer: 1, to: 0, from: 0 }],
  quantityExists: [{ kind: 'w', layer: 1, to: 0, from: 0 }, [2, 3]],
  parameterCount: [[2, 3]],
  sayError: [{ key: 'outOfRange', params: { min: 0, max: 1, got: 2 } }, api.errorTexts],
  describeError: [new api.ArgumentError('missing', {})],
  errorFrom: [{ ...api.describeError(new api.ArgumentError('missing', {})) }],
  stepLines: [session.trace()[0]],
  plainLatex: ['\\htmlData{id=x.0}{x}'],
  aligned: [['a = b', '= c']],
  exportScript: [session, 'numpy', { sample: 0, title: 'x', texts: api.scriptTexts }],
  exportMarkdown: [session, { sample: 0, digits: 4, notation: 'scalar', title: 'x', texts: api.documentTexts }],
  exportLatex: [session, 'w.1.0.0', { sample: 0, digits: 4, notation: 'scalar', title: 'x', texts: api.documentTexts }],
  iterationDocument: [session, { sample: 0, digits: 4, notation: 'scalar', title: 'x', texts: api.documentTexts }],
  derivationDocument: [session, 'w.1.0.0', { sample: 0, digits: 4, notation: 'scalar', title: 'x', texts: {} }],
});

/** The arguments with `value` in the place of the one at `index`, or of its member `key`. */
function replaced(args, index, key, value) {
  const changed = [...args];
  changed[index] = key === undefined ? value : { ...args[index], [key]: value };
  return changed;
}

function attempt(name, args) {
  try {
    api[name](...args);
    return null;
  } catch (error) {
    return error instanceof api.BackpropError ? null : `${error?.name}: ${error?.message}`;
  }
}

/** The places of the arguments: each argument, each member of an object, each text of a text table. */
const placesOf = (args) =>
  args.flatMap((argument, index) => {
    const isPlain = Object.getPrototypeOf(Object(argument)) === Object.prototype;
    const members = isPlain ? Object.entries(argument) : [];
    return [
      [index, undefined],
      ...members.map(([key]) => [index, key]),
      ...members
        .filter(([key]) => key === 'texts')
        .flatMap(([key, table]) => Object.keys(table).map((text) => [index, key, text])),
    ];
  });

test('every exported function, with a wrong value in the place of each argument, option and text', () => {
  withSession(article(), (session) => {
    const raw = [];
    let tried = 0;
    for (const [name, args] of Object.entries(calls(session)))
      for (const [index, key, text] of placesOf(args))
        for (const [kind, make] of Object.entries(values)) {
          tried += 1;
          const value = text === undefined ? make() : { ...args[index][key], [text]: make() };
          const fault = attempt(name, replaced(args, index, key, value));
          if (fault) raw.push(`${name}, argument ${index} ${key ?? ''} ${text ?? ''} ${kind}: ${fault}`);
        }
    assert.ok(tried > 2000, String(tried));
    assert.equal(raw.length, 0, `${raw.length} of ${tried}\n${raw.slice(0, 30).join('\n')}`);
  });
});

test('every function that the module exports is among those tested', () => {
  const tested = Object.keys(calls({ trace: () => [] }));
  const exported = Object.keys(api).filter((name) => typeof api[name] === 'function' && !/^[A-Z]/.test(name));
  assert.deepEqual(exported.sort(), [...tested, 'loadCore'].sort());
});

test('loadCore, with wrong values', async () => {
  for (const [kind, make] of Object.entries(values))
    for (const options of [make(), { wasmBinary: make() }, { locateFile: make() }])
      await api.loadCore(options).catch((error) => assert.ok(error instanceof api.BackpropError, `${kind}: ${error}`));
});

test('a shape is an object of its own keys; maps, dates and the like hold nothing that could be read', () => {
  const shapes = [null, undefined, 5, 'x', [], { layer: [] }, new Map([['inputs', 3]])];
  for (const shape of shapes)
    assert.throws(() => core.reshape(article(), shape), { name: 'ArgumentError' }, String(shape));
  assert.throws(() => core.reshape(article(), { layer: [] }), { key: 'unknownKey', path: 'shape.layer' });
  assert.throws(() => core.reshape(article(), null), { key: 'expectedObject', path: 'shape' });

  const others = [
    new Map([['w.1.0.0', 'w1']]),
    new Set(),
    new Date(),
    Promise.resolve(),
    new Error('e'),
    /x/,
    new String('x'),
  ];
  for (const value of others)
    for (const field of ['names', 'training', 'init']) {
      const document = { ...article(), [field]: value };
      assert.throws(
        () => core.read(document),
        { name: 'ScenarioError', key: 'unreadable', path: field },
        String(value),
      );
    }
});

test('the errors of digits, texts and numbers name the argument', () => {
  assert.throws(() => api.formatNumber(1, 0), { name: 'ArgumentError', key: 'outOfRange', path: 'digits' });
  assert.throws(() => api.formatNumber('1'), { name: 'ArgumentError', key: 'expectedNumber', path: 'value' });
  assert.throws(() => api.parseQuantityId(5), { name: 'ArgumentError', key: 'expectedText', path: 'id' });
  withSession(article(), (session) => {
    const texts = { ...api.documentTexts, rounded: () => 5 };
    const faults = [
      [() => api.exportMarkdown(session, null), 'options'],
      [() => api.exportMarkdown(session, { texts: null }), 'options.texts'],
      [() => api.exportMarkdown(session, { texts }), 'options.texts.rounded'],
      [() => api.exportScript({}, 'numpy'), 'session.scenario'],
      [() => api.exportScript(session, 'numpy', { sample: 9 }), 'options.sample'],
    ];
    for (const [call, path] of faults) assert.throws(call, { name: 'ArgumentError', path });
  });
});
