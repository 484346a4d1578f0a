/**
 * How fast the lab trains, beside what people use today: `node tests/bench/lab/lab.mjs [rounds]`, part of `npm run bench`. All run in
 * this process but for the native build, which runs in between; each time is the least of several rounds, in which all take turns.
 * Prints a table of ratios and their goals, each row's distance to what the machine can do, and writes build/bench/lab.json.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { root } from '../../../.tools/shell.mjs';

const rounds = Number(process.argv[2] ?? 8);
const at = (path) => resolve(root, path);
const require = createRequire(at('build/bench/package.json'));

/** Networks with as many samples and batches as a reader may have, from the smallest to digits. */
const works = {
  small: { shape: [2, 4, 2, 1], activation: 'tanh', samples: 250, batch: 10, calls: 40 },
  middle: { shape: [16, 32, 32, 4], activation: 'sigmoid', samples: 500, batch: 32, calls: 2 },
  large: { shape: [784, 128, 64, 10], activation: 'sigmoid', samples: 512, batch: 64, calls: 1 },
};
const SIDE = 100;
const RATE = 0.01;

const number = (i) => Math.sin(12.9898 * (i + 1));
const dataOf = ({ shape, samples }) => {
  const [inputs, outputs] = [shape[0], shape.at(-1)];
  const x = Float64Array.from({ length: samples * inputs }, (_, i) => number(i));
  const t = Float64Array.from({ length: samples * outputs }, (_, i) => Math.abs(number(7 * i)));
  return { inputs, outputs, x, t };
};

/** `{ small, middle, large, boundary }`: how to do each once, after the preparation. A row that one has not is left out. */
async function ours() {
  const { default: createModule } = await import(at('build/wasm/lab.mjs'));
  const module = await createModule({ wasmBinary: readFileSync(at('build/wasm/lab.wasm')) });
  // SGD, a constant learning rate.
  const optimizer = Float64Array.of(0, 0, 0, 0, 1, 0, 0, 1, 1, 0);
  const stop = { loss: NaN, epochs: 0, epochsWithoutProgress: 0, progress: 0 };
  const openOf = (work) => {
    const { x, t, inputs } = dataOf(work);
    const layers = work.shape.slice(1).map((units) => ({ units, activation: work.activation }));
    const document = {
      ...{ inputs, layers, initKind: 'xavier_uniform', initSeed: 7, loss: 'mse', x, t, sampleCount: work.samples },
      ...{ learningRate: RATE, batchSize: work.batch, batchReduction: 'mean', updateBiases: true },
      ...{ optimizer, shuffle: false, shuffleSeed: 0, nameIds: [], nameTexts: [], attachedBytes: 0 },
    };
    return module.open(document, work.samples, stop).run;
  };
  const runs = Object.fromEntries(Object.entries(works).map(([name, work]) => [name, openOf(work)]));
  const axes = Float64Array.of(0, -1, 1, SIDE, 1, -1, 1, SIDE);
  return {
    ...Object.fromEntries(Object.entries(runs).map(([name, run]) => [name, () => run.advance(2)])),
    boundary: () => runs.small.outputs(axes, new Float64Array(2), 3, 0),
  };
}

async function handWritten() {
  const bytes = readFileSync(at('build/wasm/peers.wasm'));
  const nothing = new Proxy({}, { get: () => () => 0 });
  const imports = { env: nothing, wasi_snapshot_preview1: nothing };
  const { exports } = (await WebAssembly.instantiate(bytes, imports)).instance;
  exports._initialize?.();
  exports.prepare(works.small.samples);
  return { small: () => exports.epochs(1, works.small.batch), boundary: () => exports.boundary(SIDE) };
}

function convnet() {
  const { Net, SGDTrainer, Vol } = require('convnetjs');
  const made = (work) => {
    const { x, t, inputs, outputs } = dataOf(work);
    const net = new Net();
    const hidden = work.shape
      .slice(1, -1)
      .map((units) => ({ type: 'fc', num_neurons: units, activation: work.activation }));
    net.makeLayers([
      { type: 'input', out_sx: 1, out_sy: 1, out_depth: inputs },
      ...hidden,
      { type: 'regression', num_neurons: outputs },
    ]);
    const trainer = new SGDTrainer(net, { learning_rate: RATE, momentum: 0, batch_size: work.batch, l2_decay: 0 });
    const samples = Array.from({ length: work.samples }, (_, s) => {
      const vol = new Vol(1, 1, inputs);
      for (let i = 0; i < inputs; i++) vol.w[i] = x[s * inputs + i];
      return { vol, target: Array.from(t.subarray(s * outputs, (s + 1) * outputs)) };
    });
    return { net, epoch: () => samples.forEach(({ vol, target }) => trainer.train(vol, target)) };
  };
  const all = Object.fromEntries(Object.entries(works).map(([name, work]) => [name, made(work)]));
  const place = new Vol(1, 1, 2);
  const outputs = new Float64Array(SIDE * SIDE);
  const boundary = () => {
    for (let i = 0; i < outputs.length; i++) {
      place.w[0] = ((i % SIDE) * 2) / (SIDE - 1) - 1;
      place.w[1] = (Math.floor(i / SIDE) * 2) / (SIDE - 1) - 1;
      outputs[i] = all.small.net.forward(place).w[0];
    }
  };
  return { ...Object.fromEntries(Object.entries(all).map(([name, { epoch }]) => [name, epoch])), boundary };
}

async function tensorflow() {
  const tf = require('@tensorflow/tfjs');
  require('@tensorflow/tfjs-backend-wasm');
  await tf.setBackend('wasm');
  const made = (work) => {
    const { x, t, inputs, outputs } = dataOf(work);
    const model = tf.sequential();
    work.shape.slice(1).forEach((units, index) => {
      model.add(tf.layers.dense({ units, activation: work.activation, ...(index === 0 && { inputShape: [inputs] }) }));
    });
    model.compile({ optimizer: tf.train.sgd(RATE), loss: 'meanSquaredError' });
    const xs = tf.tensor2d(Float32Array.from(x), [work.samples, inputs]);
    const ts = tf.tensor2d(Float32Array.from(t), [work.samples, outputs]);
    const options = { batchSize: work.batch, epochs: 1, shuffle: false, verbose: 0, yieldEvery: 'never' };
    return { model, epoch: () => model.fit(xs, ts, options) };
  };
  const all = Object.fromEntries(Object.entries(works).map(([name, work]) => [name, made(work)]));
  const places = Float32Array.from({ length: 2 * SIDE * SIDE }, (_, i) => {
    const place = i >> 1;
    return ((i % 2 === 0 ? place % SIDE : Math.floor(place / SIDE)) * 2) / (SIDE - 1) - 1;
  });
  const boundary = (options) =>
    tf.tidy(() => all.small.model.predict(tf.tensor2d(places, [SIDE * SIDE, 2]), options).dataSync());
  return {
    ...Object.fromEntries(Object.entries(all).map(([name, { epoch }]) => [name, epoch])),
    boundary: () => boundary(),
    // Given one batch of all places in place of its own batches of 32.
    boundaryAtOnce: () => boundary({ batchSize: SIDE * SIDE }),
  };
}

/** Milliseconds of a round; a round of one contender repeats its work at least once. */
const ROUND = 80;

/** The least milliseconds of a call in a round: so many calls at a time, for the clock counts no less than microseconds. */
function timed(work, calls) {
  let least = Infinity;
  const end = performance.now() + ROUND;
  do {
    const start = performance.now();
    for (let i = 0; i < calls; i++) work();
    least = Math.min(least, (performance.now() - start) / calls);
  } while (performance.now() < end);
  return least;
}

/** The same of work that is waited for, one call. */
async function timedPromise(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const contenders = {
  lab: await ours(),
  hand: await handWritten(),
  convnetjs: convnet(),
  tfjs: await tensorflow(),
};
const rows = [...Object.keys(works), 'boundary', 'boundaryAtOnce'];
const least = Object.fromEntries(Object.keys(contenders).map((who) => [who, {}]));
let native = {};

for (let round = 0; round <= rounds; round++) {
  for (const row of rows)
    for (const [who, does] of Object.entries(contenders)) {
      if (!does[row]) continue;
      const time = who === 'tfjs' ? await timedPromise(does[row]) : timed(does[row], works[row]?.calls ?? 1);
      // The first round is for the compilers.
      if (round > 0) least[who][row] = Math.min(time, least[who][row] ?? Infinity);
    }
  const now = JSON.parse(execFileSync(at('build/native/backprop_bench_lab'), { encoding: 'utf8' }));
  const merge = (a, b) =>
    Object.fromEntries(
      Object.keys(b).map((key) => [
        key,
        typeof b[key] === 'object'
          ? merge(a[key] ?? {}, b[key])
          : (key.endsWith('Gflops') ? Math.max : Math.min)(b[key], a[key] ?? b[key]),
      ]),
    );
  native = merge(native, now);
}

/** What a row cannot do without: multiply-adds, counted as two operations, and outputs of neurons. */
const needs = (row) => {
  const { shape, samples } = row === 'boundary' ? { ...works.small, samples: SIDE * SIDE } : works[row];
  const passes = (l) => (row === 'boundary' ? 1 : l === 1 ? 2 : 3); // sums; gradients; deltas but for the inputs
  const layers = shape.slice(1).map((units, i) => ({ units, products: units * shape[i] * passes(i + 1) }));
  const total = (of) => layers.reduce((sum, layer) => sum + of(layer), 0) * samples;
  return { operations: 2 * total((layer) => layer.products), outputs: total((layer) => layer.units) };
};

/** The nanoseconds of an output by the activation's own kernel, over an array in the first cache. */
const outputTime = (row) =>
  row === 'boundary' ? native.tanh : works[row].activation === 'tanh' ? native.tanhSlope : native.sigmoidSlope;

/**
 * The least milliseconds of a row on this machine, built natively: its multiply-adds at the fastest rate measured, in registers or
 * in Eigen's product, and after them its activations at the rate of their kernel. Nothing is counted for taking samples, for loads and
 * stores, and for the update.
 */
const limitOf = (row) => {
  const { operations, outputs } = needs(row);
  const products = operations / Math.max(native.multiplyAddGflops, native.eigenGflops) / 1e6;
  const activations = (outputs * outputTime(row)) / 1e6;
  return { products, activations, milliseconds: products + activations };
};

const goals = {
  small: { convnetjs: 40, tfjs: 1000, hand: 3.5, native: 0.6, nativeHand: 2 },
  boundary: { convnetjs: 25, tfjs: 200, hand: 6, native: 0.6 },
  middle: { convnetjs: 15, tfjs: 12, native: 0.6 },
  large: { convnetjs: 10, tfjs: 3, native: 0.6 },
};
const ratios = Object.fromEntries(
  ['small', 'boundary', 'middle', 'large'].map((row) => {
    const mine = least.lab[row];
    const over = (time) => (time === undefined ? undefined : time / mine);
    const hand = row === 'small' ? native.handSmall : row === 'boundary' ? native.handBoundary : undefined;
    return [
      row,
      {
        milliseconds: mine,
        convnetjs: over(least.convnetjs[row]),
        tfjs: over(least.tfjs[row]),
        hand: over(least.hand[row]),
        native: over(native[row].fast),
        nativeHand: hand === undefined ? undefined : hand / native[row].fast,
        gflops: needs(row).operations / mine / 1e6,
        limit: limitOf(row),
      },
    ];
  }),
);

const columns = ['convnetjs', 'tfjs', 'hand', 'native', 'nativeHand'];
const heads = ['convnetjs', 'tfjs-wasm', 'by hand, wasm', 'native', 'native / by hand'];
console.log(`\nthe lab as wasm: so many times as fast as …, and the goal; the least of ${rounds} rounds`);
console.log(`${''.padEnd(10)}${'ms'.padStart(9)}${heads.map((head) => head.padStart(19)).join('')}`);
for (const [row, ratio] of Object.entries(ratios)) {
  const cells = columns.map((column) => {
    const goal = goals[row][column];
    if (ratio[column] === undefined) return ''.padStart(19);
    const mark = goal === undefined || ratio[column] >= goal ? ' ' : '!';
    return `${ratio[column].toFixed(2)} (${goal ?? '-'})${mark}`.padStart(19);
  });
  console.log(`${row.padEnd(10)}${ratio.milliseconds.toFixed(4).padStart(9)}${cells.join('')}`);
}
console.log(
  `\nteaching path, native: ${['small', 'middle', 'large'].map((row) => `${row} ${(native[row].teaching / native[row].fast).toFixed(1)} times slower`).join(', ')}`,
);
console.log(
  `boundary by tfjs-wasm in one batch: ${(least.tfjs.boundaryAtOnce / least.lab.boundary).toFixed(1)} times slower`,
);
console.log(
  `\nthe machine: ${native.multiplyAddGflops.toFixed(1)} Gflop/s of multiply-adds in registers, ${native.eigenGflops.toFixed(1)} in Eigen's product; a tanh ${native.tanh.toFixed(2)} ns, with slope ${native.tanhSlope.toFixed(2)}, a sigmoid with slope ${native.sigmoidSlope.toFixed(2)}`,
);
const percent = (part, whole) => `${((100 * part) / whole).toFixed(0)} %`;
const rest = 'what is beside them: loads and stores, short loops, samples into tiles, updates';
for (const [row, { limit, milliseconds, gflops }] of Object.entries(ratios)) {
  const { products, activations } = limit;
  const shares = { activations, 'multiply-adds': products, [rest]: native[row].fast - limit.milliseconds };
  const [bound] = Object.entries(shares).reduce((a, b) => (b[1] > a[1] ? b : a));
  console.log(
    `${row.padEnd(10)}limit ${limit.milliseconds.toFixed(4)} ms: native at ${percent(limit.milliseconds, native[row].fast)}, wasm at ${percent(limit.milliseconds, milliseconds)} of it (${gflops.toFixed(2)} Gflop/s).`,
    `Native: activations ${percent(activations, native[row].fast)}, multiply-adds ${percent(products, native[row].fast)}; bound by ${bound}`,
  );
}
mkdirSync(at('build/bench'), { recursive: true });
writeFileSync(
  at('build/bench/lab.json'),
  `${JSON.stringify({ ratios, goals, milliseconds: least, native }, null, 2)}\n`,
);
