/** Titles and names that are code or markup where they are not taken as plain text, and the exports that have them. */
import { article, core, seededRandom } from '../wasm/help.mjs';

/** Each is a fault in at least one of the languages that a text leaves to. */
const pieces = [
  ...['coding: unicode_escape \\nprint("RAN")\\nraise SystemExit\\n#', 'Encoding: one-hot', 'coding=utf-16'],
  ...['coding: rot13', '-*- coding: ascii -*-', 'vim: set fileencoding=cp037 :', '#!/usr/bin/env -S python3 -c'],
  ...[
    '"""',
    "'''",
    '\\N{DIGIT ONE}',
    '\\u000a print(1)',
    '\\',
    '\\\\',
    '??/',
    '*/',
    '/*',
    '// #error',
    '%:error',
    '??=',
  ],
  ...[
    '[q]',
    '*2',
    '[',
    ']',
    '\\input{x}',
    '\\end{document}',
    '\\iffalse',
    '%',
    '$x$',
    '$$',
    '^_^',
    '{',
    '}',
    '~',
    '#1',
    '&',
  ],
  ...['--', '---', "''", '?`', '!`', '<<', '>>', '|', '`x`', '"x"', '<', '\\)', '^^41'],
  ...[
    '- a',
    '+',
    '+ b',
    '* c',
    '1.',
    '1)',
    '12. d',
    '    x',
    '\t',
    '~~~',
    '```',
    '# h',
    '## h ##',
    '===',
    '***',
    '> q',
  ],
  ...['| a | b |', '[a](http://b.org)', '![i](j)', '[^1]', '[x]: y', '<b>b</b>', '&lt;b&gt;', '&amp;', '&#42;', '<!--'],
  ...[
    'http://a.org',
    'www.a.org',
    'a@b.org',
    '~~s~~',
    '_e_',
    '**s**',
    'a  ',
    ' ',
    '<script>',
    ']]>',
    '</title>',
    '\uFFFD',
  ],
  ...['δ α β λ η', '≤ ≥ ≠ ≈', '∑ ∏ ∫ ∬', 'ⁿ x² 10⁻¹²', 'w₁ aₙ', 'ℒ ℜ ℝ ℌ', '½ ± · × −', '→ ⇒ ↦', '⟂ ⟦x⟧', '‼ ≝ ⨁'],
  ...[
    'ÀÖß ñ ø ł ő ż',
    '«»',
    'Đ ą ę',
    '“…” – —',
    '© € °',
    '漢字',
    '가중치',
    '重み',
    '🙂',
    '👩‍🔬',
    'a\u0323',
    '\u0301x',
    '%\u0301',
  ],
].filter((piece) => accepts({ title: piece }));

/** The pieces, and as many joined at random. */
export const titles = [...pieces, ...joined(seededRandom(97), pieces, 200)];

/** The titles that a name may be. */
export const names = titles.filter((name) => name.length <= 24 && accepts({ names: { 'x.0': name } }));

function joined(random, parts, most) {
  return parts.map(() => {
    const count = 2 + Math.floor(random() * 3);
    const title = Array.from({ length: count }, () => parts[Math.floor(random() * parts.length)]).join('');
    return title.slice(0, most);
  });
}

function accepts(fields) {
  try {
    core.read({ ...article(), ...fields });
    return true;
  } catch {
    return false;
  }
}

const ids = ['x.0', 'x.1', 'w.1.0.0', 'w.2.1.0', 'w.3.0.0', 'b.1.0', 'b.3.1', 'a.1.0', 'a.2.1', 'a.3.0'];

/** The article with some of the names at every kind of quantity, the `turn`th ten. */
const withNames = (turn) =>
  article((document) => {
    const picked = ids.map((id, index) => [id, names[(turn * ids.length + index) % names.length]]);
    document.names = Object.fromEntries(picked);
  });

/** Documents that have all the names. */
export const namedScenarios = Array.from({ length: Math.ceil(names.length / ids.length) }, (_, turn) =>
  withNames(turn),
);

/** The article with a plain word as its title and for each name. */
export const plainScenario = article((document) => {
  document.title = 'plain';
  document.names = Object.fromEntries(ids.map((id) => [id, 'plain']));
});

/** A scenario with the smallest network that there can be. */
export const smallScenario = {
  version: 1,
  title: 'plain',
  network: { inputs: 1, layers: [{ units: 1, activation: 'sigmoid', weights: [[0.5]], biases: [-1] }] },
  loss: 'mse',
  samples: [{ x: [1], t: [0] }],
};
