/** Links: the text that is written, what is read, and what is refused. Links already made stay as they are. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lessonOf, own, pairs, bitsOf, state } from './help.mjs';

const { decodeLink, encodeLink, plainLink } = state;
const plain = { language: 'en', ...plainLink.choices };
const neuron = {
  version: 1,
  network: { inputs: 1, layers: [{ units: 1, activation: 'linear', weights: [[2]], biases: [0.5] }] },
  loss: 'mse',
  samples: [{ x: [1], t: [0] }],
  names: { 'w.1.0.0': 'w' },
};
const update = { kind: 'update', count: 1 };

/** Texts of links as they have always been written, each with what it says. */
const links = {
  'scenario=article&lang=en': {},
  'scenario=article&step=31&lang=zh-CN': { step: 31, choices: { language: 'zh-CN' } },
  'scenario=article&loss=bce&param=w.2.0.0&panel=derive&lang=en': {
    loss: 'bce',
    parameter: 'w.2.0.0',
    choices: { panel: 'derive' },
  },
  'scenario=article&step=85&panel=compare&by=neuron&view=graph&edges=gradient&digits=6&notation=indexed&of=batch&lang=en':
    {
      step: 85,
      choices: {
        panel: 'compare',
        granularity: 'neuron',
        picture: 'graph',
        edges: 'gradient',
        digits: 6,
        notation: 'indexed',
        meant: 'batch',
      },
    },
  'scenario=xor-zero&by=layer&edges=update&digits=17&notation=matrix&lang=en': {
    scenario: 'xor-zero',
    choices: { granularity: 'layer', edges: 'update', digits: 17, notation: 'matrix' },
  },
  'scenario=mazur&param=b.3.1&by=phase&digits=2&notation=article&lang=zh-CN': {
    scenario: 'mazur',
    parameter: 'b.3.1',
    choices: { granularity: 'phase', digits: 2, notation: 'article', language: 'zh-CN' },
  },
  'scenario=article&h=2,w.1.0.0:-0.30000000000000004,1,x.1@3:1e-7,loss:half_sse,next:2,init:he_normal.7,init:zeros.1,1,eta:0.25&step=12&lang=en':
    {
      history: [
        update,
        update,
        { kind: 'edit', id: 'w.1.0.0', value: -0.30000000000000004 },
        update,
        { kind: 'edit', id: 'x.1', value: 1e-7, sample: 3 },
        { kind: 'loss', loss: 'half_sse' },
        { kind: 'next', sample: 2 },
        { kind: 'init', init: { kind: 'he_normal', seed: 7 } },
        { kind: 'init', init: { kind: 'zeros', seed: 1 } },
        update,
        { kind: 'edit', id: 'eta', value: 0.25 },
      ],
      step: 12,
    },
  'doc=LYzBCsMgEET_Zc6LJIVe_BXxYMvSLjUmuCa2iP9eTHucN2-m4eCssibYmZC41DW_YBskbXvRk8bw4aywrmFP8ofhXuQI5VwiSuKQQagsj-cwnLt4T7hJUB5xMlfffSfEVRUWizIIGpYt8u_6DetmTyjD9t0TUlhG11DNbCYzwaKi9y8&h=1&step=3&param=w.1.0.0&lang=en':
    { scenario: null, document: neuron, history: [update], step: 3, parameter: 'w.1.0.0' },
};

for (const [text, { choices, ...says }] of Object.entries(links)) {
  const link = { ...plainLink, scenario: 'article', ...says, choices: { ...plain, ...choices } };
  const name = text.length > 60 ? `${text.slice(0, 60)}…` : text;

  test(`a link is written as it always was: ${name}`, async () => {
    assert.equal(await encodeLink(link), text);
  });

  test(`a link is read as it always was: ${name}`, async () => {
    const { document, loss, parameter, ...read } = await decodeLink(`#${text}`);
    assert.deepEqual({ loss, parameter }, { loss: link.loss, parameter: link.parameter });
    assert.deepEqual(document && JSON.parse(document), link.document);
    const { scenario, history, step, choices } = link;
    assert.deepEqual(read, { scenario, history, step, choices });
  });
}

test('what a link leaves out is plain; the language alone stays open', async () => {
  const { choices, step, history, scenario } = await decodeLink('panel=derive');
  assert.deepEqual(choices, { ...plainLink.choices, panel: 'derive' });
  assert.deepEqual({ step, history, scenario }, { step: 0, history: [], scenario: null });
  assert.equal(await decodeLink(''), null);
});

test('digits out of range are the nearest that can be shown', async () => {
  assert.equal((await decodeLink('digits=1')).choices.digits, 2);
  assert.equal((await decodeLink('digits=999999')).choices.digits, 17);
});

for (const [text, part] of [
  ['a', 'a'],
  ['nope=1', 'nope'],
  ['scenario=%', 'scenario'],
  ['by=steps', 'by'],
  ['digits=x', 'digits'],
  ['digits=1234567', 'digits'],
  ['view=3d', 'view'],
  ['of=all', 'of'],
  ['lang=de', 'lang'],
  ['panel=', 'panel'],
  ['edges=all', 'edges'],
  ['notation=0', 'notation'],
  ['loss=l1', 'loss'],
  ['step=-1', 'step'],
  ['h=0', 'h'],
  ['h=w.1:2', 'h'],
  ['h=w.1.0.0@x:1', 'h'],
  ['h=100001', 'h'],
  ['h=init:zeros', 'h'],
  ['h=init:ones.1', 'h'],
  ['h=next:a', 'h'],
  ['h=w.1.0.0:1e999', 'h'],
  ['doc=!!', 'doc'],
  ['doc=AAAA', 'doc'],
  ['doc=W10', 'doc'],
])
  test(`a damaged link names its part: ${text}`, async () => {
    await assert.rejects(decodeLink(text), { part });
  });

test('a link that is read is opened with the same choices, step and parameter, and written to the same text', async () => {
  const text =
    'scenario=mazur&h=3,w.1.0.0:0.2&step=7&param=b.2.1&panel=derive&by=layer&view=graph&edges=update&digits=6&notation=matrix&of=batch&lang=zh-CN';
  const lesson = lessonOf();
  assert.equal(await lesson.openStateInTasks(() => decodeLink(text)), true);
  assert.equal(lesson.position, 7);
  assert.equal(lesson.parameter, 'b.2.1');
  assert.equal(await encodeLink(lesson.link), text);
});

test('a link replays edits, updates, losses, drawn weights and the order of the samples to the same bits', async () => {
  const lesson = own(pairs);
  lesson.work.run(5);
  lesson.changeValue('w.1.0.1', 0.123);
  lesson.work.set('x.0', 0.25, 3);
  lesson.work.setLoss('half_sse');
  lesson.lookAt(2);
  lesson.nextIteration();
  lesson.changeValue('eta', 0.2);
  lesson.work.initialise({ kind: 'xavier_uniform', seed: 9 });
  lesson.work.run(3);
  const again = own(pairs);
  assert.equal(again.openState(await decodeLink(await encodeLink(lesson.link))), true);
  assert.equal(bitsOf(again), bitsOf(lesson));
  assert.deepEqual(again.work.losses, lesson.work.losses);
  assert.deepEqual(again.work.session.status().nextBatch, lesson.work.session.status().nextBatch);
});

test('a run is written as the number of its updates, also together with updates next to it', async () => {
  const lesson = lessonOf();
  lesson.nextIteration();
  lesson.work.run(40);
  lesson.work.run(2);
  assert.equal((await encodeLink(lesson.link)).match(/h=[^&]*/)[0], 'h=43');
});

test('a link begins with the last document', async () => {
  const lesson = lessonOf({ choices: plainLink.choices });
  lesson.work.run(4);
  lesson.openScenario('mazur');
  lesson.nextIteration();
  assert.equal(await encodeLink(lesson.link), 'scenario=mazur&h=1&param=w.1.0.0&lang=en');
});

test('what could not be replayed is not written', async () => {
  const lesson = lessonOf();
  const history = [{ kind: 'update', count: 100_001 }];
  await assert.rejects(encodeLink({ ...lesson.link, history }), { key: 'linkTooLarge' });
});

test('a document with what its optimizer keeps is replayed from there to the same bits, settings among its edits', async () => {
  for (const optimizer of ['momentum', 'adam']) {
    const training = { ...pairs.training, optimizer, schedule: { kind: 'step', epochs: 2, factor: 0.5 } };
    const lesson = own({ ...pairs, training });
    lesson.work.run(5);
    // Another document by the editor: its numbers, and its state, are the beginning of a link.
    lesson.work.replace({ ...lesson.work.document, title: 'Later' });
    assert.equal(lesson.work.original.state.updates, 5);
    lesson.nextIteration();
    for (const [id, value] of [
      ['mu', 0.5],
      ['beta1', 0.75],
      ['lambda', 0.125],
    ])
      lesson.changeValue(id, value);
    lesson.work.run(3);
    const { momentum, beta1, weightDecay } = lesson.work.design.training;
    assert.deepEqual([momentum, beta1, weightDecay], [0.5, 0.75, 0.125]);
    assert.equal(lesson.given('beta1'), 0.75);
    const text = await encodeLink(lesson.link);
    assert.match(text, /&h=1,mu:0.5,beta1:0.75,lambda:0.125,3&/);
    const again = lessonOf();
    assert.equal(await again.openStateInTasks(() => decodeLink(text)), true);
    assert.deepEqual(bitsOf(again), bitsOf(lesson));
    assert.deepEqual(again.work.document, lesson.work.document);
    lesson.work.undo();
    lesson.work.undo();
    assert.equal(lesson.given('lambda'), 0);
  }
});
