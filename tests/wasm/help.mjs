/** The tests of the headless API share the built core, the worked examples, and comparisons that say both numbers. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { loadCore } from '../../dist/core.js';

export * as api from '../../dist/core.js';

export const core = await loadCore();

export const notations = ['scalar', 'indexed', 'matrix', 'article'];

const data = new URL('../data/', import.meta.url);

export function readData(name) {
  return JSON.parse(readFileSync(new URL(name, data), 'utf8'));
}

export function dataExists(name) {
  return readdirSync(data).includes(name);
}

/** The article's network; `change` may alter the document. */
export function article(change = () => {}) {
  const { scenario, names } = readData('worked/article.json');
  const document = { ...scenario, names };
  change(document);
  return document;
}

/** Opens a scenario for one test and closes it after. */
export function withSession(scenario, run) {
  const session = core.open(scenario);
  try {
    return run(session);
  } finally {
    session.close();
  }
}

/** The difference is relative to the expected number, or to 1e-3 where that is smaller. */
export function assertClose(actual, expected, quantity, tolerance = 1e-12) {
  assert.equal(typeof actual, 'number', `${quantity}: got ${actual}`);
  const difference = Math.abs(actual - expected) / Math.max(Math.abs(expected), 1e-3);
  assert.ok(
    difference <= tolerance,
    `${quantity}: got ${actual}, expected ${expected}, relative difference ${difference} > ${tolerance}`,
  );
}

/** Compares nested lists of numbers, which must have the same shape. */
export function assertAllClose(actual, expected, quantity, tolerance = 1e-12) {
  if (typeof expected === 'number') return assertClose(actual, expected, quantity, tolerance);
  assert.equal(actual?.length, expected.length, `${quantity}: ${actual?.length} items, expected ${expected.length}`);
  expected.forEach((item, index) => assertAllClose(actual[index], item, `${quantity}[${index}]`, tolerance));
}

/** Every weight and bias of a document's network, layer by layer. */
export function parameterIds({ network }) {
  const shape = [network.inputs, ...network.layers.map((layer) => layer.units)];
  return network.layers.flatMap((_, index) =>
    Array.from({ length: shape[index + 1] }, (_, to) => [
      ...Array.from({ length: shape[index] }, (_, from) => `w.${index + 1}.${to}.${from}`),
      `b.${index + 1}.${to}`,
    ]).flat(),
  );
}

/** The gradient of a weight or bias in a result of `gradients`. */
export function gradientOf(gradients, id) {
  const [kind, layer, to, from] = id.split('.');
  const { weights, biases } = gradients.layers[layer - 1];
  return kind === 'w' ? weights[to][from] : biases[to];
}

/** The value of a weight or bias in a document. */
export function parameterOf({ network }, id) {
  const [kind, layer, to, from] = id.split('.');
  const { weights, biases } = network.layers[layer - 1];
  return kind === 'w' ? weights[to][from] : biases[to];
}

/** Numbers in 0 … 1 from a seed (mulberry32), so that a random test is the same everywhere. */
export function seededRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A random document: shape, activations, loss, numbers of moderate size. */
export function randomScenario(random, { losses, activations } = core.catalog()) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const count = (max) => 1 + Math.floor(random() * max);
  const numbers = (length) => Array.from({ length }, () => 2 * random() - 1);
  const loss = pick(losses);
  const { probabilityLosses, lossOutputs, layerActivations } = core.catalog();
  const isProbability = probabilityLosses.includes(loss);
  const hidden = activations.filter((id) => !layerActivations.includes(id));
  const inputs = count(3);
  let from = inputs;
  const depth = count(3);
  const layers = Array.from({ length: depth }, (_, index) => {
    const units = count(3);
    const output = lossOutputs[loss] ?? (isProbability ? 'sigmoid' : pick(activations));
    const activation = index === depth - 1 ? output : pick(hidden.length > 0 ? hidden : ['tanh']);
    const layer = {
      units,
      activation,
      weights: Array.from({ length: units }, () => numbers(from)),
      biases: numbers(units),
    };
    from = units;
    return layer;
  });
  const samples = Array.from({ length: count(4) }, () => ({
    x: numbers(inputs),
    t: Array.from({ length: from }, () => (isProbability ? random() : 2 * random() - 1)),
  }));
  return {
    version: 1,
    network: { inputs, layers },
    loss,
    samples,
    training: { learningRate: 0.1, batchSize: count(3), batchReduction: pick(['mean', 'sum']), shuffleSeed: 7 },
  };
}
