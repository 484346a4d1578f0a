/**
 * Property tests with a fixed seed: whatever is opened, it is a session that works or an error with a path, never
 * anything else. RUNS=100000 runs the long version.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { api, article, core, randomScenario, seededRandom } from './help.mjs';

const seed = 20260101;
const numRuns = Number(process.env.RUNS ?? 2000);

/** Opens what is given: an error has a path and a sentence; what is opened works and comes back as it is. */
function opensOrRefuses(document) {
  const before = core.usage().sessions;
  let session;
  try {
    session = core.open(document);
  } catch (error) {
    assert.ok(error instanceof api.ScenarioError, `${error?.name}: ${error?.stack}`);
    assert.equal(typeof error.path, 'string');
    assert.ok(error.message.includes(error.path) && error.message.length < 2000, error.message);
    assert.ok(error.key in api.errorTexts && api.sayError(error).length > 0);
    assert.equal(core.usage().sessions, before);
    return false;
  }
  const scenario = session.scenario();
  const again = core.open(JSON.stringify(scenario));
  assert.deepStrictEqual(again.scenario(), scenario);
  again.close();
  finiteOrNumericError(() => session.forward());
  finiteOrNumericError(() => session.step());
  session.close();
  assert.equal(core.usage().sessions, before);
  return true;
}

function finiteOrNumericError(call) {
  try {
    assert.ok(Number.isFinite(call().loss));
  } catch (error) {
    assert.ok(error instanceof api.NumericError, `${error?.name}: ${error?.stack}`);
    assert.match(error.quantity, /^(z|a|L|delta|(d|v|[ms](hat)?)?[wb]|gw|etan?)\b/);
  }
}

const oddNumber = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(NaN, Infinity, -Infinity, -0, 1e308, 5e-324));
const anyValue = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withNullPrototype: true,
  withObjectString: true,
  withSparseArray: true,
  withTypedArray: true,
  withBoxedValues: true,
});
const keys = ['version', 'title', 'network', 'init', 'loss', 'samples', 'training', 'state', 'names'];
const almostDocument = fc.record(
  Object.fromEntries(keys.map((key) => [key, fc.oneof(fc.constant(article()[key]), anyValue)])),
  { requiredKeys: [] },
);

/** Every place in a document, as the list of its keys; foreign values that were put in count as one. */
function placesIn(value, path = []) {
  const isOwn = Array.isArray(value) || Object.getPrototypeOf(value ?? 0) === Object.prototype;
  if (!isOwn || path.length > 6) return [path];
  return [path, ...Object.keys(value).flatMap((key) => placesIn(value[key], [...path, key]))];
}

const foreignKey = fc.oneof(
  fc.string(),
  fc.constantFrom('__proto__', 'constructor', 'toString', 'a.2.0', 'w.9.9.9', '0'),
);

/** The document after two updates of another optimizer, with what that keeps; one in four stays as it is. */
function begun(document, seed) {
  if (seed % 4 === 0) return document;
  const training = { ...document.training, optimizer: ['momentum', 'adam', 'sgd'][seed % 3] };
  const session = core.open({ ...document, training });
  finiteOrNumericError(() => session.step());
  finiteOrNumericError(() => session.step());
  const scenario = session.scenario();
  session.close();
  return scenario;
}

/** A valid document, damaged in up to three places: replaced, removed, added, doubled, cut short. */
const damagedDocument = fc
  .tuple(
    fc.nat(2 ** 31),
    fc.array(
      fc.record({
        where: fc.nat(),
        how: fc.constantFrom('replace', 'number', 'remove', 'add', 'double', 'cut', 'swap'),
        value: anyValue,
        number: oddNumber,
        key: foreignKey,
      }),
      { maxLength: 3 },
    ),
  )
  .map(([documentSeed, damages]) => {
    const document = begun(randomScenario(seededRandom(documentSeed)), documentSeed);
    for (const { where, how, value, number, key } of damages) {
      const places = placesIn(document).filter((path) => path.length > 0);
      const path = places[where % places.length];
      const parent = path.slice(0, -1).reduce((object, step) => object[step], document);
      const last = path.at(-1);
      if (!Object.getOwnPropertyDescriptor(parent, last)?.writable) continue;
      if (how === 'replace') parent[last] = value;
      else if (how === 'number') parent[last] = number;
      else if (how === 'remove') delete parent[last];
      else if (how === 'double' && Array.isArray(parent)) parent.push(parent[last]);
      else if (how === 'cut' && Array.isArray(parent)) parent.pop();
      else if (how === 'swap') parent[last] = document.loss;
      else Reflect.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true });
    }
    return document;
  });

/** JSON; where a foreign value is cyclic or a BigInt, the text of the document undamaged. */
function textOf(document) {
  try {
    return JSON.stringify(document) ?? '';
  } catch {
    return JSON.stringify(article());
  }
}

function holds(name, arbitrary) {
  test(`${name} (${numRuns} runs, seed ${seed})`, (t) => {
    let opened = 0;
    fc.assert(
      fc.property(arbitrary, (document) => {
        if (opensOrRefuses(document)) opened++;
      }),
      { seed, numRuns },
    );
    t.diagnostic(`seed ${seed}: ${numRuns} runs, ${opened} opened, ${numRuns - opened} refused`);
  });
}

holds('any value at all is rejected with a path', anyValue);
holds('any text is rejected with a path', fc.oneof(fc.string(), fc.json(), fc.string({ unit: 'binary' })));
holds('a document with any of its parts replaced is opened or rejected with a path', almostDocument);
holds('a valid document damaged somewhere is opened or rejected with a path', damagedDocument);
holds(
  'the text of a damaged document is opened or rejected with a path',
  fc.tuple(damagedDocument, fc.nat(), fc.nat(3), fc.string({ maxLength: 3 })).map(([document, at, cut, put]) => {
    const text = textOf(document);
    const offset = at % (text.length + 1);
    return text.slice(0, offset) + put + text.slice(offset + cut);
  }),
);

test(`objects that throw, lie or change while they are read are opened or rejected (${numRuns} runs, seed ${seed})`, () => {
  fc.assert(
    fc.property(fc.nat(2 ** 31), fc.nat(2 ** 31), (documentSeed, mischiefSeed) => {
      opensOrRefuses(
        mischievous(begun(randomScenario(seededRandom(documentSeed)), documentSeed), seededRandom(mischiefSeed)),
      );
    }),
    { seed, numRuns },
  );
});

/** Wraps every object of a document in a proxy that now and then throws or gives something else. */
function mischievous(value, random) {
  if (typeof value !== 'object' || value === null) return value;
  const odd = [undefined, null, NaN, 'x', -1, 2 ** 40, [], {}, 1n];
  const mischief = (honest) => {
    const dice = random();
    if (dice < 0.004) throw [new Error('mischief'), undefined, 'text', { message: 5 }][Math.floor(random() * 4)];
    return dice < 0.012 ? odd[Math.floor(random() * odd.length)] : honest;
  };
  const copy = Array.isArray(value)
    ? value.map((item) => mischievous(item, random))
    : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mischievous(item, random)]));
  return new Proxy(copy, {
    get: (target, key) => mischief(target[key]),
    ownKeys: (target) => {
      if (random() < 0.004) throw new Error('mischief');
      return Reflect.ownKeys(target);
    },
  });
}
