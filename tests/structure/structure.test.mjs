/** The rooms of the project: what may name what, and how large they may be. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { functionsOf } from './functions.mjs';
import { circlesOf, namedBy, sourceFiles, textOf, unitOf } from './sources.mjs';

/** From the lowest floor up. A file names only its own floor or lower ones; the longest path that fits is its floor. */
const floors = {
  core: [
    'numbers',
    'expressions',
    'network',
    'training',
    'lab',
    'formulas',
    'proof',
    'writing',
    'session',
    'include/backprop',
  ],
  wasm: ['types', 'errorTexts.ts', 'errors.ts', 'reading', '.', 'export', 'lab', 'worker.ts', 'index.ts'],
  web: [
    'api.ts',
    'scenarios',
    'work',
    'link',
    'messages',
    'styles',
    'kit',
    'lesson',
    'editor',
    'lesson/diagram',
    'lesson/graph',
    'lesson/slope',
    'pieces',
    'lesson/proof',
    'lesson/timeline',
    'lesson/runs',
    'lesson/story',
    'lesson/panel',
    'export',
    'lesson/workbench',
    'element',
    'auto',
    'offline',
    'tutorial',
    'lab',
    '.',
  ],
};
const rings = Object.keys(floors);
const MAX_FILE_LINES = 400;
const MAX_FUNCTION_LINES = 60;

function floorOf(file) {
  const [ring, ...rest] = file.split('/');
  const path = rest.join('/');
  const fits = (floor) => floor === '.' || path === floor || path.startsWith(`${floor}/`);
  const [best] = floors[ring].filter(fits).sort((a, b) => b.length - a.length);
  if (best === undefined) return { ring: rings.indexOf(ring), floor: floors[ring].length, name: ring };
  return { ring: rings.indexOf(ring), floor: floors[ring].indexOf(best), name: `${ring}/${best}` };
}

const files = sourceFiles('core', 'wasm', 'web');
/** The public headers only hand on what the folders below have. */
const isFace = (file) => file.startsWith('core/include/');

test('No files name each other in a circle, types included', () => {
  const edges = new Map();
  for (const file of files.filter((file) => !isFace(file))) {
    const unit = unitOf(file);
    const others = namedBy(file)
      .map(unitOf)
      .filter((other) => other !== unit);
    edges.set(unit, new Set([...(edges.get(unit) ?? []), ...others]));
  }
  assert.ok(edges.size > 100, `only ${edges.size} files were found`);
  assert.deepEqual(circlesOf(edges), []);
});

test('Nothing names what is on a floor above it, or on no floor', () => {
  const upward = [];
  for (const file of files) {
    const own = floorOf(file);
    for (const other of namedBy(file)) {
      const its = floorOf(other);
      const below = its.ring < own.ring || (its.ring === own.ring && its.floor <= own.floor);
      if (!below) upward.push(`${file} (${own.name}) -> ${other} (${its.name})`);
    }
  }
  assert.deepEqual(upward, []);
});

test('wasm reaches core by its public headers alone, and web reaches wasm by its indexes and its exports', () => {
  const past = [];
  for (const file of files) {
    const [ring] = file.split('/');
    for (const other of namedBy(file)) {
      const crosses = ring !== other.split('/')[0];
      if (crosses && !isFace(other) && !/^wasm\/((lab\/)?index|export\/\w+)\.ts$/.test(other))
        past.push(`${file} -> ${other}`);
    }
  }
  assert.deepEqual(past, []);
});

test('The public face of core is about ten headers', () => {
  const headers = files.filter(isFace);
  assert.ok(headers.length >= 8 && headers.length <= 12, headers.join(' '));
});

test(`No file has more than ${MAX_FILE_LINES} lines`, () => {
  const long = files
    .map((file) => ({ file, lines: textOf(file).split('\n').length - 1 }))
    .filter(({ lines }) => lines > MAX_FILE_LINES);
  assert.deepEqual(long, []);
});

test(`No function has more than ${MAX_FUNCTION_LINES} lines but those that CONTRIBUTING names with the reason`, () => {
  const functions = files.flatMap(functionsOf);
  assert.ok(functions.length > 2000, `only ${functions.length} functions were found`);
  const named = textOf('CONTRIBUTING.md');
  const long = functions.filter(({ name, lines }) => lines > MAX_FUNCTION_LINES && !named.includes(`\`${name}\``));
  assert.deepEqual(long, []);
});

test('The state of the page draws nothing and touches no browser', () => {
  const browser =
    /from 'lit|\b(window|location|navigator|localStorage)\.|\bdocument\.(body|\w*[eE]lement|query\w+|create\w+|addEvent\w+)\b|\bHTML\w*Element\b/;
  const isState = (file) => /^web\/(work|scenarios)\//.test(file) || file === 'web/link/codec.ts';
  const ofTheLesson = ['lesson', 'answers', 'known', 'printed', 'rehearsal', 'steps'].map(
    (name) => `web/lesson/${name}.ts`,
  );
  const state = [...files.filter(isState), ...ofTheLesson];
  assert.ok(state.length > 15, `only ${state.length} files were found`);
  assert.deepEqual(
    state.filter((file) => browser.test(textOf(file))),
    [],
  );
});
