/** The lesson: choices, the parameter, what is known at each step, answers, and the figures of a source. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bitsOf, lessonOf, own, pairs, state } from './help.mjs';

const { choices, choiceNames, plainChoices, firstScenario, scenarios } = state;

test('each choice has a plain value that is allowed, and a key of its own', () => {
  const keys = choiceNames.map((name) => choices[name].key);
  assert.equal(new Set(keys).size, keys.length);
  for (const name of choiceNames.filter((name) => name !== 'language')) {
    const { allowed, plain } = choices[name];
    assert.ok(allowed.includes?.(plain) ?? (plain >= allowed.min && plain <= allowed.max), name);
  }
});

/** What can be chosen, of digits two numbers. */
const valuesOf = ({ allowed }) => (allowed.min ? [3, 12] : allowed);

test('each choice can be made, is in the link, and changes no number', () => {
  const lesson = lessonOf({ step: 40 });
  const before = bitsOf(lesson);
  for (const name of choiceNames) {
    for (const value of valuesOf(choices[name])) {
      lesson.choose(name, value);
      assert.equal(lesson.choices[name], value);
      assert.equal(lesson.link.choices[name], value);
    }
  }
  assert.deepEqual([bitsOf(lesson), lesson.position, lesson.work.canUndo], [before, 40, false]);
});

test('more or fewer digits than can be shown are the most or the fewest', () => {
  const lesson = lessonOf();
  lesson.choose('digits', 40);
  assert.equal(lesson.choices.digits, 17);
  lesson.choose('digits', -1);
  assert.equal(lesson.choices.digits, 2);
});

test('panel and picture are worth an entry in the history of the browser, other choices are not', () => {
  const lesson = lessonOf();
  const entries = new Set();
  let name;
  lesson.work.changes.listen((meaningful) => meaningful && entries.add(name));
  for (name of choiceNames) for (const value of valuesOf(choices[name])) lesson.choose(name, value);
  assert.deepEqual([...entries], ['panel', 'picture']);
});

test('digits and notation write the steps in other words, with the same values', () => {
  const lesson = lessonOf({ step: 30 });
  const { numbers, symbols, value } = lesson.step;
  lesson.choose('digits', 9);
  assert.notEqual(lesson.step.numbers, numbers);
  assert.equal(lesson.step.value, value);
  lesson.choose('notation', 'indexed');
  assert.notEqual(lesson.step.symbols, symbols);
  assert.equal(lesson.step.value, value);
});

test('the language changes nothing but itself', () => {
  const lesson = lessonOf({ step: 30, parameter: 'w.1.0.0' });
  const { choices: before, ...link } = lesson.link;
  const { steps } = lesson;
  lesson.choose('language', 'zh-CN');
  const { choices: after, ...same } = lesson.link;
  assert.deepEqual(same, link);
  assert.deepEqual(after, { ...before, language: 'zh-CN' });
  assert.equal(lesson.steps, steps);
});

test('a weight, its gradient, its sum or its mean choose the weight and show its derivation', () => {
  for (const id of ['w.2.1.0', 'dw.2.1.0', 'sumdw.2.1.0', 'meandw.2.1.0']) {
    const lesson = lessonOf();
    lesson.select(id);
    assert.deepEqual([lesson.parameter, lesson.choices.panel], ['w.2.1.0', 'derive']);
  }
});

test('what is no parameter is not chosen', () => {
  const lesson = lessonOf();
  for (const id of ['a.1.0', 'z.1.0', 'L', 'eta', 'x.0', 'nonsense']) lesson.select(id);
  assert.deepEqual([lesson.parameter, lesson.choices.panel], [firstScenario.parameter, 'step']);
});

test('a parameter that another shape does not have gives way to the first', () => {
  const lesson = lessonOf({ parameter: 'w.3.1.2' });
  lesson.work.reshape({ layers: [{ units: 2, activation: 'sigmoid', from: 2 }] });
  assert.equal(lesson.parameter, 'w.1.0.0');
  assert.deepEqual([lesson.work.problem, lesson.position], [null, 0]);
});

test('another scenario begins at its first step, with the parameter worth deriving', () => {
  const lesson = lessonOf({ step: 50, choices: { panel: 'compare', edges: 'update', digits: 7 } });
  lesson.openScenario('xor-zero');
  assert.deepEqual([lesson.position, lesson.parameter], [0, 'w.2.0.0']);
  assert.deepEqual(lesson.choices, { ...plainChoices, granularity: 'step', language: 'en', digits: 7 });
});

test('before the first step the whole sample is known: the network is shown at work', () => {
  const lesson = lessonOf();
  const known = lesson.known();
  for (const step of lesson.steps.slice(0, lesson.steps.outline.sampleLength))
    assert.ok(Object.is(known.get(step.computes), step.value), step.computes);
  assert.equal(known.before('w.1.0.0'), undefined);
  assert.equal(known.get('w.1.0.0'), 0.1);
});

test('beside a derivation all that it uses is known, wherever the steps are', () => {
  const lesson = lessonOf({ step: 3 });
  assert.equal(lesson.known().has('delta.2.0'), false);
  for (const panel of ['derive', 'compare']) {
    lesson.choose('panel', panel);
    for (const id of ['a.3.1', 'L', 'delta.2.0', 'dw.2.0.0'])
      assert.equal(lesson.known().has(id), true, `${panel} ${id}`);
  }
  lesson.choose('panel', 'step');
  assert.equal(lesson.known().has('L'), false);
});

test('inputs, targets, η and parameters are known at the first step, what is computed only at its own', () => {
  const lesson = lessonOf({ step: 1 });
  const { document } = firstScenario;
  const known = lesson.known();
  const given = { 'x.1': 0.9, 't.0': 1, eta: 0.5, 'w.1.0.0': 0.1, 'b.3.1': -0.2 };
  for (const [id, value] of Object.entries(given)) assert.equal(known.get(id), value);
  assert.equal(document.samples[0].x[1], known.get('x.1'));
  for (const id of ['a.1.0', 'a.3.1', 'L', 'L.0', 'delta.3.0', 'dw.1.0.0', 'nonsense'])
    assert.equal(known.has(id), false, id);
});

for (const [name, lesson] of [
  ['the article', lessonOf()],
  ['a batch of two', own(pairs)],
])
  test(`${name}: at each step its value is known to the last bit, and before it is not`, () => {
    for (let position = 1; position <= lesson.steps.length; position++) {
      lesson.goTo(position);
      const { computes, value, rule } = lesson.step;
      const known = lesson.known();
      assert.ok(Object.is(known.get(computes), value), `${computes} at ${position}`);
      const next = lesson.nextStep;
      const isNew = next && next.rule !== 'update' && !(next.rule === 'accumulate' && lesson.batchIndex > 0);
      if (isNew && next.sample === lesson.step.sample) assert.equal(known.has(next.computes), false, next.computes);
      if (rule === 'update') assert.equal(known.before(computes), lesson.step.before);
    }
  });

test('an edited input or target is known with its new value, in its sample alone', () => {
  const lesson = own(pairs);
  lesson.changeValue('x.0', 0.125);
  assert.equal(lesson.known().get('x.0'), 0.125);
  lesson.goTo(lesson.steps.outline.sampleLength + 1);
  assert.equal(lesson.known().get('x.0'), 0);
});

test('the present value typed again is no change', () => {
  const lesson = lessonOf();
  for (const [id, value] of [
    ['w.1.0.0', 0.1],
    ['eta', 0.5],
    ['x.0', 0.6],
    ['t.1', 0],
    ['b.2.1', 0],
  ])
    lesson.changeValue(id, value);
  assert.equal(lesson.work.canUndo, false);
});

test('loss, learning rate, names and shape are those of the session without a look into it', () => {
  const lesson = own(pairs);
  const check = () => {
    const { design } = lesson.work;
    const { loss, training, title, network } = lesson.work.session.scenario();
    assert.deepEqual([design.loss, design.title], [loss, title]);
    assert.equal(design.training.learningRate, training.learningRate);
    assert.deepEqual(
      design.network.layers.map(({ units, activation }) => [units, activation]),
      network.layers.map(({ units, activation }) => [units, activation]),
    );
  };
  const doing = [
    () => lesson.changeValue('eta', 0.75),
    () => lesson.work.setLoss('bce'),
    () => lesson.nextIteration(),
    () => lesson.work.initialise({ kind: 'uniform', seed: 1 }),
    () => lesson.work.undo(),
    () => lesson.work.undo(),
    () => lesson.work.undo(),
    () => lesson.work.undo(),
    () => lesson.work.redo(),
    () => lesson.work.reshape({ inputs: 1 }),
    () => lesson.openScenario('mazur', 'bce'),
    () => lesson.work.undo(),
  ];
  check();
  for (const act of doing) {
    act();
    check();
  }
});

test('a question about the present numbers is asked once, and anew after a change', () => {
  const lesson = lessonOf({ parameter: 'w.2.0.0' });
  const first = lesson.answers.derivation();
  lesson.next();
  assert.equal(lesson.answers.derivation(), first);
  lesson.changeValue('w.1.0.0', 0.11);
  const second = lesson.answers.derivation();
  assert.notEqual(second, first);
  assert.notEqual(second.value, first.value);
});

test('more paths of a derivation are written on demand, and come to the same value', () => {
  const lesson = lessonOf({ parameter: 'w.1.0.0' });
  const value = lesson.answers.derivation().value;
  lesson.showMorePaths();
  assert.equal(lesson.answers.derivation().value, value);
});

test('figures of the source are shown as long as nothing but updates has been done', async () => {
  const lesson = lessonOf({ scenario: scenarios.find(({ document }) => document.printed).id });
  while (lesson.printed() === null) await new Promise((resolve) => setTimeout(resolve, 5));
  const printedSteps = () => {
    const found = [];
    for (lesson.goTo(1); ; lesson.next('step')) {
      if (lesson.printedOf(lesson.step).length) found.push(lesson.step.computes);
      if (lesson.position === lesson.steps.length) return found;
    }
  };
  assert.ok(printedSteps().length > 3);
  lesson.changeValue('w.1.0.0', 5);
  assert.deepEqual(printedSteps(), []);
  lesson.work.undo();
  assert.ok(printedSteps().length > 3);
});

test('undo of another scenario brings back the parameter that was chosen before it, redo the one after it', () => {
  const lesson = lessonOf();
  lesson.select('w.3.1.0');
  lesson.openScenario('mazur');
  const opened = lesson.parameter;
  assert.notEqual(opened, 'w.3.1.0');
  lesson.select('b.2.1');
  lesson.work.undo();
  assert.equal(lesson.parameter, 'w.3.1.0');
  lesson.work.redo();
  assert.equal(lesson.parameter, 'b.2.1');
  // Opened anew it begins with its own.
  lesson.openScenario('mazur');
  assert.equal(lesson.parameter, opened);
});
