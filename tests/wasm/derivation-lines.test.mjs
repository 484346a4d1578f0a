/**
 * Every line that is shown is read again from its LaTeX, by a parser of its own, and must come to the value it claims.
 * RUNS=100000 takes fifty times as many networks.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { api, article, parameterIds, seededRandom, withSession } from './help.mjs';
import { LineCheck } from './latex/check.mjs';
import { Claims, formulasOf } from './latex/claims.mjs';
import {
  activations,
  assertSound,
  checkAll,
  isDefined,
  losses,
  network,
  pairs,
  rounds,
  seed,
  withClaims,
} from './latex/networks.mjs';

for (const activation of activations) {
  test(`every line shown of a network with ${activation} has the value it claims`, (t) => {
    const random = seededRandom(seed + activations.indexOf(activation));
    const check = new LineCheck();
    for (let round = 0; round < rounds; round++) {
      // Numbers in full and as they are read take turns.
      for (const [index, loss] of losses.filter((one) => isDefined(activation, one)).entries()) {
        const digits = process.env.RUNS ? [17, 4] : [[17], [4]][index % 2];
        checkAll(check, network(random, activation, loss), `${activation} ${loss}`, random, { digits });
      }
    }
    assertSound(t, check);
  });
}

const shapes = [[1], [1, 1], [3, 3, 2], [4, 1, 3]];
test('every line shown of a network of another shape, with names, has the value it claims', (t) => {
  const random = seededRandom(seed);
  const check = new LineCheck();
  for (const units of shapes) {
    for (const [activation, loss] of [
      ['sigmoid', 'mse'],
      ['sigmoid', 'bce_mean'],
      ['silu', 'bce_with_logits'],
      ['softmax', 'softmax_cross_entropy'],
      ['softmax', 'sse'],
    ]) {
      const names = { 'x.0': 'p', 'w.1.0.0': 'w3', 'b.1.0': 'b7', 'a.1.0': 'N1', 't.0': 'goal' };
      const document = network(random, activation, loss, { units, names });
      checkAll(check, document, `${activation} ${loss} ${units}`, random, { digits: [17], derived: 4 });
    }
  }
  assertSound(t, check);
});

test('the steps of a batch hold, added up, averaged and used', (t) => {
  const random = seededRandom(seed);
  const check = new LineCheck();
  for (const batchReduction of ['mean', 'sum']) {
    for (const loss of ['mse', 'bce']) {
      const document = network(random, 'sigmoid', loss, { training: { batchSize: 3, batchReduction } });
      withClaims(check, document, `batch ${batchReduction} ${loss}`, [17, 4], (claims) => {
        claims.traceBatch();
        claims.trace(1);
      });
    }
  }
  assertSound(t, check);
});

test('the formulas of exported documents, Markdown and LaTeX, hold without their tags', (t) => {
  const random = seededRandom(seed);
  const check = new LineCheck();
  const documents = [article(), ...pairs(0, 3).map(([activation, loss]) => network(random, activation, loss))];
  documents.forEach((document, index) => {
    const name = `document ${index}`;
    const parameters = parameterIds(document);
    const id = parameters[Math.floor(random() * parameters.length)];
    withClaims(check, document, name, index === 0 ? [17, 4] : [17], (claims, session) => {
      claims.iterationDocument(0, formulasOf(api.exportMarkdown(session, claims.options)));
      claims.iterationDocument(0, formulasOf(api.exportLatex(session, undefined, claims.options)));
      claims.derivationDocument(id, 0, formulasOf(api.exportLatex(session, id, claims.options)));
    });
  });
  assertSound(t, check);
});

/** One neuron, all of whose lines hold. */
function neuron(activation, x, t, loss = 'sse') {
  const layer = { units: 1, activation, weights: [[1]], biases: [0] };
  return { version: 1, network: { inputs: 1, layers: [layer] }, loss, samples: [{ x: [x], t: [t] }] };
}

test('each line of ∂a/∂z of a SiLU is its slope: 1.0907842487849 at z = 2', (t) => {
  const check = new LineCheck();
  withSession(neuron('silu', 2, 0, 'half_sse'), (session) => {
    const lines = session.factorLines('a.1.0', 'z.1.0', { digits: 17 });
    for (const { value } of lines) assert.ok(Math.abs(value - 1.0907842487849) < 1e-12);
    const claims = new Claims(session, check, { notation: 'scalar', digits: 17, name: 'SiLU' });
    for (const { rule, latex } of lines)
      check.line(rule, latex, 1.0907842487848953, claims.context(claims.valuesOf(0)));
  });
  assertSound(t, check);
});

test('0 is written 0, in formulas and in exports', (t) => {
  const check = new LineCheck();
  const softmax = {
    version: 1,
    network: { inputs: 1, layers: [{ units: 2, activation: 'softmax', weights: [[1], [0]], biases: [0, 0] }] },
    loss: 'softmax_cross_entropy',
    samples: [{ x: [1], t: [0, 1] }],
  };
  for (const document of [neuron('linear', 1, 1), neuron('linear', 1, 1, 'mse'), neuron('relu', -1, 0), softmax]) {
    withClaims(check, document, 'zero', [17, 4], (claims, session) => {
      claims.trace(0);
      for (const id of [...parameterIds(document), 'a.1.0', 'z.1.0']) {
        claims.derive(id, 0, true);
        const all = [
          session.derive(id, claims.options),
          session.trace(0, claims.options),
          session.generalRule('b.1.0'),
        ];
        const text =
          JSON.stringify(all) +
          api.exportLatex(session, id === 'z.1.0' || id === 'a.1.0' ? 'b.1.0' : id, claims.options);
        assert.doesNotMatch(text, /(?<![\d.])0(\.0+)? *\\+times/);
      }
    });
  }
  assertSound(t, check);
});
