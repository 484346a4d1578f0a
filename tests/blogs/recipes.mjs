/** The recipes of web/embedding.md, as they stand there. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../package/installed.mjs';

/** Of each section the text of its blocks: `files` by their names, the others by their languages. */
export const recipes = new Map(
  readFileSync(join(root, 'web/embedding.md'), 'utf8')
    .split(/^##+ /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf('\n')), readBlocks(section)]),
);

function readBlocks(section) {
  const recipe = { files: {} };
  for (const [, , language, file, text] of section.matchAll(/^(`{3,})(\w+)(?: (\S+))?\n(.*?)^\1$/gms))
    if (file) recipe.files[file] = text;
    else recipe[language] = text;
  return recipe;
}
