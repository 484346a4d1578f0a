/** The lab's setup: each data set comes with a network that learns it from every seed offered. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bundled, labOf } from './help.mjs';

const all = await bundled('web/lab/setup.ts', 'wasm/lab/index.ts');
const { dataSets, documentOf, hasClasses, offered, presetOf, settingsOf, withParameters } = all;
const { lab, drawn } = await labOf(all);

/** Epochs within which each must be there: with all training points right, or with that loss. */
const bounds = { circle: 100, xor: 100, gaussians: 20, moons: 100, spiral: 200, curve: 300, plane: 100 };
const VALUES_LOSS = 0.002;

for (const data of dataSets)
  test(`${data}: learnt from every seed of data and weights that is offered`, async () => {
    const late = [];
    for (const [index, weightSeed] of offered.weightSeed.entries()) {
      // Each seed of the weights meets two of the data.
      for (const shift of [0, 3]) {
        const dataSeed = offered.dataSeed[(index + shift) % offered.dataSeed.length];
        const setup = { ...presetOf(data), weightSeed, dataSeed };
        const { points } = await drawn(setup);
        await lab.open(documentOf(setup, points), settingsOf(setup, points.length));
        const { trainingSamples } = settingsOf(setup, points.length);
        const isThere = ({ right, loss }) => (hasClasses(setup) ? right === trainingSamples : loss <= VALUES_LOSS);
        let epochs = 0;
        while (epochs < bounds[data] && !isThere(await lab.score())) ({ epochs } = await lab.advance('epoch'));
        if (!isThere(await lab.score())) late.push({ weightSeed, dataSeed, ...(await lab.score()) });
      }
    }
    assert.deepEqual(late, []);
  });

test('each preset is made of what is offered', () => {
  for (const data of dataSets) {
    const preset = presetOf(data);
    const missing = Object.keys(offered).filter((name) => !offered[name].includes(preset[name]));
    assert.deepEqual(missing, [], data);
  }
});

test('parameters put into a document are those that a run starts with, to the bit', async () => {
  const setup = presetOf('spiral');
  const { points } = await drawn(setup);
  await lab.open(documentOf(setup, points));
  await lab.advance('epoch');
  const { parameters } = await lab.snapshot();
  await lab.open(withParameters(documentOf(setup, points), parameters));
  assert.deepEqual((await lab.snapshot()).parameters, parameters);
});
