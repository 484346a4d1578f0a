/** The figures that a source prints, held against ours to the digits printed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { api, core, readData, withSession } from './help.mjs';

const mazur = (figures) => ({ ...readData('worked/mazur-2015.json').scenario, printed: { figures } });
const compared = (...figures) => core.printed(mazur(figures));

test('a figure agrees where our value, rounded to its places, is the figure', () => {
  const [loss, weight] = compared({ id: 'L', text: '0.298371109' }, { id: 'w.2.1.0', after: 1, text: '0.511301270' });
  assert.deepEqual([loss.agreement, loss.rounded], ['agrees', '0.298371109']);
  assert.equal(loss.value, 0.2983711087600027);
  assert.deepEqual([weight.agreement, weight.rounded], ['agrees', '0.511301270']);
});

test('every figure of the source but the error after the step agrees, or is one unit of its last digit off', () => {
  const ids = { z: 'z', a: 'a', delta: 'delta', dW: 'dw' };
  const figures = readData('worked/mazur-2015.json').expected.flatMap(({ path, printed: text }) => {
    const [, kind, layer, to, , from] = /^(\w+)(?:\[(\d+)\]\[(\d+)\](\[(\d+)\])?)?$/.exec(path) ?? [];
    if (kind === 'W_new') return [{ id: `w.${layer}.${to}.${from}`, after: 1, text }];
    return ids[kind] ? [{ id: [ids[kind], layer, to, from].filter(Boolean).join('.'), text }] : [];
  });
  assert.ok(figures.length >= 15);
  for (const { id, agreement, rounded, text } of core.printed(mazur(figures))) {
    assert.equal(agreement, 'agrees', `${id}: printed ${text}, ours ${rounded}`);
  }
});

test('Mazur’s error after the step is what already updated output weights give, and it is said to differ', () => {
  const [figure] = compared({ id: 'L', after: 1, text: '0.291027924' });
  assert.equal(figure.agreement, 'differs');
  assert.equal(figure.rounded, '0.291027774');
  assert.equal(lossAfterMistakenStep().toFixed(9), '0.291027924');
});

test('after ten thousand updates the printed outputs differ, and the printed error is that of the update before', () => {
  const [output, right, before] = compared(
    { id: 'a.2.0', after: 10000, text: '0.015912196' },
    { id: 'L', after: 10000, text: '0.0000351085' },
    { id: 'L', after: 9999, text: '0.0000351085' },
  );
  assert.deepEqual([output.agreement, right.agreement, before.agreement], ['differs', 'differs', 'agrees']);
  assert.equal(output.rounded, '0.015913620');
});

test('a figure one unit of its last place away is told from one that is wrong', () => {
  const agreements = [
    '0.298371109',
    '0.298371108',
    '0.298371110',
    '0.298371107',
    '0.2984',
    '0.2983',
    '0.298',
    '.3',
    '3e-1',
    '2e-1',
  ].map((text) => compared({ id: 'L', text })[0].agreement);
  const [yes, near, no] = ['agrees', 'last_digit', 'differs'];
  assert.deepEqual(agreements, [yes, near, near, no, yes, near, yes, yes, yes, near]);
});

test('a figure with the opposite sign is compared with the sign turned', () => {
  const [figure] = compared({ id: 'delta.2.0', text: '-0.138498562', negated: true });
  assert.deepEqual([figure.agreement, figure.rounded], ['agrees', '-0.138498562']);
  assert.ok(figure.value > 0);
});

test('the comparison leaves no session open', () => {
  const { sessions } = core.usage();
  compared({ id: 'L', after: 3, text: '1' });
  assert.equal(core.usage().sessions, sessions);
});

test('after how many updates a figure may hold goes by the size of the network', () => {
  const document = (units, after) => ({
    version: 1,
    network: { inputs: 1000, layers: [{ units, activation: 'linear' }] },
    init: { kind: 'zeros' },
    loss: 'sse',
    samples: [{ x: new Float64Array(1000), t: new Float64Array(units) }],
    printed: { figures: [{ id: 'L', after, text: '0' }] },
  });
  const most = Math.floor(2 ** 25 / (1001 * 100));
  assert.equal(core.printed(document(100, most))[0].agreement, 'agrees');
  assert.throws(
    () => core.read(document(100, most + 1)),
    (error) => {
      assert.deepEqual([error.key, error.path], ['outOfRange', 'printed.figures[0].after']);
      assert.equal(error.params.max, most);
      return true;
    },
  );
});

for (const [what, figure, path, key] of [
  ['an id that is none', { id: 'loss', text: '1' }, 'printed.figures[0].id', 'notAQuantityId'],
  ['a quantity that the network has not', { id: 'a.3.0', text: '1' }, 'printed.figures[0].id', 'unknownQuantity'],
  ['a text that is no decimal', { id: 'L', text: '0,3' }, 'printed.figures[0].text', 'notADecimal'],
  ['no text', { id: 'L' }, 'printed.figures[0].text', 'missing'],
  ['an update before the first', { id: 'L', text: '1', after: -1 }, 'printed.figures[0].after', 'outOfRange'],
  ['a sample that there is not', { id: 'L', text: '1', sample: 1 }, 'printed.figures[0].sample', 'outOfRange'],
  ['another key', { id: 'L', text: '1', digits: 3 }, 'printed.figures[0].digits', 'unknownKey'],
]) {
  test(`a printed figure with ${what} is refused with its path`, () => {
    assert.throws(
      () => core.read(mazur([figure])),
      (error) => error instanceof api.ScenarioError && error.path === path && error.key === key,
    );
  });
}

test('the document keeps its figures until something changes, for they are figures of its numbers', () => {
  const document = mazur([{ id: 'L', after: 1, text: '0.291027924', slip: 'as said' }]);
  withSession(document, (session) => {
    assert.deepEqual(session.scenario().printed, document.printed);
    session.step();
    assert.equal(session.scenario().printed, undefined);
    session.undo();
    assert.deepEqual(session.scenario().printed, document.printed);
  });
});

test('a document in the place of another keeps its figures in the same way', () => {
  const document = mazur([{ id: 'L', after: 1, text: '0.291027924' }]);
  withSession({ ...document, printed: undefined }, (session) => {
    session.step();
    session.replace(document);
    assert.deepEqual(session.scenario().printed, document.printed);
    session.step();
    assert.equal(session.scenario().printed, undefined);
    session.undo();
    assert.deepEqual(session.scenario().printed, document.printed);
    session.undo();
    assert.equal(session.scenario().printed, undefined);
    session.redo();
    assert.deepEqual(session.scenario().printed, document.printed);
  });
});

test('another shape has no printed figures', () => {
  const document = mazur([{ id: 'a.1.1', text: '0.596884378' }]);
  const layers = [
    { units: 1, activation: 'sigmoid' },
    { units: 2, activation: 'sigmoid' },
  ];
  assert.equal(core.reshape(document, { layers }).printed, undefined);
});

/** Mazur's step with the mistake: the output weights move first, and the hidden deltas then go through the moved ones. */
function lossAfterMistakenStep() {
  const document = readData('worked/mazur-2015.json').scenario;
  const [hidden, output] = document.network.layers;
  const eta = document.training.learningRate;
  const { x } = document.samples[0];
  return withSession(document, (session) => {
    const a = session.forward().layers[0].a;
    const { delta, weights } = session.gradients(0).layers[1];
    output.weights = output.weights.map((row, k) => row.map((w, j) => w - eta * weights[k][j]));
    hidden.weights = hidden.weights.map((row, j) => {
      const back = delta[0] * output.weights[0][j] + delta[1] * output.weights[1][j];
      return row.map((w, i) => w - eta * back * a[j] * (1 - a[j]) * x[i]);
    });
    return withSession(document, (after) => after.forward().loss);
  });
}
