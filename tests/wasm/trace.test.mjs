/** The trace: one iteration as ordered steps, complete, each computed from what is known by then. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import katex from 'katex';
import { article, assertClose, gradientOf, parameterIds, randomScenario, seededRandom, withSession } from './help.mjs';

const phases = ['forward', 'loss', 'backward', 'update'];
const seed = 20260101;
const random = seededRandom(seed);
const documents = [
  ['the article under mse', article()],
  ['the article under bce', article((document) => (document.loss = 'bce'))],
  ['biases not updated', article((document) => (document.training.updateBiases = false))],
  ...Array.from({ length: 20 }, (_, index) => [`random network ${index} of seed ${seed}`, randomScenario(random)]),
];

/** The ids that an iteration starts from. */
function given({ network, samples: [sample] }) {
  return [
    ...sample.x.map((_, i) => `x.${i}`),
    ...sample.t.map((_, k) => `t.${k}`),
    ...parameterIds({ network }),
    'eta',
  ];
}

/** The ids of all that an iteration computes before the updates. */
function computed({ network }) {
  const outputs = network.layers.at(-1).units;
  const neurons = network.layers.flatMap(({ units }, index) =>
    Array.from({ length: units }, (_, j) => `${index + 1}.${j}`),
  );
  return [
    ...['z', 'a', 'delta'].flatMap((kind) => neurons.map((neuron) => `${kind}.${neuron}`)),
    // with one output its term is L itself
    ...(outputs === 1 ? [] : Array.from({ length: outputs }, (_, k) => `L.${k}`)),
    'L',
    ...parameterIds({ network }).map((id) => `d${id}`),
  ];
}

for (const [name, document] of documents) {
  test(`${name}: each step reads only what is given or was computed before`, () =>
    withSession(document, (session) => {
      const known = new Set(given(document));
      for (const { index, computes, reads } of session.trace()) {
        for (const id of reads) assert.ok(known.has(id), `step ${index} computes ${computes} from unknown ${id}`);
        known.add(computes);
      }
    }));

  test(`${name}: every quantity is computed exactly once, phase after phase`, () =>
    withSession(document, (session) => {
      const steps = session.trace();
      assert.deepEqual(
        steps.map(({ index }) => index),
        steps.map((_, position) => position),
      );
      const order = steps.map(({ phase }) => phases.indexOf(phase));
      assert.deepEqual(order, [...order].sort(), 'forward, loss, backward, update');
      const before = steps.filter(({ phase }) => phase !== 'update').map(({ computes }) => computes);
      assert.deepEqual([...before].sort(), computed(document).sort());
      const updated = steps.filter(({ phase }) => phase === 'update').map(({ computes }) => computes);
      const biases = document.training.updateBiases !== false;
      const expected = parameterIds(document).filter((id) => biases || id.startsWith('w.'));
      assert.deepEqual([...updated].sort(), expected.sort());
    }));

  test(`${name}: each value is that of the forward pass, the gradients and the update`, () =>
    withSession(
      { ...document, samples: [document.samples[0]], training: { ...document.training, batchSize: 1 } },
      (session) => {
        const steps = session.trace();
        const forward = session.forward();
        const gradients = session.gradients(0);
        const { changes } = session.step();
        for (const { computes: id, phase, value, before } of steps) {
          const [kind, layer, j] = id.split('.');
          if (phase === 'update') {
            const change = changes.find((candidate) => candidate.id === id);
            assert.deepEqual({ before, value }, { before: change.before, value: change.after }, id);
          } else if (kind === 'z' || kind === 'a') assertClose(value, forward.layers[layer - 1][kind][j], id);
          else if (id === 'L') assertClose(value, forward.loss, id);
          else if (kind === 'L') assertClose(value, forward.lossTerms[layer], id);
          else if (kind === 'delta') assertClose(value, gradients.layers[layer - 1].delta[j], id);
          else assertClose(value, gradientOf(gradients, id.slice(1)), id);
        }
      },
    ));
}

test('each step has formulas in symbols, in numbers and a result; the symbols carry the ids read', () =>
  withSession(article(), (session) => {
    for (const { computes, reads, symbols, numbers, result } of session.trace()) {
      for (const latex of [symbols, numbers, result]) assert.ok(latex.length > 0, `${computes} has an empty formula`);
      for (const id of reads) {
        assert.ok(symbols.includes(`{id=${id}`), `${computes}: no symbol for ${id} in ${symbols}`);
      }
    }
  }));

test('layer and neuron of each step are those of what it computes; a loss term has no layer, L has neither', () =>
  withSession(article(), (session) => {
    for (const { computes, layer, neuron } of session.trace()) {
      const [kind, first, second] = computes.split('.');
      if (computes === 'L') assert.deepEqual([layer, neuron], [null, null]);
      else if (kind === 'L') assert.deepEqual([layer, neuron], [null, Number(first)], computes);
      else assert.deepEqual([layer, neuron], [Number(first), Number(second)], computes);
    }
  }));

test('more digits make longer numbers and change no value', () =>
  withSession(article(), (session) => {
    const few = session.trace(0, { digits: 2 });
    const many = session.trace(0, { digits: 17 });
    assert.deepEqual(
      few.map(({ value }) => value),
      many.map(({ value }) => value),
    );
    const loss = (steps) => steps.find(({ computes }) => computes === 'L').result;
    assert.ok(loss(many).includes('0.1942839425920015'), loss(many));
    assert.ok(loss(few).includes('{0.19}'), loss(few));
  }));

test('the trace of another sample is that of the sample', () =>
  withSession(
    article((document) => document.samples.push({ x: [1, -1], t: [0, 1] })),
    (session) => {
      const loss = session.trace(1).find(({ computes }) => computes === 'L').value;
      assertClose(loss, session.forward(1).loss, 'L of sample 1');
    },
  ));

test('KaTeX sets every formula, whatever letters the names are made of, and finds the ids in it', () => {
  const labels = ['N1', 'w_1', '权重', "a'", '50%', 'R&D', '#1', 'x^2', 'a~b', '-', 'é', '𝑤', 'two words', '1', 'θ₁'];
  const ids = [
    'a.1.0',
    'a.1.1',
    'a.1.2',
    'a.2.0',
    'a.2.1',
    'a.3.0',
    'w.1.0.0',
    'w.3.0.0',
    'w.2.0.0',
    'b.1.0',
    'b.2.0',
    'x.0',
  ];
  for (let shift = 0; shift < labels.length; shift++) {
    const names = Object.fromEntries(ids.map((id, index) => [id, labels[(index + shift) % labels.length]]));
    withSession(
      article((document) => Object.assign(document, { names })),
      (session) => {
        const formulas = session.trace().flatMap(({ symbols, numbers, result }) => [symbols, numbers, result]);
        const { stages, paths, symbol } = session.derive('w.2.0.0');
        formulas.push(symbol, ...stages.flatMap(({ rows }) => rows.flatMap((row) => [row.latex, row.numbers])));
        for (const { factors } of paths) {
          for (const factor of factors) {
            formulas.push(factor.symbol, factor.result, factor.numbers, ...factor.lines.map(({ latex }) => latex));
          }
        }
        for (const formula of formulas) {
          // a letter that KaTeX's fonts do not have comes from the page's own
          const strict = (code) =>
            ['htmlExtension', 'unknownSymbol', 'symbolNotInFont'].includes(code) ? 'ignore' : 'error';
          const html = katex.renderToString(formula, { trust: true, strict, throwOnError: true });
          for (const [, id] of formula.matchAll(/\{id=([\w.]+)/g)) assert.ok(html.includes(`data-id="${id}"`), formula);
        }
      },
    );
  }
});
