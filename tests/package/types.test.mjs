/** Pages in TypeScript, JSX and Vue's templates are compiled against the installed package. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';
import { install, root } from './installed.mjs';

const { folder } = install({ beside: ['vue'] });

const page = `
import 'backprop-playground';
import type { BackpropPlaygroundElement } from 'backprop-playground';
import 'backprop-playground/pieces';
import type { BackpropIntrinsicElements } from 'backprop-playground';
import { BackpropNetwork } from 'backprop-playground/pieces';
import { drawBlocks } from 'backprop-playground/auto';
import { loadCore } from 'backprop-playground/core';
import { openLab, type DataSetId, type Lab, type Snapshot } from 'backprop-playground/lab';
import type { SvelteHTMLElements } from 'svelte/elements';
declare module 'svelte/elements' {
  interface SvelteHTMLElements extends BackpropIntrinsicElements {}
}

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
const written: BackpropIntrinsicElements['backprop-plot'] = { over: 'w3', near: true, className: 'wide', 'aria-label': 'L', onclick() {} };
const inSvelte: SvelteHTMLElements['backprop-playground'] = {
  step: '3',
  onstepchange: ({ detail }) => console.log(detail.step + 1),
  'data-figure': 1,
};
void [loadCore, written, inSvelte];
const kind: DataSetId = 'moons';
const lab: Lab = await openLab({ locateFile: (name) => new URL(name, 'https://example.org/') });
const samples = await lab.draw({ kind, samples: 100 });
await lab.open({ version: 1, network: { inputs: 2, layers: [] }, loss: 'bce', samples }, { stop: { epochs: 5 } });
await lab.retrain({ optimizer: 'adam', learningRate: 0.01 });
const now: Snapshot = await lab.snapshot();
now.losses.subarray(3);
`;

/** A mistake a line. */
const mistakes = {
  'a loss that does not exist': "element.loss = 'huber';",
  'a value for edges that there is not': "network.edges = 'all';",
  'an attribute that no piece has':
    "const other: BackpropIntrinsicElements['backprop-when'] = { tset: '' }; void other;",
  'a word that there is not, in Svelte':
    "const there: SvelteHTMLElements['backprop-playground'] = { controls: 'all' };",
  'text where the step belongs': "element.step = '3';",
  'an optimizer that there is not': "await lab.retrain({ optimizer: 'rmsprop' });",
  'a stride of no kind': "await lab.advance('step');",
  'a detail that no event has': "element.addEventListener('stepchange', ({ detail }) => detail.layer);",
};

/** As svelte/elements.d.ts has it: other tags may have anything. */
const svelte = 'export interface SvelteHTMLElements { a: { href?: string }; [name: string]: { [name: string]: any } }';
mkdirSync(join(folder, 'node_modules/svelte'));
writeFileSync(join(folder, 'node_modules/svelte/elements.d.ts'), svelte);
writeFileSync(
  join(folder, 'node_modules/svelte/package.json'),
  '{ "name": "svelte", "exports": { "./elements": { "types": "./elements.d.ts" } } }',
);

test('a page in TypeScript compiles against the installed element, and each mistake in one does not', () => {
  const file = join(folder, 'page.ts');
  writeFileSync(file, page + Object.values(mistakes).join('\n'));
  const program = ts.createProgram([file], {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
    types: [],
  });
  const lines = page.split('\n').length - 1;
  const places = ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const line = file ? file.getLineAndCharacterOfPosition(start).line - lines : -1;
    return Object.keys(mistakes)[line] ?? ts.flattenDiagnosticMessageText(messageText, '\n');
  });
  assert.deepEqual(places, Object.keys(mistakes));
});

const vueFiles = {
  'tsconfig.json': JSON.stringify({
    compilerOptions: {
      strict: true,
      noEmit: true,
      target: 'ES2022',
      module: 'ESNext',
      moduleResolution: 'bundler',
      lib: ['ES2022', 'DOM'],
      types: [],
      jsx: 'preserve',
      jsxImportSource: 'vue',
    },
    include: ['*.vue', '*.tsx', 'elements.d.ts'],
  }),
  'elements.d.ts': `
    import type { BackpropIntrinsicElements, BackpropVueComponents } from 'backprop-playground';
    declare module 'vue' { interface GlobalComponents extends BackpropVueComponents {} }
    declare module 'vue/jsx-runtime' {
      namespace JSX { interface IntrinsicElements extends BackpropIntrinsicElements {} }
    }`,
  'Right.vue': `
    <script setup lang="ts">
      import 'backprop-playground';
      import type { ScenarioInput } from 'backprop-playground/core';
      defineProps<{ network: ScenarioInput; step: number }>();
      const see = (step: number, parameter: string | null) => console.log(step, parameter);
    </script>
    <template>
      <backprop-playground scenario="article" :step="step" loss="bce" class="wide" id="one"
        @stepchange="see($event.detail.step, null)" @parameterselect="see(0, $event.detail.id)" />
      <backprop-value of="dw.2.0.0" digits="3" editable :document.prop="network">0.1</backprop-value>
      <backprop-network :step="step" known="forward" edges="gradient" />
    </template>`,
  'right.tsx': `
    import 'backprop-playground';
    export const page = (step: number) => <p>
      <backprop-playground parameter="w3" controls="stepper" onstepchange={({ detail }) => console.log(detail.step + 1)} />
      <backprop-value of="L" digits="3" editable lang="en">0.3</backprop-value> <backprop-plot over="w3" near />
      <backprop-network step={step} parameter="w3" />
    </p>;`,
  'Wrong.vue': `
    <script setup lang="ts">
      const see = (id: number) => console.log(id);
    </script>
    <template>
      <backprop-playground loss="huber" />
      <backprop-playground @parameterselect="see($event.detail.id)" />
      <backprop-value of="L" digits="three" />
      <backprop-network :edges="'all'" />
    </template>`,
  'wrong.tsx': `
    export const page = <p>
      <backprop-playground loss="huber" />
      <backprop-when tset="loss bce" />
      <backprop-playground onstepchange={({ detail }) => console.log(detail.layer)} />
    </p>;`,
};

test('the elements are typed in Vue’s templates and in JSX: what is right compiles, each mistake does not', () => {
  for (const [file, text] of Object.entries(vueFiles)) writeFileSync(join(folder, file), text);
  const { stdout } = spawnSync(process.execPath, [join(root, 'node_modules/vue-tsc/bin/vue-tsc.js'), '-p', folder], {
    cwd: folder,
    encoding: 'utf8',
  });
  const places = [...stdout.matchAll(/^(\S+)\((\d+),\d+\): error/gm)].map(([, file, line]) => `${file}:${line}`);
  const wrong = (file, lines) => lines.map((line) => `${file}:${line}`);
  assert.deepEqual(
    [...new Set(places)],
    [...wrong('Wrong.vue', [6, 7, 8, 9]), ...wrong('wrong.tsx', [3, 4, 5])],
    stdout,
  );
});
