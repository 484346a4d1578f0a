/** The source files of core, wasm and web, and which of them names which: includes, imports, types among them. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize, resolve } from 'node:path';
import { root } from '../../.tools/shell.mjs';

const isFile = (path) => statSync(resolve(root, path), { throwIfNoEntry: false })?.isFile() ?? false;

/** Paths from the project's root, with '/'. */
export function sourceFiles(...folders) {
  return folders.flatMap((folder) =>
    readdirSync(resolve(root, folder), { recursive: true })
      .map((file) => join(folder, file).replaceAll('\\', '/'))
      .filter((file) => /\.(ts|cpp|hpp)$/.test(file))
      .sort(),
  );
}

export const textOf = (file) => readFileSync(resolve(root, file), 'utf8');

/** A header and the source beside it are one unit. */
export const unitOf = (file) => file.replace(/\.(hpp|cpp)$/, '');

function includesOf(file) {
  const names = [...textOf(file).matchAll(/^#include "([^"]+)"/gm)].map(([, name]) => name);
  const folders = [dirname(file), 'core/include', 'core'];
  return names.map((name) => {
    const found = folders.map((folder) => normalize(join(folder, name))).find(isFile);
    if (!found) throw new Error(`${file} includes ${name}, which is not there`);
    return found;
  });
}

function importsOf(file) {
  const specifiers = textOf(file).matchAll(/\b(?:from|import|import\()\s*'(\.{1,2}(?:\/[^'?]*)?)[^']*'/g);
  return [...specifiers].flatMap(([, specifier]) => {
    const base = normalize(join(dirname(file), specifier));
    const found = [base, `${base}.ts`, `${base}/index.ts`, `${base}.d.ts`].find(isFile);
    if (!found) throw new Error(`${file} imports ${specifier}, which is not there`);
    return /\.ts$/.test(found) ? [found] : [];
  });
}

export const namedBy = (file) => (file.endsWith('.ts') ? importsOf(file) : includesOf(file));

/** Strongly connected components of more than one node (Tarjan). `edges`: node to the set of those it names. */
export function circlesOf(edges) {
  const index = new Map();
  const low = new Map();
  const stack = [];
  const circles = [];
  const visit = (node) => {
    index.set(node, index.size);
    low.set(node, index.get(node));
    stack.push(node);
    for (const next of edges.get(node) ?? []) {
      if (!index.has(next)) visit(next);
      if (stack.includes(next)) low.set(node, Math.min(low.get(node), low.get(next)));
    }
    if (low.get(node) !== index.get(node)) return;
    const component = stack.splice(stack.indexOf(node));
    if (component.length > 1) circles.push(component.sort());
  };
  for (const node of edges.keys()) if (!index.has(node)) visit(node);
  return circles;
}
