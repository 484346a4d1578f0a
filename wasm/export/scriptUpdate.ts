/**
 * The update that a program ends with, where training is more than plain gradient descent: by the program's gradients, with
 * the velocity or the moments that the session has.
 */
import { trainingOf } from '../reading/defaults';
import type { Session } from '../session';
import type { OpenScenario } from '../types/index';
import { double, type ScriptLayer, type ScriptUpdate } from './scriptModel';

export function scriptUpdate(session: Session, scenario: OpenScenario): ScriptUpdate | undefined {
  const settings = trainingOf(scenario);
  const { optimizer, weightDecay, schedule, learningRate } = settings;
  if (optimizer === 'sgd' && weightDecay === 0 && !schedule) return undefined;
  const kept = (letter: string) =>
    scenario.network.layers.map(({ weights, biases }, l) => ({
      weights: weights.map((row, j) => row.map((_, i) => session.value(`${letter}w.${l + 1}.${j}.${i}`))),
      biases: biases.map((_, j) => (settings.updateBiases ? session.value(`${letter}b.${l + 1}.${j}`) : 0)),
    }));
  return {
    settings,
    eta: schedule ? session.value('etan') : learningRate,
    t: (scenario.state?.updates ?? session.status().iteration) + 1,
    first: optimizer === 'sgd' ? [] : kept(optimizer === 'adam' ? 'm' : 'v'),
    second: optimizer === 'adam' ? kept('s') : [],
  };
}

/** The numbers of the update by name, as a program defines them. */
export function numbersOf({ settings, eta, t }: ScriptUpdate): [name: string, value: string][] {
  const { optimizer, momentum, beta1, beta2, epsilon, weightDecay } = settings;
  const own = { sgd: {}, momentum: { mu: momentum }, adam: { beta1, beta2, epsilon } }[optimizer];
  const numbers = Object.entries({ eta, ...(weightDecay && { decay: weightDecay }), ...own }).map(([name, value]) => [
    name,
    double(value),
  ]);
  return [...numbers, ...(optimizer === 'adam' ? [['t', String(t)]] : [])] as [string, string][];
}

/** The letters of what the optimizer keeps. */
export const lettersOf = ({ settings: { optimizer } }: ScriptUpdate): string[] =>
  ({ sgd: [], momentum: ['v'], adam: ['m', 's'] })[optimizer];

/** The parameters that move: `W1`, and `b1` unless biases are held; with the gradient that moves them. */
export function movedBy(
  { settings }: ScriptUpdate,
  layers: readonly ScriptLayer[],
  gradient = (name: string) => `d${name}`,
) {
  return layers.flatMap(({ l }) => [
    { name: `W${l}`, gradient: `${gradient(`W${l}`)}${settings.weightDecay ? ` + decay * W${l}` : ''}` },
    ...(settings.updateBiases ? [{ name: `b${l}`, gradient: gradient(`b${l}`) }] : []),
  ]);
}
