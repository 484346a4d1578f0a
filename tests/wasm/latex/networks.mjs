/** The networks whose lines are read, and what the reading must show. */
import assert from 'node:assert/strict';
import { core, notations, parameterIds, withSession } from '../help.mjs';
import { Claims } from './claims.mjs';

export const seed = 20261127;
export const rounds = Math.max(1, Math.round(Number(process.env.RUNS ?? 2000) / 2000));
export const { activations, losses, layerActivations, lossOutputs, probabilityLosses } = core.catalog();

/** A network with this activation in every layer that can have it, and the output that the loss needs. */
export function network(random, activation, loss, { units = [2, 2], scale = 1, names = {}, training = {} } = {}) {
  const numbers = (count) => Array.from({ length: count }, () => scale * (2 * random() - 1));
  const layerwise = layerActivations.includes(activation);
  const output = lossOutputs[loss] ?? (layerwise || !probabilityLosses.includes(loss) ? activation : 'sigmoid');
  const shape = [1 + Math.floor(random() * 2), ...units];
  const layers = units.map((count, index) => ({
    units: count,
    activation: index === units.length - 1 ? output : layerwise ? 'tanh' : activation,
    weights: Array.from({ length: count }, () => numbers(shape[index])),
    biases: numbers(count),
  }));
  const samples = Array.from({ length: 3 }, () => ({
    x: numbers(shape[0]),
    t: Array.from({ length: units.at(-1) }, () => (probabilityLosses.includes(loss) ? random() : 2 * random() - 1)),
  }));
  return {
    version: 1,
    network: { inputs: shape[0], layers },
    loss,
    samples,
    names,
    training: { learningRate: 0.3, ...training },
  };
}

export const isDefined = (activation, loss) =>
  !(layerActivations.includes(activation) && lossOutputs[loss] && lossOutputs[loss] !== activation);

/** An activation with a loss that it suits: those that fall to a number of so many; with RUNS each number has them all. */
export function pairs(number, count) {
  const all = activations.flatMap((activation) =>
    losses.filter((loss) => isDefined(activation, loss)).map((loss) => [activation, loss]),
  );
  return process.env.RUNS ? all : all.filter((_, index) => index % count === number);
}

export function withClaims(check, document, name, digitsOf, run) {
  withSession(document, (session) => {
    for (const digits of digitsOf) {
      for (const notation of notations) run(new Claims(session, check, { notation, digits, name }), session);
    }
  });
}

/** The steps, some derivations with every factor opened, and the general rule. `derived`: how many of the derivations. */
export function checkAll(check, document, name, random, { digits = [17, 4], derived = 8 } = {}) {
  const parameters = parameterIds(document);
  const depth = document.network.layers.length;
  const any = parameters[Math.floor(random() * parameters.length)];
  const all = [any, 'z.1.0', parameters[0], parameters.at(-1), 'b.1.0', `z.${depth}.0`, 'a.1.0', `a.${depth}.0`];
  withClaims(check, document, name, digits, (claims) => {
    claims.trace(0);
    for (const id of new Set(all.slice(0, derived))) claims.derive(id, 0, claims.notation === 'scalar');
    if (claims.notation === 'scalar') claims.generalRule(any, 0);
  });
}

/**
 * No side is `apart`. Every side in symbols agrees to 1e-9, and so does at least the share `sharp` of those in numbers;
 * at most the share `noValue` of these has no value, as where a divisor is rounded to 0. `dots`: some sides have dots.
 */
export function assertSound(t, { counts, failures }, { sharp = 0.99, dots = false, noValue = 0 } = {}) {
  t.diagnostic(`seed ${seed}: ${JSON.stringify(counts)}`);
  assert.deepEqual(failures.slice(0, 10), [], `${failures.length} lines are not what they claim`);
  const { symbols, numbers, leftOut } = counts;
  assert.ok(
    symbols.sharp > 0 && symbols.loose === 0 && symbols.noValue === 0,
    'sides in symbols that were not compared',
  );
  const all = numbers.sharp + numbers.loose + numbers.noValue;
  assert.ok(numbers.sharp >= sharp * all, `only ${numbers.sharp} of ${all} sides in numbers agree to 1e-9`);
  assert.ok(numbers.noValue <= noValue * all, `${numbers.noValue} of ${all} sides in numbers have no value`);
  assert.equal(leftOut > 0, dots, `${leftOut} sides with dots`);
}
