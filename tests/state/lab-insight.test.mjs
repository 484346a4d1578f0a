/** The lab's scenarios: each shows what it promises, by the core's own finding. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bundled, labOf } from './help.mjs';

const all = await bundled(
  'web/lab/setup.ts',
  'web/lab/insight/scenarios.ts',
  'web/lab/insight/insight.en.ts',
  'web/lab/insight/insight.zh-CN.ts',
  'wasm/lab/index.ts',
);
const { documentOf, insightEn, insightZhCN, presetOf, scenarioOf, scenarios, settingsOf } = all;
const { lab, drawn } = await labOf(all);

const whole = (part) => ({ ...presetOf(part.data), ...part });

async function conditionAfter(setup, epochs) {
  const { points } = await drawn(setup);
  await lab.open(documentOf(setup, points), settingsOf(setup, points.length));
  for (let epoch = 0; epoch < epochs; epoch++) {
    const { stopped } = await lab.advance('epoch');
    if (stopped) break;
  }
  return lab.condition();
}

for (const [id, { setup, finding, epochs }] of Object.entries(scenarios))
  test(`${id}: after ${epochs} epochs the first finding is ${finding}`, async () => {
    const { diagnoses, health } = await conditionAfter(whole(setup), epochs);
    const told = JSON.stringify({
      diagnoses,
      health: { ...health, layers: health.layers.map(({ histogram: _, ...all }) => all) },
    });
    assert.equal(diagnoses[0].finding, finding, told);
    assert.equal(scenarioOf(whole(setup)), id);
    assert.equal(scenarioOf({ ...whole(setup), dataSeed: 8 }), undefined);
  });

test('every scenario has its name and two sentences in both languages', () => {
  for (const { scenarios: texts } of [insightEn, insightZhCN]) {
    assert.deepEqual(Object.keys(texts), Object.keys(scenarios));
    for (const [name, text] of Object.values(texts)) {
      assert.ok(name.length > 2);
      assert.ok(text.match(/[.。）)]+(\s|$)|[.。]/g).length >= 2, text);
    }
  }
});

test('the presets learn without a finding but that they learn', async () => {
  for (const data of ['circle', 'xor', 'gaussians', 'moons', 'spiral', 'curve']) {
    for (const epochs of [0, 1, 10, 40]) {
      const { diagnoses } = await conditionAfter(presetOf(data), epochs);
      assert.match(diagnoses[0].finding, /^(healthy|learnt)$/, `${data} after ${epochs}: ${JSON.stringify(diagnoses)}`);
    }
  }
});
