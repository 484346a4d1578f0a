/** The package as it would be published: packed, installed in an empty folder, imported and compiled against there. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import ts from 'typescript';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'package-'));
after(() => rmSync(folder, { recursive: true }));

const npm = (args, cwd) => execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const [packed] = JSON.parse(npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root));
writeFileSync(join(folder, 'package.json'), '{ "type": "module", "private": true }');
npm(['install', '--offline', '--no-audit', '--no-fund', join(folder, packed.filename)], folder);

test('the package holds what its exports name and what those load, and none of the sources', () => {
  const files = packed.files.map(({ path }) => path);
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const named = Object.values(exports).flatMap(Object.values);
  for (const file of [...named, './dist/backprop.wasm']) assert.ok(files.includes(file.slice(2)), `${file} is missing`);
  const others = files.filter((file) => !/^(dist\/|package\.json$|README\.md$|LICENSE$)/.test(file));
  assert.deepEqual(others, []);
});

test('the headless API runs from the installed package', () => {
  const script = `
    import { loadCore } from 'backprop-playground/core';
    const core = await loadCore();
    const layer = { units: 1, activation: 'sigmoid', weights: [[0.5]], biases: [0] };
    const network = { inputs: 1, layers: [layer] };
    const session = core.open({ version: 1, network, loss: 'bce', samples: [{ x: [2], t: [1] }] });
    console.log(session.gradients(0).layers[0].weights[0][0]);`;
  const printed = execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: folder });
  const expected = (1 / (1 + Math.exp(-1)) - 1) * 2; // (a - t) x
  assert.ok(Math.abs(Number(printed) - expected) < 1e-15, `printed ${printed}, expected ${expected}`);
});

const page = `
import 'backprop-playground';
import type { BackpropPlaygroundElement } from 'backprop-playground';
import { loadCore } from 'backprop-playground/core';

const element: BackpropPlaygroundElement = document.createElement('backprop-playground');
element.parameter = 'w3';
element.loss = 'bce';
element.addEventListener('stepchange', ({ detail }) => console.log(detail.step + detail.iteration, detail.current?.rule));
element.addEventListener('parameterselect', ({ detail }) => console.log(detail.id?.length));
element.addEventListener('click', (event) => event.preventDefault());
await element.ready;
void loadCore;
`;

function complaints(source) {
  const file = join(folder, 'page.ts');
  writeFileSync(file, source);
  const program = ts.createProgram([file], {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
    types: [],
  });
  return ts.getPreEmitDiagnostics(program).map((one) => ts.flattenDiagnosticMessageText(one.messageText, '\n'));
}

test('a page in TypeScript compiles against the installed element', () => assert.deepEqual(complaints(page), []));

for (const [mistake, line] of Object.entries({
  'a loss that does not exist': "element.loss = 'huber';",
  'text where the step belongs': "element.step = '3';",
  'a detail that no event has': "element.addEventListener('stepchange', ({ detail }) => detail.layer);",
})) {
  test(`${mistake} does not compile`, () => assert.equal(complaints(page + line).length, 1));
}
