/** Momentum, Adam, weight decay and schedules: chosen in the form, gone through step by step, in both languages. */
import assert from 'node:assert/strict';
import test from 'node:test';
import {
  addressSays,
  assertClean,
  find,
  openEditor,
  openNext,
  openSite,
  packed,
  pairs,
  press,
  settled,
  useBrowser,
  violations,
} from './help.mjs';

useBrowser();

const field = (page, key) => find(page, `[data-field="${key}"]`);
const training = (page) =>
  page.evaluate(() => document.querySelector('backprop-playground').lesson.work.document.training);
const fill = async (page, key, text) => {
  await field(page, key).fill(text);
  await field(page, key).press('Enter');
  await settled(page);
};
const choose = async (page, key, value) => {
  await field(page, key).selectOption(value);
  await settled(page);
};

test('the form offers optimizers with their numbers, weight decay and schedules; the usual ones are left out', async () => {
  const { page, complaints } = await openSite('scenario=article');
  await openEditor(page, 'network');
  const { optimizer: _, ...before } = await training(page);
  await choose(page, 'optimizer', 'adam');
  await fill(page, 'beta1', '0.8');
  await fill(page, 'weightDecay', '0.01');
  await choose(page, 'schedule', 'step');
  await fill(page, 'schedule.factor', '0.3');
  const schedule = { kind: 'step', epochs: 10, factor: 0.3 };
  assert.deepEqual(await training(page), { ...before, optimizer: 'adam', beta1: 0.8, weightDecay: 0.01, schedule });
  await fill(page, 'beta2', '1');
  const problem = find(page, '#problem-beta2');
  await page.waitForFunction((text) => text.textContent.length > 5, await problem.elementHandle());
  assert.match(await problem.innerText(), /0 … 1/);
  assert.deepEqual(await violations(page), []);
  await choose(page, 'optimizer', 'momentum');
  assert.deepEqual(await training(page), { ...before, optimizer: 'momentum', weightDecay: 0.01, schedule });
  await addressSays(page, 'doc=');
  await choose(page, 'optimizer', 'sgd');
  await fill(page, 'weightDecay', '0');
  await choose(page, 'schedule', 'none');
  assert.deepEqual(await training(page), before);
  assertClean(complaints);
});

const withAdam = {
  version: 1,
  network: {
    inputs: 2,
    layers: [
      {
        units: 2,
        activation: 'tanh',
        weights: [
          [0.5, -0.3],
          [0.8, 0.2],
        ],
        biases: [0.1, -0.1],
      },
      { units: 1, activation: 'sigmoid', weights: [[0.7, -0.4]], biases: [0.2] },
    ],
  },
  loss: 'bce',
  samples: [{ x: [1, 0.5], t: [1] }],
  training: { optimizer: 'adam', weightDecay: 0.01, schedule: { kind: 'cosine', epochs: 10 } },
};

const words = {
  en: [/^Learning rate of the epoch/, /with weight decay/, /^First moment/, /^Second moment/, /^Bias correction/],
  'zh-CN': [/学习率/, /权重衰减/, /一阶矩/, /二阶矩/, /偏差修正/],
};

// A sentence is in a language, a formula in a notation.
for (const [notation, language] of pairs(['scalar', 'matrix', 'article', 'indexed'], Object.keys(words)))
  test(`each step of Adam has its title, formula and sentence in ${language}, ${notation}; its edge lights`, async () => {
    const titles = words[language];
    const { page, complaints } = await openSite(`doc=${packed(withAdam)}&lang=${language}&notation=${notation}`);
    const shown = await page.evaluate(async () => {
      const element = document.querySelector('backprop-playground');
      const { lesson, shadowRoot } = element;
      const count = (selector) => shadowRoot.querySelectorAll(selector).length;
      const { outline, length } = lesson.steps;
      const views = [];
      for (let step = length - outline.restGroups.at(-1).end; step < length; step++) {
        lesson.goTo(step + 1);
        while (!(await element.updateComplete));
        views.push({
          late: element.step - step - 1,
          rule: lesson.step.rule,
          computes: lesson.step.computes,
          text: shadowRoot.querySelector('.step').innerText,
          errors: count('.step .katex-error'),
          bias: count('.diagram .bias-part.writes[data-id="b.1.0"]'),
          edge: count('.diagram .edge-part.writes[data-id="w.1.0.0"]'),
        });
      }
      return views;
    });
    const seen = [];
    for (const { late, rule, computes, text, errors, bias, edge } of shown) {
      assert.equal(late, 0);
      if (/b\.1\.0$/.test(computes)) assert.equal(bias, 1, computes);
      if (seen.includes(rule)) continue;
      seen.push(rule);
      if (rule !== 'update') assert.match(text, titles[seen.length - 1] ?? /./, `${rule}: ${text}`);
      assert.equal(errors, 0, rule);
      if (/w\./.test(computes)) assert.equal(edge, 1, computes);
    }
    assert.equal(seen.join(), 'schedule,weight_decay,first_moment,second_moment,bias_correction,update');
    await press(page, 'ArrowRight');
    await settled(page);
    assertClean(complaints);
  });

test('undo over an update of Adam brings the same next step again', async () => {
  const { page } = await openSite(`doc=${packed(withAdam)}`);
  const next = () =>
    page.evaluate(() => {
      const { lesson } = document.querySelector('backprop-playground');
      return lesson.steps.at(lesson.steps.length - 1).value;
    });
  const values = [await next()];
  for (let update = 0; update < 3; update++) {
    await page.evaluate(() => document.querySelector('backprop-playground').lesson.nextIteration());
    await settled(page);
    values.push(await next());
  }
  assert.equal(new Set(values).size, 4);
  for (let update = 2; update >= 0; update--) {
    await page.evaluate(() => document.querySelector('backprop-playground').lesson.work.undo());
    await settled(page);
    assert.equal(await next(), values[update]);
  }
});

const neutral = {
  en: [/^Under this graph, the update has one of its own/, /gets its new value at once, all from the old ones\.$/],
  'zh-CN': [/^这次更新自己的计算图画在本图之下/, /同时更新，用的都是更新前的值。$/],
};
const plain = {
  en: [/^The number under the weight, times η/, /moves against its (?:gradient|own slope)/],
  'zh-CN': [/^权重下方的数乘以 η/, /(?:逆着自己的梯度|沿各自斜率的反方向)移动/],
};

test('what is said of all updates, and under the graph, holds for Adam too, in both languages', async () => {
  const { page, complaints } = await openSite();
  for (const lang of ['en', 'zh-CN'])
    for (const [training, [ofGraph, ofAll]] of [
      [withAdam.training, neutral[lang]],
      [{}, plain[lang]],
    ]) {
      await openNext(page, `doc=${packed({ ...withAdam, training })}&lang=${lang}&by=phase`);
      await page.evaluate(() => {
        const { lesson } = document.querySelector('backprop-playground');
        lesson.goTo(lesson.steps.length);
      });
      await settled(page);
      assert.match(await find(page, '.step-title + .sentence').innerText(), ofAll);
      assert.match(await find(page, '.keep').innerText(), ofAll);
      await find(page, '.picture-switch [role="radio"]').nth(1).click();
      await find(page, '.operations').waitFor();
      assert.match(await find(page, '.graph-head .sentence').innerText(), ofGraph);
    }
  assertClean(complaints);
});

test('where the graph takes the place of the network in an update, what the step computes is in its window', async () => {
  const layers = [
    { units: 6, activation: 'tanh' },
    { units: 1, activation: 'sigmoid' },
  ];
  const document = { ...withAdam, network: { inputs: 2, layers }, init: { kind: 'xavier_uniform', seed: 1 } };
  const { page } = await openSite(`doc=${packed(document)}`);
  await page.evaluate(() => {
    const { lesson } = globalThis.document.querySelector('backprop-playground');
    lesson.goTo(lesson.steps.length);
  });
  await settled(page);
  await find(page, '.picture-switch [role="radio"]').nth(1).click();
  await page.waitForFunction(() => {
    const { shadowRoot: root } = globalThis.document.querySelector('backprop-playground');
    const [frame, node] = ['.graph-scroll', '.update-operations .op.writes'].map((part) =>
      root.querySelector(part)?.getBoundingClientRect(),
    );
    return node && node.top >= frame.top && node.bottom <= frame.bottom;
  });
});
