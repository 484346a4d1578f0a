/** Exported programs are run, and print the loss and the gradients that the core has. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { findPython } from '../../.tools/python.mjs';
import { api, core, randomScenario, readData, seededRandom, withSession } from '../wasm/help.mjs';

const folder = mkdtempSync(join(tmpdir(), 'backprop-export-'));
after(() => {
  for (const { process } of Object.values(interpreters)) process.stdin.end();
  rmSync(folder, { recursive: true });
});

function run(command, ...args) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', cwd: folder });
  assert.equal(status, 0, `${command} ${args.join(' ')}\n${stderr}`);
  return { stdout, stderr };
}

const eigenFolder = '/usr/include/eigen3';
const flags = ['-std=c++17', '-O0'];

/** Compiles Eigen once for all programs: it is most of what there is to compile. */
function precompileEigen() {
  if (existsSync(join(folder, 'Eigen'))) return;
  mkdirSync(join(folder, 'Eigen'));
  run('g++', ...flags, '-x', 'c++-header', `${eigenFolder}/Eigen/Core`, '-o', 'Eigen/Core.gch');
}

/**
 * A Python that has the library already, and runs each file named on its input in a process of its own that is split
 * off it: importing PyTorch takes longer than all that a program does with it.
 */
const serving = `
import os, runpy, sys, traceback
__import__(sys.argv[1])
for line in sys.stdin:
    file = line.rstrip('\\n')
    child = os.fork()
    if child == 0:
        for number, name in ((1, 'stdout'), (2, 'stderr')):
            os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
        status = 0
        try:
            runpy.run_path(file, run_name='__main__')
        except BaseException:
            traceback.print_exc()
            status = 1
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
`;
const interpreters = {};

async function runPython(library, file) {
  if (!interpreters[library]) {
    const stdio = ['pipe', 'pipe', 'ignore'];
    const process = spawn(findPython(library), ['-c', serving, library], { cwd: folder, stdio });
    interpreters[library] = { process, answers: createInterface({ input: process.stdout })[Symbol.asyncIterator]() };
  }
  const { process, answers } = interpreters[library];
  process.stdin.write(`${file}\n`);
  const { value: status } = await answers.next();
  const [stdout, stderr] = ['stdout', 'stderr'].map((name) => readFileSync(join(folder, name), 'utf8'));
  assert.equal(status, '0', `${file}\n${stderr}`);
  return { stdout, stderr };
}

const runners = {
  numpy: (file) => runPython('numpy', file),
  pytorch: (file) => runPython('torch', file),
  eigen: (file) => {
    precompileEigen();
    run(
      'g++',
      ...flags,
      '-Wall',
      '-Wextra',
      '-Werror',
      '-Wno-ignored-attributes',
      '-I.',
      '-isystem',
      eigenFolder,
      file,
      '-o',
      'program',
    );
    return run('./program');
  },
};

/** `dW1 = [[…]]` to numbers. */
function parse(output) {
  const lines = output.trim().split('\n');
  return Object.fromEntries(lines.map((line) => [line.split(' = ')[0], JSON.parse(line.split(' = ')[1])]));
}

function namedGradients({ loss, layers }) {
  const entries = layers.flatMap(({ weights, biases }, index) => [
    [`dW${index + 1}`, weights.map((row) => Array.from(row))],
    [`db${index + 1}`, Array.from(biases)],
  ]);
  return { L: loss, ...Object.fromEntries(entries) };
}

/** Numbers agree to 1e-12 of the largest one of the list: a small gradient beside large ones is rounded as they are. */
function assertAgree(actual, expected, name) {
  const [got, wanted] = [actual, expected].map((value) => [value].flat(2));
  assert.equal(got.length, wanted.length, name);
  const scale = Math.max(...wanted.map(Math.abs), 1e-3);
  got.forEach((value, index) => {
    const difference = Math.abs(value - wanted[index]) / scale;
    assert.ok(difference <= 1e-12, `${name}[${index}]: printed ${value}, the core has ${wanted[index]}`);
  });
}

/** The parameters after one update, where the program makes one. */
function namedParameters({ network: { layers } }, updateBiases) {
  const entries = layers.flatMap(({ weights, biases }, index) => [
    [`W${index + 1}`, weights],
    ...(updateBiases ? [[`b${index + 1}`, biases]] : []),
  ]);
  return Object.fromEntries(entries);
}

/** `updates`: made before the export; then the program ends with one more. */
async function assertPrintsTheSame(scenario, target, options, updates = null) {
  const { program, expected } = withSession(scenario, (session) => {
    for (let update = 0; update < updates; update++) session.step();
    const exported = api.exportScript(session, target, options);
    const gradients = namedGradients(session.gradients(options?.sample));
    if (updates !== null) session.step();
    const { updateBiases } = api.trainingOf(scenario);
    const moved = updates === null ? {} : namedParameters(session.scenario(), updateBiases);
    return { program: exported, expected: { ...gradients, ...moved } };
  });
  const file = api.scriptFile[target];
  writeFileSync(join(folder, file), program);
  const { stdout, stderr } = await runners[target](file);
  assert.equal(stderr, '');
  const printed = parse(stdout);
  assert.deepEqual(Object.keys(printed), Object.keys(expected));
  for (const [name, value] of Object.entries(expected)) assertAgree(printed[name], value, `${target} ${name}`);
}

/** A compiler takes a second or two for a program: with RUNS it gets all of them, as Python always does. */
const all = (target) => target !== 'eigen' || Boolean(process.env.RUNS);

/** The part of a list that falls to one of so many programs, never none: together they have it all. */
function share(target, list, number, count) {
  const own = list.filter((_, index) => all(target) || index % count === number);
  return own.length > 0 ? own : [list[number % list.length]];
}

const worked = readdirSync(new URL('../data/worked/', import.meta.url)).sort();
/** The tests of one language: each has a file of its own, so that two run side by side. */
export function testPrograms(target) {
  for (const file of worked) {
    test(`${target}: ${file} prints the core's loss and gradients`, async () => {
      await assertPrintsTheSame(readData(`worked/${file}`).scenario, target);
    });
  }

  test(`${target}: programs of all activations and each loss print the core's loss and gradients`, async () => {
    const { losses, activations, layerActivations } = core.catalog();
    const hidden = activations.filter((id) => !layerActivations.includes(id));
    for (const [index, loss] of losses.entries())
      await assertPrintsTheSame(oneLayerEach(loss, share(target, hidden, index, losses.length)), target);
  });

  test(`${target}: random networks, single samples and whole batches, print the core's loss and gradients`, async () => {
    const random = seededRandom(20261);
    const { losses, activations } = core.catalog();
    for (let count = 0; count < (all(target) ? 12 : 5); count++) {
      const scenario = randomScenario(random, { losses, activations });
      const sample = count % 3 ? undefined : scenario.samples.length - 1;
      await assertPrintsTheSame(scenario, target, { sample });
    }
  });

  test(`${target}: programs end with the update of every optimizer, the first and a later one`, async () => {
    const schedule = { kind: 'step', epochs: 2, factor: 0.5 };
    const trainings = [
      { optimizer: 'sgd', weightDecay: 0.03 },
      { optimizer: 'sgd', schedule: { kind: 'cosine', epochs: 7, floor: 0.01 } },
      { optimizer: 'momentum', momentum: 0.8, updateBiases: false },
      { optimizer: 'momentum', weightDecay: 0.03, schedule },
      { optimizer: 'adam' },
      { optimizer: 'adam', beta1: 0.7, beta2: 0.95, epsilon: 1e-4, weightDecay: 0.02, schedule },
    ];
    for (const [index, training] of trainings.entries()) {
      if (!all(target) && index % 2 === 0) continue;
      const scenario = oneLayerEach('bce', ['tanh', 'sigmoid']);
      Object.assign(scenario.training, { batchSize: 3, learningRate: 0.3 }, training);
      await assertPrintsTheSame(scenario, target, undefined, index < 3 ? 0 : 3);
    }
  });

  test(`${target}: saturated neurons under cross-entropy print finite numbers without a warning`, async () => {
    const neuron = (activation, w) => ({ units: 1, activation, weights: [[w]], biases: [0] });
    const network = { inputs: 1, layers: [neuron('tanh', 300), neuron('sigmoid', 60)] };
    const samples = [{ x: [2], t: [0] }];
    await assertPrintsTheSame({ version: 1, network, loss: 'bce', samples }, target);
  });

  test(`${target}: a title that ends in a backslash stays a comment`, async () => {
    const scenario = { ...readData('worked/nielsen-saturated.json').scenario, title: 'a """ b \\' };
    await assertPrintsTheSame(scenario, target);
  });
}

/** One layer of each of these activations, then an output that suits the loss. */
function oneLayerEach(loss, activations) {
  const random = seededRandom(7);
  const numbers = (length) => Array.from({ length }, () => 2 * random() - 1);
  const { lossOutputs } = core.catalog();
  const layers = activations.map((activation, index) => ({
    units: 2,
    activation,
    weights: [numbers(index ? 2 : 3), numbers(index ? 2 : 3)],
    biases: numbers(2),
  }));
  layers.push({
    units: 2,
    activation: lossOutputs[loss] ?? 'sigmoid',
    weights: [numbers(2), numbers(2)],
    biases: numbers(2),
  });
  const samples = Array.from({ length: 3 }, () => ({ x: numbers(3), t: [random(), random()] }));
  return { version: 1, network: { inputs: 3, layers }, loss, samples, training: { batchReduction: 'sum' } };
}
