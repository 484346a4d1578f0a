/** web/embedding.md tells authors of every element all that its class and its interface say. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { manifest } from '../../.tools/manifest.mjs';
import { reference } from '../../.tools/reference.mjs';
import { root } from '../../.tools/shell.mjs';

const text = (path) => readFileSync(resolve(root, path), 'utf8');
const [{ declarations }] = manifest().modules;

test('The tables of the elements are up to date (npm run reference)', async () => {
  const { present, expected } = await reference();
  assert.equal(present, expected);
});

test('Every attribute, property, event, part, custom property and slot has a meaning', () => {
  const kinds = ['attributes', 'members', 'events', 'cssParts', 'cssProperties', 'slots'];
  const silent = declarations.flatMap((one) =>
    kinds.flatMap((kind) =>
      one[kind].filter(({ description }) => !description).map(({ name }) => `${one.tagName}: ${kind} ${name}`),
    ),
  );
  assert.deepEqual(silent, []);
});

/** The sources below a folder as one text, without comments. */
const code = (folder) =>
  readdirSync(resolve(root, folder), { recursive: true })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => text(`${folder}/${file}`).replace(/\/\*\*.*?\*\//gs, ''))
    .join('\n');
const sorted = (names) => [...new Set(names)].sort();
const playground = declarations.find(({ tagName }) => tagName === 'backprop-playground');
const pieces = declarations.filter((one) => one !== playground);

test('Every part and every custom property of the code is told to authors, and no other', () => {
  const parts = (folder) =>
    sorted([...code(folder).matchAll(/\bpart="(.*?)"/g)].flatMap(([, names]) => names.split(' ')));
  const told = (elements) => sorted(elements.flatMap(({ cssParts }) => cssParts.map(({ name }) => name)));
  assert.deepEqual(parts('web/lesson'), told([playground]));
  // A piece has the picture of the workbench.
  assert.deepEqual(sorted([...parts('web/pieces'), ...parts('web/lesson/diagram')]), told(pieces));
  const properties = [...code('web').matchAll(/--backprop-[\w-]+/g)].map(([name]) => name);
  assert.deepEqual(
    sorted(properties),
    sorted(declarations.flatMap(({ cssProperties }) => cssProperties.map(({ name }) => name))),
  );
});

test('A code block takes every attribute that its element has, but for the address of the page', () => {
  const [, kinds] = /const kinds = \{\n(.*?)\n\} satisfies/s.exec(text('web/auto/blocks.ts'));
  const [, common] = /const common = \{(.*?)\}/s.exec(text('web/auto/blocks.ts'));
  const namesIn = (part) => [...part.matchAll(/(?<![\w'])(\w+): ['[A-Z]/g)].map(([, name]) => name);
  for (const [, kind, own] of kinds.matchAll(/^ {2}(\w+): \{(.*?)\},?$/gms)) {
    const { attributes } = declarations.find(({ tagName }) => tagName === `backprop-${kind}`);
    const expected = attributes.map(({ name }) => name).filter((name) => name !== 'linked');
    assert.deepEqual(sorted([...namesIn(common), ...namesIn(own)]), sorted(expected), kind);
  }
});

test('The words of numbers, tests and formulas, the scenarios and the languages are in it', () => {
  const facts = text('web/pieces/facts.ts');
  const keysOf = (name) => {
    const [, body] = new RegExp(`const ${name}: Record<.*?> = \\{\\n(.*?)\\n\\};`, 's').exec(facts);
    return [...body.matchAll(/^ {2}'?([\w-]+)'?: /gm)].map(([, key]) => key);
  };
  const words = ['counts', 'readers', 'comparisons', 'signs', 'stages'].flatMap(keysOf);
  const [, byId] = /const byId = \{\n(.*?)\n\};/s.exec(text('web/scenarios/index.ts'));
  const scenarios = [...byId.matchAll(/^ {2}'?([\w-]+)'?[,:]/gm)].map(([, id]) => id);
  const languages = [...text('web/work/choices.ts').matchAll(/type Language = (.*);/g)][0][1].match(/[\w-]+/g);
  assert.ok(words.length > 25 && scenarios.length >= 6 && languages.length >= 2);
  const document = text('web/embedding.md');
  const missing = [...words, ...scenarios, ...languages].filter((word) => !new RegExp(`\`${word}[ \`]`).test(document));
  assert.deepEqual(missing, []);
});
