/** The scenario document: what is accepted, and what comes back out of a session. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { article, randomScenario, readData, seededRandom, withSession } from './help.mjs';

const zeros = (count) => new Array(count).fill(0);

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
