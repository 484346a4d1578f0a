/** What the tests of the state share: the sources of web/work, web/lesson and web/link with the real core, without a browser. */
import { resolve } from 'node:path';
import { after } from 'node:test';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { root } from '../../.tools/shell.mjs';

const at = (path) => resolve(root, path);
const compiled = pathToFileURL(at('build/wasm/backprop.mjs')).href;

/** Files that the sources know by their address. */
const addresses = {
  '#backprop-wasm': 'build/wasm/backprop.wasm',
  '#lab-wasm': 'build/wasm/lab.wasm',
  '#lab-worker': 'dist/lab-worker.js',
};

/** The compiled core is loaded as it is; only its address is put in. */
const withCompiledCore = {
  name: 'with-compiled-core',
  resolveId: (id) =>
    id === '#backprop-module'
      ? { id: compiled, external: true }
      : id in addresses || id === 'entry'
        ? `\0${id}`
        : id.endsWith('?raw')
          ? { id }
          : null,
};

/** One module with everything that the TypeScript files export, as Node runs it. */
export async function bundled(...files) {
  const entry = files.map((file) => `export * from ${JSON.stringify(at(file))};`).join('\n');
  const texts = { '\0entry': entry };
  for (const [name, file] of Object.entries(addresses))
    texts[`\0${name}`] = `export default ${JSON.stringify(pathToFileURL(at(file)).href)}`;
  // A file that is taken as text is one of styles: nothing is seen here.
  const load = (id) => texts[id] ?? (id.endsWith('?raw') ? "export default ''" : null);
  const input = { input: 'entry', plugins: [withCompiledCore, { name: 'texts', load }] };
  // Packages come as browsers get them.
  const resolve = { mainFields: ['browser', 'module', 'main'] };
  const bundle = await rolldown({ ...input, resolve, platform: 'node' });
  const { output } = await bundle.generate({ format: 'esm', codeSplitting: false });
  await bundle.close();
  return import(`data:text/javascript,${encodeURIComponent(output[0].code)}`);
}

/** A lab of those sources, which ends with the tests of the file; and the data of a setup, as it draws them. */
export async function labOf({ openLab, dataSetOf, drawOf }) {
  const lab = await openLab();
  after(() => lab.close());
  return { lab, drawn: async (setup) => dataSetOf(setup, await lab.draw(drawOf(setup))) };
}

export const state = await bundled(
  'wasm/index.ts',
  'web/scenarios/index.ts',
  'web/work/choices.ts',
  'web/work/events.ts',
  'web/work/problem.ts',
  'web/work/work.ts',
  'web/work/opening.ts',
  'web/lesson/lesson.ts',
  'web/lesson/rateNote.ts',
  'web/lesson/story/chapters.ts',
  'web/lesson/story/ideas.ts',
  'web/link/codec.ts',
);

export const core = await state.loadCore();

/** A lesson as a link opens it, in single steps where `choices` name no pace: `link` may leave out whatever is plain. */
export function lessonOf({ choices, ...link } = {}) {
  const lesson = new state.Lesson(new state.Work(core));
  const { plainLink } = state;
  const whole = {
    ...plainLink,
    scenario: 'article',
    ...link,
    choices: { ...plainLink.choices, granularity: 'step', ...choices },
  };
  if (!lesson.openState(whole)) throw new Error(JSON.stringify(lesson.work.problem));
  return lesson;
}

/** Two inputs, two sigmoids, one output; four samples, two of them an update. */
export const pairs = {
  version: 1,
  title: 'Pairs',
  network: {
    inputs: 2,
    layers: [
      {
        units: 2,
        activation: 'sigmoid',
        weights: [
          [0.5, -0.4],
          [0.3, 0.8],
        ],
        biases: [0.1, -0.2],
      },
      { units: 1, activation: 'sigmoid', weights: [[0.7, -0.6]], biases: [0.05] },
    ],
  },
  loss: 'mse',
  samples: [
    { x: [0, 0], t: [0] },
    { x: [0, 1], t: [1] },
    { x: [1, 0], t: [1] },
    { x: [1, 1], t: [0] },
  ],
  training: { optimizer: 'sgd', learningRate: 0.5, batchSize: 2 },
};

/** The document with a linear network and so large a learning rate that no more than some updates are finite. */
export const runaway = {
  version: 1,
  network: { inputs: 1, layers: [{ units: 1, activation: 'linear', weights: [[1]], biases: [0] }] },
  loss: 'mse',
  samples: [{ x: [10], t: [0] }],
  training: { optimizer: 'sgd', learningRate: 1e10 },
};

/** 784-128-64-10 with two samples. */
export const large = {
  version: 1,
  network: {
    inputs: 784,
    layers: [
      { units: 128, activation: 'relu' },
      { units: 64, activation: 'relu' },
      { units: 10, activation: 'softmax' },
    ],
  },
  init: { kind: 'he_normal', seed: 3 },
  loss: 'softmax_cross_entropy',
  samples: [0, 1].map((k) => ({
    x: Array.from({ length: 784 }, (_, i) => ((i * (k + 3)) % 7) / 7),
    t: Array.from({ length: 10 }, (_, i) => Number(i === k)),
  })),
};

export const own = (document, link = {}) => lessonOf({ scenario: null, document, ...link });

/** All numbers of the document to the last bit, whatever they are. */
export const bitsOf = ({ work }) => JSON.stringify(work.session.scenario());

/** Counts the calls of the session's methods from now on. */
export function callsOf({ work }, ...names) {
  const { session } = work;
  const calls = Object.fromEntries(names.map((name) => [name, 0]));
  for (const name of names) {
    const method = session[name];
    session[name] = (...args) => {
      calls[name]++;
      return method.apply(session, args);
    };
  }
  return calls;
}
