/** The loss of a scenario: which there are, and the output layer and targets that each needs. */
import { ArgumentError } from '../errors';
import { argument, type Place } from './place';
import { readChoice } from './reader';
import type { ActivationId, Catalog, LossId, QuantityId } from '../types/index';

/** One of the catalog's losses. */
export function readLoss(value: unknown, place: Place, catalog: Catalog): LossId {
  return readChoice(value, place, 'loss', catalog.losses);
}

/** Fails if the loss is not defined on the activation of the last layer. */
export function checkOutput(loss: LossId, output: ActivationId, place: Place, catalog: Catalog): void {
  const needed = catalog.lossOutputs[loss];
  if (needed !== undefined && needed !== output) place.fail('lossNeedsOutput', { loss, output: needed, got: output });
}

/** The loss that a network with that last layer is given, where it is defined on its outputs and on all targets. */
export function readLossFor(
  { activation, units }: { activation: ActivationId; units: number },
  value: unknown,
  targets: () => Float64Array,
  catalog: Catalog,
): LossId {
  const place = argument('id');
  const loss = readLoss(value, place, catalog);
  checkOutput(loss, activation, place, catalog);
  checkTargets(targets(), units, loss, catalog);
  return loss;
}

/** Whether the loss has a value for the target: that of a loss of probabilities lies in 0 … 1. */
export function targetFits(target: number, loss: LossId, catalog: Catalog): boolean {
  return !catalog.probabilityLosses.includes(loss) || (target >= 0 && target <= 1);
}

/** Fails for an edited target that the loss has no value for. */
export function checkTarget({ id, value }: { id: QuantityId; value: number }, loss: LossId, catalog: Catalog): void {
  if (!targetFits(value, loss, catalog)) throw targetError(value, loss, 'value', id);
}

/** Fails at the first of the targets, flat and sample by sample, that the loss has no value for. */
function checkTargets(targets: Float64Array, outputs: number, loss: LossId, catalog: Catalog): void {
  const index = targets.findIndex((target) => !targetFits(target, loss, catalog));
  if (index < 0) return;
  const [sample, output] = [Math.floor(index / outputs), index % outputs];
  throw targetError(targets[index]!, loss, `samples[${sample}].t[${output}]`, `t.${output}`);
}

function targetError(got: number, loss: LossId, path: string, quantity: QuantityId): ArgumentError {
  return new ArgumentError('targetOutsideUnitInterval', { got, loss }, { path, quantity });
}
