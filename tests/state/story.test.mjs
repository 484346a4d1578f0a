/** The story: one idea a press, and six chapters over the steps. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lessonOf, own, pairs, state } from './help.mjs';

const ideas = { choices: { granularity: 'idea' } };
const label = (id) => id;

/** The kind of idea that each press of "next" shows, and of which neurons. */
function told(lesson) {
  const all = [];
  while (lesson.position < lesson.steps.length) {
    const { kind, neurons } = state.ideaAt(lesson, lesson.position, label);
    all.push(kind === 'delta' || kind === 'gradients' || kind === 'likewise' ? `${kind} ${neurons}` : kind);
    lesson.next();
  }
  return all;
}

test('the 85 steps of the article are 14 ideas: a layer each, δ for itself, then its gradients, then the others', () => {
  assert.deepEqual(told(lessonOf(ideas)), [
    ...['forward', 'forward', 'forward', 'loss'],
    ...['delta a.3.0', 'gradients a.3.0', 'likewise a.3.1'],
    ...['delta a.2.0', 'gradients a.2.0', 'likewise a.2.1,a.2.2'],
    ...['delta a.1.0', 'gradients a.1.0', 'likewise a.1.1,a.1.2'],
    'update',
  ]);
});

test('a link that names no pace goes by ideas', () => {
  assert.equal(state.plainChoices.granularity, 'idea');
});

test('an idea is written by its first neuron; in its midst the present step is the one to read', () => {
  const lesson = lessonOf(ideas);
  const leads = [];
  while (lesson.position < lesson.steps.length) {
    lesson.next();
    const { start, end } = state.leadOf(lesson);
    leads.push(lesson.steps.slice(start, end).map(({ computes }) => computes));
  }
  assert.deepEqual(leads.slice(0, 6), [
    ['z.1.0', 'a.1.0'],
    ['z.2.0', 'a.2.0'],
    ['z.3.0', 'a.3.0'],
    ['L.0', 'L.1', 'L'],
    ['delta.3.0'],
    ['dw.3.0.0'],
  ]);
  lesson.goTo(33);
  const { start, end } = state.leadOf(lesson);
  assert.deepEqual([start, end, lesson.step.computes], [32, 33, 'dw.2.0.2']);
});

const chaptersOf = (lesson) => state.chapters(lesson).map(({ id, start, end }) => [id, start, end]);

test('six chapters hold every step of the article, one after the other', () => {
  const lesson = lessonOf();
  assert.deepEqual(chaptersOf(lesson), [
    ['predict', 0, 16],
    ['wrong', 16, 19],
    ['nudge', 19, 29],
    ['ways', 29, 34],
    ['blame', 34, 56],
    ['down', 56, 85],
  ]);
  for (let position = 1; position <= 85; position++) {
    const chapter = state.chapters(lesson).find(({ start, end }) => start < position && position <= end);
    assert.equal(state.chapterAt(lesson, position), chapter.id, `at ${position}`);
  }
  assert.equal(state.chapterAt(lesson, 0), null);
});

test('without a hidden layer there is no way further back', () => {
  const single = {
    version: 1,
    network: { inputs: 2, layers: [{ units: 1, activation: 'sigmoid', weights: [[0.1, 0.2]], biases: [0] }] },
    loss: 'mse',
    samples: [{ x: [1, 2], t: [0] }],
  };
  assert.deepEqual(
    chaptersOf(own(single)).map(([id]) => id),
    ['predict', 'wrong', 'nudge', 'down'],
  );
});

test('in a batch the chapters are those of the sample shown, and the update is that of the batch', () => {
  const lesson = own(pairs);
  const { sampleLength, samples } = lesson.steps.outline;
  lesson.goTo(sampleLength + 1);
  const all = chaptersOf(lesson);
  assert.deepEqual(
    all.map(([id]) => id),
    ['predict', 'wrong', 'nudge', 'ways', 'blame', 'down'],
  );
  assert.equal(all[0][1], sampleLength);
  assert.deepEqual(all[5].slice(1), [samples.length * sampleLength, lesson.steps.length]);
});
