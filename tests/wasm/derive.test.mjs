/** Derivations and the proof: every parameter of every network by the chain rule, equal to its gradient. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  article,
  assertClose,
  core,
  gradientOf,
  parameterIds,
  randomScenario,
  seededRandom,
  withSession,
} from './help.mjs';

const seed = 20260102;
const random = seededRandom(seed);
const documents = [
  ['the article under mse', article()],
  ['the article under bce', article((document) => (document.loss = 'bce'))],
  ...core.catalog().losses.flatMap((loss) =>
    core.catalog().activations.map((activation) => {
      const activations = [activation];
      return [`${activation} with ${loss}, seed ${seed}`, randomScenario(random, { losses: [loss], activations })];
    }),
  ),
];

/** Differences are relative to the size of the path products, as rounding is. */
function assertSame(actual, expected, scale, quantity) {
  const difference = Math.abs(actual - expected);
  assert.ok(
    difference <= 1e-12 * Math.max(scale, Number.MIN_VALUE),
    `${quantity}: got ${actual}, expected ${expected}, difference ${difference} against ${scale}`,
  );
}

for (const [name, document] of documents) {
  test(`${name}: the derivation of every parameter comes to its gradient, at every stage`, () =>
    withSession(document, (session) => {
      const gradients = session.gradients(0);
      for (const id of parameterIds(document)) {
        const derivation = session.derive(id, { pathLimit: 1000 });
        const scale = derivation.paths.reduce((sum, { value }) => sum + Math.abs(value), 0);
        assertSame(derivation.value, gradientOf(gradients, id), scale, `∂L/∂${id}`);
        for (const { kind, value } of derivation.stages) {
          assertSame(value, derivation.value, scale, `stage ${kind} of ∂L/∂${id}`);
        }
      }
    }));

  test(`${name}: the paths add up, and each is the product of its factors`, () =>
    withSession(document, (session) => {
      for (const id of parameterIds(document)) {
        const { paths, pathCount, value } = session.derive(id, { pathLimit: 1000 });
        assert.equal(paths.length, pathCount, `paths of ${id}`);
        const scale = paths.reduce((sum, path) => sum + Math.abs(path.value), 0);
        const sum = paths.reduce((total, path) => total + path.value, 0);
        assertSame(sum, value, scale, `sum of the paths of ${id}`);
        for (const { factors, value: product, nodes } of paths) {
          const recomputed = factors.reduce((total, factor) => total * factor.value, 1);
          assertSame(recomputed, product, Math.abs(product), `path ${nodes.join(' ')} of ${id}`);
        }
      }
    }));

  test(`${name}: every line of every factor has the factor's value`, () =>
    withSession(document, (session) => {
      for (const id of parameterIds(document)) {
        for (const { factors } of session.derive(id).paths) {
          for (const { of, wrt, lines, value } of factors) {
            assert.ok(lines.length > 0, `∂${of}/∂${wrt} has no derivation`);
            for (const line of lines) {
              if (line.value !== null) assertClose(line.value, value, `∂${of}/∂${wrt}, ${line.rule}`);
            }
          }
        }
      }
    }));

  test(`${name}: back-propagation, symbols and complex step agree to 1e-12 for every parameter`, () =>
    withSession(document, (session) => {
      const { maxRelativeDifference, parameters } = session.verify();
      assert.deepEqual(parameters.map(({ id }) => id).sort(), parameterIds(document).sort());
      for (const { id, relativeDifference, backprop, symbolic, complexStep, scale } of parameters) {
        assert.ok(relativeDifference <= 1e-12, `${id}: ${backprop}, ${symbolic}, ${complexStep}`);
        assertSame(symbolic, backprop, scale, `${id}, symbolic`);
        assertSame(complexStep, backprop, scale, `${id}, complex step`);
      }
      assert.equal(maxRelativeDifference, Math.max(...parameters.map((one) => one.relativeDifference)));
    }));
}

test('factorLines gives the lines that a derivation without lines leaves out', () =>
  withSession(article(), (session) => {
    const [written, left] = [true, false].map((lines) => session.derive('w.2.0.0', { lines }));
    const factors = ({ paths }) => paths.flatMap((path) => path.factors);
    assert.ok(factors(left).every(({ lines }) => lines.length === 0));
    assert.deepEqual(
      factors(left).map((factor) => ({ ...factor, lines: session.factorLines(factor.of, factor.wrt) })),
      factors(written),
    );
    assert.deepEqual({ ...left, paths: null }, { ...written, paths: null });
  }));

test('the derivation of w3 has all stages: chain, factors, numbers, sum, collapse, article, rule', () =>
  withSession(article(), (session) => {
    const kinds = session.derive('w.2.0.0').stages.map(({ kind }) => kind);
    assert.deepEqual(kinds, ['chain', 'factors', 'numbers', 'sum', 'collapse', 'article', 'rule']);
  }));

test('the form through A and B is left out where there is no sigmoid to give it', () =>
  withSession(
    article((document) => (document.network.layers[1].activation = 'tanh')),
    (session) => {
      const kinds = session.derive('w.2.0.0').stages.map(({ kind }) => kind);
      assert.ok(!kinds.includes('article'), kinds.join(' '));
    },
  ));

test('L can be differentiated with respect to outputs and weighted sums: ∂L/∂z is δ', () =>
  withSession(article(), (session) => {
    session
      .gradients(0)
      .layers.forEach(({ delta }, index) =>
        delta.forEach((value, j) =>
          assertClose(session.derive(`z.${index + 1}.${j}`).value, value, `z.${index + 1}.${j}`),
        ),
      );
    const [n1] = session.derive('a.2.0').paths;
    assert.deepEqual(n1.nodes, ['L', 'a.3.0', 'z.3.0', 'a.2.0']);
  }));

test('pathLimit limits the paths written out, not the value nor the count', () =>
  withSession(article(), (session) => {
    const all = session.derive('w.1.0.0');
    const one = session.derive('w.1.0.0', { pathLimit: 1 });
    assert.equal(all.pathCount, 6);
    assert.equal(all.paths.length, 6);
    assert.equal(one.pathCount, 6);
    assert.equal(one.paths.length, 1);
    assert.equal(one.value, all.value);
  }));

test('verify of some parameters gives those, in the order asked', () =>
  withSession(article(), (session) => {
    const ids = ['w.3.0.0', 'b.1.2', 'w.2.0.0'];
    assert.deepEqual(
      session.verify(0, ids).parameters.map(({ id }) => id),
      ids,
    );
    assert.deepEqual(session.verify(0, []), { maxRelativeDifference: 0, parameters: [] });
  }));
