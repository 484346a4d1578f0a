/** Any name that a document may have is set in a formula, letter by letter, without an error and without a complaint. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import katex from 'katex';
import { bundled } from '../state/help.mjs';
import { core, seededRandom, withSession } from './help.mjs';

const { withNames } = await bundled('web/kit/formulaNames.ts');

const LAYERS = 1000;

/** A network with a weight for each name; the update of each has its name in it. */
function networkOf(names) {
  return {
    version: 1,
    network: { inputs: LAYERS, layers: [{ units: 1, activation: 'linear' }] },
    init: { kind: 'zeros' },
    loss: 'mse',
    samples: [{ x: new Array(LAYERS).fill(0), t: [0] }],
    names: Object.fromEntries(names.map((name, index) => [`w.1.0.${index}`, name])),
  };
}

/** The formulas of up to 1000 names, as the core writes them. */
const formulasOf = (names) =>
  withSession(networkOf(names), (session) => {
    const steps = session.trace().filter(({ phase, computes }) => phase === 'update' && computes.startsWith('w'));
    return names.map((_, index) => steps[index].symbols);
  });

function accepts(name) {
  try {
    core.read(networkOf([name]));
    return true;
  } catch {
    return false;
  }
}

const wordsOf = (markup) =>
  markup
    .replace(/<annotation[\s\S]*?<\/annotation>/g, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&#(x?)(\w+);/g, (_, hex, code) => String.fromCodePoint(parseInt(code, hex ? 16 : 10)))
    .replace(/&amp;/g, '&');

/** KaTeX sets an accent beside its letter; runs of blanks are one. */
const bare = (text) =>
  text
    .normalize('NFD')
    .replace(/[\p{M}\p{Sk}\u02B0-\u02FF\u2019'\u200B\u2060]/gu, '')
    .replace(/[\s\xA0]+/g, ' ')
    .trim();

/** The faults of a name's formula; nothing if all is well. */
function fault(latex, name) {
  const complaints = [];
  const { warn } = console;
  console.warn = (...words) => complaints.push(words.join(' '));
  try {
    const markup = withNames(`\\displaystyle ${latex}`, (text) =>
      katex.renderToString(text, {
        output: 'htmlAndMathml',
        throwOnError: true,
        trust: ({ command }) => command === '\\htmlData',
        strict: (code) => (code === 'htmlExtension' ? 'ignore' : 'warn'),
      }),
    );
    const [spoken, seen] = markup.split('class="katex-html"');
    for (const half of [spoken, seen].map(wordsOf))
      if (!bare(half).includes(bare(name))) complaints.push(`not in ${half}`);
  } catch (error) {
    complaints.push(error.message);
  } finally {
    console.warn = warn;
  }
  return complaints.length ? `${JSON.stringify(name)}: ${complaints[0]}` : null;
}

function assertSet(names) {
  const faults = [];
  for (let from = 0; from < names.length; from += LAYERS) {
    const part = names.slice(from, from + LAYERS);
    const formulas = formulasOf(part);
    part.forEach((name, index) => faults.push(fault(formulas[index], name)));
  }
  const found = faults.filter(Boolean);
  assert.equal(found.length, 0, `${found.length} of ${names.length}\n${found.slice(0, 20).join('\n')}`);
}

const pairs = (character) => [`${character}x`, `x${character}`, `%${character}`, `_${character} &`];

test('signs and marks that KaTeX does not know in words', () => {
  const signs = [...'‼ℋℌℐℒℛℨℬℭℰℱℳ↤∉∌∏∐∑∫∬∭∮∯∰∷∹≔≕≘≙≚≛≝≞≟≠⋀⋁⋂⋃⌜⌝⌞⌟⟂⟦⟧⦃⦄⦵⨀⨁⨂⨄⨆⩴'];
  const marks = Array.from({ length: 112 }, (_, index) => String.fromCodePoint(0x300 + index));
  assert.equal(signs.length, 56);
  assertSet([...signs, ...marks].flatMap(pairs));
});

test('emoji, letters of many scripts, escapes and what LaTeX would draw as one', () => {
  assertSet([
    ...['🙂', '👩‍🔬 A', 'a\u0323', 'ạ̈', 'δ₁', 'α β', 'Größe', '权重', '重み 1', '가중치', 'وزن', 'वज़न', 'ƛ'],
    ...['a--b', '---', "f''", 'a|b', '||', '^~#%&_', '가^~#%&_|--', '& ∑ &', '  é  x', '∑ 1', '[∑]', '*', "it's ∑"],
  ]);
});

const runs = Number(process.env.RUNS ?? 0);
const seed = 571;
test(`${runs ? 'every character' : 'a thousand characters'} of the Basic Multilingual Plane (seed ${seed})`, () => {
  const random = seededRandom(seed);
  const all = Array.from({ length: 0xffff - 0x20 }, (_, index) => String.fromCharCode(index + 0x20));
  const share = runs ? 1 : 1000 / all.length;
  const chosen = all.filter(() => random() < share).filter((character) => accepts(`x${character}`));
  assertSet(chosen.flatMap((character) => [`${character}x`, `x${character}`]));
});

test('a name that cannot be seen is no name', () => {
  for (const name of ['\u200B', '\u2800', '\u3164 \u00AD', '\u2060\u200D', '\uFE0F'])
    assert.throws(() => core.read(networkOf([name])), { key: 'labelEmpty', path: 'names["w.1.0.0"]' }, escape(name));
  for (const name of ['\u2800.', 'x\u200B', '🙂']) core.read(networkOf([name]));
});
