/** The settings that a document may leave out, and what they are then. */
import { argument } from './place';
import type { InitInput, Scenario, TrainingSettings } from '../types/index';

/** The training settings of a scenario, complete. */
export function trainingOf(scenario: Pick<Scenario, 'training'>): TrainingSettings {
  return argument('scenario').guard(() => {
    const {
      optimizer = 'sgd',
      learningRate = 0.5,
      batchSize = 1,
      batchReduction = 'mean',
      updateBiases = true,
      momentum = 0.9,
      beta1 = 0.9,
      beta2 = 0.999,
      epsilon = 1e-8,
      weightDecay = 0,
      ...choices
    } = scenario.training ?? {};
    const numbers = { momentum, beta1, beta2, epsilon, weightDecay };
    return { optimizer, learningRate, batchSize, batchReduction, updateBiases, ...numbers, ...choices };
  });
}

/**
 * How the weights of a scenario are drawn that are not given: by its `init`, or by xavier_uniform; with seed 1 where it
 * names none.
 */
export function initOf(scenario: Pick<Scenario, 'init'>): Required<InitInput> {
  return argument('scenario').guard(() => {
    const { kind = 'xavier_uniform', seed = 1 } = scenario.init ?? {};
    return { kind, seed };
  });
}
