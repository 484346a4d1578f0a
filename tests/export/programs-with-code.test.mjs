/** No title runs in a program, changes it or breaks it, however the program is started. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { findPython } from '../../.tools/python.mjs';
import { api, withSession } from '../wasm/help.mjs';
import { plainScenario, smallScenario, titles } from './markup.mjs';

const folder = mkdtempSync(join(tmpdir(), 'backprop-markup-'));
after(() => rmSync(folder, { recursive: true }));

function run(command, args, input) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', cwd: folder, input });
  assert.equal(status, 0, `${command} ${args.join(' ')}\n${stderr}`);
  return stdout;
}

const program = (scenario, target, options) =>
  withSession(scenario, (session) => api.exportScript(session, target, options));
const withTitles = (target) => titles.map((title) => program({ ...smallScenario, title }, target));

/** Reads each file as the import system does, and says which is not the first one's program. */
const compare = `
import ast, sys
read = lambda name: ast.dump(ast.parse(open(name, 'rb').read()))
first, *others = sys.argv[1:]
wanted = read(first)
for name in others:
    try:
        if read(name) != wanted: print(name, 'is another program')
    except SyntaxError as error: print(name, error)
`;

/** Runs the programs named in the way named: prints what they print. */
const start = {
  import: (name) => ['-c', `import ${name}`],
  module: (name) => ['-m', name],
  path: (name) => ['-c', `import runpy; runpy.run_path('${name}.py', run_name='__main__')`],
  file: (name) => [`${name}.py`],
};

for (const target of ['numpy', 'pytorch']) {
  test(`${target}: ${titles.length} titles with code are the same program as a plain one`, () => {
    writeFileSync(join(folder, `plain_${target}.py`), program(smallScenario, target));
    const files = withTitles(target).map((text, turn) => {
      writeFileSync(join(folder, `${target}_${turn}.py`), text);
      return `${target}_${turn}.py`;
    });
    assert.equal(run('python3', ['-c', compare, `plain_${target}.py`, ...files]), '');
  });
}

for (const [way, args] of Object.entries(start)) {
  test(`numpy: titles that name an encoding print the same, started by ${way}`, () => {
    const python = findPython('numpy');
    writeFileSync(join(folder, 'plain.py'), program(smallScenario, 'numpy'));
    const wanted = run(python, args('plain'));
    for (const [index, title] of titles
      .filter((text) => /coding/.test(text))
      .slice(0, 5)
      .entries()) {
      writeFileSync(join(folder, `coding_${index}.py`), program({ ...smallScenario, title }, 'numpy'));
      assert.equal(run(python, args(`coding_${index}`)), wanted, title);
    }
  });
}

test(`eigen: ${titles.length} titles with code are the same program as a plain one, also with trigraphs`, () => {
  mkdirSync(join(folder, 'Eigen'));
  for (const header of ['Eigen/Core', 'cmath', 'cstdio']) writeFileSync(join(folder, header), '');
  const tokens = (source) =>
    run('g++', ['-E', '-P', '-trigraphs', '-Wall', '-Werror', '-nostdinc', '-I.', '-x', 'c++', '-'], source);
  const wanted = tokens(program(smallScenario, 'eigen'));
  assert.match(wanted, /Gradients backward/);
  withTitles('eigen').forEach((source, turn) => assert.equal(tokens(source), wanted, titles[turn]));
});

test('the option `title` has the limits of a document’s title', () => {
  const bad = [
    ['x\nprint("RAN")\n#', 'textCharacter'],
    ['x\u2028y', 'textCharacter'],
    ['x'.repeat(201), 'textTooLong'],
    [{}, 'expectedText'],
  ];
  withSession(plainScenario, (session) => {
    for (const [title, key] of bad)
      for (const call of [
        () => api.exportScript(session, 'numpy', { title }),
        () => api.exportScript(session, 'eigen', { title }),
        () => api.exportMarkdown(session, { title }),
        () => api.exportLatex(session, undefined, { title }),
        () => api.exportLatex(session, 'w.1.0.0', { title }),
      ])
        assert.throws(call, { name: 'ArgumentError', key, path: 'options.title' });
  });
});
