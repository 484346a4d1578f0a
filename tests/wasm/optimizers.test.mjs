/** Momentum, Adam, weight decay and schedules: in the document, step by step, and as an independent autodiff has them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { article, assertAllClose, core, readData, withSession } from './help.mjs';
import { withoutTags } from './latex/tokens.mjs';

const schedules = [undefined, { kind: 'step', epochs: 2, factor: 0.3 }, { kind: 'cosine', epochs: 5, floor: 0.01 }];
const trainings = ['sgd', 'momentum', 'adam'].flatMap((optimizer) =>
  [0, 0.03].flatMap((weightDecay) =>
    schedules.map((schedule) => ({ optimizer, weightDecay, ...(schedule && { schedule }), learningRate: 0.4 })),
  ),
);
const example = (training) => ({
  ...article(),
  samples: [0, 1, 2].map((i) => ({ x: [0.5 + i, 1 - i], t: [i / 2, 0.25] })),
  training: { batchSize: 2, ...training },
});

test('a document keeps its optimizer and schedule as they came; what is left out stays so', () => {
  for (const training of [...trainings, { learningRate: 0.5 }, { learningRate: 1, beta1: 0.5, epsilon: 1e-4 }])
    withSession(example(training), (session) => assert.deepEqual(session.scenario(), example(training)));
});

test('ten epochs of a session are those of PyTorch, to 1e-10', () => {
  for (const { name, settings, scenario, epochs } of readData('optimizers.json').cases)
    withSession({ ...scenario, training: { ...scenario.training, ...settings } }, (session) => {
      for (const { loss, parameters } of epochs) {
        assertAllClose([...session.train({ epochs: 1 }).loss], [loss], name, 1e-10);
        const { layers } = session.scenario().network;
        assertAllClose(
          layers.flatMap(({ weights, biases }) => [...weights.flat(), ...biases]),
          parameters,
          name,
          1e-10,
        );
      }
    });
});

const steps = {
  sgd: ['update'],
  momentum: ['velocity', 'update'],
  adam: ['first_moment', 'second_moment', 'bias_correction', 'update'],
};

test('an update has a step for each quantity that its optimizer has, and its numbers are those of the next values', () => {
  for (const training of trainings)
    withSession(example(training), (session) => {
      for (let update = 0; update < 4; update++) {
        const trace = session.traceBatch().filter(({ phase }) => phase === 'update');
        const rules = new Set(trace.map(({ rule }) => rule));
        const { optimizer, weightDecay, schedule } = training;
        const expected = [
          ...(schedule ? ['schedule'] : []),
          ...(weightDecay ? ['weight_decay'] : []),
          ...steps[optimizer],
        ];
        assert.deepEqual([...rules], expected);
        session.step();
        for (const { computes, value } of trace)
          if (/^[vms]?[wb]\./.test(computes)) assert.equal(session.value(computes), value, computes);
      }
    });
});

/** The value of a formula of numbers, read as JavaScript. */
function valueOf(latex) {
  let text = withoutTags(latex).plain.replace(/\\left|\\right/g, '');
  text = text.replace(/(\d) \\times 10\^\{(-?\d+)\}/g, '$1e$2').replace(/\\cdot|\\,/g, '*');
  text = text
    .replace(/\\sqrt/g, 'Math.sqrt')
    .replace(/\\tfrac/g, '\\frac')
    .replaceAll('{', '(')
    .replaceAll('}', ')');
  text = text.replace(/\^/g, '**');
  for (let at = text.indexOf('\\frac'); at >= 0; at = text.indexOf('\\frac')) {
    let [end, depth] = [at + 5, 0];
    do depth += { '(': 1, ')': -1 }[text[end++]] ?? 0;
    while (depth > 0);
    text = `${text.slice(0, at)}${text.slice(at + 5, end)}/${text.slice(end)}`;
  }
  return Function(`return ${text}`)();
}

const idsIn = (latex) => [...latex.matchAll(/id=([\w.]+)/g)].map(([, id]) => id);

test('in every notation a step’s formula has the symbols of its numbers, and these come to its value', () => {
  for (const training of trainings)
    for (const notation of ['scalar', 'indexed', 'article', 'matrix'])
      withSession(example(training), (session) => {
        session.train({ epochs: 1 });
        for (const trace of [session.traceBatch({ notation, digits: 17 }), session.trace(0, { notation, digits: 17 })])
          for (const { phase, computes, symbols, numbers, result, value, sample } of trace) {
            if (phase !== 'update') continue;
            const where = `${notation} ${computes} ${JSON.stringify(training)} ${numbers}`;
            if (notation === 'matrix' && computes !== 'etan') {
              const here = /\\htmlData\{id=([\w.]+),value=([^,}]+),mark=here/.exec(result);
              assert.deepEqual([here?.[1], Number(here?.[2])], [computes, value], where);
              continue;
            }
            assertAllClose([valueOf(numbers)], [value], where, 1e-12);
            const right = symbols.split(/ = |\\leftarrow /).at(-1);
            if (sample === null) assert.deepEqual(idsIn(right), idsIn(numbers), where);
          }
      });
});

test('plain gradient descent is written as ever', () => {
  const lines = (training) =>
    withSession(example(training), (session) =>
      ['scalar', 'matrix'].map((notation) => session.traceBatch({ notation })),
    );
  assert.deepEqual(lines({ optimizer: 'sgd', momentum: 0.5, beta1: 0.1 }), lines({}));
});

test('the numbers of an optimizer have ids, values and symbols', () =>
  withSession(example({ optimizer: 'adam', weightDecay: 0.03, schedule: schedules[1] }), (session) => {
    session.train({ epochs: 2 });
    const values = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, lambda: 0.03, etan: 0.5 * 0.3 };
    for (const [id, value] of Object.entries(values)) assertAllClose([session.value(id)], [value], id, 1e-15);
    const texts = { beta1: 'β₁', etan: 'η(n)', lambda: 'λ', 'mhatw.1.0.0': 'm̂(w⁽¹⁾₁₁)', 'sb.2.0': 's(b⁽²⁾₁)' };
    for (const [id, text] of Object.entries(texts)) assert.equal(session.symbol(id, { naming: 'layers' }).text, text);
    assert.throws(() => session.value('vw.1.0.0'), { name: 'NumericError' });
  }));

test('undo brings velocity and moments back, so that the same update follows', () => {
  for (const training of trainings)
    withSession(example(training), (session) => {
      session.train({ epochs: 2 });
      const first = session.step();
      session.step();
      session.undo();
      session.undo();
      assert.deepEqual(session.step(), first);
    });
});

test('figures of velocities, moments and what an update makes of them are compared with ours', () => {
  for (const optimizer of ['momentum', 'adam']) {
    const document = example({ optimizer, weightDecay: 0.03, schedule: schedules[1] });
    const ids = { momentum: ['vw.1.0.0', 'vb.2.0'], adam: ['mw.1.0.0', 'sb.2.0', 'mhatw.2.0.1', 'shatb.1.0'] }[
      optimizer
    ];
    withSession(document, (session) => {
      const figures = [];
      for (let after = 0; after < 5; after++, session.step()) {
        const steps = session.traceBatch();
        for (const id of ids)
          figures.push({
            id,
            after,
            text: String(/hat/.test(id) ? steps.find((s) => s.computes === id).value : session.value(id)),
          });
        for (const id of ['gw.1.0.0', 'etan'])
          figures.push({ id, after, text: String(steps.find((s) => s.computes === id).value) });
      }
      const compared = core.printed({ ...document, printed: { figures } });
      for (const { id, after, agreement } of compared) assert.equal(agreement, 'agrees', `${id} after ${after}`);
      const slipped = figures.map((figure) =>
        figure.id === ids[0] && figure.after === 2 ? { ...figure, text: String(2 * Number(figure.text)) } : figure,
      );
      const wrong = core.printed({ ...document, printed: { figures: slipped } });
      assert.deepEqual(
        wrong.filter(({ agreement }) => agreement === 'differs').map(({ id, after }) => [id, after]),
        [[ids[0], 2]],
      );
    });
  }
});
