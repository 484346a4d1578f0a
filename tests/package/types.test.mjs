/** A page in TypeScript is compiled against the installed package. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';
import { install } from './installed.mjs';

const { folder } = install();

const page = `
import 'backprop-playground';
import type { BackpropPlaygroundElement } from 'backprop-playground';
import 'backprop-playground/pieces';
import type { BackpropIntrinsicElements } from 'backprop-playground';
import { BackpropNetwork } from 'backprop-playground/pieces';
import { drawBlocks } from 'backprop-playground/auto';
import { loadCore } from 'backprop-playground/core';

const element: BackpropPlaygroundElement = document.createElement('backprop-playground');
element.parameter = 'w3';
element.loss = 'bce';
element.addEventListener('stepchange', ({ detail }) => console.log(detail.step + detail.iteration, detail.current?.rule));
element.addEventListener('parameterselect', ({ detail }) => console.log(detail.id?.length));
element.addEventListener('click', (event) => event.preventDefault());
await element.ready;
await drawBlocks(document.body);
element.document = { version: 1, network: { inputs: 1, layers: [] }, loss: 'mse', samples: [] };
const network = document.querySelector('backprop-network') ?? new BackpropNetwork();
network.edges = 'gradient';
document.createElement('backprop-value').digits = 3;
const written: BackpropIntrinsicElements['backprop-plot'] = { over: 'w3', near: true, className: 'wide' };
void [loadCore, written];
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
  'a value for edges that there is not': "network.edges = 'all';",
  'an attribute that no piece has':
    "const other: BackpropIntrinsicElements['backprop-when'] = { tset: '' }; void other;",
  'text where the step belongs': "element.step = '3';",
  'a detail that no event has': "element.addEventListener('stepchange', ({ detail }) => detail.layer);",
})) {
  test(`${mistake} does not compile`, () => assert.equal(complaints(page + line).length, 1));
}
