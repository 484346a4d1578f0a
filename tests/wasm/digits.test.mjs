/** How many digits of a gradient are right, compared with arithmetic with 300 digits (tests/data/digits.json). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { article, parameterIds, readData, withSession } from './help.mjs';

const { cases } = readData('digits.json');

/** The nearest double to the right gradient, and the rest that it leaves. */
function rightOf({ weights, biases }, id) {
  const [kind, layer, to, from] = id.split('.');
  return kind === 'b' ? biases[layer - 1][to] : weights[layer - 1][to][from];
}

/** Significant digits of a value that are right; the nearest double has all 16. */
function digitsOf(value, [nearest, rest]) {
  if (value === nearest) return 16;
  return nearest === 0 ? 0 : Math.max(0, -Math.log10(Math.abs((value - nearest - rest) / nearest)));
}

test('no more digits are called right than are, and where few are the limit names the cause', () => {
  const limits = new Map();
  for (const { group, expected, ...document } of cases)
    withSession({ version: 1, ...document }, (session) => {
      for (const { id, backprop, symbolic, complexStep, exact, digits, limit } of session.verify().parameters) {
        const right = rightOf(expected, id);
        const what = `${group}, ${id}: ${digits} of ${backprop}, right ${right[0]}, exact ${exact}`;
        for (const value of [backprop, symbolic, complexStep]) assert.ok(digits <= digitsOf(value, right), what);
        assert.ok(Math.abs(exact - right[0]) <= 1e-13 * Math.abs(right[0]), what);
        assert.equal(limit === null, digits >= 13, what);
        if (limit) limits.set(limit.kind, (limits.get(limit.kind) ?? 0) + 1);
      }
    });
  console.log(Object.fromEntries(limits));
  assert.ok(limits.get('error') > 1000);
  assert.ok(limits.get('sum') > 50);
  assert.ok(limits.get('delta') > 5);
});

test('two sigmoids equal to their targets in nine digits: seven digits of the gradient are right, not sixteen', () => {
  withSession(readData('saturated.json'), (session) => {
    const [first, second] = session.verify(0, ['w.1.0.0', 'w.1.1.0']).parameters;
    assert.ok(Math.abs(first.exact / 1.6987211086887e-18 - 1) < 1e-13, `${first.exact}`);
    assert.ok(Math.abs(second.exact / -6.69565717e-13 - 1) < 1e-8, `${second.exact}`);
    assert.ok(first.digits >= 6 && first.digits <= 7, `${first.digits}`);
    assert.deepEqual(first.limit, { kind: 'error', id: 'a.1.0' });
    assert.deepEqual(second.limit, { kind: 'error', id: 'a.1.1' });
    const { exact, points } = session.differences('w.1.0.0');
    assert.equal(exact, first.exact);
    for (const { complexStep } of points) assert.ok(complexStep.correctDigits <= 7);
    assert.equal(points.at(-1).complexStep.truncation, false);
  });
});

test('an ordinary network has at least 14 right digits and no limit', () =>
  withSession(article(), (session) => {
    const { parameters } = session.verify();
    assert.equal(parameters.length, parameterIds(session.scenario()).length);
    for (const { id, digits, limit } of parameters) {
      assert.ok(digits >= 14, `${id}: ${digits}`);
      assert.equal(limit, null);
    }
  }));
