/** Every line is read again for networks whose layers are wide or whose numbers are tiny or large. */
import { test } from 'node:test';
import { seededRandom, withSession } from './help.mjs';
import { LineCheck } from './latex/check.mjs';
import { assertSound, checkAll, network, pairs, seed } from './latex/networks.mjs';

test('wide layers leave terms out with dots, and what is shown of them is right', (t) => {
  const random = seededRandom(seed);
  const check = new LineCheck();
  for (const [activation, loss] of [
    ['sigmoid', 'bce'],
    ['tanh', 'half_sse'],
    ['softmax', 'softmax_cross_entropy'],
    ['softmax', 'mse'],
  ]) {
    checkAll(check, network(random, activation, loss, { units: [11, 10] }), `${activation} ${loss} wide`, random, {
      digits: [17],
      derived: 3,
    });
  }
  assertSound(t, check, { dots: true });
});

/** Further out, 1 - a of a sigmoid or softmax is 0 with the reader's digits too. */
const isFarOut = ({ rule, value }) => rule === 'weighted_sum' && Math.abs(value) > 160;

for (const [number, scale] of [1e-12, 1e-200, 5, 20].entries()) {
  test(`lines hold with numbers of the size ${scale}`, (t) => {
    const random = seededRandom(seed);
    const check = new LineCheck();
    for (const [activation, loss] of pairs(number, 4)) {
      const document = network(random, activation, loss, { scale });
      withSession(document, (session) => {
        const steps = session.trace();
        if (steps.some(({ failure }) => failure) || steps.some(isFarOut)) return;
        checkAll(check, document, `${activation} ${loss} ${scale}`, random, { digits: [17], derived: 2 });
      });
    }
    assertSound(t, check, { sharp: 0.95, noValue: 0.005 });
  });
}
