/** A parameter has one name in the formulas of a notation, and by that name all texts call it: by every scheme of names. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lessonOf, own, pairs, state } from './help.mjs';

const { choices } = state;
const namings = choices.naming.allowed;
const notations = choices.notation.allowed;

/** Letters and digits alone: `w^{(2)}_{11}`, `w⁽²⁾₁₁` and `w(2)11` are one name. */
const bare = (name) => name.normalize('NFKC').replace(/\\(text|htmlData)|[^\p{L}\p{N}]/gu, '');

/** The parameters in formulas, each with all that it is called there. */
function namesIn(...formulas) {
  const found = new Map();
  for (const latex of formulas)
    for (const { index, 0: tag, 1: id } of latex.matchAll(/\\htmlData\{id=([wb](?:\.\d+)+)\}\{/g)) {
      let end = index + tag.length;
      for (let depth = 1; depth > 0; end++) depth += latex[end] === '{' ? 1 : latex[end] === '}' ? -1 : 0;
      found.set(id, (found.get(id) ?? new Set()).add(bare(latex.slice(index + tag.length, end - 1))));
    }
  return found;
}

const formulasOf = ({ stages, paths = [] }) => [
  ...stages.flatMap(({ rows }) => rows.map(({ latex }) => latex)),
  ...paths.flatMap(({ factors }) => factors.flatMap(({ symbol, result }) => [symbol, result])),
];

/** All formulas of the lesson: of its steps and of the derivation of its parameter, with a factor's lines and the check. */
function written({ steps, answers }) {
  const all = Array.from({ length: steps.length }, (_, index) => steps.at(index).symbols);
  const derivation = answers.derivation();
  const lines = answers.factorLines(derivation.paths[0].factors.at(-1)).map(({ latex }) => latex);
  return [...all, ...formulasOf(derivation), ...lines, answers.differences().central];
}

const lessons = [
  ...['article', 'mazur', 'han-kamber'].map((scenario) => [scenario, () => lessonOf({ scenario })]),
  ['a network without names', () => own(pairs)],
];

for (const [what, open] of lessons)
  test(`in all notations and by all schemes a parameter has one name: ${what}`, () => {
    const lesson = open();
    let compared = 0;
    for (const notation of notations)
      for (const naming of namings) {
        lesson.choose('notation', notation);
        lesson.choose('naming', naming);
        for (const [id, names] of namesIn(...written(lesson))) {
          const symbol = lesson.symbols.symbol(id);
          const expected = [bare(symbol.text)];
          assert.deepEqual([...names], expected, `${id}, ${notation}, ${naming}`);
          assert.equal(bare(symbol.base + symbol.upper + symbol.lower), expected[0]);
          assert.equal(lesson.symbols.symbol(`d${id}`).text, `∂L/∂${symbol.text}`);
          compared++;
        }
      }
    assert.ok(compared > 50, `${compared}`);
  });

test('no two parameters have the same name', () => {
  for (const [what, open] of lessons) {
    const lesson = open();
    const ids = lesson.work.session.trace(0).flatMap(({ computes }) => (/^[wb]\./.test(computes) ? [computes] : []));
    for (const naming of namings) {
      lesson.choose('naming', naming);
      const names = ids.map((id) => lesson.symbols.symbol(id).text);
      assert.equal(new Set(names).size, ids.length, `${what}, ${naming}: ${names}`);
    }
  }
});

test('each scheme calls the weights of the article as it says', () => {
  const lesson = lessonOf();
  const called = (naming, notation = 'scalar') => {
    lesson.choose('notation', notation);
    lesson.choose('naming', naming);
    return ['w.2.0.0', 'w.2.0.1', 'b.2.0', 'a.2.0', 'delta.2.0', 'x.0'].map((id) => lesson.symbols.symbol(id).text);
  };
  assert.deepEqual(called('own'), ['w3', 'w⁽²⁾₁₂', 'b(N1)', 'N1', 'δ(N1)', 'x₁']);
  assert.deepEqual(called('layers'), ['w⁽²⁾₁₁', 'w⁽²⁾₁₂', 'b⁽²⁾₁', 'a⁽²⁾₁', 'δ⁽²⁾₁', 'x₁']);
  assert.deepEqual(called('units'), ['w₆₃', 'w₆₄', 'b₆', 'a₆', 'δ₆', 'x₁']);
  assert.deepEqual(called('reading'), ['w7', 'w8', 'b4', 'N1', 'δ(N1)', 'x₁']);
  // Sums and matrices run over the indices of layers: beside them the same is said everywhere.
  for (const notation of ['indexed', 'matrix'])
    for (const naming of namings) assert.deepEqual(called(naming, notation), called('layers'));
});

test('a network of another shape has no names of the former one, by any scheme', () => {
  const lesson = lessonOf();
  lesson.work.reshape({ inputs: 2, layers: [2, 1].map((units) => ({ units, activation: 'sigmoid' })) });
  const all = ['w.1.0.0', 'w.1.1.1', 'w.2.0.0', 'w.2.0.1', 'b.2.0', 'a.1.0', 'a.2.0'];
  for (const naming of namings) {
    lesson.choose('naming', naming);
    const names = all.map((id) => lesson.symbols.symbol(id).text);
    assert.doesNotMatch(names.join(), /[NH]\d/);
    const weights = names.slice(0, 4).join();
    const expected = { units: 'w₃₁,w₄₂,w₅₃,w₅₄', reading: 'w1,w4,w5,w6' }[naming];
    assert.equal(weights, expected ?? 'w⁽¹⁾₁₁,w⁽¹⁾₂₂,w⁽²⁾₁₁,w⁽²⁾₁₂');
  }
});
