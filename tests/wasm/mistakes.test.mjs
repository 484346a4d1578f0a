/** Mistakes made by hand, asked through the API. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { api, article, assertClose, withSession } from './help.mjs';

const { scenarios, cases } = JSON.parse(readFileSync(resolve(import.meta.dirname, '../data/mistakes.json'), 'utf8'));

test('Each mistake gives the numbers that loops of plain Python give', () => {
  for (const { scenario, mistake, layer, dw } of cases)
    withSession(scenarios[scenario], (session) =>
      dw.forEach((row, j) =>
        row.forEach((expected, i) =>
          assertClose(session.mistaken(mistake, `dw.${layer}.${j}.${i}`), expected, `${mistake} ${layer} ${j} ${i}`),
        ),
      ),
    );
});

test('A mistake that cannot be made gives null; what is no mistake or no gradient is rejected by name', () => {
  withSession(article(), (session) => {
    assert.equal(session.mistaken('transposed', 'dw.2.2.0'), null);
    assert.throws(() => session.mistaken('missing-pth', 'dw.2.0.0'), { key: 'unknownChoice', path: 'mistake' });
    assert.throws(() => session.mistaken('missing-path', 'w.2.0.0'), { key: 'notAGradient', path: 'id' });
    assert.throws(() => session.mistaken('missing-path', 'dw.9.0.0'), { key: 'unknownQuantity' });
    assert.throws(() => session.mistaken('missing-path', 'dw.2.0.0', 1), api.ArgumentError);
  });
});
