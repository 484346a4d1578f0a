/**
 * `npm run reference` writes the last section of web/embedding.md: the elements as custom-elements.json has them
 * (manifest.mjs). A test says when it is not up to date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureNodeModules } from './needs.mjs';
import { root } from './shell.mjs';

const file = resolve(root, 'web/embedding.md');
const heading = '## The elements\n';

/** The file as it is, and as it should be. */
export async function reference() {
  const [{ format, resolveConfig }, { manifest }] = await Promise.all([import('prettier'), import('./manifest.mjs')]);
  const present = readFileSync(file, 'utf8');
  const [{ declarations }] = manifest().modules;
  const text = present.slice(0, present.indexOf(heading)) + written(declarations);
  return { present, expected: await format(text, { ...(await resolveConfig(file)), filepath: file }) };
}

function written(elements) {
  const pieces = elements.filter(({ tagName }) => tagName !== 'backprop-playground');
  const isCommon = ({ name }) => pieces.every(({ members }) => members.some((other) => other.name === name));
  const common = pieces[0].members.filter(isCommon);
  const ofPieces = { ...pieces[0], members: common, events: [], cssParts: [], slots: [] };
  const own = pieces.map((piece) => ({
    ...piece,
    members: piece.members.filter((member) => !common.some(({ name }) => name === member.name)),
    cssProperties: [],
  }));
  const playground = elements.find((one) => !pieces.includes(one));
  return [
    heading,
    'Each attribute is a property of the same name too. What is changed later is followed.',
    section(playground),
    `### All pieces\n\n${contents(ofPieces)}`,
    ...own.map(section),
  ].join('\n\n');
}

const section = (one) =>
  `### ${one.tagName}\n\n${one.description[0].toUpperCase()}${one.description.slice(1)}\n\n${contents(one)}`;

const contents = ({ members, events, cssParts, cssProperties, slots }) =>
  [
    table(
      ['attribute', 'value', 'when left out', 'meaning'],
      members.filter(({ attribute }) => attribute).map(attributeRow),
    ),
    table(
      ['property', 'type', 'meaning'],
      members.filter(({ kind, attribute }) => kind === 'field' && !attribute).map(propertyRow),
    ),
    table(['method', 'gives', 'what it does'], members.filter(({ kind }) => kind === 'method').map(methodRow)),
    table(
      ['event', 'type', 'when'],
      events.map(({ name, type, description }) => [code(name), code(type.text), description]),
    ),
    table(
      ['inside', 'meaning'],
      slots.map(({ name, description }) => [name ? code(name) : 'what is written between the tags', description]),
    ),
    table(['`::part`', 'what'], cssParts.map(nameAndText)),
    table(['custom property', 'meaning'], cssProperties.map(nameAndText)),
  ]
    .filter(Boolean)
    .join('\n\n');

const attributeRow = ({ attribute, type, default: value, description }) => [
  code(attribute),
  valuesOf(type.text),
  !value || /^(null|false|'')$/.test(value) ? '' : code(value.replaceAll("'", '')),
  description,
];
const propertyRow = ({ name, type, readonly, description }) => [
  code(name),
  `${code(type.text)}${readonly ? ', to be read' : ''}`,
  description,
];
const methodRow = ({ name, parameters, return: { type }, description }) => [
  code(`${name}(${parameters.map((one) => `${one.name}: ${one.type.text}`).join(', ')})`),
  type.text === 'void' ? '' : code(type.text),
  description,
];
const nameAndText = ({ name, description }) => [code(name), description];

const code = (text) => `\`${text.replaceAll('|', '\\|')}\``;

/** What an attribute of that type may be: words, a number, any text, or nothing but its name. */
function valuesOf(type) {
  const plain = type.replace(/ \| null$/, '');
  if (plain === 'boolean') return 'none';
  if (plain === 'number' || plain === 'string') return plain === 'number' ? 'number' : 'text';
  const words = (unions.get(plain) ?? plain).match(/(?<=')[\w-]+(?=')/g);
  return words.map(code).join(', ');
}

/** The types of the API that are a choice of words. */
const unions = new Map(
  ['web/api.ts', 'wasm/types/ids.ts', 'wasm/types/steps.ts']
    .map((path) => readFileSync(resolve(root, path), 'utf8'))
    .flatMap((text) => [...text.matchAll(/^export type (\w+) =((?:\s*\|?\s*'[\w-]+')+);/gm)])
    .map(([, name, words]) => [name, words]),
);

function table(head, rows) {
  if (rows.length === 0) return '';
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  ensureNodeModules();
  writeFileSync(file, (await reference()).expected);
}
