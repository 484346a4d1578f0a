/** Printed figures of published examples, to the digits printed; where a source slipped, the right value. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertClose, readData, withSession } from './help.mjs';

/** The values that the paths of the worked files name, e.g. `delta[2][0]`, from the headless API alone. */
function valuesOf(session) {
  const forward = session.forward();
  const { layers } = session.gradients(0);
  const shape = forward.layers.map((layer) => layer.a.length);
  const perNeuron = (of) => [null, ...forward.layers.map(({ a }, index) => Array.from(a, (_, j) => of(index + 1, j)))];
  const derived = perNeuron((layer, j) => session.derive(`a.${layer}.${j}`));
  const slopes = perNeuron((layer, j) => {
    const [{ factors }] = session.derive(`b.${layer}.${j}`).paths;
    return factors.find(({ of, wrt }) => of === `a.${layer}.${j}` && wrt === `z.${layer}.${j}`).value;
  });
  session.step();
  const { network } = session.scenario();
  return {
    z: [null, ...forward.layers.map((layer) => layer.z)],
    a: [null, ...forward.layers.map((layer) => layer.a)],
    loss_terms: forward.lossTerms,
    loss: forward.loss,
    delta: [null, ...layers.map((layer) => layer.delta)],
    dW: [null, ...layers.map((layer) => layer.weights)],
    dL_da: derived.map((layer) => layer?.map(({ value }) => value)),
    path: derived.map((layer) => layer?.map(({ paths }) => paths.map(({ value }) => value))),
    da_dz: slopes,
    W_new: [null, ...network.layers.map((layer) => layer.weights)],
    b_new: [null, ...network.layers.map((layer) => layer.biases)],
    loss_after: session.forward().loss,
  };
}

function valueAt(values, path) {
  const [name, ...indices] = path.split(/[.[\]]+/).filter(Boolean);
  return indices.reduce((value, index) => value[index], values[name]);
}

/** Half a unit of the last printed digit, or a whole one where the source cut off or slipped in it. */
function assertPrinted(value, { label, printed, status }) {
  const decimals = printed.split('.')[1]?.length ?? 0;
  const allowed = (status === 'ok' ? 0.5 : 1) * 10 ** -decimals * (1 + 1e-9);
  const difference = Math.abs(value - Number(printed));
  assert.ok(difference <= allowed, `${label}: got ${value}, printed ${printed}`);
}

/** Han and Kamber's Err is −δ, and their update adds it. */
const errorSign = { 'han-kamber-9-1': -1 };

for (const file of ['mazur-2015', 'han-kamber-9-1', 'surafelml-bce-221']) {
  const { scenario, expected } = readData(`worked/${file}.json`);
  test(`${file}: the ${expected.length} printed figures come out to the digits printed`, () =>
    withSession(scenario, (session) => {
      const values = valuesOf(session);
      for (const figure of expected) {
        const sign = figure.path.startsWith('delta') ? (errorSign[file] ?? 1) : 1;
        const value = sign * valueAt(values, figure.path);
        assertClose(value, figure.recomputed, `${figure.label} at ${figure.path}`);
        if (figure.status !== 'MISMATCH') assertPrinted(value, figure);
      }
    }));
}

const mazur = readData('worked/mazur-2015.json');

test('mazur-2015: after one step the error is 0.2910277737, not the published 0.291027924 of the updated weights', () =>
  withSession(mazur.scenario, (session) => {
    session.step();
    const { loss, layers } = session.forward();
    assertClose(loss, 0.29102777369359933, 'E after one step');
    assert.ok(Math.abs(loss - 0.291027924) > 1e-7, `E after one step: ${loss} is that of the updated weights`);
    mazur.afterTraining.simultaneous_after_1.outputs.forEach((output, k) =>
      assertClose(layers[1].a[k], output, `output ${k} after one step`),
    );
  }));

test('mazur-2015: with updateBiases false the biases stay, and no change of a bias is reported', () =>
  withSession(mazur.scenario, (session) => {
    const { changes } = session.step();
    assert.deepEqual(
      changes.filter(({ id }) => id.startsWith('b.')),
      [],
    );
    assert.deepEqual(
      session.scenario().network.layers.map((layer) => layer.biases),
      mazur.scenario.network.layers.map((layer) => layer.biases),
    );
  }));

test('mazur-2015: with bias updates the biases and the error after one step are those of the example', () =>
  withSession({ ...mazur.scenario, training: { ...mazur.scenario.training, updateBiases: true } }, (session) => {
    session.step();
    const { b1, b2, E_total } = mazur.afterTraining.with_bias_updates_after_1;
    const { layers } = session.scenario().network;
    [b1, b2].forEach((biases, layer) =>
      biases.forEach((bias, j) => assertClose(layers[layer].biases[j], bias, `b.${layer + 1}.${j}`)),
    );
    assertClose(session.forward().loss, E_total, 'E after one step');
  }));

for (const rounds of [9999, 10000]) {
  test(`mazur-2015: after ${rounds} rounds the outputs and the error are those of simultaneous updates`, () =>
    withSession(mazur.scenario, (session) => {
      session.train({ epochs: rounds });
      const { outputs, E_total } = mazur.afterTraining[`simultaneous_after_${rounds}`];
      const { loss, layers } = session.forward();
      outputs.forEach((output, k) => assertClose(layers[1].a[k], output, `output ${k}`, 1e-9));
      assertClose(loss, E_total, 'E', 1e-9);
    }));
}
