/** One neuron that learns slowly under squared error and at once under cross-entropy: 300 steps. */
import { test } from 'node:test';
import { assertClose, readData, withSession } from './help.mjs';

const losses = { mse: 'half_sse', ce: 'bce' };

for (const file of ['nielsen-saturated', 'nielsen-unsaturated']) {
  const { scenario, trajectories } = readData(`worked/${file}.json`);
  for (const [key, expected] of Object.entries(trajectories)) {
    const [, loss, rate, steps] = /_(mse|ce)_eta([\d.]+)_(\d+)$/.exec(key);
    const document = {
      ...scenario,
      loss: losses[loss],
      training: { ...scenario.training, learningRate: Number(rate) },
    };
    const check = (session, how) => {
      const { weights, biases } = session.scenario().network.layers[0];
      assertClose(weights[0][0], expected.w, `w after ${steps} ${how}`, 1e-9);
      assertClose(biases[0], expected.b, `b after ${steps} ${how}`, 1e-9);
      assertClose(session.forward().layers[0].a[0], expected.a, `a after ${steps} ${how}`, 1e-9);
    };

    test(`${file}: ${document.loss} with η = ${rate} is where it should be after ${steps} single steps`, () =>
      withSession(document, (session) => {
        for (let step = 0; step < Number(steps); step++) session.step();
        check(session, 'steps');
      }));

    test(`${file}: ${document.loss} with η = ${rate} is where it should be after training ${steps} epochs`, () =>
      withSession(document, (session) => {
        session.train({ epochs: Number(steps) });
        check(session, 'epochs');
      }));
  }
}
