/** The next update of a run as a scenario document of its own: what the workbench steps through. No DOM. */
import type { Scenario, ScenarioState } from '../../../wasm/index';
import { documentOf } from '../setup';
import type { Shown } from '../run';

/**
 * The paused network, to the bit, with the samples of its next update in their order, and all that this update goes by:
 * velocity or moments, the count of updates, the epoch. Or with one sample alone, counted from 0 among all points.
 */
export function iterationDocument(
  { setup, data: { points }, snapshot }: Shown,
  { position: _, ...state }: ScenarioState,
  sample?: number,
): Scenario {
  const { parameters, batch } = snapshot;
  const samples = sample === undefined ? Array.from(batch, (number) => points[number]) : [points[sample]];
  const document = documentOf({ ...setup, parameters, state, batchSize: samples.length, test: 0 }, samples);
  const { shuffleSeed: __, ...training } = document.training!;
  return { ...document, training };
}
