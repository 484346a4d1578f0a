/** The README's snippet does what its comments say. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
const snippet = readme.match(/```js\n([\s\S]*?)```/)?.[1];

test('the snippet of the README runs against the built core and proves its gradients', async () => {
  assert.ok(snippet, 'the README has a js snippet');
  const core = new URL('../../dist/core.js', import.meta.url);
  const calls = snippet
    .replace("'backprop-playground/core'", `'${core}'`)
    .replace(/^(session\.\w.*;)/gm, (call) =>
      call.includes('close') ? call : `results.push(${call.replace(/;.*/, '')});`,
    );
  const source = `export const results = [];\n${calls}`;
  const { results } = await import(`data:text/javascript,${encodeURIComponent(source)}`);
  const [gradient, stages, shares, slope, lines, rule, difference, digits, nodes, points, ...others] = results;
  const [slice, surface, output, update, undone] = others;
  assert.ok(Number.isFinite(gradient), `∂L/∂w is ${gradient}`);
  assert.equal(stages[0].kind, 'chain');
  assert.equal(shares[0].kind, 'linearity');
  assert.ok(Number.isFinite(slope) && slope !== 0, `∂a/∂w is ${slope}`);
  assert.equal(lines[0].rule, 'definition');
  assert.equal(rule[0].kind, 'output');
  assert.ok(difference < 1e-12, `largest relative difference ${difference}`);
  assert.ok(digits >= 13, `${digits} digits are right`);
  assert.equal(nodes.at(-1).id, 'L');
  assert.deepEqual([points.at(0).epsilon, points.at(-1).epsilon], [1e-1, 1e-16]);
  assert.deepEqual([slice.length, surface.length], [200, 3600]);
  assert.ok(output > 0 && output < 1, `a is ${output}`);
  assert.equal(update.iteration, 1);
  assert.equal(undone.kind, 'update');
});
