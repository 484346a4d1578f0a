/**
 * custom-elements.json (https://github.com/webcomponents/custom-elements-manifest) for editors and catalogues, read from the
 * classes of the elements: decorated properties with the comment before each, and the tags @fires, @csspart, @cssprop and
 * @slot of a class.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';
import { root } from './shell.mjs';

const folders = ['web/element', 'web/pieces'];
const path = 'dist/backprop-playground.js';

export function manifest() {
  const classes = new Map(folders.flatMap(filesIn).flatMap(classesOf));
  const elements = [...classes.values()].filter(({ tagName }) => tagName);
  const declarations = elements.map((one) => declarationOf(one, classes)).sort(byTag);
  const exportsOf = ({ name, tagName }) => [
    { kind: 'js', name, declaration: { name, module: path } },
    { kind: 'custom-element-definition', name: tagName, declaration: { name, module: path } },
  ];
  const module = { kind: 'javascript-module', path, declarations, exports: declarations.flatMap(exportsOf) };
  return { schemaVersion: '1.0.0', readme: 'README.md', modules: [module] };
}

const byTag = (one, other) => (one.tagName < other.tagName ? -1 : 1);

const filesIn = (folder) =>
  readdirSync(resolve(root, folder))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => resolve(root, folder, file));

/** Each class of a file by its name. */
function classesOf(file) {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
  return source.statements.filter(ts.isClassDeclaration).map((node) => {
    const name = node.name.text;
    const parent = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
    const tagName = argumentOf(decorator(node, 'customElement'))?.text;
    const properties = node.members.filter(ts.isPropertyDeclaration).flatMap(propertyOf);
    return [name, { name, tagName, parent: parent?.types[0].expression.text, properties, node, source }];
  });
}

const decorator = (node, name) =>
  (ts.getDecorators(node) ?? []).map(({ expression }) => expression).find((call) => call.expression?.text === name);

const argumentOf = (call) => call?.arguments[0];

/** A public property: a decorated one has an attribute, unless its options say that it has none. */
function propertyOf(member) {
  const call = decorator(member, 'property');
  if (!call) return [];
  const options = argumentOf(call)?.getText() ?? '';
  const name = member.name.text;
  const text = member.type?.getText() ?? typeOf(member.initializer);
  const attribute = /attribute: false/.test(options) ? undefined : name.toLowerCase();
  return [
    {
      name,
      attribute,
      description: commentOf(member),
      type: { text },
      default: member.initializer?.getText(),
      reflects: /reflect: true/.test(options) || undefined,
    },
  ];
}

const typeOf = (initializer) =>
  ts.isStringLiteral(initializer)
    ? 'string'
    : ts.isNumericLiteral(initializer)
      ? 'number'
      : /^(true|false)$/.test(initializer.getText())
        ? 'boolean'
        : initializer.getText();

const commentOf = (node) => {
  const { comment } = ts.getJSDocCommentsAndTags(node).find(ts.isJSDoc) ?? {};
  return ts.getTextOfJSDocComment(comment)?.replace(/\s+/g, ' ');
};

function declarationOf(element, classes) {
  const line = [];
  for (let one = element; one; one = classes.get(one.parent)) line.unshift(one);
  const properties = new Map(line.flatMap((one) => one.properties).map((property) => [property.name, property]));
  const attributes = [...properties.values()].filter(({ attribute }) => attribute);
  const tags = (name) => line.flatMap(({ node }) => tagsOf(node, name));
  return {
    kind: 'class',
    customElement: true,
    name: element.name,
    tagName: element.tagName,
    description: commentOf(element.node) ?? fileComment(element.source),
    superclass: { name: 'HTMLElement' },
    attributes: attributes.map(({ name, attribute, description, type, default: value }) => ({
      name: attribute,
      fieldName: name,
      description,
      type,
      default: value,
    })),
    members: [...properties.values()].map((property) => ({ kind: 'field', ...property })),
    events: tags('fires').map(({ type, ...event }) => ({ ...event, type: { text: type ?? 'Event' } })),
    cssParts: tags('csspart').map(nameAndText),
    cssProperties: tags('cssprop').map(nameAndText),
    slots: tags('slot').map(nameAndText),
  };
}

const nameAndText = ({ name, description }) => ({ name, description });

/** `@fires {CustomEvent<Detail>} name - what it means` */
function tagsOf(node, wanted) {
  const texts = ts
    .getJSDocCommentsAndTags(node)
    .filter(ts.isJSDoc)
    .flatMap((doc) => doc.tags ?? [])
    .filter(({ tagName }) => tagName.text === wanted)
    .map((tag) => tag.getText().replace(/\n\s*\*/g, ' '));
  return texts.map((text) => {
    const [, type, name = '', description] = /^@\w+\s+(?:\{(.*?)\}\s+)?(?:(\S+)\s+)?-\s+(.*)$/s.exec(text.trim()) ?? [];
    if (!description) throw new Error(`not of the form "@${wanted} name - meaning": ${text}`);
    return { type, name, description: description.replace(/\s+/g, ' ').trim() };
  });
}

/** The first comment of a file says what its element is: "`<backprop-value …>`: a number in the prose." */
function fileComment(source) {
  const [, text] = /^\/\*\*\s*(.*?)\s*\*\//s.exec(source.text) ?? [];
  return text?.replace(/\s*\n\s*\*\s*/g, ' ').replace(/^`<[^`]*>`: /, '');
}
