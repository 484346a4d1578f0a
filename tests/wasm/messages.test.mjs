/** Everything that the catalog offers has its texts in both languages. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rolldown } from 'rolldown';
import { core } from './help.mjs';

const input = new URL('../../web/kit/texts.ts', import.meta.url).pathname;
// The texts need nothing of the compiled module, which the API's entry imports.
const withoutModule = {
  name: 'without-module',
  resolveId: (id) => (id.startsWith('#') ? '\0none' : null),
  load: (id) => (id === '\0none' ? 'export default null' : null),
};
const bundle = await rolldown({ input, plugins: [withoutModule] });
const { output } = await bundle.generate({ format: 'esm', codeSplitting: false });
await bundle.close();
const { messagesOf } = await import(`data:text/javascript,${encodeURIComponent(output[0].code)}`);

const words = { rule: 'activation', neuron: 'N1', next: [], sources: ['x'], target: 't', outputs: 2, loss: 'mse' };

for (const [language, table] of Object.entries(messagesOf)) {
  const messages = await table.arrival();
  test(`${language}: every activation of the catalog has a name, a note and a sentence of its own`, () => {
    const { activations } = core.catalog();
    assert.deepEqual(Object.keys(messages.activations).sort(), [...activations].sort());
    for (const { name, note } of Object.values(messages.activations)) assert.ok(name && note);
    const sentences = activations.map((activation) => messages.stepSentence({ ...words, activation }));
    assert.equal(new Set(sentences).size, activations.length);
    for (const sentence of sentences) assert.doesNotMatch(sentence, /undefined/);
  });

  test(`${language}: every loss of the catalog has a name, a short name and a sentence for its terms`, () => {
    const { losses } = core.catalog();
    assert.deepEqual(Object.keys(messages.losses).sort(), [...losses].sort());
    assert.equal(new Set(Object.values(messages.lossShort)).size, losses.length);
    const sentences = losses.map((loss) => messages.stepSentence({ ...words, rule: 'loss_term', loss }));
    for (const sentence of sentences) assert.doesNotMatch(sentence, /undefined/);
    // Losses that differ only by a factor share a sentence: squared error, cross-entropy, from logits, of a softmax.
    assert.equal(new Set(sentences).size, 4);
  });

  test(`${language}: YOLOv3's head is named at cross-entropy from logits`, () => {
    assert.match(messages.stepSentence({ ...words, rule: 'loss_term', loss: 'bce_with_logits' }), /YOLOv3/);
  });
}
