/** No title or name is markup in a document: LaTeX compiles, and Markdown has the headings, tables and words it should. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import MarkdownIt from 'markdown-it';
import { api, notations, withSession } from '../wasm/help.mjs';
import { namedScenarios, names, plainScenario, smallScenario, titles } from './markup.mjs';

const folder = mkdtempSync(join(tmpdir(), 'backprop-documents-'));
after(() => rmSync(folder, { recursive: true }));

// ------------------------------------------------------------------ LaTeX

const latexOf = (scenario, id, options) => withSession(scenario, (session) => api.exportLatex(session, id, options));

/** Each title once, and each name in iterations and derivations of all notations. */
const fragments = [
  ...titles.map((title) => latexOf({ ...smallScenario, title })),
  ...namedScenarios.flatMap((scenario) => notations.map((notation) => latexOf(scenario, undefined, { notation }))),
  ...namedScenarios.map((scenario, turn) =>
    latexOf(scenario, 'w.1.0.0', { notation: notations[turn % notations.length] }),
  ),
];
const needsXelatex = (fragment) => /^% pdflatex does not know/m.test(fragment);

function compile(engine, preamble, parts) {
  const body = parts.map((part) => `${part}\n\\clearpage\n`).join('\n');
  const text = `\\documentclass{article}\n${preamble}\\begin{document}\n${body}\\end{document}\n`;
  writeFileSync(join(folder, `${engine}.tex`), text);
  const args = ['-interaction=nonstopmode', '-halt-on-error', '-no-shell-escape', `${engine}.tex`];
  const { status, stdout } = spawnSync(engine, args, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 28 });
  const at = Number(/^l\.(\d+) /m.exec(stdout)?.[1] ?? 0);
  const place = text
    .split('\n')
    .slice(Math.max(0, at - 2), at + 1)
    .join('\n');
  assert.equal(status, 0, `${/^!.*$/m.exec(stdout)}\n${place}\n${stdout.slice(-1500)}`);
  return readFileSync(join(folder, `${engine}.log`), 'latin1');
}

const packagesOf = (parts) =>
  parts.some((part) => part.includes('{amsmath,amssymb}')) ? 'amsmath,amssymb' : 'amsmath';

test('pdflatex compiles every document that does not say that it cannot', () => {
  const parts = fragments.filter((fragment) => !needsXelatex(fragment));
  assert.ok(parts.length > 30, `${parts.length} of ${fragments.length}`);
  for (const packages of ['amsmath', 'amsmath,amssymb'])
    compile(
      'pdflatex',
      `\\usepackage{${packages}}\n`,
      parts.filter((part) => packagesOf([part]) === packages),
    );
});

test('xelatex compiles all the others', () => {
  const preamble = '\\usepackage{amsmath,amssymb}\n\\font\\han="Noto Serif CJK SC" \\han\n';
  compile('xelatex', preamble, fragments.filter(needsXelatex));
});

test('pdflatex knows every letter and sign that is not named as unknown to it', () => {
  const ranges = [
    [0xa0, 0x250],
    [0x370, 0x400],
    [0x1e00, 0x1f00],
    [0x2010, 0x2400],
    [0x2500, 0x2c80],
  ];
  const characters = ranges.flatMap(([from, to]) =>
    Array.from({ length: to - from }, (_, i) => String.fromCodePoint(from + i)),
  );
  const named = (name) => ({ ...smallScenario, names: { 'w.1.0.0': name } });
  const known = characters.filter((character) => {
    try {
      return !needsXelatex(latexOf(named(`x${character}`), 'w.1.0.0'));
    } catch (error) {
      assert.equal(error.key, 'textCharacter');
      return false;
    }
  });
  assert.ok(known.length > 400, String(known.length));
  // in a heading, a sentence and a formula
  const parts = Array.from({ length: Math.ceil(known.length / 20) }, (_, index) =>
    known.slice(20 * index, 20 * index + 20),
  );
  const documents = parts.map((part) => latexOf(named(part.join('')), 'w.1.0.0'));
  compile('pdflatex', '\\usepackage{amsmath,amssymb}\n', documents);
});

// ------------------------------------------------------------------ Markdown

const markdown = new MarkdownIt({ html: true, linkify: true });

/** The kinds of block and of inline part, with the words of all but the formulas. */
function read(text) {
  const kinds = [];
  const words = [];
  for (const { type, tag, children, content } of markdown.parse(text, {})) {
    const isFormula = content.startsWith('$$\n');
    kinds.push(isFormula ? 'formula' : `${type} ${tag}`);
    if (type !== 'inline' || isFormula) continue;
    kinds.push(...children.map((child) => (/^text/.test(child.type) ? 'text' : child.type)));
    words.push(children.map((child) => child.content).join(''));
  }
  return { kinds: kinds.filter((kind, index) => kind !== 'text' || kinds[index - 1] !== 'text'), words };
}

/** The words of the document: its headings, sentences and tables. */
const wordsOf = (blocks) =>
  blocks.flatMap((block) => {
    if (block.kind === 'table') return [block.head, ...block.rows].flat();
    return 'text' in block && block.text ? [block.text] : [];
  });

test(`${titles.length} titles and ${names.length} names are no markup in Markdown, and are read as they are`, () => {
  const plain = withSession(plainScenario, (session) => read(api.exportMarkdown(session)));
  const texts = (label) => ({
    ...api.documentTexts,
    // every place where a text may be begins with a name once
    given: () => label('x.0'),
    stepTitle: ({ computes }) => label(computes),
    stepSentence: ({ computes }) => label(computes),
  });
  for (const document of [plainScenario, ...namedScenarios, ...titles.map((title) => ({ ...plainScenario, title }))])
    withSession(document, (session) => {
      const options = { texts: texts((id) => document.names[id] ?? 'plain') };
      const { kinds, words } = read(api.exportMarkdown(session, options));
      const expected = wordsOf(api.iterationDocument(session, options));
      assert.deepEqual(words, expected, document.title);
      if (document === plainScenario) plain.kinds = kinds;
      else assert.deepEqual(kinds, plain.kinds, JSON.stringify([document.title, document.names]));
    });
});

test('a picture, a link or a tag in a name is none in Markdown', () => {
  for (const title of titles.filter((text) => /[<[@]|www|http/.test(text))) {
    const html = withSession({ ...smallScenario, title }, (session) =>
      markdown.render(api.exportMarkdown(session).replace(/^\$\$\n[\s\S]*?\n\$\$$/gm, '')),
    );
    assert.doesNotMatch(html, /<(a|b|img|script|em|strong|s|ul|ol|pre|code|!--)\b/, title);
  }
});
