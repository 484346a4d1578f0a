/** web/embedding.md tells authors of every element all that its class and its interface say. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
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
