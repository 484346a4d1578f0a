/** Numbers by their words, as the pieces of an article ask for them, in a document of several samples. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bundled, own, pairs } from './help.mjs';

const { Facts } = await bundled('web/pieces/facts.ts');

const { samples } = pairs;
const training = { ...pairs.training, optimizer: 'momentum', batchSize: samples.length };

for (const batchReduction of ['mean', 'sum'])
  test(`a gradient is that of the batch, a velocity is the velocity (${batchReduction})`, () => {
    const { work } = own({ ...pairs, training: { ...training, batchReduction } });
    const facts = new Facts(work);
    const { session } = work;
    session.step();
    const { value } = session.derive('w.1.0.0', { batch: true });
    for (const id of ['dw.1.0.0', `${batchReduction}dw.1.0.0`]) assert.equal(facts.value(id), value, id);
    assert.equal(facts.value('L'), session.loss());
    for (const id of ['vw.1.0.0', 'vb.1.0']) assert.equal(facts.value(id), session.value(id, facts.sample), id);
    assert.notEqual(facts.value('vw.1.0.0'), value);
    facts.close();
  });
