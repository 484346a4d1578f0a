/** The gradient of a batch, derived: what the next update uses, from the shares of its samples. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  api,
  article,
  assertClose,
  core,
  notations,
  parameterIds,
  randomScenario,
  readData,
  seededRandom,
  withSession,
} from './help.mjs';

const { cases, source } = readData('autodiff.json');
const batches = cases.filter(({ scenario }) => scenario.samples.length > 1);

/** Four samples for the article's network, of which a batch takes three. */
const batchOfThree = (reduction = 'mean') =>
  article((document) => {
    document.samples = [0.1, 0.4, 0.7, 0.9].map((x) => ({ x: [x, 1 - x], t: [x > 0.5 ? 1 : 0, 0.25] }));
    document.training = { ...document.training, batchSize: 3, batchReduction: reduction };
  });

test(`some batches of ${source} take the mean and some the sum`, () => {
  const reductions = new Set(batches.map(({ scenario }) => scenario.training.batchReduction));
  assert.deepEqual([...reductions].sort(), ['mean', 'sum']);
});

for (const { scenario, loss, dW, db } of batches) {
  const { training, title, samples } = scenario;
  test(`${title}, ${training.batchReduction} of ${samples.length}: the derivation comes to the reference's gradient`, () =>
    withSession(scenario, (session) => {
      for (const id of parameterIds(scenario)) {
        const [kind, layer, to, from] = id.split('.');
        const expected = kind === 'w' ? dW[layer - 1][to][from] : db[layer - 1][to];
        const derivation = session.derive(id, { batch: true });
        assertClose(derivation.value, expected, `∂L/∂${id}`, 1e-10);
        assertClose(derivation.loss, loss, 'loss', 1e-10);
        for (const { kind: stage, value } of derivation.stages)
          assertClose(value, expected, `stage ${stage} of ∂L/∂${id}`, 1e-10);
      }
    }));
}

const seed = 20261127;
test(`in every notation the gradient is that of step(), to the bit (seed ${seed})`, () => {
  const random = seededRandom(seed);
  for (let round = 0; round < 30; round++) {
    const document = randomScenario(random);
    withSession(document, (session) => {
      const derived = parameterIds(document).map((id) =>
        notations.map((notation) => session.derive(id, { batch: true, notation })),
      );
      const { changes, loss, samples } = session.step();
      const { batchReduction } = document.training;
      for (const [index, { id, gradient }] of changes.entries())
        for (const derivation of derived[index]) {
          const what = `round ${round}, ${id} in ${derivation.notation}`;
          assert.equal(derivation.id, `${batchReduction}d${id}`, what);
          assert.ok(Object.is(derivation.value, gradient), `${what}: ${derivation.value}, step() has ${gradient}`);
          assert.equal(derivation.loss, loss, what);
          assert.deepEqual(derivation.samples, samples, what);
          for (const stage of derivation.stages) assert.notEqual(stage.agreement, 'differs', `${what}, ${stage.kind}`);
        }
    });
  }
});

test('each share is the gradient of its sample alone, whose derivation `sample` gives', () =>
  withSession(batchOfThree(), (session) => {
    const { shares, samples, stages, value } = session.derive('w.2.0.0', { batch: true });
    assert.deepEqual(samples, [0, 1, 2]);
    assert.deepEqual(
      shares,
      samples.map((sample) => session.derive('w.2.0.0', { sample }).value),
    );
    assert.equal(value, shares.reduce((sum, share) => sum + share, 0) / 3);
    const rows = stages.find(({ kind }) => kind === 'shares').rows;
    assert.deepEqual(
      rows.map(({ sample }) => sample),
      samples,
    );
  }));

test('the mean and the sum have derivations by their own ids, also the one that the update does not use', () =>
  withSession(batchOfThree('sum'), (session) => {
    const sum = session.derive('b.3.1', { batch: true });
    assert.deepEqual(session.derive('sumdb.3.1', { batch: true }), sum);
    const mean = session.derive('meandb.3.1', { batch: true });
    assert.equal(mean.value, sum.value / 3);
    assert.match(mean.stages.at(-1).rows.at(-1).latex, /\\overline\{G\}/);
    assert.doesNotMatch(JSON.stringify(sum.stages), /overline|frac\{1\}\{3\}/);
  }));

test('without `batch` the gradient is that of one sample, as before', () =>
  withSession(batchOfThree(), (session) => {
    assert.deepEqual(session.derive('w.2.0.0', { batch: false }), session.derive('w.2.0.0'));
    assert.equal(session.derive('w.2.0.0').sample, 0);
  }));

test('a long batch is written out in part, and exact as a whole', () => {
  const samples = Array.from({ length: 2500 }, (_, i) => ({ x: [Math.sin(i), Math.cos(i)], t: [i % 2, 0.5] }));
  const document = article((one) => {
    one.samples = samples;
    one.training = { ...one.training, batchSize: samples.length };
  });
  withSession(document, (session) => {
    const part = session.derive('w.1.2.1', { batch: true });
    const more = session.derive('w.1.2.1', { batch: true, shareLimit: 100 });
    assert.equal(part.samples.length, 2500);
    assert.deepEqual(
      part.stages[1].rows.map(({ sample }) => sample),
      [0, 1, 2, 3, 4, 5, 6, undefined, 2499],
    );
    assert.equal(more.shares.length, 100);
    assert.ok(part.stages.every(({ agreement }) => agreement === 'same'));
    const stepped = session.step().changes.find(({ id }) => id === 'w.1.2.1').gradient;
    assert.deepEqual([part.value, more.value], [stepped, stepped]);
  });
});

const refusals = [
  ['z', (s) => s.derive('z.2.0', { batch: true }), 'id', 'notAParameter'],
  ['an input', (s) => s.derive('x.0', { batch: true }), 'id', 'notAParameter'],
  ['a mean without `batch`', (s) => s.derive('meandw.2.0.0'), 'id', 'notDerivable'],
  ['a sample as well', (s) => s.derive('w.2.0.0', { batch: true, sample: 1 }), 'options.sample', 'unknownKey'],
  ['paths', (s) => s.derive('w.2.0.0', { batch: true, pathLimit: 3 }), 'options.pathLimit', 'unknownKey'],
  ['shares without a batch', (s) => s.derive('w.2.0.0', { shareLimit: 3 }), 'options.shareLimit', 'unknownKey'],
  ['one share', (s) => s.derive('w.2.0.0', { batch: true, shareLimit: 1 }), 'options.shareLimit', 'outOfRange'],
  ['batch as a number', (s) => s.derive('w.2.0.0', { batch: 1 }), 'options.batch', 'expectedBoolean'],
];
for (const [what, call, path, key] of refusals)
  test(`${what}: rejected with the path`, () =>
    withSession(batchOfThree(), (session) => {
      assert.throws(
        () => call(session),
        (error) => error instanceof api.ArgumentError && error.path === path && error.key === key,
      );
    }));

test('where a sample of the batch is not finite, the error names it', () => {
  const document = batchOfThree();
  document.network.layers[2].activation = 'linear';
  document.network.layers[0].activation = 'linear';
  document.network.layers[1].activation = 'linear';
  document.samples[1].x = [1e300, 1e300];
  withSession(document, (session) => {
    assert.throws(
      () => session.derive('w.1.0.0', { batch: true }),
      (error) => error instanceof api.NumericError && error.sample === 1,
    );
    assert.equal(typeof session.derive('w.1.0.0').value, 'number');
  });
});

test('an exported derivation says whose gradient it is, of a sample or of the batch', () =>
  withSession(batchOfThree(), (session) => {
    const alone = api.exportLatex(session, 'w.2.0.0', { sample: 1 });
    assert.match(alone, /Of sample 2 alone\. The next update uses the mean over the 3 samples of the batch\./);
    const whole = api.exportLatex(session, 'w.2.0.0', { batch: true });
    assert.match(whole, /The mean over the 3 samples of the batch: this is what the next update uses\./);
    const { value } = session.derive('w.2.0.0', { batch: true });
    assert.ok(whole.includes(String(value)), whole);
    for (const sample of [1, 2, 3]) assert.ok(whole.includes(`\\right)_{${sample}}`));
    assert.doesNotMatch(whole, /htmlData/);
  }));

test('with one sample in all there is nothing to distinguish, and no sample is named', () =>
  withSession(article(), (session) => {
    assert.doesNotMatch(api.exportLatex(session, 'w.2.0.0'), /sample 1/);
  }));

test('L is differentiated with respect to inputs in every notation: the change of L with x is that of a small step', () =>
  withSession(core.read(article()), (session) => {
    const h = 1e-6;
    const { x } = session.scenario().samples[0];
    for (const [i, at] of x.entries()) {
      const moved = [1, -1].map((sign) => {
        session.set(`x.${i}`, at + sign * h);
        return session.forward().loss;
      });
      session.set(`x.${i}`, at);
      for (const notation of notations) {
        const { value, stages, paths } = session.derive(`x.${i}`, { notation });
        assertClose(value, (moved[0] - moved[1]) / (2 * h), `∂L/∂x.${i}`, 1e-6);
        assert.equal(paths[0].nodes.at(-1), `x.${i}`);
        assert.ok(stages.every(({ agreement }) => agreement === 'same'));
      }
    }
  }));
