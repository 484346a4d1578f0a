/**
 * custom-elements.json (https://github.com/webcomponents/custom-elements-manifest) for editors and catalogues: of the classes
 * of the elements their decorated properties, and the tags @fires, @csspart, @cssprop and @slot; of their interfaces in
 * web/api.ts the comments and the types.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';
import { root } from './shell.mjs';

const folders = ['web/element', 'web/pieces'];
const path = 'dist/backprop-playground.js';

export function manifest() {
  const classes = new Map(folders.flatMap(filesIn).map(sourceOf).flatMap(classesOf));
  const elements = [...classes.values()].filter(({ tagName }) => tagName);
  const faces = interfaces();
  const declarations = elements.map((one) => declarationOf(one, classes, faces)).sort(byTag);
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

const sourceOf = (file) => ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);

/** Each class of a file by its name. */
function classesOf(source) {
  return source.statements.filter(ts.isClassDeclaration).map((node) => {
    const name = node.name.text;
    const parent = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
    const tagName = argumentOf(decorator(node, 'customElement'))?.text;
    const properties = node.members.filter(ts.isPropertyDeclaration).flatMap(propertyOf);
    return [name, { name, tagName, parent: parent?.types[0].expression.text, properties, node }];
  });
}

/** The interfaces of web/api.ts by their names, and in each its properties with those that it inherits. */
function interfaces() {
  const found = new Map();
  for (const node of sourceOf(resolve(root, 'web/api.ts')).statements.filter(ts.isInterfaceDeclaration)) {
    const parents = node.heritageClauses?.flatMap(({ types }) => types.map(({ expression }) => expression.text)) ?? [];
    const own = node.members.filter(ts.isPropertySignature).map((member) => [
      member.name.text,
      {
        description: commentOf(member),
        type: { text: member.type.getText() },
        default: tagOf(member, 'default'),
        readonly: member.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ReadonlyKeyword) || undefined,
      },
    ]);
    const inherited = parents.flatMap((name) => [...(found.get(name)?.properties ?? [])]);
    const methods = node.members.filter(ts.isMethodSignature).filter(({ name }) => name.text !== 'addEventListener');
    found.set(node.name.text, {
      description: commentOf(node),
      properties: new Map([...inherited, ...own]),
      methods: methods.map(methodOf),
    });
  }
  return found;
}

const methodOf = (member) => ({
  kind: 'method',
  name: member.name.text,
  description: commentOf(member),
  parameters: member.parameters.map(({ name, type }) => ({ name: name.text, type: { text: type.getText() } })),
  return: { type: { text: member.type.getText() } },
});

const tagOf = (node, name) => ts.getJSDocTags(node).find(({ tagName }) => tagName.text === name)?.comment;

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

function declarationOf(element, classes, faces) {
  const line = [];
  for (let one = element; one; one = classes.get(one.parent)) line.unshift(one);
  const face = faces.get(`${element.name}Element`);
  const decorated = new Map(line.flatMap((one) => one.properties).map((property) => [property.name, property]));
  const members = [...new Set([...face.properties.keys(), ...decorated.keys()])].map((name) => ({
    kind: 'field',
    name,
    ...withoutUndefined(decorated.get(name)),
    ...withoutUndefined(face.properties.get(name)),
  }));
  const attributes = members.filter(({ attribute }) => attribute);
  const tags = (name) => line.flatMap(({ node }) => tagsOf(node, name));
  return {
    kind: 'class',
    customElement: true,
    name: element.name,
    tagName: element.tagName,
    description: face.description.replace(/^`<[^`]*>`: /, ''),
    superclass: { name: 'HTMLElement' },
    attributes: attributes.map(({ name, attribute, description, type, default: value }) => ({
      name: attribute,
      fieldName: name,
      description,
      type,
      default: value,
    })),
    members: [...members, ...face.methods],
    events: tags('fires').map(({ type, ...event }) => ({ ...event, type: { text: type ?? 'Event' } })),
    cssParts: tags('csspart').map(nameAndText),
    cssProperties: tags('cssprop').map(nameAndText),
    slots: tags('slot').map(nameAndText),
  };
}

const withoutUndefined = (object = {}) =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));

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
