/** Every line is read again for networks whose layers are wide or whose numbers are tiny or large. */
import { test } from 'node:test';
import { seededRandom, withSession } from './help.mjs';
import { LineCheck } from './latex/check.mjs';
import { activations, assertSound, checkAll, isDefined, losses, network, seed } from './latex/networks.mjs';

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
    });
  }
  assertSound(t, check, { dots: true });
});

for (const scale of [1e-12, 1e-200, 5, 20]) {
  test(`lines hold with numbers of the size ${scale}`, (t) => {
    const random = seededRandom(seed);
    const check = new LineCheck();
    for (const activation of activations) {
      for (const loss of losses.filter((one) => isDefined(activation, one))) {
        const document = network(random, activation, loss, { scale });
        withSession(document, (session) => {
          if (session.trace().some(({ failure }) => failure)) return;
          checkAll(check, document, `${activation} ${loss} ${scale}`, random, { digits: [17], derived: 2 });
        });
      }
    }
    assertSound(t, check, { sharp: 0.95, noValue: 0.005 });
  });
}
