/** The declarations that ship with the API: a strict consumer compiles, and mistakes do not. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';
import { api } from './help.mjs';

const root = resolve(import.meta.dirname, '../..');
const consumer = readFileSync(resolve(import.meta.dirname, 'consumer.ts'), 'utf8');

const mistakes = {
  'a number where an id belongs': 'session.derive(5);',
  'text where a number belongs': "session.set('w.2.0.0', '1');",
  'a loss that does not exist': "session.setLoss('huber');",
  'a misspelt option': "session.derive('w.2.0.0', { digit: 3 });",
  'a session made by hand': 'new Session();',
  'a key that no error has': "const key: ErrorKey = 'someKey'; void key;",
  'an activation that does not exist': "void ({ units: 1, activation: 'sigmod' } satisfies ScenarioLayer);",
};
const sources = { 'no mistake': consumer };
for (const [mistake, line] of Object.entries(mistakes)) sources[mistake] = `${consumer}\n${line}`;

/** The complaints about each source, as strict as a compiler can be, the declarations checked too. */
function complaints(lib) {
  const folder = mkdtempSync(join(root, 'build', 'types-'));
  try {
    const files = Object.entries(sources).map(([name, source], index) => {
      const file = join(folder, `consumer${index}.ts`);
      writeFileSync(file, source.replace('backprop-playground/core', '../../dist/core.js'));
      return [name, file];
    });
    const program = ts.createProgram(Object.values(Object.fromEntries(files)), {
      strict: true,
      noEmit: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      lib: lib.map((name) => `lib.${name}.d.ts`),
      types: [],
    });
    const all = ts.getPreEmitDiagnostics(program);
    const said = (one) => ts.flattenDiagnosticMessageText(one.messageText, '\n');
    const about = ([name, file]) => [name, all.filter((one) => one.file?.fileName === file).map(said)];
    const elsewhere = all.filter((one) => !files.some(([, file]) => file === one.file?.fileName)).map(said);
    return { elsewhere, ...Object.fromEntries(files.map(about)) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const found = complaints(['es2022', 'dom']);

test('a strict consumer compiles against the declarations, and the declarations themselves do', () => {
  assert.deepEqual(
    { declarations: found.elsewhere, consumer: found['no mistake'] },
    { declarations: [], consumer: [] },
  );
});

for (const mistake of Object.keys(mistakes)) {
  test(`${mistake} does not compile`, () => assert.equal(found[mistake].length, 1, found[mistake].join('\n')));
}

test('where the library has Symbol.dispose, a session can be declared with using', () => {
  sources['no mistake'] = `${consumer}\n{ using other = core.open(scenario); other.step(); }`;
  const { elsewhere, 'no mistake': consumerWithUsing } = complaints(['es2022', 'dom', 'esnext.disposable']);
  assert.deepEqual([elsewhere, consumerWithUsing], [[], []]);
});

test('every value that the declarations promise is exported, and no other', () => {
  const declared = ts.createProgram([join(root, 'dist/core.d.ts')], {});
  const checker = declared.getTypeChecker();
  const file = checker.getSymbolAtLocation(declared.getSourceFile(join(root, 'dist/core.d.ts')));
  const values = checker
    .getExportsOfModule(file)
    .filter(({ flags }) => flags & ts.SymbolFlags.Value)
    .map(({ name }) => name);
  assert.deepEqual(values.sort(), Object.keys(api).sort());
});
