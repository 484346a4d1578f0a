/** Numbers for reading: the rule, and that the core writes the same in its formulas; and foreign text. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { api, article, seededRandom, withSession } from './help.mjs';

const { formatNumber, formatText } = api;

const written = [
  [0, 4, '0', false],
  [-0, 4, '0', false],
  [1, 4, '1', false],
  [-1, 4, '−1', false],
  [0.5, 4, '0.5', false],
  [1 / 3, 4, '0.3333', true],
  [-2 / 3, 3, '−0.667', true],
  [0.1, 17, '0.10000000000000001', false],
  [0.1, 16, '0.1', false],
  [100, 2, '100', false],
  [123456, 4, '123500', true],
  [999999.4, 4, '1×10⁶', true],
  [999900, 4, '999900', false],
  [1e6, 4, '1×10⁶', false],
  [-1234567, 4, '−1.235×10⁶', true],
  [0.0001, 4, '0.0001', false],
  [0.00009999, 4, '9.999×10⁻⁵', false],
  [0.00009999, 3, '0.0001', true],
  [1.2e-10, 4, '1.2×10⁻¹⁰', false],
  [5e-324, 2, '4.9×10⁻³²⁴', false],
  [1.7976931348623157e308, 4, '1.798×10³⁰⁸', true],
  // halves are rounded away from zero
  [0.125, 2, '0.13', true],
  [0.375, 2, '0.38', true],
  [1.0625, 4, '1.063', true],
  [-2.5, 1, '−3', true],
  [9.5, 1, '10', true],
  [NaN, 4, 'NaN', false],
  [Infinity, 4, '∞', false],
  [-Infinity, 4, '−∞', false],
];

for (const [value, digits, text, rounded] of written) {
  test(`${Object.is(value, -0) ? '−0' : value} with ${digits} digits is written ${text}`, () => {
    assert.deepEqual(formatNumber(value, digits), { text, rounded });
  });
}

test('the core writes the numbers of its formulas by the same rule', (t) => {
  const seed = 20260106;
  t.diagnostic(`seed ${seed}`);
  const random = seededRandom(seed);
  const values = [0.125, 0.375, 2.5, 1.0625, 0.00009999, 999999.4, 123456, 1e6, 0.1, -0.5, 1e-300, 1e300];
  for (let index = 0; index < 100; index++) values.push((random() - 0.5) * 10 ** Math.floor(random() * 24 - 12));
  const plain = (text) =>
    text
      .replace('-', '−')
      .replace(/ \\times 10\^\{(−|-)?(\d+)\}/, (_, sign, power) => `×10${sign ? '⁻' : ''}${superscript(power)}`);
  const superscript = (power) => Array.from(power, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('');
  withSession(article(), (session) => {
    for (const value of values) {
      session.set('x.0', value);
      for (const digits of [2, 3, 4, 7, 15, 16, 17]) {
        const { numbers } = session.trace(0, { digits })[0];
        const [, full, shown] = /\{id=x\.0,value=([^}]*)\}\{((?:[^{}]|\{[^{}]*\})*)\}/.exec(numbers);
        assert.equal(Number(full), value, 'the full value reads back to the same double');
        assert.equal(plain(shown), formatNumber(value, digits).text, `${value} with ${digits} digits`);
      }
    }
  });
});

test('a number that is not rounded reads back to the same double', () => {
  const random = seededRandom(20260107);
  for (let index = 0; index < 2000; index++) {
    const value = (random() - 0.5) * 10 ** Math.floor(random() * 30 - 15);
    const { text, rounded } = formatNumber(value, 17);
    const power = (digits) =>
      Array.from(digits, (digit) => '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(digit) - 1)
        .join('')
        .replace('-1', '-');
    const plain = text.replace('−', '-').replace(/×10(.*)$/, (_, digits) => `e${power(digits)}`);
    assert.equal(rounded, false);
    assert.equal(Number(plain), value, text);
  }
});

test('foreign text fits into a sentence: cut to a length, without line breaks and without marks of direction', () => {
  assert.equal(formatText('w.1.0.0'), 'w.1.0.0');
  assert.equal(formatText('a\nb\u202Ec'), 'aU+000AbU+202Ec');
  assert.equal(formatText('x'.repeat(41)), `${'x'.repeat(40)}…`);
  assert.equal(formatText('権権権', 2), '権権…');
  assert.throws(() => formatText('x', -1), { name: 'ArgumentError', key: 'outOfRange', path: 'length' });
});
