/** Every function of a source file, with the number of its lines. */
import ts from 'typescript';
import { textOf } from './sources.mjs';

/** `{ name, lines }` of each function, inner ones too. A class or a `describe` is none. */
export const functionsOf = (file) => (file.endsWith('.ts') ? ofTypeScript(file) : ofCpp(file));

function ofTypeScript(file) {
  const source = ts.createSourceFile(file, textOf(file), ts.ScriptTarget.ES2022, true);
  const found = [];
  const visit = (node) => {
    if (ts.isFunctionLike(node) && node.body) {
      const lineOf = (position) => source.getLineAndCharacterOfPosition(position).line;
      const lines = lineOf(node.end) - lineOf(node.getStart(source)) + 1;
      const named = node.name ?? node.parent.name;
      found.push({ name: `${file} ${named ? named.getText(source) : '=>'}`, lines });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Relies on the layout of clang-format: the head ends in `{`, and the closing brace is indented like the head. */
function ofCpp(file) {
  const lines = textOf(file).split('\n');
  const found = [];
  lines.forEach((line, end) => {
    const [, indent] = /^( *)\}[;,)]*$/.exec(line) ?? [];
    if (indent === undefined) return;
    let start = end - 1;
    const inside = (text) =>
      text === '' || text.startsWith(`${indent} `) || /^#|^ *(public|private|protected):$/.test(text);
    while (start >= 0 && inside(lines[start])) start--;
    const opening = lines.findIndex((text, at) => at >= start && text.endsWith('{'));
    const head = lines.slice(Math.max(start, 0), opening + 1).join(' ');
    const isOther = /^ *(if|for|while|switch|do|else|namespace|class|struct|enum|union|\} else)\b/.test(head);
    const [, name] = /([~\w:]+|operator\S+) ?\(.*\{$/.exec(head) ?? [];
    if (name && !isOther) found.push({ name: `${file} ${name}`, lines: end - start + 1 });
  });
  return found;
}
